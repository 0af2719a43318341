//! Pages that the bank writes itself.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use timebank::leaflet::{self, Leaflet};
use utoipa::ToSchema;

use super::Caller;
use crate::app::App;
use crate::error::Result;
use crate::extract::Json;

/// A page.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PageBody {
    /// Its address: the last part of `/pages/…`.
    address: String,
    /// Its heading.
    title: String,
    /// Markdown, as it was written. HTML in it is not meant and is to be left out.
    text: String,
    /// `everybody`, `members` or `coordinators`.
    readers: &'static str,
    /// Whether it is named at the foot of each page.
    in_foot: bool,
    /// Whether it was withdrawn; then only coordinators find it.
    withdrawn: bool,
    /// Which version this is.
    version: u32,
    /// When it was written.
    written_at: DateTime<Utc>,
}

/// Pages, by title.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PagesBody {
    /// Those that the caller may read.
    items: Vec<PageBody>,
}

fn body(leaflet: Leaflet) -> PageBody {
    PageBody {
        address: leaflet.slug,
        title: leaflet.title,
        text: leaflet.text,
        readers: leaflet.readers.as_str(),
        in_foot: leaflet.in_foot,
        withdrawn: leaflet.withdrawn,
        version: leaflet.version,
        written_at: leaflet.at,
    }
}

pub(super) async fn list(State(app): State<App>, caller: Caller) -> Result<Json<PagesBody>> {
    let role = Some(caller.person.role());
    let all = app.read(leaflet::all).await?;
    let may_read = all.into_iter().filter(|leaflet| leaflet.is_for(role));
    Ok(Json(PagesBody {
        items: may_read.map(body).collect(),
    }))
}
