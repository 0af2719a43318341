# The statement of an account.

statement-your-statement = Your statement
statement-statement = Statement
statement-of = Statement of { $name }
statement-minus = Balance is what you have after each line. A balance with a minus sign means hours to give back. It happens to everyone and is how a timebank works.
statement-minus-of-other = Balance is what there is after each line. A balance with a minus sign means hours to give back. It happens to everyone and is how a timebank works.
statement-made-from-the-book = Made from the book on { $made }, when its last transfer was number { $transfers }.
statement-line-wrong-ring = Is a line wrong? Ring { $name } on |{ $phone }|. Nothing is rubbed out: the old line is written back and the right one under it.
statement-line-wrong = Is a line wrong? Tell a coordinator. Nothing is rubbed out: the old line is written back and the right one under it.
# $way: spend or give-back. $day the last day of a statement that does not end today.
statement-you-have = { $way ->
    [give-back] You have |{ $length }| to give back.
   *[spend] You have |{ $length }| to spend.
}
statement-you-had = { $way ->
    [give-back] On { $day } you had |{ $length }| to give back.
   *[spend] On { $day } you had |{ $length }| to spend.
}
statement-somebody-has = { $way ->
    [give-back] { $name } has |{ $length }| to give back.
   *[spend] { $name } has |{ $length }| to spend.
}
statement-somebody-had = { $way ->
    [give-back] On { $day } { $name } had |{ $length }| to give back.
   *[spend] On { $day } { $name } had |{ $length }| to spend.
}
statement-print = Print
statement-dates = Dates
statement-show = Show
statement-to-print-pdf = To print (PDF)
statement-in-large-print-pdf = In large print (PDF)
statement-spreadsheet-csv = Spreadsheet (CSV)
statement-what-has-been-written = What has been written
statement-the-first-line-goes-here = The first line goes here
statement-give-or-receive-an-hour = Give or receive an hour and it is written here, with the date and the name.
statement-log-hours = Log hours
statement-when-gives-or-receives-an = When { $name } gives or receives an hour, it is written here, with the date and the name.
statement-statement-b = Statement, { $days }
statement-date = Date
statement-what-happened = What happened
statement-in = In
statement-out = Out
statement-balance = Balance
statement-brought-forward-on = Brought forward on { $day }
statement-total-and-balance-on = Total, and balance on { $day }
statement-nothing-was-written-in-these = Nothing was written in these days.
statement-the-proof = The proof
statement-the-digest-of-the-book = The digest of the book up to that transfer. Whoever has the book can find it again.
statement-put-right-by-a-later = Put right by a later line
statement-written-on = Written on { $day }
# $whose: own, or members ($name).
statement-gave = { $whose ->
    [own] You helped { $other }
   *[members] { $name } helped { $other }
}
statement-received = { $whose ->
    [own] { $other } helped you
   *[members] { $other } helped { $name }
}
statement-led = { $whose ->
    [own] You led an activity
   *[members] { $name } led an activity
}
statement-came-to = { $whose ->
    [own] You came to an activity
   *[members] { $name } came to an activity
}
statement-paid-for = { $whose ->
    [own] You paid for an activity
   *[members] { $name } paid for an activity
}
statement-put-right = Put right: { $day }, { $with }
statement-taken-back = Taken back: { $what }
statement-help-given = Help given
statement-help-received = Help received
statement-a-gift-of-hours = A gift of hours
statement-gift-to-another-member = Gift to another member
statement-from-the-community-pot = From the community pot
statement-given-back-to-the-community = Given back to the community pot
statement-gift-to-the-community-pot = Gift to the community pot
statement-welcome-hours = Welcome hours
statement-community-event = Community event
statement-hours-that-lapsed = Hours that lapsed
statement-settled-when-a-membership-ended = Settled when a membership ended
statement-brought-from-the-old-system = Brought from the old system
statement-put-right-an-earlier-line = Put right: an earlier line taken back
statement-brought-forward = Brought forward
statement-member = member { $number }
statement-everything-up-to = Everything up to { $day }
statement-your-hours-are-even = Your hours are even.
statement-on-your-hours-were-even = On { $day } your hours were even.
statement-s-hours-are-even = { $name }’s hours are even.
statement-on-s-hours-were-even = On { $day } { $name }’s hours were even.
statement-last-months = Last 3 months
statement-this-year = This year
statement-last-year = Last year
statement-everything = Everything
