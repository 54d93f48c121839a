//! Days on which clients are greeted: each client's own, and the policy's festivals, one for every
//! branch with clients. No record has to show it, so they are listed until their day.

use super::{Desk, Item, Matter};
use crate::domain::id::Unit;
use chrono::Datelike;
use std::collections::BTreeSet;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    let year = desk.today.year();
    for (client, _) in desk.graded() {
        for care in &client.record.care_days {
            let this_year = care.day.in_year(year);
            let due = if this_year < desk.today { care.day.in_year(year + 1) } else { this_year };
            let matter = Matter::CareDay { name: care.name.clone() };
            into.push(desk.of_client(client, due, matter, due.to_string()));
        }
    }
    let units: BTreeSet<&Unit> = desk.graded().map(|(client, _)| &client.unit).collect();
    for festival in desk.book.policy.care_days.iter().filter(|it| desk.today <= it.on) {
        for unit in &units {
            into.push(Item {
                due: festival.on,
                matter: Matter::Festival { name: festival.name.clone() },
                unit: (*unit).clone(),
                client: None,
                record: None,
                who: desk.clerks(unit),
                key: festival.on.to_string(),
            });
        }
    }
}
