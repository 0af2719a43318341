//! People and exchanges from elsewhere, as lines of text: begun, put right or left out line by
//! line, rehearsed, brought in in one go, and undone by reversal. The lines are read by the same
//! code as those of a spreadsheet on the pages.

pub(in crate::api) mod bodies;

use axum::extract::State;
use axum::response::Response;
use rusqlite::{Connection, Transaction};
use timebank::SpreadsheetId;
use timebank::spreadsheet::{self, Choice, Content, NewSpreadsheet, Sheet, Standing};

use self::bodies::{
    EnteringBody, ImportBalanceBody, ImportBody, ImportPreviewBody, ImportsBody, NewImportBody,
    SettlingBody, UndoingBody, UndoneBody, body, open_line, past_line, refusals,
};
use super::change::{Change, Shown};
use super::{Caller, MOST};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::{Json, Path};
use crate::forms::FieldError;
use crate::pages::imports::{Looked, MOST_BYTES, Reader, columns, entries, sealed};
use crate::routing::Policy::Coordinator;
use crate::routing::Route;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "/api/v1/imports",
            Coordinator,
            "What was brought in, or begun",
            list,
        ),
        Route::post(
            "/api/v1/imports",
            Coordinator,
            "Begin to bring lines in",
            begin,
        )
        .taking(MOST_BYTES),
        Route::get(
            "/api/v1/imports/{id}",
            Coordinator,
            "One import, with how each line stands",
            get,
        ),
        Route::post(
            "/api/v1/imports/{id}/lines",
            Coordinator,
            "Type over a line, take it or leave it out",
            settle,
        ),
        Route::get(
            "/api/v1/imports/{id}/preview",
            Coordinator,
            "What would come of it",
            preview,
        ),
        Route::post(
            "/api/v1/imports/{id}/entering",
            Coordinator,
            "Bring the lines in, all or none",
            enter,
        ),
        Route::post(
            "/api/v1/imports/{id}/undoing",
            Coordinator,
            "Take an import back, by reversal",
            undo,
        ),
    ]
}

fn reader(caller: &Caller) -> Reader {
    Reader::new(&caller.bank, caller.moment.today, caller.person.id())
}

pub(super) async fn list(State(app): State<App>, caller: Caller) -> Result<Json<ImportsBody>> {
    caller.coordinator()?;
    let found = app.read(|conn| spreadsheet::list(conn, MOST)).await?;
    let items = found.into_iter().map(|found| body(found, None));
    Ok(Json(ImportsBody {
        items: items.collect(),
    }))
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<SpreadsheetId>,
) -> Result<Json<ImportBody>> {
    caller.coordinator()?;
    let reader = reader(&caller);
    Ok(Json(app.read(move |conn| whole(conn, &reader, id)).await?))
}

pub(super) async fn begin(
    State(app): State<App>,
    Change { caller, sent, once }: Change<NewImportBody>,
) -> Result<Response> {
    let refuse = |field, message: &str| Err(WebError::fields([FieldError::new(field, message)]));
    let Some(content) = Content::parse(&sent.content) else {
        return refuse("content", "This is people or exchanges");
    };
    let fields = sent.fields;
    let is_known = |field: &String| field.is_empty() || columns::named(content, field).is_some();
    if let Some(odd) = fields.iter().find(|field| !is_known(field)) {
        return refuse("fields", &format!("There is no field “{odd}”"));
    }
    if let Some(label) = columns::chosen_twice(content, &fields) {
        return refuse("fields", &format!("Name one field only for “{label}”"));
    }
    if let Some(message) = columns::missing(content, &fields) {
        return refuse("fields", message);
    }
    let rows = [fields.clone()].into_iter().chain(sent.lines);
    let new = NewSpreadsheet {
        id: SpreadsheetId::new(sent.id),
        name: sent.name,
        content,
        sheets: vec![Sheet {
            name: String::new(),
            rows: (1..).zip(rows).collect(),
        }],
    };
    let (reader, by, moment) = (reader(&caller), caller.coordinator()?, caller.moment);
    let command = move |tx: &Transaction<'_>| {
        let begun = spreadsheet::begin(tx, &by, &new, &moment)?;
        if begun.fields.is_empty() && begun.standing == Standing::Open {
            spreadsheet::match_columns(tx, &by, begun.id, &fields)?;
        }
        whole(tx, &reader, begun.id)
    };
    once.answer(&app, command, |made: ImportBody| {
        Shown::created(format!("/api/v1/imports/{}", made.id), made)
    })
    .await
}

