//! A bank grown large: more members, what they offer and ask for, and two years of help among
//! them, in a file that may hold a bank already.
//!
//! Members and listings are added and transfers posted by the real commands. The rows of the
//! exchanges, their history and their notices are written as the commands would have left them
//! once approved: sixty thousand through every step would take as long as all other tests. The
//! same bank and numbers grow the same.

use chrono::{Days, NaiveDate};
use database::Database;
use ledger::{AccountId, Minutes, Transfer, TransferId, TransferKind};
use rusqlite::{Transaction, params};
use timebank::ids::ListingId;
use timebank::listing::{self, ListingDetails, ListingKind, NewListing};
use timebank::member::{self, Details, MemberKind, NewMember, Profile, Search, State};
use timebank::{CategoryId, MemberId, Moment, Role, System, access};
use uuid::Uuid;

use crate::campaign::Dice;

/// Exchanges of one commit.
const AT_ONCE: usize = 2_000;
/// Two years.
const DAYS: u64 = 730;
/// Every so many exchanges one is with the first member there is.
const WITH_THE_FIRST: usize = 200;

const FIRST: [&str; 20] = [
    "Ada", "Basil", "Clara", "Dennis", "Edna", "Fergus", "Greta", "Hugh", "Ines", "Jacob", "Kitty",
    "Lionel", "Mabel", "Ned", "Olive", "Percy", "Rhoda", "Silas", "Thea", "Vernon",
];
const LAST: [&str; 17] = [
    "Ashdown", "Birch", "Copley", "Dunmore", "Elsworth", "Fenby", "Garrow", "Hollis", "Inskip",
    "Jarrold", "Kersey", "Lomax", "Marlow", "Nettle", "Orchard", "Pryce", "Quill",
];
const AREAS: [&str; 5] = ["Mill End", "Northgate", "The Wharf", "Castle", "Old Town"];
const OFFERS: [&str; 4] = ["A lift to town", "Digging", "Company on a walk", "Sewing"];

/// Until how large.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    /// How many members more.
    pub members: usize,
    /// How many exchanges more, all of them in the book.
    pub exchanges: usize,
}

/// Who takes part.
#[derive(Clone, Copy)]
struct Taker {
    id: MemberId,
    account: AccountId,
}

/// Grows the bank by so much, as of a moment. `first` takes part more often than others.
pub fn grow(database: &Database, growth: Growth, first: MemberId, moment: Moment) {
    let mut takers = write(database, move |tx| {
        for number in 0..growth.members {
            moves_in(tx, number, &moment)?;
        }
        takers(tx, first)
    });
    let mut dice = Dice::seeded("growth");
    let mut done = 0;
    while done < growth.exchanges {
        let until = growth.exchanges.min(done + AT_ONCE);
        (takers, dice) = write(database, move |tx| {
            for number in done..until {
                help(tx, &takers, number, &mut dice, &moment)?;
            }
            Ok((takers, dice))
        });
        done = until;
    }
}

fn write<T: Send + 'static>(
    database: &Database,
    command: impl FnOnce(&Transaction<'_>) -> timebank::Result<T> + Send + 'static,
) -> T {
    database
        .write_blocking(command)
        .unwrap_or_else(|error| panic!("{error:?}"))
}

/// The id of the thing of this number: nothing here asks for chance.
fn id(kind: u128, number: usize) -> Uuid {
    Uuid::from_u128(((0x6060_0000 + kind) << 96) | number as u128)
}

fn moves_in(tx: &Transaction<'_>, number: usize, moment: &Moment) -> timebank::Result<()> {
    let name = format!(
        "{} {}",
        FIRST[number % FIRST.len()],
        LAST[number % LAST.len()]
    );
    let joined_on = moment.today - Days::new(DAYS - number as u64 % DAYS);
    let new = NewMember {
        id: MemberId::new(id(1, number)),
        account: AccountId::new(id(2, number)),
        kind: if number % 50 == 49 {
            MemberKind::Organisation
        } else {
            MemberKind::Person
        },
        number: None,
        details: Details {
            name,
            phone: "01632 960199".into(),
            area: AREAS[number % AREAS.len()].into(),
            ..Details::default()
        },
        joined_on: Some(joined_on),
    };
    let by = System::COMMAND_LINE;
    let profile = member::add_by_system(tx, &by, &new, Role::Member, State::Active, moment)?;
    if number.is_multiple_of(3) {
        lists(tx, &profile, number, moment)?;
    }
    Ok(())
}

