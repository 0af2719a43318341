//! Where each page of the list of routes stands in the demo bank.

use database::Database;
use rusqlite::{Connection, OptionalExtension as _};

/// The beginning of a path, and what gives the id that stands in it.
const IDS: &[(&str, &str)] = &[
    ("/activities/{id}/end", PLANNED),
    ("/activities/{id}", PLANNED),
    (
        "/applications/{id}",
        "SELECT id FROM application WHERE state = 'sent'",
    ),
    (
        "/askings/{id}",
        "SELECT id FROM asking WHERE state = 'open'",
    ),
    (
        "/conversations/{id}",
        "SELECT id FROM conversation WHERE one = ?1 OR other = ?1",
    ),
    (
        "/enter-hours/{id}",
        "SELECT id FROM draft WHERE kind LIKE '%for%'",
    ),
    (
        "/exchanges/{id}/query",
        "SELECT id FROM exchange WHERE state = 'confirmed'",
    ),
    (
        "/exchanges/{id}",
        "SELECT id FROM exchange WHERE state = 'posted' AND receiver = ?1",
    ),
    ("/imports/{id}", "SELECT id FROM spreadsheet"),
    (
        "/listings/{id}",
        "SELECT id FROM listing WHERE state = 'open' AND kind = 'request' AND member = ?1",
    ),
    (
        "/log-hours/{id}",
        "SELECT id FROM draft WHERE kind NOT LIKE '%for%'",
    ),
    ("/mailings/{id}", "SELECT id FROM mailing"),
    (
        "/me/surveys/{id}",
        "SELECT id FROM survey WHERE closed_at IS NULL",
    ),
    ("/members/{id}", MEMBER),
    ("/people/{id}", MEMBER),
    ("/pot/grants/{id}", "SELECT id FROM pot_grant"),
    (
        "/regular/{id}",
        "SELECT id FROM series WHERE giver = ?1 OR receiver = ?1",
    ),
    ("/reports/surveys/{id}", "SELECT id FROM survey"),
    ("/slips/{id}", "SELECT id FROM slip_envelope"),
    (
        "/to-do/{topic}/{id}",
        "SELECT id FROM exchange WHERE state = 'disputed'",
    ),
];

const PLANNED: &str = "SELECT id FROM activity WHERE state = 'planned'";
/// Whoever took part most.
const MEMBER: &str = "SELECT giver FROM exchange WHERE giver <> ?1
                       GROUP BY giver ORDER BY count(*) DESC";

/// What else stands in a path: its name, and the same for every bank.
const PARTS: &[(&str, &str)] = &[
    ("{step}", "talk"),
    ("{place}", "1"),
    ("{number}", "1"),
    ("{line}", "1"),
    ("{month}", "2026-10"),
    ("{project}", "1"),
    ("{area}", "1"),
    ("{kind}", "1"),
    ("{topic}", "steps"),
    ("{page}", "repair-cafe"),
    ("{question}", "what"),
    ("{name}", "not-found"),
];

/// The address of a route, as it looks to the member whose hexadecimal id is `me`.
pub(super) fn of_route(database: &Database, route: &str, me: &str) -> String {
    let mut address = route.to_owned();
    if let Some((_, sql)) = IDS.iter().find(|(begins, _)| route.starts_with(begins)) {
        let (sql, me) = ((*sql).to_owned(), me.to_owned());
        let found = database
            .read_blocking(move |conn: &Connection| id(conn, &sql, &me))
            .unwrap_or_else(|error| panic!("{route}: {error:?}"));
        if let Some(found) = found {
            address = address.replace("{id}", &found);
        }
    }
    if route.starts_with("/to-do/") {
        address = address.replace("{topic}", "disputes");
    }
    for (part, value) in PARTS {
        address = address.replace(part, value);
    }
    address
}

fn id(conn: &Connection, sql: &str, me: &str) -> timebank::Result<Option<String>> {
    let found = format!(
        "WITH found (id) AS ({sql} LIMIT 1)
         SELECT CASE typeof(id) WHEN 'blob' THEN lower(hex(id)) ELSE cast(id AS TEXT) END
           FROM found"
    );
    let found = found.replace("?1", &format!("x'{me}'"));
    Ok(conn.query_row(&found, [], |row| row.get(0)).optional()?)
}
