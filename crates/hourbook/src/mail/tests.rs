//! A postman with a mail server that answers as a script says: kindly, with refusals, slowly,
//! with nonsense, or by hanging up.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use ledger::{AccountId, Minutes};
use rusqlite::Transaction;
use tempfile::TempDir;
use timebank::access::{self, Secret};
use timebank::bank::{self, BankAccounts, NewBank};
use timebank::clock::FixedClock;
use timebank::delivery::{Choices, Topic, Undelivered, Way};
use timebank::digest::{self, Often};
use timebank::exchange::{self, NewExchange};
use timebank::member::{self, Details, MemberKind, NewMember, State};
use timebank::{CategoryId, ExchangeId, MemberId, Role};
use uuid::Uuid;

use super::*;

mod letters;

/// What the mail server does with the next mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mood {
    /// Takes it.
    Kind,
    /// Says at the recipient that there is no such person.
    NobodyHere,
    /// Says at the recipient that it should be tried later.
    NotNow,
    /// Takes the whole mail and hangs up without a word.
    HangsUp,
    /// Greets with something that is not SMTP.
    Babbles,
    /// Hears the recipient and says nothing more.
    FallsSilent,
}

/// A mail server on this machine, and the mails it took.
struct Server {
    port: u16,
    mood: Arc<Mutex<Mood>>,
    taken: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (mood, taken) = (Arc::new(Mutex::new(mood)), Arc::new(Mutex::new(Vec::new())));
        let (moods, mails) = (Arc::clone(&mood), Arc::clone(&taken));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (moods, mails) = (Arc::clone(&moods), Arc::clone(&mails));
                // Each line has a thread of its own, as the postman keeps one open.
                std::thread::spawn(move || converse(&stream.unwrap(), &moods, &mails));
            }
        });
        Self { port, mood, taken }
    }

    fn becomes(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    fn settings(&self) -> MailSettings {
        MailSettings::understand(&Said {
            server: Some(format!("127.0.0.1:{}", self.port)),
            security: Some("none".into()),
            from: Some("bank@example.org".into()),
            ..Said::default()
        })
        .unwrap()
        .unwrap()
    }
}

/// One line, until either side ends it. The mood is that of the moment, on every line: the
/// postman may keep more than one open. Whatever fails, fails because the other hung up.
fn converse(stream: &TcpStream, moods: &Mutex<Mood>, mails: &Mutex<Vec<String>>) -> Option<()> {
    let mood = || *moods.lock().unwrap();
    let mut out = stream;
    let mut lines = BufReader::new(stream).lines();
    let greeting = if mood() == Mood::Babbles {
        "<html>hello</html>\r\n"
    } else {
        "220 mail.example.org\r\n"
    };
    out.write_all(greeting.as_bytes()).ok()?;
    while let Some(Ok(line)) = lines.next() {
        let answer = match line.get(..4).unwrap_or_default() {
            "RCPT" => match mood() {
                Mood::NobodyHere => "550 no such person\r\n".to_owned(),
                Mood::NotNow => "451 not now\r\n".to_owned(),
                Mood::FallsSilent => continue,
                _ => "250 fine\r\n".to_owned(),
            },
            "DATA" => {
                out.write_all(b"354 go on\r\n").ok()?;
                let mail: Vec<String> = lines
                    .by_ref()
                    .map_while(Result::ok)
                    .take_while(|line| line != ".")
                    .collect();
                if mood() == Mood::HangsUp {
                    return None;
                }
                mails.lock().unwrap().push(mail.join("\n"));
                "250 taken\r\n".to_owned()
            }
            "QUIT" => {
                out.write_all(b"221 goodbye\r\n").ok()?;
                return None;
            }
            _ => "250 fine\r\n".to_owned(),
        };
        out.write_all(answer.as_bytes()).ok()?;
    }
    None
}

/// A bank with Ann and Bob, and a postman.
struct Town {
    postman: Postman,
    clock: FixedClock,
    ann: MemberId,
    bob: MemberId,
    ruth: MemberId,
    _folder: TempDir,
}

