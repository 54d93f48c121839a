//! Overrides in force that end: from the next day on the computed grade stands (rules §2).

use super::{Desk, Item, Matter};

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for (client, grading) in desk.graded() {
        let Some(index) = grading.override_index else { continue };
        let Some(found) = client.record.overrides.get(index) else { continue };
        let matter = Matter::Override { grade: found.grade };
        into.push(desk.of_client(client, found.until, matter, format!("overrides.{index}")));
    }
}
