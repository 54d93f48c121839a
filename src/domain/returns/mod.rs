//! Monthly returns: which months a branch owes and how each stands (rules §5).
//!
//! When something arrived comes in as a value, [`Evidence`]: from Git where there is Git, else
//! from the records' own dates. Must not read Git, and must not know the assessment's points.

pub mod due;
mod evidence;
#[cfg(test)]
mod tests;

pub use evidence::{
    Arrival, Change, Countable, Evidence, EvidenceGrade, Submission, for_each_countable,
};

use crate::domain::book::Book;
use crate::domain::id::BranchId;
use crate::domain::keyword::keyword;
use crate::domain::period::{Month, Period};
use crate::domain::policy::NilPolicy;
use crate::domain::record::branch::Branch;
use crate::domain::time::{Date, Zone, days_between, next_day};
use chrono::Datelike;

keyword! {
    /// How a branch's return of a month stands (C-072).
    pub enum ReturnStatus {
        /// 按时
        /// on time
        OnTime = "on_time",
        /// 迟报
        /// late
        Late = "late",
        /// 虚报无变化
        /// false nil return
        FalseNil = "false_nil",
        /// 无变化
        /// no change
        NoChange = "no_change",
        /// 漏报
        /// missing
        Missing = "missing",
        /// 未到期
        /// not due yet
        Pending = "pending",
    }
}

/// A month that a branch owes, as of some day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthReturn {
    pub month: Month,
    pub status: ReturnStatus,
    pub due_on: Date,
    /// Whether 24:00 of `due_on` lies before the as-of instant.
    pub is_due_passed: bool,
    pub submitted: Option<Date>,
    pub days_late: i64,
    pub changes: usize,
    pub evidence: Option<EvidenceGrade>,
}

/// A branch with the months it owes; never without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchReturns {
    pub branch: BranchId,
    pub months: Vec<MonthReturn>,
}

/// The returns of a period as of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returns {
    pub period: Period,
    pub as_of: Date,
    pub branches: Vec<BranchReturns>,
}

/// The returns of every branch that owes any for the period. The caller refuses a period that
/// begins after today.
pub fn returns(book: &Book, period: Period, today: Date, evidence: &Evidence) -> Returns {
    let branches = book.records.branches.keys().map(|branch| BranchReturns {
        branch: branch.clone(),
        months: months(book, branch, period, today, evidence),
    });
    let branches = branches.filter(|branch| !branch.months.is_empty()).collect();
    Returns { period, as_of: today, branches }
}

/// The months of a period that a branch owes, in order.
pub fn months(
    book: &Book,
    branch: &BranchId,
    period: Period,
    as_of: Date,
    evidence: &Evidence,
) -> Vec<MonthReturn> {
    let Some(record) = book.records.branches.get(branch) else { return Vec::new() };
    let owed = period.months().filter(|month| is_owed(book, record, *month));
    owed.map(|month| month_return(book, branch, month, as_of, evidence)).collect()
}

/// The return period of a month: the day after the previous cut-off to the cut-off, inclusive.
pub fn return_period(month: Month, cutoff_day: u32) -> (Date, Date) {
    (next_day(cutoff(month.previous(), cutoff_day)), cutoff(month, cutoff_day))
}

/// The month in whose return period a date lies.
pub fn return_month(date: Date, cutoff_day: u32) -> Month {
    let month = Month::of(date);
    if date.day() <= cutoff_day { month } else { month.next() }
}

fn cutoff(month: Month, day: u32) -> Date {
    // The policy's schema keeps the day within 1..28, which every month has.
    month.first_day().on_day(day).unwrap_or(month.last_day())
}

fn is_owed(book: &Book, branch: &Branch, month: Month) -> bool {
    let (first, due_on) = return_period(month, book.policy.returns.cutoff_day);
    first >= branch.opened_on
        && branch.closed_on.is_none_or(|closed_on| due_on <= closed_on)
        && book.archive.baseline_on.is_none_or(|baseline| due_on > baseline)
}

fn month_return(
    book: &Book,
    branch: &BranchId,
    month: Month,
    as_of: Date,
    evidence: &Evidence,
) -> MonthReturn {
    let (first, due_on) = return_period(month, book.policy.returns.cutoff_day);
    let last = due_on.min(as_of);
    let submission = evidence.submission(branch, month).filter(|s| s.arrival.on <= as_of);
    let nil = book.records.returns.get(&(branch.clone(), month)).and_then(|record| record.nil);
    let changes = evidence.changes(branch, first, last, None);
    let facts = Facts {
        is_nil: submission.is_some() && nil == Some(true),
        is_late: submission.map(|s| s.arrival.is_after(due_on, book.zone)),
        is_changed: changes > 0,
        is_changed_before: submission
            .is_some_and(|s| evidence.changes(branch, first, last, Some(s.arrival)) > 0),
        is_due_passed: as_of > due_on,
        policy: book.policy.returns.nil,
    };
    let late = submission.filter(|_| facts.is_late == Some(true));
    MonthReturn {
        month,
        status: status(&facts),
        due_on,
        is_due_passed: facts.is_due_passed,
        submitted: submission.map(|s| s.arrival.on),
        days_late: late.map_or(0, |s| days_between(due_on, s.arrival.on)),
        changes,
        evidence: submission.map(|s| s.grade),
    }
}

/// What the status of a month hangs on.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a condition of the rule")]
struct Facts {
    is_nil: bool,
    /// `None` while nothing was submitted.
    is_late: Option<bool>,
    is_changed: bool,
    is_changed_before: bool,
    is_due_passed: bool,
    policy: NilPolicy,
}

/// The first status that holds, in the order of rules §5.
fn status(facts: &Facts) -> ReturnStatus {
    let is_nothing_needed = match facts.policy {
        NilPolicy::Optional => facts.is_nil || (facts.is_late.is_none() && facts.is_due_passed),
        // A group may insist on nil returns: then silence is missing and a late nil return late.
        NilPolicy::Required => facts.is_nil && facts.is_late == Some(false),
    };
    match facts.is_late {
        _ if facts.is_nil && facts.is_changed_before => ReturnStatus::FalseNil,
        _ if !facts.is_changed && is_nothing_needed => ReturnStatus::NoChange,
        Some(false) => ReturnStatus::OnTime,
        Some(true) => ReturnStatus::Late,
        None if !facts.is_due_passed => ReturnStatus::Pending,
        None => ReturnStatus::Missing,
    }
}

/// Whether an arrival is a back-dated entry (补录): its main date lies in an earlier return
/// period, more than the policy's days before.
pub fn is_back_dated(book: &Book, main_on: Date, arrived_on: Date) -> bool {
    let policy = &book.policy.returns;
    return_month(main_on, policy.cutoff_day) < return_month(arrived_on, policy.cutoff_day)
        && days_between(main_on, arrived_on) > i64::from(policy.backdate_days)
}

impl Arrival {
    /// Whether it came after 24:00 of a date.
    fn is_after(self, date: Date, zone: Zone) -> bool {
        self.at.map_or(self.on > date, |at| at > zone.end_of(date))
    }
}
