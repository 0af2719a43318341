//! What a report of the demo says beside its figures: rates, what a year cost, a survey that some
//! neighbours answered twice, and two stories.

use chrono::{Datelike, Days, NaiveDate};
use timebank::story::{self, Naming, NewStory};
use timebank::survey::{self, Answers, NewSurvey, OwnKind, Sheet, Survey, Wave};
use timebank::worth::{self, Level, NewRate, SocialReturn, Year};
use timebank::{Channel, MemberId, Result};

use super::people::COORDINATOR;
use super::world::World;

/// So many were asked the first time.
const ASKED: usize = 26;

/// Writes it all down, on the last day.
pub(super) fn write_down(world: &mut World<'_>) -> Result<()> {
    rates(world)?;
    how_people_are(world)?;
    stories(world)
}

/// Two stories that may be told.
fn stories(world: &World<'_>) -> Result<()> {
    let (by, moment) = (world.coordinator_beside(&[])?, world.moment(Channel::Web));
    let bob = world.people[world.find("Bob Farrow")?].person.id();
    let story = |words: &str, ago: u64, days: u64| NewStory {
        member: None,
        words: words.to_owned(),
        naming: Naming::Nobody,
        described: String::new(),
        project: None,
        consent_on: moment.today - Days::new(ago),
        channel: Channel::InPerson,
        until: moment.today + Days::new(days),
    };
    let quote = NewStory {
        described: "a daughter who lives far away".to_owned(),
        channel: Channel::Phone,
        ..story(
            "I live four hours away. Since somebody looks in on my mother on Tuesdays I sleep \
             better, and so does she.",
            60,
            300,
        )
    };
    story::keep(world.tx, &by, &quote, &moment)?;
    let told = NewStory {
        member: Some(bob),
        naming: Naming::FirstName,
        described: "a member for two years".to_owned(),
        ..story(
            "After my wife died I did not want to be helped. Then somebody asked whether I could \
             mend her bicycle, and I could.\n\nNow I mend three or four a month, and a neighbour \
             cooks with me on Fridays. I know more people in this street than in forty years \
             before.",
            40,
            325,
        )
    };
    story::keep(world.tx, &by, &told, &moment)?;
    Ok(())
}

fn rates(world: &World<'_>) -> Result<()> {
    let (by, moment) = (world.coordinator_beside(&[])?, world.moment(Channel::Web));
    let april = |year: i32| NaiveDate::from_ymd_opt(year, 4, 1).unwrap_or(moment.today);
    let year = moment.today.year();
    let rate = NewRate {
        level: Level::Median,
        from: april(year - 2),
        pence: 1_715,
        source: "Made up for this demo: the median of an invented county".to_owned(),
    };
    worth::set_rate(world.tx, &by, &rate, &moment)?;
    let last = if moment.today >= april(year) {
        year - 1
    } else {
        year - 2
    };
    let cost = Year {
        from: april(last),
        cost: 1_465_000,
        social: SocialReturn::default(),
    };
    worth::set_year(world.tx, &by, &cost, &moment)
}

fn how_people_are(world: &mut World<'_>) -> Result<()> {
    let (by, moment) = (world.coordinator_beside(&[])?, world.moment(Channel::Paper));
    let new = NewSurvey {
        name: "How are you?".to_owned(),
        wellbeing: true,
        loneliness: true,
        licence: String::new(),
        own: vec![("I know people to ask for help".to_owned(), OwnKind::Scale)],
    };
    let id = survey::open(world.tx, &by, &new, &moment)?;
    let survey = survey::get(world.tx, id)?;
    let coordinator = world.find(COORDINATOR)?;
    let here = world.people.iter().enumerate();
    let people: Vec<MemberId> = here
        .filter(|(who, one)| one.takes_part && !one.organisation && *who != coordinator)
        .map(|(_, one)| one.person.id())
        .take(ASKED)
        .collect();
    for (number, member) in people.into_iter().enumerate() {
        let first = moment.today - Days::new(300 - u64::from(world.random.below(20)));
        let declined = number % 13 == 12;
        let level = i64::from(world.random.between(3, 8));
        let mut sheet = Sheet {
            survey: id,
            member,
            wave: Wave::First,
            answered_on: first,
            declined,
            answers: Answers::new(),
        };
        if !declined {
            sheet.answers = answers(world, &survey, level);
        }
        survey::answer_for(world.tx, &by, &sheet, &moment)?;
        if declined || number % 4 == 3 {
            continue;
        }
        let better = i64::from(world.random.below(3));
        sheet.wave = Wave::Again;
        sheet.answered_on = first + Days::new(200);
        sheet.answers = answers(world, &survey, (level + better).min(10));
        survey::answer_for(world.tx, &by, &sheet, &moment)?;
    }
    Ok(())
}

/// What somebody answers who is as well as `level` says, of 0 to 10.
fn answers(world: &mut World<'_>, survey: &Survey, level: i64) -> Answers {
    let mut answers = Answers::new();
    for item in survey.items() {
        let about = (level + i64::from(world.random.below(3)) - 1).clamp(0, 10);
        let value = match item.code.as_str() {
            "anxiety" => (8 - about).max(0),
            "companionship" | "left_out" | "isolated" => 3 - about / 4,
            "lonely" => 5 - about / 3,
            _ => about,
        };
        let said = item.scale.takes(value).then_some(value);
        answers.insert(item.code, said);
    }
    answers
}
