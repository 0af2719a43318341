//! Random people, steps, policies, clocks and crashes: 20,000 operations, and all along no
//! exchange without an owner or an outcome, held minutes equal to what waits, a clean book.

use chrono::{Days, TimeDelta};
use ledger::{Minutes, TransferId};
use timebank::actor::{Person, Role};
use timebank::exchange::{self, Correction, Exchange, NewExchange, Spoke};
use timebank::ids::{CategoryId, ExchangeId, MemberId};
use timebank::policy::{self, Policy, RoundingStep, RoundingWay, Rule, Spells, Topic};
use timebank::pot::{self, Hours};
use timebank::{Error, Moment, System};

use crate::support::TestBank;

const BANKS: u64 = 20;
const OPERATIONS: u32 = 1_000;

/// A small generator: the same seed tells the same story.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.roll(of.len() as u64)).unwrap()].clone()
    }

    fn chance(&mut self, in_a_hundred: u64) -> bool {
        self.roll(100) < in_a_hundred
    }
}

struct Life {
    bank: TestBank,
    dice: Dice,
    people: Vec<MemberId>,
    made: Vec<ExchangeId>,
    done: u32,
    refused: u32,
}

impl Life {
    fn new(seed: u64) -> Self {
        let bank = TestBank::new();
        let more = [
            bank.add("Mei Tan", Role::Member),
            bank.add("Ken Doyle", Role::Coordinator),
        ];
        let people = vec![bank.ann, bank.bob, bank.ruth, bank.nia, more[0], more[1]];
        Self {
            bank,
            dice: Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1),
            people,
            made: Vec::new(),
            done: 0,
            refused: 0,
        }
    }

    /// Runs one command. Some are cut off before their commit, as by a crash. A refusal is an
    /// answer; a failure of the file is not.
    fn try_it<T>(
        &mut self,
        command: impl FnOnce(&rusqlite::Transaction<'_>, &Moment) -> timebank::Result<T>,
    ) {
        let (crash, at) = (self.dice.chance(3), self.bank.moment());
        let tx = self.bank.conn.unchecked_transaction().unwrap();
        match command(&tx, &at) {
            Ok(_) if crash => drop(tx),
            Ok(_) => {
                tx.commit().unwrap();
                self.done += 1;
            }
            Err(Error::Database(error)) => {
                panic!("the file refused what the rules let through: {error}")
            }
            Err(_) => self.refused += 1,
        }
    }

    fn person(&mut self) -> Person {
        let id = self.dice.one(&self.people);
        self.bank.person(id)
    }

    fn minutes(&mut self) -> Minutes {
        Minutes::new(i64::try_from(self.dice.roll(400)).unwrap() - 5).unwrap()
    }

    fn new_exchange(&mut self) -> NewExchange {
        let (giver, receiver) = (self.person().id(), self.person().id());
        let day = self.bank.today() + Days::new(self.dice.roll(20)) - Days::new(6);
        let id = ExchangeId::new(self.bank.id());
        self.made.push(id);
        NewExchange {
            id,
            giver,
            receiver,
            listing: None,
            category: Some(CategoryId::new(
                1 + i64::try_from(self.dice.roll(4)).unwrap(),
            )),
            description: String::new(),
            note: String::new(),
            done_on: day,
            minutes: self.minutes(),
        }
    }

    /// One that was made, most often a young one.
    fn some_exchange(&mut self) -> Option<Exchange> {
        let young = self.made.len().saturating_sub(12);
        let from = if self.dice.chance(80) { young } else { 0 };
        let id = (!self.made.is_empty()).then(|| self.dice.one(&self.made[from..]))?;
        exchange::get(&self.bank.conn, id).ok()
    }

    fn operation(&mut self) {
        match self.dice.roll(20) {
            0..=3 => self.begins(),
            4..=14 => self.goes_on(),
            15 => self.is_put_right(),
            16 => self.gives(),
            17 => self.decides_policy(),
            _ => self.time_passes(),
        }
    }

    fn begins(&mut self) {
        let (new, by, way) = (self.new_exchange(), self.person(), self.dice.roll(4));
        let spoke = self.dice.one(&[Spoke::Giver, Spoke::Receiver, Spoke::Both]);
        let own = self.bank.person(new.giver);
        self.try_it(|tx, at| match way {
            0 => exchange::record(tx, &own.member()?, &new, at),
            1 => exchange::propose(tx, &own.member()?, &new, at),
            2 => exchange::record_for(tx, &by.coordinator()?, spoke, &new, at),
            _ => exchange::propose_for(tx, &by.coordinator()?, spoke, &new, at),
        });
    }

    /// Whoever could take the next step does, or somebody else tries.
    fn goes_on(&mut self) {
        let Some(exchange) = self.some_exchange() else {
            return;
        };
        let parties = [exchange.giver.id, exchange.receiver.id];
        let party = self.dice.one(&parties);
        let (member, by) = (self.bank.person(party), self.person());
        let (id, minutes, step) = (exchange.id, self.minutes(), self.dice.roll(17));
        let claimed = Some(minutes).filter(|minutes| minutes.get() > 0);
        let day = self.bank.today();
        let spoke = self.dice.one(&[Spoke::Giver, Spoke::Both]);
        self.try_it(|tx, at| match step {
            0 | 1 => exchange::agree(tx, &member.member()?, id, at),
            2 => exchange::refuse(tx, &member.member()?, id, "No", at),
            3 => exchange::cancel(tx, &member.member()?, id, "A cold", at),
            4 | 5 => exchange::done(tx, &member.member()?, id, day, minutes, at),
            6 | 7 => exchange::confirm(tx, &member.member()?, id, at),
            8 => exchange::dispute(tx, &member.member()?, id, claimed, "No", at),
            9 => exchange::accept(tx, &member.member()?, id, at),
            10 => exchange::withdraw(tx, &member.member()?, id, "", at),
            11 => exchange::allow(tx, &by.coordinator()?, id, None, at),
            12 => exchange::confirm_for(tx, &by.coordinator()?, id, at),
            13 => exchange::decide(tx, &by.coordinator()?, id, minutes, "So", at),
            14 => exchange::decline(tx, &by.coordinator()?, id, None, "No", at),
            15 => exchange::done_for(tx, &by.coordinator()?, id, spoke, (day, minutes), at),
            _ => exchange::approve(tx, &by.coordinator()?, id, None, at),
        });
    }

    fn is_put_right(&mut self) {
        let Some(wrong) = self.some_exchange() else {
            return;
        };
        let (by, way, minutes) = (self.person(), self.dice.roll(5), self.minutes());
        let member = self.bank.person(wrong.giver.id);
        let right = Correction {
            id: ExchangeId::new(self.bank.id()),
            giver: wrong.giver.id,
            receiver: wrong.receiver.id,
            category: wrong.category,
            description: String::new(),
            done_on: self.bank.today(),
            minutes,
            reason: "So".into(),
        };
        self.made.push(right.id);
        let id = wrong.id;
        self.try_it(|tx, at| match way {
            0 => exchange::reverse(tx, &by.coordinator()?, id, "No", at),
            1 => exchange::ask_to_correct(tx, &member.member()?, id, None, "No", at),
            2 => exchange::keep_as_it_is(tx, &by.coordinator()?, id, "So", at),
            _ => exchange::correct(tx, &by.coordinator()?, id, None, &right, at),
        });
    }

    fn gives(&mut self) {
        let (by, to, minutes) = (self.person(), self.person().id(), self.minutes());
        let (way, today) = (self.dice.roll(3), self.bank.today());
        let hours = Hours {
            id: TransferId::new(self.bank.id()),
            minutes,
            given_on: today,
        };
        self.try_it(|tx, at| match way {
            0 => pot::give(tx, &by.member()?, to, &hours, "", at),
            1 => pot::donate(tx, &by.member()?, &hours, "", at),
            _ => pot::grant(tx, &by.coordinator()?, to, &hours, "So", at).map(drop),
        });
    }

    fn decides_policy(&mut self) {
        let (number, mut wanted) = policy::numbered(&self.bank.conn).unwrap();
        let topic = self.dice.one(&Topic::ALL);
        self.change(&mut wanted);
        let by = self.bank.person(self.bank.nia).administrator().unwrap();
        self.try_it(|tx, at| policy::change(tx, &by, topic, &wanted, "So", number, at));
    }

    fn change(&mut self, policy: &mut Policy) {
        for rule in [
            &mut policy.steps.arrangement,
            &mut policy.steps.confirmation,
            &mut policy.steps.approval,
        ] {
            *rule = Rule {
                always: self.dice.chance(40),
                categories: [CategoryId::new(1)]
                    .into_iter()
                    .filter(|_| self.dice.chance(30))
                    .collect(),
                first_exchanges: u32::try_from(self.dice.roll(3)).unwrap(),
                over_minutes: Some(120).filter(|_| self.dice.chance(30)),
                organisations: false,
            };
        }
        let mut spell = || u16::try_from(1 + self.dice.roll(9)).unwrap();
        let mut spells = || Spells::days(spell(), spell(), spell());
        policy.waits.proposed = spells();
        policy.waits.arranged = spells();
        policy.waits.recorded = spells();
        policy.waits.confirmed = spells();
        policy.waits.asked = spells();
        policy.waits.silence_confirms = self.dice.chance(50);
        policy.rounding.step = self.dice.one(&RoundingStep::ALL);
        policy.rounding.way = self.dice.one(&[RoundingWay::Nearest, RoundingWay::Up]);
        let stop = |dice: &mut Dice, limit| Some(limit).filter(|_| dice.chance(50));
        policy.balances.people.stop_below = stop(&mut self.dice, -600);
        policy.balances.people.stop_above = stop(&mut self.dice, 900);
    }

    fn time_passes(&mut self) {
        let hours = i64::try_from(self.dice.roll(60)).unwrap();
        self.bank.wait(TimeDelta::hours(hours));
        self.try_it(|tx, at| exchange::sweep(tx, &System::COMMAND_LINE, at));
    }

    /// Every exchange that waits has an owner and a time at which something happens by itself;
    /// one that is over has neither; the minutes held of an account are those of its exchanges.
    fn assert_all_is_looked_after(&self) -> u32 {
        let disagree = exchange::holds_disagree(&self.bank.conn).unwrap();
        assert_eq!(disagree, Vec::<String>::new());
        let mut waiting = 0;
        let mut held = std::collections::HashMap::new();
        exchange::for_each(&self.bank.conn, |exchange| {
            // What is asked to be put right waits as well.
            let waits = exchange.waits_for().is_some();
            assert_eq!(
                waits,
                exchange.state.waiting().is_some() || exchange.asked_at.is_some()
            );
            assert_eq!(exchange.owner().is_some(), waits);
            assert_eq!(exchange.due_at.is_some(), waits, "{:?}", exchange.state);
            assert!(waits || exchange.hold.is_none());
            let then = exchange::then(&self.bank.conn, &exchange)?;
            assert_eq!(then.is_some(), waits, "no outcome is written for it");
            if exchange.hold.is_some() {
                *held.entry(exchange.receiver.account).or_insert(0) += exchange.minutes.get();
            }
            waiting += u32::from(waits);
            Ok::<(), Error>(())
        })
        .unwrap();
        for id in &self.people {
            let account = self.bank.person(*id).account();
            let in_book = ledger::held(&self.bank.conn, account).unwrap().get();
            assert_eq!(in_book, held.remove(&account).unwrap_or(0));
        }
        waiting
    }
}

#[test]
fn twenty_thousand_operations_leave_nobody_waiting_for_ever_and_the_book_clean() {
    let (mut done, mut refused) = (0, 0);
    for seed in 1..=BANKS {
        let mut life = Life::new(seed);
        for number in 0..OPERATIONS {
            life.operation();
            if number % 20 == 0 {
                life.assert_all_is_looked_after();
            }
        }
        life.bank.assert_books_are_clean();
        // Nobody does anything any more: the clock alone brings everything to an end.
        let mut turns = 0;
        while life.assert_all_is_looked_after() > 0 {
            life.bank.wait(TimeDelta::days(100));
            let at = life.bank.moment();
            life.bank
                .write(|tx| exchange::sweep(tx, &System::COMMAND_LINE, &at))
                .unwrap();
            turns += 1;
            assert!(turns < 20, "something waits for ever");
        }
        life.bank.assert_books_are_clean();
        done += life.done;
        refused += life.refused;
    }
    assert!(done > 4_000, "only {done} were done, {refused} refused");
}
