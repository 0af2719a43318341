//! Group activities through the router: planned, joined, marked, looked at, settled.

use hourbook_tests::{Answer, Client, House, Who};

async fn planned(ruth: &Client, day: &str) -> String {
    let form = ruth.get("/activities/new").await;
    let fields = [
        ("id", &*form.field("id")),
        ("title", "Chair yoga"),
        ("day", day),
        ("month", "11"),
        ("year", "2026"),
        ("hours", "1"),
        ("minutes", "30"),
        ("category", "1"),
        ("place", "St Bride’s hall"),
    ];
    let answer = ruth.post("/activities", &fields).await;
    answer.is(303);
    let path = answer.location().split('?').next().unwrap().to_owned();
    // Sent twice, it is planned once.
    let again = ruth.post("/activities", &fields).await;
    assert!(again.location().starts_with(&path));
    path
}

async fn listed(ruth: &Client, path: &str, who: &str, part: &str) -> Answer {
    let fields = [("who", who), ("part", part)];
    ruth.post(&format!("{path}/people"), &fields).await
}

fn number_of(page: &Answer, name: &str) -> String {
    let before = page.body.split(&format!(">{name}</label>")).next().unwrap();
    let at = before.rfind("for=\"came-").unwrap() + "for=\"came-".len();
    before[at..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn what_was_looked_at_is_written_in_one_transfer() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = planned(&ruth, "21").await;
    listed(&ruth, &path, "ann", "leader").await.is(303);
    listed(&ruth, &path, "bob\ndilys", "attendee").await.is(303);
    let settling = format!("{path}/settling");
    let page = ruth.get(&settling).await;
    let [ann, bob, dilys] =
        ["Ann Whitcombe", "Bob Farrow", "Dilys Prosser"].map(|name| number_of(&page, name));
    let long = format!("long-{ann}");
    let marks = [
        ("came", &*ann),
        ("came", &*bob),
        ("came", &*dilys),
        (&*long, "1:41"),
        ("payment", "split"),
    ];
    let preview = ruth.post(&settling, &marks).await;
    preview
        .is(200)
        .says("Ann Whitcombe, who led +1 h 41 min")
        .says("Sum 0 h 00 min")
        .says("101 minutes among 2 people is 50 minutes each and 1 minute over.");
    assert_eq!(house.transfers(), 0, "nothing is written by looking");
    let seal = preview.field("seal");
    let mut write = marks.to_vec();
    write.extend([("seal", &*seal), ("settle", "1")]);
    // Somebody else is ticked off: the new lines are shown, and nothing is written.
    let without: Vec<_> = write
        .iter()
        .copied()
        .filter(|field| field.1 != dilys)
        .collect();
    ruth.post(&settling, &without)
        .await
        .is(200)
        .says("Bob Farrow −1 h 41 min");
    assert_eq!(house.transfers(), 0);
    ruth.post(&settling, &write).await.is(303);
    ruth.post(&settling, &write).await.is(303);
    assert_eq!(house.transfers(), 1);
    let balances = [Who::Ann, Who::Bob, Who::Dilys].map(|who| house.balance(who));
    assert_eq!(balances.iter().sum::<i64>(), 0);
    assert_eq!((balances[0], balances[1] + balances[2]), (101, -101));
    house.assert_books_are_clean();
    let statement = house.sign_in(Who::Bob).await.get("/statement").await;
    statement.says("You came to an activity").says("Chair yoga");
}

#[tokio::test]
async fn a_member_joins_the_list_and_leaves_it() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = planned(&ruth, "25").await;
    let bob = house.sign_in(Who::Bob).await;
    bob.get("/activities").await.says("Chair yoga");
    let sign_up = format!("{path}/sign-up");
    bob.post(&sign_up, &[("coming", "yes")]).await.is(303);
    bob.get(&path)
        .await
        .says("You are on the list.")
        .says("1 person is on the list.");
    let dilys = house.sign_in(Who::Dilys).await;
    let seen = dilys.get(&path).await;
    assert!(
        !seen.text().contains("Bob Farrow"),
        "members do not see who else comes"
    );
    bob.post(&sign_up, &[("coming", "no")]).await.is(303);
    bob.get(&path).await.says("Nobody is on the list yet.");
    let cancel = format!("{path}/end");
    ruth.post(&cancel, &[("reason", " ")]).await.is(422);
    ruth.post(&cancel, &[("reason", "The hall is shut")])
        .await
        .is(303);
    bob.get(&path).await.says("The hall is shut");
}

#[tokio::test]
async fn whoever_cannot_be_told_apart_stays_in_the_box() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = planned(&ruth, "25").await;
    let answer = listed(&ruth, &path, "ann\nb\nzebedee", "attendee").await;
    answer
        .is(422)
        .says("b: Choose which “b”: Bob Farrow W-0002-")
        .says("zebedee: Nobody here is called so")
        .says("1 person is on the list.");
}

#[tokio::test]
async fn a_way_of_paying_that_does_not_work_out_says_why() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = planned(&ruth, "21").await;
    listed(&ruth, &path, "ann", "leader").await.is(303);
    let settling = format!("{path}/settling");
    let page = ruth.get(&settling).await;
    let ann = number_of(&page, "Ann Whitcombe");
    let marks = [("came", &*ann), ("payment", "split")];
    ruth.post(&settling, &marks)
        .await
        .is(422)
        .says("Tick at least one person who came");
    ruth.post(&settling, &marks[..1])
        .await
        .is(422)
        .says("Choose who pays");
    let sponsor = [
        ("came", &*ann),
        ("payment", "member"),
        ("sponsor", "zebedee"),
    ];
    ruth.post(&settling, &sponsor)
        .await
        .is(422)
        .says("Who pays: Nobody here is called so");
    assert_eq!(house.transfers(), 0);
}
