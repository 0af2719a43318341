//! A report to try the page with.

use chrono::{DateTime, Utc};
use ledger::{AccountKind, Digest, Head};
use reports::activity::{Amount, Metric, Totals, Unit, metric};
use reports::disclosure::{
    AccountsRow, Audience, CategoryRow, ChannelRow, Holders, MonthRow, PairRow, ProtectedFigure,
    ProtectedProof, ProtectedReport, Shown,
};
use reports::period::Period;
use timebank::member::MemberKind;
use timebank::{CategoryId, Channel};

const FEW: Shown<Amount> = Shown::FewPeople(5);

/// 40 hours of 17 members in three months. Readers outside see one month and two kinds of help.
pub(super) fn report(audience: Audience) -> ProtectedReport {
    let outside = audience != Audience::Committee;
    let amount = |exchanges, minutes, masked: Shown<Amount>| match masked {
        Shown::Exact(_) => Shown::Exact(Amount { exchanges, minutes }),
        masked if outside => masked,
        _ => Shown::Exact(Amount { exchanges, minutes }),
    };
    let exact = Shown::Exact(Amount::default());
    let month = |first: &str, amount| MonthRow {
        first: first.parse().unwrap(),
        amount,
    };
    let kind = |id, name: &str, amount| CategoryRow {
        category: Some(CategoryId::new(id)),
        name: name.to_owned(),
        amount,
    };
    let made_at: DateTime<Utc> = "2026-11-22T09:40:00Z".parse().unwrap();
    ProtectedReport {
        audience,
        bank: "Wrensham Timebank".into(),
        period: Period::new("2026-07-01".parse().unwrap(), "2026-09-30".parse().unwrap()).unwrap(),
        part: None,
        made_at,
        made_at_words: "22 November 2026 at 9:40am".into(),
        figures: metric::ALL
            .map(|metric| ProtectedFigure {
                metric,
                value: value(metric, outside),
            })
            .to_vec(),
        giving_only: people(6, outside),
        receiving_only: people(4, outside),
        months: vec![
            month("2026-07-01", amount(40, 1_500, exact)),
            month("2026-08-01", amount(2, 300, FEW)),
            month("2026-09-01", amount(18, 600, Shown::Hidden)),
        ],
        categories: vec![
            kind(1, "Gardening", amount(30, 1_200, exact)),
            kind(2, "Lifts", amount(18, 600, exact)),
            kind(3, "Cooking", amount(10, 500, Shown::Hidden)),
            kind(4, "Legal help", amount(2, 100, FEW)),
        ],
        channels: vec![ChannelRow {
            channel: Channel::Web,
            amount: amount(60, 2_400, exact),
        }],
        pairs: vec![PairRow {
            giver: MemberKind::Person,
            receiver: MemberKind::Person,
            amount: amount(60, 2_400, exact),
        }],
        left_out: Vec::new(),
        beside_whole: false,
        previous: None,
        comparison: "40 hours were exchanged from July to September 2026.".into(),
        year_before: None,
        yearly_comparison: None,
        proof: proof(outside),
        restated: None,
        closings: Vec::new(),
        survey: None,
        chapters: Vec::new(),
        head: Head {
            seq: 9_412,
            digest: Digest::ZERO,
        },
    }
}

/// The same days with next to nobody in them.
pub(super) fn quiet() -> ProtectedReport {
    let mut report = report(Audience::OUTSIDE);
    for figure in &mut report.figures {
        figure.value = Shown::Hidden;
    }
    (report.giving_only, report.receiving_only) = (Shown::Hidden, Shown::Hidden);
    for month in &mut report.months {
        month.amount = Shown::Hidden;
    }
    report.categories.clear();
    report.channels.clear();
    report.pairs.clear();
    report.proof.posted = Shown::Hidden;
    report.proof.reversed = Shown::Hidden;
    report.proof.standing = Shown::Hidden;
    report.proof.accounts.clear();
    report.proof.totals = Shown::Hidden;
    report.proof.about_accounts = "";
    report
}

/// Gives a figure another value.
pub(super) fn set(report: &mut ProtectedReport, metric: &Metric, value: Shown<i64>) {
    for figure in &mut report.figures {
        if figure.metric.id == metric.id {
            figure.value = value;
        }
    }
}

fn value(metric: &Metric, outside: bool) -> Shown<i64> {
    let id = metric.id;
    if id == metric::MINUTES_EXCHANGED.id {
        Shown::Exact(2_400)
    } else if id == metric::EXCHANGES.id {
        Shown::Exact(60)
    } else if id == metric::DAYS_TO_APPROVAL.id {
        Shown::Exact(3)
    } else if id == metric::MEMBERS_NEW.id {
        people(2, outside)
    } else if id == metric::MEMBERS_BOTH.id {
        people(7, outside)
    } else if metric.unit == Unit::Members {
        people(17, outside)
    } else {
        Shown::Exact(9)
    }
}

/// Rounded to the nearest 5 for readers outside.
fn people(count: i64, outside: bool) -> Shown<i64> {
    match count {
        _ if !outside => Shown::Exact(count),
        1..=4 => Shown::FewerThan(5),
        _ => Shown::Rounded {
            value: (count + 2) / 5 * 5,
            nearest: 5,
        },
    }
}

fn proof(outside: bool) -> ProtectedProof {
    let amount = |exchanges, minutes| Shown::Exact(Amount { exchanges, minutes });
    let row = |holders, closing| AccountsRow {
        holders,
        opening: 0,
        incoming: 2_400,
        outgoing: 2_400 - closing,
        closing,
    };
    ProtectedProof {
        matches_book: true,
        sentence: "This report agrees with the book.",
        differences: Vec::new(),
        posted: if outside {
            Shown::Hidden
        } else {
            amount(61, 2_460)
        },
        reversed: if outside { FEW } else { amount(1, 60) },
        rest: amount(0, 0),
        standing: amount(60, 2_400),
        sum_of_accounts: 0,
        accounts: vec![
            row(Holders::MembersAndOrganisations, 60),
            row(Holders::Kind(AccountKind::Issuance), -60),
        ],
        totals: Shown::Exact(Totals {
            opening: 0,
            incoming: 4_800,
            outgoing: 4_800,
            closing: 0,
        }),
        about_accounts: "Every account is here.",
    }
}
