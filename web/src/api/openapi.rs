//! The OpenAPI document, made from the table of routes and the types of the handlers.
//!
//! Each route of the API has a line in [`described`] that names the types it takes and gives; a
//! test holds the two lists together, so that neither a route nor a type can be forgotten.

mod imports;
mod joining;

use std::borrow::Cow;

use axum::Json;
use axum::http::Method;
use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn, PathsBuilder,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, Content, InfoBuilder, ObjectBuilder, OpenApi, OpenApiBuilder, PathItem, Ref,
    RefOr, Required, Response, ResponseBuilder, Schema, SecurityRequirement, Type,
};
use utoipa::{IntoParams, ToSchema};

use super::{
    accounts, askings, books, categories, circumstances, conversations, digest, exchanges,
    listings, mailings, members, months, needs, pages, privacy, reports,
};
use crate::routing::{Policy, RouteFacts};

/// The name of the only way to prove who one is.
const BEARER: &str = "bearer";

/// The document as it is served.
pub(super) async fn document() -> Json<OpenApi> {
    Json(openapi())
}

/// The OpenAPI document of the API.
#[must_use]
pub fn openapi() -> OpenApi {
    let lines = described();
    let mut components = ComponentsBuilder::new()
        .security_scheme(
            BEARER,
            SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)),
        )
        .schema("Problem", problem_schema());
    let mut paths = PathsBuilder::new();
    for route in super::routes() {
        let facts = route.facts();
        let line = lines.iter().find(|line| line.is(facts));
        for body in line
            .into_iter()
            .flat_map(|line| [&line.takes, &line.gives])
            .flatten()
        {
            components = components.schema(body.name.clone(), body.schema.clone());
            components = components.schemas_from_iter(body.nested.clone());
        }
        paths = paths.path(
            facts.path,
            PathItem::new(http_method(&facts.method), operation(facts, line)),
        );
    }
    let info = InfoBuilder::new()
        .title("Hourbook")
        .version("1")
        .description(Some(
            "A timebank’s exchanges, accounts, members, listings and reports. Lengths are whole \
             minutes. Whatever is created carries an id made by the caller: the same id with the \
             same content again is the same thing. With an Idempotency-Key a request is done \
             once, and sent again gets its first answer.",
        ))
        .build();
    OpenApiBuilder::new()
        .info(info)
        .paths(paths.build())
        .components(Some(components.build()))
        .build()
}

fn operation(facts: &RouteFacts, line: Option<&Described>) -> utoipa::openapi::path::Operation {
    let mut operation = OperationBuilder::new()
        .summary(Some(facts.summary))
        .description(Some(format!("For {}.", audience(facts.policy))))
        .operation_id(Some(operation_id(facts)));
    if facts.policy != Policy::Public {
        operation = operation.security(SecurityRequirement::new(BEARER, Vec::<String>::new()));
    }
    if facts.path.contains("{id}") {
        operation = operation.parameter(id_parameter());
    }
    if line.is_some_and(|line| line.once) {
        operation = operation.parameter(key_parameter());
    }
    if let Some(line) = line {
        for parameter in &line.query {
            operation = operation.parameter(parameter.clone());
        }
        if let Some(body) = &line.takes {
            let content = Content::new(Some(body.reference()));
            let body = RequestBodyBuilder::new()
                .content("application/json", content)
                .required(Some(Required::True))
                .build();
            operation = operation.request_body(Some(body));
        }
    }
    let gives = line.and_then(|line| line.gives.as_ref());
    let status = if line.is_some_and(|line| line.creates) {
        "201"
    } else {
        "200"
    };
    operation
        .response(status, success(gives))
        .response("default", problem_response())
        .build()
}

fn success(gives: Option<&Body>) -> Response {
    let schema = gives.map_or_else(
        || {
            RefOr::T(Schema::Object(
                ObjectBuilder::new().schema_type(Type::Object).build(),
            ))
        },
        Body::reference,
    );
    ResponseBuilder::new()
        .description("As asked")
        .content("application/json", Content::new(Some(schema)))
        .build()
}

