//! A bank with three people, a clock that stands still, and a browser that keeps its cookie.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use chrono::TimeDelta;
use database::Database;
use http_body_util::BodyExt as _;
use ledger::AccountId;
use tempfile::TempDir;
use timebank::access::{self, Purpose, Secret};
use timebank::bank::{self, BankAccounts, Contact, NewBank};
use timebank::clock::{Channel, FixedClock, Moment, new_id, random_bytes};
use timebank::member::{self, Details, MemberKind, NewMember, State};
use timebank::{MemberId, Role, System};
use tower::ServiceExt as _;
use web::{App, Settings};

pub(crate) const PASSWORD: &str = "three words in a row";

/// A bank, its clock, and the folder that goes when the test ends.
pub(crate) struct Bank {
    pub(crate) app: App,
    pub(crate) clock: FixedClock,
    router: axum::Router,
    _folder: TempDir,
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn cookie(&self) -> &str {
        self.header("set-cookie").split(';').next().unwrap()
    }
}

impl Bank {
    pub(crate) async fn new() -> Self {
        Self::at("https://bank.example.org").await
    }

    pub(crate) async fn at(public_url: &str) -> Self {
        Self::with(Settings::at(public_url.parse().unwrap())).await
    }

    pub(crate) async fn with(settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::create(&folder.path().join("wrensham.hourbook")).unwrap();
        let clock = FixedClock::at("2026-11-22T10:00:00Z".parse().unwrap());
        let app = App::new(database, Arc::new(clock.clone()), settings);
        let router = web::router(app.clone());
        let bank = Self {
            app,
            clock,
            router,
            _folder: folder,
        };
        bank.found().await;
        for (name, role) in [
            ("Ann Whitcombe", Role::Member),
            ("Ruth Calder", Role::Coordinator),
            ("Nia Bevan", Role::Administrator),
        ] {
            bank.add(name, role, State::Active).await;
        }
        bank
    }

    async fn found(&self) {
        let account = || AccountId::new(new_id());
        let accounts = BankAccounts {
            pot: account(),
            operating: account(),
            issuance: account(),
            opening: account(),
        };
        let new = NewBank {
            contact: Contact {
                name: "Ruth Calder".into(),
                phone: "01632 960118".into(),
                hours: "Monday to Friday, 9am to 4pm".into(),
            },
            ..NewBank::named("Wrensham Timebank")
        };
        let moment = Moment::new(self.app.now(), new.zone, Channel::Cli);
        self.app
            .write(move |tx| bank::found(tx, &System::COMMAND_LINE, &new, accounts, &moment))
            .await
            .unwrap();
    }

    /// A member who can sign in with their first name at example.org.
    pub(crate) async fn add(&self, name: &str, role: Role, state: State) -> MemberId {
        let first = name.split(' ').next().unwrap().to_lowercase();
        let id = MemberId::new(new_id());
        let new = NewMember {
            id,
            account: AccountId::new(new_id()),
            kind: MemberKind::Person,
            number: None,
            details: Details {
                name: name.into(),
                known_as: name.split(' ').next().unwrap().into(),
                email: Some(format!("{first}@example.org")),
                ..Details::default()
            },
            joined_on: None,
        };
        let hash = self.app.passwords().hash(PASSWORD.into()).await.unwrap();
        let moment = Moment::new(self.app.now(), chrono_tz::Europe::London, Channel::Cli);
        self.app
            .write(move |tx| {
                let by = System::COMMAND_LINE;
                member::add_by_system(tx, &by, &new, role, State::Active, &moment)?;
                let secret = Secret::new(random_bytes());
                access::set_up(tx, &by, id, Purpose::Invite, &secret, &moment)?;
                access::accept(tx, &secret, &hash, &moment).map(drop)
            })
            .await
            .unwrap();
        assert_eq!(state, State::Active, "states are changed by a coordinator");
        id
    }

    /// A fresh link for a member, as the command line makes it.
    pub(crate) async fn link_for(&self, first_name: &str) -> String {
        let email = format!("{first_name}@example.org");
        let moment = Moment::new(self.app.now(), chrono_tz::Europe::London, Channel::Cli);
        let secret = Secret::new(random_bytes());
        let link = format!("/welcome/{}", secret.text());
        self.app
            .write(move |tx| {
                let by = System::COMMAND_LINE;
                let profile = member::with_email(tx, &email)?.unwrap();
                access::set_up(tx, &by, profile.id, Purpose::Reset, &secret, &moment)
            })
            .await
            .unwrap();
        link
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response: Response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Answer {
        let mut request = Request::get(path).header(header::HOST, "bank.example.org");
        if !cookie.is_empty() {
            request = request.header(header::COOKIE, cookie);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header(header::HOST, "bank.example.org")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap())
            .await
    }

    /// The cookie of somebody who has just signed in.
    pub(crate) async fn sign_in(&self, first_name: &str) -> String {
        let form = format!(
            "name={first_name}%40example.org&password={}",
            PASSWORD.replace(' ', "+")
        );
        let answer = self.post("/sign-in", "", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        answer.cookie().to_owned()
    }

    pub(crate) fn wait(&self, span: TimeDelta) {
        self.clock.advance(span);
    }
}
