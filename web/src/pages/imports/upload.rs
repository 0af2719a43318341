//! A form with a file in it: what was chosen and typed, and the bytes of the file.

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;

use crate::error::WebError;
use crate::forms::Form;

/// The most that is read of a file and the form around it, in bytes.
pub(crate) const MOST_BYTES: usize = 3 * 1024 * 1024;

/// A posted form, perhaps with a file.
pub struct Upload {
    pub(super) form: Form,
    /// The name of the file and what is in it; nothing where none was chosen.
    pub(super) file: Option<(String, Vec<u8>)>,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &S) -> Result<Self, WebError> {
        let in_parts = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| kind.starts_with("multipart/form-data"));
        if !in_parts {
            let form = Form::from_request(request, state).await?;
            return Ok(Self { form, file: None });
        }
        let mut parts = Multipart::from_request(request, state)
            .await
            .map_err(|refused| WebError::unreadable(refused.status(), refused.body_text()))?;
        let unreadable = |refused: axum::extract::multipart::MultipartError| {
            WebError::unreadable(refused.status(), refused.body_text())
        };
        let (mut form, mut file) = (Form::new(), None);
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            let field = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(name) => {
                    let bytes = part.bytes().await.map_err(unreadable)?;
                    if !bytes.is_empty() {
                        file = Some((name, bytes.to_vec()));
                    }
                }
                None => form.set(&field, part.text().await.map_err(unreadable)?),
            }
        }
        Ok(Self { form, file })
    }
}
