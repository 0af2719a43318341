# Logging hours: one question on a page, then all answers to check.

log-check-before-you-send = Check before you send
log-not-finished-yet = Not finished yet
log-you-are-logging-for = You are logging for { $name }
log-once-it-is-confirmed-and = Once it is confirmed and approved, your balance goes from { $now } to |{ $after }|.
log-throw-this-away = Throw this away
log-question-of = Question { $number } of { $of }
log-nobody-here-matches-try-a = Nobody here matches “{ $query }”. Try a part of the name, or the member number.
log-many-slips-in-one-envelope = Many slips in one envelope? |Type them line by line
log-how-did-they-tell-you = How did they tell you?
log-kind-of-help = Kind of help
log-choose-one = Choose one
log-in-a-few-words = In a few words
log-for-example-cut-back-the = For example, cut back the raspberries
log-the-day-it-happened-not = The day it happened, not the day you are writing it down
log-continue = Continue
log-save-and-finish-later = Save and finish later
log-look-for-somebody = Look for somebody
log-a-name-or-a-member = A name or a member number
log-search = Search
log-nothing-has-been-sent-when = Nothing has been sent. When you send this, { $name } is asked to confirm it.
log-nothing-has-been-written-yet = Nothing has been written yet. When you send this, it waits for a coordinator to approve it.
log-send-to-to-confirm = Send to { $name } to confirm
log-write-it-down-for-approval = Write it down for approval
log-who-told-you = Who told you
log-who-told-you-b = who told you
log-what-you-did = What you did
log-what-was-done = What was done
log-who-helped = Who helped
log-who-helped-b = who helped
log-who-received = Who received
log-who-received-b = who received
log-what-was-done-b = what was done
log-when = When
log-how-long = How long
log-how-long-b = how long
log-the-note = the note
log-member = Member { $number }
log-choose-somebody-other-than-yourself = Choose somebody other than yourself
log-log-hours-of-your-own = Log hours of your own on your Home page, so that the other one is asked
log-choose-somebody-other-than-the = Choose somebody other than the person who was helped
log-choose-somebody-other-than-the-b = Choose somebody other than the person who helped
log-somebody-else = somebody else
log-note-for = Note for { $other }
log-note = Note
log-only-and-the-coordinators-read = Only { $other } and the coordinators read it
log-only-the-two-of-them = Only the two of them and the coordinators read it
log-i-helped = I helped { $name }
log-helped-me = { $name } helped me
log-i-helped-somebody = I helped somebody
log-somebody-helped-me = Somebody helped me
log-who-helped-somebody = { $name }, who helped somebody
log-who-was-helped = { $name }, who was helped
log-the-person-who-helped = The person who helped
log-the-person-who-was-helped = The person who was helped
log-the-other-one-is-asked = The other one is asked to confirm it
log-both-of-them = Both of them
log-or-a-paper-slip-that = Or a paper slip that both signed. It goes straight to the approvals
log-select-who-helped = Select who helped
log-choose-who-you-helped = Choose who you helped
log-choose-who-helped-you = Choose who helped you
log-choose-who-was-helped = Choose who was helped
log-choose-who-helped = Choose who helped
log-select-who-told-you = Select who told you
log-select-how-they-told-you = Select how they told you
log-select-the-kind-of-help = Select the kind of help
log-must-be-characters-or-less = { $label } must be { $most } characters or less
log-who-told-you-c = Who told you?
log-who-helped-c = Who helped?
log-who-did-you-help = Who did you help?
log-who-helped-you = Who helped you?
log-who-did-help = Who did { $giver } help?
log-how-long-did-it-take = How long did it take?
log-you-helped = You helped { $name }.
log-helped-you = { $name } helped you.
log-helped = { $giver } helped { $receiver }.
log-you-began-to-log-hours = You began to log hours
log-you-began-to-log-hours-b = You began to log hours for somebody
log-is-not-taking-part-at = { $name } is not taking part at the moment
log-when-b = when
log-optional = { $what } (optional)
log-somebody = somebody
log-you = you
# $reader says which of the two reads this: giver, receiver or neither.
log-what-did = { $reader ->
    [giver] What did you do for { $receiver }?
    [receiver] What did { $giver } do for you?
   *[neither] What did { $giver } do for { $receiver }?
}
log-when-did = { $reader ->
    [giver] When did you help { $receiver }?
    [receiver] When did { $giver } help you?
   *[neither] When did { $giver } help { $receiver }?
}
log-travel = { $reader ->
    [giver] Count the time you travelled if { $receiver } agreed to it
    [receiver] Count the time { $giver } travelled if you agreed to it
   *[neither] Count the time { $giver } travelled if { $receiver } agreed to it
}