pub(super) async fn settle(
    State(app): State<App>,
    Path(id): Path<SpreadsheetId>,
    Change { caller, sent, once }: Change<SettlingBody>,
) -> Result<Response> {
    let choice = sent.choice.as_deref().map(|code| {
        Choice::parse(code).ok_or_else(|| {
            let message = "This is take or leave_out";
            WebError::fields([FieldError::new("choice", message)])
        })
    });
    let choice = choice.transpose()?;
    let (reader, by) = (reader(&caller), caller.coordinator()?);
    let command = move |tx: &Transaction<'_>| {
        let found = spreadsheet::get(tx, id)?;
        let lines = spreadsheet::lines(tx, &found)?;
        if !lines.iter().any(|line| line.number == sent.line) {
            return Err(timebank::Error::NotFound("This line"));
        }
        if let Some(typed) = &sent.typed {
            let is_known = |field: &&String| columns::named(found.content, field).is_none();
            if let Some(odd) = typed.keys().find(is_known) {
                let message = format!("There is no field “{odd}”");
                return Err(timebank::Error::field("typed", message));
            }
            spreadsheet::type_over(tx, &by, id, sent.line, typed)?;
        }
        spreadsheet::decide(tx, &by, id, &[sent.line], choice)?;
        whole(tx, &reader, id)
    };
    once.answer(&app, command, Shown::changed).await
}

pub(super) async fn preview(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<SpreadsheetId>,
) -> Result<Json<ImportPreviewBody>> {
    let (reader, by, moment) = (reader(&caller), caller.coordinator()?, caller.moment);
    let looked = app.read(move |conn| Looked::read(conn, &reader, id));
    let entries = entries(&looked.await?.rows)?;
    let seal = sealed(&entries);
    // Rehearsed with what was read: should it stand otherwise by now, `enter` says so.
    let rehearsal = app.write(move |tx| spreadsheet::rehearse(tx, &by, id, &entries, &moment));
    let preview = rehearsal.await?;
    let balances = preview.balances.into_iter().map(|one| ImportBalanceBody {
        name: one.name,
        before: one.before,
        after: one.after,
    });
    Ok(Json(ImportPreviewBody {
        people: preview.totals.people,
        exchanges: preview.totals.exchanges,
        minutes: preview.totals.minutes,
        balances: balances.collect(),
        refused: refusals(preview.refused),
        seal,
    }))
}

pub(super) async fn enter(
    State(app): State<App>,
    Path(id): Path<SpreadsheetId>,
    Change { caller, sent, once }: Change<EnteringBody>,
) -> Result<Response> {
    let (reader, by, moment) = (reader(&caller), caller.coordinator()?, caller.moment);
    let command = move |tx: &Transaction<'_>| {
        if spreadsheet::get(tx, id)?.standing == Standing::Open {
            let looked = Looked::read(tx, &reader, id)?;
            let entries = entries(&looked.rows)?;
            if sealed(&entries) != sent.seal {
                return Err(timebank::Error::Conflict(
                    "The lines mean something else than in the preview, so nothing was brought \
                     in. Ask for the preview again."
                        .into(),
                ));
            }
            spreadsheet::enter(tx, &by, id, &entries, &moment)?;
        }
        whole(tx, &reader, id)
    };
    once.answer(&app, command, Shown::changed).await
}

pub(super) async fn undo(
    State(app): State<App>,
    Path(id): Path<SpreadsheetId>,
    Change { caller, sent, once }: Change<UndoingBody>,
) -> Result<Response> {
    let (by, moment) = (caller.coordinator()?, caller.moment);
    let command = move |tx: &Transaction<'_>| spreadsheet::undo(tx, &by, id, &sent.reason, &moment);
    once.answer(&app, command, |undone| {
        Shown::changed(UndoneBody {
            exchanges: undone.exchanges,
            minutes: undone.minutes,
            people: undone.people,
            left: refusals(undone.left),
        })
    })
    .await
}

/// An import with its lines: as they would be read while it is open, as what they became later.
fn whole(conn: &Connection, reader: &Reader, id: SpreadsheetId) -> timebank::Result<ImportBody> {
    let looked = Looked::read(conn, reader, id)?;
    let lines = if looked.spreadsheet.standing == Standing::Open {
        looked.rows.iter().map(open_line).collect()
    } else {
        let lines = spreadsheet::lines(conn, &looked.spreadsheet)?;
        lines.iter().filter_map(past_line).collect()
    };
    Ok(body(looked.spreadsheet, Some(lines)))
}
