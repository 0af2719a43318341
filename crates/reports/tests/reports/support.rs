//! A bank in memory: Ann, Bob and a school are members, Ruth coordinates, and a clock is moved
//! by hand.

use std::cell::Cell;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use ledger::{AccountId, Minutes, Transfer, TransferId, TransferKind};
use reports::activity::{ActivityReport, Period, activity as activity_report};
use rusqlite::{Connection, Transaction};
use timebank::activity::{self, ActivityDetails, Mark, NewActivity, Part, Payment};
use timebank::actor::{Coordinator, Person, Role, System};
use timebank::bank::{self, Bank, BankAccounts, NewBank};
use timebank::clock::{Channel, Clock, FixedClock, Moment};
use timebank::exchange::{self, NewExchange, Spoke};
use timebank::ids::{ActivityId, CategoryId, ExchangeId, ListingId, MemberId, RateId};
use timebank::listing::{self, ListingDetails, ListingKind, NewListing};
use timebank::member::{self, Details, MemberKind, NewMember, State, StateChange};
use timebank::worth::{self, Level, NewRate, Year};
use timebank::{access, category};
use uuid::Uuid;

/// A bank founded on 2 March 2026.
pub(crate) struct TestBank {
    pub(crate) conn: Connection,
    pub(crate) clock: FixedClock,
    pub(crate) bank: Bank,
    pub(crate) ann: MemberId,
    pub(crate) bob: MemberId,
    pub(crate) school: MemberId,
    pub(crate) ruth: MemberId,
    next: Cell<u128>,
}

/// Help to be recorded: told by both to the coordinator, on paper, today, unless it says
/// otherwise.
#[derive(Clone, Copy)]
pub(crate) struct Help {
    pub(crate) giver: MemberId,
    pub(crate) receiver: MemberId,
    pub(crate) minutes: i64,
    pub(crate) days_ago: u64,
    pub(crate) category: Option<&'static str>,
    pub(crate) channel: Channel,
    pub(crate) listing: Option<ListingId>,
}

impl Help {
    pub(crate) const fn new(giver: MemberId, receiver: MemberId, minutes: i64) -> Help {
        Help {
            giver,
            receiver,
            minutes,
            days_ago: 0,
            category: Some("Gardening"),
            channel: Channel::Paper,
            listing: None,
        }
    }

    pub(crate) const fn days_ago(self, days_ago: u64) -> Help {
        Help { days_ago, ..self }
    }

    pub(crate) const fn of(self, category: Option<&'static str>) -> Help {
        Help { category, ..self }
    }

    pub(crate) const fn asked(self, request: ListingId) -> Help {
        let listing = Some(request);
        Help { listing, ..self }
    }

    pub(crate) const fn through(self, channel: Channel) -> Help {
        Help { channel, ..self }
    }
}

impl TestBank {
    /// A bank with nobody in it.
    pub(crate) fn empty() -> TestBank {
        let conn = crate::schema::in_memory();
        let clock = FixedClock::at("2026-03-02T09:00:00Z".parse().unwrap());
        let account = |n| AccountId::new(Uuid::from_u128(n));
        let accounts = BankAccounts {
            pot: account(1),
            operating: account(2),
            issuance: account(3),
            opening: account(4),
        };
        let new = NewBank::named("Wrensham Timebank");
        let moment = Moment::new(clock.now(), new.zone, Channel::Cli);
        let tx = conn.unchecked_transaction().unwrap();
        let bank = bank::found(&tx, &System::COMMAND_LINE, &new, accounts, &moment).unwrap();
        tx.commit().unwrap();
        let nobody = MemberId::new(Uuid::nil());
        TestBank {
            conn,
            clock,
            bank,
            ann: nobody,
            bob: nobody,
            school: nobody,
            ruth: nobody,
            next: Cell::new(99),
        }
    }

    /// A bank with its first members, and nothing in its book.
    pub(crate) fn new() -> TestBank {
        let mut test = TestBank::empty();
        test.ann = test.add("Ann Whitcombe", MemberKind::Person, Role::Member);
        test.bob = test.add("Bob Farrow", MemberKind::Person, Role::Member);
        test.school = test.add("Mill End School", MemberKind::Organisation, Role::Member);
        test.ruth = test.add("Ruth Calder", MemberKind::Person, Role::Coordinator);
        test
    }

    pub(crate) fn add(&self, name: &str, kind: MemberKind, role: Role) -> MemberId {
        let first = name.split(' ').next().unwrap().to_lowercase();
        let plain = first.chars().all(|letter| letter.is_ascii_alphanumeric());
        let new = NewMember {
            id: MemberId::new(self.id()),
            account: AccountId::new(self.id()),
            kind,
            number: None,
            details: Details {
                name: name.into(),
                email: plain.then(|| format!("{first}@example.org")),
                phone: "+44 1632 960118".into(),
                area: "Mill End".into(),
                ..Details::default()
            },
            joined_on: None,
        };
        let (by, moment) = (System::COMMAND_LINE, self.moment(Channel::Cli));
        self.write(|tx| member::add_by_system(tx, &by, &new, role, State::Active, &moment));
        new.id
    }

