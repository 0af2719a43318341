//! What a page costs: statements, rows stepped over without an index, and bytes over the wire, in
//! the demo bank grown so large that a list without an index shows.
//!
//! The pages are those of the program's own list of routes, so a new one is measured the day it
//! is added. A page may run eight statements, step over 1,000 rows in one of them, and weigh 15 KB
//! squeezed. One that costs more stands in `budgets/ceilings.csv` with what it costs, and so can
//! only become cheaper. `tests/campaign budgets` does the same with 3,000 members and 60,000
//! exchanges, and prints every figure; `CAMPAIGN_FULL=1` prints every statement, too. How long a
//! page took is printed and never judged: the machine does other things beside.

mod addresses;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use axum::{Router, http::Response};
use database::{Database, Ran};
use hourbook_tests::growth::{self, Growth};
use hourbook_tests::{campaign, program};
use http_body_util::BodyExt as _;
use serde::Deserialize;
use timebank::clock::{Channel, Clock as _, FixedClock};
use timebank::{MemberId, bank, member};
use tower::ServiceExt as _;
use web::routing::{Policy, RouteFacts, Surface};
use web::{App, PublicUrl, Settings};

const HOST: &str = "bank.example.org";
const DAY: &str = "2026-11-22";

/// What one page may cost, where `ceilings.csv` says nothing else.
const USUAL: Cost = Cost {
    statements: 8,
    rows: 1_000,
    bytes: 15 * 1_024,
};

/// Pages that cannot be opened by an address alone: their links hold a secret of which the file
/// keeps the hash, they belong to something that the demo bank does not have, or they lead on.
const LEFT_OUT: &[&str] = &[
    "/",
    "/applications/{id}/steps/{step}",
    "/arrangements/new",
    "/askings/{id}",
    "/conversations/new",
    "/conversations/{id}",
    "/conversations/{id}/call",
    "/enter-hours/{id}/check",
    "/enter-hours/{id}/{question}",
    "/exchanges/{id}/agreement-for",
    "/exchanges/{id}/cancellation",
    "/exchanges/{id}/confirmation-for",
    "/exchanges/{id}/correction",
    "/exchanges/{id}/decision",
    "/exchanges/{id}/decline",
    "/exchanges/{id}/dispute",
    "/exchanges/{id}/done",
    "/exchanges/{id}/done-for",
    "/exchanges/{id}/keeping",
    "/exchanges/{id}/refusal",
    "/exchanges/{id}/reversal",
    "/exchanges/{id}/sent",
    "/exchanges/{id}/withdrawal",
    "/gifts/new",
    "/imports/{id}/lines/{line}",
    "/imports/{id}/undoing",
    "/join/{token}",
    "/join/{token}/check",
    "/join/{token}/withdrawal",
    "/join/{token}/{question}",
    "/log-hours/{id}/check",
    "/log-hours/{id}/{question}",
    "/members/{id}/state",
    "/pot/grants/new",
    "/pot/grants/{id}",
    "/regular/new",
    "/regular/{id}",
    "/regular/{id}/days/{number}",
    "/reports/journal",
    "/sign-in/link",
    "/sign-in/link/{token}",
    "/slips/{id}",
    "/slips/{id}/check",
    "/slips/{id}/paste",
    "/unsubscribe/{token}",
    "/welcome/{token}",
];

/// Addresses that say more than their route. A name is searched for as it is typed, letter by
/// letter.
const MORE: &[(&str, &str)] = &[
    ("ann", "/people?q=a"),
    ("ann", "/people?q=ad"),
    ("ann", "/people?q=ada"),
    ("ann", "/people?q=ada+b"),
    ("ann", "/requests?q=lift"),
    ("ann", "/offers?q=walk"),
    ("ruth", "/members?q=a"),
    ("ruth", "/members?q=ad"),
    ("ruth", "/members?q=ada"),
    ("ruth", "/members?q=ada+b"),
    ("ruth", "/members?q=1200"),
    ("ruth", "/to-do?all=requests"),
    ("ruth", "/approvals?only=flagged"),
];

/// What a page costs, or may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cost {
    statements: usize,
    /// Of the statement that stepped over most rows without an index.
    rows: u32,
    bytes: usize,
}

/// A page that was opened.
struct Opened {
    cost: Cost,
    took: Duration,
    /// Its statements.
    told: String,
}

