# Avisar a mucha gente a la vez, los avisos en Inicio, correo y cartas; el acuerdo y los materiales
# para empezar, como los ve la coordinación.
telling-members = { $number ->
    [one] { $number } miembro
   *[other] { $number } miembros
}
telling-members-to-print = { $number ->
    [one] { $number } miembro, para imprimir
   *[other] { $number } miembros, para imprimir
}
telling-send-it-to = { $number ->
    [one] Enviarlo a { $number } miembro
   *[other] Enviarlo a { $number } miembros
}
telling-take-down = Quitar| { $title }|
# A quién: $who es «Miembros activos», o una de estas otra vez.
telling-active-members = Miembros activos
telling-paused-members = Miembros en pausa
telling-who-in = { $who } de { $area }
telling-who-offer = { $who } que ofrecen { $kind }
telling-who-not-begun = { $who } que no han empezado
telling-who-quiet = { $who } que llevan { $months } meses sin actividad
telling-who-need = { $who } cuya página dice: { $need }
telling-and-more = Y { $number } más.
# Cuántos avisos, y para cuántas personas.
post-notices-for-people = { $notices ->
    [one] { $notices } aviso
   *[other] { $notices } avisos
} para { $people ->
    [one] { $people } persona
   *[other] { $people } personas
}, una hoja para cada una.
post-send-again = Enviar otra vez| a { $name }, { $when }|
post-let-it-be = Dejarlo| para { $name }, { $when }|
agreement-save-as-version = Guardar como versión { $version }
telling-telling-people = Avisar a la gente
telling-to-do = Pendiente
telling-success = Hecho
telling-write-to-members = Escribir a los miembros
telling-pages-of-our-own = Páginas propias
telling-nothing-has-been-sent-to = Todavía no se ha enviado nada a mucha gente a la vez.
telling-on-everybodys-home-page = En el Inicio de todo el mundo
telling-what-is-it-about = ¿De qué se trata?
telling-what-should-everybody-know = ¿Qué debe saber todo el mundo?
telling-until-which-day = ¿Hasta qué día?
telling-put-it-up = Publicarlo
telling-a-message-to-members = Un mensaje a los miembros
telling-choose-who-gets-it-it = Elige quién lo recibe. Llega a cada persona como eligió: por correo, en una carta que imprimes o solo en la web. Ves a cuántas antes de que se envíe nada.
telling-who = Quién
telling-where-they-live = Dónde viven
telling-anywhere = En cualquier sitio
telling-what-they-offer = Qué ofrecen
telling-it-does-not-matter = Da igual
telling-how-they-are-best-reached = Cuál es la mejor manera de hablar con ellos
telling-how-they-take-part = Cómo participan
telling-in-a-few-words-the = En pocas palabras: el título del correo
telling-what-would-you-like-to = ¿Qué quieres decir?
telling-plain-text-the-greeting-and = Texto sin formato. El saludo y tu número de teléfono se añaden solos
telling-continue = Seguir
telling-check-before-you-send = Revisa antes de enviar
telling-to = Para
telling-by-mail = Por correo
telling-by-letter = Por carta
telling-on-the-website-only = Solo en la web
telling-change-something = Cambiar algo
telling-neither-mail-nor-letter = Ni correo ni carta
telling-they-chose-the-website-or = Eligieron la web, o no tienen correo electrónico. Llama a quienes no miran allí.
telling-it-is-on-its-way = Está en camino. Las cartas esperan en Correo y cartas.
telling-sent-by = Enviado por
telling-mail-and-letters = Correo y cartas
post-letters-to-print = Cartas para imprimir
post-no-letter-waits-members-who = No hay cartas en espera. Quienes quieren recibir los avisos por carta lo eligen en Mis datos; tú puedes elegirlo por ellos en su página.
post-print-the-letters = Imprimir las cartas
post-mail-that-did-not-arrive = Correos que no llegaron
post-every-mail-has-arrived-as = Han llegado todos los correos, según el servidor de correo.
post-tried-again-by-itself = Se vuelve a intentar solo
agreement-the-agreement = El acuerdo
agreement-settings = Ajustes
agreement-the-agreement-is-saved-and = El acuerdo está guardado y vale desde ahora.
agreement-what-everybody-promises-each-other = Lo que todo el mundo se promete. Quien pide entrar lo lee entero y lo acepta. Cada versión se queda como se escribió, con quién la aceptó y cuándo.
agreement-the-next-version = La versión siguiente
agreement-plain-text-an-empty-line = Texto sin formato. Una línea vacía empieza un párrafo nuevo
agreement-those-who-are-members-already = Quienes ya son miembros
agreement-cancel = Cancelar
agreement-versions-so-far = Versiones hasta ahora
pack-starter-pack-b = Materiales para empezar
pack-on-paper = En papel
pack-what-a-timebank-hangs-up = Lo que un banco de tiempo cuelga, reparte y tiene junto a la puerta. Cada cosa es una página para imprimir, en A4, con el nombre de { $bank }.
pack-no-telephone-number-stands-on = No llevan número de teléfono: nadie ha dicho a quién llaman los miembros.
pack-agreement-to-sign = Acuerdo para firmar
pack-version = Versión { $version }
pack-for-members-who-sign-on = Para miembros que firman en papel. Cuando vuelva, anota el día en la página del miembro.
pack-print-the-agreement = Imprimir el acuerdo
pack-our-agreement = Nuestro acuerdo
pack-version-b = { $bank }, versión { $version }
pack-name = Nombre: ________________________________
pack-signed = Firma: _______________________________
pack-day = Día: __________________________________
telling-it-stands-on-everybodys-home = Ya está en el Inicio de todo el mundo.
telling-it-is-taken-down = Se ha quitado.
telling-shown-until = { $by }, { $since }. Se muestra hasta el { $until }
telling-not-shown-any-more = { $by }, { $since }. Ya no se muestra
telling-they-have-not-begun-no = No han empezado: todavía sin intercambios
telling-quiet-for-months-or-longer = Sin actividad desde hace { $months } meses o más
telling-nobody-fits-what-you-have = No hay nadie que encaje con lo que has elegido
post-the-mail-server-cannot-be = No se puede llegar al servidor de correo.
post-the-mail-server-said-not = El servidor de correo ha dicho: ahora no.
post-the-mail-server-does-not = El servidor de correo no lo acepta. Comprueba la dirección con esa persona.
post-the-address-cannot-be-right = La dirección no puede ser correcta. Compruébala con esa persona.
post-the-line-broke-it-may = La línea se cortó. Puede que haya llegado, así que no se envía dos veces sin que lo digas.
post-what-it-told-of-is = Aquello de lo que avisaba ya no está.
post-the-letters-are-marked-as = Las cartas están marcadas como enviadas.
post-the-mail-is-sent-again = El correo se envía otra vez antes de un minuto.
post-the-mail-is-not-sent = El correo no se envía otra vez.
pack-poster-b = Cartel
pack-for-a-noticeboard-what-this = Para un tablón: qué es esto y cómo entrar, con un código para teléfonos
pack-guide-for-members-in-large = Guía para miembros, en letra grande
pack-how-to-give-help-ask = Cómo dar ayuda, pedirla y anotarla, con pantalla y sin ella
pack-paper-slips = Vales de papel
pack-eight-to-a-sheet-for = Ocho por hoja, para cualquiera o con el nombre y el número de un miembro
pack-what-members-promise-each-other = Lo que los miembros se prometen, con sitio para el nombre, el día y la firma
pack-directory-of-offers = Directorio de ofertas
pack-what-neighbours-offer-by-kind = Lo que ofrece la gente, por tipos de ayuda, en letra grande; solo para miembros
telling-enter-what-it-is-about = Escribe de qué se trata, en una línea
telling-write-what-you-would-like = Escribe lo que quieres decir
telling-what-it-is-about = De qué se trata
telling-the-message = El mensaje
telling-enter-what-it-is-about-b = Escribe de qué se trata
telling-the-announcement = El aviso
telling-the-last-day-must-be = El último día debe ser hoy o dentro de un año
post-this-mail-does-not-wait = Este correo ya no espera ninguna decisión.
