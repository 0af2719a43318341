# Mensajes entre dos miembros.

messages = Mensajes
messages-with = Mensajes con |{ $name }
messages-new = { $number ->
    [one] { $number } nuevo
   *[other] { $number } nuevos
}
messages-first = ¿Una pregunta, o un día que acordar? Solo lo leéis { $name } y tú. |Escribir a { $name }
messages-report = Avisar| de este mensaje: { $number }
messages-report-a-message = Avisar de un mensaje
messages-ask-a-coordinator-to-join = Pedir a la coordinación que se una
messages-you-and = { $with } y tú
messages-a-coordinator-can-then-read = Entonces la coordinación puede leer lo que habéis escrito { $with } y tú, hasta que esté resuelto. No se avisa a { $with }.
messages-a-coordinator-can-then-read-b = Entonces la coordinación puede leer lo que habéis escrito { $with } y tú, y escribiros a los dos, hasta que esté resuelto. { $with } ve que lo has pedido.
messages-what-is-it-about = ¿De qué se trata?
messages-only-coordinators-read-this = Esto solo lo lee la coordinación
messages-report-it = Avisar
messages-ask-a-coordinator = Pedírselo a la coordinación
messages-rather-not = Mejor no
messages-home = Inicio
messages-nobody-has-written-to-you = Nadie te ha escrito todavía. Se escribe a alguien desde la página de una oferta, una petición o un intercambio.
messages-what-you-and-a-neighbour = Lo que escribís tú y otra persona sobre una oferta, una petición o un intercambio. No lo lee nadie más, salvo que una de las dos pida a la coordinación que se una.
messages-about-it = Sobre { $about }
messages-to-do = Pendiente
messages-success = Hecho
messages-about = Sobre |{ $about }
messages-i-have-read-it = Lo he leído
messages-if-you-read-what-the = Si lees lo que escribieron los dos, quedan anotados tu nombre y la hora.
messages-read-what-they-wrote = Leer lo que escribieron
messages-it-is-dealt-with = Está resuelto
messages-the-two-are-then-among = Después, los dos vuelven a estar a solas.
messages-you-wrote = Tú: «{ $text }»
messages-somebody-wrote = { $name }: «{ $text }»
messages-you-at = Tú, { $when }
messages-your-message-is-sent = Tu mensaje está enviado.
messages-it-is-marked-as-read = Está marcado como leído.
messages-a-coordinator-is-told-and = La coordinación ya lo sabe y puede leer esta conversación.
messages-a-coordinator-is-told-and-b = La coordinación ya lo sabe y lo mira. No se avisa a la otra persona.
messages-you-asked-a-coordinator = Pediste a la coordinación que se uniera. La coordinación puede leer esto hasta que esté resuelto.
messages-asked-a-coordinator-to-join = { $name } pidió a la coordinación que se uniera. La coordinación puede leer esto hasta que esté resuelto.
messages-you-reported-a-message-a = Avisaste de un mensaje. La coordinación lo está mirando.
messages-write-to = Escribir a { $with }
messages-send = Enviar
messages-only-you-and-read-what = Solo { $with } y tú leéis lo que escribas aquí. Se avisa a { $with } de que tiene algo que leer.
messages-what-would-you-like-to = ¿Qué te gustaría decir?
messages-asks-you-to-join = { $name } te pide que te unas: «{ $reason }»
messages-reports-message = { $name } avisa del mensaje { $number }: «{ $reason }»
messages-write-to-both = Escribir a los dos
messages-send-to-both = Enviar a los dos
