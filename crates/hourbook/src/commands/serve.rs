//! `hourbook serve`: the bank for its members, until the program is told to stop.

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;

use database::lock::BankLock;
use database::{Database, Health};
use timebank::clock::{Clock, SystemClock};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};
use web::App;

use crate::anchor::{self, Keeper};
use crate::bank;
use crate::cli::{Flags, ServerFlags};
use crate::config::{Settings, Source};
use crate::failure::{Failure, Outcome};
use crate::logs;
use crate::mail::{MailSettings, Postman};
use crate::output::say;
use crate::sweeper;

pub(super) fn run(flags: &ServerFlags) -> Outcome {
    let mut settings = Settings::load(&Flags::from(flags))?;
    logs::start(settings.log.value, "info");
    // Whatever is wrong with the settings is said before anything is opened.
    web_settings(&settings)?;
    let mail = settings.mail()?;
    let path = settings.bank()?.to_owned();
    let anchor = settings.anchor()?.clone();
    let server = Server::ready()?;
    let _lock = BankLock::take(&path)?;
    let database = bank::open(&path)?;
    let listener = server.runtime.block_on(listen(settings.listen.value))?;
    // Port 0 asks for any free one: from here on it is known which.
    settings.listens_at(listener.local_addr().unwrap_or(settings.listen.value));
    let web_settings = web_settings(&settings)?;
    let keeper = anchor::hold(&database, &anchor.value, &web_settings.anchored)?;
    if anchor.source == Source::Default {
        tracing::info!(
            anchor = %anchor.value.display(),
            "the anchor stands beside the bank; a path on another disk is better"
        );
    }
    tracing::info!(
        address = %settings.listen.value,
        public_url = %web_settings.public_url,
        "serving the bank"
    );
    let greeting = format!("Serving the bank at {}", web_settings.public_url);
    let bank = Served {
        database,
        keeper,
        clock: Arc::new(SystemClock),
        settings: web_settings,
        mail,
    };
    server.until_told_to_stop(greeting, listener, bank)
}

/// What the web server is to know.
pub(super) fn web_settings(settings: &Settings) -> Outcome<web::Settings> {
    let public_url = settings.web_address()?;
    let networks = settings
        .trusted_proxies
        .value
        .iter()
        .map(|range| range.parse());
    let trusted_proxies = networks.collect::<Result<Vec<_>, _>>().map_err(|_| {
        settings
            .trusted_proxies
            .wrong("must hold addresses or ranges, like 127.0.0.1 or 10.0.0.0/8")
    })?;
    let reached_from_outside = !settings.listen.value.ip().is_loopback();
    if reached_from_outside && !public_url.is_secure() && !settings.allow_plain_http.value {
        return Err(Failure::usage(format!(
            "Listening at {} lets other machines in, and without https passwords can be read on \
             the way. Listen at 127.0.0.1 behind a proxy with https, give a --public-url that \
             begins with https, or say --allow-plain-http.",
            settings.listen.value
        )));
    }
    Ok(web::Settings {
        public_url,
        trusted_proxies,
        demo: false,
        mail: settings.mail()?.is_some(),
        anchored: web::Anchored::default(),
    })
}

/// What is served: a bank with all that belongs to it.
pub(super) struct Served {
    pub(super) database: Database,
    /// The keeper of the anchor, where there is one.
    pub(super) keeper: Option<Keeper>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) settings: web::Settings,
    /// The server that takes mail, where one is named.
    pub(super) mail: Option<MailSettings>,
}

/// The threads of a server, and its ears: they listen for the word to stop before anything is
/// opened, so that it is never too early to say it.
pub(super) struct Server {
    pub(super) runtime: Runtime,
    stop: Pin<Box<dyn Future<Output = ()> + Send>>,
}

impl Server {
    /// Starts the threads and begins to listen for SIGTERM and SIGINT.
    pub(super) fn ready() -> Outcome<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|error| {
                Failure::new(format!(
                    "The machine gives no threads to serve with: {error}."
                ))
            })?;
        let stop = {
            let _inside = runtime.enter();
            told_to_stop().map_err(|error| {
                Failure::new(format!("Hourbook could not be told to stop here: {error}."))
            })?
        };
        Ok(Self {
            runtime,
            stop: Box::pin(stop),
        })
    }

    /// Says that it serves, serves, stops gracefully, and brings everything into the one file.
    pub(super) fn until_told_to_stop(
        self,
        greeting: String,
        listener: TcpListener,
        bank: Served,
    ) -> Outcome {
        let Served {
            database,
            keeper,
            clock,
            settings,
            mail,
        } = bank;
        let trusted = settings.trusted_proxies.clone();
        let address = settings.public_url.clone();
        let postman = {
            // The connections to the mail server are looked after by a task of the runtime.
            let _inside = self.runtime.enter();
            Postman::new(database.clone(), Arc::clone(&clock), address, mail)?
        };
        self.runtime
            .spawn(sweeper::run(database.clone(), Arc::clone(&clock)));
        let router = web::router(App::new(database.clone(), clock, settings));
        say(greeting)?;
        let postman = self.runtime.spawn(postman.go_round());
        let stop = told_or_failed(self.stop, database.clone());
        let serving = web::server::serve(listener, router, &trusted, stop);
        let served = self.runtime.block_on(serving);
        tracing::info!("stopping");
        postman.abort();
        let closed = database.clone();
        database.close();
        // After the last commit, so that the anchor ends with the last head.
        drop(keeper);
        if let Health::Failed(reason) = closed.health() {
            return Err(Failure::new(format!(
                "The bank stopped because {reason}. What was acknowledged is kept. Look at the \
                 disk, then start Hourbook again."
            )));
        }
        served.map_err(|error| Failure::new(format!("The server stopped by itself: {error}.")))
    }
}

/// Ready when the program is told to stop, or when the disk has failed: then only a fresh start
/// knows what it holds. Where the disk can only be read, a start would not help, and the bank is
/// served to readers.
async fn told_or_failed(told: impl Future<Output = ()>, database: Database) {
    let failed = async {
        database.failed().await;
        if database.disk_is_read_only() {
            tracing::error!("the disk can only be read, and so can the bank");
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = told => {}
        () = failed => {}
    }
}

/// Opens the door.
pub(super) async fn listen(address: SocketAddr) -> Outcome<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        tracing::debug!(cause = %error, "what lay behind it");
        let reason = match error.kind() {
            std::io::ErrorKind::AddrInUse => "another program listens there",
            std::io::ErrorKind::PermissionDenied => "this user may not; take a port above 1023",
            _ => "this machine has no such address",
        };
        Failure::new(format!("Hourbook cannot listen at {address}: {reason}."))
    })
}

/// Ready at the first SIGTERM or SIGINT.
fn told_to_stop() -> std::io::Result<impl Future<Output = ()> + Send> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
