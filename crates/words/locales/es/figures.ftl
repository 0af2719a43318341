# Duraciones, cantidades, días: las palabras pequeñas que van dentro de otros mensajes.

length-hours = { $number ->
    [one] { $number } hora
   *[other] { $number } horas
}
length-minutes = { $number ->
    [one] { $number } minuto
   *[other] { $number } minutos
}

# El final de «Tienes …».
standing-to-spend = { $length } para gastar
standing-to-give-back = { $length } por devolver
standing-at-nought = ninguna hora para gastar ni por devolver

list = { $before } y { $last }
list-before-i = { $before } e { $last }

weekday = { $number ->
    [1] lunes
    [2] martes
    [3] miércoles
    [4] jueves
    [5] viernes
    [6] sábado
   *[7] domingo
}
month = { $number ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
day-with-weekday-and-year = { $weekday }, { $day } de { $month } de { $year }
day-with-weekday = { $weekday }, { $day } de { $month }
day-with-year = { $day } de { $month } de { $year }
day-without-year = { $day } de { $month }
month-with-year = { $month } de { $year }
days-from-to = del { $from } al { $to }
instant = { $day }, { $time }

ago-today = hoy
ago-yesterday = ayer
ago-days = { $number ->
    [one] hace { $number } día
   *[other] hace { $number } días
}
ago-to-come = el { $day }
