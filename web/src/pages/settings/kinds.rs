//! Kinds of help: the list in its order, one of them with its rules, and two becoming one.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::CategoryId;
use timebank::category::{self, Kept, Rules};

use crate::app::App;
use crate::components::Choice;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::exchanges::refused;
use crate::words;

struct Line {
    id: CategoryId,
    name: String,
    /// What holds for it, a sentence each.
    about: Vec<String>,
    open: bool,
}

/// The kinds under one heading, the heading first; or those that stand by themselves.
struct Group {
    heading: String,
    lines: Vec<Line>,
}

impl Group {
    /// The list in groups. What stands by itself between two headings is a group, too.
    fn all(kinds: &[Kept]) -> Vec<Group> {
        let heading = |kind: &Kept| match kind.below {
            0 => kind.heading_name.clone(),
            _ => kind.rules.name.clone(),
        };
        let line = |kind: &Kept| Line {
            id: kind.id,
            name: kind.rules.name.clone(),
            about: about(kind),
            open: kind.open,
        };
        kinds
            .chunk_by(|one, next| heading(one) == heading(next))
            .map(|group| Group {
                heading: heading(&group[0]),
                lines: group.iter().map(line).collect(),
            })
            .collect()
    }
}

#[derive(Template)]
#[template(path = "settings/kinds.html")]
struct Kinds {
    shell: Shell,
    form: Form,
    groups: Vec<Group>,
    headings: Vec<Choice>,
    done: &'static str,
}

#[derive(Template)]
#[template(path = "settings/kind.html")]
struct Kind {
    shell: Shell,
    form: Form,
    id: CategoryId,
    name: String,
    now: Vec<String>,
    open: bool,
    /// Under what it can stand; empty where others stand under it.
    headings: Vec<Choice>,
    rules: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "settings/merging.html")]
struct Merging {
    shell: Shell,
    form: Form,
    id: CategoryId,
    name: String,
    what: String,
    others: Vec<Choice>,
}

impl Merging {
    fn back(&self) -> String {
        format!("/settings/kinds/{}", self.id)
    }
}

/// What holds for a kind of help.
fn about(kind: &Kept) -> Vec<String> {
    let mut said = Vec::new();
    if kind.below > 0 {
        let below = words::count_of(kind.below, "kind stands", "kinds stand");
        said.push(format!("It is a heading: {below} under it."));
    }
    if kind.rules.barred {
        said.push("It cannot be offered, asked for or logged.".to_owned());
    }
    if !kind.rules.evidence.is_empty() {
        said.push(format!("A coordinator has seen: {}.", kind.rules.evidence));
    }
    if kind.rules.accompanied {
        said.push("Somebody goes along the first time.".to_owned());
    }
    if !kind.open {
        said.push("It is closed: nobody can choose it any more.".to_owned());
    }
    said.push(format!(
        "{}, {} open.",
        words::count(kind.exchanges, "exchange"),
        words::count_of(kind.listings, "offer or request", "offers and requests")
    ));
    said
}

/// The list.
pub async fn kinds(State(app): State<App>, page: Page, asked: Form) -> Result<Response> {
    page.administrator()?;
    let done = match asked.value("done") {
        "added" => "The kind of help is added at the end of the list.",
        "saved" => "It is saved and holds from now on.",
        "moved" => "It stands one place further up.",
        "closed" => "It is closed. What has it keeps it.",
        "opened" => "It is open again.",
        "merged" => "The two are one now.",
        "taken" => "The starting set is taken. What was there before is still there.",
        _ => "",
    };
    show(&app, page, Form::new(), done).await
}

async fn show(app: &App, page: Page, form: Form, done: &'static str) -> Result<Response> {
    let all = app.read(category::all).await?;
    let build = |shell| Kinds {
        shell,
        groups: Group::all(&all),
        headings: headings(&all, None),
        done,
        form: form.clone(),
    };
    page.answer(form.is_clean(), build)
}

/// Adds one.
pub async fn add(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment, name) = (page.administrator()?, page.moment(), form.text("name"));
    let heading = chosen(&form);
    let added = app
        .write(move |tx| category::add(tx, &by, &name, heading, &moment))
        .await;
    if refused(&mut form, added)?.is_some() {
        return Ok(to("added"));
    }
    show(&app, page, form, "").await
}

