//! News of an asking: to whoever is asked, to whoever asks, and to those who need not answer.

use timebank::MemberId;
use timebank::asking::{Asking, AskingState};

use super::Told;
use crate::words;

/// What happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    Asked,
    AskedAgain,
    Introduced,
    NobodyCould,
    Over,
}

pub(super) fn told(news: News, asking: &Asking, me: MemberId) -> Told {
    let (title, name) = (&asking.title, &asking.member_name);
    let here = format!("/askings/{}", asking.id);
    match news {
        News::Asked | News::AskedAgain if asking.awaits(me) => {
            let asks = format!("{name} asks whether you can help: {title}");
            Told {
                subject: match news {
                    News::AskedAgain => format!("A reminder: {asks}"),
                    _ => asks,
                },
                text: question(asking),
                label: "Look and answer",
                path: here,
            }
        }
        News::Asked | News::AskedAgain => Told {
            subject: match news {
                News::AskedAgain => format!("You were reminded that {name} asked you: {title}"),
                _ => format!("{name} asked whether you could help: {title}"),
            },
            text: "It is settled meanwhile.".to_owned(),
            label: "See it",
            path: here,
        },
        News::Introduced => Told {
            subject: format!(
                "{} asks {} for you: {title}",
                asking.asked_by_name,
                words::count_of(asking.people.len(), "person", "people")
            ),
            text: "You are told when one of them can.".to_owned(),
            label: "See who is asked",
            path: here,
        },
        News::NobodyCould => Told {
            subject: format!("Nobody could this time: {title}"),
            text: "It happens, and it is nobody’s fault. Ask others, or ring a coordinator, who \
                   knows many people."
                .to_owned(),
            label: "See who else could help",
            path: format!("/listings/{}", asking.request),
        },
        News::Over => Told {
            subject: match asking.state {
                AskingState::Found { .. } => format!("Somebody has been found for {name}: {title}"),
                _ => format!("{name} does not need an answer any more: {title}"),
            },
            text: "Thank you for thinking about it.".to_owned(),
            label: "See it",
            path: here,
        },
    }
}

/// "On Tuesday 24 November, about 30 minutes, in Mill End. “He is no trouble.”"
fn question(asking: &Asking) -> String {
    let day = words::weekday_short(asking.planned_on);
    let length = words::length(asking.minutes.get());
    let place = match &*asking.area_name {
        "" => String::new(),
        area => format!(", in {area}"),
    };
    let message = match &*asking.message {
        "" => String::new(),
        message => format!(" “{message}”"),
    };
    format!("On {day}, about {length}{place}.{message} Both answers are fine.")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::pages::askings::samples::{PRIYA, TOM, asking};

    const ALL: [News; 5] = [
        News::Asked,
        News::AskedAgain,
        News::Introduced,
        News::NobodyCould,
        News::Over,
    ];

    #[test]
    fn every_kind_has_words_that_no_other_has() {
        for me in [PRIYA, TOM] {
            let subjects: HashSet<String> = ALL
                .iter()
                .map(|news| told(*news, &asking(), me).subject)
                .collect();
            assert_eq!(subjects.len(), ALL.len(), "{subjects:?}");
        }
    }

    #[test]
    fn whoever_is_asked_reads_when_how_long_and_that_both_answers_are_fine() {
        let told = told(News::Asked, &asking(), PRIYA);
        assert_eq!(
            told.text,
            "On Tuesday 24 November, about 30 minutes, in Mill End. “He is no trouble.” Both \
             answers are fine."
        );
        assert_eq!(told.label, "Look and answer");
    }

    #[test]
    fn whoever_answered_is_not_asked_again() {
        assert_eq!(told(News::AskedAgain, &asking(), TOM).label, "See it");
    }
}
