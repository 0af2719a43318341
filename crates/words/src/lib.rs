//! Every word a person reads, in each language, and how figures, days and times are written.
//!
//! The words stand in `locales/<language>/<subject>.ftl`, in the syntax of
//! [Fluent](https://projectfluent.org): one message, one key. English is complete; where another
//! language lacks a message, the English one is shown, and a test names it. Code asks for a
//! message by its key: [`say!`] in Rust, [`say()`] and [`say_with`] in templates.
//!
//! **The language is around the code, not passed to it.** A page is made of some two hundred
//! words, from five floors of the house; a parameter through all of them would be noise. So
//! whoever begins a piece of work for somebody says in which language they read
//! ([`speaking`] for a function, [`Speak::speaking`] for a future), and every word made inside
//! is in it. Outside of that it is English: commands, logs. See decision 44.
//!
//! Minutes are whole minutes. A length has two forms that are never mixed: the *sentence* form
//! (`3 hours 30 minutes`) and the *column* form (`3 h 30 min`, always both parts, so that figures
//! stand under each other).

mod days;
mod figures;
mod given;
mod language;
mod message;

pub use days::{ago, day, day_near, day_short, days, instant, month, time, weekday, weekday_short};
pub use figures::{
    change, column, count, count_of, dial, hours_part, length, list, minutes_part, number,
    sentence, sign, standing, term,
};
pub use given::{Count, Given};
pub use language::{Language, Speak, Speaking, UnknownLanguage, language, speaking};
pub use message::{Marked, Value, figure, marked, marked_with, say, say_with, text};
