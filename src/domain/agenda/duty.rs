//! Recurring duties of the policy (`[[duties]]`): of every unit that has somebody of the role, in
//! this period and, while it is still missing, in the one before. A market report or an activity of
//! the unit with the duty's key answers it.

use super::{Desk, Item, Matter};
use crate::domain::id::{PersonId, Unit};
use crate::domain::period::{Half, Month, Period};
use crate::domain::policy::{Duty, DutyCadence, DutyDue};
use crate::domain::time::{Date, days_after, next_day, previous_day};
use chrono::{Datelike, Weekday};
use std::collections::BTreeMap;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for duty in &desk.book.policy.duties {
        let mut units: BTreeMap<&Unit, Vec<PersonId>> = BTreeMap::new();
        for (person, unit) in desk.of_role(duty.role) {
            units.entry(unit).or_default().push(person.clone());
        }
        let current = period(duty.cadence, desk.today);
        let before = period(duty.cadence, previous_day(current.0));
        for (unit, who) in &units {
            for (first, last) in [before, current] {
                if !is_owed(desk, unit, first) || is_answered(desk, duty, unit, (first, last)) {
                    continue;
                }
                into.push(Item {
                    due: due(duty.due, (first, last)),
                    matter: Matter::Duty {
                        key: duty.key.clone(),
                        title: duty.title.clone(),
                        by_market_report: is_market(desk, duty),
                    },
                    unit: (*unit).clone(),
                    client: None,
                    record: None,
                    who: who.clone(),
                    key: format!("{}-{first}", duty.key),
                });
            }
        }
    }
}

/// The first and the last day of the duty's period that holds a date; weeks begin on Monday.
fn period(cadence: DutyCadence, date: Date) -> (Date, Date) {
    let span = |period: Period| (period.first_day(), period.last_day());
    match cadence {
        DutyCadence::Week => {
            let monday = Date::from(date.week(Weekday::Mon).first_day());
            (monday, days_after(monday, 6))
        }
        DutyCadence::Month => span(Period::Month(Month::of(date))),
        DutyCadence::Quarter => {
            span(Period::Quarter { year: date.year(), quarter: date.month().div_ceil(3) })
        }
        DutyCadence::HalfYear => span(Period::Half(Half::of(date))),
        DutyCadence::Year => span(Period::Year(date.year())),
    }
}

fn due(due: DutyDue, (first, last): (Date, Date)) -> Date {
    match due {
        DutyDue::LastDay => last,
        DutyDue::FirstMonday => {
            let mut day = first;
            while day.weekday() != Weekday::Mon {
                day = next_day(day);
            }
            day
        }
    }
}

/// A branch owes nothing for a period that began before it opened or after it closed.
fn is_owed(desk: &Desk<'_>, unit: &Unit, first: Date) -> bool {
    let branch = unit.branch().and_then(|branch| desk.book.records.branches.get(branch));
    branch.is_none_or(|branch| {
        branch.opened_on <= first && branch.closed_on.is_none_or(|closed| first < closed)
    })
}

fn is_answered(desk: &Desk<'_>, duty: &Duty, unit: &Unit, (first, last): (Date, Date)) -> bool {
    let is_within = |on: Date| first <= on && on <= last && on <= desk.today;
    let is_this = |key: &Option<String>| key.as_ref() == Some(&duty.key);
    let records = &desk.book.records;
    let mut activities = records.activities.iter().filter(|it| it.unit == *unit);
    let mut reports = records.market.iter().filter(|it| it.unit == *unit);
    activities.any(|it| is_this(&it.record.duty) && is_within(it.record.from))
        || reports.any(|it| is_this(&it.record.duty) && is_within(it.record.submitted_on))
}

/// Whether the duty is answered by market reports rather than by activities: they did before, or
/// the key says so.
fn is_market(desk: &Desk<'_>, duty: &Duty) -> bool {
    let mut reports = desk.book.records.market.iter();
    duty.key.starts_with("market") || reports.any(|it| it.record.duty.as_ref() == Some(&duty.key))
}
