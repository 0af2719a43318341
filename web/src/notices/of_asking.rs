//! News of an asking: to whoever is asked, to whoever asks, and to those who need not answer.

use timebank::MemberId;
use timebank::asking::{Asking, AskingState};

use super::Told;
use crate::words::{self, say};

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
            let asks = say!("notice-asks", name = name, title = title);
            Told {
                subject: match news {
                    News::AskedAgain => say!("notice-a-reminder", of = asks),
                    _ => asks,
                },
                text: question(asking),
                label: say!("notice-look-and-answer"),
                path: here,
            }
        }
        News::Asked | News::AskedAgain => Told {
            subject: match news {
                News::AskedAgain => say!("notice-you-were-reminded", name = name, title = title),
                _ => say!("notice-asked", name = name, title = title),
            },
            text: say!("notice-settled-meanwhile"),
            label: say!("notice-see-it"),
            path: here,
        },
        News::Introduced => Told {
            subject: say!(
                "notice-asks-for-you",
                name = &asking.asked_by_name,
                number = asking.people.len(),
                title = title
            ),
            text: say!("notice-told-when-one-can"),
            label: say!("notice-see-who-is-asked"),
            path: here,
        },
        News::NobodyCould => Told {
            subject: say!("notice-nobody-could", title = title),
            text: say!("notice-it-happens"),
            label: say!("notice-see-who-else"),
            path: format!("/listings/{}", asking.request),
        },
        News::Over => Told {
            subject: match asking.state {
                AskingState::Found { .. } => {
                    say!("notice-somebody-found", name = name, title = title)
                }
                _ => say!("notice-no-answer-needed", name = name, title = title),
            },
            text: say!("notice-thank-you-for-thinking"),
            label: say!("notice-see-it"),
            path: here,
        },
    }
}

/// "On Tuesday 24 November, about 30 minutes, in Mill End. “He is no trouble.”"
fn question(asking: &Asking) -> String {
    let day = words::weekday_short(asking.planned_on);
    let length = words::length(asking.minutes.get());
    let when = match asking.area_name.as_str() {
        "" => say!("notice-on-day-about", day = day, length = length),
        area => say!(
            "notice-on-day-about-in",
            day = day,
            length = length,
            area = area
        ),
    };
    let both = say!("notice-both-answers");
    match asking.message.as_str() {
        "" => format!("{when} {both}"),
        message => format!("{when} {} {both}", say!("notice-quoted", text = message)),
    }
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
