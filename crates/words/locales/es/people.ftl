# Personas: quién participa, y lo que un miembro puede saber de otro.

people-thanks-from = { $name }, en { $month }
people-thanks-from-for = { $name }, por { $kind }, en { $month }
people-people = Personas
people-find-somebody = Buscar a alguien
people-show-people = Mostrar personas
people-name = Nombre
people-area = Zona
people-all-areas = Todas las zonas
people-offers = Ofrece: { $offers }
people-pages-of-people = Páginas de personas
people-try-the-beginning-of-a = Prueba con el principio del nombre o del apellido.
people-show-everybody = Mostrar a todo el mundo
people-member = Miembro
people-member-since = Miembro desde { $month }
people-this-is-how-others-see = Así te ven los demás. |Cambiar tus datos
people-you-have-blocked = Has bloqueado a { $name }.
people-unblock = Desbloquear a { $name }
people-is-not-taking-part-at = { $name } no participa en este momento.
people-log-hours-with = Anotar horas con { $name }
people-arrange-help = Acordar una ayuda
people-arrange-it-regularly = Acordarla con regularidad
people-give-hours-to = Regalar horas a { $name }
people-s-details-for-coordinators = Los datos de { $name }, para la coordinación
people-give-them-hours-from-the = Darle horas del fondo común
people-block = Bloquear a { $name }
people-offers-b = Ofrece
people-about = Más o menos { $length }
people-asks-for = Pide
people-offers-and-requests = Ofertas y peticiones
people-offers-nothing-and-asks-for = { $name } no ofrece ni pide nada en las listas ahora mismo.
people-thank-yous = Agradecimientos
people-you-and = { $name } y tú
people-you-have-not-exchanged-hours = Todavía no has intercambiado horas con { $name }.
people-telephone = Teléfono
people-email = Correo electrónico
people-address = Dirección
people-organisation = Organización
people-nobody-lives-there-yet = Allí no vive nadie todavía
people-nobody-here-is-called = Aquí nadie se llama «{ $words }»
people-fit-what-you-chose = { $number ->
    [one] { $number } miembro encaja con lo que elegiste.
   *[other] { $number } miembros encajan con lo que elegiste.
}
people-by-name = { $number ->
    [one] { $number } miembro, por su nombre.
   *[other] { $number } miembros, por su nombre.
}
people-in-by-name = { $number ->
    [one] { $number } miembro en { $place }, por su nombre.
   *[other] { $number } miembros en { $place }, por su nombre.
}
people-and-more = y { $number } más
people-questioned = En duda
