# Lo que se dice a alguien: el asunto, una o dos frases, qué pulsar. Lo mismo en la página, en un
# correo y en una carta.
notice-link-asked = Alguien ha pedido un enlace para entrar en tu nombre
notice-link-went = Ha ido a tu correo electrónico y sirve durante media hora.
notice-link-see = Ver dónde tienes la sesión abierta
notice-sign-in-to = Entrar en { $bank }
notice-open-this-link = Abre este enlace y pulsa «Entrar» antes de media hora. Sirve una sola vez.
notice-did-you-not-ask = ¿No lo has pedido tú? No lo toques: sin él no pasa nada.
notice-activity-was-on = Fue el { $day }. Lo que significa para tus horas está en tu extracto.
notice-activity-was-planned = Estaba prevista para el { $day }. { $reason }
notice-activity-is-planned = Está prevista para el { $day }.
notice-activity-settled = Las horas de { $title } están anotadas
notice-activity-not-settled = Las horas de { $title } ya no están anotadas
notice-activity-cancelled = { $title } no se hará
notice-see-the-activity = Ver la actividad

# $of es otra de estas, o una afirmación como «Ana dice que le ayudaste 1 hora».
notice-a-reminder = Un recordatorio: { $of }
notice-look-and-answer = Mirar y responder
notice-see-it = Verlo

# Alguien pregunta si se le podría ayudar; $title es lo que pide.
notice-asks = { $name } pregunta si puedes ayudar: { $title }
notice-you-were-reminded = Se te recordó que { $name } te había preguntado: { $title }
notice-asked = { $name } preguntó si podías ayudar: { $title }
notice-settled-meanwhile = Ya está resuelto.
notice-asks-for-you = { $name } pregunta por ti a { $number ->
    [one] { $number } persona: { $title }
   *[other] { $number } personas: { $title }
}
notice-told-when-one-can = Se te avisará cuando alguien pueda.
notice-see-who-is-asked = Ver a quién se pregunta
notice-nobody-could = Esta vez no ha podido nadie: { $title }
notice-it-happens = A veces pasa, y no es culpa de nadie. Pregunta a otras personas, o llama a la coordinación, que conoce a mucha gente.
notice-see-who-else = Ver quién más podría ayudar
notice-somebody-found = { $name } ya ha encontrado a alguien: { $title }
notice-no-answer-needed = { $name } ya no necesita respuesta: { $title }
notice-thank-you-for-thinking = Gracias por pensártelo.
notice-on-day-about = El { $day }, más o menos { $length }.
notice-on-day-about-in = El { $day }, más o menos { $length }, en { $area }.
notice-quoted = «{ $text }»
notice-both-answers = Las dos respuestas están bien.

# Las novedades, una vez por semana o al mes.
notice-what-is-new-in = Novedades de { $bank }
notice-see-on-website = Verlo en la web
notice-exchanges-wait = { $number ->
    [one] { $number } intercambio espera tu respuesta.
   *[other] { $number } intercambios esperan tu respuesta.
}
notice-neighbours-wrote = { $number ->
    [one] Alguien te ha escrito.
   *[other] { $number } personas te han escrito.
}
notice-new-requests = Peticiones nuevas:
notice-new-offers = Ofertas nuevas:
notice-nothing-more = Nada más que lo que ya has visto.
notice-listing = • { $title } ({ $who })
notice-listing-about = • { $title } ({ $who }), más o menos { $length }

# Horas sin intercambio, y la palabra amable sobre un saldo.
notice-welcome = Te damos la bienvenida: { $length } para empezar
notice-gave-you = { $name } te ha regalado { $length }
notice-from-the-pot = { $length } del fondo común
notice-grant-declined = No se ha aprobado tu concesión de { $length } para { $name }
notice-grant-declined-why = { $by } la ha mirado y dice: «{ $reason }» Las horas se quedan en el fondo común, y { $name } no se ha enterado.
notice-see-the-grant = Ver la concesión
notice-to-the-pot = Has dado { $length } al fondo común
notice-you-were-given = Has recibido { $length }
notice-on-your-statement = Están en tu extracto.
notice-see-your-statement = Ver tu extracto
notice-hours-are-even = Tus horas están en equilibrio
notice-you-have = Tienes { $standing }
notice-given-a-lot = Has dado mucho, y tus vecinas y vecinos lo agradecen. ¿Hay algo en lo que te gustaría recibir ayuda? También puedes regalar horas, a alguien o al fondo común. No tiene que pasar nada.
notice-that-is-fine = Está bien así: alguien tiene que recibir, o nadie podría dar. Cuando te apetezca, una hora tuya también será bienvenida. La coordinación te ayuda con gusto a encontrar algo que te vaya bien.
notice-to-and-fro = Dar y recibir van y vienen, como debe ser.
notice-see-offers = Ver lo que la gente ofrece
notice-see-requests = Ver lo que la gente pide

