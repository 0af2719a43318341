# Lo que no se admite sobre los datos de alguien, su participación y el acuerdo.
member-enter-the-language = Escribe la lengua
member-the-language = La lengua
member-what-else-there-is = Lo demás
member-choose-when-we-ask-again = Elige cuándo lo volvemos a preguntar
member-write-the-agreement-in-characters = Escribe el acuerdo, en 20 000 caracteres como máximo
member-somebody-else-wrote-a-new = Entretanto, otra persona ha escrito una versión nueva. Mírala primero.
member-the-agreement-was-changed-while = El acuerdo ha cambiado mientras lo leías. Míralo otra vez.
member-the-day-of-signing-must = El día de la firma debe ser hoy o un día pasado
member-has-left-already = { $name } ya se ha ido.
member-has-begun-to-take-part = { $name } ha empezado a participar, así que se queda.
member-ask-another-coordinator-to-change = Pide a otra persona de la coordinación que cambie tu propia participación.
member-only-an-administrator-can-change = Solo la administración puede cambiar la participación de una persona de la coordinación.
member-another-coordinator-decides-whether-you = Otra persona de la coordinación decide si recibes las horas de quien se va.
member-has-exchanges-that-are-not = { $name } tiene intercambios sin terminar. Decide primero sobre ellos.
member-choose-somebody-else-who-takes = Elige a otra persona que participe
member-ask-another-administrator-to-change = Pide a otra persona de la administración que cambie tu propio papel.
member-an-organisation-cannot-look-after = Una organización no puede ocuparse de nada aquí: una persona sí.
member-has-exchanges-that-are-not-b = { $name } tiene intercambios sin terminar. Con una cuenta de lectura no se participa, así que decide primero sobre ellos.
member-somebody-else-changed-these-details = Entretanto, otra persona ha cambiado estos datos. Míralos otra vez.
member-another-member-already-has-this = Otro miembro ya tiene esta dirección de correo
member-another-member-already-has-the = Otro miembro ya tiene el número { $number }
member-this-member-has-left = Este miembro se ha ido.
member-this-member-is-already-active = Este miembro ya está activo.
member-only-an-active-member-can = Solo se puede poner en pausa a un miembro activo.
member-enter-the-name = Escribe el nombre
member-name = El nombre
member-name-for-greetings = El nombre para saludar
member-telephone-number = El número de teléfono
member-address = La dirección
member-area = La zona
member-about = Lo que cuentas de ti
member-enter-an-email-address-in = Escribe una dirección de correo completa, como nombre@example.org
agreement-it-came-with-the-program = Venía con el programa
agreement-version = Versión { $version }
# $who es el día y quién la escribió; $number quienes la aceptaron y participan.
agreement-accepted = { $who }. La { $number ->
    [one] aceptó { $number } miembro que está activo.
   *[other] aceptaron { $number } miembros que están activos.
}
agreement-accepted-when-asked = { $who }. La { $number ->
    [one] aceptó { $number } miembro que está activo. Se pidió a los miembros que la aceptaran.
   *[other] aceptaron { $number } miembros que están activos. Se pidió a los miembros que la aceptaran.
}
agreement-they-find-a-note-on = Encuentran una nota en Inicio con un botón, y entretanto pueden seguir como antes
agreement-ask-all-members-to-accept = Pedir a todos los miembros que acepten esta versión
