# Months that are closed and signed, and their certificates.
months-still-wait = { $number ->
    [one] { $number } exchange of { $month } still waits.
   *[other] { $number } exchanges of { $month } still wait.
}
months-see-to-them-first = { $number ->
    [one] You can |see to it first|.
   *[other] You can |see to them first|.
}
months-a-coordinator-can-first = { $number ->
    [one] A coordinator can see to it first.
   *[other] A coordinator can see to them first.
}
months-approved-later = { $number ->
    [one] Approved later, it goes into the open month and keeps its own day.
   *[other] Approved later, they go into the open month and keep their own day.
}
months-length-in-exchanges = { $length } in { $number } exchanges
months-from-to = { $first } to { $last }
months-no-certificate-now = { $month } was opened again, so it has no certificate now. It gets a new one when it is closed anew.
# $reason is why, $note what somebody wrote about it.
months-opened-again-why = { $when }: { $reason }. “{ $note }”
months-closed-by = { $when } by { $name }
months-closed-at-the-command-line = { $when } at the command line
months-opened-again = Opened again { $when }
months-one-after-the-other = Months are closed one after the other. { $month } comes first.
months-lies-before = { $month } lies before the months that are closed. The head of { $due } will hold it in place too.
months-since-then = Since then { $number ->
    [one] { $number } exchange came in late or were put right ({ $length }). They stand in the open month of the book and keep their own day, so a report made anew counts them here.
   *[other] { $number } exchanges came in late or were put right ({ $length }). They stand in the open month of the book and keep their own day, so a report made anew counts them here.
}
months-when-by = { $when }, by { $name }
months-when-by-the-program = { $when }, by the program, at the command line
months-closed = Closed
months-opened-again-step = Opened again
months-signed-by = Signed by { $names }
months-signed-by-the-only = Signed by { $names }, the only coordinator of the timebank at the time
months-signed-by-one-more = Signed by { $names }; one more signs
months-nobody-signed = Nobody has signed yet
months-months = Months
months-check-the-books = Check the books
months-when-a-month-has-ended = When a month has ended, it is closed: nothing is written into it any more, and two people sign its last line. What comes in late goes into the open month and keeps its own day.
months-close = Close { $name }
months-closed-months = Closed months
months-no-month-has-been-closed = No month has been closed yet
months-closed-months-stand-here-each = Closed months stand here, each with the names of those who signed it.
months-month = Month
months-standing = Standing
months-signatures = Signatures
months-last-transfer = Last transfer
months-these-are-the-figures-of = These are the figures of the month as the book has them now. Read |the report of { $name }| before you close it.
months-the-whole-book-is-read = The whole book is read again first. If anything is wrong, the month stays open.
months-the-figures-and-the-report = The figures and the report are kept as they stand now.
months-you-sign-as-the-first = You sign as the first of two. Somebody else who may approve signs after you.
months-close-and-sign = Close { $name } and sign
months-cancel = Cancel
months-is-closed = { $name } is closed
months-sign = Sign { $name }
months-you-sign-that-you-have = You sign that you have read |the report|, and that this is the digest you saw:
months-back-to-the-months = Back to the months
months-what-became-of-it = What became of it
months-certificate-of = Certificate of { $name }
months-month-end-certificate = Month-end certificate
months-help-given = Help given
months-the-month-had-been-closed = The month had been closed before and was opened again on { $opened }
months-download-to-print-pdf = Download to print (PDF)
months-print-the-certificate = Print the certificate
months-where-the-hours-stood = Where the hours stood
months-accounts-at-the-end-of = Accounts at the end of { $name }
months-account = Account
months-balance = Balance
months-sum = Sum
months-the-last-line-of-the = The last line of the month
months-nothing-had-been-written-in = Nothing had been written in the book by the end of the month.
months-transfer-its-digest-holds-it = Transfer { $transfer }. Its digest holds it and every line before it in place: if any of them were altered, these figures would no longer fit.
months-sha-anyone-can-check-it = SHA-256. Anyone can check it on another computer, from an export of the book and without our program: python3 check_book.py BOOK.jsonl --head { $kept }
months-signed-on-the-screen = Signed on the screen { $at }
months-to-be-signed = To be signed
months-open-again = Open { $name } again
months-not-done-yet = Not done yet
months-what-was-written-stays-as = What was written stays as it is. The signatures stay with this closing; closed anew, the month is signed anew. That it was opened, and why, shows on its page and on its next certificate.
months-why-is-it-opened-again = Why is it opened again?
months-in-your-own-words = In your own words
months-every-member-can-read-this = Every member can read this, so name nobody
months-the-check-of-the-books = The check of the books found something wrong, so the month stays open. “Check the books” says what was found.
months-the-report-of-the-month = The report of the month does not agree with the book, so the month stays open. The report names what differs.
months-this-month-has-not-ended = This month has not ended yet. Close it when it has.
months-exchanges = Exchanges
months-hours-of-help = Hours of help
months-last-transfer-of-the-month = Last transfer of the month
months-only-the-month-that-was = Only the month that was closed last can be opened again.
months-choose-why-it-is-opened = Choose why it is opened again
months-say-why-it-is-opened = Say why it is opened again
months-is-closed-already = { $name } is closed already.
months-has-not-ended-yet-close = { $name } has not ended yet. Close it when it has.
months-months-are-closed-one-after = Months are closed one after the other, and { $due } is next.
months-was-opened-again-so-there = { $name } was opened again, so there is nothing to sign.
months-was-closed-anew-since-you = { $name } was closed anew since you looked. Look at it again before you sign.
months-two-people-have-signed-already = Two people have signed { $name } already.
months-why-it-is-opened-again = Why it is opened again
months-is-closed-too-months-open = { $name } is closed too. Months open again from the last one, so open that first.
months-is-open-already = { $name } is open already.
# Why a month was opened again, as it stands in a sentence.
months-reason-mistake = It was closed by mistake, or too early
months-reason-late = Hours of the month came in late
months-reason-correction = Something in it is to be put right
months-reason-audit = An auditor asked for it
# In which role somebody signed.
months-as-administrator = administrator
months-as-coordinator = coordinator
months-as-treasurer = treasurer
months-as-member = member
months-as-reader = reader
months-see-the-certificate = See the certificate
months-see-the-report = See the report
# How far a month has been signed.
months-two-people-have-looked = Two people have looked at these figures and at the last transfer of the month, and signed.
months-one-person-has-signed-alone = One person has signed: when the month was closed the timebank had nobody else who could. A second pair of eyes is still worth having; a trustee may sign in ink.
months-one-person-has-signed = One person has signed. A second, who is somebody else, is still to sign.
months-two-people-are-to-sign = Nobody has signed yet. Two people are to.
