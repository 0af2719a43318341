# Proyectos: lo que alguien paga, y qué intercambios le pertenecen.
projects-what-is-the-project-called = ¿Cómo se llama el proyecto?
projects-it-stands-so-in-reports = Así sale en los informes
projects-who-pays-for-it = ¿Quién lo paga?
projects-such-as-wrensham-council = Por ejemplo, «Ayuntamiento de Wrensham»
projects-first-day-optional = Primer día (opcional)
projects-last-day-optional = Último día (opcional)
projects-kind-of-help-that-belongs = Tipo de ayuda que le pertenece por sí mismo
projects-no-kind-in-particular = Ningún tipo en particular
projects-area-whose-help-belongs-to = Zona cuya ayuda le pertenece por sí misma
projects-no-area-in-particular = Ninguna zona en particular
projects-projects = Proyectos
projects-reports = Informes
projects-activity-report = Informe de actividad
projects-success = Hecho
projects-somebody-pays-for-part-of = Alguien paga una parte de lo que hacéis, y pregunta qué resultó. Un proyecto reúne los intercambios que le pertenecen, y un informe dice cuántas horas fueron.
projects-an-exchange-belongs-to-one = Un intercambio pertenece a un proyecto o a ninguno. Los miembros no ven nada de esto ni tienen que hacer nada.
projects-closed = Cerrado.
projects-begin-a-project = Empezar un proyecto
projects-choose-a-kind-of-help = Elige un tipo de ayuda, una zona o las dos cosas, y cada intercambio así de sus días le pertenece por sí mismo, también los que ya están en el libro. No elijas ninguna, y marcas cada intercambio en su propia página.
projects-begin-the-project = Empezar el proyecto
projects-so-many-exchanges = { $number ->
    [one] { $number } intercambio
   *[other] { $number } intercambios
}
