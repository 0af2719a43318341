//! What every page shares: the [`Shell`] that the layout shows, and the [`Page`] extractor that
//! fills it once, so that handlers do not repeat it.
//!
//! A handler takes a `Page`, asks it for the typed actor its command needs, and ends with
//! [`Page::show`] (200) or [`Page::refuse`] (422, "Error: " in the title).

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use timebank::bank::{Bank, Contact};
use timebank::desk::{self, Frame};
use timebank::{Administrator, Channel, Coordinator, Member, Moment, Person, Role, Treasurer};

use crate::app::App;
use crate::error::{Result, WebError};
use crate::navigation::{self, Place, Waiting};
use crate::session::Visitor;
use crate::words::say;

/// What the layout shows around every page.
#[derive(Clone, Debug)]
pub struct Shell {
    /// The name of the timebank.
    pub bank: String,
    /// The town or district it serves; may be empty.
    pub place: String,
    /// The language of the page.
    pub language: String,
    /// The bank's zone, for instants.
    pub zone: Tz,
    /// Today where the bank is.
    pub today: NaiveDate,
    /// The name in the header, where somebody is signed in: "Ruth Calder, coordinator".
    pub signed_in: Option<String>,
    /// Whether a coordinator or administrator looks at the page.
    pub staff: bool,
    /// What stands beside the name in the header: a label and an address each.
    pub beside: Vec<(String, &'static str)>,
    /// Where the name of the bank leads.
    pub home: &'static str,
    /// The places of the service navigation, in their order.
    pub nav: Vec<Place>,
    /// The bank’s own pages that are named at the foot of each page: a title and an address each.
    pub foot: Vec<(String, String)>,
    /// Whom members ring.
    pub contact: Contact,
    /// Whether the bank is a demonstration.
    pub demo: bool,
    /// Whether the page shows a refused form: its title then begins with "Error: ".
    pub failed: bool,
}

impl Shell {
    fn new(
        bank: &Bank,
        person: Option<&Person>,
        waiting: Waiting,
        path: &str,
        today: NaiveDate,
    ) -> Self {
        let role = person.map(Person::role);
        Self {
            bank: bank.name.clone(),
            place: bank.place.clone(),
            language: bank.language.clone(),
            zone: bank.zone,
            today,
            signed_in: person.map(signature),
            staff: role.is_some_and(|role| role >= Role::Coordinator),
            beside: navigation::beside_name(role),
            home: navigation::home(role),
            nav: navigation::places(role, waiting, path),
            foot: foot(bank, role),
            contact: bank.contact.clone(),
            demo: bank.demo,
            failed: false,
        }
    }

    /// The same shell as somebody sees it who is not signed in.
    pub(crate) fn of_a_stranger(&self) -> Self {
        Self {
            signed_in: None,
            staff: false,
            beside: navigation::beside_name(None),
            home: navigation::home(None),
            nav: navigation::places(None, Waiting::default(), ""),
            failed: false,
            ..self.clone()
        }
    }

    /// The shell around an error page, also where the bank itself cannot be read.
    pub(crate) async fn for_error(app: &App, person: Option<&Person>, path: &str) -> Self {
        match load(app, person.cloned(), path.to_owned()).await {
            Ok((shell, _bank)) => shell,
            Err(_unreadable) => Self::bare(app.now()),
        }
    }

    fn bare(now: DateTime<Utc>) -> Self {
        Self {
            bank: "Hourbook".to_owned(),
            place: String::new(),
            language: "en-GB".to_owned(),
            zone: Tz::UTC,
            today: now.date_naive(),
            signed_in: None,
            staff: false,
            beside: Vec::new(),
            home: "/",
            nav: Vec::new(),
            foot: Vec::new(),
            contact: Contact::default(),
            demo: false,
            failed: false,
        }
    }

    /// Whom to ring, as a clause: "Ring Ruth Calder, coordinator, on". Empty without a number.
    #[must_use]
    pub fn has_phone(&self) -> bool {
        !self.contact.phone.is_empty()
    }

    /// Whether whoever looks takes part: a reader does not, and has no hours.
    #[must_use]
    pub fn takes_part(&self) -> bool {
        self.home != navigation::home(Some(Role::Reader))
    }

    /// A shell with invented names, for tests of templates.
    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self {
            bank: "Wrensham Timebank".to_owned(),
            place: "Wrensham".to_owned(),
            today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
            signed_in: Some("Ann Whitcombe".to_owned()),
            home: "/home",
            nav: navigation::places(Some(Role::Member), Waiting::default(), "/home"),
            contact: Contact {
                name: "Ruth Calder".to_owned(),
                phone: "01632 960118".to_owned(),
                hours: "Monday to Friday, 9am to 4pm".to_owned(),
            },
            ..Self::bare(DateTime::UNIX_EPOCH)
        }
    }
}

