# Quién intercambió con quién, en una imagen.

network-title = Quién intercambió con quién
network-heading = ¿Quién conoce a quién?
network-all-joined = { $members ->
    [one] { $members } miembro forma un grupo.
   *[other] Los { $members } miembros forman un solo grupo.
}
network-some-apart = { $members ->
    [one] { $largest } de { $members } miembro forma un grupo; { $apart } intercambió aparte.
   *[other] { $largest } de { $members } miembros forman un grupo; { $apart } intercambiaron aparte.
}
network-drawn = Se dibujan las líneas con más horas: { $drawn } de { $pairs }.
network-key = Cada punto es un miembro, y no se nombra a nadie. Cada línea son dos que intercambiaron: fina si son menos de 5 horas, gruesa desde 20 horas. Cuanto más grande el punto, con más personas.
network-as-a-table = Las mismas cifras en una tabla
network-figure = Cifra
network-came-to = Resultado
network-with-one = Miembros que intercambiaron con una persona
network-with-few = Miembros que intercambiaron con dos a cuatro
network-with-many = Miembros que intercambiaron con cinco o más
network-in-the-largest = Miembros unidos en el grupo mayor
network-in-smaller = Miembros en grupos menores
network-smaller-groups = Grupos menores
network-pairs = Parejas que intercambiaron
