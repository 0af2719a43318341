//! Treasurers and readers through the router: what each sees, and what a reader never sees.

use hourbook_tests::{House, Who};
use ledger::{Minutes, TransferId};
use timebank::pot::{self, Hours};
use timebank::{System, clock, exchange};
use web::routing::{Policy, Surface};

/// Help that stands in the book, and help that waits.
fn lived_in(house: &House) {
    let posted = house.db_confirmed(Who::Ann, Who::Bob);
    let (ruth, moment) = (
        house.person(Who::Ruth).coordinator().unwrap(),
        house.moment(),
    );
    house.db_write(move |tx| exchange::approve(tx, &ruth, posted, None, &moment));
    house.db_recorded(Who::Dilys, Who::Ken);
}

#[tokio::test]
async fn a_reader_sees_the_figures_and_nobodys_name() {
    let house = House::new();
    lived_in(&house);
    let vera = house.sign_in(Who::Vera).await;
    let mut seen = 0;
    for route in web::routes::table() {
        let open = matches!(route.policy, Policy::Account | Policy::Figures);
        if !open || route.surface == Surface::Api || route.method != "GET" {
            continue;
        }
        let path = route.path.replace("{month}", "2026-09");
        let answer = vera
            .get(&format!("{path}?period=everything&for=committee"))
            .await;
        let text = answer.text();
        for who in Who::ALL {
            // Her own, and whom to ring at the foot of the page.
            if who != Who::Vera && who != Who::Ruth {
                assert!(!text.contains(who.name()), "{} on {path}", who.name());
            }
        }
        for word in ["raspberries", "The gate sticks"] {
            assert!(!text.contains(word), "{word} on {path}");
        }
        seen += u32::from(answer.status.is_success());
    }
    assert!(seen >= 7, "only {seen} pages");
}

#[tokio::test]
async fn a_reader_gets_the_report_for_readers_outside_whatever_the_address_says() {
    let house = House::new();
    lived_in(&house);
    let vera = house.sign_in(Who::Vera).await;
    let page = vera
        .get("/reports/activity?period=everything&for=committee")
        .await;
    page.is(200).says("Activity report for funders");
    let text = page.text();
    for word in [
        "Our own committee",
        "These lists name people",
        "/members",
        "/approvals",
    ] {
        assert!(!text.contains(word), "{word}");
    }
}

#[tokio::test]
async fn a_treasurer_closes_a_month_and_a_coordinator_signs_it_after() {
    let house = House::new();
    let owen = house.sign_in(Who::Owen).await;
    let month = "/books/months/2026-10";
    owen.get("/books/months")
        .await
        .is(200)
        .says("Close October 2026");
    owen.post(&format!("{month}/closing"), &[]).await.is(303);
    owen.get(month)
        .await
        .is(200)
        .says("Signed by Owen Tate; one more signs");
    let page = owen.get(month).await.text();
    assert!(!page.contains("Open October 2026 again"));
    let ruth = house.sign_in(Who::Ruth).await;
    let page = ruth.get(month).await;
    page.is(200).says("Open October 2026 again");
    let step = page.field("step");
    ruth.post(&format!("{month}/signature"), &[("step", &step)])
        .await
        .is(303);
    owen.get(&format!("{month}/certificate"))
        .await
        .is(200)
        .says("Owen Tate")
        .says("treasurer");
    house.assert_books_are_clean();
}

#[tokio::test]
async fn whoever_signs_in_begins_where_their_work_is() {
    let house = House::new();
    for (who, place) in [
        (Who::Vera, "/reports/activity"),
        (Who::Owen, "/home"),
        (Who::Ruth, "/to-do"),
    ] {
        let client = house.sign_in(who).await;
        assert_eq!(client.get("/").await.location(), place, "{}", who.name());
    }
}

#[tokio::test]
async fn a_grant_over_the_length_waits_for_the_treasurer_and_is_given_through_the_pages() {
    let house = House::new();
    let nia = house.sign_in(Who::Nia).await;
    let settings = nia.get("/settings/grants").await;
    settings
        .is(200)
        .says("One coordinator decides about a grant alone.");
    let number = settings.field("number");
    let change = [
        ("number", number.as_str()),
        ("second_over", "1"),
        ("reason", "The committee, on 3 November"),
        ("sure", "yes"),
    ];
    nia.post("/settings/grants", &change).await.is(303);
    let (by, moment) = (house.person(Who::Ann).member().unwrap(), house.moment());
    let hours = |minutes| Hours {
        id: TransferId::new(clock::new_id()),
        minutes: Minutes::new(minutes).unwrap(),
        given_on: moment.today,
    };
    let (welcome, donation, ann) = (hours(600), hours(600), house.id(Who::Ann));
    house.db_write(move |tx| {
        pot::welcome(tx, &System::COMMAND_LINE, ann, &welcome, &moment)?;
        pot::donate(tx, &by, &donation, "", &moment)
    });
    let ruth = house.sign_in(Who::Ruth).await;
    let bob = house.id(Who::Bob).to_string();
    let id = clock::new_id().to_string();
    let grant = [
        ("id", id.as_str()),
        ("to", bob.as_str()),
        ("hours", "2"),
        ("minutes", ""),
        ("words", "A hard month"),
    ];
    ruth.post("/pot/grants/check", &grant)
        .await
        .is(200)
        .says("Somebody else looks at it first.");
    let answer = ruth.post("/pot/grants", &grant).await;
    assert_eq!(answer.location(), "/pot?done=waits");
    assert_eq!(house.balance(Who::Bob), 0);
    let page = format!("/pot/grants/{id}");
    ruth.get(&page).await.is(200).says("Somebody else decides");
    nia.get("/to-do").await.is(200).says("Grants to look at");
    let owen = house.sign_in(Who::Owen).await;
    owen.get("/home").await.is(200).says("1 waiting");
    owen.get("/pot")
        .await
        .is(200)
        .says("2 hours for Bob Farrow");
    owen.post(&format!("{page}/approval"), &[]).await.is(303);
    assert_eq!(house.balance(Who::Bob), 120);
    house.assert_books_are_clean();
}