/// The bank's own pages at the foot of each page, for somebody with this role.
fn foot(bank: &Bank, role: Option<Role>) -> Vec<(String, String)> {
    let may_read = bank.foot.iter().filter(|one| one.readers.include(role));
    may_read
        .map(|one| (one.title.clone(), format!("/pages/{}", one.slug)))
        .collect()
}

/// "Ann Whitcombe", and for those who look after the bank what they are.
fn signature(person: &Person) -> String {
    match person.role() {
        Role::Member => person.name().to_owned(),
        Role::Reader => say!("layout-reader", name = person.name()),
        Role::Treasurer => say!("layout-treasurer", name = person.name()),
        Role::Coordinator => say!("layout-coordinator", name = person.name()),
        Role::Administrator => say!("layout-administrator", name = person.name()),
    }
}

async fn load(app: &App, person: Option<Person>, path: String) -> Result<(Shell, Bank)> {
    let now = app.now();
    app.read(move |conn| {
        let Frame {
            bank,
            approvals,
            grants,
        } = desk::frame(conn, person.as_ref().map(Person::role))?;
        let waiting = Waiting {
            approvals: approvals.into(),
            grants: grants.into(),
        };
        let today = bank.moment(now, Channel::Web).today;
        Ok((
            Shell::new(&bank, person.as_ref(), waiting, &path, today),
            bank,
        ))
    })
    .await
}

/// The page being asked for: who asks, when, at which bank.
#[derive(Clone, Debug)]
pub struct Page {
    shell: Shell,
    bank: Bank,
    person: Option<Person>,
    moment: Moment,
}

impl Page {
    /// The bank.
    #[must_use]
    pub const fn bank(&self) -> &Bank {
        &self.bank
    }

    /// What the layout will show.
    #[must_use]
    pub const fn shell(&self) -> &Shell {
        &self.shell
    }

    /// Now, today, and "through the website", as commands take it.
    #[must_use]
    pub const fn moment(&self) -> Moment {
        self.moment
    }

    /// Today where the bank is.
    #[must_use]
    pub const fn today(&self) -> NaiveDate {
        self.moment.today
    }

    /// Who is signed in; on a public page perhaps nobody.
    #[must_use]
    pub const fn visitor(&self) -> Option<&Person> {
        self.person.as_ref()
    }

    /// Who is signed in. Behind any policy but `Public` there is always somebody.
    pub fn person(&self) -> Result<&Person> {
        self.person.as_ref().ok_or_else(WebError::sign_in_needed)
    }

    /// The person as an active member, for a member's commands.
    pub fn member(&self) -> Result<Member> {
        Ok(self.person()?.member()?)
    }

    /// The person as a treasurer, for the months and the second word on grants.
    pub fn treasurer(&self) -> Result<Treasurer> {
        Ok(self.person()?.treasurer()?)
    }

    /// The person as a coordinator, for a coordinator's commands.
    pub fn coordinator(&self) -> Result<Coordinator> {
        Ok(self.person()?.coordinator()?)
    }

    /// The person as an administrator.
    pub fn administrator(&self) -> Result<Administrator> {
        Ok(self.person()?.administrator()?)
    }

    /// The page.
    pub fn show<T: Template>(self, build: impl FnOnce(Shell) -> T) -> Result<Response> {
        Ok(Html(build(self.shell).render()?).into_response())
    }

    /// The page again, with what was typed and what is wrong with it: status 422.
    pub fn refuse<T: Template>(mut self, build: impl FnOnce(Shell) -> T) -> Result<Response> {
        self.shell.failed = true;
        let html = build(self.shell).render()?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response())
    }

    /// The page, or the page again where something that was typed is wrong.
    pub fn answer<T: Template>(
        self,
        clean: bool,
        build: impl FnOnce(Shell) -> T,
    ) -> Result<Response> {
        if clean {
            self.show(build)
        } else {
            self.refuse(build)
        }
    }
}

impl FromRequestParts<App> for Page {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let visitor = parts
            .extensions
            .get::<Visitor>()
            .cloned()
            .unwrap_or_default();
        let person = visitor.person().cloned();
        let (shell, bank) = load(app, person.clone(), parts.uri.path().to_owned()).await?;
        let moment = bank.moment(app.now(), Channel::Web);
        Ok(Self {
            shell,
            bank,
            person,
            moment,
        })
    }
}
