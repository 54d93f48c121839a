//! Corrections that a spot check's supervision of services asked for. They are the work of the
//! branch in whose folder the client lies.

use super::{Desk, Item, Matter};

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for entry in &desk.book.records.spot_checks {
        let record = &entry.record;
        for (index, service) in record.services.iter().enumerate() {
            let is_done = service.done_on.is_some_and(|done| done <= desk.today);
            let Some(due) = service.due_on.filter(|_| !is_done && !service.ok) else { continue };
            if record.on > desk.today {
                continue;
            }
            let what = service.correction.as_ref().unwrap_or(&service.what).clone();
            let key = format!("services.{index}");
            let matter = Matter::Correction { what };
            let mut item = desk.of_record(entry, record.client, due, matter, key);
            if let Some(client) = item.client.and_then(|client| desk.book.client(client)) {
                item.unit = client.unit.clone();
            }
            into.push(item);
        }
    }
}
