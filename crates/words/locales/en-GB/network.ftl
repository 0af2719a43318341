# Who exchanged with whom, as a picture.

network-title = Who exchanged with whom
network-heading = Who knows whom?
network-all-joined = { $members ->
    [one] All { $members } member is joined in one group.
   *[other] All { $members } members are joined in one group.
}
network-some-apart = { $members ->
    [one] { $largest } of { $members } member is joined in one group; { $apart } exchanged apart from it.
   *[other] { $largest } of { $members } members are joined in one group; { $apart } exchanged apart from it.
}
network-drawn = Drawn are the lines with most hours: { $drawn } of { $pairs }.
network-key = Each dot is a member, and nobody is named. Each line is two who exchanged: thin under 5 hours, thick from 20 hours. The larger a dot, the more partners.
network-as-a-table = The same figures as a table
network-figure = Figure
network-came-to = Came to
network-with-one = Members who exchanged with one other
network-with-few = Members who exchanged with two to four
network-with-many = Members who exchanged with five or more
network-in-the-largest = Members joined in the largest group
network-in-smaller = Members in smaller groups
network-smaller-groups = Smaller groups
network-pairs = Pairs who exchanged
