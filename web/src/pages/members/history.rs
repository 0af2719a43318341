//! What was done to a membership, told from the audit: newest first.

use std::collections::HashMap;

use chrono_tz::Tz;
use rusqlite::Connection;
use serde_json::Value;
use timebank::MemberId;
use timebank::audit::{self, AuditRow};
use timebank::member::{self, Profile};

use crate::components::Step;
use crate::words;

/// So many steps stand on the page.
const MOST: usize = 8;

/// The latest steps.
pub(super) fn of(conn: &Connection, id: MemberId, zone: Tz) -> timebank::Result<Vec<Step>> {
    let rows = audit::of_subject(conn, id.uuid())?;
    let told = rows.iter().rev().filter(|row| title(row).is_some());
    let newest: Vec<&AuditRow> = told.take(MOST).collect();
    let actors: Vec<MemberId> = newest.iter().filter_map(|row| row.actor).collect();
    let actors = member::many(conn, &actors)?;
    let steps = newest.into_iter();
    Ok(steps.filter_map(|row| step(row, &actors, zone)).collect())
}

fn step(row: &AuditRow, actors: &HashMap<MemberId, Profile>, zone: Tz) -> Option<Step> {
    let by = match row.actor {
        Some(actor) => actors.get(&actor).map_or("Somebody", |actor| &*actor.name),
        None => "The program",
    };
    Some(Step {
        title: title(row)?.to_owned(),
        about: format!("{by}, {}", words::instant(row.at, zone)),
        ..Step::default()
    })
}

/// What happened; nothing for what is no part of a membership, such as signing in.
fn title(row: &AuditRow) -> Option<&'static str> {
    let details: Value = serde_json::from_str(&row.details).unwrap_or_default();
    let said = |key: &str| details.get(key).and_then(Value::as_str).unwrap_or_default();
    Some(match (&*row.action, said("to")) {
        ("member.add", _) => "Added",
        ("member.change", _) => "Details changed",
        ("member.change_state", "active") if said("from") == "applicant" => "Joined",
        ("member.change_state", "active") => "Started again",
        ("member.change_state", "paused") => "Paused",
        ("member.change_state", "left") => "Left",
        ("member.change_role", "member") => "Made a member again",
        ("member.change_role", "coordinator") => "Made a coordinator",
        ("member.change_role", "administrator") => "Made an administrator",
        ("member.merge", _) => "Another entry of the same person came into this one",
        ("access.invite", _) if said("purpose") == "reset" => "Given a link for a new password",
        ("access.invite", _) => "Given a link to sign in",
        ("access.make_code", _) => "Given a printed code to sign in",
        ("access.accept_invitation" | "access.change_password", _) => "Chose a password",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(action: &str, details: &str) -> AuditRow {
        AuditRow {
            at: "2026-11-22T10:00:00Z".parse().unwrap(),
            actor: None,
            acted_as: "cli".into(),
            channel: "cli".into(),
            subject: None,
            action: action.into(),
            details: details.into(),
        }
    }

    #[test]
    fn each_step_is_told_in_words() {
        for (action, details, told) in [
            ("member.add", "{}", Some("Added")),
            (
                "member.change_state",
                r#"{"from":"paused","to":"active"}"#,
                Some("Started again"),
            ),
            (
                "access.invite",
                r#"{"purpose":"invite"}"#,
                Some("Given a link to sign in"),
            ),
            ("access.sign_in", "{}", None),
            ("member.change_state", "not json", None),
        ] {
            assert_eq!(title(&row(action, details)), told, "{action}");
        }
    }

    #[test]
    fn whoever_is_nobody_is_the_program() {
        let step = step(
            &row("member.add", "{}"),
            &HashMap::new(),
            Tz::Europe__London,
        )
        .unwrap();
        assert_eq!(step.about, "The program, 22 November 2026 at 10am");
    }
}
