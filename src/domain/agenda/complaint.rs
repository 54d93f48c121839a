//! The next step of each open complaint, the follow-up among them (rules §4).

use super::{Desk, Item, Matter};
use crate::domain::complaints::{Handling, Step};
use crate::domain::keyword::Keyword;
use chrono::TimeDelta;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    let zone = desk.book.zone;
    for entry in &desk.book.records.complaints {
        let Some(handling) = Handling::new(desk.book, entry, desk.today) else { continue };
        let Some(next) = handling.next_due() else { continue };
        // A deadline that ends a day is due on that day, not at 00:00 of the next.
        let due = zone.date_of(next.deadline - TimeDelta::seconds(1));
        let record = &entry.record;
        let matter = Matter::ComplaintStep {
            step: next.step,
            severity: record.severity,
            summary: record.summary.clone(),
            at: next.deadline.with_timezone(&zone.0).naive_local(),
            is_paused: handling.is_paused(),
        };
        let item = desk.of_record(entry, record.client, due, matter, next.step.key());
        let by = match next.step {
            Step::Acknowledge | Step::Decide | Step::Close => {
                record.handler.as_ref().or(Some(&record.receiver))
            }
            // A complaint that was closed is followed up by who knows the client.
            Step::FollowUp => None,
        };
        into.push(item.by(by.cloned()));
    }
}
