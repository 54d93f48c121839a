//! An issued result held against what is computed again: figure by figure, by branch.

use super::issue::{Frozen, Subject, policy_digest, result_text};
use crate::archive::files::Files;
use crate::domain::assess::{assess, half_close};
use crate::domain::book::Book;
use crate::domain::ranking::rank;
use crate::domain::returns::Evidence;
use crate::domain::time::Date;
use crate::report::ranking::Audience;
use crate::report::verification::Difference;
use crate::report::{assessment, ranking};
use serde_json::{Map, Value};

/// A result as it is computed when its period is over.
pub struct Computed {
    pub as_of: Date,
    pub result: Value,
}

/// Computes a result as it would be issued once the period is over.
pub fn compute(subject: Subject, book: &Book, evidence: &Evidence) -> Computed {
    match subject {
        Subject::Ranking(period) => {
            let ranking = rank(book, period, period.last_day());
            let result = ranking::json(&ranking, &Audience::Leaders);
            Computed { as_of: ranking.as_of, result }
        }
        Subject::Assessment(half) => {
            let close = half_close(&book.policy, half);
            let assessed = assess(book, half, close, evidence, None);
            Computed { as_of: assessed.as_of, result: assessment::json(&assessed) }
        }
    }
}

impl Frozen {
    /// The record as it would be issued again of the same commits.
    pub fn again(&self, files: &Files, computed: &Computed) -> Self {
        Self {
            as_of: computed.as_of,
            policy_sha256: policy_digest(files),
            result: result_text(&computed.result),
            ..self.clone()
        }
    }

    /// Whether a file holds exactly these bytes.
    pub fn is_in(&self, files: &Files) -> bool {
        let bytes = files.bytes(&self.path()).unwrap_or_default();
        self.text().is_ok_and(|text| text.as_bytes() == bytes)
    }
}

/// What differs between two results, in the order of the result that was issued. `None` where
/// that one is no JSON.
pub fn differences(issued: &str, computed: &Value) -> Option<Vec<Difference>> {
    let issued: Value = serde_json::from_str(issued).ok()?;
    let mut found = Vec::new();
    walk(None, "", Some(&issued), Some(computed), &mut found);
    Some(found)
}

fn walk(
    branch: Option<&str>,
    figure: &str,
    was: Option<&Value>,
    is: Option<&Value>,
    found: &mut Vec<Difference>,
) {
    match (was, is) {
        (Some(Value::Object(was)), Some(Value::Object(is))) => {
            for key in keys(was, is) {
                let below = match figure {
                    "" => key.clone(),
                    figure => format!("{figure}.{key}"),
                };
                walk(branch, &below, was.get(&key), is.get(&key), found);
            }
        }
        (Some(Value::Array(was)), Some(Value::Array(is))) if figure == "branches" => {
            branches(was, is, found);
        }
        (was, is) if was != is => found.push(Difference {
            branch: branch.map(str::to_owned),
            figure: figure.to_owned(),
            was: was.cloned(),
            is: is.cloned(),
        }),
        _ => {}
    }
}

fn keys(was: &Map<String, Value>, is: &Map<String, Value>) -> Vec<String> {
    let new = is.keys().filter(|key| !was.contains_key(*key));
    was.keys().chain(new).cloned().collect()
}

/// Branches are told by their id: another order alone shows in their ranks.
fn branches(was: &[Value], is: &[Value], found: &mut Vec<Difference>) {
    fn id(value: &Value) -> &str {
        value.get("id").and_then(Value::as_str).unwrap_or_default()
    }
    let new = is.iter().filter(|value| !was.iter().any(|other| id(other) == id(value)));
    for name in was.iter().chain(new).map(id) {
        let of = |all: &[Value]| all.iter().find(|value| id(value) == name).cloned();
        let (before, now) = (of(was), of(is));
        let is_in_both = before.is_some() && now.is_some();
        if is_in_both {
            walk(Some(name), "", before.as_ref(), now.as_ref(), found);
        } else {
            let whole = |value: Option<Value>| value.map(|_| Value::from(name));
            found.push(Difference {
                branch: Some(name.to_owned()),
                figure: "id".to_owned(),
                was: whole(before),
                is: whole(now),
            });
        }
    }
    let order = |all: &[Value]| all.iter().map(|value| id(value).to_owned()).collect::<Vec<_>>();
    if found.is_empty() && order(was) != order(is) {
        let list = |all: &[Value]| Some(Value::from(order(all)));
        let figure = "branches".to_owned();
        found.push(Difference { branch: None, figure, was: list(was), is: list(is) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_told_by_branch_and_figure() {
        let issued = r#"{"period":"2026Q2","branches":[
            {"rank":1,"id":"a","A":2,"reasons":{"C1":0}},{"rank":2,"id":"b","A":1},{"id":"c"}]}"#;
        let computed: Value = serde_json::from_str(
            r#"{"period":"2026Q2","branches":[
            {"rank":1,"id":"b","A":1},{"rank":1,"id":"a","A":2,"reasons":{"C1":3}},{"id":"d"}]}"#,
        )
        .unwrap();
        let told: Vec<String> = differences(issued, &computed)
            .unwrap()
            .iter()
            .map(|d| format!("{:?} {} {:?} {:?}", d.branch, d.figure, d.was, d.is))
            .collect();
        assert_eq!(
            told,
            [
                r#"Some("a") reasons.C1 Some(Number(0)) Some(Number(3))"#,
                r#"Some("b") rank Some(Number(2)) Some(Number(1))"#,
                r#"Some("c") id Some(String("c")) None"#,
                r#"Some("d") id None Some(String("d"))"#,
            ]
        );
        assert_eq!(differences("{", &computed), None);
        assert_eq!(differences(&computed.to_string(), &computed), Some(Vec::new()));
    }
}
