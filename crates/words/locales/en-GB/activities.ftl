# Group activities, as everybody sees them.

activities-take-off = Take off| the list: { $name }
activities-activities = Activities
activities-done-together = Done together
activities-success = Success
activities-plan-an-activity = Plan an activity
activities-nothing-is-planned = Nothing is planned
activities-lunches-walks-and-lessons-for = Lunches, walks and lessons for many stand here as soon as a coordinator plans them.
activities-not-settled-yet = Not settled yet
activities-over = Over
activities-i-cannot-come-after-all = I cannot come after all
activities-you-are-on-the-list = You are on the list.
activities-i-am-coming = I am coming
activities-mark-who-came = Mark who came and settle it
activities-attendance-sheet = Attendance sheet
activities-change-what-is-planned = Change what is planned
activities-cancel-it = Cancel it
activities-take-the-settlement-back = Take the settlement back
activities-the-list = The list
activities-you = You
activities-who-is-on-the-list = Who is on the list
activities-who = Who
activities-part = Part
activities-take-off-the-list = Take off the list
activities-there-for = There for
activities-change = Change
activities-leads = Leads
activities-comes = Comes
activities-came = Came
activities-did-not-come = Did not come
activities-add-people = Add people
activities-one-on-each-line-a = One on each line: a member number, or the start of a name
activities-what-do-they-do = What do they do?
activities-put-them-on-the-list = Put them on the list
activities-the-activity-is-cancelled = The activity is cancelled.
activities-on-the-list = { $number ->
    [one] { $number } person on the list
   *[other] { $number } people on the list
}
activities-settled = Settled
activities-cancelled = Cancelled
activities-they-come = They come
activities-they-lead-it = They lead it
activities-nobody-leads-it-yet = Nobody leads it yet.
activities-leads-it = { $name } leads it.
activities-lead-it = { $names } lead it.
activities-nobody-is-on-the-list = Nobody is on the list yet.
activities-people-are-on-the-list = { $number ->
    [one] { $number } person is on the list.
   *[other] { $number } people are on the list.
}
activities-when = When
activities-time = Time
activities-where = Where
activities-how-long = How long
activities-kind = Kind
activities-good-to-know = Good to know
activities-who-paid = Who paid
activities-why-cancelled = Why cancelled
activities-why-taken-back = Why taken back
activities-those-who-came-shared-the = Those who came shared the leaders’ time
activities-everybody-paid-their-full-time = Everybody paid their full time to the leaders
activities-everybody-paid-their-full-time-b = Everybody paid their full time; what was left over went to the pot
activities-the-timebank = The timebank
activities-a-sponsor = A sponsor
activities-also-for-the-time-of = { $who }, also for the time of those who came
activities-the-activity-is-planned = The activity is planned.
activities-the-changes-are-kept = The changes are kept.
activities-they-are-on-the-list = They are on the list.
activities-they-are-off-the-list = They are off the list.
activities-you-are-off-the-list = You are off the list.
activities-the-hours-are-written-in = The hours are written in the book, and everybody concerned is told.
activities-it-is-taken-back-the = It is taken back. The book has both lines.
activities-type-a-name-or-a = Type a name or a member number
activities-choose-whether-they-come-or = Choose whether they come or lead
