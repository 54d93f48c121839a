//! Verification of whole files (rules §9, freshness): the policy's days by grade after the last
//! one, or after registration where there was none. The facts that would settle a provisional grade
//! are named with it, since then is the time to ask.

use super::{Desk, Item, Matter};
use crate::domain::time::days_after;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for (client, grading) in desk.graded() {
        let days = desk.book.policy.archive.verify_days.of(grading.effective);
        let verified_on = client.record.verified_on.filter(|on| *on <= desk.today);
        let due = days_after(verified_on.unwrap_or(client.record.registered_on), days);
        let missing = grading.missing.clone();
        let matter = Matter::Verification { verified_on, missing };
        into.push(desk.of_client(client, due, matter, "verified_on"));
    }
}
