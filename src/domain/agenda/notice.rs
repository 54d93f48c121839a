//! The interview and the re-check that a notice sets (rules §9): no record shows them done, so they
//! are listed until their day.

use super::{Desk, Item, Matter};
use crate::domain::id::Unit;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for ((branch, half), notice) in &desk.book.records.notices {
        let unit = Unit::Branch(branch.clone());
        let days = [
            (notice.interview_on, Matter::Interview { half: *half }, "interview"),
            (notice.recheck_on, Matter::Recheck { half: *half }, "recheck"),
        ];
        for (day, matter, name) in days {
            let Some(due) = day.filter(|day| desk.today <= *day) else { continue };
            if notice.notice_on > desk.today {
                continue;
            }
            into.push(Item {
                due,
                matter,
                unit: unit.clone(),
                client: None,
                record: None,
                who: desk.head(&unit).into_iter().collect(),
                key: format!("{name}-{half}"),
            });
        }
    }
}
