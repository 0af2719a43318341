# Lo que comparte todo el banco, y cómo se revisa su libro.

books-all-were-read-again = { $number ->
    [one] Se ha vuelto a leer { $number } transferencia { $when }.
   *[other] Se han vuelto a leer las { $number } transferencias { $when }.
}
books-more-since = { $number ->
    [one] Desde entonces se ha escrito { $number } transferencia más.
   *[other] Desde entonces se han escrito { $number } transferencias más.
}
books-close-a-month-or-see = Cerrar un mes o ver todos los meses
books-see-all-months = Ver todos los meses
books-check-the-books = Revisar el libro
books-the-books-balance = El libro cuadra
books-the-book-is-blank-it = El libro está en blanco. Se miró { $when }.
books-sum-of-all-accounts = Suma de todas las cuentas |{ $sum }
books-the-last-check-found-something = La última revisión encontró algo que no está bien
books-it-was-made = Se hizo { $when }.
books-and-more = Y { $number } más.
books-the-books-do-not-agree = El libro no cuadra
books-approve-nothing-more-until-it = No apruebes nada más hasta que esté aclarado. Las líneas de arriba dicen dónde mirar, y una copia de seguridad muestra cómo estaba el libro antes.
books-leave-the-banks-file-and = Deja el archivo del banco y sus copias como están.
books-tell-whoever-looks-after-hourbook = Avisa a quien cuida de Hourbook aquí y léele las líneas de arriba.
books-they-can-make-the-same = Puede hacer la misma revisión en el ordenador y comparar el archivo con una copia.
books-nobody-has-checked-the-books = Nadie ha revisado el libro todavía. Una revisión lee todas las líneas escritas, vuelve a sumarlo todo y dice lo que encuentra.
books-a-coordinator-can-make-one = La coordinación puede hacer una.
books-check-again-now = Revisar otra vez
books-check-now = Revisar ahora
books-what-was-checked = Qué se ha revisado
books-no-transfer-is-missing = No falta ninguna transferencia
books-numbers-to-are-all-there = Los números del 1 al { $number } están todos, en orden.
books-the-numbers-run-on-from = Los números siguen desde el 1, en orden.
books-every-transfer-sums-to-zero = Cada transferencia suma cero
books-what-one-account-gains-another = Lo que una cuenta gana, otra lo da. Ninguna hora salió de la nada.
books-every-balance-is-the-sum = Cada saldo es la suma de sus apuntes
books-every-account-was-added-up = Se ha vuelto a sumar cada cuenta, minuto a minuto.
books-nothing-was-changed-afterwards = Nada se cambió después
books-each-transfer-carries-the-digest = Cada transferencia lleva la huella de la anterior. Todas encajan.
books-limits-were-kept = Se respetaron los límites
books-no-account-was-ever-taken = Ninguna cuenta pasó nunca del límite que tenía ese día.
books-promises-and-closed-months-hold = Lo prometido y los meses cerrados se mantienen
books-what-is-held-of-an = Lo que está reservado de una cuenta fue prometido y no ha terminado. Cada mes cerrado sigue terminando con la línea con la que se cerró.
books-every-exchange-agrees-with-the = Cada intercambio coincide con el libro
books-the-same-two-people-the = Las mismas dos personas, la misma duración y el mismo día que su transferencia.
books-where-the-hours-stand = Dónde están las horas
books-accounts-on = Cuentas a { $day }
books-account = Cuenta
books-balance = Saldo
books-sum = Suma
books-some-of-the-banks-own = Algunas cuentas del propio banco están por debajo de cero porque de ahí salen las horas nuevas.
books-months-signed-off = Meses firmados
books-no-month-has-been-closed = Todavía no se ha cerrado ningún mes. Un mes cerrado conserva su última línea, y lo firman dos personas.
books-keep-this = Guarda esto
books-write-this-down-or-file = Anótalo o archívalo con vuestras actas. Más adelante, cualquiera puede comprobar el libro con ello, en otro ordenador y sin nosotros.
books-digest-of-transfer-sha = Huella de la transferencia { $number }, SHA-256.
books-written-down-elsewhere = Escrito en otro lugar
books-the-program-writes-the-newest = El programa escribe por sí mismo la huella más reciente en otro archivo, el ancla: por última vez { $when }, de la transferencia { $transfer }. Si el libro perdiera alguna vez sus últimas líneas, ya no llegaría hasta el ancla, y el programa lo diría y no escribiría nada más.
books-what-this-does-not-show = Lo que esto no muestra
books-a-check-shows-that-the = Una revisión muestra que el libro cuadra y que nadie lo ha alterado. No puede mostrar que la ayuda se dio: de eso responden dos personas que confirman y una persona de la coordinación que aprueba.
books-earlier-checks = Revisiones anteriores
books-checked = Revisado
books-found = Resultado
books-transfers = Transferencias
books-something-wrong = Algo no está bien
books-print-for-the-trustees = Imprimir para la junta
books-today-at = hoy a las { $time }
books-yesterday-at = ayer a las { $time }
books-on = el { $at }
