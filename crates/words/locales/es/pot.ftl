# El fondo común, y las horas que se regalan.

pot-a-gift-stays = Un regalo es un regalo: no se devuelve.
pot-not-counted = Es un regalo, así que no cuenta como horas de ayuda.
pot-the-pot-has = El fondo tiene { $left }. Se avisa a { $name }, con tu motivo.
pot-you-have = Tienes { $length } que puedes regalar.
pot-you-have-none = Ahora mismo no tienes horas que regalar.
pot-is-empty = El fondo está vacío ahora mismo.
# $kept es 1 si se trata de una hora.
pot-holds = { $kept ->
    [1] Hay { $length } en el fondo.
   *[other] Hay { $length } en el fondo.
}
pot-has-given-more = El fondo ha dado { $length } más de lo que ha recibido.
pot-check-before-you-give = Repásalo antes de regalar
pot-hours-given = Horas regaladas
pot-back = Volver
pot-give-them-now = Regalarlas ahora
pot-cancel = Cancelar
pot-how-many-hours = ¿Cuántas horas?
pot-why = Por qué
pot-they-read-it = Lo leerá quien las recibe
pot-a-few-words-to-go = Unas palabras para acompañarlas
pot-continue = Continuar
pot-the-community-pot = El fondo común
pot-success = Hecho
pot-hours-that-somebody-can-spare = Las horas que a alguien le sobran van al fondo. Son para quien necesita ayuda y no puede dar ahora mismo. Decide la coordinación, y dice por qué. Son regalos, así que no cuentan como horas de ayuda.
pot-give-hours-to-the-pot = Regalar horas al fondo
pot-give-hours-to-a-person = Regalar horas a una persona
pot-waiting-for-a-second-look = A la espera de una segunda mirada
pot-in-and-out = Lo que entra y lo que sale
pot-nothing-has-gone-in-or = Todavía no ha entrado ni salido nada.
pot-what-came-into-the-pot = Lo que entró en el fondo y lo que salió, lo más reciente primero
pot-what = Qué
pot-day = Día
pot-in = Entra
pot-out = Sale
pot-in-the-pot = En el fondo
pot-give-hours-to = Regalar horas a { $name }
pot-give-hours-to-the-community = Regalar horas al fondo común
pot-give-hours-from-the-pot = Dar a { $name } horas del fondo
pot-the-pot = el fondo común
pot-say-why-the-pot-gives = Di por qué las da el fondo
pot-there-are-fewer-hours-in = En el fondo hay menos horas que esas
pot-you-can-give-away-the = Puedes regalar las horas que tienes, no más
pot-the-pot-gives-to = El fondo da { $length } a { $name }.
pot-you-give-to = Das { $length } a { $name }.
pot-the-pot-then-has-somebody = Después el fondo tiene { $left }. Antes lo mira otra persona.
pot-the-pot-then-has = Después el fondo tiene { $left }.
pot-you-then-have = Después tienes { $left }.
pot-a-gift-to-the-pot = Un regalo al fondo
pot-given-by-the-pot = Dado por el fondo
pot-left-by-somebody-who-has = Lo dejó alguien que se ha ido
pot-made-up-for-somebody-who = Puesto por alguien que se ha ido
pot-another-movement = Otro movimiento
pot-proposed-by = Propuesto por { $name }
pot-thank-you-your-hours-are = Gracias. Tus horas están en el fondo.
pot-it-waits-somebody-else-looks = Queda en espera: antes lo mira otra persona.
pot-it-is-declined-and-the = Está rechazado, y las horas se quedan en el fondo. Quien lo propuso lee por qué.
pot-the-hours-are-given-and = Las horas están dadas, y se ha avisado.
pot-looked-at-twice = Miradas dos veces
pot-length-for = { $length } para { $name }
pot-given-by-on = { $name } las dio el { $day }
pot-declined-by-on = { $name } las rechazó el { $day }
