//! What neighbours do for each other: for each kind of help how often it is asked for, how long
//! it takes, and in which words it is written down.

/// A kind of help, by the name a new bank gives it.
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// How often it happens, against the others.
    pub(super) weight: u32,
    /// How long it takes, in minutes.
    pub(super) minutes: &'static [i64],
    /// What is written down.
    pub(super) phrases: &'static [&'static str],
}

const SHORT: &[i64] = &[30, 30, 45, 60];
const USUAL: &[i64] = &[45, 60, 60, 75, 90];
const LONG: &[i64] = &[60, 90, 90, 120, 150, 180];

const fn kind(
    name: &'static str,
    weight: u32,
    minutes: &'static [i64],
    phrases: &'static [&'static str],
) -> Kind {
    Kind {
        name,
        weight,
        minutes,
        phrases,
    }
}

pub(super) const KINDS: [Kind; 20] = [
    kind(
        "Company and visits",
        14,
        USUAL,
        &[
            "Company and a cup of tea",
            "Sat with him while his daughter was out",
            "A walk to the river and back",
            "Cards and a long chat",
            "Visit after the operation",
        ],
    ),
    kind(
        "Gardening",
        13,
        LONG,
        &[
            "Cut the front hedge",
            "Weeded the long border",
            "Dug over a vegetable bed",
            "Mowed both lawns",
            "Pruned the apple tree",
            "Cleared the side path",
        ],
    ),
    kind(
        "Lifts",
        13,
        &[30, 45, 45, 60, 75, 90],
        &[
            "Lift to the eye clinic",
            "To the surgery and back",
            "Lift to the station with two cases",
            "To choir and home again",
            "Lift to the garden centre",
        ],
    ),
    kind(
        "Shopping and errands",
        8,
        SHORT,
        &[
            "Weekly shop",
            "Fetched a prescription",
            "Parcel to the post office",
            "Library books taken back",
            "Shopping in the snow",
        ],
    ),
    kind(
        "Small repairs",
        11,
        &[30, 45, 60, 60, 90, 120],
        &[
            "Changed two washers",
            "Put up a shelf",
            "Mended the garden gate",
            "Fitted a grab rail",
            "New batteries in every alarm",
            "Freed a stuck window",
        ],
    ),
    kind(
        "Decorating",
        3,
        &[120, 150, 180, 240],
        &[
            "Painted the back bedroom",
            "Stripped wallpaper in the hall",
            "Painted the railings",
        ],
    ),
    kind(
        "Cooking",
        6,
        LONG,
        &[
            "A week of soup",
            "Supper for six",
            "Showed me how to make dal",
            "Batch of pies to freeze",
        ],
    ),
    kind(
        "Baking",
        4,
        USUAL,
        &[
            "Birthday cake",
            "Bread lesson",
            "Scones for the Thursday table",
        ],
    ),
    kind(
        "Sewing and mending",
        5,
        USUAL,
        &[
            "Turned up three hems",
            "New zip in a winter coat",
            "Curtains shortened",
            "Patched a pair of overalls",
        ],
    ),
    kind(
        "Computers and phones",
        11,
        USUAL,
        &[
            "Set up a new phone",
            "Photographs on to the computer",
            "Found the lost e-mail account",
            "Video call with New Zealand",
            "Cleared the full tablet",
        ],
    ),
    kind(
        "Paperwork",
        5,
        USUAL,
        &[
            "Letters and a form",
            "Blue badge form",
            "Sorted a year of bills",
            "Pension letter answered",
        ],
    ),
    kind(
        "Reading and writing letters",
        4,
        SHORT,
        &[
            "Read the post aloud",
            "Wrote two birthday cards",
            "Letter to the council",
        ],
    ),
    kind(
        "Languages",
        5,
        &[60],
        &[
            "English conversation",
            "Spanish for beginners",
            "Welsh over coffee",
        ],
    ),
    kind(
        "Music",
        2,
        &[45, 60],
        &[
            "Guitar lesson",
            "Tuned the old piano",
            "Sang at the tea party",
        ],
    ),
    kind(
        "Lessons and coaching",
        4,
        USUAL,
        &[
            "Chess lesson",
            "Maths before the test",
            "Practised for a job interview",
        ],
    ),
    kind(
        "Arts and crafts",
        4,
        USUAL,
        &[
            "Knitting lesson",
            "Framed three prints",
            "Lino cutting for cards",
        ],
    ),
    kind(
        "Dog walking and pets",
        7,
        &[30, 30, 45, 60],
        &[
            "Walked Biscuit",
            "Fed the cats for a weekend",
            "Two dogs round the mill pond",
        ],
    ),
    kind(
        "Sport and walking",
        3,
        USUAL,
        &[
            "Chair yoga",
            "Walk along the canal",
            "First run in ten years",
        ],
    ),
    kind(
        "Helping at events",
        7,
        &[60, 90, 120, 120, 180],
        &[
            "Set out the chairs and put them back",
            "Kitchen at the community lunch",
            "Stall at the summer fair",
            "Stewarded the light walk",
        ],
    ),
    kind(
        "Running the timebank",
        2,
        LONG,
        &[
            "Posted the statements",
            "Rang the quiet members",
            "Took the minutes",
        ],
    ),
];

/// What the two write to each other now and then.
pub(super) const NOTES: [&str; 10] = [
    "Thank you, the room looks twice the size.",
    "Bring your own gloves next time.",
    "We stopped for tea, so I took that off.",
    "He was very patient with me.",
    "Same again in two weeks.",
    "The bus was late; we count from when she arrived.",
    "Half of the job. The rest when it is dry.",
    "She would not take more than an hour for it.",
    "Found the missing key in the teapot.",
    "Lovely afternoon.",
];

/// Why a coordinator said no.
pub(super) const DECLINED: [&str; 5] = [
    "This one is in the book already, from the paper slip.",
    "The two of you agreed that it was a favour between friends.",
    "Paid work cannot be counted in hours. Ring me if I have it wrong.",
    "The day is before the membership began.",
    "Logged twice: the other one stands.",
];

/// Why somebody took back what they had logged.
pub(super) const WITHDRAWN: [&str; 5] = [
    "I chose the wrong person.",
    "Logged twice by mistake.",
    "We put it off to next week.",
    "It was a present, no hours wanted.",
    "Wrong day. I will log it again.",
];

/// What somebody says is wrong, and why a coordinator then decides as she does.
pub(super) const DISPUTED: [(&str, &str); 4] = [
    (
        "It was shorter than that: he left at four.",
        "I rang you both. You agreed on the shorter time.",
    ),
    (
        "The travelling was not part of it.",
        "Travelling does not count in our bank, so it is the time in the house.",
    ),
    (
        "There were two of us helping, so it was half each.",
        "The other half stands in the name of the second helper.",
    ),
    (
        "She stayed longer than she wrote.",
        "You both remember it so, and the longer time stands.",
    ),
];

/// Why something in the book was taken back.
pub(super) const REVERSED: [&str; 4] = [
    "It was logged for the wrong neighbour. The right one follows.",
    "It stands in the book twice.",
    "It was 1 hour, not 2. Written again as 1 hour.",
    "Both say it was a swap outside the bank.",
];
