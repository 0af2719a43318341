//! Every route × every role and state: what the policy table says is what happens.
//!
//! The list of routes is the program's own, so a new route is tested the day it is added. A cell
//! that is denied must leave the file as it was; a cell that is allowed must not be turned away
//! by the policy (it may still answer 404, 409 or 422: that is the business of its own tests).

use axum::http::{Method, StatusCode};
use hourbook_tests::{Answer, Client, House, Who};
use timebank::ids::ListingId;
use timebank::listing::{self, ListingDetails, ListingKind, NewListing};
use timebank::{clock, member};
use web::routing::{Policy, RouteFacts, Surface};

/// Who stands before the door.
struct Principal {
    name: &'static str,
    client: Client,
    /// What the door knows of them: nothing, or role and state.
    known: Option<Who>,
}

/// Ids that exist, to fill the paths with.
struct Objects {
    exchange: String,
    listing: String,
    member: String,
    account: String,
}

fn objects(house: &House) -> Objects {
    let exchange = house.db_recorded(Who::Ann, Who::Bob);
    let (by, moment) = (house.person(Who::Ann).member().unwrap(), house.moment());
    let new = NewListing {
        id: ListingId::new(clock::new_id()),
        kind: ListingKind::Request,
        details: ListingDetails {
            title: "A lift to town".into(),
            ..ListingDetails::default()
        },
    };
    let listing = house
        .db_write(move |tx| listing::add(tx, &by, &new, &moment))
        .id;
    let ann = house.id(Who::Ann);
    let account = house.db_read(move |conn| member::get(conn, ann)).account;
    Objects {
        exchange: exchange.to_string(),
        listing: listing.to_string(),
        member: ann.to_string(),
        account: account.uuid().to_string(),
    }
}

async fn principals(house: &House, elsewhere: &House) -> Vec<Principal> {
    let mut all = vec![
        Principal {
            name: "a stranger",
            client: house.stranger(),
            known: None,
        },
        Principal {
            name: "an applicant with a cookie",
            client: house.stranger().with_cookie(&house.db_session(Who::Leah)),
            known: None,
        },
        Principal {
            name: "somebody who left, with a cookie",
            client: house.stranger().with_cookie(&house.db_session(Who::Walt)),
            known: None,
        },
        Principal {
            name: "a coordinator of another bank",
            client: house
                .stranger()
                .with_cookie(elsewhere.sign_in(Who::Ruth).await.cookie().unwrap()),
            known: None,
        },
        Principal {
            name: "a program without a token that works",
            client: house
                .stranger()
                .with_token("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
            known: None,
        },
        Principal {
            name: "a program of another bank",
            client: rehoused(house, elsewhere),
            known: None,
        },
    ];
    for (name, who) in [
        ("a paused member", Who::Harold),
        ("a member", Who::Dilys),
        ("a reader", Who::Vera),
        ("a treasurer", Who::Owen),
        ("a coordinator", Who::Ruth),
        ("an administrator", Who::Nia),
    ] {
        let client = house.sign_in(who).await;
        all.push(Principal {
            name,
            client,
            known: Some(who),
        });
    }
    all
}

/// A token made at one bank, presented at another.
fn rehoused(house: &House, elsewhere: &House) -> Client {
    let token = elsewhere.program(Who::Ruth).token().unwrap().to_owned();
    house.stranger().with_token(&token)
}

/// Pages of one listing that are for its member and for coordinators. The listing is Ann's, and
/// the member at these doors is not Ann.
const OWN_ONLY: [&str; 3] = [
    "/listings/{id}/edit",
    "/listings/{id}/closing",
    "/listings/{id}/asking",
];

fn admits(route: &RouteFacts, known: Option<Who>) -> bool {
    if OWN_ONLY.contains(&route.path) {
        return matches!(known, Some(Who::Ruth | Who::Nia));
    }
    match route.policy {
        Policy::Public => true,
        Policy::Account => known.is_some(),
        Policy::SignedIn => known.is_some_and(|who| who != Who::Vera),
        Policy::Member => known.is_some_and(|who| who != Who::Harold && who != Who::Vera),
        Policy::Figures => {
            matches!(known, Some(Who::Vera | Who::Owen | Who::Ruth | Who::Nia))
        }
        Policy::Treasurer => matches!(known, Some(Who::Owen | Who::Ruth | Who::Nia)),
        Policy::Coordinator => matches!(known, Some(Who::Ruth | Who::Nia)),
        Policy::Administrator => known == Some(Who::Nia),
    }
}

fn filled(path: &str, objects: &Objects) -> String {
    let id = if path.contains("exchanges") {
        &objects.exchange
    } else if path.contains("listings") {
        &objects.listing
    } else if path.contains("accounts") {
        &objects.account
    } else {
        &objects.member
    };
    let mut path = path.replace("{id}", id).replace("{month}", "2026-02");
    while let (Some(start), Some(end)) = (path.find('{'), path.find('}')) {
        path.replace_range(start..=end, "who");
    }
    path
}

async fn knock(client: &Client, route: &RouteFacts, path: &str) -> Answer {
    let content_type = match (&route.method, route.surface) {
        (&Method::GET, _) => None,
        (_, Surface::Page) => Some("application/x-www-form-urlencoded"),
        (_, Surface::Api) => Some("application/json"),
    };
    // Forms that change something carry the version that was looked at.
    let body = match (&route.method, route.surface) {
        (&Method::GET, _) => "",
        (_, Surface::Page) => "version=1",
        (_, Surface::Api) => "{}",
    };
    client
        .send(route.method.clone(), path, content_type, body.to_owned())
        .await
}

/// A page knows people by cookie and the API by token, never crosswise.
fn is_turned_away(answer: &Answer, route: &RouteFacts, known: Option<Who>) -> bool {
    match (route.surface, known) {
        (Surface::Page, None) => {
            answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/sign-in")
        }
        (Surface::Api, None) => answer.status == StatusCode::UNAUTHORIZED,
        (_, Some(_)) => answer.status == StatusCode::FORBIDDEN,
    }
}

fn is_let_in(answer: &Answer) -> bool {
    let to_sign_in =
        answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/sign-in?next");
    let refused = [
        StatusCode::UNAUTHORIZED,
        StatusCode::FORBIDDEN,
        StatusCode::METHOD_NOT_ALLOWED,
        StatusCode::MISDIRECTED_REQUEST,
    ];
    !to_sign_in && !refused.contains(&answer.status) && !answer.status.is_server_error()
}

/// Everything in the file that a denied request could have touched.
fn contents(house: &House) -> Vec<(String, i64)> {
    house.db_read(|conn| {
        let mut names = conn.prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                AND name NOT LIKE '%_words%' AND name <> 'session' ORDER BY name",
        )?;
        let names: Vec<String> = names
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut counted = Vec::new();
        for name in names {
            let count = conn.query_row(&format!("SELECT count(*) FROM {name}"), [], |row| {
                row.get(0)
            })?;
            counted.push((name, count));
        }
        Ok(counted)
    })
}