notice-see-all-your-news = Ver todas tus novedades
notice-wrote-about = { $name } te ha escrito sobre { $title }
notice-read-and-answer = Leer y responder
notice-report-is-due = { $name }: toca entregar el informe de { $days }
notice-report-days-are-over = Sus días han pasado. Míralo, resuelve lo que todavía espera aprobación y entrégalo: el informe entero, o dos páginas para quien financia.
notice-see-the-report = Ver el informe

# Ayuda regular; $often dice cada cuánto: «todos los martes».
notice-series-about = { $who }: { $what }. { $often }.
notice-series-asks = { $name } pregunta si quieres una ayuda regular: { $often }
notice-series-suggested = { $name } propuso una ayuda regular: { $often }
notice-series-would-like = { $name } dice que sí: { $often }, desde ahora
notice-series-rather-not = { $name } prefiere que no sea regular
notice-series-ended = La ayuda regular con { $name } ha terminado
notice-series-no-answer = { $name } no respondió a tiempo sobre la ayuda regular
notice-series-did-it-happen = ¿Se hizo? { $day }, { $length } con { $name }
notice-series-asked-about = Se te preguntó por un día con { $name }
notice-see-the-days = Ver los días
notice-say-yes-or-no = Decir sí o no

# Un intercambio. $hours es una de las dos de abajo; $number es 1 si se lee como una sola cosa.
notice-hours-with = { $length } con { $name }
notice-hours-between = { $length } entre { $giver } y { $receiver }
# En lugar de un nombre.
notice-one-of-the-two = Una de las dos partes
notice-you-and = { $name } y tú
notice-agreed = Acordado para el { $day }, más o menos { $length }: { $both }
notice-go-ahead = Adelante el { $day }: { $both }
notice-written-down = Anotado: { $hours }
notice-confirmed = Confirmado: { $hours }
notice-not-right = { $name } dice que algo no está bien en { $length }
notice-accepts = { $name } acepta que fue { $length }
notice-decided = La coordinación ha decidido: { $hours }
notice-posted = Ya en tu extracto: { $hours }
notice-in-the-book = Ya en el libro: { $hours }
notice-rather-not = { $name } prefiere que esta vez no
notice-not-approved = Sin aprobar: { $hours }
notice-withdrawn = Retirado: { $hours }
notice-called-off = { $name } ha cancelado { $length } de ayuda del { $day }
notice-needs-you = Hace falta que lo mires: { $hours }
notice-nobody-answered = Nadie respondió a tiempo sobre { $hours }
notice-may-be-wrong = Puede que algo no esté bien en { $hours }
notice-kept = La coordinación ha mirado { $hours }, y no cambia nada
notice-put-right = Corregido: { $hours }
notice-taken-back = Deshecho: { $hours }
notice-thanks = { $name } te da las gracias por { $length }
notice-queried = La coordinación te pregunta por { $hours }
notice-suggested = { $name } propuso { $length } de ayuda
notice-has-it-been-done = ¿Se ha hecho? { $hours }
notice-reminder-still-waits = Un recordatorio: { $hours } todavía espera a la coordinación
notice-reminder-of = Un recordatorio de { $hours }
notice-check-and-confirm = Revisar y confirmar
notice-see-what-they-say = Ver lo que dice
notice-see-the-decision = Ver la decisión
notice-see-why = Ver por qué
notice-look-at-it = Mirarlo
notice-read-it = Leerlo
notice-read-the-question = Leer la pregunta
notice-see-the-exchange = Ver el intercambio

# Alrededor de cada correo. $number un teléfono, $hours cuándo se atiende; $stated es 0 si no se sabe.
mail-hello = Hola, { $name }:
mail-rather-talk = ¿Prefieres hablar con alguien? Llama a { $name } al { $number }{ $stated ->
    [0] .
   *[other] , { $hours }.
}
mail-choose-how-you-are-told = Elige cómo se te avisa
mail-you-choose-how = Tú eliges cómo se te avisa:
mail-end-these-mails = Dejar de recibir estos correos

# Cartas para imprimir: las hojas, y la página que las rodea para quien las imprime.
letters-not-right = ¿Hay algo que no está bien, o quieres responder? Llama a { $name } al { $number }{ $stated ->
    [0] .
   *[other] , { $hours }.
}
letters-letters-to-print = Cartas para imprimir
letters-mail-and-letters = Correo y cartas
letters-no-letter-waits = No hay cartas en espera.
letters-one-sheet-for-each-person = Una hoja para cada persona. Dóblala en tres: la dirección se ve en la ventana de un sobre alargado. Cuando estén en el buzón, márcalas.
letters-print = Imprimir
letters-they-are-posted = Ya están enviadas
letters-letter-to = Carta para { $name }
letters-no-address-is-known-hand = No se sabe la dirección: entrégala en mano.
letters-dear = Hola, { $greeting }:
