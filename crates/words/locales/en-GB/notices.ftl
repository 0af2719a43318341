# What somebody is told: the subject, a sentence or two, what to press. The same on the page, in a
# mail and in a letter.
notice-link-asked = Somebody asked for a link to sign in as you
notice-link-went = It went to your email address and works for half an hour.
notice-link-see = See where you are signed in
notice-sign-in-to = Sign in to { $bank }
notice-open-this-link = Open this link and press “Sign in” within half an hour. It works once.
notice-did-you-not-ask = Did you not ask for it? Leave it alone: nothing happens without it.
notice-activity-was-on = It was on { $day }. What it means for your hours stands on your statement.
notice-activity-was-planned = It was planned for { $day }. { $reason }
notice-activity-is-planned = It is planned for { $day }.
notice-activity-settled = { $title } is settled
notice-activity-not-settled = { $title } is not settled any more
notice-activity-cancelled = { $title } does not take place
notice-see-the-activity = See the activity

# $of is another of these, or a claim such as “Ann says you helped them for 1 hour”.
notice-a-reminder = A reminder: { $of }
notice-look-and-answer = Look and answer
notice-see-it = See it

# Somebody asks whether one could help; $title is what they ask for.
notice-asks = { $name } asks whether you can help: { $title }
notice-you-were-reminded = You were reminded that { $name } asked you: { $title }
notice-asked = { $name } asked whether you could help: { $title }
notice-settled-meanwhile = It is settled meanwhile.
notice-asks-for-you = { $name } asks { $number ->
    [one] { $number } person for you: { $title }
   *[other] { $number } people for you: { $title }
}
notice-told-when-one-can = You are told when one of them can.
notice-see-who-is-asked = See who is asked
notice-nobody-could = Nobody could this time: { $title }
notice-it-happens = It happens, and it is nobody’s fault. Ask others, or ring a coordinator, who knows many people.
notice-see-who-else = See who else could help
notice-somebody-found = Somebody has been found for { $name }: { $title }
notice-no-answer-needed = { $name } does not need an answer any more: { $title }
notice-thank-you-for-thinking = Thank you for thinking about it.
notice-on-day-about = On { $day }, about { $length }.
notice-on-day-about-in = On { $day }, about { $length }, in { $area }.
notice-quoted = “{ $text }”
notice-both-answers = Both answers are fine.

# What is new, once a week or a month.
notice-what-is-new-in = What is new in { $bank }
notice-see-on-website = See it on the website
notice-exchanges-wait = { $number ->
    [one] { $number } exchange waits for your answer.
   *[other] { $number } exchanges wait for your answer.
}
notice-neighbours-wrote = { $number ->
    [one] Somebody wrote to you.
   *[other] { $number } neighbours wrote to you.
}
notice-new-requests = New requests:
notice-new-offers = New offers:
notice-nothing-more = Nothing more than you have seen already.
notice-listing = • { $title } ({ $who })
notice-listing-about = • { $title } ({ $who }), about { $length }

# Hours without an exchange, and the friendly word about a balance.
notice-welcome = Welcome: { $length } to begin with
notice-gave-you = { $name } gave you { $length }
notice-from-the-pot = { $length } from the community pot
notice-grant-declined = Your grant of { $length } for { $name } is declined
notice-grant-declined-why = { $by } looked at it and says: “{ $reason }” The hours stay in the pot, and { $name } was not told of it.
notice-see-the-grant = See the grant
notice-to-the-pot = You gave { $length } to the community pot
notice-you-were-given = You were given { $length }
notice-on-your-statement = They stand on your statement.
notice-see-your-statement = See your statement
notice-hours-are-even = Your hours are even
notice-you-have = You have { $standing }
notice-given-a-lot = You have given a lot, and your neighbours are glad of it. Is there something you would like help with? You can also give hours away, or to the community pot. Nothing has to happen.
notice-that-is-fine = That is fine: somebody has to receive, or nobody could give. When you feel like it, an hour of yours would be welcome too. A coordinator gladly helps you find something that suits you.
notice-to-and-fro = Giving and receiving go to and fro, as they should.
notice-see-offers = See what people offer
notice-see-requests = See what people ask for

notice-see-all-your-news = See all your news
notice-wrote-about = { $name } wrote to you about { $title }
notice-read-and-answer = Read and answer
notice-report-is-due = { $name }: the report of { $days } is due
notice-report-days-are-over = Its days are over. Look through it, clear up what still waits for approval, and hand it over: the whole report, or two pages for a funder.
notice-see-the-report = See the report