fn problem_response() -> Response {
    let schema: RefOr<Schema> = RefOr::Ref(Ref::from_schema_name("Problem"));
    ResponseBuilder::new()
        .description("What stood in the way, as problem details (RFC 9457)")
        .content("application/problem+json", Content::new(Some(schema)))
        .build()
}

fn problem_schema() -> Schema {
    let text = || ObjectBuilder::new().schema_type(Type::String).build();
    let number = ObjectBuilder::new().schema_type(Type::Integer).build();
    Schema::Object(
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .property("type", text())
            .property("title", text())
            .property("status", number)
            .property("detail", text())
            .property("instance", text())
            .required("type")
            .required("title")
            .required("status")
            .build(),
    )
}

fn id_parameter() -> utoipa::openapi::path::Parameter {
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(utoipa::openapi::SchemaFormat::Custom(
            "uuid".to_owned(),
        )))
        .build();
    ParameterBuilder::new()
        .name("id")
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .schema(Some(Schema::Object(schema)))
        .build()
}

/// The id of a request, with which it is done once.
fn key_parameter() -> utoipa::openapi::path::Parameter {
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(utoipa::openapi::SchemaFormat::Custom(
            "uuid".to_owned(),
        )))
        .build();
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "An id of this request, made by the caller. Sent again with the same content it gets \
             its first answer, for seven days, also where that was a refusal; with other content \
             it is a conflict.",
        ))
        .schema(Some(Schema::Object(schema)))
        .build()
}

/// "post-exchanges-id-approval": the same for ever, for whoever makes clients from the document.
fn operation_id(facts: &RouteFacts) -> String {
    let path = facts.path.trim_start_matches("/api/v1/");
    let words = path.replace(['{', '}'], "").replace(['/', '.'], "-");
    format!("{}-{words}", facts.method.as_str().to_lowercase())
}

const fn audience(policy: Policy) -> &'static str {
    match policy {
        Policy::Public => "anybody",
        Policy::Account => "members, active or paused, and readers",
        Policy::SignedIn => "members, active or paused",
        Policy::Member => "active members",
        Policy::Figures => "readers, treasurers, coordinators and administrators",
        Policy::Treasurer => "treasurers, coordinators and administrators",
        Policy::Coordinator => "coordinators and administrators",
        Policy::Administrator => "administrators",
    }
}

