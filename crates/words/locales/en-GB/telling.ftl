# Telling many people at once, the announcements on Home, mail and letters; the agreement and the
# starter pack, as coordinators see them.
telling-members = { $number ->
    [one] { $number } member
   *[other] { $number } members
}
telling-members-to-print = { $number ->
    [one] { $number } member, for you to print
   *[other] { $number } members, for you to print
}
telling-send-it-to = { $number ->
    [one] Send it to { $number } member
   *[other] Send it to { $number } members
}
telling-take-down = Take down| { $title }|
# To whom: $who is “Active members”, or one of these again.
telling-active-members = Active members
telling-paused-members = Paused members
telling-who-in = { $who } in { $area }
telling-who-offer = { $who } who offer { $kind }
telling-who-not-begun = { $who } who have not begun
telling-who-quiet = { $who } who have been quiet for { $months } months
telling-who-need = { $who } whose page says: { $need }
telling-and-more = And { $number } more.
# How many notices, and for how many people.
post-notices-for-people = { $notices ->
    [one] { $notices } notice
   *[other] { $notices } notices
} for { $people ->
    [one] { $people } person
   *[other] { $people } people
}, one sheet each.
post-send-again = Send again| to { $name }, { $when }|
post-let-it-be = Let it be| for { $name }, { $when }|
agreement-save-as-version = Save as version { $version }
telling-telling-people = Telling people
telling-to-do = To do
telling-success = Success
telling-write-to-members = Write to members
telling-pages-of-our-own = Pages of our own
telling-nothing-has-been-sent-to = Nothing has been sent to many at once yet.
telling-on-everybodys-home-page = On everybody’s Home page
telling-what-is-it-about = What is it about?
telling-what-should-everybody-know = What should everybody know?
telling-until-which-day = Until which day?
telling-put-it-up = Put it up
telling-a-message-to-members = A message to members
telling-choose-who-gets-it-it = Choose who gets it. It goes to each in the way they chose: by mail, as a letter you print, or on the website only. You see how many before anything is sent.
telling-who = Who
telling-where-they-live = Where they live
telling-anywhere = Anywhere
telling-what-they-offer = What they offer
telling-it-does-not-matter = It does not matter
telling-how-they-are-best-reached = How they are best reached
telling-how-they-take-part = How they take part
telling-in-a-few-words-the = In a few words: the heading of the mail
telling-what-would-you-like-to = What would you like to say?
telling-plain-text-the-greeting-and = Plain text. The greeting and your telephone number are added
telling-continue = Continue
telling-check-before-you-send = Check before you send
telling-to = To
telling-by-mail = By mail
telling-by-letter = By letter
telling-on-the-website-only = On the website only
telling-change-something = Change something
telling-neither-mail-nor-letter = Neither mail nor letter
telling-they-chose-the-website-or = They chose the website, or have no email address. Ring those who do not look there.
telling-it-is-on-its-way = It is on its way. Letters wait under Mail and letters.
telling-sent-by = Sent by
telling-mail-and-letters = Mail and letters
post-letters-to-print = Letters to print
post-no-letter-waits-members-who = No letter waits. Members who want to be told by post choose it under My details; you can choose it for them on their page.
post-print-the-letters = Print the letters
post-mail-that-did-not-arrive = Mail that did not arrive
post-every-mail-has-arrived-as = Every mail has arrived, as far as the mail server says.
post-tried-again-by-itself = Tried again by itself
agreement-the-agreement = The agreement
agreement-settings = Settings
agreement-the-agreement-is-saved-and = The agreement is saved and holds from now on.
agreement-what-everybody-promises-each-other = What everybody promises each other. Whoever applies reads all of it and agrees. A version stays as it was written, with who accepted it and when.
agreement-the-next-version = The next version
agreement-plain-text-an-empty-line = Plain text. An empty line begins a new paragraph
agreement-those-who-are-members-already = Those who are members already
agreement-cancel = Cancel
agreement-versions-so-far = Versions so far
pack-starter-pack-b = Starter pack
pack-on-paper = On paper
pack-what-a-timebank-hangs-up = What a timebank hangs up, hands out and keeps by the door. Each is a page to print, on A4, with the name of { $bank } on it.
pack-no-telephone-number-stands-on = No telephone number stands on them: nobody has said whom members ring.
pack-agreement-to-sign = Agreement to sign
pack-version = Version { $version }
pack-for-members-who-sign-on = For members who sign on paper. When it comes back, note the day on the member’s page.
pack-print-the-agreement = Print the agreement
pack-our-agreement = Our agreement
pack-version-b = { $bank }, version { $version }
pack-name = Name: ________________________________
pack-signed = Signed: _______________________________
pack-day = Day: __________________________________
telling-it-stands-on-everybodys-home = It stands on everybody’s Home page now.
telling-it-is-taken-down = It is taken down.
telling-shown-until = { $by }, { $since }. Shown until { $until }
telling-not-shown-any-more = { $by }, { $since }. Not shown any more
telling-they-have-not-begun-no = They have not begun: no exchange yet
telling-quiet-for-months-or-longer = Quiet for { $months } months or longer
telling-nobody-fits-what-you-have = Nobody fits what you have chosen
post-the-mail-server-cannot-be = The mail server cannot be reached.
post-the-mail-server-said-not = The mail server said: not now.
post-the-mail-server-does-not = The mail server does not take it. Check the address with them.
post-the-address-cannot-be-right = The address cannot be right. Check it with them.
post-the-line-broke-it-may = The line broke. It may have arrived, so it is not sent twice unasked.
post-what-it-told-of-is = What it told of is no longer there.
post-the-letters-are-marked-as = The letters are marked as posted.
post-the-mail-is-sent-again = The mail is sent again within a minute.
post-the-mail-is-not-sent = The mail is not sent again.
pack-poster-b = Poster
pack-for-a-noticeboard-what-this = For a noticeboard: what this is, and how to join, with a code for telephones
pack-guide-for-members-in-large = Guide for members, in large print
pack-how-to-give-help-ask = How to give help, ask for it and write it down, with and without a screen
pack-paper-slips = Paper slips
pack-eight-to-a-sheet-for = Eight to a sheet, for anybody or with a member’s name and number
pack-what-members-promise-each-other = What members promise each other, with room for a name, a day and a signature
pack-directory-of-offers = Directory of offers
pack-what-neighbours-offer-by-kind = What neighbours offer, by kind of help, in large print; for members only
telling-enter-what-it-is-about = Enter what it is about, on one line
telling-write-what-you-would-like = Write what you would like to say
telling-what-it-is-about = What it is about
telling-the-message = The message
telling-enter-what-it-is-about-b = Enter what it is about
telling-the-announcement = The announcement
telling-the-last-day-must-be = The last day must be today or within a year
post-this-mail-does-not-wait = This mail does not wait for a decision any more.
