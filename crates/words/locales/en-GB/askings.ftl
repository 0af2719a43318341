# Asking neighbours about a request.

asking-ask-who-could-help = Ask who could help
asking-ask-who-could-help-somebody = Ask who could help { $name }
asking-nobody-so-name-somebody = Nobody offers this yet, so name somebody below.
asking-nobody-so-ring = Nobody offers this yet. Ring { $name } on |{ $phone }|, who may know somebody.
asking-nobody-yet = Nobody offers this yet. A coordinator may know somebody.
asking-can-you-help = Can you help { $name }?
asking-who-is-asked = Who is asked
asking-asked-you = { $name } asked you
asking-asks-you = { $name } asks you
asking-through = { $name }, through { $through }
asking-waited-for = Your answer is waited for until { $until }. Both answers are fine, and nobody asks why.
asking-see-what-is-arranged = See what is arranged
asking-ring = Ring |{ $phone }
asking-request = Request
asking-up-to-three-people-can = Up to three people can be asked at once. The first who says yes settles it, and the others are told so kindly. Nobody is asked why they cannot.
asking-whom-would-you-like-to = Whom would you like to ask?
asking-up-to-three = Up to three
asking-somebody-else = Somebody else
asking-a-name-or-a-member = A name or a member number
asking-on-which-day = On which day?
asking-about-how-long-does-it = About how long does it take?
asking-a-few-words-to-them = A few words to them
asking-an-answer-is-waited-for = An answer is waited for until the day itself, for a week at the most. Whoever would like another day can suggest one.
asking-ask-them = Ask them
asking-not-now = Not now
asking-the-request = The request
asking-asked-by = Asked by
asking-on-which-day-b = On which day
asking-about-how-long = About how long
asking-area = Area
asking-yes-i-can = Yes, I can
asking-not-this-time = Not this time
asking-would-another-day-or-length = Would another day or length suit you? |Suggest one| instead.
asking-what-they-say = What they say
asking-stop-asking = Stop asking
asking-whoever-has-not-answered-is = Whoever has not answered is told that it is settled.
asking-ask-somebody-else = Ask somebody else
asking-somebody-told-you = Somebody told you
asking-who = Who?
asking-what-did-they-say = What did they say?
asking-how-did-they-tell-you = How did they tell you?
asking-you-write-down-their-word = You write down their word, with your name beside it
asking-write-it-down = Write it down
asking-how-did-it-go = How did it go?
asking-what-they-told-you = What they told you
asking-it-stands-with-the-request = It stands with the request, for coordinators
asking-keep-the-note = Keep the note
asking-only-the-member-who-made = Only the member who made the request, or a coordinator, can ask others about it.
asking-choose-whom-to-ask = Choose whom to ask
asking-see-what-they-say = See what they say
asking-they-are-asked-you-are = They are asked. You are told when somebody says yes.
asking-that-is-fine-thank-you = That is fine. Thank you for looking.
asking-the-answer-is-written-down = The answer is written down.
asking-nobody-is-asked-any-more = Nobody is asked any more.
asking-your-note-stands-with-the = Your note stands with the request.
asking-yes-they-can = Yes, they can
asking-one-other-person-is-asked = One other person is asked as well. The first yes settles it.
asking-two-others-are-asked-as = Two others are asked as well. The first yes settles it.
asking-you-said-yes-it-is = You said yes. It is arranged.
asking-you-said-not-this-time = You said “not this time”. That is fine.
asking-somebody-has-been-found-thank = Somebody has been found. Thank you for thinking about it.
asking-you-need-not-answer-any = You need not answer any more. Thank you for thinking about it.
asking-yes = Yes
asking-answered-on = Answered on { $at }
asking-told-who-wrote-it-down = Told { $by }, who wrote it down on { $at }
asking-no-answer = No answer
asking-select-who-told-you = Select who told you
asking-select-what-they-said = Select what they said
asking-select-how-they-told-you = Select how they told you
# $number how many are asked, $names who.
asking-are-asked = { $number ->
    [one] { $names } is asked. An answer is waited for until { $until }.
   *[other] { $names } are asked. An answer is waited for until { $until }.
}
asking-can-help-on = { $name } can help on { $day }. It is arranged.
asking-somebody-can-help-on = Somebody can help on { $day }. It is arranged.
asking-could-not = { $number ->
   *[other] { $names } could not this time.
}
asking-did-not-say-yes = { $number ->
   *[other] { $names } did not say yes in time.
}
asking-need-not-answer = { $number ->
   *[other] { $names } need not answer any more: the asking was ended.
}