fn http_method(method: &Method) -> HttpMethod {
    match *method {
        Method::POST => HttpMethod::Post,
        Method::PUT => HttpMethod::Put,
        Method::DELETE => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}

/// A body, by the name of its type.
struct Body {
    name: Cow<'static, str>,
    schema: RefOr<Schema>,
    nested: Vec<(String, RefOr<Schema>)>,
}

impl Body {
    fn of<T: ToSchema>() -> Self {
        let mut nested = Vec::new();
        T::schemas(&mut nested);
        Self {
            name: T::name(),
            schema: T::schema(),
            nested,
        }
    }

    fn reference(&self) -> RefOr<Schema> {
        RefOr::Ref(Ref::from_schema_name(self.name.as_ref()))
    }
}

/// What a route takes and gives.
struct Described {
    method: Method,
    path: &'static str,
    query: Vec<utoipa::openapi::path::Parameter>,
    takes: Option<Body>,
    gives: Option<Body>,
    creates: bool,
    /// Whether it takes an id of the request.
    once: bool,
}

impl Described {
    fn new(method: Method, path: &'static str) -> Self {
        Self {
            method,
            path,
            query: Vec::new(),
            takes: None,
            gives: None,
            creates: false,
            once: false,
        }
    }

    fn get(path: &'static str) -> Self {
        Self::new(Method::GET, path)
    }

    fn post<T: ToSchema>(path: &'static str) -> Self {
        Self {
            takes: Some(Body::of::<T>()),
            ..Self::new(Method::POST, path)
        }
    }

    fn once(self) -> Self {
        Self { once: true, ..self }
    }

    fn asked_with<Q: IntoParams>(self) -> Self {
        Self {
            query: Q::into_params(|| Some(ParameterIn::Query)),
            ..self
        }
    }

    fn gives<T: ToSchema>(self) -> Self {
        Self {
            gives: Some(Body::of::<T>()),
            ..self
        }
    }

    fn creates<T: ToSchema>(self) -> Self {
        Self {
            creates: true,
            ..self.gives::<T>()
        }
    }

    fn is(&self, facts: &RouteFacts) -> bool {
        self.method == facts.method && self.path == facts.path
    }
}

fn of_conversations() -> Vec<Described> {
    use conversations::ConversationBody;
    vec![
        Described::get("/api/v1/conversations")
            .asked_with::<conversations::ListQuery>()
            .gives::<conversations::ConversationList>(),
        Described::post::<conversations::NewConversationBody>("/api/v1/conversations")
            .once()
            .creates::<ConversationBody>(),
        Described::get("/api/v1/conversations/{id}").gives::<ConversationBody>(),
        Described::post::<conversations::NewMessageBody>("/api/v1/conversations/{id}/messages")
            .once()
            .gives::<ConversationBody>(),
        Described::post::<conversations::ReadingBody>("/api/v1/conversations/{id}/reading")
            .once()
            .gives::<ConversationBody>(),
        Described::post::<conversations::CallBody>("/api/v1/conversations/{id}/calls")
            .once()
            .gives::<ConversationBody>(),
    ]
}

fn of_privacy() -> Vec<Described> {
    use privacy::{AudiencesBody, BlockBody, BlocksBody};
    vec![
        Described::get("/api/v1/blocks").gives::<BlocksBody>(),
        Described::post::<BlockBody>("/api/v1/members/{id}/block")
            .once()
            .gives::<BlocksBody>(),
        Described::post::<BlockBody>("/api/v1/members/{id}/unblocking")
            .once()
            .gives::<BlocksBody>(),
        Described::get("/api/v1/contact-audiences").gives::<AudiencesBody>(),
        Described::post::<AudiencesBody>("/api/v1/contact-audiences")
            .once()
            .gives::<AudiencesBody>(),
        Described::get("/api/v1/circumstances").gives::<circumstances::CircumstancesBody>(),
        Described::post::<circumstances::CircumstancesBody>("/api/v1/circumstances")
            .once()
            .gives::<circumstances::CircumstancesBody>(),
        Described::get("/api/v1/needs").gives::<needs::NeedsBody>(),
        Described::post::<needs::NeedsBody>("/api/v1/needs")
            .once()
            .gives::<needs::NeedsBody>(),
    ]
}

fn of_mailings() -> Vec<Described> {
    use mailings::{AnnouncementBody, AnnouncementsBody, MailingBody, MailingsBody};
    vec![
        Described::get("/api/v1/digest").gives::<digest::DigestBody>(),
        Described::post::<digest::DigestBody>("/api/v1/digest")
            .once()
            .gives::<digest::DigestBody>(),
        Described::get("/api/v1/pages").gives::<pages::PagesBody>(),
        Described::get("/api/v1/mailings").gives::<MailingsBody>(),
        Described::post::<mailings::NewMailingBody>("/api/v1/mailings")
            .once()
            .creates::<MailingBody>(),
        Described::get("/api/v1/announcements").gives::<AnnouncementsBody>(),
        Described::post::<mailings::NewAnnouncementBody>("/api/v1/announcements")
            .once()
            .creates::<AnnouncementBody>(),
    ]
}

fn described() -> Vec<Described> {
    let mut lines = of_conversations();
    lines.extend(of_privacy());
    lines.extend(of_mailings());
    lines.extend(joining::described());
    lines.extend(imports::described());
    lines.extend(of_the_rest());
    lines
}

fn of_the_rest() -> Vec<Described> {
    use exchanges::ExchangeBody;
    vec![
        Described::get("/api/v1/openapi.json"),
        Described::get("/api/v1/exchanges")
            .asked_with::<exchanges::ListQuery>()
            .gives::<exchanges::ExchangePage>(),
        Described::post::<exchanges::NewExchangeBody>("/api/v1/exchanges")
            .once()
            .creates::<ExchangeBody>(),
        Described::get("/api/v1/exchanges/{id}").gives::<ExchangeBody>(),
        Described::post::<exchanges::ConfirmationBody>("/api/v1/exchanges/{id}/confirmation")
            .once()
            .gives::<ExchangeBody>(),
        Described::post::<exchanges::ApprovalBody>("/api/v1/exchanges/{id}/approval")
            .once()
            .gives::<ExchangeBody>(),
        Described::post::<exchanges::DeclineBody>("/api/v1/exchanges/{id}/decline")
            .once()
            .gives::<ExchangeBody>(),
        Described::get("/api/v1/accounts").gives::<accounts::BalancesBody>(),
        Described::get("/api/v1/accounts/{id}").gives::<accounts::AccountBody>(),
        Described::get("/api/v1/accounts/{id}/statement")
            .asked_with::<accounts::StatementQuery>()
            .gives::<accounts::StatementBody>(),
        Described::get("/api/v1/members")
            .asked_with::<members::ListQuery>()
            .gives::<members::MemberPage>(),
        Described::get("/api/v1/members/{id}").gives::<members::MemberBody>(),
        Described::get("/api/v1/categories").gives::<categories::CategoriesBody>(),
        Described::get("/api/v1/listings")
            .asked_with::<listings::ListQuery>()
            .gives::<listings::ListingPage>(),
        Described::post::<listings::NewListingBody>("/api/v1/listings")
            .once()
            .creates::<listings::ListingBody>(),
        Described::get("/api/v1/listings/{id}").gives::<listings::ListingBody>(),
        Described::get("/api/v1/listings/{id}/matches").gives::<askings::MatchesBody>(),
        Described::post::<askings::NewAskingBody>("/api/v1/askings")
            .once()
            .creates::<askings::AskingBody>(),
        Described::get("/api/v1/askings/{id}").gives::<askings::AskingBody>(),
        Described::post::<askings::AnswerBody>("/api/v1/askings/{id}/answer")
            .once()
            .gives::<askings::AskingBody>(),
        Described::post::<askings::EndingBody>("/api/v1/askings/{id}/ending")
            .once()
            .gives::<askings::AskingBody>(),
        Described::get("/api/v1/reports/activity/schema"),
        Described::get("/api/v1/reports/activity").asked_with::<reports::ReportQuery>(),
        Described::get("/api/v1/book-check").gives::<books::BookBody>(),
        Described::post::<books::CheckRequest>("/api/v1/book-check").gives::<books::CheckBody>(),
        Described::get("/api/v1/months").gives::<months::MonthsBody>(),
        Described::post::<months::ClosingRequest>("/api/v1/months/{month}/closing")
            .gives::<months::MonthBody>(),
        Described::post::<months::SignatureRequest>("/api/v1/months/{month}/signature")
            .gives::<months::MonthBody>(),
        Described::post::<months::ReopeningRequest>("/api/v1/months/{month}/reopening")
            .gives::<months::MonthBody>(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_of_the_api_is_described_and_nothing_else_is() {
        let lines = described();
        let routes = super::super::routes();
        for route in &routes {
            let facts = route.facts();
            assert!(
                lines.iter().any(|line| line.is(facts)),
                "{} {}",
                facts.method,
                facts.path
            );
        }
        assert_eq!(lines.len(), routes.len());
    }

    #[test]
    fn every_body_that_is_named_is_also_defined() {
        let document = serde_json::to_value(openapi()).unwrap();
        let defined = document["components"]["schemas"].as_object().unwrap();
        let text = document.to_string();
        for name in text.split("#/components/schemas/").skip(1) {
            let name = name.split('"').next().unwrap();
            assert!(defined.contains_key(name), "{name}");
        }
        assert!(defined.len() > 15, "{:?}", defined.keys());
    }

    #[test]
    fn operations_keep_their_names() {
        let document = serde_json::to_value(openapi()).unwrap();
        let approval = &document["paths"]["/api/v1/exchanges/{id}/approval"]["post"];
        assert_eq!(approval["operationId"], "post-exchanges-id-approval");
        assert_eq!(approval["security"][0]["bearer"], serde_json::json!([]));
    }
}
