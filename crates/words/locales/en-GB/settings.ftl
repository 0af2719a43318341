# Settings: the boxes of each topic, what holds now, in sentences; and two kinds of help that become one.
settings-cancel = Cancel
settings-make-one-of-two = Make one of two
settings-not-finished-yet = Not finished yet
settings-becomes-part-of-another-kind = { $name } becomes part of another kind
settings-this-cannot-be-undone-to = |This cannot be undone.| To take { $name } off the lists only, close it.
settings-the-kind-of-help-that = The kind of help that stays
settings-choose-one = Choose one
settings-make-one-of-the-two = Make one of the two
settings-a-coordinator-looks-at-an = A coordinator looks at an arrangement before it is done
settings-the-other-one-confirms-what = The other one confirms what was written down
settings-a-coordinator-approves-the-hours = A coordinator approves the hours
settings-always = Always
settings-only-where-one-of-these = Only where one of these holds
settings-never = Never
settings-somebody-is-asked-whether-they = Somebody is asked whether they would like to
settings-a-coordinator-is-to-look = A coordinator is to look at an arrangement
settings-the-day-has-passed-and = The day has passed, and nobody has said that it was done
settings-somebody-is-asked-to-confirm = Somebody is asked to confirm
settings-a-coordinator-is-to-approve = A coordinator is to approve
settings-a-coordinator-is-to-decide = A coordinator is to decide
settings-somebody-asks-to-put-right = Somebody asks to put right what stands in the book
settings-not-at-all-every-minute = Not at all: every minute counts
settings-to-quarters-of-an-hour = To quarters of an hour
settings-to-half-hours = To half hours
settings-to-whole-hours = To whole hours
settings-to-the-nearest = To the nearest
settings-always-up = Always up
settings-people = People
settings-organisations = Organisations
settings-select-how-lengths-are-rounded = Select how lengths are rounded
settings-say-when-or-choose-never = Say when, or choose Never
settings-select-when = Select when
settings-enter-from-to-days = Enter from 1 to 730 days
settings-enter-a-whole-number-up = Enter a whole number up to { $most }, or nothing
settings-people-b = People: { $bounds }.
settings-organisations-b = Organisations: { $bounds }.
settings-somebody-else-looks-at-every = Somebody else looks at every grant over { $length } first.
settings-one-coordinator-decides-about-a = One coordinator decides about a grant alone.
settings-people-can-apply-on-the = People can apply on the public page.
settings-nobody-can-apply-on-the = Nobody can apply on the public page: it says whom to ring.
settings-nobody-else-is-asked-about = Nobody else is asked about them.
settings-always-b = { $what }: always.
settings-for = for { $name }
settings-over = over { $length }
settings-where-an-organisation-takes-part = where an organisation takes part
settings-never-b = { $what }: never.
settings-nothing-is-rounded = Nothing is rounded.
settings-quarters-of-an-hour = quarters of an hour
settings-half-hours = half hours
settings-whole-hours = whole hours
settings-lengths-are-rounded-to-the = Lengths are rounded to the nearest of { $step }.
settings-lengths-are-rounded-up-to = Lengths are rounded up to { $step }.
settings-a-note-beyond-to-give = a note beyond { $hours } to give back
settings-a-note-beyond-to-spend = a note beyond { $hours } to spend
settings-a-stop-at-to-give = a stop at { $hours } to give back
settings-a-stop-at-to-spend = a stop at { $hours } to spend
settings-no-note-and-no-stop = no note and no stop
settings-who-know-them-are-asked = { $number ->
    [one] { $number } person who know them are asked.
   *[other] { $number } people who know them are asked.
}
settings-what-an-application-says-is = { $number ->
    [one] What an application says is erased { $number } month after it was decided.
   *[other] What an application says is erased { $number } months after it was decided.
}
settings-for-the-first-of-either = { $number ->
    [one] for the first { $number } exchange of either
   *[other] for the first { $number } exchanges of either
}
settings-whoever-is-asked-to-confirm = { $number ->
    [one] Whoever is asked to confirm is reminded after { $number } day.
   *[other] Whoever is asked to confirm is reminded after { $number } days.
}
settings-after-without-an-answer-it = { $number ->
    [one] After { $number } day without an answer it counts as confirmed.
   *[other] After { $number } days without an answer it counts as confirmed.
}
settings-after-without-an-answer-a = { $number ->
    [one] After { $number } day without an answer a coordinator asks.
   *[other] After { $number } days without an answer a coordinator asks.
}
