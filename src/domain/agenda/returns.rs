//! The monthly return (rules §5): the one whose period is running, and those missing since the
//! previous half-year began; older ones are history, which `kebu returns` tells.

use super::{Desk, Item, Matter};
use crate::domain::id::Unit;
use crate::domain::period::Period;
use crate::domain::returns::{ReturnStatus, months, return_month, return_period};

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    let cutoff_day = desk.book.policy.returns.cutoff_day;
    let current = return_month(desk.today, cutoff_day);
    for branch in desk.book.records.branches.keys() {
        let mut month = return_month(desk.oldest(), cutoff_day);
        while month <= current {
            let found = months(desk.book, branch, Period::Month(month), desk.today, desk.evidence);
            for owed in found {
                let is_open = match owed.status {
                    ReturnStatus::Missing | ReturnStatus::Pending => true,
                    ReturnStatus::OnTime
                    | ReturnStatus::Late
                    | ReturnStatus::FalseNil
                    | ReturnStatus::NoChange => false,
                };
                if !is_open || return_period(owed.month, cutoff_day).0 > desk.today {
                    continue;
                }
                let unit = Unit::Branch(branch.clone());
                into.push(Item {
                    due: owed.due_on,
                    matter: Matter::Return { month: owed.month },
                    who: desk.clerks(&unit),
                    unit,
                    client: None,
                    record: None,
                    key: owed.month.to_string(),
                });
            }
            month = month.next();
        }
    }
}
