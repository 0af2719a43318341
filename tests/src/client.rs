//! A browser or a program without a network: it calls the router and reads the answers.

use std::fmt::Write as _;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

/// The host every test bank is known by.
pub(crate) const HOST: &str = "bank.example.org";

/// Somebody at a browser, or a program with a token.
#[derive(Clone)]
pub struct Client {
    router: Router,
    cookie: Option<String>,
    token: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as text.
    pub body: String,
}

impl Client {
    pub(crate) fn new(router: Router) -> Self {
        Self {
            router,
            cookie: None,
            token: None,
        }
    }

    /// The same client with this cookie.
    #[must_use]
    pub fn with_cookie(mut self, cookie: &str) -> Self {
        self.cookie = Some(cookie.to_owned());
        self
    }

    /// The same client with this bearer token.
    #[must_use]
    pub fn with_token(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }

    /// The cookie it sends.
    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    /// The token it sends.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Looks at a page or reads from the API.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, String::new()).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect::<Vec<_>>()
            .join("&");
        let form = Some("application/x-www-form-urlencoded");
        self.send(Method::POST, path, form, body).await
    }

    /// Sends JSON.
    pub async fn post_json(&self, path: &str, body: &Value) -> Answer {
        self.send(
            Method::POST,
            path,
            Some("application/json"),
            body.to_string(),
        )
        .await
    }

    /// Sends anything.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        content_type: Option<&str>,
        body: String,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header("sec-fetch-site", "same-origin");
        if let Some(content_type) = content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.raw(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends a request exactly as it is.
    pub async fn raw(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    /// Where the answer leads.
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .unwrap_or_else(|| panic!("{} leads nowhere: {}", self.status, self.body))
            .to_str()
            .unwrap()
    }

    /// The cookie it sets, as a client sends it back.
    pub fn set_cookie(&self) -> Option<String> {
        let value = self.headers.get(header::SET_COOKIE)?.to_str().ok()?;
        value.split(';').next().map(str::to_owned)
    }

    /// The value of the first field with this name.
    pub fn field(&self, name: &str) -> String {
        let tag = self
            .body
            .split('<')
            .find(|tag| tag.starts_with("input") && tag.contains(&format!("name=\"{name}\"")))
            .unwrap_or_else(|| panic!("no field {name} in: {}", self.body));
        let value = tag.split("value=\"").nth(1).unwrap_or_default();
        value.split('"').next().unwrap_or_default().to_owned()
    }

    /// The text a person reads: without tags, white space folded.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut inside = false;
        for character in self.body.chars() {
            match character {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                _ if inside => {}
                '\u{a0}' => text.push(' '),
                other => text.push(other),
            }
        }
        let text = text
            .replace("&#39;", "'")
            .replace("&amp;", "&")
            .replace("&#38;", "&");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Fails unless the page says so.
    pub fn says(&self, sentence: &str) -> &Self {
        let text = self.text();
        assert!(text.contains(sentence), "“{sentence}” is not in: {text}");
        self
    }

    /// Fails unless the status is this one.
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
