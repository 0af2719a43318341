//! Signing in and out.

use axum::http::StatusCode;
use chrono::TimeDelta;

use crate::support::{Bank, PASSWORD};

#[tokio::test]
async fn whoever_signs_in_goes_on_to_where_they_were_going() {
    let bank = Bank::new().await;
    let form = format!("name=ann%40example.org&password={PASSWORD}&next=%2Fhelp");
    let answer = bank.post("/sign-in", "", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/help");
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-sid="), "{cookie}");
    for part in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] {
        assert!(cookie.contains(part), "{part} is missing in {cookie}");
    }
    let help = bank.get("/help", answer.cookie()).await;
    assert!(help.body.contains("Ann Whitcombe"));
    assert!(help.body.contains("href=\"/statement\""));
}

#[tokio::test]
async fn another_site_is_never_gone_on_to() {
    let bank = Bank::new().await;
    let form = format!("name=ann%40example.org&password={PASSWORD}&next=%2F%2Fevil.example.org");
    assert_eq!(
        bank.post("/sign-in", "", &form).await.header("location"),
        "/"
    );
}

#[tokio::test]
async fn a_wrong_name_and_a_wrong_password_read_alike() {
    let bank = Bank::new().await;
    let wrong_password = bank
        .post("/sign-in", "", "name=ann%40example.org&password=wrong")
        .await;
    let wrong_name = bank
        .post("/sign-in", "", "name=nobody%40example.org&password=wrong")
        .await;
    let told = "That name and that password do not belong together";
    for answer in [wrong_password, wrong_name] {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            answer.body.matches(told).count(),
            2,
            "in the summary and at the field"
        );
        assert!(
            answer
                .body
                .contains("<title>Error: Sign in – Wrensham Timebank</title>")
        );
        assert!(
            !answer.body.contains("wrong\""),
            "the password is not sent back"
        );
        assert!(!answer.headers.contains_key("set-cookie"));
    }
}

#[tokio::test]
async fn empty_boxes_are_asked_for_and_what_was_typed_is_kept() {
    let bank = Bank::new().await;
    let answer = bank
        .post("/sign-in", "", "name=ann%40example.org&password=")
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Enter your password"));
    assert!(answer.body.contains("value=\"ann@example.org\""));
}

#[tokio::test]
async fn a_second_try_straight_away_is_told_to_wait() {
    let bank = Bank::new().await;
    bank.post("/sign-in", "", "name=ann%40example.org&password=wrong")
        .await;
    let form = format!("name=ann%40example.org&password={PASSWORD}");
    let hasty = bank.post("/sign-in", "", &form).await;
    assert!(hasty.body.contains("Wait 10 seconds"), "{}", hasty.status);
    bank.wait(TimeDelta::seconds(10));
    assert_eq!(
        bank.post("/sign-in", "", &form).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn signing_out_ends_the_session_and_tells_the_browser_to_forget() {
    let bank = Bank::new().await;
    let cookie = bank.sign_in("ann").await;
    let answer = bank.post("/sign-out", &cookie, "").await;
    assert_eq!(answer.header("location"), "/sign-in");
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(answer.header("clear-site-data"), "\"cache\", \"storage\"");
    assert!(
        !bank
            .get("/help", &cookie)
            .await
            .body
            .contains("Ann Whitcombe")
    );
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used() {
    let bank = Bank::new().await;
    let (ann, ruth) = (bank.sign_in("ann").await, bank.sign_in("ruth").await);
    bank.wait(TimeDelta::minutes(31));
    assert!(bank.get("/help", &ann).await.body.contains("Ann Whitcombe"));
    assert!(!bank.get("/help", &ruth).await.body.contains("/sign-out"));
    bank.wait(TimeDelta::minutes(100));
    assert!(
        bank.get("/help", &ann).await.body.contains("Ann Whitcombe"),
        "use keeps it open"
    );
    bank.wait(TimeDelta::minutes(121));
    assert!(!bank.get("/help", &ann).await.body.contains("Ann Whitcombe"));
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let bank = Bank::new().await;
    let old = bank.sign_in("ann").await;
    let form = format!("name=ruth%40example.org&password={PASSWORD}");
    let answer = bank.post("/sign-in", &old, &form).await;
    assert_ne!(answer.cookie(), old);
    assert!(!bank.get("/help", &old).await.body.contains("Ann Whitcombe"));
}

#[tokio::test]
async fn a_burst_of_tries_from_one_address_is_slowed_down() {
    let bank = Bank::new().await;
    for _ in 0..30 {
        bank.post("/sign-in", "", "name=&password=").await;
    }
    let answer = bank.post("/sign-in", "", "name=&password=").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_ne!(answer.header("retry-after"), "");
    assert!(answer.body.contains("Too many tries"));
}

#[tokio::test]
async fn over_plain_http_the_cookie_has_a_plain_name() {
    let bank = Bank::at("http://bank.example.org").await;
    let cookie = bank.sign_in("ann").await;
    assert!(cookie.starts_with("sid="), "{cookie}");
    assert!(
        bank.get("/help", &cookie)
            .await
            .body
            .contains("Ann Whitcombe")
    );
}

#[tokio::test]
async fn a_link_lets_somebody_choose_a_password_once() {
    let bank = Bank::new().await;
    let link = bank.link_for("ann").await;
    let question = bank.get(&link, "").await;
    assert_eq!(question.status, StatusCode::OK);
    assert_eq!(question.header("referrer-policy"), "no-referrer");
    assert!(question.body.contains("Choose a new password"));

    let short = bank.post(&link, "", "password=short").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        short
            .body
            .contains("The password must be 12 characters or more")
    );

    let set = bank.post(&link, "", "password=another+three+words").await;
    assert_eq!(set.header("location"), "/sign-in?password=set");
    let told = bank.get("/sign-in?password=set", "").await;
    assert!(told.body.contains("Your password is set."));

    let again = bank
        .post(&link, "", "password=yet+another+three+words")
        .await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    assert!(again.body.contains("This link has been used or is too old"));
    let form = "name=ann%40example.org&password=another+three+words";
    assert_eq!(
        bank.post("/sign-in", "", form).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_link_that_never_was_reads_like_one_that_is_over() {
    let bank = Bank::new().await;
    for token in ["nonsense", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        let answer = bank.get(&format!("/welcome/{token}"), "").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(
            answer
                .body
                .contains("This link has been used or is too old")
        );
    }
}
