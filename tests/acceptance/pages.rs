//! Pages that the bank writes itself: looked at, published, read by those they are for, changed,
//! withdrawn; and the opening words of the page on joining.

use hourbook_tests::{Client, House, Who};

const TEXT: &str = "## Before\n\nAsk *three days* before. <script>alert(1)</script>\
                    [no](javascript:alert(1)) [offer it](/offers/new)";

async fn publish(ruth: &Client, title: &str, readers: &str, more: &[(&str, &str)]) -> String {
    let form = [
        &[("title", title), ("text", TEXT), ("readers", readers)],
        more,
    ]
    .concat();
    let published = ruth.post("/pages", &form).await;
    let to = published.is(303).location().to_owned();
    to.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_page_is_looked_at_before_it_is_published_and_nothing_in_it_runs() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let empty = ruth.post("/pages/preview", &[("readers", "members")]).await;
    empty
        .is(422)
        .says("Enter a title of 80 characters or less")
        .says("Write the page");
    let form = [
        ("title", "How lifts work"),
        ("text", TEXT),
        ("readers", "members"),
    ];
    let look = ruth.post("/pages/preview", &form).await;
    look.is(200).says("Its address is /pages/how-lifts-work.");
    for page in [&look, &{
        let path = publish(&ruth, "How lifts work", "members", &[]).await;
        ruth.get(&path).await
    }] {
        assert!(page.body.contains("<h2>Before</h2>"));
        assert!(page.body.contains("<a href=\"/offers/new\">offer it</a>"));
        assert!(
            !page.body.contains("<script>alert") && !page.body.contains("javascript:alert(1)\"")
        );
    }
    let again = ruth
        .post("/pages/preview", &[&form[..], &[("back", "yes")]].concat())
        .await;
    assert_eq!(again.is(200).field("title"), "How lifts work");
    let taken = ruth.post(
        "/pages",
        &[
            ("title", "How lifts work"),
            ("text", "Other"),
            ("readers", "members"),
        ],
    );
    taken
        .await
        .is(422)
        .says("Another page has this address already");
}

#[tokio::test]
async fn each_reader_finds_the_pages_that_are_for_them() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let foot = [("foot", "yes")];
    let open = publish(&ruth, "The repair café", "everybody", &foot).await;
    let own = publish(&ruth, "How lifts work", "members", &foot).await;
    let desk = publish(&ruth, "When somebody rings", "coordinators", &foot).await;
    let reads = async |client: &Client| {
        let foot = client.get("/help").await;
        let mut found = Vec::new();
        for path in [&open, &own, &desk] {
            let status = client.get(path).await.status.as_u16();
            let named = foot.body.contains(&format!("href=\"{path}\""));
            assert_eq!(named, status == 200, "{path}");
            found.push(status);
        }
        found
    };
    assert_eq!(reads(&house.stranger()).await, [200, 303, 303]);
    assert_eq!(reads(&house.sign_in(Who::Ann).await).await, [200, 200, 404]);
    assert_eq!(
        reads(&house.sign_in(Who::Vera).await).await,
        [200, 404, 404]
    );
    assert_eq!(reads(&ruth).await, [200, 200, 200]);
    let ann = house.program(Who::Ann).get("/api/v1/pages").await.json();
    assert_eq!(ann["items"].as_array().unwrap().len(), 2);
    assert_eq!(ann["items"][0]["address"], "how-lifts-work");
}

#[tokio::test]
async fn versions_stay_and_what_was_changed_meanwhile_is_not_overwritten() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let path = publish(&ruth, "Lifts", "members", &[]).await;
    let edit = ruth.get(&format!("{path}/edit")).await;
    assert_eq!(edit.is(200).field("version"), "1");
    let change = |text: &'static str| {
        let form = [
            ("title", "Lifts"),
            ("slug", "lifts"),
            ("text", text),
            ("version", "1"),
            ("readers", "members"),
        ];
        let ruth = &ruth;
        async move { ruth.post("/pages", &form).await }
    };
    change("Newer.").await.is(303);
    change("Newer.").await.is(303);
    change("Something else.").await.is(409);
    let versions = ruth.get(&format!("{path}/versions")).await;
    versions
        .says("Version 2: Lifts")
        .says("Version 1: Lifts")
        .says("three days");
    let by_hand = house.db_read(|conn| {
        Ok(conn
            .execute("UPDATE leaflet_version SET text = 'x'", [])
            .unwrap_err()
            .to_string())
    });
    assert!(
        by_hand.contains("stays") || by_hand.contains("readonly"),
        "{by_hand}"
    );
    let gone = format!("{path}/withdrawal");
    ruth.post(&gone, &[("withdrawn", "yes")]).await.is(303);
    let ann = house.sign_in(Who::Ann).await;
    ann.get(&path).await.is(404);
    house.stranger().get(&path).await.is(404);
    ruth.get(&path).await.is(200).says("Bring it back");
    ruth.post(&gone, &[("withdrawn", "no")]).await.is(303);
    ann.get(&path).await.is(200).says("Newer.");
}

#[tokio::test]
async fn the_page_on_joining_begins_with_the_bank_s_own_words() {
    let house = House::new();
    let ruth = house.sign_in(Who::Ruth).await;
    let edit = ruth.get("/pages/join/edit").await;
    assert_eq!(edit.is(200).field("slug"), "join");
    let words = |text: &'static str| [("slug", "join"), ("title", "Opening words"), ("text", text)];
    ruth.post("/pages", &words("We began with a **kettle**."))
        .await
        .is(303);
    let stranger = house.stranger();
    let join = stranger.get("/join").await;
    assert!(
        join.body
            .contains("<p>We began with a <strong>kettle</strong>.</p>")
    );
    assert_eq!(
        stranger.get("/pages/join").await.is(303).location(),
        "/join"
    );
    assert!(!stranger.get("/pages").await.body.contains("Opening words"));
    ruth.post("/pages/join/withdrawal", &[("withdrawn", "yes")])
        .await
        .is(303);
    assert!(!stranger.get("/join").await.body.contains("kettle"));
}
