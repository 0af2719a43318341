# What stands around every page: the head, the places, the foot.

layout-error = Error:
layout-skip = Skip to main content
layout-demo = A demonstration.
layout-demo-more = The people and their hours are invented. Try anything.
layout-sign-out = Sign out
layout-main = Main
layout-waiting = { $number } waiting
layout-unsure = Stuck, or unsure?
layout-unsure-more = Help says how each thing is done and how a mistake is put right. Nothing in the book can be lost or rubbed out by a wrong button.
layout-talk = Would you rather talk to someone?
# $name a coordinator, $number their telephone, $hours when they answer; $stated is 0 where that is not known.
layout-ring = Ring { $name }, coordinator, on |{ $number }|{ $stated ->
    [0] . A coordinator can do anything on this page for you.
   *[other] , { $hours }. A coordinator can do anything on this page for you.
}
layout-no-number = A coordinator of your timebank can do anything on this page for you.
layout-help = Help
layout-accessibility = Accessibility
layout-privacy = Privacy
layout-cookies = Cookies
layout-foot = { $bank } keeps its hours in Hourbook. An hour of anyone’s help is worth an hour of anyone else’s.

nav-home = Home
nav-requests = Requests
nav-offers = Offers
nav-activities = Activities
nav-people = People
nav-statement = Statement
nav-me = My details
nav-help = Help
nav-pot = The pot
nav-reports = Reports
nav-books = Check the books
nav-to-do = To do
nav-approvals = Approvals
nav-enter-hours = Enter hours
nav-members = Members
nav-listings = Listings
nav-settings = Settings

# Who is signed in, and what they look after.
layout-reader = { $name }, reader
layout-treasurer = { $name }, treasurer
layout-coordinator = { $name }, coordinator
layout-administrator = { $name }, administrator
