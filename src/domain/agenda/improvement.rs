//! Improvements that a form's answers led to and that are not done.

use super::{Desk, Item, Matter};

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for entry in &desk.book.records.surveys {
        let record = &entry.record;
        if record.on > desk.today {
            continue;
        }
        for (index, answer) in record.items.iter().enumerate() {
            let is_done = answer.improvement_done.is_some_and(|done| done <= desk.today);
            let Some(due) = answer.improvement_due.filter(|_| !is_done) else { continue };
            let text = answer.improvement.clone().unwrap_or_default();
            let matter = Matter::Improvement { item: answer.item, text };
            let key = format!("items.{index}");
            let item = desk.of_record(entry, record.client, due, matter, key);
            into.push(item.by(answer.improvement_by.clone()));
        }
    }
}
