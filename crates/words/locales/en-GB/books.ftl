# What the whole place shares, and how its books are checked.

books-all-were-read-again = { $number ->
    [one] All { $number } transfer were read again { $when }.
   *[other] All { $number } transfers were read again { $when }.
}
books-more-since = { $number ->
    [one] { $number } more transfer has been written since.
   *[other] { $number } more transfers have been written since.
}
books-close-a-month-or-see = Close a month, or see all months
books-see-all-months = See all months
books-check-the-books = Check the books
books-the-books-balance = The books balance
books-the-book-is-blank-it = The book is blank. It was looked at { $when }.
books-sum-of-all-accounts = Sum of all accounts |{ $sum }
books-the-last-check-found-something = The last check found something wrong
books-it-was-made = It was made { $when }.
books-and-more = And { $number } more.
books-the-books-do-not-agree = The books do not agree
books-approve-nothing-more-until-it = Approve nothing more until it is cleared up. The lines above say where to look, and a backup shows how the book stood before.
books-leave-the-banks-file-and = Leave the bank’s file and its backups as they are.
books-tell-whoever-looks-after-hourbook = Tell whoever looks after Hourbook here, and read them the lines above.
books-they-can-make-the-same = They can make the same check at the machine, and compare the file with a backup.
books-nobody-has-checked-the-books = Nobody has checked the books yet. A check reads every line ever written, adds everything up again, and says what it found.
books-a-coordinator-can-make-one = A coordinator can make one.
books-check-again-now = Check again now
books-check-now = Check now
books-what-was-checked = What was checked
books-no-transfer-is-missing = No transfer is missing
books-numbers-to-are-all-there = Numbers 1 to { $number } are all there, in order.
books-the-numbers-run-on-from = The numbers run on from 1, in order.
books-every-transfer-sums-to-zero = Every transfer sums to zero
books-what-one-account-gains-another = What one account gains, another gives. No hour came from nowhere.
books-every-balance-is-the-sum = Every balance is the sum of its entries
books-every-account-was-added-up = Every account was added up again, to the minute.
books-nothing-was-changed-afterwards = Nothing was changed afterwards
books-each-transfer-carries-the-digest = Each transfer carries the digest of the one before. All of them fit.
books-limits-were-kept = Limits were kept
books-no-account-was-ever-taken = No account was ever taken past the limit it had on that day.
books-promises-and-closed-months-hold = Promises and closed months hold
books-what-is-held-of-an = What is held of an account was promised and has not ended. Every closed month still ends with the line it was closed with.
books-every-exchange-agrees-with-the = Every exchange agrees with the book
books-the-same-two-people-the = The same two people, the same length and the same day as its transfer.
books-where-the-hours-stand = Where the hours stand
books-accounts-on = Accounts on { $day }
books-account = Account
books-balance = Balance
books-sum = Sum
books-some-of-the-banks-own = Some of the bank’s own accounts stand below zero because that is where new hours come from.
books-months-signed-off = Months signed off
books-no-month-has-been-closed = No month has been closed yet. A closed month keeps its last line, and two people sign it.
books-keep-this = Keep this
books-write-this-down-or-file = Write this down or file it with your minutes. Anyone can check the book against it later, on another computer, without us.
books-digest-of-transfer-sha = Digest of transfer { $number }, SHA-256.
books-written-down-elsewhere = Written down elsewhere
books-the-program-writes-the-newest = The program writes the newest digest into another file by itself, the anchor: last { $when }, for transfer { $transfer }. If the book ever lost its last lines, it would no longer reach the anchor, and the program would say so and write nothing more.
books-what-this-does-not-show = What this does not show
books-a-check-shows-that-the = A check shows that the book adds up and that nobody has altered it. It cannot show that the help was given: two people who confirm, and a coordinator who approves, stand for that.
books-earlier-checks = Earlier checks
books-checked = Checked
books-found = Found
books-transfers = Transfers
books-something-wrong = Something wrong
books-print-for-the-trustees = Print for the trustees
books-today-at = today at { $time }
books-yesterday-at = yesterday at { $time }
books-on = on { $at }
