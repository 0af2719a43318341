//! Kinds of help, in two levels.

use axum::extract::State;
use serde::Serialize;
use timebank::category::{self, Category};
use utoipa::ToSchema;

use super::Caller;
use crate::app::App;
use crate::error::Result;
use crate::extract::Json;

/// A kind of help that can be chosen.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CategoryBody {
    /// Its id, as offers, requests and exchanges have it.
    id: i64,
    /// Its name.
    name: String,
    /// The kind of help under which it stands, its heading. A list that is asked for what has a
    /// heading also gives what stands under it.
    heading_id: Option<i64>,
    /// The name of its heading; empty where it stands under none.
    heading: String,
    /// Whether it is a heading itself.
    is_heading: bool,
}

/// Kinds of help, in the bank’s own order: a heading before what stands under it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CategoriesBody {
    /// The kinds.
    items: Vec<CategoryBody>,
}

fn body(kind: Category) -> CategoryBody {
    CategoryBody {
        id: kind.id.get(),
        name: kind.name,
        heading_id: kind.heading.map(timebank::CategoryId::get),
        heading: kind.heading_name,
        is_heading: kind.is_heading,
    }
}

pub(super) async fn list(State(app): State<App>, _: Caller) -> Result<Json<CategoriesBody>> {
    let kinds = app.read(category::list).await?;
    Ok(Json(CategoriesBody {
        items: kinds.into_iter().map(body).collect(),
    }))
}
