# What stands around every question, and how an answer is refused that cannot be read.

form-there-is-a-problem = There is a problem
form-optional = (optional)
form-up-to-characters = Up to { $number } characters
form-today = Today ({ $day })
form-yesterday = Yesterday ({ $day })
form-another-day = Another day
form-for-example = For example, 27 3 2026
form-day = Day
form-month = Month
form-year = Year
form-hours = Hours
form-minutes = Minutes

# A day and a length: what was typed, and what is wrong with it. $subject is one of the subjects
# below, $sentence the same at the beginning of a sentence.
form-choose = Choose { $subject }
form-enter = Enter { $subject }
form-day-in-the-past = { $sentence } must be today or in the past
form-day-must-include = { $sentence } must include { $parts }
form-a-day = a day
form-a-month = a month
form-a-year = a year
form-year-in-full = Year must include 4 numbers, like 2026
form-day-not-real = { $sentence } must be a real date
form-length-unread = { $sentence } must be in hours and minutes, like 1 and 30
form-minutes-unread = Minutes must be a whole number, like 30
form-minutes-too-many = Minutes must be 59 or fewer
form-length-too-short = { $sentence } must be 1 minute or more
form-length-too-long = { $sentence } must be 24 hours or less

# What the messages above are about.
subject-date = the date
subject-date-of-activity = the date of the activity
subject-date-of-help = the date of the help
subject-date-it-was-done = the date it was done
subject-date-you-helped = the date you helped
subject-date-you-were-helped = the date you were helped
subject-day = the day
subject-day-from-which-it-holds = the day from which it holds
subject-day-it-would-be = the day it would be
subject-day-of-renewal = the day of renewal
subject-day-they-agreed = the day they agreed
subject-day-they-answered = the day they answered
subject-first-day = the first day
subject-first-day-of-the-year = the first day of the year
subject-last-day = the last day
subject-how-long-it-took = how long it took
subject-how-long-it-was = how long it was
subject-how-long-it-takes = how long it takes
subject-about-how-long-it-takes = about how long it takes
subject-how-long-each-time = how long it takes each time
subject-how-many-hours = how many hours
kind-something-else = { $heading }: something else
kind-all-of = { $heading } (all)

# What the script of the pages says.
script-show = Show
script-hide = Hide
script-show-password = Show password
script-hide-password = Hide password
script-password-is-shown = Your password is shown
script-password-is-hidden = Your password is hidden
script-characters-left = { $number ->
    [one] { $number } character left
   *[other] { $number } characters left
}
script-characters-over = { $number ->
    [one] { $number } character too many
   *[other] { $number } characters too many
}
script-select-all = Select all on this page
script-selected = { $number ->
    [one] { $number } selected
   *[other] { $number } selected
}
script-line-is-kept = Line { $line } is kept
script-line-is-not-kept = Line { $line } is not kept yet: choose Keep what is typed