    /// Moves the clock to a quarter past ten on a day.
    pub(crate) fn on(&self, day: &str) -> &TestBank {
        let day: NaiveDate = day.parse().unwrap();
        self.clock
            .set(self.bank.start_of(day) + TimeDelta::minutes(10 * 60 + 15));
        self
    }

    /// Records help that both told of; it waits for approval.
    pub(crate) fn confirmed(&self, help: Help) -> ExchangeId {
        let moment = self.moment(help.channel);
        let id = ExchangeId::new(self.id());
        let category = help.category.map(|name| self.category(name));
        let new = NewExchange {
            id,
            giver: help.giver,
            receiver: help.receiver,
            listing: help.listing,
            category,
            description: "An afternoon’s help".into(),
            note: String::new(),
            done_on: moment.today - Days::new(help.days_ago),
            minutes: Minutes::new(help.minutes).unwrap(),
        };
        let by = self.coordinator();
        self.write(|tx| exchange::record_for(tx, &by, Spoke::Both, &new, &moment));
        id
    }

    /// Records and approves help.
    pub(crate) fn posted(&self, help: Help) -> ExchangeId {
        let id = self.confirmed(help);
        self.approve(id);
        id
    }

    pub(crate) fn approve(&self, id: ExchangeId) {
        let (by, moment) = (self.coordinator(), self.moment(Channel::Web));
        self.write(|tx| exchange::approve(tx, &by, id, None, &moment));
    }

    /// A group activity held on a day and settled: one leads, the others come, each for so many
    /// minutes.
    pub(crate) fn held(
        &self,
        held_on: &str,
        category: Option<&str>,
        leads: (MemberId, i64),
        come: &[(MemberId, i64)],
        payment: Payment,
    ) -> ActivityId {
        let (by, moment) = (self.coordinator(), self.moment(Channel::Web));
        let new = NewActivity {
            id: ActivityId::new(self.id()),
            details: ActivityDetails {
                title: "Soup in the hall".into(),
                place: "St Bride’s hall".into(),
                held_on: held_on.parse().unwrap(),
                starts: "Noon".into(),
                category: category.map(|name| self.category(name)),
                minutes: Minutes::new(120).unwrap(),
                notes: String::new(),
            },
        };
        let id = new.id;
        self.write(|tx| activity::add(tx, &by, &new, &moment));
        let people = [(leads, Part::Leader)].into_iter();
        let people = people.chain(come.iter().map(|one| (*one, Part::Attendee)));
        let mut marks = Vec::new();
        for ((member, minutes), part) in people {
            self.write(|tx| activity::list_person(tx, &by, id, member, part, &moment));
            marks.push(Mark {
                member,
                came: true,
                minutes: Minutes::new(minutes),
            });
        }
        self.write(|tx| activity::mark(tx, &by, id, &marks, &moment));
        let plan = activity::proposal(&self.conn, id, payment).unwrap();
        self.write(|tx| activity::settle(tx, &by, id, payment, &plan, &moment));
        id
    }

    /// Takes the settlement of a group activity back.
    pub(crate) fn take_back(&self, id: ActivityId) {
        let (by, moment) = (self.coordinator(), self.moment(Channel::Web));
        self.write(|tx| activity::take_back(tx, &by, id, "It was another day", &moment));
    }

    pub(crate) fn reverse(&self, id: ExchangeId) {
        let (by, moment) = (self.coordinator(), self.moment(Channel::Web));
        self.write(|tx| exchange::reverse(tx, &by, id, "It was another day", &moment));
    }

    pub(crate) fn leave(&self, id: MemberId) {
        let (by, moment) = (self.coordinator(), self.moment(Channel::Web));
        self.write(|tx| member::change_state(tx, &by, id, StateChange::Leave, &moment));
    }

    /// Adds an offer or a request for a member.
    pub(crate) fn list(&self, kind: ListingKind, member: MemberId) -> ListingId {
        let id = ListingId::new(self.id());
        let details = ListingDetails {
            title: "An afternoon’s help".into(),
            ..ListingDetails::default()
        };
        let new = NewListing { id, kind, details };
        let (by, moment) = (self.coordinator(), self.moment(Channel::Web));
        self.write(|tx| listing::add_for(tx, &by, member, &new, &moment));
        id
    }

    pub(crate) fn close(&self, id: ListingId) {
        let by = self.person(self.ruth).member().unwrap();
        let moment = self.moment(Channel::Web);
        self.write(|tx| listing::close(tx, &by, id, &moment));
    }

