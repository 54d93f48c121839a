//! Actions of plans and activities that are not done.

use super::{Desk, Item, Matter};

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for entry in &desk.book.records.activities {
        for (index, action) in entry.record.actions.iter().enumerate() {
            let is_done = action.done_on.is_some_and(|done| done <= desk.today);
            if is_done || entry.record.from > desk.today {
                continue;
            }
            let activity = entry.record.title.clone();
            into.push(Item {
                due: action.due_on,
                matter: Matter::Action { text: action.text.clone(), activity },
                unit: entry.unit.clone(),
                client: action.client.map(|client| desk.book.successor(client)),
                record: Some(entry.id),
                who: vec![action.by.clone()],
                key: format!("actions.{index}"),
            });
        }
    }
}