# Regular help; $often says how often: “every Tuesday”.
notice-series-about = { $who }: { $what }. { $often }.
notice-series-asks = { $name } asks whether you would like regular help: { $often }
notice-series-suggested = { $name } suggested regular help: { $often }
notice-series-would-like = { $name } would like to: { $often }, from now on
notice-series-rather-not = { $name } would rather not have it regular
notice-series-ended = The regular help with { $name } has ended
notice-series-no-answer = { $name } did not answer about regular help in time
notice-series-did-it-happen = Did this happen? { $day }, { $length } with { $name }
notice-series-asked-about = You were asked about a day with { $name }
notice-see-the-days = See the days
notice-say-yes-or-no = Say yes or no

# An exchange. $hours is one of the two below; $number is 1 where it is read as one thing.
notice-hours-with = { $length } with { $name }
notice-hours-between = { $length } between { $giver } and { $receiver }
# In the place of a name.
notice-one-of-the-two = One of the two
notice-you-and = You and { $name }
notice-agreed = { $both } agreed on { $day }, for about { $length }
notice-go-ahead = { $both } can go ahead on { $day }
notice-written-down = { $hours } { $number ->
    [one] was written down
   *[other] were written down
}
notice-confirmed = { $hours } { $number ->
    [one] is confirmed
   *[other] are confirmed
}
notice-not-right = { $name } says something is not right about { $length }
notice-accepts = { $name } agrees that it was { $length }
notice-decided = A coordinator decided: { $hours }
notice-posted = { $hours } { $number ->
    [one] is on your statement
   *[other] are on your statement
}
notice-in-the-book = { $hours } { $number ->
    [one] is in the book
   *[other] are in the book
}
notice-rather-not = { $name } would rather not this time
notice-not-approved = { $hours } { $number ->
    [one] was not approved
   *[other] were not approved
}
notice-withdrawn = { $hours } { $number ->
    [one] was withdrawn
   *[other] were withdrawn
}
notice-called-off = { $name } called off { $length } of help on { $day }
notice-needs-you = { $hours } { $number ->
    [one] needs you to look at it
   *[other] need you to look at it
}
notice-nobody-answered = Nobody answered in time about { $hours }
notice-may-be-wrong = Something may be wrong with { $hours }
notice-kept = A coordinator looked at { $hours }, and nothing is changed
notice-put-right = { $hours } { $number ->
    [one] was put right
   *[other] were put right
}
notice-taken-back = { $hours } { $number ->
    [one] was taken back
   *[other] were taken back
}
notice-thanks = { $name } says thank you for { $length }
notice-queried = A coordinator asks you about { $hours }
notice-suggested = { $name } suggested { $length } of help
notice-has-it-been-done = Has it been done? { $hours }
notice-reminder-still-waits = A reminder: { $hours } still waits for a coordinator
notice-reminder-of = A reminder of { $hours }
notice-check-and-confirm = Check and confirm
notice-see-what-they-say = See what they say
notice-see-the-decision = See the decision
notice-see-why = See why
notice-look-at-it = Look at it
notice-read-it = Read it
notice-read-the-question = Read the question
notice-see-the-exchange = See the exchange

# Around every mail. $number a telephone, $hours when it is answered; $stated is 0 where that is not known.
mail-hello = Hello { $name },
mail-rather-talk = Would you rather talk to someone? Ring { $name } on { $number }{ $stated ->
    [0] .
   *[other] , { $hours }.
}
mail-choose-how-you-are-told = Choose how you are told
mail-you-choose-how = You choose how you are told:
mail-end-these-mails = End these mails

# Letters to print: the sheets, and the page around them for whoever prints them.
letters-not-right = Is something not right, or do you want to answer? Ring { $name } on { $number }{ $stated ->
    [0] .
   *[other] , { $hours }.
}
letters-letters-to-print = Letters to print
letters-mail-and-letters = Mail and letters
letters-no-letter-waits = No letter waits.
letters-one-sheet-for-each-person = One sheet for each person. Fold it twice: the address shows in the window of a long envelope. When they are in the post box, mark them.
letters-print = Print
letters-they-are-posted = They are posted
letters-letter-to = Letter to { $name }
letters-no-address-is-known-hand = No address is known: hand it over.
letters-dear = Dear { $greeting },
