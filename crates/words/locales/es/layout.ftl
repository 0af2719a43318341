# Lo que rodea cada página: la cabecera, los lugares, el pie.

layout-error = Error:
layout-skip = Ir al contenido principal
layout-demo = Una demostración.
layout-demo-more = Las personas y sus horas son inventadas. Prueba lo que quieras.
layout-sign-out = Salir
layout-main = Principal
layout-waiting = { $number } en espera
layout-unsure = ¿No sabes cómo seguir?
layout-unsure-more = La ayuda dice cómo se hace cada cosa y cómo se corrige un error. Nada del libro puede perderse ni borrarse por pulsar un botón equivocado.
layout-talk = ¿Prefieres hablar con alguien?
# $name una persona coordinadora, $number su teléfono, $hours cuándo atiende; $stated es 0 si no se sabe.
layout-ring = Llama a { $name }, de coordinación, al |{ $number }|{ $stated ->
    [0] . La coordinación puede hacer por ti todo lo que hay en esta página.
   *[other] , { $hours }. La coordinación puede hacer por ti todo lo que hay en esta página.
}
layout-no-number = La coordinación de tu banco de tiempo puede hacer por ti todo lo que hay en esta página.
layout-help = Ayuda
layout-accessibility = Accesibilidad
layout-privacy = Privacidad
layout-cookies = Cookies
layout-foot = { $bank } lleva sus horas en Hourbook. Una hora de ayuda de cualquiera vale lo mismo que una hora de otra persona.

nav-home = Inicio
nav-requests = Peticiones
nav-offers = Ofertas
nav-activities = Actividades
nav-people = Personas
nav-statement = Extracto
nav-me = Mis datos
nav-help = Ayuda
nav-pot = El fondo común
nav-reports = Informes
nav-books = Revisar el libro
nav-to-do = Pendiente
nav-approvals = Aprobaciones
nav-enter-hours = Anotar horas
nav-members = Miembros
nav-listings = Anuncios
nav-settings = Ajustes

# Quién ha entrado y de qué se ocupa.
layout-reader = { $name }, lectura
layout-treasurer = { $name }, tesorería
layout-coordinator = { $name }, coordinación
layout-administrator = { $name }, administración
