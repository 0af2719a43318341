//! `hourbook admin`: ways in, for administrators who are locked out and for programs.

use chrono::{DateTime, TimeZone, Utc};
use timebank::access::{self, Purpose, Secret};
use timebank::clock::random_bytes;
use timebank::member::{self, State};
use timebank::{Role, System, bank as banks};

use super::init::administrator;
use crate::bank;
use crate::cli::{AdminCommand, BankFlags, Flags, LinkFlags, TokenCommand};
use crate::config::Settings;
use crate::failure::{Failure, Outcome};
use crate::output::{note, say};

pub(super) fn run(command: AdminCommand) -> Outcome {
    match command {
        AdminCommand::Create { link, name, email } => create(&link, &name, email),
        AdminCommand::Reset { link, member } => reset(&link, member),
        AdminCommand::Token(TokenCommand::Create {
            place,
            acts_as,
            name,
            days,
        }) => create_token(&place, acts_as, name, days),
        AdminCommand::Token(TokenCommand::List { place }) => list_tokens(&place),
        AdminCommand::Token(TokenCommand::Revoke { place, name }) => revoke_token(&place, &name),
    }
}

/// The link of an invitation.
pub(super) fn link(settings: &Settings, secret: &Secret) -> Outcome<String> {
    let address = settings.web_address()?;
    Ok(format!("{address}/welcome/{}", secret.text()))
}

/// A day and a time, where the bank is.
pub(super) fn show_day<Z: TimeZone>(instant: DateTime<Utc>, zone: &Z) -> String
where
    Z::Offset: std::fmt::Display,
{
    instant
        .with_timezone(zone)
        .format("%-d %B %Y, %H:%M")
        .to_string()
}

fn create(flags: &LinkFlags, name: &str, email: String) -> Outcome {
    let settings = settings_of(flags)?;
    let secret = Secret::new(random_bytes());
    let address = link(&settings, &secret)?;
    let new = administrator(email, name.to_owned());
    let database = bank::open(settings.bank()?)?;
    let expires = database.write_blocking(move |tx| {
        let (system, moment) = (System::COMMAND_LINE, bank::moment_of(tx)?);
        let (role, state) = (Role::Administrator, State::Active);
        member::add_by_system(tx, &system, &new, role, state, &moment)?;
        let until = access::set_up(tx, &system, new.id, Purpose::Setup, &secret, &moment)?;
        Ok::<_, timebank::Error>(show_day(until, &banks::get(tx)?.zone))
    })?;
    database.close();
    say(format!(
        "{name} is an administrator now. This link works once, until {expires}:\n  {address}"
    ))
}

fn reset(flags: &LinkFlags, typed: String) -> Outcome {
    let settings = settings_of(flags)?;
    let secret = Secret::new(random_bytes());
    let address = link(&settings, &secret)?;
    let database = bank::open(settings.bank()?)?;
    let (name, expires) = database.write_blocking(move |tx| {
        let (system, moment) = (System::COMMAND_LINE, bank::moment_of(tx)?);
        let meant = bank::member_meant(tx, &typed)?;
        let until = access::set_up(tx, &system, meant.id, Purpose::Reset, &secret, &moment)?;
        Ok::<_, timebank::Error>((meant.name, show_day(until, &banks::get(tx)?.zone)))
    })?;
    database.close();
    say(format!(
        "{name} can choose a new password with this link. It works once, until {expires}:\n  \
         {address}"
    ))
}

fn create_token(place: &BankFlags, acts_as: String, name: String, days: i64) -> Outcome {
    let settings = Settings::load(&Flags::from(place))?;
    let secret = Secret::new(random_bytes());
    let text = secret.text();
    let database = bank::open(settings.bank()?)?;
    let (whom, expires) = database.write_blocking(move |tx| {
        let (system, moment) = (System::COMMAND_LINE, bank::moment_of(tx)?);
        let meant = bank::member_meant(tx, &acts_as)?;
        let until = access::create_token(tx, &system, meant.id, &name, days, &secret, &moment)?;
        Ok::<_, timebank::Error>((meant.name, show_day(until, &banks::get(tx)?.zone)))
    })?;
    database.close();
    // Beside the token itself, so that a script can catch the token alone.
    note(&format!(
        "This token acts as {whom} until {expires}. It is shown this once:"
    ));
    say(text)
}

fn list_tokens(place: &BankFlags) -> Outcome {
    let settings = Settings::load(&Flags::from(place))?;
    let database = bank::open_to_read(settings.bank()?)?;
    let lines = database.read_blocking(|conn| {
        let bank = banks::get(conn)?;
        let now = bank::moment(&bank).now;
        let names = member::names(conn)?;
        let lines = access::tokens(conn)?.into_iter().map(|token| {
            let whom = names
                .get(&token.member)
                .map_or("", |name| name.name.as_str());
            let state = if token.revoked_at.is_some() {
                "taken back"
            } else if now >= token.expires_at {
                "run out"
            } else {
                "works"
            };
            let until = show_day(token.expires_at, &bank.zone);
            format!(
                "{:<24}  {:<24}  {:<10}  until {until}",
                token.name, whom, state
            )
        });
        Ok::<_, timebank::Error>(lines.collect::<Vec<_>>())
    })?;
    if lines.is_empty() {
        return say("There are no tokens.");
    }
    say(lines.join("\n"))
}

fn revoke_token(place: &BankFlags, name: &str) -> Outcome {
    let settings = Settings::load(&Flags::from(place))?;
    let database = bank::open(settings.bank()?)?;
    let wanted = name.to_owned();
    let revoked = database.write_blocking(move |tx| {
        let moment = bank::moment_of(tx)?;
        access::revoke_token(tx, &System::COMMAND_LINE, &wanted, &moment)
    })?;
    database.close();
    match revoked {
        0 => Err(Failure::new(format!(
            "There is no token called “{name}” that still works."
        ))),
        1 => say(format!(
            "Took back the token “{name}”. It stops working at once."
        )),
        count => say(format!(
            "Took back {count} tokens called “{name}”. They stop at once."
        )),
    }
}

fn settings_of(flags: &LinkFlags) -> Outcome<Settings> {
    Settings::load(&Flags {
        public_url: flags.public_url.clone(),
        ..Flags::from(&flags.place)
    })
}