#[derive(Debug, Deserialize)]
struct Ceiling {
    who: String,
    page: String,
    statements: usize,
    rows: u32,
    bytes: usize,
}

impl Ceiling {
    fn cost(&self) -> Cost {
        Cost {
            statements: self.statements,
            rows: self.rows,
            bytes: self.bytes,
        }
    }
}

fn ceilings() -> BTreeMap<(String, String), Cost> {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/acceptance/budgets/ceilings.csv"
    );
    let mut file = csv::Reader::from_path(file).unwrap();
    file.deserialize()
        .map(Result::unwrap)
        .map(|one: Ceiling| ((one.who.clone(), one.page.clone()), one.cost()))
        .collect()
}

/// The demo bank, grown, and the router that shows it.
struct Large {
    database: Database,
    router: Router,
    ran: Arc<Mutex<Vec<Ran>>>,
    cookies: BTreeMap<&'static str, String>,
    /// The hexadecimal ids of those who are signed in.
    ids: BTreeMap<&'static str, String>,
    _folder: tempfile::TempDir,
}

const SIGN_INS: [(&str, &str); 3] = [
    ("ann", "heron teapot ladder"),
    ("ruth", "lantern orchard violin"),
    ("nia", "copper meadow compass"),
];

impl Large {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = demo(folder.path());
        let clock = FixedClock::at(format!("{DAY}T10:00:00Z").parse().unwrap());
        let ann = known(&database, "ann");
        let moment = database
            .read_blocking(bank::get)
            .unwrap()
            .moment(clock.now(), Channel::Web);
        let growth = Growth {
            members: campaign::size("MEMBERS", 1_500),
            exchanges: campaign::size("EXCHANGES", 6_000),
        };
        growth::grow(&database, growth, ann, moment);
        let public_url: PublicUrl = format!("https://{HOST}").parse().unwrap();
        let settings = Settings::at(public_url);
        let app = App::new(database.clone(), Arc::new(clock), settings);
        let mut large = Self {
            ids: SIGN_INS
                .map(|(name, _)| {
                    let id = known(&database, name).uuid().simple().to_string();
                    (name, id)
                })
                .into(),
            router: web::router(app),
            database,
            ran: Arc::default(),
            cookies: BTreeMap::new(),
            _folder: folder,
        };
        for (name, password) in SIGN_INS {
            let cookie = large.sign_in(name, password).await;
            large.cookies.insert(name, cookie);
        }
        let heard = Arc::clone(&large.ran);
        let watch = Arc::new(move |one| heard.lock().unwrap().push(one));
        large.database.watch_reads(watch);
        large
    }

    async fn sign_in(&self, name: &str, password: &str) -> String {
        let body = format!(
            "name={name}%40example.org&password={}&next=%2F",
            password.replace(' ', "+")
        );
        let request = Request::post("/sign-in")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body));
        let answer = self.send(request.unwrap()).await;
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    async fn send(&self, mut request: Request<Body>) -> Response<Body> {
        let headers = request.headers_mut();
        headers.insert(header::HOST, HOST.parse().unwrap());
        headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
        headers.insert(header::ACCEPT_ENCODING, "gzip".parse().unwrap());
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Opens a page as a browser does, several times; nothing where it is no page. The shortest
    /// of the times is what it takes where nothing else is done.
    async fn opened(&self, who: &str, address: &str) -> Result<Opened, StatusCode> {
        let mut best: Option<Opened> = None;
        for _ in 0..campaign::size("ROUNDS", 1).max(1) {
            let opened = self.opened_once(who, address).await?;
            if best.as_ref().is_none_or(|best| opened.took < best.took) {
                best = Some(opened);
            }
        }
        best.ok_or(StatusCode::NO_CONTENT)
    }

    async fn opened_once(&self, who: &str, address: &str) -> Result<Opened, StatusCode> {
        let mut request = Request::get(address);
        if let Some(cookie) = self.cookies.get(who) {
            request = request.header(header::COOKIE, cookie);
        }
        self.ran.lock().unwrap().clear();
        let began = Instant::now();
        let answer = self.send(request.body(Body::empty()).unwrap()).await;
        if answer.status() != StatusCode::OK {
            return Err(answer.status());
        }
        let bytes = answer.into_body().collect().await.unwrap().to_bytes().len();
        let took = began.elapsed();
        let ran = self.ran.lock().unwrap();
        let own: Vec<&Ran> = ran.iter().filter(|one| is_own(one)).collect();
        let worst = own.iter().max_by_key(|one| (one.scanned, one.steps));
        let cost = Cost {
            statements: own.len(),
            rows: worst.map_or(0, |one| one.scanned),
            bytes,
        };
        let told = told(&own);
        Ok(Opened { cost, took, told })
    }
}

