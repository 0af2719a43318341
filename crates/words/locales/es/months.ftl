# Meses que se cierran y se firman, y sus certificados.
months-still-wait = { $number ->
    [one] { $number } intercambio de { $month } todavía espera.
   *[other] { $number } intercambios de { $month } todavía esperan.
}
months-see-to-them-first = { $number ->
    [one] Puedes |ocuparte antes de él|.
   *[other] Puedes |ocuparte antes de ellos|.
}
months-a-coordinator-can-first = { $number ->
    [one] La coordinación puede ocuparse antes de él.
   *[other] La coordinación puede ocuparse antes de ellos.
}
months-approved-later = { $number ->
    [one] Si se aprueba después, va al mes abierto y conserva su propio día.
   *[other] Si se aprueban después, van al mes abierto y conservan su propio día.
}
months-length-in-exchanges = { $length } en { $number ->
    [one] { $number } intercambio
   *[other] { $number } intercambios
}
months-from-to = Del { $first } al { $last }
months-no-certificate-now = { $month } se abrió otra vez, así que ahora no tiene certificado. Tendrá otro cuando se vuelva a cerrar.
# $reason es el motivo, $note lo que alguien escribió sobre ello.
months-opened-again-why = { $when }: { $reason }. «{ $note }»
months-closed-by = { $when }, { $name }
months-closed-at-the-command-line = { $when }, en la línea de órdenes
months-opened-again = Abierto otra vez el { $when }
months-one-after-the-other = Los meses se cierran uno tras otro. Primero va { $month }.
months-lies-before = { $month } es anterior a los meses cerrados. La última línea de { $due } también lo sujetará.
months-since-then = Desde entonces, { $number ->
    [one] { $number } intercambio llegó tarde o se corrigió ({ $length }). Está en el mes abierto del libro y conserva su propio día, así que un informe hecho de nuevo lo cuenta aquí.
   *[other] { $number } intercambios llegaron tarde o se corrigieron ({ $length }). Están en el mes abierto del libro y conservan su propio día, así que un informe hecho de nuevo los cuenta aquí.
}
months-when-by = { $when }, por { $name }
months-when-by-the-program = { $when }, por el programa, en la línea de órdenes
months-closed = Cerrado
months-opened-again-step = Abierto otra vez
months-signed-by = Firmado por { $names }
months-signed-by-the-only = Firmado por { $names }, entonces la única persona de la coordinación del banco de tiempo
months-signed-by-one-more = Firmado por { $names }; falta una firma
months-nobody-signed = Todavía no ha firmado nadie
months-months = Meses
months-check-the-books = Revisar el libro
months-when-a-month-has-ended = Cuando un mes ha terminado, se cierra: no se escribe nada más en él, y dos personas firman su última línea. Lo que llega tarde va al mes abierto y conserva su propio día.
months-close = Cerrar { $name }
months-closed-months = Meses cerrados
months-no-month-has-been-closed = Todavía no se ha cerrado ningún mes
months-closed-months-stand-here-each = Aquí están los meses cerrados, cada uno con los nombres de quienes lo firmaron.
months-month = Mes
months-standing = Estado
months-signatures = Firmas
months-last-transfer = Último apunte
months-these-are-the-figures-of = Estas son las cifras del mes como las tiene ahora el libro. Lee |el informe de { $name }| antes de cerrarlo.
months-the-whole-book-is-read = Antes se vuelve a leer todo el libro. Si algo no está bien, el mes sigue abierto.
months-the-figures-and-the-report = Las cifras y el informe se guardan como están ahora.
months-you-sign-as-the-first = Tú firmas en primer lugar. Después firma otra persona que también pueda aprobar.
months-close-and-sign = Cerrar { $name } y firmar
months-cancel = Cancelar
months-is-closed = { $name } está cerrado
months-sign = Firmar { $name }
months-you-sign-that-you-have = Firmas que has leído |el informe|, y que este es el resumen que has visto:
months-back-to-the-months = Volver a los meses
months-what-became-of-it = Qué ha pasado con él
months-certificate-of = Certificado de { $name }
months-month-end-certificate = Certificado de fin de mes
months-help-given = Ayuda dada
months-the-month-had-been-closed = El mes ya se había cerrado antes y se abrió otra vez el { $opened }
months-download-to-print-pdf = Descargar para imprimir (PDF)
months-print-the-certificate = Imprimir el certificado
months-where-the-hours-stood = Dónde estaban las horas
months-accounts-at-the-end-of = Cuentas al final de { $name }
months-account = Cuenta
months-balance = Saldo
months-sum = Suma
months-the-last-line-of-the = La última línea del mes
months-nothing-had-been-written-in = Al final del mes no se había escrito nada en el libro.
months-transfer-its-digest-holds-it = Apunte { $transfer }. Su resumen lo sujeta a él y a cada línea anterior: si se cambiara cualquiera de ellas, estas cifras ya no encajarían.
months-sha-anyone-can-check-it = SHA-256. Cualquiera puede comprobarlo en otro ordenador, a partir de una exportación del libro y sin nuestro programa: python3 check_book.py BOOK.jsonl --head { $kept }
months-signed-on-the-screen = Firmado en pantalla el { $at }
months-to-be-signed = Por firmar
months-open-again = Abrir { $name } otra vez
months-not-done-yet = Todavía sin hacer
months-what-was-written-stays-as = Lo escrito se queda como está. Las firmas se quedan con este cierre; si se cierra de nuevo, el mes se firma de nuevo. Que se abrió, y por qué, se ve en su página y en su siguiente certificado.
months-why-is-it-opened-again = ¿Por qué se abre otra vez?
months-in-your-own-words = Con tus palabras
months-every-member-can-read-this = Lo puede leer cualquier miembro, así que no nombres a nadie
months-the-check-of-the-books = La revisión del libro encontró algo que no está bien, así que el mes sigue abierto. «Revisar el libro» dice lo que se encontró.
months-the-report-of-the-month = El informe del mes no coincide con el libro, así que el mes sigue abierto. El informe nombra lo que es distinto.
months-this-month-has-not-ended = Este mes todavía no ha terminado. Ciérralo cuando termine.
months-exchanges = Intercambios
months-hours-of-help = Horas de ayuda
months-last-transfer-of-the-month = Último apunte del mes
months-only-the-month-that-was = Solo se puede abrir otra vez el último mes que se cerró.
months-choose-why-it-is-opened = Elige por qué se abre otra vez
months-say-why-it-is-opened = Di por qué se abre otra vez
months-is-closed-already = { $name } ya está cerrado.
months-has-not-ended-yet-close = { $name } todavía no ha terminado. Ciérralo cuando termine.
months-months-are-closed-one-after = Los meses se cierran uno tras otro, y el siguiente es { $due }.
months-was-opened-again-so-there = { $name } se abrió otra vez, así que no hay nada que firmar.
months-was-closed-anew-since-you = { $name } se ha cerrado de nuevo desde que lo miraste. Míralo otra vez antes de firmar.
months-two-people-have-signed-already = Dos personas ya han firmado { $name }.
months-why-it-is-opened-again = El motivo por el que se abre otra vez
months-is-closed-too-months-open = { $name } también está cerrado. Los meses se abren desde el último, así que abre primero ese.
months-is-open-already = { $name } ya está abierto.
# Por qué se abrió otra vez un mes, dentro de una frase.
months-reason-mistake = Se cerró por error, o demasiado pronto
months-reason-late = Horas del mes llegaron tarde
months-reason-correction = Hay algo en él que corregir
months-reason-audit = Lo pidió una auditoría
# Desde qué papel firmó alguien.
months-as-administrator = administración
months-as-coordinator = coordinación
months-as-treasurer = tesorería
months-as-member = miembro
months-as-reader = cuenta de lectura
months-see-the-certificate = Ver el certificado
months-see-the-report = Ver el informe
# Hasta dónde se ha firmado un mes.
months-two-people-have-looked = Dos personas han mirado estas cifras y el último apunte del mes, y han firmado.
months-one-person-has-signed-alone = Ha firmado una persona: al cerrar el mes no había nadie más en el banco de tiempo que pudiera. Otro par de ojos sigue valiendo la pena; alguien del patronato puede firmar a mano.
months-one-person-has-signed = Ha firmado una persona. Falta la firma de otra distinta.
months-two-people-are-to-sign = Todavía no ha firmado nadie. Tienen que firmar dos personas.
