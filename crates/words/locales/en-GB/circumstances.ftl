# What somebody speaks, when they are usually free, and why somebody is named as one who could help.

me-languages-and-times = Your languages and times
circumstances-of = Languages and times of { $name }
circumstances-link = Languages and times
circumstances-who-reads = Other members read this on your page. It helps those who could help each other to find each other. Leave empty what you would rather not say.
circumstances-who-reads-of = Other members read this on { $name }’s page. It helps those who could help each other to find each other. Leave empty what they would rather not say.
circumstances-other-languages = Other languages
circumstances-languages-hint = With commas between them, for example: Welsh, Polish, British Sign Language
circumstances-usually-free = Usually free
circumstances-also-speaks = Also speaks
circumstances-mornings = on weekday mornings
circumstances-afternoons = on weekday afternoons
circumstances-evenings = on weekday evenings
circumstances-weekends = at weekends
circumstances-too-many = Enter eight languages at the most
circumstances-no-language = Enter the languages with commas between them, like Welsh, Polish

reason-offers-kind = Offers { $category }: “{ $offer }”
reason-offers = Offers “{ $offer }”
reason-near = lives near, in { $area }
reason-lives = lives in { $area }
reason-speaks = speaks { $languages }
reason-free-you = you are both usually free { $times }
reason-free-both = both are usually free { $times }
reason-not-met-you = you have not met yet
reason-not-met-both = they have not met yet
reason-met-you = you last helped each other on { $day }
reason-met-both = they last helped each other on { $day }
reason-gave-nothing = gave nothing in the last three months
reason-gave = gave { $length } in the last three months
reason-check-good-until = { $check }: seen, good until { $day }
reason-check-seen = { $check }: seen
reason-check-seen-by-them = { $check }: a coordinator has seen it
reason-check-ran-out = { $check }: ran out on { $day }
reason-check-missing = { $check }: nobody has seen it yet
