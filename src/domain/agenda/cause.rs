//! Causes of dissatisfied items that nobody has given (rules §6): from the policy's days on such an
//! item counts for the branch. Only forms of half-years that are not closed are asked about.

use super::{Desk, Item, Matter};
use crate::domain::survey::{Attribution, dissatisfied};
use crate::domain::time::days_after;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    let cause_days = desk.book.policy.survey.cause_days;
    for entry in &desk.book.records.surveys {
        let record = &entry.record;
        if record.on > desk.today || !desk.open_halves().any(|half| half.contains(record.on)) {
            continue;
        }
        let due = days_after(record.on, cause_days);
        for found in dissatisfied(desk.book, entry, desk.today) {
            let is_open = match found.attribution {
                Attribution::CauseOpen | Attribution::NoCause => true,
                Attribution::OwnCause | Attribution::NotApproved | Attribution::Approved => false,
            };
            if is_open {
                let matter = Matter::Cause { item: found.item, score: found.score };
                let key = format!("items.{}", found.index);
                into.push(desk.of_record(entry, record.client, due, matter, key));
            }
        }
    }
}
