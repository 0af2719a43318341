//! What the API's problems mean: the address in `type` of a problem leads here.

use askama::Template;
use axum::response::Response;

use crate::error::{Problem, Result, WebError};
use crate::extract::Path;
use crate::page::{Page, Shell};

#[derive(Template)]
#[template(path = "problem.html")]
struct Explained {
    shell: Shell,
    problem: Problem,
}

/// One problem.
pub async fn show(page: Page, Path(name): Path<String>) -> Result<Response> {
    let problem = Problem::ALL
        .into_iter()
        .find(|problem| problem.name() == name)
        .ok_or_else(WebError::not_found)?;
    page.show(|shell| Explained { shell, problem })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_explained_to_whoever_writes_a_program() {
        for problem in Problem::ALL {
            let html = Explained {
                shell: Shell::sample(),
                problem,
            }
            .render()
            .unwrap();
            assert!(html.contains(problem.for_programs()), "{problem:?}");
            assert!(
                html.contains(&problem.status().as_u16().to_string()),
                "{problem:?}"
            );
        }
    }
}
