# Partes que comparten muchas páginas.

page-back = Volver
page-done = Hecho
page-not-provided = Sin indicar
# Un enlace para cambiar una respuesta: la segunda parte se lee en voz alta.
page-change = Cambiar|: { $what }
page-balance-to-spend = Hola, { $name }. Tienes |{ $length }| para gastar.
page-balance-to-give-back = Hola, { $name }. Tienes |{ $length }| por devolver.
page-balance-even = Hola, { $name }. |Tus horas están a cero.
# En los enlaces entre páginas, la segunda parte se lee en voz alta.
page-previous = Página anterior
page-next = Página siguiente
page-number = Página { $number }
page-of = { " " }(página { $number } de { $last })
page-quoted = «{ $text }»
page-chosen = Elegido:
# Un filtro puesto: la primera parte se lee en voz alta.
page-remove = Quitar |{ $what }
