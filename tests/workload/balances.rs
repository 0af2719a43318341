//! The bank workload of Jepsen, over HTTP: hours move among a few accounts while others read all
//! balances. Every read sums to nought, passes no limit, is of one moment, and knows whatever was
//! acknowledged before it was asked for.
//!
//! "Of one moment" is taken by its word: an answer names the newest transfer it knows, and its
//! balances must be those that the first so many transfers of the finished book add up to.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hourbook_tests::campaign::{Dice, size};
use hourbook_tests::wire::{Reply, Wire};
use hourbook_tests::{Serving, Who};
use serde_json::{Value, json};
use timebank::clock::new_id;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::community::Community;

const WRITERS: usize = 12;
const READERS: usize = 8;
const LIMIT: i64 = 600;
const PARTIES: [Who; 5] = [Who::Ann, Who::Bob, Who::Dilys, Who::Ken, Who::Nia];

/// What the clients saw, in the order in which they saw it.
#[derive(Default)]
struct Seen {
    writes: AtomicUsize,
    reads: AtomicUsize,
    refused: AtomicUsize,
    /// The exchanges whose approval was acknowledged.
    posted: Mutex<Vec<Uuid>>,
    /// All balances, and how many approvals had been acknowledged before they were asked for.
    balances: Mutex<Vec<(usize, Value)>>,
}

struct Work {
    community: Community,
    server: Serving,
    seen: Seen,
    writes: usize,
    reads: usize,
    dice: Dice,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_read_of_all_balances_is_of_one_moment_and_knows_what_was_acknowledged() {
    let community = Community::new();
    for who in PARTIES {
        community.db_limit(who, Some(-LIMIT), Some(LIMIT));
    }
    let dice = Dice::seeded("the bank workload");
    let work = Arc::new(Work {
        server: Serving::start(&community.file()),
        community,
        seen: Seen::default(),
        writes: size("WRITES", 20_000),
        reads: size("READS", 20_000),
        dice,
    });
    let mut clients: Vec<_> = (0..WRITERS)
        .map(|client| tokio::spawn(write(Arc::clone(&work), client)))
        .collect();
    clients.extend((0..READERS).map(|client| tokio::spawn(read(Arc::clone(&work), client))));
    for client in clients {
        client.await.unwrap();
    }
    let work = Arc::into_inner(work).unwrap();
    work.server.terminate();
    assert!(work.server.ended().success());
    compare(&work.community, work.seen);
}

/// One client: members record and confirm, a coordinator approves.
async fn write(work: Arc<Work>, client: usize) {
    let mut wire = Wire::connect(work.server.address(), client).await.unwrap();
    let mut dice = work.dice.clone();
    // Each client throws from another place on.
    for _ in 0..client * 100_003 {
        dice.below(1);
    }
    while work.seen.writes.load(Ordering::Relaxed) < work.writes {
        let giver = one_of(&mut dice);
        let receiver = one_of(&mut dice);
        if giver == receiver {
            continue;
        }
        let minutes = 1 + i64::try_from(dice.below(240)).unwrap();
        let (id, people) = (new_id(), &work.community);
        let help = people.help(id, giver, receiver, minutes);
        let path = "/api/v1/exchanges";
        let recorded = wire.post(people.token(giver), path, &help).await.unwrap();
        recorded.is(201);
        let path = format!("/api/v1/exchanges/{id}/confirmation");
        let confirmed = wire
            .post(people.token(receiver), &path, &json!({}))
            .await
            .unwrap();
        confirmed.is(200);
        let path = format!("/api/v1/exchanges/{id}/approval");
        let approved = wire
            .post(people.token(Who::Ruth), &path, &json!({}))
            .await
            .unwrap();
        work.seen.writes.fetch_add(3, Ordering::Relaxed);
        if was_accepted(&approved) {
            work.seen.posted.lock().await.push(id);
        } else {
            work.seen.refused.fetch_add(1, Ordering::Relaxed);
        }
    }
}

fn one_of(dice: &mut Dice) -> Who {
    PARTIES[usize::try_from(dice.below(PARTIES.len() as u64)).unwrap()]
}

fn was_accepted(reply: &Reply) -> bool {
    if reply.status == 200 {
        return true;
    }
    assert_eq!(reply.is(409).json()["type"], "/problems/refused-by-book");
    false
}

/// One client: reads all balances.
async fn read(work: Arc<Work>, client: usize) {
    let mut wire = Wire::connect(work.server.address(), WRITERS + client)
        .await
        .unwrap();
    let token = work.community.token(Who::Nia);
    while work.seen.reads.fetch_add(1, Ordering::Relaxed) < work.reads {
        let acknowledged = work.seen.posted.lock().await.len();
        let read = wire.get(token, "/api/v1/accounts").await.unwrap();
        let balances = read.is(200).json();
        work.seen
            .balances
            .lock()
            .await
            .push((acknowledged, balances));
    }
}

/// Each read against the finished book.
fn compare(community: &Community, seen: Seen) {
    let (posted, balances) = (seen.posted.into_inner(), seen.balances.into_inner());
    let book = Book::of(community);
    assert_eq!(
        book.moments.len(),
        posted.len() + 1,
        "each acknowledged approval, once"
    );
    // How far the book had certainly come when so many approvals were acknowledged.
    let mut reached = vec![0];
    for id in &posted {
        reached.push(book.numbers[id].max(*reached.last().unwrap()));
    }
    let parties = PARTIES.map(|who| community.account(who).uuid());
    let mut moments = 0;
    for (acknowledged, read) in &balances {
        let transfers = usize::try_from(read["book_transfers"].as_u64().unwrap()).unwrap();
        assert!(
            transfers >= reached[*acknowledged],
            "it knows less than was acknowledged"
        );
        let found: BTreeMap<Uuid, i64> = read["accounts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|account| {
                let id = account["id"].as_str().unwrap().parse().unwrap();
                (id, account["balance_minutes"].as_i64().unwrap())
            })
            .collect();
        assert_eq!(found.values().sum::<i64>(), 0, "{read}");
        assert!(
            found.values().all(|balance| balance.abs() <= LIMIT),
            "{read}"
        );
        let moment = &book.moments[transfers];
        for party in &parties {
            let balance = moment.get(party).copied().unwrap_or(0);
            assert_eq!(found[party], balance, "after transfer {transfers}: {read}");
        }
        moments += usize::from(transfers > 0);
    }
    let refused = seen.refused.into_inner();
    println!(
        "{} approvals, {refused} refused at a limit, {} reads",
        posted.len(),
        balances.len()
    );
    assert!(refused > 0, "no limit was ever reached");
    assert!(
        moments * 2 > balances.len(),
        "most reads were of an empty book"
    );
    community.assert_books_are_clean();
}

/// The finished book: which number each transfer has, and the balances after each of them.
struct Book {
    numbers: HashMap<Uuid, usize>,
    moments: Vec<BTreeMap<Uuid, i64>>,
}

impl Book {
    fn of(community: &Community) -> Self {
        let mut book = Self {
            numbers: HashMap::new(),
            moments: vec![BTreeMap::new()],
        };
        community.db_read(|conn| {
            ledger::for_each_transfer(conn, |transfer| {
                let mut balances = book.moments.last().unwrap().clone();
                for entry in &transfer.entries {
                    *balances.entry(entry.account.uuid()).or_insert(0) += entry.minutes.get();
                }
                book.numbers.insert(transfer.id.uuid(), book.moments.len());
                book.moments.push(balances);
                Ok::<_, timebank::Error>(())
            })
        });
        book
    }
}
