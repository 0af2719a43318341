# Mis datos y todo lo que hay debajo: cómo se localiza y se avisa a alguien, qué hicieron sus horas.
# $length es un tiempo, $number cuántas veces.
me-length-times = { $length }, { $number ->
    [one] { $number } vez
   *[other] { $number } veces
}
me-change-the-password = Cambiar| la contraseña|
me-choose-the-password = Elegir| la contraseña|
me-times = { $number ->
    [one] { $number } vez
   *[other] { $number } veces
}
# Las personas a las que alguien ayudó, o que le ayudaron.
me-neighbours = { $number ->
    [one] { $number } persona
   *[other] { $number } personas
}
me-hours-given = { $number ->
    [one] { $number } hora dada
   *[other] { $number } horas dadas
}
me-neighbours-helped = { $number ->
    [one] { $number } persona ayudada
   *[other] { $number } personas ayudadas
}
me-session-by-password = Sesión abierta el { $when }
me-session-by-link = Sesión abierta con un enlace el { $when }
me-session-by-code = Sesión abierta con un código impreso el { $when }
# $signed-in es una de las tres anteriores.
me-session-own-device = { $signed-in }, en tu propio aparato
me-first-hour = Tu primera hora para alguien
me-nothing-of-year = De { $year } todavía no hay nada en el libro.
me-in-year-you-received = En { $year } te dejaste ayudar por { $people }. Recibir es la mitad de todo esto.
me-in-year-you-gave = En { $year } diste { $length } a { $people }. Gracias.
me-my-details = Mis datos
me-member = Miembro { $number }
me-done = Hecho
me-other-members-read-your-name = Los demás miembros leen tu nombre, tu zona y lo que cuentas de ti. La coordinación cambia tu nombre si hace falta.
me-our-agreement = Nuestro acuerdo
me-how-to-reach-you = Cómo localizarte
me-coordinators-see-these-you-choose = La coordinación ve estos datos. Tú eliges quién más los ve.
me-who-can-reach-you = Quién puede localizarte
me-how-you-are-best-reached = Cuál es la mejor manera de hablar contigo
me-how-you-are-told = Cómo se te avisa
me-told-what-is-new = Recibir las novedades
me-whom-you-have-blocked = A quién has bloqueado
me-your-own-hours = Tus propias horas
me-your-hours = Tus horas
me-your-balance-and-what-waits = Tu saldo y lo que te espera
me-your-statement = Tu extracto
me-your-exchanges = Tus intercambios
me-what-your-hours-did = Qué hicieron tus horas
me-how-you-are-surveys = Cómo estás: encuestas
me-what-you-said-for-reports = Lo que dijiste para los informes
me-the-books-of = El libro de { $bank }
me-to-take-along = Para llevarte
me-all-that-keeps-about-you = Todo lo que { $bank } guarda sobre ti es tuyo: tus datos, intercambios, extracto, ofertas y peticiones, y los avisos que recibiste. Queda anotado que te lo has llevado. Lo que apuntó la coordinación se lo puedes pedir.
me-everything-json-for-a-program = Todo (JSON, para un programa)
me-all-my-hours-csv-for = Todas mis horas (CSV, para una hoja de cálculo)
me-signing-in = Entrar
me-password = Contraseña
me-set = Guardada
me-none = Ninguna
me-where-you-are-signed-in = Dónde tienes la sesión abierta
me-a-browser = Un navegador
me-last-used-on = Usado por última vez el { $seen }
me-this-browser = Este navegador
me-sign-out-everywhere-else = Cerrar la sesión en los demás sitios
me-change-my-details = Cambiar mis datos
me-name-for-greetings = Nombre para saludarte
me-a-first-name-or-nickname = Un nombre de pila o un apodo
me-area = Zona
me-not-said = Sin decir
me-about-you = Sobre ti
me-every-member-can-read-this = Lo puede leer cualquier miembro
me-telephone = Teléfono
me-only-coordinators-see-it = Solo lo ve la coordinación
me-email-address = Correo electrónico
me-only-coordinators-see-it-you = Solo lo ve la coordinación. Puedes entrar con él
me-address = Dirección
me-only-coordinators-see-it-it = Solo la ve la coordinación. Sale en el extracto impreso
me-save-my-details = Guardar mis datos
me-leave-them-as-they-were = Dejarlos como estaban
me-who-can-reach = Quién puede localizar a { $name }
me-members = Miembros
me-success = Hecho
me-the-choice-is-saved = Se ha guardado lo que has elegido.
me-choose-for-each-who-sees = Elige para cada dato quién lo ve, además de la coordinación. Se puede cambiar en cualquier momento; lo que alguien ya haya apuntado, lo conserva.
me-save = Guardar
me-leave-it-as-it-was = Dejarlo como estaba
me-how-is-best-reached = Cuál es la mejor manera de hablar con { $name }
me-it-is-saved = Se ha guardado.
me-coordinators-read-this-and-nobody = Lo lee la coordinación, y nadie más salvo que { $called } quiera.
me-coordinators-read-this-and-nobody-b = Lo lee la coordinación, y nadie más salvo que lo marques abajo. Deja en blanco lo que no necesites.
me-we-ask-again-on = Te lo volveremos a preguntar el { $until }.
me-what-helps = Qué ayuda
me-language-of-the-interpreter = Lengua de interpretación
me-only-where-an-interpreter-is = Solo si hace falta una persona que interprete
me-anything-else = Algo más
me-for-example-ring-in-the = Por ejemplo: llamar por la mañana, hablar despacio
me-who-else-may-know = Quién más puede saberlo
me-when-shall-we-ask-again = ¿Cuándo te lo volvemos a preguntar?
me-how-is-told = Cómo se avisa a { $name }
me-everything-is-on-this-website = De todos modos, todo está en esta web. Los correos y las cartas solo dicen que hay algo que ver.
me-told-lately = Últimos avisos
me-nothing-yet-when-somebody-logs = Todavía nada. Cuando alguien anote una hora, se dirá aquí.
me-what-is-new = Novedades
me-new-requests-and-offers-near = Peticiones y ofertas nuevas cerca de ti, y lo que espera respuesta. Si no hay nada nuevo, no se envía nada
me-it-comes-as-chose-for = Llega como { $name } eligió para |las noticias de la coordinación|: por correo electrónico, por carta o en la web. Cada correo lleva un enlace para dejar de recibirlo.
me-it-comes-as-you-chose = Llega como elegiste para |las noticias de la coordinación|: por correo electrónico, por carta o en la web. Cada correo lleva un enlace para dejar de recibirlo.
me-change-my-password = Cambiar mi contraseña
me-choose-a-password = Elegir una contraseña
me-everywhere-else-you-are-signed = Tu sesión se cierra en los demás sitios. Aquí sigue abierta.
me-the-password-you-have-now = La contraseña que tienes ahora
me-new-password = Contraseña nueva
me-characters-or-more-three-words = 12 caracteres o más. Tres palabras seguidas son fáciles de recordar
me-set-the-password = Guardar la contraseña
me-keep-the-one-i-have = Quedarme con la que tengo
me-leave-it = Dejarlo
me-what-my-hours-did = Qué hicieron mis horas
me-year = Año
me-show = Mostrar
me-does-somebody-want-to-know = ¿Quiere alguien saber cuántas horas has dado, por ejemplo una orientadora laboral o un centro de estudios? |Un justificante para imprimir|
me-what-you-gave = Lo que diste
me-milestones = Momentos señalados
me-confirmation-of-hours = Justificante de horas
me-gave-of-help-to-in = { $name } dio { $length } de ayuda a { $people } ({ $days }).
me-member-b = Miembro
me-member-since = Miembro desde
me-help-given = Ayuda dada
me-a-timebank-is-a-community = Un banco de tiempo es una comunidad en la que las personas se ayudan unas a otras, y la hora de cada cual vale lo mismo. No se ha pagado nada. Las horas no son un sueldo, no tienen valor en dinero y no se pueden cambiar por dinero.
me-each-of-these-hours-was = Cada una de estas horas se confirmó y está en el libro de { $bank }, cuya última línea el { $made } era la número { $transfer }.
me-questions = Preguntas: { $name }, { $phone }.
me-signed-for = Firmado por { $bank }
me-what-is-new-by-mail = Novedades por correo
me-it-is-ended = Ya no las recibirás
me-you-get-no-more-mails = No te enviaremos más correos de novedades. Seguirás leyendo lo que te toca a ti: eso se elige en Mis datos. Allí puedes volver a pedir las novedades.
me-no-more-mails-of-what = ¿Dejar de recibir los correos de novedades?
me-you-asked-to-tell-you = Pediste a { $bank } que te enviara las novedades por correo. Todo sigue en la web, y te seguiremos avisando de lo que te toca a ti.
me-end-these-mails = Dejar de recibir estos correos
me-version = Versión { $version }
me-you-agreed-to-this-on = Lo aceptaste el { $accepted }.
me-i-agree-to-this = Lo acepto
me-your-details-are-saved = Tus datos están guardados.
me-your-password-is-set-you = Tu contraseña está guardada. Tu sesión se ha cerrado en los demás sitios.
me-you-are-signed-out-everywhere = Tu sesión se ha cerrado en los demás sitios.
me-name = Nombre
me-member-number = Número de miembro
me-email = Correo electrónico
me-choose-an-area-from-the = Elige una zona de la lista
me-there-is-none-yet = Todavía no hay
me-coordinators-only = Solo la coordinación
me-also-people-i-have-an = También las personas con las que tengo un intercambio
me-from-the-moment-you-have = Desde el momento en que lo acordáis
me-all-members = Todos los miembros
me-choose-who-sees-it = Elige quién lo ve
me-large-print = Letra grande
me-easy-read = Lectura fácil
me-british-sign-language = Lengua de signos
me-interpreter = Interpretación
me-ring-rather-than-write = Llamar mejor que escribir
me-statements-are-printed-in-large = Los extractos se imprimen con letra grande
me-short-sentences-with-pictures = Frases cortas, con dibujos
me-say-below-which-language = Di abajo qué lengua
me-what-waits-for-an-answer = Lo que espera respuesta se dice por teléfono, y no se envía correo ni carta sobre ello
me-in-half-a-year = Dentro de medio año
me-in-a-year = Dentro de un año
me-in-two-years = Dentro de dos años
me-the-other-person-of-an = Lo puede saber la otra persona de un intercambio que he acordado
me-the-other-person-of-an-b = Lo puede saber la otra persona de un intercambio acordado
me-nobody-else-ever-reads-it = Nadie más lo lee nunca
me-when-somebody-waits-for-an = Cuando alguien espera una respuesta
me-they-logged-hours-or-say = Ha anotado horas, o dice que algo no está bien
me-when-something-becomes-of-an = Cuando pasa algo con un intercambio
me-it-was-confirmed-approved-declined = Se ha confirmado, aprobado, rechazado o corregido
me-when-hours-come-without-an = Cuando llegan horas sin intercambio
me-gifts-welcome-hours-hours-from = Regalos, horas de bienvenida, horas del fondo común
me-when-the-coordinators-write-to = Cuando la coordinación escribe a mucha gente
me-news-of-the-timebank-invitations = Noticias del banco de tiempo, invitaciones, un cambio que te afecta
me-when-somebody-writes-to-you = Cuando alguien te escribe
me-a-message-about-an-exchange = Un mensaje sobre un intercambio, una oferta o una petición
me-by-email = Por correo electrónico
me-there-is-no-email-address = Todavía no hay dirección de correo, así que no se envía nada
me-by-post = Por carta
me-a-coordinator-prints-it-and = La coordinación la imprime y la envía
me-on-this-website-only = Solo en esta web
me-choose-how-you-want-to = Elige cómo quieres que se te avise
me-you-gave = Diste
me-you-helped = Ayudaste a
me-you-received = Recibiste
me-you-were-helped-by = Te ayudaron
me-other-help = Otra ayuda
me-enter-the-password-you-have = Escribe la contraseña que tienes ahora
me-wait-seconds-then-try-again = Espera 10 segundos y prueba otra vez
me-there-were-too-many-tries = Hoy ha habido demasiados intentos. Prueba otra vez mañana
me-that-is-not-the-password = Esa no es la contraseña que tienes ahora
me-would-you-like-to-be = ¿Quieres recibir las novedades?
me-would-like-to-be-told = ¿Quiere { $name } recibir las novedades?
me-rather-not = Mejor no
me-once-a-week = Una vez por semana
me-once-a-month = Una vez al mes
me-choose-how-often = Elige cada cuánto
me-print-the-confirmation = Imprimir el justificante
# Lo que completa «Cambiar» para quien lo oye leído en voz alta.
me-change-greeting = el nombre para saludarte
me-change-area = la zona
me-change-about = lo que leen los demás
me-change-telephone = el teléfono
me-change-email = el correo electrónico
me-change-address = la dirección
# $browser un navegador, $kind el aparato: «Firefox en Windows».
me-browser-on = { $browser } en { $kind }
