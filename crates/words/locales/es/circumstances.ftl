# What somebody speaks, when they are usually free, and why somebody is named as one who could help.

me-languages-and-times = Tus idiomas y tus ratos libres
circumstances-of = Idiomas y ratos libres de { $name }
circumstances-link = Idiomas y ratos libres
circumstances-who-reads = Los demás miembros leen esto en tu página. Ayuda a que se encuentren quienes pueden ayudarse. Deja vacío lo que prefieras no decir.
circumstances-who-reads-of = Los demás miembros leen esto en la página de { $name }. Ayuda a que se encuentren quienes pueden ayudarse. Deja vacío lo que prefiera no decir.
circumstances-other-languages = Otros idiomas
circumstances-languages-hint = Separados por comas, por ejemplo: gallego, polaco, lengua de signos
circumstances-usually-free = Ratos libres
circumstances-also-speaks = También habla
circumstances-mornings = por las mañanas entre semana
circumstances-afternoons = por las tardes entre semana
circumstances-evenings = por las noches entre semana
circumstances-weekends = los fines de semana
circumstances-too-many = Escribe ocho idiomas como mucho
circumstances-no-language = Escribe los idiomas separados por comas, como gallego, polaco

reason-offers-kind = Ofrece { $category }: «{ $offer }»
reason-offers = Ofrece «{ $offer }»
reason-near = vive cerca, en { $area }
reason-lives = vive en { $area }
reason-speaks = habla { $languages }
reason-free-you = los dos tenéis libre { $times }
reason-free-both = los dos tienen libre { $times }
reason-not-met-you = todavía no os conocéis
reason-not-met-both = todavía no se conocen
reason-met-you = os ayudasteis por última vez el { $day }
reason-met-both = se ayudaron por última vez el { $day }
reason-gave-nothing = no ha dado nada en los últimos tres meses
reason-gave = ha dado { $length } en los últimos tres meses
reason-check-good-until = { $check }: visto, vale hasta el { $day }
reason-check-seen = { $check }: visto
reason-check-seen-by-them = { $check }: alguien de coordinación lo ha visto
reason-check-ran-out = { $check }: caducó el { $day }
reason-check-missing = { $check }: nadie lo ha visto todavía
