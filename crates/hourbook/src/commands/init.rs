//! `hourbook init`: an empty bank, and the link that sets it up.

use std::fs;
use std::path::Path;

use database::Database;
use ledger::AccountId;
use timebank::access::{self, Purpose, Secret};
use timebank::bank::{self, BankAccounts, Contact, NewBank};
use timebank::clock::{Clock as _, SystemClock, new_id, random_bytes};
use timebank::first_day;
use timebank::member::{self, Details, MemberKind, NewMember, State};
use timebank::{Channel, MemberId, Moment, Role, System};

use crate::cli::{Flags, Init};
use crate::commands::admin::{link, show_day};
use crate::config::Settings;
use crate::failure::{Failure, Outcome};
use crate::output::say;

pub(super) fn run(arguments: Init) -> Outcome {
    let flags = Flags {
        public_url: arguments.public_url.clone(),
        ..Flags::from(&arguments.place_of_file)
    };
    let settings = Settings::load(&flags)?;
    let path = settings.bank()?;
    let new = new_bank(&arguments)?;
    let secret = Secret::new(random_bytes());
    let address = link(&settings, &secret)?;
    let database = Database::create(path)?;
    let moment = Moment::new(SystemClock.now(), new.zone, Channel::Cli);
    let founded = found(
        &database,
        &new,
        arguments.admin,
        arguments.admin_name,
        secret,
        moment,
    );
    database.close();
    let expires = match founded {
        Ok(expires) => expires,
        Err(failure) => {
            remove(path);
            return Err(failure);
        }
    };
    let (name, file) = (&new.name, path.display());
    let until = show_day(expires, &new.zone);
    say(format!(
        "Made an empty bank, {name}, in {file}.\n\n\
         Start the server, then open this link once, before {until}:\n  {address}"
    ))
}

fn new_bank(arguments: &Init) -> Outcome<NewBank> {
    let mut new = NewBank::named(&arguments.name);
    new.zone = arguments.time_zone.parse().map_err(|_| {
        Failure::usage(format!(
            "There is no time zone called {}. Name one like Europe/London.",
            arguments.time_zone
        ))
    })?;
    if let Some(prefix) = &arguments.prefix {
        new.prefix.clone_from(prefix);
    }
    new.place.clone_from(&arguments.place);
    new.contact = Contact {
        name: arguments.contact_name.clone(),
        phone: arguments.contact_phone.clone(),
        hours: arguments.contact_hours.clone(),
    };
    Ok(new)
}

fn found(
    database: &Database,
    new: &NewBank,
    email: String,
    name: String,
    secret: Secret,
    moment: Moment,
) -> Outcome<chrono::DateTime<chrono::Utc>> {
    let new = new.clone();
    let account = || AccountId::new(new_id());
    let accounts = BankAccounts {
        pot: account(),
        operating: account(),
        issuance: account(),
        opening: account(),
    };
    let administrator = administrator(email, name);
    let founded = database.write_blocking(move |tx| {
        let system = System::COMMAND_LINE;
        bank::found(tx, &system, &new, accounts, &moment)?;
        first_day::begin(tx, &system, &moment)?;
        let (role, state) = (Role::Administrator, State::Active);
        member::add_by_system(tx, &system, &administrator, role, state, &moment)?;
        access::set_up(
            tx,
            &system,
            administrator.id,
            Purpose::Setup,
            &secret,
            &moment,
        )
    });
    Ok(founded?)
}

/// An administrator to be added.
pub(super) fn administrator(email: String, name: String) -> NewMember {
    NewMember {
        id: MemberId::new(new_id()),
        account: AccountId::new(new_id()),
        kind: MemberKind::Person,
        number: None,
        details: Details {
            name,
            email: Some(email),
            ..Details::default()
        },
        joined_on: None,
    }
}

/// The file is ours, and holds no bank: a second try must not find it in the way.
fn remove(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let _gone = fs::remove_file(name);
    }
}
