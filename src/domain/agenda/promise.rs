//! What a contract or a project department promised and has not kept.

use super::{Desk, Item, Matter};

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for entry in &desk.book.records.projects {
        for (index, promise) in entry.record.promises.iter().enumerate() {
            let is_kept = promise.kept_on.is_some_and(|kept| kept <= desk.today);
            let Some(due) = promise.due_on.filter(|_| !is_kept) else { continue };
            if promise.made_on > desk.today {
                continue;
            }
            let project = entry.record.name.clone();
            let matter = Matter::Promise { text: promise.text.clone(), project };
            into.push(desk.of_project(entry, due, matter, format!("promises.{index}")));
        }
    }
}
