//! The visit plan (C-063 … C-066, rules §3): which visits a client is owed, in which period, and
//! which visit met each. It looks at no wording and at no record but visits and projects.

mod people;
#[cfg(test)]
mod tests;

pub use people::visitors;

use crate::domain::book::{Book, Entry};
use crate::domain::grade::{Grading, Predicate};
use crate::domain::id::{ClientId, Id};
use crate::domain::period::{Half, Month, Period};
use crate::domain::record::client::Client;
use crate::domain::record::visit::Visit;
use crate::domain::record::{Cadence, VisitorLevel};
use crate::domain::score::{Exact, ratio};
use crate::domain::time::{Date, days_after, next_day};
use crate::domain::works;
use chrono::Datelike;
use std::ops::RangeInclusive;

/// Visits that were missed are shown this long, in days; what is older is history.
pub const MISSED_DAYS: u32 = 31;

/// The line of a visit plan that an obligation comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanLine {
    /// `[[visit.lines]]` of the policy, from 0.
    Policy(usize),
    /// `[[visit_plan]]` of the client, from 0; it replaces the policy's.
    Own(usize),
}

/// One (client, line, period).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    pub client: ClientId,
    pub line: PlanLine,
    pub level: VisitorLevel,
    pub cadence: Cadence,
    pub first: Date,
    /// The period's last day, on which the visit is due.
    pub due: Date,
    /// The first visit that met it.
    pub met_by: Option<Id>,
}

impl Obligation {
    /// Days from the as-of date to the due date; negative once it has passed.
    pub fn days_left(&self, as_of: Date) -> i64 {
        crate::domain::time::days_between(as_of, self.due)
    }
}

/// The calendar period of a cadence that holds a date: its first and last day. A ten-day period
/// 旬 is 1–10, 11–20 or 21 to the end of the month.
pub fn period_of(cadence: Cadence, date: Date) -> (Date, Date) {
    let span = |period: Period| (period.first_day(), period.last_day());
    match cadence {
        Cadence::HalfYear => span(Period::Half(Half::of(date))),
        Cadence::Quarter => {
            span(Period::Quarter { year: date.year(), quarter: date.month().div_ceil(3) })
        }
        Cadence::Month => span(Period::Month(Month::of(date))),
        Cadence::TenDays => {
            let (first, last) = span(Period::Month(Month::of(date)));
            match date.day() {
                1..=10 => (first, days_after(first, 9)),
                11..=20 => (days_after(first, 10), days_after(first, 19)),
                _ => (days_after(first, 20), last),
            }
        }
    }
}

/// A line that applies to a client.
struct Applying {
    line: PlanLine,
    level: VisitorLevel,
    cadence: Cadence,
    while_in_progress: bool,
}

/// The client's own lines, else those of the policy for its effective grade.
fn lines(book: &Book, client: &Client, grading: &Grading) -> Vec<Applying> {
    if !client.visit_plan.is_empty() {
        let own = client.visit_plan.iter().enumerate().map(|(index, line)| Applying {
            line: PlanLine::Own(index),
            level: line.level,
            cadence: line.cadence,
            while_in_progress: false,
        });
        return own.collect();
    }
    let is_of_high_value = grading.facts.is_of_high_value();
    let lines = book.policy.visit.lines.iter().enumerate();
    lines
        .filter(|(_, line)| {
            line.grade == grading.effective && (is_of_high_value || !line.high_value_only)
        })
        .map(|(index, line)| Applying {
            line: PlanLine::Policy(index),
            level: line.level,
            cadence: line.cadence,
            while_in_progress: line.while_in_progress,
        })
        .collect()
}

/// The client's obligations that are due in a range of days, by line, then period. Visits after
/// the as-of date are not seen. Obligations begin with the first period whose first day is after
/// `registered_on`. A line `while_in_progress` obliges for a period if a project of the client is
/// in progress on at least one of its days.
pub fn obligations(
    book: &Book,
    grading: &Grading,
    due: &RangeInclusive<Date>,
    as_of: Date,
) -> Vec<Obligation> {
    let Some(client) = book.client(grading.client) else { return Vec::new() };
    let mut found = Vec::new();
    for line in lines(book, &client.record, grading) {
        let mut period = period_of(line.cadence, *due.start());
        while period.1 <= *due.end() {
            if is_owed(book, client, &line, period) {
                found.push(obligation(book, grading.client, &line, period, as_of));
            }
            let next = period_of(line.cadence, next_day(period.1));
            // At the end of the calendar there is no next period.
            if next.0 <= period.0 {
                break;
            }
            period = next;
        }
    }
    found
}

