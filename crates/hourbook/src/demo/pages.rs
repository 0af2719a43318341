//! What the coordinators of the demo have written themselves: three pages, one that they withdrew,
//! and the opening words of the page on joining.

use timebank::leaflet::{self, NewLeaflet, OPENING, Readers};
use timebank::{Channel, Result};

use super::world::World;

struct Page {
    slug: &'static str,
    title: &'static str,
    readers: Readers,
    in_foot: bool,
    text: &'static str,
}

const PAGES: [Page; 5] = [
    Page {
        slug: OPENING,
        title: "Opening words",
        readers: Readers::Everybody,
        in_foot: false,
        text: "We began with **eleven neighbours** and a kettle in the library. Come to \
               the kettle on any Thursday at ten and meet some of us before you decide.",
    },
    Page {
        slug: "lifts",
        title: "How lifts work",
        readers: Readers::Members,
        in_foot: true,
        text: "Lifts are what we are asked for most, so here is how they go well.\n\n\
               ## Before\n\n\
               - Ask **three days before**, with the time to be there and the way back.\n\
               - Say whether there is a walking frame or a dog to take along.\n\n\
               ## The hours\n\n\
               The whole time counts, waiting included. Petrol is paid apart, in money, between \
               the two of you: 35p for a mile.\n\n\
               ## Who drives\n\n\
               Ruth has seen the licence and the insurance of everybody who drives. Would you \
               like to drive, too? [Offer it](/offers/new), and she will ring you.",
    },
    Page {
        slug: "repair-cafe",
        title: "The repair café",
        readers: Readers::Everybody,
        in_foot: true,
        text: "On the **first Saturday** of each month, from ten to one, in the hall behind the \
               chapel.\n\n\
               Bring what is broken, and what belongs to it: the lead, the key, the missing \
               screw. We look at it together, and you see how it is mended.\n\n\
               1. Put your name on the list at the door.\n\
               2. Have a cup of tea.\n\
               3. Somebody calls you.\n\n\
               > “My radio is older than you are,” said Walter, and it plays again.",
    },
    Page {
        slug: "telephone",
        title: "When somebody rings",
        readers: Readers::Coordinators,
        in_foot: false,
        text: "1. Ask for the member number, or the name and the street.\n\
               2. Say back what you wrote down.\n\
               3. If it is about safety, ring Nia the same day.",
    },
    Page {
        slug: "summer-walk",
        title: "The summer walk",
        readers: Readers::Members,
        in_foot: false,
        text: "We meet at the lock at two and are back by five. Bring something to drink.",
    },
];

/// Publishes them, and withdraws what is over.
pub(super) fn write_down(world: &World<'_>) -> Result<()> {
    let (by, moment) = (world.coordinator_beside(&[])?, world.moment(Channel::Web));
    for page in PAGES {
        let new = NewLeaflet {
            slug: page.slug.to_owned(),
            title: page.title.to_owned(),
            text: page.text.to_owned(),
            readers: page.readers,
            in_foot: page.in_foot,
        };
        leaflet::publish(world.tx, &by, &new, None, &moment)?;
    }
    leaflet::withdraw(world.tx, &by, "summer-walk", true, &moment)
}
