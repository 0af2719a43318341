# Inicio: lo que tiene un miembro, lo que le espera y a quién cerca le vendría bien una hora.

home-see-your-statement = Ver tu extracto
home-the-pot = el fondo común
# $kept es 1 si se trata de una hora.
home-kept = { $kept ->
    [1] { $length } está reservada para ayuda acordada o en espera. Después tienes { $left }.
   *[other] { $length } están reservadas para ayuda acordada o en espera. Después tienes { $left }.
}
home-none-left = ninguna hora
# En los cuatro siguientes, la segunda parte se lee en voz alta.
home-read-it = Leerlo|: { $about }
home-longer-or-shorter = Duró más o menos tiempo|: { $day }
home-continue = Continuar| anotando horas
home-throw-away = Descartar| estas respuestas
home-yes-write-it-down = Sí, anótalo
home-it-did-not-happen = No ocurrió
home-see-it = Verlo
home-home = Inicio
home-success = Hecho
home-your-answers-are-thrown-away = Tus respuestas están descartadas. No se ha enviado nada.
home-thank-you-it-is-kept = Gracias. Queda anotado que estás de acuerdo.
home-our-agreement-has-changed = Nuestro acuerdo ha cambiado
home-read-it-and-say-that = |Léelo| y di que estás de acuerdo cuando quieras.
home-i-have-read-it-and = Lo he leído y estoy de acuerdo
home-your-membership-is-paused = Tu participación está en pausa
home-your-hours-are-safe-and = Tus horas están a salvo y, mientras tanto, no se puede anotar nada nuevo. Cuando quieras volver a empezar, díselo a la coordinación.
home-log-hours = Anotar horas
home-ask-for-help = Pedir ayuda
home-waiting-for-you = Te espera
home-nothing-waits-for-you-when = No te espera nada. Cuando alguien anote una hora contigo, la confirmas aquí.
home-nothing-has-been-sent-yet = { $about } Todavía no se ha enviado nada.
home-see-all-your-exchanges = Ver todos tus intercambios
home-see-your-messages = Ver tus mensajes
home-news = Novedades
home-see-all-your-news = Ver todas tus novedades
home-arranged = Acordado
home-near-you = Cerca de ti
home-nobody-has-asked-for-anything = Nadie ha pedido nada todavía
home-the-first-request-is-the = La primera petición es la más difícil. Pide algo pequeño y a la siguiente persona le será más fácil.
home-ask-for-something = Pedir algo
home-these-neighbours-would-be-glad = A estas personas les vendría bien una hora.
home-nobody-has-helped-yet = Nadie ha ayudado todavía
home-about = Más o menos { $length }
home-in = En { $place }
home-see-all-requests = Ver todas las peticiones
home-see-all-so-many-requests = Ver las { $number } peticiones
home-wrote-to-you = { $name } te ha escrito
home-written-about = Sobre { $title }: «{ $text }»
home-written-about-and-more = Sobre { $title }, { $number } mensajes: «{ $text }»
home-asked = Pedido { $asked }
home-since-you-have-not-given = Desde { $month } no has dado ni recibido horas.
home-since-you-have-given = Desde { $month } has dado { $given }.
home-since-you-have-received = Desde { $month } has recibido { $received }.
home-since-you-have-given-and = Desde { $month } has dado { $given } y has recibido { $received }.
home-no-hours-are-in-the = Todavía no hay horas de { $month } en el libro. Las tuyas podrían ser las primeras.
home-so-far-in-have-shared = { $number ->
    [one] En lo que va de { $month }, { $number } persona ha compartido { $length }.
   *[other] En lo que va de { $month }, { $number } personas han compartido { $length }.
}
home-did-this-happen = ¿Ocurrió esto? { $day }, { $length }
home-day-with = { $day }, con { $name }
home-asks-about-regular-help = { $name } pregunta por una ayuda regular
home-look-and-answer = Mirar y responder
home-asks-whether-you-can-help = { $name } pregunta si puedes ayudar
home-on-about = { $title }, el { $day }, más o menos { $length }.
home-it-was-on = { $what }, el { $day }.
home-check-and-confirm = Revisar y confirmar
home-length-with = { $length } con { $name }
home-next-on = { $about } La próxima vez, el { $day }.
home-regular = Regular
home-on = { $what }, el { $day }
