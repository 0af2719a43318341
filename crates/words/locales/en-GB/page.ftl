# Parts that many pages share.

page-back = Back
page-done = Done
page-not-provided = Not provided
# A link to change one answer: the second part is read aloud.
page-change = Change| { $what }
page-balance-to-spend = Hello { $name }. You have |{ $length }| to spend.
page-balance-to-give-back = Hello { $name }. You have |{ $length }| to give back.
page-balance-even = Hello { $name }. |Your hours are even.
# In links between pages, the second part is read aloud.
page-previous = Previous| page
page-next = Next| page
page-number = Page { $number }
page-of = { " " }(page { $number } of { $last })
page-quoted = “{ $text }”
page-chosen = Chosen:
# A filter that is in force: the first part is read aloud.
page-remove = Remove |{ $what }
