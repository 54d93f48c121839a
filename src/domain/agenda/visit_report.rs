//! The short report after a visit, within the policy's days (`[visit] report_days`). Only visits
//! that meet the plan are reported on: a telephone call is its own report.

use super::{Desk, Item, Matter};
use crate::domain::time::days_after;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    let policy = &desk.book.policy.visit;
    for entry in &desk.book.records.visits {
        let record = &entry.record;
        let due = days_after(record.on, policy.report_days);
        let is_reported = record.reported_on.is_some_and(|on| on <= desk.today);
        let counts = policy.channels.contains(&record.channel);
        if is_reported || !counts || record.on > desk.today || due < desk.oldest() {
            continue;
        }
        let matter = Matter::VisitReport { on: record.on };
        let item = desk.of_record(entry, record.client, due, matter, "reported_on");
        into.push(item.by(record.by.first().cloned()));
    }
}
