//! The summary or rectification report that a notice asks for (C-087, C-088, rules §9): the day
//! that the notice sets, else the policy's days after it.

use super::{Desk, Item, Matter};
use crate::domain::id::Unit;
use crate::domain::record::notice::AssessmentResult;
use crate::domain::record::summary::SummaryKind;
use crate::domain::time::days_after;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    let records = &desk.book.records;
    for ((branch, half), notice) in &records.notices {
        let kind = match notice.result {
            AssessmentResult::Good => continue,
            AssessmentResult::Pass => SummaryKind::Summary,
            AssessmentResult::Poor => SummaryKind::Rectification,
        };
        let written = records.summaries.get(&(branch.clone(), *half));
        let is_written = written.is_some_and(|summary| summary.submitted_on <= desk.today);
        if is_written || notice.notice_on > desk.today {
            continue;
        }
        let days = desk.book.policy.assessment.summary_days;
        let unit = Unit::Branch(branch.clone());
        into.push(Item {
            due: notice.summary_due.unwrap_or(days_after(notice.notice_on, days)),
            matter: Matter::Summary { kind, half: *half },
            who: desk.head(&unit).into_iter().collect(),
            unit,
            client: None,
            record: None,
            key: half.to_string(),
        });
    }
}
