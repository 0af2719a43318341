//! How long somebody stays signed in, whatever the clock of the machine does.

use chrono::TimeDelta;
use hourbook_tests::{House, Who};
use timebank::clock::Clock as _;

#[tokio::test]
async fn a_session_that_has_ended_stays_ended_when_the_clock_goes_back() {
    let house = House::new();
    let ann = house.sign_in(Who::Ann).await;
    let began = house.clock.now();
    ann.get("/me").await.is(200);
    house.clock.advance(TimeDelta::days(3_650));
    ann.get("/me").await.is(303);
    // Within the time in which it would still be young.
    house.clock.set(began + TimeDelta::minutes(1));
    ann.get("/me").await.is(303);
    house.sign_in(Who::Ann).await.get("/me").await.is(200);
}
