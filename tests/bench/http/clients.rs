//! The same work and more through the front door of the released program.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use hourbook_tests::wire::{Wire, request};
use hourbook_tests::{PASSWORD, Serving, Who};
use serde_json::{Value, json};
use timebank::clock::{Clock as _, SystemClock, new_id};
use tokio::runtime::Runtime;

use crate::CLIENTS;
use crate::bank::Bank;
use crate::figures::Figures;

/// How often the page is asked for while nothing else happens.
const IDLE_PAGES: usize = 300;

/// Whole exchanges, each of their requests, and a page before and meanwhile.
pub(crate) struct Whole {
    pub(crate) exchange: Figures,
    pub(crate) request: Figures,
    pub(crate) page_idle: Figures,
    pub(crate) page_busy: Figures,
}

/// Approvals: JSON in, receipt out.
pub(crate) fn approve(bank: &Bank) -> Figures {
    let server = Serving::start(&bank.file());
    runtime().block_on(async {
        let next = Arc::new(AtomicUsize::new(0));
        let ids: Arc<Vec<_>> = Arc::new(bank.confirmed.clone());
        let began = Instant::now();
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let (next, ids) = (Arc::clone(&next), Arc::clone(&ids));
                let (address, token) = (server.address(), bank.token(Who::Ruth).to_owned());
                tokio::spawn(async move {
                    let mut wire = Wire::connect(address, client).await.unwrap();
                    let mut took = Vec::new();
                    while let Some(id) = ids.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let path = format!("/api/v1/exchanges/{id}/approval");
                        let at = Instant::now();
                        wire.post(&token, &path, &json!({})).await.unwrap().is(200);
                        took.push(at.elapsed());
                    }
                    took
                })
            })
            .collect();
        let mut each = Vec::new();
        for client in clients {
            each.extend(client.await.unwrap());
        }
        Figures::of(began, each)
    })
}

/// Recording, confirming and approving, each by whoever may.
pub(crate) fn whole_exchanges(bank: &Bank, times: usize) -> Whole {
    let server = Serving::start(&bank.file());
    let exchange = Arc::new(Exchange {
        tokens: [Who::Ann, Who::Bob, Who::Ruth].map(|who| bank.token(who).to_owned()),
        giver: json!(bank.people[&Who::Ann].0),
        receiver: json!(bank.people[&Who::Bob].0),
        today: SystemClock.now().date_naive().to_string(),
    });
    runtime().block_on(async {
        let mut reader = Reader::signed_in(&server).await;
        let began = Instant::now();
        let mut idle = Vec::new();
        for _ in 0..IDLE_PAGES {
            idle.push(reader.page().await);
        }
        let page_idle = Figures::of(began, idle);
        let done = Arc::new(AtomicBool::new(false));
        let reading = tokio::spawn(reader.until(Arc::clone(&done)));
        let next = Arc::new(AtomicUsize::new(0));
        let began = Instant::now();
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let (next, exchange) = (Arc::clone(&next), Arc::clone(&exchange));
                let address = server.address();
                tokio::spawn(async move {
                    let mut wire = Wire::connect(address, client).await.unwrap();
                    let mut took = Vec::new();
                    while next.fetch_add(1, Ordering::Relaxed) < times {
                        took.push(exchange.happens(&mut wire).await);
                    }
                    took
                })
            })
            .collect();
        let mut each = Vec::new();
        for client in clients {
            each.extend(client.await.unwrap());
        }
        let whole = each.iter().map(|requests| requests.iter().sum()).collect();
        let exchange = Figures::of(began, whole);
        let request = Figures::of(began, each.into_iter().flatten().collect());
        done.store(true, Ordering::Relaxed);
        let page_busy = reading.await.unwrap();
        Whole {
            exchange,
            request,
            page_idle,
            page_busy,
        }
    })
}

/// What all exchanges of a measurement share.
struct Exchange {
    tokens: [String; 3],
    giver: Value,
    receiver: Value,
    today: String,
}

impl Exchange {
    /// One exchange, and how long each of its requests took.
    async fn happens(&self, wire: &mut Wire) -> [Duration; 3] {
        let [giver, receiver, coordinator] = &self.tokens;
        let id = new_id();
        let help = json!({
            "id": id,
            "giver": self.giver,
            "receiver": self.receiver,
            "done_on": self.today,
            "minutes": 15,
            "category_id": 1,
            "description": "Cut back the raspberries",
        });
        let recorded = timed(wire, giver, "/api/v1/exchanges", &help, 201).await;
        let path = format!("/api/v1/exchanges/{id}/confirmation");
        let confirmed = timed(wire, receiver, &path, &json!({}), 200).await;
        let path = format!("/api/v1/exchanges/{id}/approval");
        let approved = timed(wire, coordinator, &path, &json!({}), 200).await;
        [recorded, confirmed, approved]
    }
}

/// How long one request took, answer and all.
async fn timed(wire: &mut Wire, token: &str, path: &str, body: &Value, status: u16) -> Duration {
    let at = Instant::now();
    wire.post(token, path, body).await.unwrap().is(status);
    at.elapsed()
}

/// Somebody at a browser who looks at the same page again and again.
struct Reader {
    wire: Wire,
    request: Vec<u8>,
}

impl Reader {
    async fn signed_in(server: &Serving) -> Self {
        let mut wire = Wire::connect(server.address(), CLIENTS - 1).await.unwrap();
        let password = PASSWORD.replace(' ', "+");
        let form = format!("name=dilys%40example.org&password={password}&next=%2F");
        let head = format!(
            "POST /sign-in HTTP/1.1\r\nhost: {}\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
            server.address(),
            form.len()
        );
        wire.send(format!("{head}{form}").as_bytes()).await.unwrap();
        let reply = wire.reply().await.unwrap();
        let cookie = reply.is(303).header("set-cookie").unwrap();
        let cookie = cookie.split(';').next().unwrap();
        let request = request(server.address(), "GET", "/home", &[("cookie", cookie)], "");
        Self { wire, request }
    }

    async fn page(&mut self) -> Duration {
        let at = Instant::now();
        self.wire.send(&self.request).await.unwrap();
        self.wire.reply().await.unwrap().is(200);
        at.elapsed()
    }

    async fn until(mut self, done: Arc<AtomicBool>) -> Figures {
        let began = Instant::now();
        let mut each = Vec::new();
        while !done.load(Ordering::Relaxed) {
            each.push(self.page().await);
        }
        Figures::of(began, each)
    }
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
}
