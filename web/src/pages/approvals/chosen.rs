//! What was chosen from the queue: pairs of an id and the version that was looked at, as they
//! travel in forms and addresses.

use std::fmt;
use std::str::FromStr;

use timebank::exchange::{Exchange, ExchangeState};
use timebank::{ExchangeId, MemberId};

use crate::forms::Form;

/// No more than so many are decided at once: a page holds fewer.
const MOST: usize = 200;

/// An exchange as it was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) id: ExchangeId,
    pub(super) version: i64,
}

impl Chosen {
    pub(super) const fn of(exchange: &Exchange) -> Self {
        Self {
            id: exchange.id,
            version: exchange.version,
        }
    }

    /// Everything chosen in a form: the boxes that are ticked, or all of the page where that
    /// button was pressed. One value may hold several, with spaces between. What cannot be read
    /// is not one of ours and is passed over.
    pub(super) fn all(form: &Form) -> Vec<Self> {
        let field = if form.has("all") { "shown" } else { "exchange" };
        let mut chosen: Vec<Self> = Vec::new();
        let words = form.all(field).flat_map(str::split_whitespace);
        for found in words.filter_map(|word| word.parse::<Self>().ok()) {
            if chosen.len() < MOST && chosen.iter().all(|known| known.id != found.id) {
                chosen.push(found);
            }
        }
        chosen
    }

    /// Why this exchange cannot be approved by `me` as it was looked at; nothing where it can.
    pub(super) fn obstacle(self, exchange: &Exchange, me: MemberId) -> Option<&'static str> {
        match &exchange.state {
            ExchangeState::Confirmed if exchange.side_of(me).is_some() => {
                Some("You took part, so another coordinator decides it.")
            }
            ExchangeState::Confirmed if exchange.version != self.version => {
                Some("It was changed after you looked at it. Look at it again.")
            }
            ExchangeState::Confirmed => None,
            ExchangeState::Proposed { .. } | ExchangeState::Agreed | ExchangeState::Arranged => {
                Some("It has not been done yet.")
            }
            ExchangeState::Recorded { .. } => Some("It waits for the other person to confirm it."),
            ExchangeState::Disputed { .. } => {
                Some("One of the two says that something is wrong. Decide that first.")
            }
            ExchangeState::Posted { .. } => {
                Some("It has been approved already and stands in the book.")
            }
            ExchangeState::Declined { .. } => Some("It has been declined."),
            ExchangeState::Withdrawn { .. } => Some("It has been withdrawn."),
            ExchangeState::Cancelled { .. } => Some("It has been called off."),
            ExchangeState::Lapsed { .. } => Some("Its time has passed without an answer."),
            ExchangeState::Corrected { .. } => Some("It has been put right."),
            ExchangeState::Reversed { .. } => Some("It has been taken back."),
        }
    }

    /// Whether this very choice was approved by `me` before: the form was sent twice.
    pub(super) fn was_approved_by(self, exchange: &Exchange, me: MemberId) -> bool {
        matches!(exchange.state, ExchangeState::Posted { .. })
            && exchange.state_by == Some(me)
            && exchange.version == self.version + 1
    }
}

/// Several as one value of a form.
pub(super) fn together(chosen: impl IntoIterator<Item = Chosen>) -> String {
    let chosen: Vec<String> = chosen.into_iter().map(|one| one.to_string()).collect();
    chosen.join(" ")
}

impl fmt::Display for Chosen {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.id, self.version)
    }
}

impl FromStr for Chosen {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (id, version) = text.split_once(':').ok_or(())?;
        Ok(Self {
            id: id.parse().map_err(|_| ())?,
            version: version.parse().map_err(|_| ())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use timebank::clock::new_id;

    use super::*;

    fn chosen(version: i64) -> Chosen {
        Chosen {
            id: ExchangeId::new(new_id()),
            version,
        }
    }

    fn form(answers: &[(&str, String)]) -> Form {
        answers
            .iter()
            .map(|(name, answer)| ((*name).to_owned(), answer.clone()))
            .collect()
    }

    #[test]
    fn a_choice_is_read_back_from_its_text() {
        let chosen = chosen(3);
        assert_eq!(chosen.to_string().parse(), Ok(chosen));
        for text in ["", ":", "1:2", "x:1", &chosen.id.to_string()] {
            assert_eq!(text.parse::<Chosen>(), Err(()), "{text}");
        }
    }

    #[test]
    fn ticked_boxes_are_chosen_once_each() {
        let (one, two) = (chosen(1), chosen(2));
        let form = form(&[
            ("exchange", one.to_string()),
            ("exchange", "nonsense".to_owned()),
            ("exchange", one.to_string()),
            ("shown", two.to_string()),
        ]);
        assert_eq!(Chosen::all(&form), [one]);
    }

    #[test]
    fn the_button_for_all_takes_what_the_page_showed() {
        let (one, two) = (chosen(1), chosen(2));
        let form = form(&[
            ("all", "1".to_owned()),
            ("exchange", one.to_string()),
            ("shown", format!("{one} {two}")),
        ]);
        assert_eq!(Chosen::all(&form), [one, two]);
    }

    #[test]
    fn nothing_ticked_is_nothing_chosen() {
        assert!(Chosen::all(&form(&[("shown", chosen(1).to_string())])).is_empty());
    }
}
