//! What a settling form says: who came and for how long, and who pays.

use ledger::Minutes;
use rusqlite::Connection;
use timebank::activity::{Listed, Mark, Payment, Plan, Sponsor};

use crate::components::Choice;
use crate::forms::Form;
use crate::pages::named;
use crate::pages::slips::length;
use crate::words::say;

/// The ways of paying, by the value of their radio.
pub(super) fn ways() -> Vec<Choice> {
    vec![
        Choice::new("split", say("activities-those-who-came-share-the"))
            .hinting(say("activities-by-how-long-each-was")),
        Choice::new(
            "each_to_leaders",
            say("activities-everybody-pays-their-full-time"),
        )
        .hinting(say("activities-the-leaders-get-all-of")),
        Choice::new(
            "each_to_pot",
            say("activities-everybody-pays-their-full-time-b"),
        )
        .hinting(say("activities-the-leaders-get-their-own")),
        Choice::new("pot", say("activities-the-community-pot-pays"))
            .hinting(say("activities-those-who-came-pay-nothing")),
        Choice::new("bank", say("activities-the-timebank-pays"))
            .hinting(say("activities-it-shows-in-the-account")),
        Choice::new(
            "bank_credit",
            say("activities-the-timebank-pays-and-credits"),
        )
        .hinting(say("activities-those-who-came-get-their")),
        Choice::new(
            "member",
            say("activities-an-organisation-or-another-member"),
        )
        .hinting(say("activities-out-of-their-own-hours")),
    ]
}

/// Who came, and for how long where it was not as long as the activity.
pub(super) fn marks(form: &mut Form, people: &[Listed]) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(people.len());
    for person in people {
        let number = person.number.get();
        let field = format!("long-{number}");
        let typed = form.text(&field);
        let minutes = if typed.is_empty() {
            None
        } else {
            match length(&typed) {
                Ok(minutes) => Minutes::new(minutes),
                Err(message) => {
                    form.refuse(&field, format!("{}: {message}", person.name));
                    None
                }
            }
        };
        marks.push(Mark {
            member: person.member,
            came: form.chose("came", &number.to_string()),
            minutes,
        });
    }
    marks
}

/// The form as the list stands now: everybody is there until somebody says they were not.
pub(super) fn filled(people: &[Listed]) -> Form {
    let came = people.iter().filter(|person| person.came != Some(false));
    let came = came.map(|person| ("came".to_owned(), person.number.get().to_string()));
    let long = people.iter().filter_map(|person| {
        let minutes = person.minutes?.get();
        let field = format!("long-{}", person.number.get());
        Some((field, format!("{}:{:02}", minutes / 60, minutes % 60)))
    });
    came.chain(long).collect()
}

/// Who pays, with the sponsor found where one is named.
pub(super) fn payment(
    conn: &Connection,
    form: &mut Form,
    prefix: &str,
) -> timebank::Result<Option<Payment>> {
    let by = match form.value("payment") {
        "split" => return Ok(Some(Payment::Split)),
        "each_to_leaders" => return Ok(Some(Payment::EachToLeaders)),
        "each_to_pot" => return Ok(Some(Payment::EachToPot)),
        "pot" => Sponsor::Pot,
        "bank" | "bank_credit" => Sponsor::Bank,
        "member" => match named::read(conn, &form.text("sponsor"), prefix)? {
            Ok(found) => Sponsor::Member(found.id),
            Err(why) => {
                form.refuse(
                    "sponsor",
                    say!("activities-who-pays-b", sentence = why.sentence()),
                );
                return Ok(None);
            }
        },
        _ => {
            form.refuse("payment", say("activities-choose-who-pays"));
            return Ok(None);
        }
    };
    let credit = form.value("payment") == "bank_credit";
    Ok(Some(Payment::Sponsored { by, credit }))
}

/// A plan as it travels in the form: what is written is what was looked at.
pub(super) fn seal(plan: &Plan) -> String {
    let change = |(account, minutes): (&ledger::AccountId, &i64)| format!("{account}:{minutes}");
    plan.changes
        .iter()
        .map(change)
        .collect::<Vec<_>>()
        .join(" ")
}