fn start() -> DateTime<Utc> {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

impl Town {
    fn with(settings: Option<MailSettings>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::create(&folder.path().join("town.hourbook")).unwrap();
        let clock = FixedClock::at(start());
        let people = database.write_blocking(found).unwrap();
        let address = "https://bank.example.org".parse().unwrap();
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let postman = Postman::new(database, shared, address, settings).unwrap();
        Self {
            postman,
            clock,
            ann: people[0],
            bob: people[1],
            ruth: people[2],
            _folder: folder,
        }
    }

    /// Bob writes down an hour of help from Ann, so that Ann is asked.
    fn ann_is_asked(&self) {
        let (ann, bob, now) = (self.ann, self.bob, self.clock.now());
        self.write(move |tx| {
            let by = access::person_for_system(tx, &System::COMMAND_LINE, bob)?.member()?;
            let moment = bank::get(tx)?.moment(now, Channel::Web);
            let new = NewExchange {
                id: ExchangeId::new(timebank::clock::new_id()),
                giver: ann,
                receiver: bob,
                listing: None,
                category: Some(CategoryId::new(1)),
                description: "Read letters".into(),
                note: String::new(),
                done_on: moment.today,
                minutes: Minutes::new(60).unwrap(),
            };
            exchange::record(tx, &by, &new, &moment).map(|_| ())
        });
    }

    fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Transaction<'_>) -> timebank::Result<T> + Send + 'static,
    ) -> T {
        self.postman.database.write_blocking(job).unwrap()
    }

    async fn goes_round(&self) {
        self.postman.round().await.unwrap();
    }

    fn undelivered(&self) -> Vec<Undelivered> {
        let ruth = self.ruth;
        self.postman
            .database
            .read_blocking(move |conn| {
                let by = access::person_for_system(conn, &System::COMMAND_LINE, ruth)?;
                delivery::undelivered(conn, &by.coordinator()?)
            })
            .unwrap()
    }

    fn troubles(&self) -> Vec<(Trouble, bool)> {
        self.undelivered()
            .iter()
            .map(|mail| (mail.trouble, mail.tried_again))
            .collect()
    }
}

