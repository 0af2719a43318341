# Home: what a member has, what waits for them, who near them would be glad of an hour.

home-see-your-statement = See your statement
home-the-pot = the community pot
# $kept is 1 where it is one hour.
home-kept = { $kept ->
    [1] { $length } is kept ready for help that is arranged or waits. After that you have { $left }.
   *[other] { $length } are kept ready for help that is arranged or waits. After that you have { $left }.
}
home-none-left = none left
# In the next four, the second part is read aloud.
home-read-it = Read it|: { $about }
home-longer-or-shorter = It was longer or shorter| on { $day }
home-continue = Continue| logging hours
home-throw-away = Throw away| these answers
home-yes-write-it-down = Yes, write it down
home-it-did-not-happen = It did not happen
home-see-it = See it
home-home = Home
home-success = Success
home-your-answers-are-thrown-away = Your answers are thrown away. Nothing was sent.
home-thank-you-it-is-kept = Thank you. It is kept that you agree.
home-our-agreement-has-changed = Our agreement has changed
home-read-it-and-say-that = |Read it|, and say that you agree when you are ready.
home-i-have-read-it-and = I have read it and agree
home-your-membership-is-paused = Your membership is paused
home-your-hours-are-safe-and = Your hours are safe, and nothing new can be recorded meanwhile. When you would like to start again, tell a coordinator.
home-log-hours = Log hours
home-ask-for-help = Ask for help
home-waiting-for-you = Waiting for you
home-nothing-waits-for-you-when = Nothing waits for you. When somebody logs an hour with you, you confirm it here.
home-nothing-has-been-sent-yet = { $about } Nothing has been sent yet.
home-see-all-your-exchanges = See all your exchanges
home-see-your-messages = See your messages
home-news = News
home-see-all-your-news = See all your news
home-arranged = Arranged
home-near-you = Near you
home-nobody-has-asked-for-anything = Nobody has asked for anything yet
home-the-first-request-is-the = The first request is the hardest. Ask for something small yourself, and the next person will find it easier.
home-ask-for-something = Ask for something
home-these-neighbours-would-be-glad = These neighbours would be glad of an hour.
home-nobody-has-helped-yet = Nobody has helped yet
home-about = About { $length }
home-in = In { $place }
home-see-all-requests = See all requests
home-see-all-so-many-requests = See all { $number } requests
home-wrote-to-you = { $name } wrote to you
home-written-about = About { $title }: “{ $text }”
home-written-about-and-more = About { $title }, { $number } messages: “{ $text }”
home-asked = Asked { $asked }
home-since-you-have-not-given = Since { $month } you have not given or received any hours.
home-since-you-have-given = Since { $month } you have given { $given }.
home-since-you-have-received = Since { $month } you have received { $received }.
home-since-you-have-given-and = Since { $month } you have given { $given } and received { $received }.
home-no-hours-are-in-the = No hours are in the book for { $month } yet. Yours could be the first.
home-so-far-in-have-shared = { $number ->
    [one] So far in { $month }, { $number } neighbour have shared { $length }.
   *[other] So far in { $month }, { $number } neighbours have shared { $length }.
}
home-did-this-happen = Did this happen? { $day }, { $length }
home-day-with = { $day }, with { $name }
home-asks-about-regular-help = { $name } asks about regular help
home-look-and-answer = Look and answer
home-asks-whether-you-can-help = { $name } asks whether you can help
home-on-about = { $title }, on { $day }, about { $length }.
home-it-was-on = { $what }, on { $day }.
home-check-and-confirm = Check and confirm
home-length-with = { $length } with { $name }
home-next-on = { $about } Next on { $day }.
home-regular = Regular
home-on = { $what }, on { $day }
