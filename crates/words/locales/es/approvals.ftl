# Aprobaciones: la cola, y la mirada antes de que las horas se aprueben.
approvals-not-finished-yet = Todavía sin terminar
approvals-approvals = Aprobaciones
approvals-in-all-they-are-written = { $length } en total. Se escriben en el libro en el acto, y se avisa a quienes participaron.
approvals-what-you-are-about-to = Lo que vas a aprobar
approvals-who-helped-whom = Quién ayudó a quién
approvals-what = Qué
approvals-done-on = Hecho el
approvals-how-long = Cuánto duró
approvals-all = Todos: { $number }
approvals-exchanges-cannot-be-approved-now = { $number ->
    [one] { $number } intercambio no se puede aprobar ahora
   *[other] { $number } intercambios no se pueden aprobar ahora
}
approvals-back-to-the-approvals = Volver a las aprobaciones
approvals-approve = { $number ->
    [one] Aprobar { $number } intercambio
   *[other] Aprobar { $number } intercambios
}
approvals-success = Hecho
approvals-you-approved-exchanges = { $number ->
    [one] Has aprobado { $number } intercambio, { $length }.
   *[other] Has aprobado { $number } intercambios, { $length }.
}
approvals-nothing-was-approved = No se ha aprobado nada.
approvals-the-two-are-told-and = Se avisa a los dos y leen tu pregunta. Aquí queda al lado del intercambio.
approvals-nothing-waits-for-you = No te espera nada
approvals-when-two-people-have-confirmed = Cuando dos personas han confirmado una hora, llega aquí para que la apruebes.
approvals-enter-hours-from-paper = Pasar horas del papel
approvals-choose-which-to-see = Elegir cuáles ver
approvals-show = Mostrar
approvals-who = Quién
approvals-a-name-or-a-number = Un nombre o un número
approvals-only = Solo
approvals-all-of-them = Todos
approvals-any-length = Cualquier duración
approvals-kind-of-help = Tipo de ayuda
approvals-any-kind = Cualquier tipo
approvals-area = Zona
approvals-all-areas = Todas las zonas
approvals-how-it-came = Cómo llegó
approvals-any-way = De cualquier manera
approvals-none-of-these-wait = Ninguno de estos espera
approvals-other-exchanges-may = Puede que esperen otros intercambios.
approvals-show-all-that-wait = Mostrar todos los que esperan
approvals-from-box-to-box = |↑| |↓| de casilla en casilla
approvals-space-tick = |Espacio| marcar
approvals-enter-approve-selected = |Intro| aprobar los marcados
approvals-o-open = |O| abrir
approvals-q-ask-about-it = |Q| preguntar por él
approvals-d-decline = |D| rechazar
approvals-approve-selected = Aprobar los marcados
approvals-approve-all-on-this-page = Aprobar los { $number } de esta página
approvals-exchanges-waiting-for-approval-longest = Intercambios a la espera de aprobación, primero los que más llevan
approvals-select = Marcar
approvals-waiting = Espera
approvals-on-this-page = { $number } en esta página
approvals-you-cannot-approve-an-exchange = No puedes aprobar un intercambio en el que diste o recibiste. Para rechazar uno, di por qué; para preguntar por uno, di qué te gustaría saber.
approvals-pages-of-approvals = Páginas de aprobaciones
approvals-the-first-exchange-of = El primer intercambio de { $name }
approvals-somebody-goes-along-with = Alguien acompaña a { $name }
approvals-asked-on = { $name } preguntó el { $day }: «{ $text }»
approvals-helped = { $giver } ayudó a { $receiver }
approvals-select-for = Marcar { $giver }, { $length } de ayuda a { $receiver }: { $what }
approvals-not-seen-yet-or-run = Sin ver todavía, o caducado, de { $giver }: { $unseen }
approvals-the-first-time-gives-this = Es la primera vez que { $giver } da esta ayuda: alguien le acompaña
approvals-longer-than-have-a-look = Más de { $longest }: échale un vistazo
approvals-over-three-times-as-long = Más del triple de lo que { $giver } suele ayudar
approvals-these-two-have-another-of = Los dos tienen otro del mismo día y la misma duración: échale un vistazo
approvals-helped-the-same-person-times = { $giver } ayudó a la misma persona { $times } veces en una semana
approvals-they-live-at-the-same = Viven en la misma dirección
approvals-you-took-part-so-somebody = Participaste, así que este lo tiene que decidir otra persona
approvals-you-took-part-so-decides = Participaste, así que este lo decide { $name }
approvals-you-took-part-so-or = Participaste, así que este lo decide una de estas personas: { $name }, { $other }
approvals-you-took-part-so-another = Participaste, así que este lo decide otra persona de la coordinación
approvals-days = { $number ->
    [one] { $number } día
   *[other] { $number } días
}
approvals-approvals-waiting = Aprobaciones, { $number } en espera
approvals-look-at-them-again = { $number ->
    [one] Míralo otra vez
   *[other] Míralos otra vez
}
approvals-left-as-they-were = { $number ->
    [one] { $number } intercambio queda como estaba
   *[other] { $number } intercambios quedan como estaban
}
# Dos enlaces; la segunda parte de cada uno se lee en voz alta.
approvals-ask-or-decline = |Preguntar| por { $who }| o |rechazar|: { $who }|
