# Projects: what somebody pays for, and which exchanges belong to it.
projects-what-is-the-project-called = What is the project called?
projects-it-stands-so-in-reports = It stands so in reports
projects-who-pays-for-it = Who pays for it?
projects-such-as-wrensham-council = Such as “Wrensham Council”
projects-first-day-optional = First day (optional)
projects-last-day-optional = Last day (optional)
projects-kind-of-help-that-belongs = Kind of help that belongs to it by itself
projects-no-kind-in-particular = No kind in particular
projects-area-whose-help-belongs-to = Area whose help belongs to it by itself
projects-no-area-in-particular = No area in particular
projects-projects = Projects
projects-reports = Reports
projects-activity-report = Activity report
projects-success = Success
projects-somebody-pays-for-part-of = Somebody pays for part of what you do, and asks what came of it. A project gathers the exchanges that belong to it, and a report says how many hours they were.
projects-an-exchange-belongs-to-one = An exchange belongs to one project or to none. Members see nothing of it and have nothing to do.
projects-closed = Closed.
projects-begin-a-project = Begin a project
projects-choose-a-kind-of-help = Choose a kind of help, an area, or both, and every such exchange on its days belongs to it by itself, also those that stand in the book already. Choose neither, and you mark each exchange on its own page.
projects-begin-the-project = Begin the project
projects-so-many-exchanges = { $number ->
    [one] { $number } exchange
   *[other] { $number } exchanges
}