#[tokio::test]
async fn every_route_lets_in_exactly_those_whom_its_policy_names() {
    let (house, elsewhere) = (House::new(), House::new());
    let objects = objects(&house);
    let routes = web::routes::table();
    let mut cells = 0;
    let mut wrong = Vec::new();
    for mut principal in principals(&house, &elsewhere).await {
        // Those who may do less go first, and signing out goes last.
        for route in routes.iter().filter(|route| route.path != "/sign-out") {
            if let Some(who) = principal.known
                && route.surface == Surface::Api
                && principal.client.token().is_none()
            {
                let token = house.program(who).token().unwrap().to_owned();
                principal.client = principal.client.with_token(&token);
            }
            let path = filled(route.path, &objects);
            let before = contents(&house);
            let answer = knock(&principal.client, route, &path).await;
            let admitted = admits(route, principal.known);
            let right = if admitted {
                is_let_in(&answer)
            } else {
                is_turned_away(&answer, route, principal.known) && contents(&house) == before
            };
            cells += 1;
            if !right {
                wrong.push(format!(
                    "{} {} as {}: {} {:?}",
                    route.method,
                    route.path,
                    principal.name,
                    answer.status,
                    answer.headers.get("location")
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {cells} cells are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(cells > 300, "only {cells} cells");
    house.assert_books_are_clean();
}

#[tokio::test]
async fn a_member_changes_and_closes_what_is_their_own() {
    let house = House::new();
    let objects = objects(&house);
    let ann = house.sign_in(Who::Ann).await;
    for path in OWN_ONLY {
        ann.get(&filled(path, &objects)).await.is(200);
    }
}

#[tokio::test]
async fn a_cookie_opens_no_door_of_the_api_and_a_token_no_page() {
    let house = House::new();
    let browser = house.sign_in(Who::Ruth).await;
    assert_eq!(
        browser.get("/api/v1/members").await.status,
        StatusCode::UNAUTHORIZED
    );
    let program = house.program(Who::Ruth);
    assert_eq!(program.get("/members").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_stranger_to_an_exchange_is_told_that_it_does_not_exist() {
    let house = House::new();
    let id = house.db_recorded(Who::Ann, Who::Bob);
    let dilys = house.sign_in(Who::Dilys).await;
    dilys.get(&format!("/exchanges/{id}")).await.is(404);
    let program = house.program(Who::Dilys);
    program
        .get(&format!("/api/v1/exchanges/{id}"))
        .await
        .is(404);
    let confirmation = format!("/api/v1/exchanges/{id}/confirmation");
    program
        .post_json(&confirmation, &serde_json::json!({}))
        .await
        .is(404);
    let account = house.person(Who::Ann).account().uuid();
    program
        .get(&format!("/api/v1/accounts/{account}/statement"))
        .await
        .is(404);
}

#[tokio::test]
async fn somebody_who_is_paused_or_made_less_is_so_at_once() {
    let house = House::new();
    let ken = house.sign_in(Who::Ken).await;
    ken.get("/members").await.is(200);
    let (nia, moment) = (
        house.person(Who::Nia).administrator().unwrap(),
        house.moment(),
    );
    let id = house.id(Who::Ken);
    house.db_write(move |tx| member::change_role(tx, &nia, id, timebank::Role::Member, &moment));
    assert!(ken.get("/members").await.location().starts_with("/sign-in"));
}
