//! Letters to people who asked to join, by mail.

use rusqlite::Connection;
use timebank::ApplicationId;
use timebank::joining::{Answers, Question, Standing, Went};

use super::*;

/// Leah asked to join, with an address, and Ruth declines with a letter.
fn leah_is_declined(town: &Town) -> ApplicationId {
    let (ruth, now) = (town.ruth, town.clock.now());
    town.write(move |tx| {
        let moment = bank::get(tx)?.moment(now, Channel::Web);
        let (id, secret) = (
            ApplicationId::new(timebank::clock::new_id()),
            Secret::new([7; 32]),
        );
        joining::begin(tx, id, &secret, &moment)?;
        let answers = Answers {
            name: "Leah Osborne".into(),
            email: "leah@example.org".into(),
            area: "Castle Hill".into(),
            gives: "Sewing".into(),
            agreement: Some(1),
            ..Answers::default()
        };
        for question in Question::ALL {
            joining::answer(tx, &secret, question, &answers, &moment)?;
        }
        joining::send(tx, &secret, &moment)?;
        let by = access::person_for_system(tx, &System::COMMAND_LINE, ruth)?.coordinator()?;
        let letter = "Dear Leah,\n\nThank you for asking. <b>Not</b> this year.";
        joining::decline(tx, &by, id, letter, &moment)?;
        Ok(id)
    })
}

fn went(town: &Town, id: ApplicationId) -> Went {
    let read = move |conn: &Connection| joining::get(conn, id);
    match town.postman.database.read_blocking(read).unwrap().standing {
        Standing::Declined { went, .. } => went,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_declined_gets_the_letter_word_for_word_and_once() {
    let server = Server::start(Mood::Kind);
    let town = Town::with(Some(server.settings()));
    let id = leah_is_declined(&town);
    town.goes_round().await;
    town.goes_round().await;
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    assert!(taken[0].contains("leah@example.org"));
    assert!(taken[0].contains("Subject: Your request to join Wrensham Timebank"));
    assert!(taken[0].contains("Thank you for asking. <b>Not</b> this year."));
    assert!(taken[0].contains("&#60;b&#62;Not&#60;/b&#62;"));
    assert!(!taken[0].contains("/me/told"), "they are no member");
    assert_eq!(went(&town, id), Went::Mailed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_no_mail_server_takes_is_printed() {
    let server = Server::start(Mood::NobodyHere);
    let town = Town::with(Some(server.settings()));
    let id = leah_is_declined(&town);
    town.goes_round().await;
    assert_eq!(went(&town, id), Went::Failed);
    let without = Town::with(None);
    let id = leah_is_declined(&without);
    without.goes_round().await;
    assert_eq!(went(&without, id), Went::Waits);
}