fn found(tx: &Transaction<'_>) -> timebank::Result<[MemberId; 3]> {
    let account = |n| AccountId::new(Uuid::from_u128(n));
    let accounts = BankAccounts {
        pot: account(1),
        operating: account(2),
        issuance: account(3),
        opening: account(4),
    };
    let new = NewBank::named("Wrensham Timebank");
    let moment = Moment::new(start(), new.zone, Channel::Cli);
    bank::found(tx, &System::COMMAND_LINE, &new, accounts, &moment)?;
    let add = |n: u128, name: &str, role| {
        let new = NewMember {
            id: MemberId::new(Uuid::from_u128(n)),
            account: account(n + 100),
            kind: MemberKind::Person,
            number: None,
            details: Details {
                name: name.into(),
                email: Some(format!("member{n}@example.org")),
                ..Details::default()
            },
            joined_on: None,
        };
        let by = System::COMMAND_LINE;
        member::add_by_system(tx, &by, &new, role, State::Active, &moment).map(|found| found.id)
    };
    Ok([
        add(11, "Ann Whitcombe", Role::Member)?,
        add(12, "Bob Farrow", Role::Member)?,
        add(13, "Ruth Calder", Role::Coordinator)?,
    ])
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_asked_gets_one_mail_with_a_text_and_a_page() {
    let server = Server::start(Mood::Kind);
    let town = Town::with(Some(server.settings()));
    town.ann_is_asked();
    town.goes_round().await;
    town.goes_round().await;
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    assert!(taken[0].contains("member11@example.org"));
    assert!(taken[0].contains("Subject: Bob Farrow says you helped them for 1 hour"));
    assert!(taken[0].contains("text/plain") && taken[0].contains("text/html"));
    assert!(taken[0].contains("https://bank.example.org/exchanges/"));
    assert!(town.undelivered().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_sign_in_stands_in_the_mail_and_nowhere_else() {
    let server = Server::start(Mood::Kind);
    let town = Town::with(Some(server.settings()));
    let (ann, now) = (town.ann, town.clock.now());
    // However else she likes to be told: she waits at the screen.
    town.write(move |tx| {
        let by = access::person_for_system(tx, &System::COMMAND_LINE, ann)?;
        let moment = bank::get(tx)?.moment(now, Channel::Web);
        let letters = Choices::USUAL.with(Topic::Answer, Way::Letter);
        delivery::choose(tx, &by, letters, &moment)?;
        access::ask_link(tx, "member11@example.org", &moment)
    });
    town.goes_round().await;
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    let begins = "https://bank.example.org/sign-in/link/";
    // Long lines of a mail are broken; an = at the end says so.
    let mail = taken[0].replace("=\r\n", "").replace("=\n", "");
    let from = mail.find(begins).unwrap() + begins.len();
    let secret = Secret::parse(&mail[from..from + 43]).unwrap();
    let found = town
        .postman
        .database
        .read_blocking(move |conn| access::link(conn, &secret, now))
        .unwrap();
    assert_eq!(found.unwrap().member, ann);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_comes_too_late_is_not_sent() {
    let server = Server::start(Mood::NotNow);
    let town = Town::with(Some(server.settings()));
    let now = town.clock.now();
    town.write(move |tx| {
        let moment = bank::get(tx)?.moment(now, Channel::Web);
        access::ask_link(tx, "member11@example.org", &moment)
    });
    town.goes_round().await;
    server.becomes(Mood::Kind);
    town.clock.advance(TimeDelta::minutes(31));
    town.goes_round().await;
    assert!(server.taken().is_empty());
    assert_eq!(town.troubles(), [(Trouble::Gone, false)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_address_is_shown_to_a_coordinator_and_not_tried_again() {
    let server = Server::start(Mood::NobodyHere);
    let town = Town::with(Some(server.settings()));
    town.ann_is_asked();
    town.goes_round().await;
    assert_eq!(town.troubles(), [(Trouble::Refused, false)]);
    server.becomes(Mood::Kind);
    town.clock.advance(TimeDelta::days(2));
    town.goes_round().await;
    assert!(server.taken().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_was_put_off_is_tried_after_a_minute() {
    let server = Server::start(Mood::NotNow);
    let town = Town::with(Some(server.settings()));
    town.ann_is_asked();
    town.goes_round().await;
    assert_eq!(town.troubles(), [(Trouble::PutOff, true)]);
    server.becomes(Mood::Kind);
    town.goes_round().await;
    assert!(server.taken().is_empty(), "a minute has not passed");
    town.clock.advance(TimeDelta::minutes(1));
    town.goes_round().await;
    assert_eq!(server.taken().len(), 1);
    assert!(town.undelivered().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_may_have_arrived_is_sent_again_only_when_a_coordinator_says_so() {
    let server = Server::start(Mood::HangsUp);
    let town = Town::with(Some(server.settings()));
    town.ann_is_asked();
    town.goes_round().await;
    assert_eq!(town.troubles(), [(Trouble::Unsure, false)]);
    server.becomes(Mood::Kind);
    town.clock.advance(TimeDelta::days(2));
    town.goes_round().await;
    assert!(server.taken().is_empty());
    let (ruth, now, notice) = (town.ruth, town.clock.now(), town.undelivered()[0].notice);
    town.write(move |tx| {
        let by = access::person_for_system(tx, &System::COMMAND_LINE, ruth)?.coordinator()?;
        delivery::again(tx, &by, notice, &bank::get(tx)?.moment(now, Channel::Web))
    });
    town.goes_round().await;
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_is_gone_or_talks_nonsense_is_tried_later() {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = gone.local_addr().unwrap().port();
    drop(gone);
    let nobody = Server {
        port,
        mood: Arc::new(Mutex::new(Mood::Kind)),
        taken: Arc::default(),
    };
    for server in [nobody, Server::start(Mood::Babbles)] {
        let town = Town::with(Some(server.settings()));
        town.ann_is_asked();
        town.goes_round().await;
        assert_eq!(town.troubles(), [(Trouble::Unreachable, true)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_falls_silent_does_not_hold_the_postman_for_ever() {
    let server = Server::start(Mood::FallsSilent);
    let mut town = Town::with(None);
    let patience = Duration::from_secs(1);
    town.postman.transport = Some(Transport::new(server.settings(), patience).unwrap());
    town.ann_is_asked();
    town.goes_round().await;
    assert_eq!(town.troubles().len(), 1);
    assert!(server.taken().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_under_way_when_the_program_stopped_is_not_sent_twice() {
    let server = Server::start(Mood::Kind);
    let town = Town::with(Some(server.settings()));
    town.ann_is_asked();
    let now = town.clock.now();
    town.write(move |tx| {
        let moment = bank::get(tx)?.moment(now, Channel::Cli);
        delivery::sort(tx, &System::COMMAND_LINE, true, &moment)?;
        delivery::claim(tx, &System::COMMAND_LINE, AT_ONCE, &moment)
    });
    town.postman.recover().await.unwrap();
    town.goes_round().await;
    assert_eq!(town.troubles(), [(Trouble::Unsure, false)]);
    assert!(server.taken().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_letters_gets_a_letter_and_no_mail() {
    let server = Server::start(Mood::Kind);
    let town = Town::with(Some(server.settings()));
    let (ann, ruth, now) = (town.ann, town.ruth, town.clock.now());
    town.write(move |tx| {
        let by = access::person_for_system(tx, &System::COMMAND_LINE, ann)?;
        let choices = Choices::USUAL.with(Topic::Answer, Way::Letter);
        delivery::choose(tx, &by, choices, &bank::get(tx)?.moment(now, Channel::Web))
    });
    town.ann_is_asked();
    town.goes_round().await;
    assert!(server.taken().is_empty());
    let posted = town.write(move |tx| {
        let by = access::person_for_system(tx, &System::COMMAND_LINE, ruth)?.coordinator()?;
        let letters = delivery::letters(tx, &by)?;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].name, "Ann Whitcombe");
        let ids: Vec<i64> = letters.iter().map(|letter| letter.notice.id).collect();
        let moment = bank::get(tx)?.moment(now, Channel::Web);
        delivery::posted(tx, &by, &ids, &moment)?;
        delivery::posted(tx, &by, &ids, &moment)
    });
    assert_eq!(posted, 0, "what was posted is not posted again");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_nothing_piles_up_to_be_sent_years_later() {
    let town = Town::with(None);
    town.ann_is_asked();
    town.goes_round().await;
    let server = Server::start(Mood::Kind);
    let later = Postman::new(
        town.postman.database.clone(),
        Arc::new(town.clock.clone()),
        town.postman.address.clone(),
        Some(server.settings()),
    )
    .unwrap();
    later.round().await.unwrap();
    assert!(server.taken().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_mail_that_was_asked_for_carries_the_link_that_ends_it() {
    let server = Server::start(Mood::Kind);
    let town = Town::with(Some(server.settings()));
    let (ann, begun) = (town.ann, town.clock.now());
    town.write(move |tx| {
        let by = access::person_for_system(tx, &System::COMMAND_LINE, ann)?;
        let moment = bank::get(tx)?.moment(begun, Channel::Web);
        let (often, secret) = (Some(Often::Weekly), Secret::new([7; 32]));
        digest::choose(tx, &by, often, &secret, &moment)
    });
    town.clock.advance(TimeDelta::days(8));
    town.ann_is_asked();
    let now = town.clock.now();
    town.write(move |tx| crate::sweeper::once(tx, now).map(drop));
    town.goes_round().await;
    let taken: Vec<String> = server
        .taken()
        .iter()
        .map(|mail| mail.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(taken.len(), 2, "{taken:?}");
    let (with, without): (Vec<_>, Vec<_>) = taken
        .iter()
        .partition(|mail| mail.contains("Subject: What is new in Wrensham Timebank"));
    let link = "List-Unsubscribe: <https://bank.example.org/unsubscribe/";
    assert!(with[0].contains(link), "{}", with[0]);
    assert!(with[0].contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
    assert!(!without[0].contains("List-Unsubscribe"));
}
