//! Reports that are handed over regularly: due when their days are over, told once, and done when
//! they are handed over.

use reports::reminders::due;
use timebank::System;
use timebank::clock::Channel;
use timebank::handover::{self, About, Told};
use timebank::outbox::{self, NoticeKind};
use timebank::setup::{self, Setup};

use crate::support::{TestBank, period};

fn setup(name: &str, period: &str, reminds: bool) -> Setup {
    Setup {
        name: name.to_owned(),
        period: period.to_owned(),
        for_committee: false,
        area: None,
        category: None,
        members: None,
        channel: None,
        project: None,
        funder: None,
        worth: false,
        survey: None,
        story: None,
        reminds,
    }
}

/// Reminds of all that is due, as the clock of the bank does, and says of which days.
fn sweep(house: &TestBank) -> Vec<String> {
    let moment = house.moment(Channel::Cli);
    let found = due(&house.conn, &house.bank, moment.today).unwrap();
    for due in &found {
        let days = (due.period.from(), due.period.to());
        house.write(|tx| setup::remind(tx, &System::COMMAND_LINE, &due.kept, days, &moment));
    }
    found.iter().map(|due| due.period.name()).collect()
}

fn notices(house: &TestBank) -> usize {
    let waiting = outbox::waiting(&house.conn).unwrap();
    let due = |notice: &&outbox::Notice| notice.kind == NoticeKind::ReportDue;
    waiting.iter().filter(due).count()
}

#[test]
fn a_report_is_due_when_its_days_are_over_until_it_is_handed_over() {
    let house = TestBank::new();
    house.on("2026-07-02");
    let by = house.coordinator();
    let moment = house.moment(Channel::Web);
    for setup in [
        setup("Council", "last-quarter", true),
        setup("For ourselves", "last-month", false),
        setup("Still running", "this-month", true),
    ] {
        house.write(|tx| setup::keep(tx, &by, &setup, &moment));
    }
    assert_eq!(sweep(&house), ["April to June 2026"]);
    let told = notices(&house);
    assert!(told > 0);
    assert_eq!(sweep(&house), ["April to June 2026"]);
    assert_eq!(notices(&house), told, "told once");

    let quarter = period("2026-04-01", "2026-06-30");
    let handed = Told {
        from: quarter.from(),
        to: quarter.to(),
        format: "pack".to_owned(),
        transfers: 0,
        exchanges: 0,
        minutes: 0,
        about: About::default(),
        survey: None,
    };
    house.write(|tx| handover::remember(tx, &by, &handed, &moment));
    assert!(sweep(&house).is_empty());

    house.on("2026-10-01");
    assert_eq!(sweep(&house), ["July to September 2026"]);
    assert_eq!(notices(&house), 2 * told);
}
