# Offers and requests: the lists, one of them, adding, changing and closing.
# $side is request or offer.
listing-add-a-request-for-somebody = Add a request for somebody
listing-add-an-offer-for-somebody = Add an offer for somebody
listing-print-a-directory = Print a directory
listing-ask-for-help = Ask for help
listing-add-an-offer = Add an offer
listing-find-an-offer-or-a = Find an offer or a request
listing-show-them = Show them
listing-words-or-a-members-name = Words, or a member’s name
listing-offer-or-request = Offer or request
listing-both = Both
listing-requests = Requests
listing-offers = Offers
listing-kind-of-help = Kind of help
listing-any-kind = Any kind
listing-area = Area
listing-all-areas = All areas
listing-find-a-request = Find a request
listing-show-requests = Show requests
listing-words = Words
listing-find-an-offer = Find an offer
listing-show-offers = Show offers
listing-about = About { $length }
listing-pages-of-this-list = Pages of this list
listing-nothing-here-for-you-add = Nothing here for you? |Add an offer| and people can ask you.
listing-not-what-you-need-ask = Not what you need? |Ask for help| and neighbours can answer.
listing-try-one-word-or-fewer = Try one word, or fewer filters.
listing-nothing-is-offered-or-asked = Nothing is offered or asked for yet
listing-ask-the-first-members-what = Ask the first members what they like doing, and what they would be glad of, and add it for them.
listing-nobody-has-asked-for-anything = Nobody has asked for anything yet
listing-the-first-request-is-the = The first request is the hardest. Ask for something small yourself, and the next person will find it easier.
listing-ask-for-something = Ask for something
listing-nobody-has-offered-anything-yet = Nobody has offered anything yet
listing-everybody-can-do-something-a = Everybody can do something a neighbour would be glad of: an hour of company, a lift, a letter read aloud.
listing-offer-something = Offer something
listing-request = Request
listing-offer = Offer
listing-closed = Closed
listing-offers-and-requests = Offers and requests
listing-done = Done
listing-asked-by = Asked by
listing-offered-by = Offered by
listing-when = When
listing-about-how-long = About how long
listing-asked = Asked
listing-offered = Offered
listing-so-far = So far
listing-this-is-your-own = { $side ->
    [request] This is your own request.
   *[offer] This is your own offer.
}
listing-close-it-when-it-is = Close it when it is no longer needed, so that nobody answers in vain.
listing-change-this = { $side ->
    [request] Change this request
   *[offer] Change this offer
}
listing-close-it = Close it
listing-who-could-help = Who could help
listing-if-nobody-else-is-needed = If nobody else is needed, |close the request|: somebody is found.
listing-ask-up-to-three-people = Ask up to three people
listing-how-to-reach = How to reach { $greeting }
listing-can-you-help = Can you help?
listing-would-you-like-it = Would you like it?
listing-telephone = Telephone
listing-not-provided = Not provided
listing-email = Email
listing-coordinators-see-these-members-are = Coordinators see these. Members are asked to ring you.
listing-ring-on-to-be-put = Ring { $name } on |{ $phone }| to be put in touch with { $greeting }.
listing-the-line-is-open = The line is open { $hours }.
listing-ask-a-coordinator-to-be = Ask a coordinator to be put in touch with { $greeting }.
listing-i-can-help-arrange-it = I can help: arrange it
listing-arrange-it-with = Arrange it with { $greeting }
listing-log-hours-when-it-is = Log hours when it is done
listing-for-whom = For whom?
listing-a-name-or-a-member = A name or a member number
listing-what-is-the-help-for = What is the help for?
listing-a-few-words-for-example = A few words, for example: Walk a small calm dog
listing-what-should-somebody-know-before = What should somebody know before they say yes?
listing-leave-out-telephone-numbers-and = Leave out telephone numbers and addresses: every member can read this
listing-what-is-the-offer = What is the offer?
listing-a-few-words-for-example-b = A few words, for example: Knitting for beginners
listing-what-should-somebody-know-before-b = What should somebody know before they ask?
listing-no-kind-chosen = No kind chosen
listing-when-b = When?
listing-for-example-any-weekday-morning = For example: Any weekday morning
listing-about-how-long-does-it = About how long does it take?
listing-leave-it-blank-if-you = Leave it blank if you do not know
listing-save-the-changes = Save the changes
listing-add-the-request = Add the request
listing-add-the-offer = Add the offer
listing-leave-it-as-it-was = Leave it as it was
listing-do-not-add-it = Do not add it
listing-close-this = { $side ->
    [request] Close this request?
   *[offer] Close this offer?
}
listing-it-leaves-the-list-and = { $side ->
    [request] It leaves the list, and nobody can answer it any more. Hours that came of it stay where they are. A closed request is not opened again: a new one can be added at any time.
   *[offer] It leaves the list, and nobody can answer it any more. Hours that came of it stay where they are. A closed offer is not opened again: a new one can be added at any time.
}
listing-close-the = { $side ->
    [request] Close the request
   *[offer] Close the offer
}
listing-keep-it-open = Keep it open
listing-only-the-member-who-added = Only the member who added it, or a coordinator, can close it.
listing-only-the-member-who-added-b = Only the member who added it, or a coordinator, can change it.
listing-the-request-is-on-the = The request is on the list. Neighbours can see it now.
listing-the-offer-is-on-the = The offer is on the list. Neighbours can see it now.
listing-the-changes-are-saved = The changes are saved.
listing-the-request-is-closed-and = The request is closed and off the list.
listing-the-offer-is-closed-and = The offer is closed and off the list.
listing-nothing-came-of-it = Nothing came of it
listing-nobody-has-answered-yet = Nobody has answered yet
listing-nobody-has-asked-for-it = Nobody has asked for it yet
listing-came-of-it = { $number ->
    [one] { $number } exchange came of it
   *[other] { $number } exchanges came of it
}
listing-enter-a-name-or-a = Enter a name or a member number
listing-no-member-has-the-number = No member has the number { $typed }
listing-several-members-fit-enter-the = Several members fit “{ $typed }”. Enter the member number
listing-no-active-member-is-called = No active member is called “{ $typed }”
listing-nobody-offers-this = Nobody offers this yet.
listing-nobody-else-offers-this = Nobody else offers this yet.
listing-neighbours-can-see-it = Neighbours can see your request, and a coordinator may know somebody.
listing-ask-somebody-you-know-of = You can ask somebody you know of.
listing-show-all = Show all offers and requests
listing-show-all-requests = Show all requests
listing-show-all-offers = Show all offers
