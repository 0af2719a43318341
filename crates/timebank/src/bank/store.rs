//! The SQL of the bank's one row.

use chrono::{DateTime, Utc};
use ledger::AccountId;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use uuid::Uuid;

use super::model::{Bank, BankAccounts, Contact, NewBank, Particulars};
use crate::{leaflet, rows};

pub(super) fn insert(
    tx: &Transaction<'_>,
    new: &NewBank,
    accounts: BankAccounts,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO bank (id, name, prefix, place, time_zone, language, contact_name,
                           contact_phone, contact_hours, demo, founded_at, pot_account,
                           operating_account, issuance_account, opening_account)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            new.name,
            new.prefix,
            new.place,
            new.zone.name(),
            new.language,
            new.contact.name,
            new.contact.phone,
            new.contact.hours,
            new.demo,
            now.timestamp(),
            accounts.pot.uuid(),
            accounts.operating.uuid(),
            accounts.issuance.uuid(),
            accounts.opening.uuid(),
        ],
    )?;
    Ok(())
}

pub(super) fn get(conn: &Connection) -> rusqlite::Result<Option<Bank>> {
    conn.prepare_cached("SELECT * FROM bank")?
        .query_row([], read)
        .optional()
}

pub(super) fn update(tx: &Transaction<'_>, particulars: &Particulars) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE bank SET name = ?1, place = ?2",
        params![particulars.name, particulars.place],
    )?;
    update_contact(tx, &particulars.contact)
}

pub(super) fn update_contact(tx: &Transaction<'_>, contact: &Contact) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE bank SET contact_name = ?1, contact_phone = ?2, contact_hours = ?3",
        params![contact.name, contact.phone, contact.hours],
    )?;
    Ok(())
}

pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Bank> {
    let account = |column| row.get::<_, Uuid>(column).map(AccountId::new);
    Ok(Bank {
        name: row.get("name")?,
        prefix: row.get("prefix")?,
        place: row.get("place")?,
        zone: rows::code(row, "time_zone", |name| name.parse().ok())?,
        language: row.get("language")?,
        contact: Contact {
            name: row.get("contact_name")?,
            phone: row.get("contact_phone")?,
            hours: row.get("contact_hours")?,
        },
        demo: row.get("demo")?,
        founded_at: rows::instant(row, "founded_at")?,
        accounts: BankAccounts {
            pot: account("pot_account")?,
            operating: account("operating_account")?,
            issuance: account("issuance_account")?,
            opening: account("opening_account")?,
        },
        foot: rows::code(row, "foot", leaflet::foot)?,
    })
}
