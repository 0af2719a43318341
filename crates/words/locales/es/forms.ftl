# Lo que rodea cada pregunta, y cómo se rechaza una respuesta que no se entiende.

form-there-is-a-problem = Hay un problema
form-optional = (opcional)
form-up-to-characters = Hasta { $number } caracteres
form-today = Hoy ({ $day })
form-yesterday = Ayer ({ $day })
form-another-day = Otro día
form-for-example = Por ejemplo, 27 3 2026
form-day = Día
form-month = Mes
form-year = Año
form-hours = Horas
form-minutes = Minutos

# Un día y una duración: lo que se escribió y lo que no puede ser. $subject es uno de los temas de
# abajo; $sentence, el mismo al principio de una frase.
form-choose = Elige { $subject }
form-enter = Escribe { $subject }
form-day-in-the-past = { $sentence } tiene que ser hoy o un día pasado
form-day-must-include = { $sentence } tiene que llevar { $parts }
form-a-day = el día
form-a-month = el mes
form-a-year = el año
form-year-in-full = El año lleva 4 cifras, como 2026
form-day-not-real = { $sentence } tiene que ser una fecha que exista
form-length-unread = { $sentence }: escríbelo en horas y minutos, como 1 y 30
form-minutes-unread = Los minutos tienen que ser un número entero, como 30
form-minutes-too-many = Los minutos pueden ser 59 como mucho
form-length-too-short = { $sentence }: tiene que ser 1 minuto o más
form-length-too-long = { $sentence }: tiene que ser 24 horas o menos

# De qué hablan los mensajes de arriba.
subject-date = la fecha
subject-date-of-activity = la fecha de la actividad
subject-date-of-help = la fecha de la ayuda
subject-date-it-was-done = la fecha en que se hizo
subject-date-you-helped = la fecha en que ayudaste
subject-date-you-were-helped = la fecha en que te ayudaron
subject-day = el día
subject-day-from-which-it-holds = el día desde el que vale
subject-day-it-would-be = el día en que sería
subject-day-of-renewal = el día de la renovación
subject-day-they-agreed = el día en que dio su acuerdo
subject-day-they-answered = el día en que respondió
subject-first-day = el primer día
subject-first-day-of-the-year = el primer día del año
subject-last-day = el último día
subject-how-long-it-took = cuánto duró
subject-how-long-it-was = cuánto fue
subject-how-long-it-takes = cuánto dura
subject-about-how-long-it-takes = cuánto durará más o menos
subject-how-long-each-time = cuánto dura cada vez
subject-how-many-hours = cuántas horas
kind-something-else = { $heading }: otra cosa
kind-all-of = { $heading } (todo)

# Lo que dicen los añadidos de las páginas.
script-show = Mostrar
script-hide = Ocultar
script-show-password = Mostrar la contraseña
script-hide-password = Ocultar la contraseña
script-password-is-shown = Tu contraseña se ve
script-password-is-hidden = Tu contraseña está oculta
script-characters-left = { $number ->
    [one] Queda { $number } carácter
   *[other] Quedan { $number } caracteres
}
script-characters-over = { $number ->
    [one] Sobra { $number } carácter
   *[other] Sobran { $number } caracteres
}
script-select-all = Elegir todo en esta página
script-selected = { $number ->
    [one] { $number } elegido
   *[other] { $number } elegidos
}
script-line-is-kept = La línea { $line } está guardada
script-line-is-not-kept = La línea { $line } aún no está guardada: elige Guardar lo escrito
