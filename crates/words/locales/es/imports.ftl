# Traer una hoja de cálculo: el archivo, sus columnas, cada línea, lo que pasaría, lo que resultó; y deshacerlo.
imports-nothing-is-brought-in-yet = Todavía no se ha traído nada
imports-bring-in-a-spreadsheet = Traer una hoja de cálculo
imports-success = Hecho
imports-every-line-is-settled = Todas las líneas están decididas
imports-look-at-these-lines = Mira estas líneas
imports-show-what-would-happen = Mostrar qué pasaría
imports-every-line-is-here-already = Todas las líneas están ya aquí o se dejan fuera, así que no hay nada que traer.
imports-change-what-each-column-is = Cambiar qué es cada columna
imports-cannot-be-read = |{ $count }| sin poder leerse
imports-more-are-shown-when-these = Quedan { $more }, que se muestran cuando estas estén decididas.
imports-leave-out-what-cannot-be = Dejar fuera lo que no se puede leer
imports-to-be-decided = |{ $count }| por decidir
imports-these-resemble-something-that-is = Estas se parecen a algo que ya está aquí
imports-tick-lines-then-say-what = Marca líneas y después di qué se hace con ellas
imports-bring-in-those-i-ticked = Traer las que he marcado
imports-leave-out-those-i-ticked = Dejar fuera las que he marcado
imports-line = Línea { $number }: { $who }
imports-and-more-like-these = Y { $more } más como estas.
imports-look-at-them-again = Mirarlas otra vez
imports-throw-the-file-away = Tirar el archivo
imports-what-is-each-column = ¿Qué es cada columna?
imports-chosen-as-for-the-last = Elegido como en el último archivo con estos encabezados.
imports-chosen-by-the-headings-what = Elegido por los encabezados. Lo que digas se guarda para el próximo archivo con los mismos.
imports-under-each-stands-what-its = Debajo de cada una está lo que contienen sus primeras líneas.
imports-leave-it-out = Dejarla fuera
imports-check-every-line = Revisar cada línea
imports-line-b = Línea { $number }
imports-back-to-the-lines = Volver a las líneas
imports-keep-it = Guardarla
imports-nothing-comes-in-before-you = No se trae nada antes de que hayas mirado cada línea
imports-members = Miembros
imports-a-workbook-from-excel-or = Un libro de Excel o LibreOffice (XLSX), o un archivo de valores separados por comas (CSV). La primera fila nombra las columnas, con las palabras y en el orden que sea.
imports-what-are-the-lines = ¿Qué son las líneas?
imports-the-file = El archivo
imports-up-to-lines = Hasta 2000 líneas
imports-or-paste-the-rows-here = O pega aquí las filas
imports-copied-from-any-spreadsheet-with = Copiadas de cualquier hoja de cálculo, con la fila que nombra las columnas
imports-continue = Seguir
imports-files-so-far = Archivos hasta ahora
imports-in-all-written-in-the = { $length } en total, escritas en el libro en el acto, cada una con su propio día. No se manda ningún mensaje a nadie.
imports-each-becomes-an-active-member = Cada persona pasa a ser miembro activo con una cuenta. No se manda ningún mensaje a nadie.
imports-lines-would-be-refused = { $number ->
    [one] { $number } línea no se admitiría
   *[other] { $number } líneas no se admitirían
}
imports-line-c = Línea { $line }: { $why }
imports-not-yet = Todavía no
imports-what-balances-would-become = Cómo quedarían los saldos
imports-each-member-whose-balance-would = Cada miembro cuyo saldo cambiaría
imports-who = Quién
imports-now = Ahora
imports-then = Después
imports-and-more = Y { $more } más.
imports-which-sheet-is-it = ¿Qué hoja es?
imports-try-again-to-undo-the = Intentar otra vez deshacer lo demás
imports-undo-this-import = Deshacer esta importación
imports-undo-this-import-b = ¿Deshacer esta importación?
imports-back-to-the-file = Volver al archivo
imports-lines-would-stay = { $number ->
    [one] { $number } línea se quedaría:
   *[other] { $number } líneas se quedarían:
}
imports-and-more-b = y { $more } más
imports-why-is-it-undone = ¿Por qué se deshace?
imports-it-stands-in-the-list = Queda en la lista de importaciones y en el registro de quién hizo qué
imports-undo-it = Deshacerla
imports-leave-it = Dejarla
imports-tick-at-least-one-line = Marca al menos una línea
imports-the-line-is-kept-as = La línea queda guardada como la has escrito.
imports-that-is-kept = Queda guardado.
imports-ready-to-come-in = Listas para traer
imports-here-already-b = Ya están aquí
imports-to-be-decided-b = Por decidir
imports-cannot-be-read-b = No se pueden leer
imports-left-out-b = Se dejan fuera
imports-here-already-c = ya aquí
imports-left-out-c = fuera
imports-the-file-cannot-be-read = El archivo no se puede leer como libro: guárdalo otra vez como XLSX o CSV
imports-the-workbook-is-too-large = El libro es demasiado grande: copia las filas en uno nuevo y guárdalo
imports-workbooks-in-the-old-form = Los libros de la forma antigua (XLS) no se pueden leer: guárdalo como XLSX
imports-a-sheet-can-have-columns = Una hoja puede tener { $number } columnas como mucho
imports-bring-in-lines-or-fewer = Trae { $number } líneas como mucho de una vez
imports-the-file-is-thrown-away = El archivo se ha tirado. No se ha traído nada de él.
imports-choose-what-the-lines-are = Elige qué son las líneas
imports-the-file-cannot-be-read-b = El archivo no se puede leer
imports-choose-a-file-or-paste = Elige un archivo, o pega sus filas
imports-the-first-row-must-name = La primera fila debe nombrar las columnas, con filas debajo
imports-people = Personas
imports-a-line-for-each-member = Una línea por cada miembro
imports-exchanges = Intercambios
imports-a-line-for-each-time = Una línea por cada vez que alguien ayudó; trae antes a las personas
imports-not-brought-in-yet = Todavía sin traer
imports-brought-in = Traído
imports-undone = Deshecho
imports-member-number-must-be-like = El número de miembro debe ser como 12
imports-number = número { $number }
imports-choose-which-sheet-it-is = Elige qué hoja es
imports-choose-one-column-only-for = Elige una sola columna para «{ $label }»
imports-all-of-it-is-undone = Está deshecho del todo.
imports-undone-but-for-lines = { $number ->
    [one] Deshecho, salvo { $number } línea.
   *[other] Deshecho, salvo { $number } líneas.
}
imports-column = Columna { $place }
imports-exchanges-are-reversed-in-the = { $number ->
    [one] { $number } intercambio ({ $length }) se anula en el libro: las dos líneas se quedan en los extractos
   *[other] { $number } intercambios ({ $length }) se anulan en el libro: las dos líneas se quedan en los extractos
}
imports-people-who-came-with-it = { $number ->
    [one] { $number } persona que vino con ella y no ha hecho nada desde entonces se da de baja
   *[other] { $number } personas que vinieron con ella y no han hecho nada desde entonces se dan de baja
}
imports-nothing-of-it-can-be = No se puede deshacer nada de ella.
imports-brought-in-b = Se ha traído: { $came }.
imports-begun-by = Empezado por { $name }, { $when }
imports-brought-in-by = Traído por { $name }, { $when }
imports-undone-by = { $before }. Deshecho por { $name }, { $when }: «{ $reason }»
imports-ready = por traer
# La segunda parte de los dos siguientes se lee en voz alta.
imports-put-it-right-or-leave = Corregirla o dejarla fuera|: línea { $number }
imports-change-it = Cambiarla|: línea { $number }
imports-line-about = Línea { $number }: { $who }, { $about }
imports-could-not-be-undone = { $number ->
    [one] { $number } línea no se ha podido deshacer y se queda.
   *[other] { $number } líneas no se han podido deshacer y se quedan.
}
imports-not-kept-members = Lo que había en el archivo no se guarda. |Miembros|
imports-not-kept-exchanges = Lo que había en el archivo no se guarda. |Intercambios|
imports-lines-are-here-already = { $number ->
    [one] { $number } línea ya está aquí.
   *[other] { $number } líneas ya están aquí.
}
imports-lines-are-left-out = { $number ->
    [one] { $number } línea se deja fuera.
   *[other] { $number } líneas se dejan fuera.
}
imports-bring-them-in = { $number ->
    [one] Traer esta línea
   *[other] Traer estas líneas
}
imports-so-many-people = { $number ->
    [one] { $number } persona
   *[other] { $number } personas
}
imports-so-many-exchanges = { $number ->
    [one] { $number } intercambio
   *[other] { $number } intercambios
}
imports-so-many-exchanges-of = { $number ->
    [one] { $number } intercambio, { $length }
   *[other] { $number } intercambios, { $length }
}
