//! Signing in without a password: by a printed code, by a link from a mail, and for how long.

use axum::http::HeaderMap;
use chrono::TimeDelta;
use hourbook_tests::{Answer, Client, House, PASSWORD, Who};
use timebank::access::{self, Secret};
use timebank::outbox::{self, NoticeKind};
use timebank::{MemberId, System};

/// A coordinator prints a code; what stands on the letter: the number and the code.
async fn printed(house: &House, who: Who) -> (String, String) {
    let ruth = house.sign_in(Who::Ruth).await;
    let letter = ruth
        .post(&format!("/members/{}/code", house.id(who)), &[])
        .await;
    let text = letter.is(200).text();
    assert_eq!(letter.headers["cache-control"], "no-store");
    let after = |mark: &str| {
        let from = text.find(mark).unwrap() + mark.len();
        let words = text[from..].split_whitespace().next().unwrap();
        words.to_owned()
    };
    (after("Your member number"), after("Your code:"))
}

fn typed<'a>(number: &'a str, code: &'a str, device: &'a str) -> [(&'a str, &'a str); 3] {
    [("number", number), ("code", code), ("device", device)]
}

fn cookie(headers: &HeaderMap) -> String {
    headers["set-cookie"].to_str().unwrap().to_owned()
}

fn entered(house: &House, answer: &Answer) -> Client {
    answer.is(303);
    let cookie = answer.set_cookie().unwrap();
    house.stranger().with_cookie(&cookie)
}

/// Takes the password and the e-mail address away.
fn bare(house: &House, id: MemberId) {
    house.db_write(move |tx| {
        tx.execute("DELETE FROM password WHERE member = ?1", [id])?;
        tx.execute("UPDATE member SET email = NULL WHERE id = ?1", [id])?;
        Ok(())
    });
}

#[tokio::test]
async fn a_member_without_address_and_password_works_with_a_printed_code() {
    let house = House::new();
    bare(&house, house.id(Who::Ann));
    let (number, code) = printed(&house, Who::Ann).await;
    let stranger = house.stranger();
    let wrong = stranger
        .post("/code", &typed(&number, "CDFG-HJKL", ""))
        .await;
    wrong.is(422);
    house.clock.advance(TimeDelta::seconds(10));
    let answer = stranger
        .post("/code", &typed(&number, &code.to_lowercase(), ""))
        .await;
    let ann = entered(&house, &answer);
    assert!(!cookie(&answer.headers).contains("Max-Age"));
    ann.get("/home").await.is(200);
    ann.get("/me").await.is(200).says("with a printed code");
    house.clock.advance(TimeDelta::seconds(10));
    let again = stranger.post("/code", &typed(&number, &code, "")).await;
    again.is(422).says("or the code has been used");
    // A password of her own, if she would like one after all: nothing old to name.
    ann.get("/me/password")
        .await
        .is(200)
        .says("Choose a password");
    let chosen = ann
        .post("/me/password", &[("password", "walnut bicycle harbour")])
        .await;
    chosen.is(303);
    let sign_in = [("name", &*number), ("password", "walnut bicycle harbour")];
    stranger.post("/sign-in", &sign_in).await.is(303);
    // From now on the old one is asked for.
    let bare = ann
        .post("/me/password", &[("password", "copper meadow compass")])
        .await;
    bare.is(422);
}

#[tokio::test]
async fn a_slip_of_the_finger_costs_no_try() {
    let house = House::new();
    let (number, code) = printed(&house, Who::Ann).await;
    let mut letters: Vec<char> = code.chars().collect();
    letters[0] = if letters[0] == 'C' { 'D' } else { 'C' };
    let slipped: String = letters.into_iter().collect();
    for _ in 0..8 {
        let answer = house
            .stranger()
            .post("/code", &typed(&number, &slipped, ""))
            .await;
        answer.is(422).says("Compare it with what is printed");
    }
    let answer = house
        .stranger()
        .post("/code", &typed(&number, &code, ""))
        .await;
    entered(&house, &answer);
}

#[tokio::test]
async fn a_device_of_ones_own_stays_signed_in_and_a_coordinators_does_not() {
    let house = House::new();
    let sign_in = |who: Who| {
        let (house, email) = (&house, who.email());
        async move {
            let fields = [("name", &*email), ("password", PASSWORD), ("device", "own")];
            house.stranger().post("/sign-in", &fields).await
        }
    };
    let answer = sign_in(Who::Ann).await;
    assert!(cookie(&answer.headers).contains("Max-Age=2592000"));
    let ann = entered(&house, &answer);
    let answer = sign_in(Who::Ruth).await;
    assert!(!cookie(&answer.headers).contains("Max-Age"));
    let ruth = entered(&house, &answer);
    ann.get("/me").await.is(200).says("on your own device");
    house.clock.advance(TimeDelta::days(10));
    ann.get("/me").await.is(200);
    ruth.get("/me").await.is(303);
    house.clock.advance(TimeDelta::days(15));
    ann.get("/me").await.is(303);
}

/// The link that the postman would write into the newest mail.
fn mailed(house: &House) -> String {
    let secret = Secret::new([9; 32]);
    let (begun, moment) = (secret.clone(), house.moment());
    house.db_write(move |tx| {
        let notices = outbox::waiting(tx)?;
        let newest = notices
            .iter()
            .rev()
            .find(|one| one.kind == NoticeKind::SignInLink);
        access::begin_link(tx, &System::COMMAND_LINE, newest.unwrap(), &begun, &moment)
    });
    format!("/sign-in/link/{}", secret.text())
}

#[tokio::test]
async fn a_link_from_a_mail_signs_in_by_its_button_alone() {
    let house = House::new();
    let stranger = house.stranger();
    let asked = |email: &'static str| {
        let stranger = &stranger;
        async move { stranger.post("/sign-in/link", &[("email", email)]).await }
    };
    let known = asked("ann@example.org").await;
    let unknown = asked("who@example.org").await;
    known.is(200).says("a mail is on its way");
    let said = |answer: &Answer| answer.text().replace("ann@example.org", "who@example.org");
    assert_eq!(said(&known), said(&unknown));
    asked("ann").await.is(422);

    let link = mailed(&house);
    for _ in 0..3 {
        // A mail scanner looks at it, as often as it likes.
        let seen = stranger.get(&link).await;
        seen.is(200).says("Sign in as Ann Whitcombe?");
        assert_eq!(seen.headers["referrer-policy"], "no-referrer");
        assert!(seen.set_cookie().is_none());
    }
    let ann = entered(&house, &stranger.post(&link, &[]).await);
    ann.get("/me").await.is(200).says("by a link");
    stranger
        .get(&link)
        .await
        .is(404)
        .says("has been used or is too old");
    stranger.post(&link, &[]).await.is(404);
}

#[tokio::test]
async fn one_address_cannot_send_mails_without_end() {
    let house = House::new();
    let stranger = house.stranger();
    let mut answers = Vec::new();
    for n in 0..11 {
        let email = format!("who{n}@example.org");
        let answer = stranger.post("/sign-in/link", &[("email", &email)]).await;
        answers.push(answer.status.as_u16());
    }
    assert_eq!(answers[..10], [200; 10]);
    assert_eq!(answers[10], 429);
}
