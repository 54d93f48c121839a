//! Answers to clients who came to us, within the policy's hours (`[visit] reply_hours`).

use super::{Desk, Item, Matter};
use chrono::TimeDelta;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    let zone = desk.book.zone;
    let hours = TimeDelta::hours(desk.book.policy.visit.reply_hours.into());
    for entry in &desk.book.records.visits {
        let record = &entry.record;
        let (Some(received_at), None) = (record.received_at, record.answered_at) else { continue };
        if received_at.date(zone) > desk.today {
            continue;
        }
        let Some(deadline) = received_at.as_start(zone).checked_add_signed(hours) else { continue };
        let due = zone.date_of(deadline - TimeDelta::seconds(1));
        let at = deadline.with_timezone(&zone.0).naive_local();
        let matter = Matter::Reply { topics: record.topics.clone(), at };
        let item = desk.of_record(entry, record.client, due, matter, "answered_at");
        into.push(item.by(record.by.first().cloned()));
    }
}
