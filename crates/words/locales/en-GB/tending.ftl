# Looking after what waits: notes, who looks after it, until when it rests; a question to the two of an exchange.
tending-to-do = To do
tending-success = Success
tending-it-rests-until = It rests until { $day }.
tending-ring-on = Ring { $name } on |{ $phone }|
tending-notes = Notes
tending-what-was-it = What was it?
tending-what-was-said-or-done = What was said or done?
tending-keep-the-note = Keep the note
tending-who-looks-after-it = Who looks after it
tending-who-looks-after-it-b = Who looks after it?
tending-nobody-in-particular = Nobody in particular
tending-keep-it = Keep it
tending-put-it-off = Put it off
tending-until-when-shall-it-rest = Until when shall it rest?
tending-it-leaves-to-do-and = It leaves To do and comes back on that day
tending-another-day = Another day
tending-notes-about = Notes about { $name }
tending-for-coordinators-only = For coordinators only
tending-what-was-said-on-the = What was said on the telephone, at the door, by letter. A note stays as it was written.
tending-so-far = So far
tending-nothing-is-noted-yet = Nothing is noted yet.
tending-private = Private
tending-read-what-is-private = Read what is private
tending-ask-about-this-exchange = Ask about this exchange
tending-exchange = Exchange |{ $reference }
tending-back = Back
tending-what-would-you-like-to = What would you like to know?
tending-are-told-and-read-your = { $others } are told and read your question. It stays in Approvals meanwhile, with your question beside it.
tending-ask-them = Ask them
tending-leave-it-as-it-is = Leave it as it is
tending-private-notes = { $number ->
    [one] { $number } private note. If you read it, your name and the time are written down.
   *[other] { $number } private notes. If you read them, your name and the time are written down.
}
