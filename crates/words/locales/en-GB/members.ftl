# What is refused about somebody’s details, their membership, and the agreement.
member-enter-the-language = Enter the language
member-the-language = The language
member-what-else-there-is = What else there is
member-choose-when-we-ask-again = Choose when we ask again
member-write-the-agreement-in-characters = Write the agreement, in 20,000 characters or less
member-somebody-else-wrote-a-new = Somebody else wrote a new version meanwhile. Look at it first.
member-the-agreement-was-changed-while = The agreement was changed while you were reading it. Look at it again.
member-the-day-of-signing-must = The day of signing must be today or in the past
member-has-left-already = { $name } has left already.
member-has-begun-to-take-part = { $name } has begun to take part, so they stay.
member-ask-another-coordinator-to-change = Ask another coordinator to change your own membership.
member-only-an-administrator-can-change = Only an administrator can change the membership of a coordinator.
member-another-coordinator-decides-whether-you = Another coordinator decides whether you get the hours of somebody who leaves.
member-has-exchanges-that-are-not = { $name } has exchanges that are not finished. Decide those first.
member-choose-somebody-else-who-takes = Choose somebody else who takes part
member-ask-another-administrator-to-change = Ask another administrator to change your own role.
member-an-organisation-cannot-look-after = An organisation cannot look after anything: a person can.
member-has-exchanges-that-are-not-b = { $name } has exchanges that are not finished. A reader takes no part, so decide those first.
member-somebody-else-changed-these-details = Somebody else changed these details meanwhile. Look at them again.
member-another-member-already-has-this = Another member already has this email address
member-another-member-already-has-the = Another member already has the number { $number }
member-this-member-has-left = This member has left.
member-this-member-is-already-active = This member is already active.
member-only-an-active-member-can = Only an active member can be paused.
member-enter-the-name = Enter the name
member-name = Name
member-name-for-greetings = Name for greetings
member-telephone-number = Telephone number
member-address = Address
member-area = Area
member-about = About
member-enter-an-email-address-in = Enter an email address in the right form, like name@example.org
agreement-it-came-with-the-program = It came with the program
agreement-version = Version { $version }
# $who is the day and who wrote it; $number those who accepted it and take part.
agreement-accepted = { $who }. Accepted by { $number ->
    [one] { $number } member who is active.
   *[other] { $number } members who are active.
}
agreement-accepted-when-asked = { $who }. Accepted by { $number ->
    [one] { $number } member who is active. Members were asked to accept it.
   *[other] { $number } members who are active. Members were asked to accept it.
}
agreement-they-find-a-note-on = They find a note on Home with one button, and can go on as before meanwhile
agreement-ask-all-members-to-accept = Ask all members to accept this version
