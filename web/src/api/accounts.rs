//! Accounts: a balance and a statement. A member sees their own; coordinators see all, and all
//! balances of one moment.

use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use ledger::AccountId;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use timebank::{Error, Role};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::Caller;
use crate::app::App;
use crate::error::Result;
use crate::extract::{Json, Path, Query};

/// An account in the book.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AccountBody {
    /// The id.
    id: Uuid,
    /// `member`, `organisation`, `pot`, `operating`, `issuance`, `suspense`, `clearing` or
    /// `opening`.
    kind: &'static str,
    /// The balance now; a plus is hours to spend, a minus hours to give back.
    balance_minutes: i64,
    /// When the account was opened.
    opened_at: DateTime<Utc>,
    /// When it was closed.
    closed_at: Option<DateTime<Utc>>,
}

/// Every account of the book at one moment, and therefore not in pages.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BalancesBody {
    /// The number of the book's last transfer at that moment.
    book_transfers: u64,
    /// The digest of the book's last transfer at that moment.
    book_digest: String,
    /// The accounts, closed ones too, in the order in which they were opened. They sum to nought.
    accounts: Vec<BalanceBody>,
}

/// An account and its balance.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BalanceBody {
    /// The id.
    id: Uuid,
    /// What the account is for, as in one account.
    kind: &'static str,
    /// The balance; a plus is hours to spend, a minus hours to give back.
    balance_minutes: i64,
}

/// The statement of an account, in the order in which it was written.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StatementBody {
    /// The account.
    account: Uuid,
    /// From the start of this day.
    from: Option<NaiveDate>,
    /// To the end of this day.
    to: Option<NaiveDate>,
    /// The balance brought forward.
    opening_minutes: i64,
    /// All that came in.
    in_minutes: i64,
    /// All that went out: opening + in − out = closing.
    out_minutes: i64,
    /// The balance at the end.
    closing_minutes: i64,
    /// The lines.
    lines: Vec<StatementLineBody>,
    /// The number of the book's last transfer.
    book_transfers: u64,
    /// The digest of the book's last transfer.
    book_digest: String,
}

/// A line of a statement.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StatementLineBody {
    /// The transfer's number in the book.
    sequence: u64,
    /// The transfer's id; of help it is the exchange's id too.
    transfer: Uuid,
    /// What kind of transfer.
    kind: &'static str,
    /// The day it happened.
    done_on: NaiveDate,
    /// When it was written.
    posted_at: DateTime<Utc>,
    /// Plus came in, minus went out.
    minutes: i64,
    /// The balance after this line.
    balance_minutes: i64,
    /// The transfer that this line takes back.
    reverses: Option<Uuid>,
}

/// Which days.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct StatementQuery {
    /// From the start of this day at the bank.
    from: Option<NaiveDate>,
    /// To the end of this day at the bank.
    to: Option<NaiveDate>,
}

pub(super) async fn list(State(app): State<App>, _caller: Caller) -> Result<Json<BalancesBody>> {
    let body = app
        .read(|conn| {
            let head = ledger::head(conn)?;
            let balances = ledger::balances(conn)?.into_iter();
            let accounts = balances.map(|(id, kind, balance)| BalanceBody {
                id: id.uuid(),
                kind: kind.as_str(),
                balance_minutes: balance.get(),
            });
            Ok(BalancesBody {
                book_transfers: head.seq,
                book_digest: head.digest.to_string(),
                accounts: accounts.collect(),
            })
        })
        .await?;
    Ok(Json(body))
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<AccountBody>> {
    let body = app
        .read(move |conn| {
            let account = visible(conn, &caller, id)?;
            Ok(AccountBody {
                id: account.id.uuid(),
                kind: account.kind.as_str(),
                balance_minutes: ledger::balance(conn, account.id)?.get(),
                opened_at: account.opened_at,
                closed_at: account.closed_at,
            })
        })
        .await?;
    Ok(Json(body))
}

pub(super) async fn statement(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(query): Query<StatementQuery>,
) -> Result<Json<StatementBody>> {
    let body = app
        .read(move |conn| made(conn, &caller, id, &query))
        .await?;
    Ok(Json(body))
}

fn made(
    conn: &Connection,
    caller: &Caller,
    id: Uuid,
    query: &StatementQuery,
) -> timebank::Result<StatementBody> {
    let account = visible(conn, caller, id)?;
    let start = query.from.map(|day| caller.bank.start_of(day));
    let end = query
        .to
        .and_then(|day| day.succ_opt())
        .map(|day| caller.bank.start_of(day));
    let statement = ledger::statement(conn, account.id, start, end)?;
    let head = ledger::head(conn)?;
    let lines = statement.lines.iter().map(line).collect();
    Ok(StatementBody {
        account: id,
        from: query.from,
        to: query.to,
        opening_minutes: statement.opening.get(),
        in_minutes: statement.total_in.get(),
        out_minutes: statement.total_out.get().abs(),
        closing_minutes: statement.closing.get(),
        lines,
        book_transfers: head.seq,
        book_digest: head.digest.to_string(),
    })
}

fn line(line: &ledger::StatementLine) -> StatementLineBody {
    StatementLineBody {
        sequence: line.seq,
        transfer: line.transfer.uuid(),
        kind: line.kind.as_str(),
        done_on: line.done_on,
        posted_at: line.posted_at,
        minutes: line.minutes.get(),
        balance_minutes: line.balance.get(),
        reverses: line.reverses.map(ledger::TransferId::uuid),
    }
}

/// The account, to somebody who may see it; to anybody else it does not exist.
fn visible(conn: &Connection, caller: &Caller, id: Uuid) -> timebank::Result<ledger::Account> {
    let id = AccountId::new(id);
    let own = caller.person.account() == id;
    if !own && caller.person.role() < Role::Coordinator {
        return Err(Error::NotFound("This account"));
    }
    ledger::account(conn, id)?.ok_or(Error::NotFound("This account"))
}
