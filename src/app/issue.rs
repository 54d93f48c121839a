//! Issued results as records: what is frozen, and the bytes of it. Nothing is computed here: a
//! result comes in as the contract's JSON.

use super::change::Step;
use crate::archive::edit::{Given, compose};
use crate::archive::files::{Files, sha256};
use crate::diag::Refusal;
use crate::diag::edit::EditRefusal;
use crate::domain::book::{assessment_path, ranking_path};
use crate::domain::period::{Half, Period};
use crate::domain::record::Kind;
use crate::domain::record::issued::{Issue, Issued};
use crate::domain::time::Date;
use serde_json::Value;
use std::collections::BTreeMap;

/// This version of the tool, as records name it.
pub const TOOL: &str = env!("CARGO_PKG_VERSION");

/// Which result is issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Ranking(Period),
    Assessment(Half),
}

impl Subject {
    pub fn kind(self) -> Kind {
        match self {
            Self::Ranking(_) => Kind::Ranking,
            Self::Assessment(_) => Kind::Assessment,
        }
    }

    pub fn period(self) -> Period {
        match self {
            Self::Ranking(period) => period,
            Self::Assessment(half) => Period::Half(half),
        }
    }

    /// Where a result lies; 0 for the first, else the number of the restatement.
    pub fn path(self, restatement: u32) -> String {
        match self {
            Self::Ranking(period) => ranking_path(&Issue { period, restatement }),
            Self::Assessment(period) => assessment_path(&Issue { period, restatement }),
        }
    }

    /// The command that computes it.
    pub fn command(self) -> String {
        match self {
            Self::Ranking(period) => format!("kebu rank {period}"),
            Self::Assessment(half) => format!("kebu assess {half}"),
        }
    }
}

/// A result with everything that it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    pub subject: Subject,
    pub restatement: u32,
    pub issued_on: Date,
    pub as_of: Date,
    pub tool: String,
    pub commits: BTreeMap<String, String>,
    pub policy_sha256: String,
    pub reason: Option<String>,
    pub result: String,
}

impl Frozen {
    /// What a record of an issued result says.
    pub fn read(subject: Subject, restatement: u32, record: &Issued) -> Self {
        Self {
            subject,
            restatement,
            issued_on: record.issued_on,
            as_of: record.as_of,
            tool: record.tool.clone(),
            commits: record.commits.clone(),
            policy_sha256: record.policy_sha256.clone(),
            reason: record.reason.clone(),
            result: record.result.clone(),
        }
    }

    pub fn path(&self) -> String {
        self.subject.path(self.restatement)
    }

    pub fn step(&self) -> Step {
        Step::New { path: self.path(), values: self.values() }
    }

    /// The bytes of its record: always the same for the same result.
    pub fn text(&self) -> Result<String, Refusal> {
        let path = self.path();
        compose(self.subject.kind(), &path, &self.values())
            .map_err(|fault| Refusal::Edit(EditRefusal::NotEdited { path, fault }))
    }

    fn values(&self) -> Vec<(String, Given)> {
        let text = |value: &str| Given::Text(value.to_owned());
        let mut values = vec![
            ("issued_on", Given::Date(self.issued_on.to_string())),
            ("as_of", Given::Date(self.as_of.to_string())),
            ("tool", text(&self.tool)),
            ("policy_sha256", text(&self.policy_sha256)),
            ("result", text(&self.result)),
        ];
        if self.restatement > 0 {
            values.push(("restatement", Given::Integer(self.restatement.into())));
        }
        values.extend(self.reason.as_deref().map(|reason| ("reason", text(reason))));
        let commits = self.commits.iter().map(|(path, commit)| (path.clone(), text(commit)));
        values.push(("commits", Given::Table(commits.collect())));
        values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}

/// The SHA-256 of the policy of a state; of nothing where every default applies.
pub fn policy_digest(files: &Files) -> String {
    files.digest("policy.toml").unwrap_or_else(|| sha256(b""))
}

/// The contract's JSON as it stands in a record: the same value, a branch a line, so that a
/// difference in Git shows which branch it is about.
pub fn result_text(value: &Value) -> String {
    let whole = value.to_string();
    let branches = value.get("branches").and_then(Value::as_array).filter(|all| !all.is_empty());
    let Some(branches) = branches else { return whole };
    let lines: Vec<String> = branches.iter().map(Value::to_string).collect();
    // `branches` is the last key of both results.
    let head = whole.strip_suffix(&format!("{}]}}", lines.join(","))).unwrap_or(&whole);
    format!("{head}\n{}\n]}}", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_has_a_line_for_each_branch() {
        for (value, text) in [
            (r#"{"period":"2026","branches":[]}"#, r#"{"period":"2026","branches":[]}"#),
            (
                r#"{"half":"2026H1","branches":[{"id":"a","caps":[]},{"id":"b","caps":["x"]}]}"#,
                "{\"half\":\"2026H1\",\"branches\":[\n{\"id\":\"a\",\"caps\":[]},\n\
                 {\"id\":\"b\",\"caps\":[\"x\"]}\n]}",
            ),
        ] {
            let value: Value = serde_json::from_str(value).unwrap();
            assert_eq!(result_text(&value), text);
            assert_eq!(serde_json::from_str::<Value>(text).unwrap(), value);
        }
    }
}
