//! The clock of the bank: when the program starts and every ten minutes it looks for what has
//! waited long enough, and reminds, hands on, confirms by silence or ends it; and whether it is
//! time to tell somebody what is new.
//!
//! Each sweep is one short write, and the next follows while there is more. What fails is logged
//! and tried again at the next turn: nothing is lost, because what is due stays due.

use std::sync::Arc;
use std::time::Duration;

use database::Database;
use reports::reminders;
use rusqlite::Transaction;
use timebank::clock::{Channel, Clock};
use timebank::exchange;
use timebank::{System, asking, bank, digest, joining, series, setup};
use tokio::time::{MissedTickBehavior, interval};

/// How often it looks.
const EVERY: Duration = Duration::from_mins(10);

/// What one sweep did with exchanges, askings, regular arrangements and applications.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Swept {
    pub(crate) exchanges: exchange::Swept,
    pub(crate) askings: asking::Swept,
    /// How many applications were erased or deleted.
    pub(crate) applications: usize,
    pub(crate) series: series::Swept,
}

impl Swept {
    /// There is more to do: sweep again.
    pub(crate) const fn more(&self) -> bool {
        self.exchanges.more || self.askings.more || self.series.more
    }
}

/// Sweeps now and every so often, until the program stops.
pub(crate) async fn run(database: Database, clock: Arc<dyn Clock>) {
    let mut turns = interval(EVERY);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        loop {
            let now = clock.now();
            match database.write(move |tx| once(tx, now)).await {
                Ok(swept) => {
                    log(&swept);
                    if !swept.more() {
                        break;
                    }
                }
                Err(error) => {
                    tracing::warn!(cause = %error, "the sweep is tried again later");
                    break;
                }
            }
        }
    }
}

/// One sweep, at this instant.
pub(crate) fn once(
    tx: &Transaction<'_>,
    now: chrono::DateTime<chrono::Utc>,
) -> timebank::Result<Swept> {
    let bank = bank::get(tx)?;
    let moment = bank.moment(now, Channel::Cli);
    let by = System::COMMAND_LINE;
    digest::sweep(tx, &by, &moment)?;
    for due in reminders::due(tx, &bank, moment.today)? {
        let days = (due.period.from(), due.period.to());
        setup::remind(tx, &by, &due.kept, days, &moment)?;
    }
    Ok(Swept {
        exchanges: exchange::sweep(tx, &by, &moment)?,
        askings: asking::sweep(tx, &by, &moment)?,
        applications: joining::sweep(tx, &by, &moment)?,
        series: series::sweep(tx, &by, &moment)?,
    })
}

fn log(swept: &Swept) {
    let asked = swept.askings;
    if asked.reminded + asked.lapsed > 0 {
        tracing::info!(
            reminded = asked.reminded,
            lapsed = asked.lapsed,
            "swept what was asked of neighbours"
        );
    }
    if swept.applications > 0 {
        tracing::info!(
            applications = swept.applications,
            "erased what is kept no longer"
        );
    }
    let regular = swept.series;
    if regular.asked + regular.lapsed > 0 {
        tracing::info!(
            asked = regular.asked,
            lapsed = regular.lapsed,
            "swept regular arrangements"
        );
    }
    let swept = swept.exchanges;
    if swept.did_something() {
        tracing::info!(
            scheduled = swept.scheduled,
            reminded = swept.reminded,
            handed = swept.handed,
            confirmed = swept.confirmed,
            lapsed = swept.lapsed,
            left = swept.left,
            "swept what had waited"
        );
    }
}
