# The community pot, and hours given away.

pot-a-gift-stays = A gift stays a gift: it is not taken back.
pot-not-counted = It is a gift, so it is not counted as hours of help.
pot-the-pot-has = The pot has { $left }. { $name } is told, with your reason.
pot-you-have = You have { $length } that you can give away.
pot-you-have-none = You have no hours to give away just now.
pot-is-empty = The pot is empty just now.
# $kept is 1 where it is one hour.
pot-holds = { $kept ->
    [1] There is { $length } in the pot.
   *[other] There are { $length } in the pot.
}
pot-has-given-more = The pot has given { $length } more than it was given.
pot-check-before-you-give = Check before you give
pot-hours-given = Hours given
pot-back = Back
pot-give-them-now = Give them now
pot-cancel = Cancel
pot-how-many-hours = How many hours?
pot-why = Why
pot-they-read-it = They read it
pot-a-few-words-to-go = A few words to go with it
pot-continue = Continue
pot-the-community-pot = The community pot
pot-success = Success
pot-hours-that-somebody-can-spare = Hours that somebody can spare go into the pot. They go to people who need help and cannot give just now. A coordinator decides, and says why. They are gifts, so they are not counted as hours of help.
pot-give-hours-to-the-pot = Give hours to the pot
pot-give-hours-to-a-person = Give hours to a person
pot-waiting-for-a-second-look = Waiting for a second look
pot-in-and-out = In and out
pot-nothing-has-gone-in-or = Nothing has gone in or out yet.
pot-what-came-into-the-pot = What came into the pot and went out of it, newest first
pot-what = What
pot-day = Day
pot-in = In
pot-out = Out
pot-in-the-pot = In the pot
pot-give-hours-to = Give hours to { $name }
pot-give-hours-to-the-community = Give hours to the community pot
pot-give-hours-from-the-pot = Give { $name } hours from the pot
pot-the-pot = the community pot
pot-say-why-the-pot-gives = Say why the pot gives them
pot-there-are-fewer-hours-in = There are fewer hours in the pot than that
pot-you-can-give-away-the = You can give away the hours that you have, not more
pot-the-pot-gives-to = The pot gives { $length } to { $name }.
pot-you-give-to = You give { $length } to { $name }.
pot-the-pot-then-has-somebody = The pot then has { $left }. Somebody else looks at it first.
pot-the-pot-then-has = The pot then has { $left }.
pot-you-then-have = You then have { $left }.
pot-a-gift-to-the-pot = A gift to the pot
pot-given-by-the-pot = Given by the pot
pot-left-by-somebody-who-has = Left by somebody who has left
pot-made-up-for-somebody-who = Made up for somebody who has left
pot-another-movement = Another movement
pot-proposed-by = Proposed by { $name }
pot-thank-you-your-hours-are = Thank you. Your hours are in the pot.
pot-it-waits-somebody-else-looks = It waits: somebody else looks at it first.
pot-it-is-declined-and-the = It is declined, and the hours stay in the pot. Whoever proposed it reads why.
pot-the-hours-are-given-and = The hours are given, and they have been told.
pot-looked-at-twice = Looked at twice
pot-length-for = { $length } for { $name }
pot-given-by-on = Given by { $name } on { $day }
pot-declined-by-on = Declined by { $name } on { $day }
