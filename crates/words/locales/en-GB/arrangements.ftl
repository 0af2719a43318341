# Arranging help before it is done, once or again and again.

regular-did-it-happen = Did it happen?
regular-leave-it-out = Leave it out
arrange-arrange-help-with = Arrange help with { $name }
arrange-before-it-is-done = Before it is done
arrange-is-asked-whether-they-would = { $name } is asked whether they would like to. Nothing counts until it has been done and confirmed.
arrange-who-would-help = Who would help?
arrange-kind-of-help = Kind of help
arrange-choose-one = Choose one
arrange-what-would-be-done = What would be done?
arrange-a-few-words = A few words
arrange-when-would-it-be = When would it be?
arrange-about-how-long-does-it = About how long does it take?
arrange-anything-to-know = Anything to know?
arrange-only-the-two-of-you = Only the two of you and the coordinators read it
arrange-when-you-have-both-said = When you have both said yes, the hours of whoever receives are kept ready for it. You have { $hours } that are not kept for anything else.
arrange-ask = Ask { $name }
arrange-cancel = Cancel
regular-did-this-happen = Did this happen?
regular-again-and-again = Again and again
regular-did-this-happen-b = Did this happen? { $day }
regular-how-long-was-it = How long was it?
regular-change-it-if-it-was = Change it if it was longer or shorter
regular-yes-write-it-down = Yes, write it down
regular-is-then-asked-to-confirm = { $name } is then asked to confirm it, as always.
regular-it-did-not-happen = It did not happen
regular-arrange-regular-help-with = Arrange regular help with { $name }
regular-is-asked-whether-they-would = { $name } is asked whether they would like to. After each day, one of you is asked whether it happened, and one press writes it down. Nothing counts before that.
regular-how-often-is-it = How often?
regular-when-is-the-first-time = When is the first time?
regular-how-long-each-time = How long, each time?
regular-when-does-it-end = When does it end?
regular-how-many-times = How many times?
regular-from-to = From 2 to 60
regular-or-until-which-day = Or until which day?
regular-who-writes-it-down-afterwards = Who writes it down afterwards?
regular-the-other-one-then-confirms = The other one then confirms it, as always
regular-regular-arrangement = Regular arrangement
regular-yes-i-would-like-to = Yes, I would like to
regular-rather-not = Rather not
regular-end-it = End it
regular-is-told-what-is-written = { $name } is told. What is written down stays.
regular-the-days = The days
arrange-would-help-me = { $name } would help me
arrange-i-would-help = I would help { $name }
arrange-choose-somebody-else-who-takes = Choose somebody else who takes part, and arrange it with them.
arrange-select-who-would-help = Select who would help
regular-every-week = Every week
regular-every-other-week = Every other week
regular-every-month = Every month
regular-after-so-many-times = After so many times
regular-on-a-last-day = On a last day
regular-select-how-often = Select how often
regular-enter-how-many-times-from = Enter how many times, from 2 to 60
regular-it-is-proposed-you-are = It is proposed. You are told when there is an answer.
regular-it-is-arranged-after-each = It is arranged. After each day, one of you is asked whether it happened.
regular-that-is-fine-the-other = That is fine. The other one is told.
regular-it-has-ended-no-day = It has ended. No day to come is left.
regular-this-day-is-left-out = This day is left out. Nothing is written down.
regular-left-out = Left out
regular-ahead = Ahead
regular-written-down = Written down
regular-did-not-happen = Did not happen
regular-not-written-down = Not written down
regular-asks-whether-you-would-like = { $name } asks whether you would like this. Both answers are fine.
regular-is-asked-an-answer-is = { $name } is asked. An answer is waited for until { $until }.
regular-no-day-is-left = No day is left.
regular-next-on = Next on { $day }.
regular-it-was-not-agreed-that = It was not agreed. That is fine.
regular-ended = Ended
regular-one-of-the-two-ended = One of the two ended it.
regular-nobody-answered-in-time = Nobody answered in time.
regular-over = Over
regular-the-last-day-has-been = The last day has been.
regular-length-each-time = How long, each time
regular-until = Until
regular-who-writes-it-down = Who writes it down
regular-how-often = How often
regular-me = Me
regular-every-weekday = Every { $weekday }
regular-every-other-weekday = Every other { $weekday }
# $day of the month.
regular-every-month-on = { $day ->
    [1] Every month on the { $day }st
    [2] Every month on the { $day }nd
    [3] Every month on the { $day }rd
    [21] Every month on the { $day }st
    [22] Every month on the { $day }nd
    [23] Every month on the { $day }rd
    [31] Every month on the { $day }st
   *[other] Every month on the { $day }th
}
# $reader says which of the two reads this: giver, receiver or neither.
regular-who-helps = { $reader ->
    [giver] You help { $receiver }
    [receiver] { $giver } helps you
   *[neither] { $giver } helps { $receiver }
}
