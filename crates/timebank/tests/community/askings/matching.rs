//! Who is named as one who could help: evidence, headings, languages and times.

use chrono::{Days, TimeDelta};
use timebank::asking::{self, Seeker, Standing};
use timebank::category::{self, Rules};
use timebank::checks::{self, NewCheck, Whose};
use timebank::circumstances::{self, Circumstances, Time};
use timebank::ids::{CategoryId, CheckId, MemberId};
use timebank::listing::{Listing, ListingKind};
use timebank::needs::{self, Need, Needs};

use super::{Street, list, street};

/// Ruth has seen Cara's licence, good until so many days from today.
fn licence(street: &Street, of: MemberId, days: i64) {
    let bank = &street.bank;
    let check = NewCheck {
        id: CheckId::new(bank.id()),
        kind: "driving licence".into(),
        level: String::new(),
        seen_on: bank.today() - Days::new(400),
        renew_on: Some(bank.today() + TimeDelta::days(days)),
    };
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| checks::see(tx, &ruth, Whose::Member(of), &check, &bank.moment()))
        .unwrap();
}

#[test]
fn whose_evidence_is_missing_or_ran_out_is_named_to_coordinators_only_and_last() {
    let street = street();
    let bank = &street.bank;
    let by = bank.person(bank.nia).administrator().unwrap();
    let gardening = CategoryId::new(2);
    let rules = Rules {
        evidence: "Driving licence".into(),
        ..category::kept(&bank.conn, gardening).unwrap().rules
    };
    bank.write(|tx| category::change(tx, &by, gardening, &rules, &bank.moment()))
        .unwrap();
    licence(&street, street.dan, 0);
    licence(&street, street.eve, 30);
    assert_eq!(street.named(), ["Eve Holt"]);
    let seeker = Seeker::Coordinator;
    let found = asking::matches(&bank.conn, &street.request, seeker, 9, &bank.moment()).unwrap();
    let told: Vec<_> = found
        .iter()
        .map(|one| (&*one.name, one.evidence.as_ref().unwrap().standing))
        .collect();
    let (on, until) = (bank.today(), Some(bank.today() + Days::new(30)));
    assert_eq!(
        told,
        [
            ("Eve Holt", Standing::Seen { until }),
            ("Cara Moss", Standing::Missing),
            ("Dan Reed", Standing::RanOut { on }),
        ]
    );
    licence(&street, street.cara, 1);
    assert_eq!(street.named(), ["Cara Moss", "Eve Holt"]);
}

#[test]
fn an_offer_under_the_heading_of_a_request_counts_as_the_same_kind() {
    let street = street();
    let bank = &street.bank;
    let home = category::find(&bank.conn, "Home and garden").unwrap();
    let home = home.unwrap().id.get();
    let request = list(bank, bank.bob, ListingKind::Request, "Windows", home);
    let found = |request: &Listing| {
        let found = asking::matches(&bank.conn, request, Seeker::Member, 9, &bank.moment());
        let found = found.unwrap().into_iter();
        found
            .filter(|one| one.same_kind)
            .map(|one| one.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(found(&request), ["Cara Moss", "Dan Reed"]);
    list(bank, street.eve, ListingKind::Offer, "This and that", home);
    assert_eq!(
        found(&street.request),
        ["Cara Moss", "Dan Reed", "Eve Holt"]
    );
}

#[test]
fn who_speaks_the_same_language_is_named_before_who_is_free_at_the_same_time() {
    let street = street();
    let bank = &street.bank;
    let says = |who, languages: &str, times: &[Time]| {
        let said = Circumstances {
            languages: Circumstances::languages_in(languages),
            times: times.to_vec(),
        };
        let by = bank.person(who);
        bank.write(|tx| circumstances::say(tx, &by, &said, &bank.moment()))
            .unwrap();
    };
    let found = || {
        let seeker = Seeker::Member;
        asking::matches(&bank.conn, &street.request, seeker, 9, &bank.moment()).unwrap()
    };
    says(street.dan, "Polish", &[Time::Mornings, Time::Weekends]);
    assert_eq!(street.named(), ["Cara Moss", "Dan Reed", "Eve Holt"]);
    says(bank.ann, "", &[Time::Weekends, Time::Evenings]);
    assert_eq!(street.named(), ["Dan Reed", "Cara Moss", "Eve Holt"]);
    assert_eq!(found()[0].times, [Time::Weekends]);
    says(street.cara, "Welsh, polish", &[]);
    assert_eq!(street.named(), ["Dan Reed", "Cara Moss", "Eve Holt"]);
    says(bank.ann, "Polish", &[]);
    says(street.dan, "", &[Time::Weekends]);
    assert_eq!(street.named(), ["Cara Moss", "Dan Reed", "Eve Holt"]);
    assert_eq!(found()[0].languages, ["Polish"]);
    assert_eq!(found()[1].languages, [""; 0]);
}

#[test]
fn somebody_who_interprets_for_whoever_asks_is_named_first() {
    let street = street();
    let bank = &street.bank;
    let said = Circumstances {
        languages: vec!["Polish".into()],
        times: Vec::new(),
    };
    let (dan, ann) = (bank.person(street.dan), bank.person(bank.ann));
    bank.write(|tx| circumstances::say(tx, &dan, &said, &bank.moment()))
        .unwrap();
    let needs = Needs {
        ticked: vec![Need::Interpreter],
        interpreter: "polish".into(),
        review_on: bank.today() + Days::new(180),
        ..Needs::default()
    };
    bank.write(|tx| needs::say(tx, &ann, &needs, &bank.moment()))
        .unwrap();
    assert_eq!(street.named(), ["Dan Reed", "Cara Moss", "Eve Holt"]);
}
