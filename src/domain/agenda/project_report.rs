//! What project departments report to their branch before its return (`[returns] project_day`).
//! No record shows it, so it is listed until its day, and while the branch has not yet submitted.

use super::desk::distinct;
use super::{Desk, Item, Matter};
use crate::domain::id::Unit;
use crate::domain::returns::return_month;
use crate::domain::works;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    let policy = &desk.book.policy.returns;
    let month = return_month(desk.today, policy.cutoff_day);
    let first = month.first_day();
    // The policy's schema keeps the day within 1..28, which every month has.
    let due = first.on_day(policy.project_day).unwrap_or(first);
    if due < desk.today {
        return;
    }
    for branch in desk.book.records.branches.keys() {
        let submission = desk.evidence.submission(branch, month);
        if submission.is_some_and(|submission| submission.arrival.on <= desk.today) {
            continue;
        }
        let projects = desk.book.records.projects.iter();
        let running =
            projects.filter(|it| it.is_of(branch) && works::is_in_progress(&it.record, desk.today));
        let who = distinct(running.filter_map(|it| it.record.manager.clone()));
        if who.is_empty() {
            continue;
        }
        into.push(Item {
            due,
            matter: Matter::ProjectReport { month },
            unit: Unit::Branch(branch.clone()),
            client: None,
            record: None,
            who,
            key: month.to_string(),
        });
    }
}
