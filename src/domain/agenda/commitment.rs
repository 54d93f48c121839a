//! What was promised to a client on a visit and is not done.

use super::{Desk, Item, Matter};

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for entry in &desk.book.records.visits {
        let record = &entry.record;
        if record.on > desk.today {
            continue;
        }
        for (index, commitment) in record.commitments.iter().enumerate() {
            if commitment.done_on.is_some_and(|done| done <= desk.today) {
                continue;
            }
            let matter = Matter::Commitment { text: commitment.text.clone() };
            let key = format!("commitments.{index}");
            let item = desk.of_record(entry, record.client, commitment.due_on, matter, key);
            into.push(item.by(commitment.by.as_ref().or(record.by.first()).cloned()));
        }
    }
}
