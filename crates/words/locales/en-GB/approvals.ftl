# Approvals: the queue, and the look before hours are approved.
approvals-not-finished-yet = Not finished yet
approvals-approvals = Approvals
approvals-in-all-they-are-written = { $length } in all. They are written into the book at once, and everybody who took part is told.
approvals-what-you-are-about-to = What you are about to approve
approvals-who-helped-whom = Who helped whom
approvals-what = What
approvals-done-on = Done on
approvals-how-long = How long
approvals-all = All { $number }
approvals-exchanges-cannot-be-approved-now = { $number ->
    [one] { $number } exchange cannot be approved now
   *[other] { $number } exchanges cannot be approved now
}
approvals-back-to-the-approvals = Back to the approvals
approvals-approve = { $number ->
    [one] Approve { $number } exchange
   *[other] Approve { $number } exchanges
}
approvals-success = Success
approvals-you-approved-exchanges = { $number ->
    [one] You approved { $number } exchange, { $length }.
   *[other] You approved { $number } exchanges, { $length }.
}
approvals-nothing-was-approved = Nothing was approved.
approvals-the-two-are-told-and = The two are told and read your question. It stands beside the exchange here.
approvals-nothing-waits-for-you = Nothing waits for you
approvals-when-two-people-have-confirmed = When two people have confirmed an hour, it comes here for you to approve.
approvals-enter-hours-from-paper = Enter hours from paper
approvals-choose-which-to-see = Choose which to see
approvals-show = Show
approvals-who = Who
approvals-a-name-or-a-number = A name or a number
approvals-only = Only
approvals-all-of-them = All of them
approvals-any-length = Any length
approvals-kind-of-help = Kind of help
approvals-any-kind = Any kind
approvals-area = Area
approvals-all-areas = All areas
approvals-how-it-came = How it came
approvals-any-way = Any way
approvals-none-of-these-wait = None of these wait
approvals-other-exchanges-may = Other exchanges may.
approvals-show-all-that-wait = Show all that wait
approvals-from-box-to-box = |↑| |↓| from box to box
approvals-space-tick = |Space| tick
approvals-enter-approve-selected = |Enter| approve selected
approvals-o-open = |O| open
approvals-q-ask-about-it = |Q| ask about it
approvals-d-decline = |D| decline
approvals-approve-selected = Approve selected
approvals-approve-all-on-this-page = Approve all { $number } on this page
approvals-exchanges-waiting-for-approval-longest = Exchanges waiting for approval, longest waiting first
approvals-select = Select
approvals-waiting = Waiting
approvals-on-this-page = { $number } on this page
approvals-you-cannot-approve-an-exchange = You cannot approve an exchange in which you gave or received. To decline one, say why; to ask about one, say what you would like to know.
approvals-pages-of-approvals = Pages of approvals
approvals-the-first-exchange-of = The first exchange of { $name }
approvals-somebody-goes-along-with = Somebody goes along with { $name }
approvals-asked-on = { $name } asked on { $day }: “{ $text }”
approvals-helped = { $giver } helped { $receiver }
approvals-select-for = Select { $giver }, { $length } { $what } for { $receiver }
approvals-not-seen-yet-or-run = Not seen yet, or run out, for { $giver }: { $unseen }
approvals-the-first-time-gives-this = The first time { $giver } gives this: somebody goes along
approvals-longer-than-have-a-look = Longer than { $longest }: have a look
approvals-over-three-times-as-long = Over three times as long as { $giver } usually helps
approvals-these-two-have-another-of = These two have another of this day and length: have a look
approvals-helped-the-same-person-times = { $giver } helped the same person { $times } times in a week
approvals-they-live-at-the-same = They live at the same address
approvals-you-took-part-so-somebody = You took part, so somebody else has to decide this one
approvals-you-took-part-so-decides = You took part, so { $name } decides this one
approvals-you-took-part-so-or = You took part, so { $name } or { $other } decides this one
approvals-you-took-part-so-another = You took part, so another coordinator decides this one
approvals-approvals-waiting = Approvals, { $number } waiting
approvals-look-at-them-again = { $number ->
    [one] Look at it again
   *[other] Look at them again
}
approvals-left-as-they-were = { $number ->
    [one] { $number } exchange left as it was
   *[other] { $number } exchanges left as they were
}
# Two links; the second part of each is read aloud.
approvals-ask-or-decline = |Ask| about { $who }| or |decline|: { $who }|
approvals-days = { $number ->
    [one] { $number } day
   *[other] { $number } days
}