/// The client's obligations of the periods that hold the as-of date.
pub fn current_obligations(book: &Book, grading: &Grading, as_of: Date) -> Vec<Obligation> {
    let Some(client) = book.client(grading.client) else { return Vec::new() };
    lines(book, &client.record, grading)
        .iter()
        .map(|line| (line, period_of(line.cadence, as_of)))
        .filter(|(line, period)| is_owed(book, client, line, *period))
        .map(|(line, period)| obligation(book, grading.client, line, period, as_of))
        .collect()
}

/// What is to be done: unmet obligations of the current periods, and those that fell due in the
/// `past_days` days before the as-of date; by due date, then client, then line.
pub fn outstanding(
    book: &Book,
    gradings: &[Grading],
    as_of: Date,
    past_days: u32,
) -> Vec<Obligation> {
    let start = as_of.minus_days(past_days);
    let mut found: Vec<Obligation> = Vec::new();
    for grading in gradings {
        found.extend(current_obligations(book, grading, as_of));
        let past = obligations(book, grading, &(start..=as_of), as_of);
        // One due on the as-of date is of a current period, and already there.
        found.extend(past.into_iter().filter(|obligation| obligation.due < as_of));
    }
    found.retain(|obligation| obligation.met_by.is_none());
    found.sort_by_key(|obligation| (obligation.due, obligation.client, obligation.line));
    found
}

fn is_owed(
    book: &Book,
    client: &Entry<Client>,
    line: &Applying,
    (first, last): (Date, Date),
) -> bool {
    let is_in_progress = || {
        let mut projects = book.projects_of(ClientId(client.id));
        projects.any(|entry| works::is_in_progress_within(&entry.record, first, last))
    };
    first > client.record.registered_on && (!line.while_in_progress || is_in_progress())
}

fn obligation(
    book: &Book,
    client: ClientId,
    line: &Applying,
    (first, due): (Date, Date),
    as_of: Date,
) -> Obligation {
    let last_seen = due.min(as_of);
    let met_by = book
        .visits_of(client)
        .filter(|entry| first <= entry.record.on && entry.record.on <= last_seen)
        .filter(|entry| meets(book, &entry.record, line.level))
        .min_by_key(|entry| (entry.record.on, entry.id))
        .map(|entry| entry.id);
    let (level, cadence) = (line.level, line.cadence);
    Obligation { client, line: line.line, level, cadence, first, due, met_by }
}

/// Whether a visit is of the required level or higher, by a channel that counts.
fn meets(book: &Book, visit: &Visit, required: VisitorLevel) -> bool {
    rank(visit.level) >= rank(required) && book.policy.visit.channels.contains(&visit.channel)
}

/// group_leader > branch_leader > marketer > project_manager.
fn rank(level: VisitorLevel) -> u8 {
    match level {
        VisitorLevel::GroupLeader => 4,
        VisitorLevel::BranchLeader => 3,
        VisitorLevel::Marketer => 2,
        VisitorLevel::ProjectManager => 1,
    }
}

/// How many obligations were due, and how many of those were met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Execution {
    pub due: u32,
    pub met: u32,
}

impl Execution {
    /// Counts the obligations due on or before the as-of date; the others may still be met.
    pub fn of<'a>(obligations: impl IntoIterator<Item = &'a Obligation>, as_of: Date) -> Self {
        let mut execution = Self::default();
        for obligation in obligations.into_iter().filter(|obligation| obligation.due <= as_of) {
            execution.due += 1;
            execution.met += u32::from(obligation.met_by.is_some());
        }
        execution
    }

    /// Met / due; `None` when nothing was due.
    pub fn rate(self) -> Option<Exact> {
        (self.due > 0).then(|| ratio(self.met, self.due))
    }
}

/// C2, C6 and C7 as far as they hold: before contact the bad-record briefing is due (C-069b).
pub fn bad_record_predicates(grading: &Grading) -> Vec<Predicate> {
    let bad = [Predicate::C2, Predicate::C6, Predicate::C7];
    bad.into_iter().filter(|predicate| grading.predicates[*predicate].is_yes()).collect()
}
