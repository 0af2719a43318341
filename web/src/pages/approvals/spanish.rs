//! For tests: a template whose page needs a whole bank says nothing itself, so that all it says
//! stands among the words.

use crate::spanish::in_spanish;

/// What a template says itself: its text, and the sentences it hands to parts of pages. What it
/// is given, and the keys it asks for, are not among it.
fn own_words(template: &str) -> String {
    let mut own = String::new();
    let mut handed = String::new();
    let mut rest = template;
    while let Some(start) = ["{{", "{%", "{#"]
        .into_iter()
        .filter_map(|mark| rest.find(mark))
        .min()
    {
        own.push_str(&rest[..start]);
        let end = match &rest[start..start + 2] {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let after = rest[start..]
            .find(end)
            .map_or(rest.len(), |at| start + at + 2);
        let inside = &rest[start..after];
        if end != "#}" {
            let quoted = inside.split('"').skip(1).step_by(2);
            for sentence in quoted.filter(|quoted| quoted.contains(' ')) {
                handed.push_str("<p>");
                handed.push_str(sentence);
                handed.push_str("</p>");
            }
        }
        rest = &rest[after..];
    }
    own + rest + &handed
}

/// Stops the test where one of these templates says something itself.
pub(crate) fn say_nothing_themselves(templates: &[&str]) {
    for template in templates {
        in_spanish(&[], || own_words(template));
    }
}

#[test]
fn what_a_template_is_given_is_not_its_own() {
    let template = "{# of #}<p>{{ say(\"the\") }}{% if the > 1 %}uno{% endif %}</p>";
    assert_eq!(own_words(template), "<p>uno</p>");
}

#[test]
#[should_panic(expected = "English is left ([\"what\", \"is\"])")]
fn a_sentence_that_is_handed_on_is_its_own() {
    say_nothing_themselves(&["<p>{{ p::back(path, label = \"Say what is so\") }}</p>"]);
}

#[test]
fn approvals_say_nothing_themselves() {
    say_nothing_themselves(&[
        include_str!("../../../templates/approvals/check.html"),
        include_str!("../../../templates/approvals/queue.html"),
    ]);
}

#[test]
fn details_of_a_member_and_kinds_that_become_one_say_nothing_themselves() {
    say_nothing_themselves(&[
        include_str!("../../../templates/members/form.html"),
        include_str!("../../../templates/members/standing.html"),
        include_str!("../../../templates/settings/merging.html"),
    ]);
}
