# People: who takes part, and what one member may know of another.

people-thanks-from = { $name }, in { $month }
people-thanks-from-for = { $name }, for { $kind } in { $month }
people-people = People
people-find-somebody = Find somebody
people-show-people = Show people
people-name = Name
people-area = Area
people-all-areas = All areas
people-offers = Offers: { $offers }
people-pages-of-people = Pages of people
people-try-the-beginning-of-a = Try the beginning of a first name or a family name.
people-show-everybody = Show everybody
people-member = Member
people-member-since = Member since { $month }
people-this-is-how-others-see = This is how others see you. |Change your details
people-you-have-blocked = You have blocked { $name }.
people-unblock = Unblock { $name }
people-is-not-taking-part-at = { $name } is not taking part at the moment.
people-log-hours-with = Log hours with { $name }
people-arrange-help = Arrange help
people-arrange-it-regularly = Arrange it regularly
people-give-hours-to = Give hours to { $name }
people-s-details-for-coordinators = { $name }’s details, for coordinators
people-give-them-hours-from-the = Give them hours from the pot
people-block = Block { $name }
people-offers-b = Offers
people-about = About { $length }
people-asks-for = Asks for
people-offers-and-requests = Offers and requests
people-offers-nothing-and-asks-for = { $name } offers nothing and asks for nothing on the lists just now.
people-thank-yous = Thank-yous
people-you-and = You and { $name }
people-you-have-not-exchanged-hours = You have not exchanged hours with { $name } yet.
people-telephone = Telephone
people-email = Email
people-address = Address
people-organisation = Organisation
people-nobody-lives-there-yet = Nobody lives there yet
people-nobody-here-is-called = Nobody here is called “{ $words }”
people-fit-what-you-chose = { $number ->
    [one] { $number } member fits what you chose.
   *[other] { $number } members fit what you chose.
}
people-by-name = { $number ->
    [one] { $number } member, by name.
   *[other] { $number } members, by name.
}
people-in-by-name = { $number ->
    [one] { $number } member in { $place }, by name.
   *[other] { $number } members in { $place }, by name.
}
people-and-more = and { $number } more
people-questioned = Questioned
