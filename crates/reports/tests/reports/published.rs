//! The published shape of the report, and what is really written.

use reports::activity::{Extras, Metric, Part, SCHEMA, activity_with, metric, write_json};
use reports::disclosure::{Audience, Publish, protect};
use serde_json::Value;

use crate::support::{TestBank, busy_bank, period};

/// What a value breaks of a schema: types, keys, items and lower ends, which is all ours uses.
fn faults(schema: &Value, root: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#/$defs/").unwrap();
        return faults(&root["$defs"][name], root, value, at, found);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let fits = choices.iter().any(|choice| {
            let mut broken = Vec::new();
            faults(choice, root, value, at, &mut broken);
            broken.is_empty()
        });
        if !fits {
            found.push(format!("{at} fits none of its shapes"));
        }
        return;
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let types = schema["type"].as_array().cloned();
    let types = types.unwrap_or_else(|| vec![schema["type"].clone()]);
    if !types.iter().any(|name| name == kind) {
        found.push(format!("{at} is {kind}, not {types:?}"));
    }
    if let (Some(least), Some(number)) = (schema["minimum"].as_i64(), value.as_i64())
        && number < least
    {
        found.push(format!("{at} is {number}"));
    }
    for (place, item) in value.as_array().into_iter().flatten().enumerate() {
        faults(
            &schema["items"],
            root,
            item,
            &format!("{at}[{place}]"),
            found,
        );
    }
    let Some(members) = value.as_object() else {
        return;
    };
    for (key, member) in members {
        match schema["properties"].get(key) {
            Some(schema) => faults(schema, root, member, &format!("{at}.{key}"), found),
            None => found.push(format!("{at}.{key} is not in the schema")),
        }
    }
    let required = schema["required"].as_array().into_iter().flatten();
    for key in required.filter_map(Value::as_str) {
        if !members.contains_key(key) {
            found.push(format!("{at}.{key} is missing"));
        }
    }
}

fn broken(report: &impl Publish) -> Vec<String> {
    let mut file = Vec::new();
    write_json(report, &mut file).unwrap();
    let (schema, document): (Value, Value) = (
        serde_json::from_str(SCHEMA).unwrap(),
        serde_json::from_slice(&file).unwrap(),
    );
    let mut found = Vec::new();
    faults(&schema, &schema, &document, "report", &mut found);
    found
}

#[test]
fn every_report_has_the_published_shape() {
    for report in [
        busy_bank(21).report("2026-04-01", "2026-06-30"),
        busy_bank(22).report("2026-05-03", "2026-05-09"),
        TestBank::empty().report("2026-01-01", "2026-12-31"),
    ] {
        for audience in [Audience::Committee, Audience::OUTSIDE] {
            assert_eq!(broken(&protect(&report, audience)), [""; 0]);
        }
    }
    let test = busy_bank(21);
    let (extras, days) = (
        Extras {
            worth: true,
            ..Extras::default()
        },
        period("2026-03-01", "2026-06-30"),
    );
    let report = activity_with(
        &test.conn,
        &test.bank,
        days,
        &Part::WHOLE,
        &extras,
        test.now(),
    );
    let report = report.unwrap();
    for audience in [Audience::Committee, Audience::OUTSIDE] {
        assert_eq!(broken(&protect(&report, audience)), [""; 0]);
    }
}

/// The proof of the test above.
#[test]
fn what_does_not_fit_the_shape_is_noticed() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut found = Vec::new();
    let document = serde_json::json!({ "bank": 5, "surprise": true });
    faults(&schema, &schema, &document, "report", &mut found);
    assert!(found.contains(&"report.surprise is not in the schema".to_owned()));
    assert!(
        found
            .iter()
            .any(|fault| fault.starts_with("report.bank is integer"))
    );
    assert!(found.contains(&"report.months is missing".to_owned()));
}

#[test]
fn the_published_shape_says_what_each_figure_means() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let about = |metric: &&Metric| schema["properties"][metric.id]["description"].is_string();
    let missing: Vec<&str> = metric::ALL
        .iter()
        .filter(|metric| !about(metric))
        .map(|metric| metric.id)
        .collect();
    assert_eq!(missing, [""; 0]);
}