/// The heading that was chosen, if any.
fn chosen(form: &Form) -> Option<CategoryId> {
    form.value("heading").parse().ok().map(CategoryId::new)
}

/// Under what a kind can stand: what stands under nothing itself, and not itself.
fn headings(all: &[Kept], but: Option<CategoryId>) -> Vec<Choice> {
    all.iter()
        .filter(|kind| kind.rules.heading.is_none() && Some(kind.id) != but)
        .map(|kind| Choice::new(kind.id, kind.rules.name.clone()))
        .collect()
}

/// One of them.
pub async fn one(State(app): State<App>, page: Page, Path(id): Path<i64>) -> Result<Response> {
    page.administrator()?;
    let (kind, others) = read_all(&app, id).await?;
    let heading = kind.rules.heading.map(|id| id.to_string());
    let mut form = Form::new()
        .with("name", &*kind.rules.name)
        .with("heading", heading.unwrap_or_default())
        .with("evidence", &*kind.rules.evidence);
    let ticked = [
        ("barred", kind.rules.barred),
        ("accompanied", kind.rules.accompanied),
    ];
    form = ticked
        .iter()
        .filter(|(_, is)| *is)
        .fold(form, |form, (rule, _)| and(&form, "rules", rule));
    page.show(|shell| kind_page(shell, form, &kind, &others))
}

/// The form with one more box ticked.
fn and(form: &Form, name: &str, value: &str) -> Form {
    let more = [(name.to_owned(), value.to_owned())];
    form.answers().iter().cloned().chain(more).collect()
}

/// Changes it.
pub async fn change(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.administrator()?, page.moment());
    let rules = Rules {
        name: form.text("name"),
        barred: form.chose("rules", "barred"),
        evidence: form.text("evidence"),
        accompanied: form.chose("rules", "accompanied"),
        heading: chosen(&form),
    };
    let changed = app
        .write(move |tx| category::change(tx, &by, CategoryId::new(id), &rules, &moment))
        .await;
    if refused(&mut form, changed)?.is_some() {
        return Ok(to("saved"));
    }
    let (kind, others) = read_all(&app, id).await?;
    page.refuse(|shell| kind_page(shell, form, &kind, &others))
}

/// Moves it one place up.
pub async fn move_up(State(app): State<App>, page: Page, Path(id): Path<i64>) -> Result<Response> {
    let (by, moment) = (page.administrator()?, page.moment());
    app.write(move |tx| category::move_up(tx, &by, CategoryId::new(id), &moment))
        .await?;
    Ok(to("moved"))
}

/// Closes it, or opens it again.
pub async fn open_or_close(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response> {
    let (by, moment) = (page.administrator()?, page.moment());
    let open = form.value("open") == "yes";
    app.write(move |tx| category::open_or_close(tx, &by, CategoryId::new(id), open, &moment))
        .await?;
    Ok(to(if open { "opened" } else { "closed" }))
}

/// “Which one stays?”
pub async fn ask_to_merge(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
) -> Result<Response> {
    page.administrator()?;
    let all = read_all(&app, id).await?;
    page.show(|shell| merging_page(shell, Form::new(), &all))
}

/// Makes one of two.
pub async fn merge(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.administrator()?, page.moment());
    let Ok(into) = form.value("into").parse().map(CategoryId::new) else {
        form.refuse("into", "Choose the kind of help that stays");
        let all = read_all(&app, id).await?;
        return page.refuse(|shell| merging_page(shell, form, &all));
    };
    app.write(move |tx| category::merge(tx, &by, CategoryId::new(id), into, &moment))
        .await?;
    Ok(to("merged"))
}

fn to(done: &str) -> Response {
    Redirect::to(&format!("/settings/kinds?done={done}")).into_response()
}

/// One, and all others.
async fn read_all(app: &App, id: i64) -> Result<(Kept, Vec<Kept>)> {
    let mut all = app.read(category::all).await?;
    let found = all.iter().position(|kind| kind.id == CategoryId::new(id));
    let kind = all.remove(found.ok_or_else(WebError::not_found)?);
    Ok((kind, all))
}

