# Ofertas y peticiones: las listas, una de ellas, añadir, cambiar y cerrar.
# $side es request (petición) u offer (oferta).

listing-add-a-request-for-somebody = Añadir una petición de alguien
listing-add-an-offer-for-somebody = Añadir una oferta de alguien
listing-print-a-directory = Imprimir un directorio
listing-ask-for-help = Pedir ayuda
listing-add-an-offer = Añadir una oferta
listing-find-an-offer-or-a = Buscar una oferta o una petición
listing-show-them = Mostrarlas
listing-words-or-a-members-name = Palabras, o el nombre de un miembro
listing-offer-or-request = Oferta o petición
listing-both = Las dos
listing-requests = Peticiones
listing-offers = Ofertas
listing-kind-of-help = Tipo de ayuda
listing-any-kind = Cualquier tipo
listing-area = Zona
listing-all-areas = Todas las zonas
listing-find-a-request = Buscar una petición
listing-show-requests = Mostrar peticiones
listing-words = Palabras
listing-find-an-offer = Buscar una oferta
listing-show-offers = Mostrar ofertas
listing-about = Más o menos { $length }
listing-pages-of-this-list = Páginas de esta lista
listing-nothing-here-for-you-add = ¿No hay nada para ti? |Añade una oferta| y te podrán pedir ayuda.
listing-not-what-you-need-ask = ¿No es lo que necesitas? |Pide ayuda| y te podrán contestar.
listing-try-one-word-or-fewer = Prueba con una sola palabra, o con menos filtros.
listing-nothing-is-offered-or-asked = Todavía no se ofrece ni se pide nada
listing-ask-the-first-members-what = Pregunta a los primeros miembros qué les gusta hacer y qué les vendría bien, y añádelo por ellos.
listing-nobody-has-asked-for-anything = Todavía nadie ha pedido nada
listing-the-first-request-is-the = La primera petición es la más difícil. Pide algo pequeño, y a la siguiente persona le costará menos.
listing-ask-for-something = Pedir algo
listing-nobody-has-offered-anything-yet = Todavía nadie ha ofrecido nada
listing-everybody-can-do-something-a = Todo el mundo sabe hacer algo que a otra persona le vendría bien: una hora de compañía, llevar a alguien en coche, leer una carta en voz alta.
listing-offer-something = Ofrecer algo
listing-request = Petición
listing-offer = Oferta
listing-closed = Cerrada
listing-offers-and-requests = Ofertas y peticiones
listing-done = Hecho
listing-asked-by = La pide
listing-offered-by = La ofrece
listing-when = Cuándo
listing-about-how-long = Cuánto más o menos
listing-asked = Pedida
listing-offered = Ofrecida
listing-so-far = Hasta ahora
listing-this-is-your-own = { $side ->
    [request] Esta petición es tuya.
   *[offer] Esta oferta es tuya.
}
listing-close-it-when-it-is = Ciérrala cuando ya no haga falta, para que nadie conteste en vano.
listing-change-this = { $side ->
    [request] Cambiar esta petición
   *[offer] Cambiar esta oferta
}
listing-close-it = Cerrarla
listing-who-could-help = Quién podría ayudar
listing-if-nobody-else-is-needed = Si no hace falta nadie más, |cierra la petición|: ya hay alguien.
listing-ask-up-to-three-people = Preguntar a tres personas como mucho
listing-how-to-reach = Cómo encontrar a { $greeting }
listing-can-you-help = ¿Puedes ayudar?
listing-would-you-like-it = ¿Te gustaría?
listing-telephone = Teléfono
listing-not-provided = Sin indicar
listing-email = Correo electrónico
listing-coordinators-see-these-members-are = Esto lo ve la coordinación. A los miembros se les pide que te llamen.
listing-ring-on-to-be-put = Llama a { $name } al |{ $phone }| para que te ponga en contacto con { $greeting }.
listing-the-line-is-open = Atiende el teléfono { $hours }.
listing-ask-a-coordinator-to-be = Pide a la coordinación que te ponga en contacto con { $greeting }.
listing-i-can-help-arrange-it = Puedo ayudar: acordarlo
listing-arrange-it-with = Acordarlo con { $greeting }
listing-log-hours-when-it-is = Anotar las horas cuando esté hecho
listing-for-whom = ¿Para quién?
listing-a-name-or-a-member = Un nombre o un número de miembro
listing-what-is-the-help-for = ¿Para qué es la ayuda?
listing-a-few-words-for-example = Unas pocas palabras, por ejemplo: Pasear a un perro pequeño y tranquilo
listing-what-should-somebody-know-before = ¿Qué conviene saber antes de decir que sí?
listing-leave-out-telephone-numbers-and = No pongas teléfonos ni direcciones: esto lo pueden leer todos los miembros
listing-what-is-the-offer = ¿Qué ofreces?
listing-a-few-words-for-example-b = Unas pocas palabras, por ejemplo: Hacer punto para principiantes
listing-what-should-somebody-know-before-b = ¿Qué conviene saber antes de pedirlo?
listing-no-kind-chosen = Sin elegir tipo
listing-when-b = ¿Cuándo?
listing-for-example-any-weekday-morning = Por ejemplo: cualquier mañana entre semana
listing-about-how-long-does-it = ¿Cuánto dura más o menos?
listing-leave-it-blank-if-you = Si no lo sabes, déjalo vacío
listing-save-the-changes = Guardar los cambios
listing-add-the-request = Añadir la petición
listing-add-the-offer = Añadir la oferta
listing-leave-it-as-it-was = Dejarlo como estaba
listing-do-not-add-it = No añadirla
listing-close-this = { $side ->
    [request] ¿Cerrar esta petición?
   *[offer] ¿Cerrar esta oferta?
}
listing-it-leaves-the-list-and = { $side ->
    [request] Sale de la lista, y ya nadie puede contestar. Las horas que salieron de ella se quedan donde están. Una petición cerrada no se vuelve a abrir, pero siempre se puede añadir una nueva.
   *[offer] Sale de la lista, y ya nadie puede contestar. Las horas que salieron de ella se quedan donde están. Una oferta cerrada no se vuelve a abrir, pero siempre se puede añadir una nueva.
}
listing-close-the = { $side ->
    [request] Cerrar la petición
   *[offer] Cerrar la oferta
}
listing-keep-it-open = Dejarla abierta
listing-only-the-member-who-added = Solo la puede cerrar quien la añadió, o la coordinación.
listing-only-the-member-who-added-b = Solo la puede cambiar quien la añadió, o la coordinación.
listing-the-request-is-on-the = La petición está en la lista. Ya la puede ver todo el mundo.
listing-the-offer-is-on-the = La oferta está en la lista. Ya la puede ver todo el mundo.
listing-the-changes-are-saved = Los cambios están guardados.
listing-the-request-is-closed-and = La petición está cerrada y fuera de la lista.
listing-the-offer-is-closed-and = La oferta está cerrada y fuera de la lista.
listing-nothing-came-of-it = No salió nada de ella
listing-nobody-has-answered-yet = Todavía no ha contestado nadie
listing-nobody-has-asked-for-it = Todavía no la ha pedido nadie
listing-came-of-it = { $number ->
    [one] Salió { $number } intercambio de ella
   *[other] Salieron { $number } intercambios de ella
}
listing-enter-a-name-or-a = Escribe un nombre o un número de miembro
listing-no-member-has-the-number = Ningún miembro tiene el número { $typed }
listing-several-members-fit-enter-the = Varios miembros encajan con «{ $typed }». Escribe el número de miembro
listing-no-active-member-is-called = Ningún miembro activo se llama «{ $typed }»
listing-nobody-offers-this = Todavía no lo ofrece nadie.
listing-nobody-else-offers-this = Todavía no lo ofrece nadie más.
listing-neighbours-can-see-it = Los demás miembros ven tu petición, y quizá la coordinación sepa de alguien.
listing-ask-somebody-you-know-of = Puedes preguntar a alguien que conozcas.
listing-show-all = Mostrar todas las ofertas y peticiones
listing-show-all-requests = Mostrar todas las peticiones
listing-show-all-offers = Mostrar todas las ofertas