/// Most of what is listed is offered; some ask.
fn lists(
    tx: &Transaction<'_>,
    profile: &Profile,
    number: usize,
    moment: &Moment,
) -> timebank::Result<()> {
    let by = access::person_for_system(tx, &System::COMMAND_LINE, profile.id)?.member()?;
    let new = NewListing {
        id: ListingId::new(id(3, number)),
        kind: if number.is_multiple_of(12) {
            ListingKind::Request
        } else {
            ListingKind::Offer
        },
        details: ListingDetails {
            title: OFFERS[number % OFFERS.len()].into(),
            category: Some(category(number)),
            area: profile.area_name.clone(),
            ..ListingDetails::default()
        },
    };
    listing::add(tx, &by, &new, moment).map(drop)
}

fn category(number: usize) -> CategoryId {
    CategoryId::new(1 + i64::try_from(number % 5).unwrap_or_default())
}

/// Everybody who takes part, the first one first.
fn takers(tx: &Transaction<'_>, first: MemberId) -> timebank::Result<Vec<Taker>> {
    let active = Search {
        state: Some(State::Active),
        ..Search::default()
    };
    let mut found: Vec<Taker> = member::search(tx, &active, 0, u32::MAX)?
        .iter()
        .map(|profile| Taker {
            id: profile.id,
            account: profile.account,
        })
        .collect();
    found.sort_by_key(|taker| (taker.id != first, taker.id));
    Ok(found)
}

/// One hour or two of help, in the book.
fn help(
    tx: &Transaction<'_>,
    takers: &[Taker],
    number: usize,
    dice: &mut Dice,
    moment: &Moment,
) -> timebank::Result<()> {
    let count = takers.len() as u64;
    let mut one = || usize::try_from(dice.below(count)).unwrap_or_default();
    let (giver, receiver) = match number % WITH_THE_FIRST {
        0 => (0, one().max(1)),
        1 => (one().max(1), 0),
        _ => {
            let giver = one();
            (
                giver,
                (giver + 1 + one() % (takers.len() - 1)) % takers.len(),
            )
        }
    };
    let (giver, receiver) = (takers[giver], takers[receiver]);
    let minutes = 15 * (1 + i64::try_from(dice.below(8)).unwrap_or_default());
    let done_on = moment.today - Days::new(1 + dice.below(DAYS));
    let id = id(4, number);
    let transfer = Transfer::between(
        TransferId::new(id),
        TransferKind::Help,
        receiver.account,
        giver.account,
        Minutes::new(minutes).unwrap_or_default(),
        done_on,
    )?;
    ledger::post(tx, &transfer, moment.now)?;
    write_down(tx, id, number, (giver, receiver), (minutes, done_on))
}

/// The rows that the commands leave: recorded by the giver on the day, confirmed the day after,
/// approved on the third day.
fn write_down(
    tx: &Transaction<'_>,
    id: Uuid,
    number: usize,
    (giver, receiver): (Taker, Taker),
    (minutes, done_on): (i64, NaiveDate),
) -> timebank::Result<()> {
    const DAY: i64 = 86_400;
    let at = done_on
        .and_time(chrono::NaiveTime::MIN)
        .and_utc()
        .timestamp()
        + DAY / 2;
    tx.prepare_cached(
        "INSERT INTO exchange (id, year, serial, giver, receiver, category, description, done_on,
                               minutes, raw_minutes, channel, recorded_by, recorded_as,
                               recorded_at, state, state_at, transfer)
         VALUES (?1, 1999, ?2, ?3, ?4, ?5, 'Help with this and that', ?6, ?7, ?7, 'web', ?3,
                 'giver', ?8, 'posted', ?9, ?1)",
    )?
    .execute(params![
        id,
        i64::try_from(number).unwrap_or_default(),
        giver.id,
        receiver.id,
        category(number),
        done_on,
        minutes,
        at,
        at + 2 * DAY,
    ])?;
    let steps = [
        ("recorded", "exchange.record", Some(giver.id)),
        ("confirmed", "exchange.confirm", Some(receiver.id)),
        ("approved", "exchange.approve", None),
    ];
    for (place, (step, action, by)) in (1_i64..).zip(steps) {
        let at = at + (place - 1) * DAY;
        tx.prepare_cached(
            "INSERT INTO exchange_step (exchange, number, step, actor, channel, at)
             VALUES (?1, ?2, ?3, ?4, 'web', ?5)",
        )?
        .execute(params![id, place, step, by, at])?;
        tx.prepare_cached(
            "INSERT INTO audit (at, actor, acted_as, channel, action, subject)
             VALUES (?1, ?2, 'member', 'web', ?3, ?4)",
        )?
        .execute(params![at, by, action, id])?;
    }
    for member in [giver.id, receiver.id] {
        tx.prepare_cached(
            "INSERT INTO outbox (at, kind, member, subject, state, changed_at)
             VALUES (?1, 'exchange.posted', ?2, ?3, 'sent', ?1)",
        )?
        .execute(params![at + 2 * DAY, member, id])?;
    }
    Ok(())
}
