# El extracto de una cuenta.

statement-your-statement = Tu extracto
statement-statement = Extracto
statement-of = Extracto de { $name }
statement-minus = El saldo es lo que tienes después de cada línea. Un saldo con el signo menos son horas por devolver. Le pasa a todo el mundo, y así funciona un banco de tiempo.
statement-minus-of-other = El saldo es lo que hay después de cada línea. Un saldo con el signo menos son horas por devolver. Le pasa a todo el mundo, y así funciona un banco de tiempo.
statement-made-from-the-book = Hecho a partir del libro el { $made }, cuando su última transferencia era la número { $transfers }.
statement-line-wrong-ring = ¿Hay una línea que no está bien? Llama a { $name } al |{ $phone }|. No se borra nada: la línea vieja se devuelve y la buena se escribe debajo.
statement-line-wrong = ¿Hay una línea que no está bien? Díselo a la coordinación. No se borra nada: la línea vieja se devuelve y la buena se escribe debajo.
# $way: spend o give-back. $day es el último día de un extracto que no termina hoy.
statement-you-have = { $way ->
    [give-back] Tienes |{ $length }| por devolver.
   *[spend] Tienes |{ $length }| para gastar.
}
statement-you-had = { $way ->
    [give-back] El { $day } tenías |{ $length }| por devolver.
   *[spend] El { $day } tenías |{ $length }| para gastar.
}
statement-somebody-has = { $way ->
    [give-back] { $name } tiene |{ $length }| por devolver.
   *[spend] { $name } tiene |{ $length }| para gastar.
}
statement-somebody-had = { $way ->
    [give-back] El { $day } { $name } tenía |{ $length }| por devolver.
   *[spend] El { $day } { $name } tenía |{ $length }| para gastar.
}
statement-print = Imprimir
statement-dates = Fechas
statement-show = Mostrar
statement-to-print-pdf = Para imprimir (PDF)
statement-in-large-print-pdf = En letra grande (PDF)
statement-spreadsheet-csv = Hoja de cálculo (CSV)
statement-what-has-been-written = Lo que está escrito
statement-the-first-line-goes-here = Aquí irá la primera línea
statement-give-or-receive-an-hour = Da o recibe una hora y quedará escrita aquí, con la fecha y el nombre.
statement-log-hours = Anotar horas
statement-when-gives-or-receives-an = Cuando { $name } dé o reciba una hora, quedará escrita aquí, con la fecha y el nombre.
statement-statement-b = Extracto, { $days }
statement-date = Fecha
statement-what-happened = Qué pasó
statement-in = Entra
statement-out = Sale
statement-balance = Saldo
statement-brought-forward-on = Saldo anterior, el { $day }
statement-total-and-balance-on = Total, y saldo el { $day }
statement-nothing-was-written-in-these = En estos días no se escribió nada.
statement-the-proof = La comprobación
statement-the-digest-of-the-book = La huella del libro hasta esa transferencia. Quien tenga el libro puede volver a calcularla.
statement-put-right-by-a-later = Corregido por una línea posterior
statement-written-on = Escrito el { $day }
# $whose: own, o members ($name).
statement-gave = { $whose ->
    [own] Ayudaste a { $other }
   *[members] { $name } ayudó a { $other }
}
statement-received = { $whose ->
    [own] { $other } te ayudó
   *[members] { $other } ayudó a { $name }
}
statement-led = { $whose ->
    [own] Llevaste una actividad
   *[members] { $name } llevó una actividad
}
statement-came-to = { $whose ->
    [own] Fuiste a una actividad
   *[members] { $name } fue a una actividad
}
statement-paid-for = { $whose ->
    [own] Pagaste una actividad
   *[members] { $name } pagó una actividad
}
statement-put-right = Corregido: { $day }, { $with }
statement-taken-back = Anulado: { $what }
statement-help-given = Ayuda dada
statement-help-received = Ayuda recibida
statement-a-gift-of-hours = Un regalo de horas
statement-gift-to-another-member = Regalo a otro miembro
statement-from-the-community-pot = Del fondo común
statement-given-back-to-the-community = Devuelto al fondo común
statement-gift-to-the-community-pot = Regalo al fondo común
statement-welcome-hours = Horas de bienvenida
statement-community-event = Actividad de la comunidad
statement-hours-that-lapsed = Horas que caducaron
statement-settled-when-a-membership-ended = Saldado al terminar la participación
statement-brought-from-the-old-system = Traído del sistema anterior
statement-put-right-an-earlier-line = Corregido: se anula una línea anterior
statement-brought-forward = Saldo anterior
statement-member = miembro { $number }
statement-everything-up-to = Todo hasta el { $day }
statement-your-hours-are-even = Tus horas están a cero.
statement-on-your-hours-were-even = El { $day } tus horas estaban a cero.
statement-s-hours-are-even = Las horas de { $name } están a cero.
statement-on-s-hours-were-even = El { $day } las horas de { $name } estaban a cero.
statement-last-months = Los últimos 3 meses
statement-this-year = Este año
statement-last-year = El año pasado
statement-everything = Todo
