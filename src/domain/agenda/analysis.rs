//! Analysis reports that the rules ask of a branch (rules §7): of this half-year, and of the
//! previous one until its close.

use super::{Desk, Item, Matter};
use crate::domain::analysis::{due_on, is_required};
use crate::domain::time::next_day;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    let policy = &desk.book.policy;
    for half in desk.open_halves() {
        let due = due_on(policy, half);
        for (client, grading) in desk.graded() {
            // Nothing is required before the due date has passed; what will be is asked for now.
            if !is_required(policy, client, grading.effective, half, next_day(due)) {
                continue;
            }
            let mut reports = desk.book.analyses_of(grading.client);
            let is_there = reports.any(|report| {
                let record = &report.record;
                record.half == half
                    && report.unit == client.unit
                    && record.submitted_on <= desk.today
            });
            if !is_there {
                let key = half.to_string();
                into.push(desk.of_client(client, due, Matter::Analysis { half }, key));
            }
        }
    }
}
