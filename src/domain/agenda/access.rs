//! Access requests: those nobody has decided, due on their first day, and access that ends. After
//! its last day access is over by itself.

use super::{Desk, Item, Matter};
use crate::domain::record::client::Decision;
use crate::domain::record::person::Role;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for entry in &desk.book.records.access {
        let record = &entry.record;
        if record.until < desk.today {
            continue;
        }
        let scope = record.scope;
        let leaders = || desk.of_role(Role::GroupLeader).map(|(person, _)| person.clone());
        let (due, matter, key, who) = match record.decision {
            None => {
                let who = leaders().collect();
                (record.from, Matter::AccessDecision { scope }, "decision", who)
            }
            Some(Decision::Approved) => {
                let who = vec![record.applicant.clone()];
                (record.until, Matter::AccessEnd { scope }, "until", who)
            }
            Some(Decision::Refused) => continue,
        };
        into.push(Item {
            due,
            matter,
            unit: entry.unit.clone(),
            client: None,
            record: Some(entry.id),
            who,
            key: key.to_owned(),
        });
    }
}
