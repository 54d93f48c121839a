//! Personal data whose time is over (`retain_until`): due on its last day, whatever became of the
//! client.

use super::{Desk, Item, Matter};
use crate::domain::id::ClientId;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for entry in &desk.book.records.contacts {
        for contact in &entry.record.persons {
            let Some(due) = contact.retain_until else { continue };
            let matter = Matter::Retention { contact: contact.key.clone() };
            into.push(desk.of_record(entry, ClientId(entry.id), due, matter, &*contact.key));
        }
    }
}