    /// Posts a transfer past all commands, as no command would.
    pub(crate) fn post_behind_their_back(
        &self,
        kind: TransferKind,
        from: AccountId,
        to: AccountId,
        minutes: i64,
    ) {
        let moment = self.moment(Channel::Cli);
        let id = TransferId::new(self.id());
        let minutes = Minutes::new(minutes).unwrap();
        let transfer = Transfer::between(id, kind, from, to, minutes, moment.today).unwrap();
        self.write(|tx| Ok(ledger::post(tx, &transfer, moment.now)?));
    }

    pub(crate) fn report(&self, from: &str, to: &str) -> ActivityReport {
        let period = period(from, to);
        activity_report(&self.conn, &self.bank, period, self.clock.now()).unwrap()
    }

    /// Writes down what an hour costs from a day on.
    pub(crate) fn rate(&self, level: Level, from: &str, pence: i64) {
        let rate = NewRate {
            level,
            from: from.parse().unwrap(),
            pence,
            source: "Made up for a test".into(),
        };
        let (by, moment) = (self.coordinator(), self.moment(Channel::Web));
        self.write(|tx| worth::set_rate(tx, &by, &rate, &moment));
    }

    pub(crate) fn remove_rate(&self, id: RateId) {
        let (by, moment) = (self.coordinator(), self.moment(Channel::Web));
        self.write(|tx| worth::remove_rate(tx, &by, id, &moment));
    }

    pub(crate) fn year(&self, year: &Year) {
        let (by, moment) = (self.coordinator(), self.moment(Channel::Web));
        self.write(|tx| worth::set_year(tx, &by, year, &moment));
    }

    pub(crate) fn account(&self, id: MemberId) -> AccountId {
        self.person(id).account()
    }

    pub(crate) fn moment(&self, channel: Channel) -> Moment {
        self.bank.moment(self.clock.now(), channel)
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    fn category(&self, name: &str) -> CategoryId {
        category::find(&self.conn, name).unwrap().unwrap().id
    }

    pub(crate) fn coordinator(&self) -> Coordinator {
        self.person(self.ruth).coordinator().unwrap()
    }

    pub(crate) fn person(&self, id: MemberId) -> Person {
        access::person_for_system(&self.conn, &System::COMMAND_LINE, id).unwrap()
    }

    fn id(&self) -> Uuid {
        self.next.set(self.next.get() + 1);
        Uuid::from_u128(self.next.get())
    }

    pub(crate) fn write<T>(
        &self,
        command: impl FnOnce(&Transaction<'_>) -> timebank::Result<T>,
    ) -> T {
        let tx = self.conn.unchecked_transaction().unwrap();
        let answer = command(&tx).unwrap();
        tx.commit().unwrap();
        answer
    }
}

/// From one ISO day to another.
pub(crate) fn period(from: &str, to: &str) -> Period {
    Period::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()
}

/// A year of a bank: twelve members, help of all kinds through all channels, some of it late,
/// waiting or taken back; hours from elsewhere, gifts and grants; one who leaves. The same for
/// the same seed.
pub(crate) fn busy_bank(seed: u64) -> TestBank {
    let test = TestBank::new();
    let mut dice = Dice(seed.wrapping_mul(2).wrapping_add(1));
    let mut members = vec![test.ann, test.bob, test.school];
    for number in 1..10 {
        members.push(test.add(
            &format!("Member{number} Example"),
            MemberKind::Person,
            Role::Member,
        ));
    }
    let accounts = test.bank.accounts;
    let stranger = members[11];
    let mut day = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
    test.on(&day.to_string());
    for member in &members[..11] {
        let to = test.account(*member);
        test.post_behind_their_back(TransferKind::Welcome, accounts.issuance, to, 120);
    }
    test.post_behind_their_back(TransferKind::Opening, accounts.opening, accounts.pot, 600);
    for _ in 0..120 {
        day = day + Days::new(dice.below(4));
        test.on(&day.to_string());
        let giver = dice.below(11);
        let receiver = (giver + 1 + dice.below(10)) % 11;
        let of = |place: u64| members[usize::try_from(place).unwrap()];
        let help = Help::new(of(giver), of(receiver), 5 * (1 + dice.signed_below(40)))
            .of([None, Some("Gardening"), Some("Lifts"), Some("Cooking")][dice.place(4)])
            .through([Channel::Paper, Channel::Phone, Channel::InPerson][dice.place(3)])
            .days_ago(dice.below(50));
        match dice.below(10) {
            0 => drop(test.confirmed(help)),
            1 => test.reverse(test.posted(help)),
            2 => {
                let pot = accounts.pot;
                let from = test.account(help.giver);
                test.post_behind_their_back(TransferKind::Donation, from, pot, help.minutes);
            }
            _ => drop(test.posted(help)),
        }
    }
    test.leave(stranger);
    test
}

/// Numbers that look like chance: xorshift.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn signed_below(&mut self, end: u64) -> i64 {
        i64::try_from(self.below(end)).unwrap()
    }

    fn place(&mut self, end: u64) -> usize {
        usize::try_from(self.below(end)).unwrap()
    }
}
