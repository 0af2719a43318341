# Ajustes: las casillas de cada tema, lo que vale ahora, en frases; y dos tipos de ayuda que pasan a ser uno.
settings-cancel = Cancelar
settings-make-one-of-two = Hacer uno de dos
settings-not-finished-yet = Todavía sin terminar
settings-becomes-part-of-another-kind = { $name } pasa a ser parte de otro tipo
settings-this-cannot-be-undone-to = |Esto no se puede deshacer.| Si solo quieres quitar { $name } de las listas, ciérralo.
settings-the-kind-of-help-that = El tipo de ayuda que se queda
settings-choose-one = Elige uno
settings-make-one-of-the-two = Hacer uno de los dos
settings-a-coordinator-looks-at-an = La coordinación mira un acuerdo de ayuda antes de que se haga
settings-the-other-one-confirms-what = La otra persona confirma lo anotado
settings-a-coordinator-approves-the-hours = La coordinación aprueba las horas
settings-always = Siempre
settings-only-where-one-of-these = Solo cuando se cumple algo de esto
settings-never = Nunca
settings-somebody-is-asked-whether-they = Se pregunta a alguien si le gustaría
settings-a-coordinator-is-to-look = La coordinación tiene que mirar un acuerdo de ayuda
settings-the-day-has-passed-and = El día ha pasado y nadie ha dicho que se hizo
settings-somebody-is-asked-to-confirm = Se pide a alguien que confirme
settings-a-coordinator-is-to-approve = La coordinación tiene que aprobar
settings-a-coordinator-is-to-decide = La coordinación tiene que decidir
settings-somebody-asks-to-put-right = Alguien pide corregir lo que está en el libro
settings-not-at-all-every-minute = No se redondea: cuenta cada minuto
settings-to-quarters-of-an-hour = A cuartos de hora
settings-to-half-hours = A medias horas
settings-to-whole-hours = A horas enteras
settings-to-the-nearest = Al más cercano
settings-always-up = Siempre hacia arriba
settings-people = Personas
settings-organisations = Organizaciones
settings-select-how-lengths-are-rounded = Elige cómo se redondean las duraciones
settings-say-when-or-choose-never = Di cuándo, o elige Nunca
settings-select-when = Elige cuándo
settings-enter-from-to-days = Escribe de 1 a 730 días
settings-enter-a-whole-number-up = Escribe un número entero hasta { $most }, o nada
settings-people-b = Personas: { $bounds }.
settings-organisations-b = Organizaciones: { $bounds }.
settings-somebody-else-looks-at-every = Otra persona mira antes cada entrega de más de { $length }.
settings-one-coordinator-decides-about-a = Sobre una entrega decide una sola persona de la coordinación.
settings-people-can-apply-on-the = La gente puede pedir entrar en la página pública.
settings-nobody-can-apply-on-the = Nadie puede pedir entrar en la página pública: dice a quién llamar.
settings-nobody-else-is-asked-about = No se pregunta a nadie más.
settings-always-b = { $what }: siempre.
settings-for = para { $name }
settings-over = de más de { $length }
settings-where-an-organisation-takes-part = donde participa una organización
settings-never-b = { $what }: nunca.
settings-nothing-is-rounded = No se redondea nada.
settings-quarters-of-an-hour = cuartos de hora
settings-half-hours = medias horas
settings-whole-hours = horas enteras
settings-lengths-are-rounded-to-the = Las duraciones se redondean a { $step }, lo más cercano.
settings-lengths-are-rounded-up-to = Las duraciones se redondean hacia arriba, a { $step }.
settings-a-note-beyond-to-give = una nota a partir de { $hours } por devolver
settings-a-note-beyond-to-spend = una nota a partir de { $hours } para gastar
settings-a-stop-at-to-give = un tope en { $hours } por devolver
settings-a-stop-at-to-spend = un tope en { $hours } para gastar
settings-no-note-and-no-stop = sin nota y sin tope
settings-who-know-them-are-asked = { $number ->
    [one] Se pregunta a { $number } persona que conoce a quien lo pide.
   *[other] Se pregunta a { $number } personas que conocen a quien lo pide.
}
settings-what-an-application-says-is = { $number ->
    [one] Lo que dice una solicitud se borra { $number } mes después de decidirse.
   *[other] Lo que dice una solicitud se borra { $number } meses después de decidirse.
}
settings-for-the-first-of-either = { $number ->
    [one] para el primer intercambio de cada cual
   *[other] para los primeros { $number } intercambios de cada cual
}
settings-whoever-is-asked-to-confirm = { $number ->
    [one] A quien se pide confirmar se le recuerda después de { $number } día.
   *[other] A quien se pide confirmar se le recuerda después de { $number } días.
}
settings-after-without-an-answer-it = { $number ->
    [one] Después de { $number } día sin respuesta cuenta como confirmado.
   *[other] Después de { $number } días sin respuesta cuenta como confirmado.
}
settings-after-without-an-answer-a = { $number ->
    [one] Después de { $number } día sin respuesta pregunta la coordinación.
   *[other] Después de { $number } días sin respuesta pregunta la coordinación.
}
