# Preguntar a otras personas por una petición.

asking-ask-who-could-help = Pregunta quién podría ayudar
asking-ask-who-could-help-somebody = Pregunta quién podría ayudar a { $name }
asking-nobody-so-name-somebody = Todavía no lo ofrece nadie, así que nombra a alguien más abajo.
asking-nobody-so-ring = Todavía no lo ofrece nadie. Llama a { $name } al |{ $phone }|, que quizá sepa de alguien.
asking-nobody-yet = Todavía no lo ofrece nadie. Quizá la coordinación sepa de alguien.
asking-can-you-help = ¿Puedes ayudar a { $name }?
asking-who-is-asked = A quién se pregunta
asking-asked-you = { $name } te preguntó
asking-asks-you = { $name } te pregunta
asking-through = { $name }, por medio de { $through }
asking-waited-for = Se espera tu respuesta hasta el { $until }. Las dos respuestas valen, y nadie pregunta por qué.
asking-see-what-is-arranged = Ver lo acordado
asking-ring = Llamar al |{ $phone }
asking-request = Petición
asking-up-to-three-people-can = Se puede preguntar a tres personas a la vez como mucho. Vale la primera que dice que sí, y a las demás se les dice con amabilidad. A nadie se le pregunta por qué no puede.
asking-whom-would-you-like-to = ¿A quién quieres preguntar?
asking-up-to-three = Tres como mucho
asking-somebody-else = Otra persona
asking-a-name-or-a-member = Un nombre o un número de miembro
asking-on-which-day = ¿Qué día?
asking-about-how-long-does-it = ¿Cuánto dura más o menos?
asking-a-few-words-to-them = Unas palabras para ellas
asking-an-answer-is-waited-for = Se espera respuesta hasta el mismo día, una semana como mucho. Quien prefiera otro día puede proponerlo.
asking-ask-them = Preguntar
asking-not-now = Ahora no
asking-the-request = La petición
asking-asked-by = Lo pide
asking-on-which-day-b = Qué día
asking-about-how-long = Cuánto más o menos
asking-area = Zona
asking-yes-i-can = Sí, puedo
asking-not-this-time = Esta vez no
asking-would-another-day-or-length = ¿Te vendría mejor otro día u otra duración? |Propón una alternativa|.
asking-what-they-say = Lo que dicen
asking-stop-asking = Dejar de preguntar
asking-whoever-has-not-answered-is = A quien no haya contestado se le dice que ya está resuelto.
asking-ask-somebody-else = Preguntar a otra persona
asking-somebody-told-you = Alguien te lo dijo
asking-who = ¿Quién?
asking-what-did-they-say = ¿Qué dijo?
asking-how-did-they-tell-you = ¿Cómo te lo dijo?
asking-you-write-down-their-word = Anotas su palabra, con tu nombre al lado
asking-write-it-down = Anotarlo
asking-how-did-it-go = ¿Qué tal fue?
asking-what-they-told-you = Lo que te contaron
asking-it-stands-with-the-request = Queda junto a la petición, para la coordinación
asking-keep-the-note = Guardar la nota
asking-only-the-member-who-made = Solo puede preguntar a otras personas quien hizo la petición, o la coordinación.
asking-choose-whom-to-ask = Elige a quién preguntar
asking-see-what-they-say = Ver lo que dicen
asking-they-are-asked-you-are = Se les ha preguntado. Te avisaremos cuando alguien diga que sí.
asking-that-is-fine-thank-you = No pasa nada. Gracias por mirarlo.
asking-the-answer-is-written-down = La respuesta está anotada.
asking-nobody-is-asked-any-more = Ya no se pregunta a nadie.
asking-your-note-stands-with-the = Tu nota queda junto a la petición.
asking-yes-they-can = Sí, puede
asking-one-other-person-is-asked = También se pregunta a otra persona. Vale el primer sí.
asking-two-others-are-asked-as = También se pregunta a otras dos personas. Vale el primer sí.
asking-you-said-yes-it-is = Dijiste que sí. Está acordado.
asking-you-said-not-this-time = Dijiste «esta vez no». No pasa nada.
asking-somebody-has-been-found-thank = Ya hay alguien. Gracias por pensarlo.
asking-you-need-not-answer-any = Ya no hace falta que contestes. Gracias por pensarlo.
asking-yes = Sí
asking-answered-on = Contestó el { $at }
asking-told-who-wrote-it-down = Se lo dijo a { $by }, que lo anotó el { $at }
asking-no-answer = Sin respuesta
asking-select-who-told-you = Elige quién te lo dijo
asking-select-what-they-said = Elige qué dijo
asking-select-how-they-told-you = Elige cómo te lo dijo
# $number: a cuántas personas; $names: a quiénes.
asking-are-asked = { $number ->
    [one] Se pregunta a { $names }. Se espera una respuesta hasta el { $until }.
   *[other] Se pregunta a { $names }. Se espera una respuesta hasta el { $until }.
}
asking-can-help-on = { $name } puede ayudar el { $day }. Está acordado.
asking-somebody-can-help-on = Alguien puede ayudar el { $day }. Está acordado.
asking-could-not = { $number ->
    [one] { $names } no podía esta vez.
   *[other] { $names } no podían esta vez.
}
asking-did-not-say-yes = { $number ->
    [one] { $names } no dijo que sí a tiempo.
   *[other] { $names } no dijeron que sí a tiempo.
}
asking-need-not-answer = { $number ->
    [one] { $names } ya no tiene que contestar: se dejó de preguntar.
   *[other] { $names } ya no tienen que contestar: se dejó de preguntar.
}
