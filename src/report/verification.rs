//! How issued results were verified: one line each, every figure that differs, and why.

use super::clients::branch_name;
use super::column::Label;
use super::issue::{IssueSaying, Reason};
use super::phrase::Words;
use super::sheet::{Cell, Sheet};
use crate::domain::assess::score::{Indicator, Part};
use crate::domain::book::Book;
use crate::domain::keyword::Keyword;
use crate::domain::record::Kind;
use crate::domain::record::notice::AssessmentResult;
use crate::domain::time::Date;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One issued result, held against what is computed again.
#[derive(Debug, Clone, PartialEq)]
pub struct Verification {
    pub kind: Kind,
    pub period: String,
    pub restatement: u32,
    pub path: String,
    pub issued_on: Date,
    pub as_of: Date,
    pub tool: String,
    pub commits: BTreeMap<String, String>,
    /// Whether the last commit has it.
    pub is_committed: bool,
    pub reasons: Vec<Reason>,
    pub differences: Vec<Difference>,
}

/// A figure that is not what was issued.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// None for a figure of the whole result.
    pub branch: Option<String>,
    /// Dotted: `indicators.reporting.points`.
    pub figure: String,
    /// As issued; none where there was no such figure.
    pub was: Option<Value>,
    /// As computed again.
    pub is: Option<Value>,
}

impl Verification {
    pub fn is_equal(&self) -> bool {
        self.reasons.is_empty() && self.differences.is_empty()
    }

    /// The commit of the archive's repository, shortened.
    fn commit(&self) -> String {
        let commit = self.commits.get(".").map_or("", String::as_str);
        commit.get(..12).unwrap_or(commit).to_owned()
    }
}

/// A line for each result; below it what differs, a table for each result that does.
pub fn sheets(book: &Book, period: &str, all: &[Verification]) -> Vec<Sheet> {
    let equal = all.iter().filter(|one| one.is_equal()).count();
    let title = IssueSaying::Verified { period: period.to_owned(), results: all.len(), equal };
    let columns =
        vec![Label::IssuedResult, Label::Record, Label::IssuedOn, Label::Commit, Label::Verdict];
    let mut overview = Sheet::new(title.into(), columns);
    let mut sheets = Vec::new();
    for one in all {
        overview.rows.push(row(one));
        let (path, differences) = (one.path.clone(), one.differences.len());
        if one.is_equal() {
            let commit = one.commit();
            overview.notes.push(IssueSaying::EqualSentence { path, commit }.into());
        } else {
            let title = IssueSaying::Differences { path, differences };
            sheets.push(differing(book, one, title));
        }
        if !one.is_committed {
            overview.notes.push(IssueSaying::NotCommittedYet { path: one.path.clone() }.into());
        }
    }
    sheets.insert(0, overview);
    sheets
}

fn row(one: &Verification) -> Vec<Cell> {
    let (kind, period) = (one.kind, one.period.clone());
    let name = IssueSaying::Named { kind, period, restatement: one.restatement };
    let verdict = match one.is_equal() {
        true => IssueSaying::Equal,
        false => IssueSaying::NotEqual { differences: one.differences.len() },
    };
    vec![
        Cell::Phrase(name.into()),
        Cell::code(&one.path),
        Cell::Date(one.issued_on),
        Cell::code(one.commit()),
        Cell::Phrase(verdict.into()),
    ]
}

fn differing(book: &Book, one: &Verification, title: IssueSaying) -> Sheet {
    let columns = vec![Label::Branch, Label::Figure, Label::Was, Label::Is];
    let mut sheet = Sheet::new(title.into(), columns);
    for difference in &one.differences {
        let branch = difference.branch.as_deref().and_then(|branch| branch.parse().ok());
        let branch = branch.map(|branch| Cell::text(branch_name(book, &branch)));
        let value =
            |value: &Option<Value>| Cell::or_empty(value.as_ref(), |v| said(&difference.figure, v));
        sheet.rows.push(vec![
            branch.unwrap_or(Cell::Empty),
            figure(&difference.figure),
            value(&difference.was),
            value(&difference.is),
        ]);
    }
    if sheet.rows.is_empty() {
        sheet.columns.clear();
    }
    let reasons = one.reasons.iter().cloned();
    let reasons = reasons.map(|reason| IssueSaying::Reason { path: one.path.clone(), reason });
    sheet.notes.extend(reasons.map(Into::into));
    sheet
}

/// The words for a figure, from the whole to the part; what has none stays as the JSON has it.
fn figure(dotted: &str) -> Cell {
    const LABELS: [Label; 13] = [
        Label::Rank,
        Label::GradeA,
        Label::GradeB,
        Label::GradeC,
        Label::Provisional,
        Label::Overridden,
        Label::Reasons,
        Label::Total,
        Label::Result,
        Label::Adjustment,
        Label::Caps,
        Label::Points,
        Label::Of,
    ];
    let word = |step: &str| match step {
        "id" => Cell::word(Label::Branch),
        _ => known::<Indicator>(Indicator::ALL, step)
            .or_else(|| known(Part::ALL, step))
            .or_else(|| known(&LABELS, step))
            .unwrap_or_else(|| Cell::code(step)),
    };
    let steps = dotted.split('.').filter(|step| !["indicators", "parts"].contains(step));
    Cell::List(steps.map(word).collect())
}

fn known<K: Keyword>(all: &[K], key: &str) -> Option<Cell> {
    all.iter().find(|word| word.key() == key).map(|word| Cell::word(*word))
}

/// A value without the quotation marks of JSON; a result by its word.
fn said(figure: &str, value: &Value) -> Cell {
    let result = value.as_str().filter(|_| figure == "result");
    let result = result.and_then(|key| known(AssessmentResult::ALL, key));
    let plain = || value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    result.unwrap_or_else(|| Cell::code(plain()))
}

/// The same for programs.
pub fn json(period: &str, all: &[Verification], words: Words) -> Value {
    let results: Vec<Value> = all.iter().map(|one| result_json(one, words)).collect();
    json!({
        "period": period,
        "equal": all.iter().all(Verification::is_equal),
        "results": results,
    })
}

fn result_json(one: &Verification, words: Words) -> Value {
    let reason = |reason: &Reason| {
        let said = IssueSaying::Reason { path: one.path.clone(), reason: reason.clone() };
        json!({ "code": reason.key(), "text": words(&said.into()) })
    };
    let difference = |difference: &Difference| {
        json!({
            "branch": difference.branch,
            "figure": difference.figure,
            "was": difference.was,
            "is": difference.is,
        })
    };
    json!({
        "kind": one.kind.to_string(),
        "path": one.path,
        "restatement": one.restatement,
        "issued_on": one.issued_on.to_string(),
        "as_of": one.as_of.to_string(),
        "tool": one.tool,
        "commits": one.commits,
        "committed": one.is_committed,
        "equal": one.is_equal(),
        "reasons": one.reasons.iter().map(reason).collect::<Vec<_>>(),
        "differences": one.differences.iter().map(difference).collect::<Vec<_>>(),
    })
}
