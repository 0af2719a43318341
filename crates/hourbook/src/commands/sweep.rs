//! `hourbook sweep`: what the server does by itself, for a bank that is not served just now.

use database::lock::BankLock;
use timebank::clock::{Clock as _, SystemClock};
use timebank::exchange;

use crate::bank;
use crate::cli::{BankFlags, Flags};
use crate::config::Settings;
use crate::failure::Outcome;
use crate::output::say;
use crate::sweeper;

pub(super) fn run(place: &BankFlags) -> Outcome {
    let settings = Settings::load(&Flags::from(place))?;
    let path = settings.bank()?;
    let _lock = BankLock::take(path)?;
    let database = bank::open(path)?;
    let now = SystemClock.now();
    let mut all = exchange::Swept::default();
    let (mut asked_again, mut unanswered, mut applications) = (0, 0, 0);
    let (mut days_asked, mut days_lapsed) = (0, 0);
    loop {
        let swept = database.write_blocking(move |tx| sweeper::once(tx, now))?;
        asked_again += swept.askings.reminded;
        unanswered += swept.askings.lapsed;
        applications += swept.applications;
        days_asked += swept.series.asked;
        days_lapsed += swept.series.lapsed;
        let more = swept.more();
        let swept = swept.exchanges;
        all.scheduled += swept.scheduled;
        all.reminded += swept.reminded;
        all.handed += swept.handed;
        all.confirmed += swept.confirmed;
        all.lapsed += swept.lapsed;
        all.left += swept.left;
        if !more {
            break;
        }
    }
    database.close();
    say(format!(
        "Reminded {}, handed on {}, confirmed by silence {}, lapsed {}; given a first time limit \
         {}; left as they were {}. Of what was asked of neighbours: reminded {asked_again}, \
         ended without a yes {unanswered}. Of regular arrangements: asked about {days_asked}, \
         ended without an answer {days_lapsed}. Applications erased: {applications}.",
        all.reminded, all.handed, all.confirmed, all.lapsed, all.scheduled, all.left
    ))
}
