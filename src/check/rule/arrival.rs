//! Whether a return says the day on which it arrived (`arrival-differs`, rules §5). Arrivals come
//! from Git, so the caller who has read them hands them in; without Git the rule says nothing.

use crate::diag::{Finding, Place, Problem};
use crate::domain::book::{Book, return_path};
use crate::domain::id::BranchId;
use crate::domain::period::Month;
use crate::domain::time::{Date, days_between};
use std::collections::BTreeMap;

/// `arrived`: the civil date on which the commit that first added a return arrived.
pub fn check(book: &Book, arrived: &BTreeMap<(BranchId, Month), Date>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for ((branch, month), record) in &book.records.returns {
        let Some(arrived_on) = arrived.get(&(branch.clone(), *month)).copied() else { continue };
        let submitted_on = record.submitted_on;
        if days_between(submitted_on, arrived_on).abs() > 1 {
            let place = Place::value(return_path(branch, *month), "submitted_on");
            let problem = Problem::ArrivalDiffers { submitted_on, arrived_on };
            findings.push(Finding::new(place, problem));
        }
    }
    findings
}
