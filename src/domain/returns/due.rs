//! Which month's return a branch is to file now.

use super::{Evidence, MonthReturn, ReturnStatus, months, return_month};
use crate::domain::book::Book;
use crate::domain::id::BranchId;
use crate::domain::period::{Month, Period};
use crate::domain::time::Date;

/// Why this month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The day lies in its period.
    Current,
    /// It is due, changes had come, and nothing was submitted.
    Missed,
}

/// The month that is due: the one before while it is missing, else the one whose period the day
/// lies in. Older months that were missed stay missed until they are named: whoever files the
/// present month must not find an old one filed instead.
pub fn month_due(
    book: &Book,
    branch: &BranchId,
    today: Date,
    evidence: &Evidence,
) -> (Month, Reason) {
    let current = return_month(today, book.policy.returns.cutoff_day);
    let before = month(book, branch, current.previous(), today, evidence);
    match before {
        Some(before) if before.status == ReturnStatus::Missing => (before.month, Reason::Missed),
        Some(_) | None => (current, Reason::Current),
    }
}

/// How a month stands; `None` where the branch does not owe it.
pub fn month(
    book: &Book,
    branch: &BranchId,
    month: Month,
    today: Date,
    evidence: &Evidence,
) -> Option<MonthReturn> {
    months(book, branch, Period::Month(month), today, evidence).pop()
}
