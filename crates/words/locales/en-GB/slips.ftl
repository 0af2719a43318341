# Paper slips: typing them in, checking and entering them, printing empty ones; and the letters with
# which a coordinator gives somebody a way in.
# $name a coordinator, $number their telephone, $hours when they answer; $stated is 0 where that is not known.
letter-new-code = For a new code, or if you would rather not use a screen at all, ring { $name } on { $number }{ $stated ->
    [0] .
   *[other] , { $hours }.
}
letter-your-member-number = Your member number
slips-lines-will-stay = { $number ->
    [one] { $number } line is not understood yet and will stay in the grid.
   *[other] { $number } lines are not understood yet and will stay in the grid.
}
slips-enter-slips = { $number ->
    [one] Enter { $number } slip
   *[other] Enter { $number } slips
}
slips-enter-slips-and-ticked = { $number ->
    [one] Enter { $number } slip and those I ticked
   *[other] Enter { $number } slips and those I ticked
}
slips-enter-slips-question = { $number ->
    [one] Enter { $number } slip?
   *[other] Enter { $number } slips?
}
slips-enter-those-i-ticked = Enter those I ticked
slips-line-is = Line { $number }: { $who }, { $day }, { $length }
slips-line-reason = Line { $number }: { $reason }
slips-box-of-line = { $label }, line { $number }
slips-error-in-line = Error: Line { $number }:
slips-typed-slips = { $number ->
    [one] Typed, { $number } slip
   *[other] Typed, { $number } slips
}
slips-slips = { $number ->
    [one] { $number } slip
   *[other] { $number } slips
}
slips-slip-number = Slip no.
slips-keys-who = Who: a number, or the start of a name
slips-keys-how-long = How long: 1½, 90, 1:30 or 1h30
slips-keys-same = same as above; an empty date too
slips-key-enter = Enter
slips-key-control = Ctrl
slips-keys-next = next line
slips-keys-above-below = line above or below
slips-keys-check = check the slips
slips-type-what-is-on-the-paper = Type what is on the paper. |Each line is kept when you leave it. |Nothing is entered until you have checked it.
slips-lines-not-understood = { $number ->
    [one] { $number } line is not understood yet.
   *[other] { $number } lines are not understood yet.
}
slips-still-to-come = { $number ->
    [one] { $number } slip is still to come.
   *[other] { $number } slips are still to come.
}
slips-more-than-envelope = { $number } more than the envelope says.
slips-fewer-than-on-paper = { $length } fewer than on paper.
slips-more-than-on-paper = { $length } more than on paper.
slips-typed = { $number ->
    [one] { $number } slip typed
   *[other] { $number } slips typed
}
slips-entered = { $number ->
    [one] { $number } slip entered
   *[other] { $number } slips entered
}
slips-entered-and-left = { $entered } entered, { $left } left
slips-nothing-typed-yet = nothing typed yet
slips-enter-where-from = Enter where the slips come from
slips-date = Date
slips-who-gave = Who gave
slips-who-received = Who received
slips-how-long = How long
slips-kind = Kind
slips-slip-number-box = Slip number
slips-helped = { $giver } helped { $receiver }
letter-a-code-for = A code for { $name }
letter-shown-once = Shown once
letter-with-it-signs-in-once = With it { $called } signs in once, without a password and without an email address, until { $until }.
letter-print-the-letter-and-give = Print the letter and give it to { $called } and to nobody else. It can be read out on the telephone, too. Whoever holds it can sign in as { $called }; that it was made, and by whom, is written down.
letter-we-do-not-keep-the = We do not keep the code, so it cannot be shown again. If it is lost, make another: this one then stops working. After five wrong tries it stops as well.
letter-print-the-letter = Print the letter
letter-back-to-s-page = Back to { $called }’s page
letter-letter-to = Letter to { $name }
letter-no-address-is-known-hand = No address is known: hand it over.
letter-dear = Dear { $called },
letter-this-is-how-you-get = This is how you get into the website of { $bank }. You need no password and no email address.
letter-your-code = Your code: |{ $code }|
letter-on-a-computer-tablet-or = 1. On a computer, tablet or telephone, type this into the line at the top: |{ $site }|
letter-type-your-member-number-and = 2. Type your member number and the code. Capitals or not, with or without the line: both work.
letter-is-the-device-yours-alone = 3. Is the device yours alone? Tick the box. Then you need the next code only after you have not looked in for two weeks, or after a month.
letter-press-sign-in = 4. Press “Sign in”.
letter-the-code-works-once-until = The code works once, until { $until }. Show it to nobody.
letter-a-link-for = A link for { $name }
letter-with-this-address-chooses-a = With this address { $called } chooses a new password. It works once, until { $until }.
letter-with-this-address-chooses-a-b = With this address { $called } chooses a password. It works once, until { $until }.
letter-give-it-to-and-to = Give it to { $called } and to nobody else: print this page, send it, or read it out.
letter-opens-it-and-chooses-a = { $called } opens it and chooses a new password that nobody else knows, you included.
letter-opens-it-and-chooses-a-b = { $called } opens it and chooses a password that nobody else knows, you included.
letter-from-then-on-signs-in = From then on { $called } signs in with { $email } or |{ $number }| and that password.
letter-from-then-on-signs-in-b = From then on { $called } signs in with |{ $number }| and that password.
letter-we-do-not-keep-this = We do not keep this address, so it cannot be shown again. If it is lost, make another: this one then stops working.
letter-print-this-page = Print this page
slips-paper-slips = Paper slips
slips-for-a-whole-envelope = For a whole envelope
slips-enter-hours = Enter hours
slips-success = Success
slips-type-a-box-of-slips = Type a box of slips line by line. Each line is kept as you go, and nothing is entered until you have looked at all of them.
slips-where-do-they-come-from = Where do they come from?
slips-for-example-the-box-at = For example, the box at The Wharf, 21 November
slips-who-signed-them = Who signed them?
slips-how-many-slips-are-there = How many slips are there?
slips-the-count-on-the-envelope = The count on the envelope, as a check on the typing
slips-how-many-hours-do-they = How many hours do they add up to?
slips-as-added-up-on-paper = As added up on paper, like 8, 8:30 or 8½
slips-begin = Begin
slips-print-empty-slips = Print empty slips
slips-bring-in-a-spreadsheet = Bring in a spreadsheet
slips-not-finished = Not finished
slips-entered-lately = Entered lately
slips-enter-paper-slips = Enter paper slips
slips-keep-what-is-typed = Keep what is typed
slips-paste-from-a-spreadsheet = Paste from a spreadsheet
slips-check-the-slips = Check the slips
slips-add-more-lines = Add 10 more lines
slips-save-and-finish-later = Save and finish later
slips-lines-that-are-not-understood = Lines that are not understood can wait: |go on with the others|.
slips-nothing-more-to-come-putting = Nothing more to come? Putting the slips aside throws away the lines that are not entered.
slips-put-these-slips-aside = Put these slips aside
slips-the-slips-one-on-each = The slips, one on each line
slips-line = Line
slips-entered-b = Entered
slips-on-the-envelope = On the envelope
slips-on-paper = On paper
slips-back-to-the-grid = Back to the grid
slips-date-who-gave-who-received = Date, who gave, who received, how long, kind, slip number; or with a first row that names the columns, in any order
slips-every-row-becomes-a-line = Every row becomes a line of the grid, after those that stand there. Nothing is entered yet.
slips-put-them-in-the-grid = Put them in the grid
slips-not-entered-yet = Not entered yet
slips-in-all = { $length } in all.
slips-they-wait-for-approval-afterwards = They wait for approval afterwards.
slips-the-other-person-of-each = The other person of each is asked first.
slips-slips-that-can-be-entered = Slips that can be entered
slips-who-helped-whom = Who helped whom
slips-what = What
slips-done-on = Done on
slips-all = All { $number }
slips-these-look-as-if-they = These look as if they had been entered already
slips-tick-those-that-are-to = Tick those that are to be entered all the same
slips-go-to-approvals = Go to approvals
slips-none-of-these-slips-was = None of these slips was entered.
slips-the-slips-that-were-entered = The slips that were entered
slips-slip = Slip
slips-none = None
slips-begin-the-next-envelope = Begin the next envelope
slips-slips-to-print = Slips to print
slips-with-the-name-and-number = With the name and number of { $name }.
slips-for-anybody-with-a-name = For anybody. With a name chosen they carry the member number.
slips-whose = Whose?
slips-a-name-or-a-member = A name or a member number. Leave it empty for anybody
slips-who-of-these = Who of these?
slips-how-many = How many?
slips-fit-on-a-sheet-of = 8 fit on a sheet of A4
slips-number-of-the-first-slip = Number of the first slip
slips-the-others-count-on-from = The others count on from it
slips-show = Show
slips-print-these-slips = Print these slips
slips-the-slips = The slips
slips-signed-gave = Signed, gave
slips-signed-received = Signed, received
slips-choose-at-least-one-slip = Choose at least one slip to enter
slips-there-is-nothing-to-enter = There is nothing to enter yet
slips-look-at-these-slips = Look at these slips
slips-as-many-slips-as-the = As many slips as the envelope says.
slips-the-hours-agree-with-the = The hours agree with the paper.
slips-type-in-at-least-one = Type in at least one slip
slips-the-rows-stand-in-the = The rows stand in the grid. Look at each before you check them.
slips-entered-in-all = { $number ->
    [one] { $number } slip entered, { $length }.
   *[other] { $number } slips entered, { $length }.
}
slips-slips-of = Slips of { $day }
slips-what-you-typed-is-kept = What you typed is kept. Come back to it whenever you like.
slips-the-slips-are-put-aside = The slips are put aside.
slips-choose-who-signed-the-slips = Choose who signed the slips
slips-how-many-slips-must-be = How many slips must be a number
slips-both-people = Both people
slips-they-go-straight-to-approvals = They go straight to Approvals
slips-only-who-gave = Only who gave
slips-the-other-one-is-asked = The other one is asked first
slips-only-who-received = Only who received
slips-hours-on-paper-must-be = Hours on paper must be like 8, 8:30 or 8½
slips-paste-the-rows = Paste the rows
slips-how-many-must-be-to = How many must be 1 to { $most }
slips-the-first-number-must-be = The first number must be a whole number, like 101
slips-there-is-nothing-clear-above = There is nothing clear above to repeat
slips-enter-who-gave = Enter who gave
slips-enter-who-received = Enter who received
slips-somebody-other-than-who-gave = Somebody other than who gave
slips-enter-the-date = Enter the date
slips-you-took-part-log-it = You took part: log it as your own, so that the other is asked
slips-enter-the-kind-of-help = Enter the kind of help
slips-like-line = Like line { $number }
slips-like = Like { $reference }
slips-helped-on = { $giver } helped { $receiver }, { $day }
slips-date-must-be-today-or = Date must be today or in the past
slips-date-must-be-like-or = Date must be like 19 11 or 19 November
slips-date-must-be-a-real = Date must be a real date
slips-no-kind-of-help-begins = No kind of help begins so
slips-choose-which-kind = Choose which kind
slips-type-h-for-hours-or = Type { $number }h for hours or { $number }m for minutes
slips-how-long-must-be-like = How long must be like 1½, 1:30 or 90
slips-an-envelope-holds-slips-begin = An envelope holds { $most } slips: begin another for the rest
slips-these-slips-have-been-entered = These slips have been entered. Begin new ones for more.
slips-where-they-come-from = Where they come from
slips-how-many-slips-must-be-b = How many slips must be 1 to 200
named-nobody-has-this-number = Nobody has this number
named-type-a-name-or-a = Type a name or a member number
named-the-last-figure-does-not = The last figure does not fit this number. Look at the slip again
named-nobody-here-is-called-so = Nobody here is called so
named-is-not-taking-part-at = { $name } is not taking part at the moment
named-many-fit-type-more-or = Many fit “{ $typed }”: type more, or the number
named-choose-which = Choose which “{ $typed }”