/// Whether a statement is one of ours: not the frame of a transaction, nor what the search index
/// asks of itself.
fn is_own(one: &Ran) -> bool {
    one.sql != "BEGIN" && one.sql != "COMMIT" && !one.sql.contains("'main'.")
}

/// The statements, those that step over most rows first, shortened.
fn told(own: &[&Ran]) -> String {
    let mut own: Vec<&&Ran> = own.iter().collect();
    own.sort_by_key(|one| std::cmp::Reverse((one.scanned, one.steps)));
    let lines = own.into_iter().map(|one| {
        let words: Vec<&str> = one.sql.split_whitespace().collect();
        let sql: String = words.join(" ").chars().take(150).collect();
        format!("\n      {:>6} {:>8}  {sql}", one.scanned, one.steps)
    });
    lines.collect()
}

/// The demo bank as the program itself makes it.
fn demo(folder: &Path) -> Database {
    let made = Command::new(program())
        .args(["demo", "--no-serve", "--today", DAY, "--dir"])
        .arg(folder)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    Database::open(&folder.join("wrensham.hourbook")).unwrap()
}

fn known(database: &Database, name: &str) -> MemberId {
    let email = format!("{name}@example.org");
    let found = database.read_blocking(move |conn| member::with_email(conn, &email));
    found.unwrap().unwrap().id
}

/// Pages are what people read; files, and what only programs ask for, are measured elsewhere.
fn routes() -> Vec<RouteFacts> {
    let is_page = |route: &RouteFacts| {
        route.method == Method::GET && route.surface == Surface::Page && !route.path.contains('.')
    };
    web::routes::table().into_iter().filter(is_page).collect()
}

const fn visitors(policy: Policy) -> &'static [&'static str] {
    match policy {
        Policy::Public => &["a stranger"],
        Policy::Account | Policy::SignedIn | Policy::Member => &["ann", "ruth"],
        Policy::Figures | Policy::Treasurer | Policy::Coordinator => &["ruth"],
        Policy::Administrator => &["nia"],
    }
}

#[tokio::test]
async fn no_page_costs_more_than_its_budget() {
    let large = Large::new().await;
    let mut ceilings = ceilings();
    println!("who,page,statements,rows,bytes,milliseconds");
    let (mut wrong, mut closed) = (Vec::new(), BTreeSet::new());
    let mut pages: Vec<(&str, &str, String)> = MORE
        .iter()
        .map(|(who, address)| (*who, *address, (*address).to_owned()))
        .collect();
    for route in routes() {
        for who in visitors(route.policy) {
            let me = large.ids.get(who).map_or("00", String::as_str);
            let address = addresses::of_route(&large.database, route.path, me);
            pages.push((*who, route.path, address));
        }
    }
    for (who, page, address) in pages {
        let Opened { cost, took, told } = match large.opened(who, &address).await {
            Ok(opened) => opened,
            Err(status) => {
                closed.insert(page);
                println!("{who},{page}: {status} at {address}");
                continue;
            }
        };
        println!(
            "{who},{page},{},{},{},{:.1}",
            cost.statements,
            cost.rows,
            cost.bytes,
            took.as_secs_f64() * 1_000.0
        );
        if campaign::is_full() {
            println!("{told}");
        }
        let key = (who.to_owned(), page.to_owned());
        let most = ceilings.remove(&key).unwrap_or(USUAL);
        let over = cost.statements > most.statements || cost.rows > most.rows;
        if over || cost.bytes > most.bytes {
            wrong.push(format!("{who},{page}: {cost:?} instead of {most:?}{told}"));
        }
    }
    let wrong = wrong.join("\n");
    // The ceilings are those of the bank that every landing grows.
    if campaign::size("MEMBERS", 0) > 0 {
        println!("over the budget of every landing:\n{wrong}");
    } else {
        assert!(wrong.is_empty(), "over the budget:\n{wrong}");
    }
    let left_out: BTreeSet<&str> = LEFT_OUT.iter().copied().collect();
    assert_eq!(closed, left_out, "pages that were not opened");
    assert!(ceilings.is_empty(), "ceilings of no page: {ceilings:?}");
}
