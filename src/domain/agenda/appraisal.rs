//! The first appraisal of a stranger, within the policy's days of its registration
//! (`[visit] stranger_days`, C-069a): strangers are tracked and appraised promptly. The first
//! recorded fact or analysis report is one.

use super::{Desk, Item, Matter};
use crate::domain::grade::facts::Basis;
use crate::domain::grade::{FactNumber, Grading};
use crate::domain::keyword::Keyword;
use crate::domain::time::days_after;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for (client, grading) in desk.graded() {
        let registered_on = client.record.registered_on;
        let due = days_after(registered_on, desk.book.policy.visit.stranger_days);
        if !grading.facts.stranger || due < desk.oldest() || is_appraised(desk, grading) {
            continue;
        }
        let matter = Matter::Appraisal { registered_on };
        into.push(desk.of_client(client, due, matter, "registered_on"));
    }
}

fn is_appraised(desk: &Desk<'_>, grading: &Grading) -> bool {
    let is_recorded = |fact: &FactNumber| match grading.facts.basis(*fact) {
        Basis::Recorded { .. } | Basis::Stale { .. } => true,
        Basis::Missing | Basis::Derived => false,
    };
    let mut reports = desk.book.analyses_of(grading.client);
    FactNumber::ALL.iter().any(is_recorded)
        || reports.any(|report| report.record.submitted_on <= desk.today)
}
