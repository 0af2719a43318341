# Bringing in a spreadsheet: the file, its columns, each line, what would happen, what came of it; and taking it back.
imports-nothing-is-brought-in-yet = Nothing is brought in yet
imports-bring-in-a-spreadsheet = Bring in a spreadsheet
imports-success = Success
imports-every-line-is-settled = Every line is settled
imports-look-at-these-lines = Look at these lines
imports-show-what-would-happen = Show what would happen
imports-every-line-is-here-already = Every line is here already or left out, so there is nothing to bring in.
imports-change-what-each-column-is = Change what each column is
imports-cannot-be-read = |{ $count }| cannot be read
imports-more-are-shown-when-these = { $more } more are shown when these are settled.
imports-leave-out-what-cannot-be = Leave out what cannot be read
imports-to-be-decided = |{ $count }| to be decided
imports-these-resemble-something-that-is = These resemble something that is here
imports-tick-lines-then-say-what = Tick lines, then say what becomes of them
imports-bring-in-those-i-ticked = Bring in those I ticked
imports-leave-out-those-i-ticked = Leave out those I ticked
imports-line = Line { $number }: { $who }
imports-and-more-like-these = And { $more } more like these.
imports-look-at-them-again = Look at them again
imports-throw-the-file-away = Throw the file away
imports-what-is-each-column = What is each column?
imports-chosen-as-for-the-last = Chosen as for the last file with these headings.
imports-chosen-by-the-headings-what = Chosen by the headings. What you say is kept for the next file with the same ones.
imports-under-each-stands-what-its = Under each stands what its first lines hold.
imports-leave-it-out = Leave it out
imports-check-every-line = Check every line
imports-line-b = Line { $number }
imports-back-to-the-lines = Back to the lines
imports-keep-it = Keep it
imports-nothing-comes-in-before-you = Nothing comes in before you have looked at every line
imports-members = Members
imports-a-workbook-from-excel-or = A workbook from Excel or LibreOffice (XLSX), or a file of comma-separated values (CSV). The first row names the columns, in any words and any order.
imports-what-are-the-lines = What are the lines?
imports-the-file = The file
imports-up-to-lines = Up to 2,000 lines
imports-or-paste-the-rows-here = Or paste the rows here
imports-copied-from-any-spreadsheet-with = Copied from any spreadsheet, with the row that names the columns
imports-continue = Continue
imports-files-so-far = Files so far
imports-in-all-written-in-the = { $length } in all, written in the book at once, each with its own day. Nobody is sent a message about it.
imports-each-becomes-an-active-member = Each becomes an active member with an account. Nobody is sent a message about it.
imports-lines-would-be-refused = { $number ->
    [one] { $number } line would be refused
   *[other] { $number } lines would be refused
}
imports-line-c = Line { $line }: { $why }
imports-not-yet = Not yet
imports-what-balances-would-become = What balances would become
imports-each-member-whose-balance-would = Each member whose balance would change
imports-who = Who
imports-now = Now
imports-then = Then
imports-and-more = And { $more } more.
imports-which-sheet-is-it = Which sheet is it?
imports-try-again-to-undo-the = Try again to undo the rest
imports-undo-this-import = Undo this import
imports-undo-this-import-b = Undo this import?
imports-back-to-the-file = Back to the file
imports-lines-would-stay = { $number ->
    [one] { $number } line would stay:
   *[other] { $number } lines would stay:
}
imports-and-more-b = and { $more } more
imports-why-is-it-undone = Why is it undone?
imports-it-stands-in-the-list = It stands in the list of imports and in the audit
imports-undo-it = Undo it
imports-leave-it = Leave it
imports-tick-at-least-one-line = Tick at least one line
imports-the-line-is-kept-as = The line is kept as you typed it.
imports-that-is-kept = That is kept.
imports-ready-to-come-in = Ready to come in
imports-here-already-b = Here already
imports-to-be-decided-b = To be decided
imports-cannot-be-read-b = Cannot be read
imports-left-out-b = Left out
imports-here-already-c = here already
imports-left-out-c = left out
imports-the-file-cannot-be-read = The file cannot be read as a workbook: save it again as XLSX or CSV
imports-the-workbook-is-too-large = The workbook is too large: copy the rows into a new one and save that
imports-workbooks-in-the-old-form = Workbooks in the old form (XLS) cannot be read: save it as XLSX
imports-a-sheet-can-have-columns = A sheet can have { $number } columns at most
imports-bring-in-lines-or-fewer = Bring in { $number } lines or fewer at a time
imports-the-file-is-thrown-away = The file is thrown away. Nothing of it came in.
imports-choose-what-the-lines-are = Choose what the lines are
imports-the-file-cannot-be-read-b = The file cannot be read
imports-choose-a-file-or-paste = Choose a file, or paste its rows
imports-the-first-row-must-name = The first row must name the columns, with rows under it
imports-people = People
imports-a-line-for-each-member = A line for each member
imports-exchanges = Exchanges
imports-a-line-for-each-time = A line for each time somebody helped; bring in the people first
imports-not-brought-in-yet = Not brought in yet
imports-brought-in = Brought in
imports-undone = Undone
imports-member-number-must-be-like = Member number must be like 12
imports-number = number { $number }
imports-choose-which-sheet-it-is = Choose which sheet it is
imports-choose-one-column-only-for = Choose one column only for “{ $label }”
imports-all-of-it-is-undone = All of it is undone.
imports-undone-but-for-lines = { $number ->
    [one] Undone, but for { $number } line.
   *[other] Undone, but for { $number } lines.
}
imports-column = Column { $place }
imports-exchanges-are-reversed-in-the = { $number ->
    [one] { $number } exchange ({ $length }) are reversed in the book: both lines stay in the statements
   *[other] { $number } exchanges ({ $length }) are reversed in the book: both lines stay in the statements
}
imports-people-who-came-with-it = { $number ->
    [one] { $number } person who came with it and have done nothing since are withdrawn
   *[other] { $number } people who came with it and have done nothing since are withdrawn
}
imports-nothing-of-it-can-be = Nothing of it can be undone.
imports-brought-in-b = { $came } brought in.
imports-begun-by = Begun by { $name }, { $when }
imports-brought-in-by = Brought in by { $name }, { $when }
imports-undone-by = { $before }. Undone by { $name }, { $when }: “{ $reason }”
imports-ready = ready
# The second part of the next two is read aloud.
imports-put-it-right-or-leave = Put it right or leave it out|: line { $number }
imports-change-it = Change it|: line { $number }
imports-line-about = Line { $number }: { $who }, { $about }
imports-could-not-be-undone = { $number ->
    [one] { $number } line could not be undone and stays.
   *[other] { $number } lines could not be undone and stay.
}
imports-not-kept-members = What stood in the file is not kept. |Members|
imports-not-kept-exchanges = What stood in the file is not kept. |Exchanges|
imports-lines-are-here-already = { $number ->
    [one] { $number } line is here already.
   *[other] { $number } lines are here already.
}
imports-lines-are-left-out = { $number ->
    [one] { $number } line is left out.
   *[other] { $number } lines are left out.
}
imports-bring-them-in = { $number ->
    [one] Bring it in
   *[other] Bring them in
}
imports-so-many-people = { $number ->
    [one] { $number } person
   *[other] { $number } people
}
imports-so-many-exchanges = { $number ->
    [one] { $number } exchange
   *[other] { $number } exchanges
}
imports-so-many-exchanges-of = { $number ->
    [one] { $number } exchange, { $length }
   *[other] { $number } exchanges, { $length }
}
