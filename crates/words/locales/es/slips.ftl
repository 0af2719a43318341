# Vales de papel: pasarlos, revisarlos y anotarlos, imprimir vales vacíos; y las cartas con las que la
# coordinación da acceso a alguien.
# $name una persona coordinadora, $number su teléfono, $hours cuándo atiende; $stated es 0 si no se sabe.
letter-new-code = Para otro código, o si prefieres no usar una pantalla, llama a { $name } al { $number }{ $stated ->
    [0] .
   *[other] , { $hours }.
}
letter-your-member-number = Tu número de miembro
slips-lines-will-stay = { $number ->
    [one] { $number } línea todavía no se entiende y se queda en la cuadrícula.
   *[other] { $number } líneas todavía no se entienden y se quedan en la cuadrícula.
}
slips-enter-slips = { $number ->
    [one] Anotar { $number } vale
   *[other] Anotar { $number } vales
}
slips-enter-slips-and-ticked = { $number ->
    [one] Anotar { $number } vale y los que he marcado
   *[other] Anotar { $number } vales y los que he marcado
}
slips-enter-slips-question = { $number ->
    [one] ¿Anotar { $number } vale?
   *[other] ¿Anotar { $number } vales?
}
slips-enter-those-i-ticked = Anotar los que he marcado
slips-line-is = Línea { $number }: { $who }, { $day }, { $length }
slips-line-reason = Línea { $number }: { $reason }
slips-box-of-line = { $label }, línea { $number }
slips-error-in-line = Error: Línea { $number }:
slips-typed-slips = { $number ->
    [one] Pasado, { $number } vale
   *[other] Pasados, { $number } vales
}
slips-slips = { $number ->
    [one] { $number } vale
   *[other] { $number } vales
}
slips-slip-number = Vale n.º
slips-keys-who = Quién: un número, o el principio de un nombre
slips-keys-how-long = Cuánto tiempo: 1½, 90, 1:30 o 1h30
slips-keys-same = lo mismo que arriba; también una fecha en blanco
slips-key-enter = Intro
slips-key-control = Ctrl
slips-keys-next = línea siguiente
slips-keys-above-below = línea de arriba o de abajo
slips-keys-check = revisar los vales
slips-type-what-is-on-the-paper = Escribe lo que pone en el papel. |Cada línea se guarda al salir de ella. |No se anota nada hasta que lo revises.
slips-lines-not-understood = { $number ->
    [one] { $number } línea todavía no se entiende.
   *[other] { $number } líneas todavía no se entienden.
}
slips-still-to-come = { $number ->
    [one] Falta { $number } vale.
   *[other] Faltan { $number } vales.
}
slips-more-than-envelope = { $number } más de los que dice el sobre.
slips-fewer-than-on-paper = { $length } menos que en el papel.
slips-more-than-on-paper = { $length } más que en el papel.
slips-typed = { $number ->
    [one] { $number } vale pasado
   *[other] { $number } vales pasados
}
slips-entered = { $number ->
    [one] { $number } vale anotado
   *[other] { $number } vales anotados
}
slips-entered-and-left = { $entered } anotados, quedan { $left }
slips-nothing-typed-yet = todavía no hay nada
slips-enter-where-from = Escribe de dónde vienen los vales
slips-date = Fecha
slips-who-gave = Quién dio
slips-who-received = Quién recibió
slips-how-long = Cuánto tiempo
slips-kind = Tipo
slips-slip-number-box = Número del vale
slips-helped = { $giver } ayudó a { $receiver }
letter-a-code-for = Un código para { $name }
letter-shown-once = Se muestra una sola vez
letter-with-it-signs-in-once = Con él { $called } entra una vez, sin contraseña y sin correo electrónico, hasta el { $until }.
letter-print-the-letter-and-give = Imprime la carta y dásela a { $called } y a nadie más. También se puede leer por teléfono. Quien tenga el código puede entrar como { $called }; queda anotado que se hizo, y quién lo hizo.
letter-we-do-not-keep-the = No guardamos el código, así que no se puede mostrar otra vez. Si se pierde, haz otro: este deja entonces de servir. Tras cinco intentos fallidos también deja de servir.
letter-print-the-letter = Imprimir la carta
letter-back-to-s-page = Volver a la página de { $called }
letter-letter-to = Carta para { $name }
letter-no-address-is-known-hand = No se sabe la dirección: entrégala en mano.
letter-dear = Hola, { $called }:
letter-this-is-how-you-get = Así entras en la web de { $bank }. No necesitas contraseña ni correo electrónico.
letter-your-code = Tu código: |{ $code }|
letter-on-a-computer-tablet-or = 1. En un ordenador, una tableta o un teléfono, escribe esto en la línea de arriba: |{ $site }|
letter-type-your-member-number-and = 2. Escribe tu número de miembro y el código. Con mayúsculas o minúsculas, con guion o sin él: sirve igual.
letter-is-the-device-yours-alone = 3. ¿El aparato lo usas solo tú? Marca la casilla. Entonces no necesitas otro código hasta que pasen dos semanas sin una visita, o un mes.
letter-press-sign-in = 4. Pulsa «Entrar».
letter-the-code-works-once-until = El código sirve una vez, hasta el { $until }. No se lo enseñes a nadie.
letter-a-link-for = Un enlace para { $name }
letter-with-this-address-chooses-a = Con esta dirección { $called } elige otra contraseña. Sirve una vez, hasta el { $until }.
letter-with-this-address-chooses-a-b = Con esta dirección { $called } elige una contraseña. Sirve una vez, hasta el { $until }.
letter-give-it-to-and-to = Dásela a { $called } y a nadie más: imprime esta página, envíala o léela en voz alta.
letter-opens-it-and-chooses-a = { $called } la abre y elige otra contraseña que no sabe nadie más, tampoco tú.
letter-opens-it-and-chooses-a-b = { $called } la abre y elige una contraseña que no sabe nadie más, tampoco tú.
letter-from-then-on-signs-in = Desde entonces { $called } entra con { $email } o |{ $number }| y esa contraseña.
letter-from-then-on-signs-in-b = Desde entonces { $called } entra con |{ $number }| y esa contraseña.
letter-we-do-not-keep-this = No guardamos esta dirección, así que no se puede mostrar otra vez. Si se pierde, haz otra: esta deja entonces de servir.
letter-print-this-page = Imprimir esta página
slips-paper-slips = Vales de papel
slips-for-a-whole-envelope = Para un sobre entero
slips-enter-hours = Anotar horas
slips-success = Hecho
slips-type-a-box-of-slips = Pasa los vales de una caja línea a línea. Cada línea se guarda sobre la marcha, y no se anota nada hasta que las hayas mirado todas.
slips-where-do-they-come-from = ¿De dónde vienen?
slips-for-example-the-box-at = Por ejemplo, la caja del centro cívico, 21 de noviembre
slips-who-signed-them = ¿Quién los firmó?
slips-how-many-slips-are-there = ¿Cuántos vales hay?
slips-the-count-on-the-envelope = La cuenta que pone en el sobre, para comprobar lo escrito
slips-how-many-hours-do-they = ¿Cuántas horas suman?
slips-as-added-up-on-paper = La suma hecha en papel, como 8, 8:30 u 8½
slips-begin = Empezar
slips-print-empty-slips = Imprimir vales vacíos
slips-bring-in-a-spreadsheet = Traer una hoja de cálculo
slips-not-finished = Sin terminar
slips-entered-lately = Anotados hace poco
slips-enter-paper-slips = Pasar vales de papel
slips-keep-what-is-typed = Guardar lo escrito
slips-paste-from-a-spreadsheet = Pegar de una hoja de cálculo
slips-check-the-slips = Revisar los vales
slips-add-more-lines = Añadir 10 líneas más
slips-save-and-finish-later = Guardar y terminar después
slips-lines-that-are-not-understood = Las líneas que no se entienden pueden esperar: |sigue con las demás|.
slips-nothing-more-to-come-putting = ¿No viene nada más? Al apartar los vales se tiran las líneas que no están anotadas.
slips-put-these-slips-aside = Apartar estos vales
slips-the-slips-one-on-each = Los vales, uno en cada línea
slips-line = Línea
slips-entered-b = Anotado
slips-on-the-envelope = En el sobre
slips-on-paper = En el papel
slips-back-to-the-grid = Volver a la cuadrícula
slips-date-who-gave-who-received = Fecha, quién dio, quién recibió, cuánto tiempo, tipo, número del vale; o con una primera fila que nombre las columnas, en cualquier orden
slips-every-row-becomes-a-line = Cada fila pasa a ser una línea de la cuadrícula, detrás de las que hay. Todavía no se anota nada.
slips-put-them-in-the-grid = Ponerlas en la cuadrícula
slips-not-entered-yet = Todavía sin anotar
slips-in-all = { $length } en total.
slips-they-wait-for-approval-afterwards = Después esperan la aprobación.
slips-the-other-person-of-each = Antes se pregunta a la otra persona de cada uno.
slips-slips-that-can-be-entered = Vales que se pueden anotar
slips-who-helped-whom = Quién ayudó a quién
slips-what = Qué
slips-done-on = Hecho el
slips-all = Todos, { $number }
slips-these-look-as-if-they = Estos parecen ya anotados
slips-tick-those-that-are-to = Marca los que hay que anotar de todos modos
slips-go-to-approvals = Ir a aprobaciones
slips-none-of-these-slips-was = No se anotó ninguno de estos vales.
slips-the-slips-that-were-entered = Los vales que se anotaron
slips-slip = Vale
slips-none = Ninguno
slips-begin-the-next-envelope = Empezar el sobre siguiente
slips-slips-to-print = Vales para imprimir
slips-with-the-name-and-number = Con el nombre y el número de { $name }.
slips-for-anybody-with-a-name = Para cualquiera. Si eliges un nombre llevan el número de miembro.
slips-whose = ¿De quién?
slips-a-name-or-a-member = Un nombre o un número de miembro. Déjalo en blanco para cualquiera
slips-who-of-these = ¿Quién de estas personas?
slips-how-many = ¿Cuántos?
slips-fit-on-a-sheet-of = Caben 8 en una hoja A4
slips-number-of-the-first-slip = Número del primer vale
slips-the-others-count-on-from = Los demás siguen la cuenta
slips-show = Mostrar
slips-print-these-slips = Imprimir estos vales
slips-the-slips = Los vales
slips-signed-gave = Firma, quien dio
slips-signed-received = Firma, quien recibió
slips-choose-at-least-one-slip = Elige al menos un vale para anotar
slips-there-is-nothing-to-enter = Todavía no hay nada que anotar
slips-look-at-these-slips = Mira estos vales
slips-as-many-slips-as-the = Tantos vales como dice el sobre.
slips-the-hours-agree-with-the = Las horas coinciden con el papel.
slips-type-in-at-least-one = Pasa al menos un vale
slips-the-rows-stand-in-the = Las filas están en la cuadrícula. Mira cada una antes de revisarlas.
slips-entered-in-all = { $number ->
    [one] { $number } vale anotado, { $length }.
   *[other] { $number } vales anotados, { $length }.
}
slips-slips-of = Vales del { $day }
slips-what-you-typed-is-kept = Lo que has escrito está guardado. Vuelve a ello cuando quieras.
slips-the-slips-are-put-aside = Los vales están apartados.
slips-choose-who-signed-the-slips = Elige quién firmó los vales
slips-how-many-slips-must-be = Cuántos vales hay debe ser un número
slips-both-people = Las dos personas
slips-they-go-straight-to-approvals = Pasan directamente a Aprobaciones
slips-only-who-gave = Solo quien dio
slips-the-other-one-is-asked = Antes se pregunta a la otra persona
slips-only-who-received = Solo quien recibió
slips-hours-on-paper-must-be = Las horas del papel deben ser como 8, 8:30 u 8½
slips-paste-the-rows = Pega las filas
slips-how-many-must-be-to = Cuántos debe ser de 1 a { $most }
slips-the-first-number-must-be = El primer número debe ser un número entero, como 101
slips-there-is-nothing-clear-above = Arriba no hay nada claro que repetir
slips-enter-who-gave = Escribe quién dio
slips-enter-who-received = Escribe quién recibió
slips-somebody-other-than-who-gave = Alguien distinto de quien dio
slips-enter-the-date = Escribe la fecha
slips-you-took-part-log-it = Participaste tú: anótalo como tuyo, para que se pregunte a la otra persona
slips-enter-the-kind-of-help = Escribe el tipo de ayuda
slips-like-line = Como la línea { $number }
slips-like = Como { $reference }
slips-helped-on = { $giver } ayudó a { $receiver }, { $day }
slips-date-must-be-today-or = La fecha debe ser hoy o un día pasado
slips-date-must-be-like-or = La fecha debe ser como 19 11 o 19 noviembre
slips-date-must-be-a-real = La fecha debe ser una fecha real
slips-no-kind-of-help-begins = Ningún tipo de ayuda empieza así
slips-choose-which-kind = Elige qué tipo
slips-type-h-for-hours-or = Escribe { $number }h para horas o { $number }m para minutos
slips-how-long-must-be-like = Cuánto tiempo debe ser como 1½, 1:30 o 90
slips-an-envelope-holds-slips-begin = En un sobre caben { $most } vales: empieza otro para los demás
slips-these-slips-have-been-entered = Estos vales ya están anotados. Empieza otros para más.
slips-where-they-come-from = De dónde vienen
slips-how-many-slips-must-be-b = Cuántos vales hay debe ser de 1 a 200
named-nobody-has-this-number = Nadie tiene este número
named-type-a-name-or-a = Escribe un nombre o un número de miembro
named-the-last-figure-does-not = La última cifra no corresponde a este número. Mira el vale otra vez
named-nobody-here-is-called-so = Aquí nadie se llama así
named-is-not-taking-part-at = { $name } no participa en este momento
named-many-fit-type-more-or = Hay varias personas que encajan con «{ $typed }»: escribe más, o el número
named-choose-which = Elige a quién te refieres con «{ $typed }»