fn kind_page(shell: Shell, form: Form, kind: &Kept, others: &[Kept]) -> Kind {
    Kind {
        headings: match kind.below {
            0 => headings(others, Some(kind.id)),
            _ => Vec::new(),
        },
        shell,
        form,
        id: kind.id,
        name: kind.rules.name.clone(),
        now: about(kind),
        open: kind.open,
        rules: vec![
            Choice::new("barred", "This timebank does not arrange it").hinting(
                "Nobody can choose it any more. Offers and requests that stand there stay: close \
                 them one by one",
            ),
            Choice::new("accompanied", "Somebody goes along the first time")
                .hinting("Approvals points it out when a member gives this for the first time"),
        ],
    }
}

fn merging_page(shell: Shell, form: Form, (kind, others): &(Kept, Vec<Kept>)) -> Merging {
    let what = format!(
        "{} and {} get the other kind, whatever month they are of. No figure in all is changed by \
         it; figures by kind of help are counted anew, also of months that are closed.",
        words::count(kind.exchanges, "exchange"),
        words::count_of(
            kind.listings,
            "open offer or request",
            "open offers and requests"
        )
    );
    let what = match kind.below {
        0 => what,
        _ => format!("{what} The kinds that stand under it go where the other one stands."),
    };
    Merging {
        shell,
        form,
        id: kind.id,
        name: kind.rules.name.clone(),
        what,
        others: others
            .iter()
            .map(|other| Choice::new(other.id, other.rules.name.clone()))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lifts() -> Kept {
        Kept {
            id: CategoryId::new(3),
            rules: Rules {
                name: "Lifts".into(),
                barred: false,
                evidence: "Driving licence".into(),
                accompanied: true,
                heading: None,
            },
            heading_name: String::new(),
            below: 0,
            open: true,
            exchanges: 12,
            listings: 1,
        }
    }

    #[test]
    fn what_holds_for_a_kind_is_told_in_sentences() {
        assert_eq!(
            about(&lifts()),
            [
                "A coordinator has seen: Driving licence.",
                "Somebody goes along the first time.",
                "12 exchanges, 1 offer or request open.",
            ]
        );
        let html = kind_page(Shell::sample(), Form::new(), &lifts(), &[])
            .render()
            .unwrap();
        assert!(html.contains("Close it") && html.contains("/settings/kinds/3/merging"));
    }

    fn kind(id: i64, name: &str, below: u32, heading: Option<i64>) -> Kept {
        let mut kind = lifts();
        (kind.id, kind.rules.name, kind.below) = (CategoryId::new(id), name.into(), below);
        kind.rules.heading = heading.map(CategoryId::new);
        kind.heading_name = heading.map_or_else(String::new, |_| "Out and about".into());
        kind
    }

    #[test]
    fn kinds_stand_in_groups_and_a_heading_cannot_be_put_under_another() {
        let all = [
            kind(1, "Out and about", 2, None),
            kind(3, "Lifts", 0, Some(1)),
            kind(4, "Errands", 0, Some(1)),
            kind(5, "Baking", 0, None),
        ];
        let groups: Vec<(String, usize)> = Group::all(&all)
            .into_iter()
            .map(|group| (group.heading, group.lines.len()))
            .collect();
        assert_eq!(groups, [("Out and about".into(), 3), (String::new(), 1)]);
        assert!(about(&all[0])[0].starts_with("It is a heading: 2 kinds stand under it."));
        let page = |place: usize| {
            let kind = &all[place];
            kind_page(Shell::sample(), Form::new(), kind, &all)
                .render()
                .unwrap()
        };
        let lifts = page(1);
        assert!(lifts.contains("<option value=\"5\">Baking</option>"));
        assert!(!lifts.contains("<option value=\"4\">Errands</option>"));
        assert!(!page(0).contains("name=\"heading\""));
    }

    #[test]
    fn merging_says_what_gets_the_other_kind_and_that_it_stays_so() {
        let both = (lifts(), vec![lifts()]);
        let html = merging_page(Shell::sample(), Form::new(), &both)
            .render()
            .unwrap();
        assert!(html.contains("12 exchanges and 1 open offer or request"));
        assert!(html.contains("cannot be undone"));
    }
}
