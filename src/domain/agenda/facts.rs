//! Recorded facts about to go stale, and stale ones (rules §1). A fact before which a derived value
//! stands decides nothing, and is not asked about. Facts of a client that end on one day are one
//! item.

use super::{Desk, Item, Matter};
use crate::domain::grade::facts::Basis;
use crate::domain::grade::{FactName, FactNumber};
use crate::domain::keyword::Keyword;
use crate::domain::time::Date;
use chrono::TimeDelta;
use std::collections::BTreeMap;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    let max_age_days = &desk.book.policy.grade.max_age_days;
    for (client, grading) in desk.graded() {
        let mut ending: BTreeMap<Date, Vec<FactName>> = BTreeMap::new();
        for fact in FactNumber::ALL {
            let (Basis::Recorded { age_days } | Basis::Stale { age_days }) =
                grading.facts.basis(*fact)
            else {
                continue;
            };
            let left = i64::from(fact.max_age_days(max_age_days)) - age_days;
            let last = desk.today.checked_add_signed(TimeDelta::days(left));
            if let (Some(name), Some(last)) = (fact.name(), last) {
                ending.entry(Date::from(last)).or_default().push(name);
            }
        }
        for (last, facts) in ending {
            let key = last.to_string();
            into.push(desk.of_client(client, last, Matter::Facts { facts }, key));
        }
    }
}
