//! Five questions about how a bank works, and the settings that each answer stands for.

use crate::policy::{Bounds, Policy, Rule};

/// One answer to each of the five questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers {
    /// Who says that help was given.
    pub confirm: Confirm,
    /// Whether a coordinator looks before hours count.
    pub approve: Approve,
    /// How many hours somebody may receive before giving.
    pub low: Low,
    /// How people join.
    pub welcome: Welcome,
    /// Who decides about hours from the pot.
    pub second: Second,
}

macro_rules! answers {
    (
        $(#[$doc:meta])* $name:ident {
            $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// All answers, the usual one first.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The value in a form.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The answer with this value.
            #[must_use]
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|answer| answer.as_str() == code)
            }
        }
    };
}

answers! {
    /// Who says that help was given.
    Confirm {
        /// The other one of the two confirms.
        Both = "both",
        /// One word is enough.
        One = "one",
    }
}
answers! {
    /// Whether a coordinator looks before hours count.
    Approve {
        /// At every exchange.
        Always = "always",
        /// At somebody’s first three, and where it is over four hours.
        Beginning = "beginning",
        /// At none.
        Never = "never",
    }
}
answers! {
    /// How many hours somebody may receive before giving.
    Low {
        /// A friendly word at ten; nothing is refused.
        Word = "word",
        /// A word at five, and no further than ten.
        Ten = "ten",
        /// A word at ten, and no further than twenty.
        Twenty = "twenty",
    }
}
answers! {
    /// How people join.
    Welcome {
        /// On the website, with two references.
        Two = "two",
        /// On the website, with one reference.
        One = "one",
        /// On the website, without.
        Without = "without",
        /// With a coordinator only.
        Closed = "closed",
    }
}
answers! {
    /// Who decides about hours from the pot.
    Second {
        /// One coordinator, whatever it is.
        One = "one",
        /// A second person where it is over five hours.
        OverFive = "over_five",
        /// Always two.
        Always = "always",
    }
}

impl Answers {
    /// The settings in force, with what the answers decide in place of what they had.
    #[must_use]
    pub fn policy(&self, now: &Policy) -> Policy {
        let mut policy = now.clone();
        policy.steps.confirmation = match self.confirm {
            Confirm::Both => Rule::ALWAYS,
            Confirm::One => Rule::default(),
        };
        policy.steps.approval = match self.approve {
            Approve::Always => Rule::ALWAYS,
            Approve::Beginning => Rule {
                first_exchanges: 3,
                over_minutes: Some(4 * 60),
                ..Rule::default()
            },
            Approve::Never => Rule::default(),
        };
        let (note, stop) = match self.low {
            Low::Word => (10, None),
            Low::Ten => (5, Some(10)),
            Low::Twenty => (10, Some(20)),
        };
        policy.balances.people = Bounds {
            note_below: Some(-note * 60),
            stop_below: stop.map(|hours: i64| -hours * 60),
            ..now.balances.people
        };
        (policy.joining.open, policy.joining.references) = match self.welcome {
            Welcome::Two => (true, 2),
            Welcome::One => (true, 1),
            Welcome::Without => (true, 0),
            Welcome::Closed => (false, now.joining.references),
        };
        policy.grants.second_over = match self.second {
            Second::One => None,
            Second::OverFive => Some(5 * 60),
            Second::Always => Some(0),
        };
        policy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Answers = Answers {
        confirm: Confirm::Both,
        approve: Approve::Always,
        low: Low::Word,
        welcome: Welcome::Two,
        second: Second::One,
    };

    #[test]
    fn the_usual_answers_are_what_a_new_bank_has_anyway() {
        let policy = Policy::default();
        assert_eq!(USUAL.policy(&policy), policy);
    }

    #[test]
    fn each_answer_sets_what_it_says_and_nothing_else() {
        let policy = Policy::default();
        let beginning = Answers {
            approve: Approve::Beginning,
            ..USUAL
        };
        let mut wanted = policy.clone();
        wanted.steps.approval.always = false;
        wanted.steps.approval.first_exchanges = 3;
        wanted.steps.approval.over_minutes = Some(240);
        assert_eq!(beginning.policy(&policy), wanted);
        let ten = Answers {
            low: Low::Ten,
            ..USUAL
        };
        let mut wanted = policy.clone();
        wanted.balances.people.note_below = Some(-300);
        wanted.balances.people.stop_below = Some(-600);
        assert_eq!(ten.policy(&policy), wanted);
        let closed = Answers {
            welcome: Welcome::Closed,
            second: Second::OverFive,
            confirm: Confirm::One,
            ..USUAL
        };
        let set = closed.policy(&policy);
        assert!(!set.joining.open && set.steps.confirmation.is_never());
        assert_eq!(set.grants.second_over, Some(300));
        assert_eq!(USUAL.policy(&set), policy, "and back");
    }
}
