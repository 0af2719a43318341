# Actividades en grupo, como las ve todo el mundo.

activities-take-off = Quitar| de la lista: { $name }
activities-activities = Actividades
activities-done-together = Se hace en compañía
activities-success = Hecho
activities-plan-an-activity = Preparar una actividad
activities-nothing-is-planned = No hay nada previsto
activities-lunches-walks-and-lessons-for = Aquí aparecen comidas, paseos y clases para muchos en cuanto la coordinación los prepara.
activities-not-settled-yet = Aún sin saldar
activities-over = Pasadas
activities-i-cannot-come-after-all = Al final no puedo ir
activities-you-are-on-the-list = Estás en la lista.
activities-i-am-coming = Voy a ir
activities-mark-who-came = Marcar quién fue y saldarla
activities-attendance-sheet = Hoja de asistencia
activities-change-what-is-planned = Cambiar lo previsto
activities-cancel-it = Cancelarla
activities-take-the-settlement-back = Anular lo saldado
activities-the-list = La lista
activities-you = Tú
activities-who-is-on-the-list = Quién está en la lista
activities-who = Quién
activities-part = Papel
activities-take-off-the-list = Quitar de la lista
activities-there-for = Estuvo
activities-change = Cambio
activities-leads = La lleva
activities-comes = Asiste
activities-came = Fue
activities-did-not-come = No fue
activities-add-people = Añadir personas
activities-one-on-each-line-a = Una en cada línea: un número de miembro, o el principio de un nombre
activities-what-do-they-do = ¿Qué hacen?
activities-put-them-on-the-list = Ponerlas en la lista
activities-the-activity-is-cancelled = La actividad está cancelada.
activities-on-the-list = { $number ->
    [one] { $number } persona en la lista
   *[other] { $number } personas en la lista
}
activities-settled = Saldada
activities-cancelled = Cancelada
activities-they-come = Asisten
activities-they-lead-it = La llevan
activities-nobody-leads-it-yet = Todavía no la lleva nadie.
activities-leads-it = La lleva { $name }.
activities-lead-it = La llevan { $names }.
activities-nobody-is-on-the-list = Todavía no hay nadie en la lista.
activities-people-are-on-the-list = { $number ->
    [one] Hay { $number } persona en la lista.
   *[other] Hay { $number } personas en la lista.
}
activities-when = Cuándo
activities-time = Hora
activities-where = Dónde
activities-how-long = Cuánto dura
activities-kind = Tipo
activities-good-to-know = Conviene saber
activities-who-paid = Quién pagó
activities-why-cancelled = Por qué se canceló
activities-why-taken-back = Por qué se anuló
activities-those-who-came-shared-the = Quienes fueron se repartieron el tiempo de quienes la llevaron
activities-everybody-paid-their-full-time = Cada cual pagó su tiempo entero a quienes la llevaron
activities-everybody-paid-their-full-time-b = Cada cual pagó su tiempo entero; lo que sobró fue al fondo
activities-the-timebank = El banco de tiempo
activities-a-sponsor = Quien la patrocina
activities-also-for-the-time-of = { $who }, también por el tiempo de quienes fueron
activities-the-activity-is-planned = La actividad está preparada.
activities-the-changes-are-kept = Los cambios están guardados.
activities-they-are-on-the-list = Ya están en la lista.
activities-they-are-off-the-list = Ya no están en la lista.
activities-you-are-off-the-list = Ya no estás en la lista.
activities-the-hours-are-written-in = Las horas están escritas en el libro, y se ha avisado a todas las personas afectadas.
activities-it-is-taken-back-the = Está anulado. El libro lleva las dos líneas.
activities-type-a-name-or-a = Escribe un nombre o un número de miembro
activities-choose-whether-they-come-or = Elige si asisten o la llevan
