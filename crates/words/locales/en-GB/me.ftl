# My details, and everything under them: how somebody is reached and told, what their hours did.
# $length is a length of time, $number how often.
me-length-times = { $length }, { $number ->
    [one] { $number } time
   *[other] { $number } times
}
me-change-the-password = Change| the password|
me-choose-the-password = Choose| the password|
me-times = { $number ->
    [one] { $number } time
   *[other] { $number } times
}
# Those whom somebody helped, or who helped them.
me-neighbours = { $number ->
    [one] { $number } neighbour
   *[other] { $number } neighbours
}
me-hours-given = { $number ->
    [one] { $number } hour given
   *[other] { $number } hours given
}
me-neighbours-helped = { $number ->
    [one] { $number } neighbour helped
   *[other] { $number } neighbours helped
}
me-session-by-password = Signed in on { $when }
me-session-by-link = Signed in by a link on { $when }
me-session-by-code = Signed in with a printed code on { $when }
# $signed-in is one of the three above.
me-session-own-device = { $signed-in }, on your own device
me-first-hour = Your first hour for somebody
me-nothing-of-year = Nothing of { $year } stands in the book yet.
me-in-year-you-received = In { $year } you let { $people } help you. Receiving is half of it.
me-in-year-you-gave = In { $year } you gave { $length } to { $people }. Thank you.
me-my-details = My details
me-member = Member { $number }
me-done = Done
me-other-members-read-your-name = Other members read your name, your area and what you say about yourself. A coordinator changes your name for you.
me-our-agreement = Our agreement
me-how-to-reach-you = How to reach you
me-coordinators-see-these-you-choose = Coordinators see these. You choose who else does.
me-who-can-reach-you = Who can reach you
me-how-you-are-best-reached = How you are best reached
me-how-you-are-told = How you are told
me-told-what-is-new = Told what is new
me-whom-you-have-blocked = Whom you have blocked
me-your-own-hours = Your own hours
me-your-hours = Your hours
me-your-balance-and-what-waits = Your balance, and what waits for you
me-your-statement = Your statement
me-your-exchanges = Your exchanges
me-what-your-hours-did = What your hours did
me-how-you-are-surveys = How you are: surveys
me-what-you-said-for-reports = What you said for reports
me-the-books-of = The books of { $bank }
me-to-take-along = To take along
me-all-that-keeps-about-you = All that { $bank } keeps about you is yours to have: your details, exchanges, statement, offers and requests, and what you were told. That you took it is written down. What coordinators noted you can ask them for.
me-everything-json-for-a-program = Everything (JSON, for a program)
me-all-my-hours-csv-for = All my hours (CSV, for a spreadsheet)
me-signing-in = Signing in
me-password = Password
me-set = Set
me-none = None
me-where-you-are-signed-in = Where you are signed in
me-a-browser = A browser
me-last-used-on = Last used on { $seen }
me-this-browser = This browser
me-sign-out-everywhere-else = Sign out everywhere else
me-change-my-details = Change my details
me-name-for-greetings = Name for greetings
me-a-first-name-or-nickname = A first name or nickname
me-area = Area
me-not-said = Not said
me-about-you = About you
me-every-member-can-read-this = Every member can read this
me-telephone = Telephone
me-only-coordinators-see-it = Only coordinators see it
me-email-address = Email address
me-only-coordinators-see-it-you = Only coordinators see it. You can sign in with it
me-address = Address
me-only-coordinators-see-it-it = Only coordinators see it. It stands on a printed statement
me-save-my-details = Save my details
me-leave-them-as-they-were = Leave them as they were
me-who-can-reach = Who can reach { $name }
me-members = Members
me-success = Success
me-the-choice-is-saved = The choice is saved.
me-choose-for-each-who-sees = Choose for each who sees it beside the coordinators. It can be changed at any time, and what somebody has noted down they keep.
me-save = Save
me-leave-it-as-it-was = Leave it as it was
me-how-is-best-reached = How { $name } is best reached
me-it-is-saved = It is saved.
me-coordinators-read-this-and-nobody = Coordinators read this, and nobody else unless { $called } would like it.
me-coordinators-read-this-and-nobody-b = Coordinators read this, and nobody else unless you tick it below. Leave empty what you do not need.
me-we-ask-again-on = We ask again on { $until }.
me-what-helps = What helps
me-language-of-the-interpreter = Language of the interpreter
me-only-where-an-interpreter-is = Only where an interpreter is needed
me-anything-else = Anything else
me-for-example-ring-in-the = For example: ring in the mornings, speak slowly
me-who-else-may-know = Who else may know
me-when-shall-we-ask-again = When shall we ask again?
me-how-is-told = How { $name } is told
me-everything-is-on-this-website = Everything is on this website in any case. Mail and letters only say that there is something to see.
me-told-lately = Told lately
me-nothing-yet-when-somebody-logs = Nothing yet. When somebody logs an hour, it is said here.
me-what-is-new = What is new
me-new-requests-and-offers-near = New requests and offers near by, and what waits for an answer. When nothing is new, nothing is sent
me-it-comes-as-chose-for = It comes as { $name } chose for |news of the coordinators|: by email, by post or on the website. Every mail has a link that ends it.
me-it-comes-as-you-chose = It comes as you chose for |news of the coordinators|: by email, by post or on the website. Every mail has a link that ends it.
me-change-my-password = Change my password
me-choose-a-password = Choose a password
me-everywhere-else-you-are-signed = Everywhere else you are signed out. Here you stay signed in.
me-the-password-you-have-now = The password you have now
me-new-password = New password
me-characters-or-more-three-words = 12 characters or more. Three words in a row are easy to remember
me-set-the-password = Set the password
me-keep-the-one-i-have = Keep the one I have
me-leave-it = Leave it
me-what-my-hours-did = What my hours did
me-year = Year
me-show = Show
me-does-somebody-want-to-know = Does somebody want to know how many hours you gave, a work coach or a college? |A confirmation to print|
me-what-you-gave = What you gave
me-milestones = Milestones
me-confirmation-of-hours = Confirmation of hours
me-gave-of-help-to-in = { $name } gave { $length } of help to { $people } in the days from { $days }.
me-member-b = Member
me-member-since = Member since
me-help-given = Help given
me-a-timebank-is-a-community = A timebank is a community in which people help each other, and everybody’s hour counts the same. Nothing was paid. Hours are not wages, have no value in money and cannot be exchanged for money.
me-each-of-these-hours-was = Each of these hours was confirmed and stands in the book of { $bank }, whose last line on { $made } was number { $transfer }.
me-questions = Questions: { $name }, { $phone }.
me-signed-for = Signed for { $bank }
me-what-is-new-by-mail = What is new, by mail
me-it-is-ended = It is ended
me-you-get-no-more-mails = You get no more mails of what is new. You still read of what concerns you: that is chosen under My details. There you can ask for what is new again.
me-no-more-mails-of-what = No more mails of what is new?
me-you-asked-to-tell-you = You asked { $bank } to tell you by mail what is new. Everything stays on the website, and you are still told of what concerns you.
me-end-these-mails = End these mails
me-version = Version { $version }
me-you-agreed-to-this-on = You agreed to this on { $accepted }.
me-i-agree-to-this = I agree to this
me-your-details-are-saved = Your details are saved.
me-your-password-is-set-you = Your password is set. You are signed out everywhere else.
me-you-are-signed-out-everywhere = You are signed out everywhere else.
me-name = Name
me-member-number = Member number
me-email = Email
me-choose-an-area-from-the = Choose an area from the list
me-there-is-none-yet = There is none yet
me-coordinators-only = Coordinators only
me-also-people-i-have-an = Also people I have an exchange with
me-from-the-moment-you-have = From the moment you have both agreed on it
me-all-members = All members
me-choose-who-sees-it = Choose who sees it
me-large-print = Large print
me-easy-read = Easy Read
me-british-sign-language = British Sign Language
me-interpreter = Interpreter
me-ring-rather-than-write = Ring rather than write
me-statements-are-printed-in-large = Statements are printed in large letters
me-short-sentences-with-pictures = Short sentences, with pictures
me-say-below-which-language = Say below which language
me-what-waits-for-an-answer = What waits for an answer is told on the telephone, and no mail or letter is sent about it
me-in-half-a-year = In half a year
me-in-a-year = In a year
me-in-two-years = In two years
me-the-other-person-of-an = The other person of an exchange I have arranged may know
me-the-other-person-of-an-b = The other person of an arranged exchange may know
me-nobody-else-ever-reads-it = Nobody else ever reads it
me-when-somebody-waits-for-an = When somebody waits for an answer
me-they-logged-hours-or-say = They logged hours, or say that something is not right
me-when-something-becomes-of-an = When something becomes of an exchange
me-it-was-confirmed-approved-declined = It was confirmed, approved, declined or put right
me-when-hours-come-without-an = When hours come without an exchange
me-gifts-welcome-hours-hours-from = Gifts, welcome hours, hours from the community pot
me-when-the-coordinators-write-to = When the coordinators write to many
me-news-of-the-timebank-invitations = News of the timebank, invitations, a change that concerns you
me-when-somebody-writes-to-you = When somebody writes to you
me-a-message-about-an-exchange = A message about an exchange, an offer or a request
me-by-email = By email
me-there-is-no-email-address = There is no email address yet, so nothing is sent
me-by-post = By post
me-a-coordinator-prints-it-and = A coordinator prints it and posts it
me-on-this-website-only = On this website only
me-choose-how-you-want-to = Choose how you want to be told
me-you-gave = You gave
me-you-helped = You helped
me-you-received = You received
me-you-were-helped-by = You were helped by
me-other-help = Other help
me-enter-the-password-you-have = Enter the password you have now
me-wait-seconds-then-try-again = Wait 10 seconds, then try again
me-there-were-too-many-tries = There were too many tries today. Try again tomorrow
me-that-is-not-the-password = That is not the password you have now
me-would-you-like-to-be = Would you like to be told what is new?
me-would-like-to-be-told = Would { $name } like to be told what is new?
me-rather-not = Rather not
me-once-a-week = Once a week
me-once-a-month = Once a month
me-choose-how-often = Choose how often
me-print-the-confirmation = Print the confirmation
# What completes “Change” for whoever hears it read out.
me-change-greeting = the name for greetings
me-change-area = the area
me-change-about = what others read
me-change-telephone = the telephone
me-change-email = the email address
me-change-address = the address
# $browser a browser, $kind what it runs on: “Firefox on Windows”.
me-browser-on = { $browser } on { $kind }
