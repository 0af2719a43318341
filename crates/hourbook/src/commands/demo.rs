//! `hourbook demo`: a believable bank, served on this machine.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use database::Database;
use database::lock::BankLock;
use timebank::bank as banks;
use timebank::clock::{Clock, SystemClock};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use super::serve::{Served, Server, listen};
use crate::bank;
use crate::cli::Demo;
use crate::config::LogFormat;
use crate::demo::{self, BANK_NAME, Passwords, SIGN_INS, Story};
use crate::failure::{Failure, Outcome};
use crate::logs;
use crate::output::say;
use crate::progress::Progress;

/// The demo's file inside its folder.
const FILE: &str = "wrensham.hourbook";
/// The first port to try, and how many after it.
const FIRST_PORT: u16 = 8080;
const PORTS: u16 = 100;

pub(super) fn run(arguments: &Demo) -> Outcome {
    logs::start(LogFormat::Text, "warn");
    if arguments
        .listen
        .is_some_and(|address| !address.ip().is_loopback())
    {
        return Err(Failure::usage(
            "The passwords of the demo are known to everybody, so it is served on this machine \
             only. Give --listen an address like 127.0.0.1:8080.",
        ));
    }
    let temporary = match &arguments.dir {
        Some(_) => None,
        None => Some(
            tempfile::Builder::new()
                .prefix("hourbook-demo-")
                .tempdir()
                .map_err(|error| folder_failure(&error))?,
        ),
    };
    let folder = match (&arguments.dir, &temporary) {
        (Some(folder), _) => folder.clone(),
        (None, Some(folder)) => folder.path().to_path_buf(),
        (None, None) => PathBuf::new(),
    };
    fs::create_dir_all(&folder).map_err(|error| folder_failure(&error))?;
    let path = folder.join(FILE);
    let now = SystemClock.now();
    let today = arguments.today.unwrap_or_else(|| demo::today(now));
    if !path.exists() {
        build(
            &path,
            Story {
                seed: arguments.seed,
                today,
            },
        )?;
    }
    if arguments.no_serve {
        return say(format!("{BANK_NAME} stands in {}.", path.display()));
    }
    let moved = arguments
        .today
        .map_or(TimeDelta::zero(), |day| day - demo::today(now));
    serve(&path, arguments.listen, moved)
}

/// Tells the story into a file of another name, which gets its own once it is whole.
fn build(path: &Path, story: Story) -> Outcome {
    let partial = path.with_extension(format!("building-{}", std::process::id()));
    let database = Database::create(&partial)?;
    let progress = Progress::new("Telling two years of Wrensham");
    let bar = progress.clone();
    let passwords = Passwords::hash(story.seed)?;
    let told = database
        .write_blocking(move |tx| demo::tell(tx, story, &passwords, |day, days| bar.at(day, days)));
    progress.finish();
    database.close();
    let built = told
        .map_err(Failure::from)
        .and_then(|()| fs::rename(&partial, path).map_err(|error| folder_failure(&error)));
    if built.is_err() {
        let _gone = fs::remove_file(&partial);
    }
    built
}

fn serve(path: &Path, address: Option<SocketAddr>, moved: TimeDelta) -> Outcome {
    let _lock = BankLock::take(path)?;
    let database = bank::open(path)?;
    if !database.read_blocking(banks::get)?.demo {
        return Err(Failure::new(format!(
            "{} holds a bank that is no demo, and was left as it is. Serve it with “hourbook \
             serve”.",
            path.display()
        )));
    }
    let server = Server::ready()?;
    let listener = door(&server.runtime, address)?;
    let address = listener
        .local_addr()
        .map_err(|error| folder_failure(&error))?;
    let public_url = format!("http://{address}")
        .parse()
        .map_err(|_| Failure::new("The address listened at cannot be written as a link"))?;
    let settings = web::Settings {
        public_url,
        trusted_proxies: Vec::new(),
        demo: true,
        mail: false,
        anchored: web::Anchored::default(),
    };
    let bank = Served {
        database,
        // Nobody’s hours are at stake, and nobody has a letter box here.
        keeper: None,
        clock: Arc::new(MovedClock(moved)),
        settings,
        mail: None,
    };
    server.until_told_to_stop(greeting(address), listener, bank)
}

/// The address asked for, else 8080 or the next port that is free.
fn door(runtime: &Runtime, address: Option<SocketAddr>) -> Outcome<TcpListener> {
    if let Some(address) = address {
        return runtime.block_on(listen(address));
    }
    for port in FIRST_PORT..FIRST_PORT + PORTS {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        if let Ok(listener) = runtime.block_on(listen(address)) {
            return Ok(listener);
        }
    }
    Err(Failure::new(
        "No port from 8080 on is free. Name one with --listen 127.0.0.1:PORT",
    ))
}

fn greeting(address: SocketAddr) -> String {
    let heading = format!(
        "Hourbook demo: {BANK_NAME}\n  http://{address}\n\n  {:<16}{:<17}{:<22}{}\n",
        "sign in as", "name", "email", "password"
    );
    let rows = SIGN_INS.map(|(name, role, password)| {
        let first = name.split(' ').next().unwrap_or(name).to_lowercase();
        let email = format!("{first}@example.org");
        format!("  {role:<16}{name:<17}{email:<22}{password}\n")
    });
    heading + &rows.concat() + "\nStop it with Ctrl+C."
}

fn folder_failure(error: &std::io::Error) -> Failure {
    tracing::debug!(cause = %error, "what lay behind it");
    Failure::new("The demo’s folder could not be written. Name another one with --dir FOLDER.")
}

/// The machine's clock, some days off: a demo told as of another day lives on that day.
struct MovedClock(TimeDelta);

impl Clock for MovedClock {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + self.0
    }
}
