//! Who reported when (C-032, C-072), and its JSON (rules §10).

use super::clients::branch_name;
use super::column::Label;
use super::phrase::Phrase;
use super::sheet::{Cell, Sheet};
use crate::domain::book::Book;
use crate::domain::keyword::Keyword;
use crate::domain::returns::{Evidence, EvidenceGrade, MonthReturn, ReturnStatus, Returns};
use serde_json::{Value, json};

/// One row for each branch and month.
pub fn sheet(book: &Book, returns: &Returns, evidence: &Evidence) -> Sheet {
    let columns = vec![
        Label::Branch,
        Label::Month,
        Label::ReturnStatus,
        Label::Submitted,
        Label::DaysLate,
        Label::Changes,
        Label::Evidence,
    ];
    let title = Phrase::ReturnsOf { period: returns.period, today: returns.as_of };
    let mut sheet = Sheet::new(title, columns);
    for branch in &returns.branches {
        for month in &branch.months {
            sheet.rows.push(vec![
                Cell::text(branch_name(book, &branch.branch)),
                Cell::code(month.month),
                Cell::word(month.status),
                Cell::or_empty(month.submitted, Cell::Date),
                Cell::Integer(month.days_late),
                Cell::count(month.changes),
                Cell::or_empty(month.evidence, Cell::word),
            ]);
        }
    }
    let months = || returns.branches.iter().flat_map(|branch| &branch.months);
    let count =
        |wanted: &[ReturnStatus]| months().filter(|month| wanted.contains(&month.status)).count();
    sheet.notes.push(Phrase::ReturnCounts {
        months: months().count(),
        on_time: count(&[ReturnStatus::OnTime, ReturnStatus::NoChange]),
        late: count(&[ReturnStatus::Late]),
        missing: count(&[ReturnStatus::Missing]),
        false_nil: count(&[ReturnStatus::FalseNil]),
    });
    let graded =
        |grade: EvidenceGrade| months().filter(|month| month.evidence == Some(grade)).count();
    sheet.notes.push(if evidence.is_declared() {
        Phrase::ReturnsDeclared
    } else {
        Phrase::ReturnEvidence {
            a: graded(EvidenceGrade::A),
            b: graded(EvidenceGrade::B),
            c: graded(EvidenceGrade::C),
        }
    });
    sheet
}

/// The contract's JSON; branches by id, months in order.
pub fn json(returns: &Returns) -> Value {
    let month = |month: &MonthReturn| {
        json!({
            "month": month.month.to_string(),
            "status": month.status.key(),
            "submitted": month.submitted.map(|date| date.to_string()),
            "days_late": month.days_late,
            "changes": month.changes,
            "evidence": month.evidence.map(Keyword::key),
        })
    };
    let branches: Vec<Value> = returns
        .branches
        .iter()
        .map(|branch| {
            let months: Vec<Value> = branch.months.iter().map(month).collect();
            json!({ "id": branch.branch.as_str(), "months": months })
        })
        .collect();
    json!({
        "period": returns.period.to_string(),
        "as_of": returns.as_of.to_string(),
        "branches": branches,
    })
}
