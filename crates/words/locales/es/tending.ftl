# Ocuparse de lo que espera: notas, quién se ocupa, hasta cuándo descansa; una pregunta a los dos de un intercambio.
tending-to-do = Pendiente
tending-success = Hecho
tending-it-rests-until = Descansa hasta el { $day }.
tending-ring-on = Llama a { $name } al |{ $phone }|
tending-notes = Notas
tending-what-was-it = ¿Qué fue?
tending-what-was-said-or-done = ¿Qué se dijo o se hizo?
tending-keep-the-note = Guardar la nota
tending-who-looks-after-it = Quién se ocupa
tending-who-looks-after-it-b = ¿Quién se ocupa?
tending-nobody-in-particular = Nadie en particular
tending-keep-it = Guardarlo
tending-put-it-off = Aplazarlo
tending-until-when-shall-it-rest = ¿Hasta cuándo descansa?
tending-it-leaves-to-do-and = Sale de Pendiente y vuelve ese día
tending-another-day = Otro día
tending-notes-about = Notas sobre { $name }
tending-for-coordinators-only = Solo para la coordinación
tending-what-was-said-on-the = Lo que se dijo por teléfono, en la puerta o por carta. Una nota se queda como se escribió.
tending-so-far = Hasta ahora
tending-nothing-is-noted-yet = Todavía no hay nada anotado.
tending-private = Privado
tending-read-what-is-private = Leer lo privado
tending-ask-about-this-exchange = Preguntar por este intercambio
tending-exchange = Intercambio |{ $reference }
tending-back = Volver
tending-what-would-you-like-to = ¿Qué te gustaría saber?
tending-are-told-and-read-your = Se avisa a { $others }, que leen tu pregunta. Mientras tanto sigue en Aprobaciones, con tu pregunta al lado.
tending-ask-them = Preguntarles
tending-leave-it-as-it-is = Dejarlo como está
tending-private-notes = { $number ->
    [one] { $number } nota privada. Si la lees, quedan anotados tu nombre y la hora.
   *[other] { $number } notas privadas. Si las lees, quedan anotados tu nombre y la hora.
}
