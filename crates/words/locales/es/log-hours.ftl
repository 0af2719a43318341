# Anotar horas: una pregunta en cada página y, al final, todas las respuestas para repasarlas.

log-check-before-you-send = Repásalo antes de enviarlo
log-not-finished-yet = Aún sin terminar
log-you-are-logging-for = Estás anotando por { $name }
log-once-it-is-confirmed-and = Cuando se confirme y se apruebe, tu saldo pasará de { $now } a |{ $after }|.
log-throw-this-away = Descartarlo
log-question-of = Pregunta { $number } de { $of }
log-nobody-here-matches-try-a = Aquí nadie coincide con «{ $query }». Prueba con una parte del nombre o con el número de miembro.
log-many-slips-in-one-envelope = ¿Muchos vales en un sobre? |Escríbelos línea por línea
log-how-did-they-tell-you = ¿Cómo te lo dijo?
log-kind-of-help = Tipo de ayuda
log-choose-one = Elige uno
log-in-a-few-words = En pocas palabras
log-for-example-cut-back-the = Por ejemplo, podar los frambuesos
log-the-day-it-happened-not = El día en que ocurrió, no el día en que lo anotas
log-continue = Continuar
log-save-and-finish-later = Guardar y terminar más tarde
log-look-for-somebody = Buscar a alguien
log-a-name-or-a-member = Un nombre o un número de miembro
log-search = Buscar
log-nothing-has-been-sent-when = Todavía no se ha enviado nada. Cuando lo envíes, se pedirá a { $name } que lo confirme.
log-nothing-has-been-written-yet = Todavía no hay nada escrito. Cuando lo envíes, esperará a que la coordinación lo apruebe.
log-send-to-to-confirm = Enviar a { $name } para confirmar
log-write-it-down-for-approval = Anotarlo para su aprobación
log-who-told-you = Quién te lo dijo
log-who-told-you-b = quién te lo dijo
log-what-you-did = Qué hiciste
log-what-was-done = Qué se hizo
log-who-helped = Quién ayudó
log-who-helped-b = quién ayudó
log-who-received = Quién recibió la ayuda
log-who-received-b = quién recibió la ayuda
log-what-was-done-b = qué se hizo
log-when = Cuándo
log-how-long = Cuánto duró
log-how-long-b = cuánto duró
log-the-note = la nota
log-member = Miembro { $number }
log-choose-somebody-other-than-yourself = Elige a otra persona, no a ti
log-log-hours-of-your-own = Anota tus propias horas desde tu página de inicio, para que se pregunte a la otra persona
log-choose-somebody-other-than-the = Elige a alguien que no sea quien recibió la ayuda
log-choose-somebody-other-than-the-b = Elige a alguien que no sea quien ayudó
log-somebody-else = otra persona
log-note-for = Nota para { $other }
log-note = Nota
log-only-and-the-coordinators-read = Solo la leen { $other } y la coordinación
log-only-the-two-of-them = Solo la leen los dos y la coordinación
log-i-helped = Ayudé a { $name }
log-helped-me = { $name } me ayudó
log-i-helped-somebody = Ayudé a alguien
log-somebody-helped-me = Alguien me ayudó
log-who-helped-somebody = { $name }, que ayudó a alguien
log-who-was-helped = { $name }, que recibió la ayuda
log-the-person-who-helped = La persona que ayudó
log-the-person-who-was-helped = La persona que recibió la ayuda
log-the-other-one-is-asked = Se pide a la otra persona que lo confirme
log-both-of-them = Las dos personas
log-or-a-paper-slip-that = O un vale en papel firmado por las dos. Pasa directamente a las aprobaciones
log-select-who-helped = Elige quién ayudó
log-choose-who-you-helped = Elige a quién ayudaste
log-choose-who-helped-you = Elige quién te ayudó
log-choose-who-was-helped = Elige quién recibió la ayuda
log-choose-who-helped = Elige quién ayudó
log-select-who-told-you = Elige quién te lo dijo
log-select-how-they-told-you = Elige cómo te lo dijo
log-select-the-kind-of-help = Elige el tipo de ayuda
log-must-be-characters-or-less = { $label }: { $most } caracteres como mucho
log-who-told-you-c = ¿Quién te lo dijo?
log-who-helped-c = ¿Quién ayudó?
log-who-did-you-help = ¿A quién ayudaste?
log-who-helped-you = ¿Quién te ayudó?
log-who-did-help = ¿A quién ayudó { $giver }?
log-how-long-did-it-take = ¿Cuánto duró?
log-you-helped = Ayudaste a { $name }.
log-helped-you = { $name } te ayudó.
log-helped = { $giver } ayudó a { $receiver }.
log-you-began-to-log-hours = Empezaste a anotar horas
log-you-began-to-log-hours-b = Empezaste a anotar horas por otra persona
log-is-not-taking-part-at = { $name } no participa en este momento
log-when-b = cuándo
log-optional = { $what } (opcional)
log-somebody = alguien
log-you = tú
# $reader dice cuál de los dos lo lee: giver, receiver o neither.
log-what-did = { $reader ->
    [giver] ¿Qué hiciste por { $receiver }?
    [receiver] ¿Qué hizo { $giver } por ti?
   *[neither] ¿Qué hizo { $giver } por { $receiver }?
}
log-when-did = { $reader ->
    [giver] ¿Cuándo ayudaste a { $receiver }?
    [receiver] ¿Cuándo te ayudó { $giver }?
   *[neither] ¿Cuándo ayudó { $giver } a { $receiver }?
}
log-travel = { $reader ->
    [giver] Cuenta el tiempo de tu desplazamiento si { $receiver } estuvo de acuerdo
    [receiver] Cuenta el tiempo del desplazamiento de { $giver } si estuviste de acuerdo
   *[neither] Cuenta el tiempo del desplazamiento de { $giver } si { $receiver } estuvo de acuerdo
}
