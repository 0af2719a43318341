# Lengths, counts, days: the small words that stand inside other messages.

length-hours = { $number ->
    [one] { $number } hour
   *[other] { $number } hours
}
length-minutes = { $number ->
    [one] { $number } minute
   *[other] { $number } minutes
}

# The end of “You have …”.
standing-to-spend = { $length } to spend
standing-to-give-back = { $length } to give back
standing-at-nought = no hours to spend or to give back

list = { $before } and { $last }
list-before-i = { $before } and { $last }

weekday = { $number ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
month = { $number ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
day-with-weekday-and-year = { $weekday } { $day } { $month } { $year }
day-with-weekday = { $weekday } { $day } { $month }
day-with-year = { $day } { $month } { $year }
day-without-year = { $day } { $month }
month-with-year = { $month } { $year }
days-from-to = { $from } to { $to }
instant = { $day } at { $time }

ago-today = today
ago-yesterday = yesterday
ago-days = { $number ->
    [one] { $number } day ago
   *[other] { $number } days ago
}
ago-to-come = on { $day }
