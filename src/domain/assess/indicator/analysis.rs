//! 客户分析报告: a report in time on every client that needs one, and reports that conform
//! (C-084).

use super::loss;
use crate::domain::analysis::{Report, due_on, is_required};
use crate::domain::assess::score::{Loss, LossReason, Part, PartScore, TermName};
use crate::domain::assess::setting::{GradedClient, Setting};
use crate::domain::id::{BranchId, ClientId};
use crate::domain::record::Grade;
use crate::domain::score::{Exact, ratio, whole};
use num_traits::Zero;

const COMPLETION: i64 = 9;
const QUALITY: i64 = 6;

pub(super) fn parts(setting: &Setting<'_>, branch: &BranchId) -> Vec<PartScore> {
    let (policy, half, as_of) = (&setting.book.policy, setting.half, setting.as_of);
    let active = setting.active(branch).iter();
    let required: Vec<_> = active
        .filter(|client| is_required(policy, client.entry, client.effective, half, as_of))
        .collect();
    vec![completion(setting, branch, &required), quality(setting, branch, &required)]
}

/// The earliest report on a client in the branch's own folder.
fn first_report<'s, 'a>(
    setting: &'s Setting<'a>,
    branch: &BranchId,
    client: &GradedClient<'_>,
) -> Option<&'s Report<'a>> {
    let mut reports = setting.reports.of_client(ClientId(client.entry.id));
    reports.find(|report| report.entry.is_of(branch))
}

fn completion(
    setting: &Setting<'_>,
    branch: &BranchId,
    required: &[&GradedClient<'_>],
) -> PartScore {
    if required.is_empty() {
        return PartScore::na(Part::Completion, COMPLETION);
    }
    let due_on = due_on(&setting.book.policy, setting.half);
    let each = ratio(COMPLETION, required.len());
    let (mut submitted, mut losses) = (0_usize, Vec::new());
    for client in required {
        match first_report(setting, branch, client) {
            Some(report) if report.entry.record.submitted_on <= due_on => submitted += 1,
            Some(report) => {
                let submitted_on = report.entry.record.submitted_on;
                let reason = LossReason::ReportLate { submitted_on, due_on };
                losses.push(loss(each.clone(), &report.entry.path, Some("submitted_on"), reason));
            }
            None => losses.push(missing(client, each.clone(), setting)),
        }
    }
    PartScore::new(Part::Completion, COMPLETION, &each * whole(submitted), losses)
        .with_count(TermName::Submitted, submitted)
        .with_count(TermName::Required, required.len())
}

fn missing(client: &GradedClient<'_>, points: Exact, setting: &Setting<'_>) -> Loss {
    let reason = LossReason::ReportMissing { due_on: due_on(&setting.book.policy, setting.half) };
    loss(points, &client.entry.path, None, reason)
}

fn quality(setting: &Setting<'_>, branch: &BranchId, required: &[&GradedClient<'_>]) -> PartScore {
    let reports: Vec<_> = setting.reports.of_branch(branch).collect();
    if reports.is_empty() && required.is_empty() {
        return PartScore::na(Part::Quality, QUALITY);
    }
    if reports.is_empty() {
        // Reports are owed and there is none: nothing can conform, and the part is lost.
        let each = ratio(QUALITY, required.len());
        let losses = required.iter().map(|client| missing(client, each.clone(), setting));
        return PartScore::new(Part::Quality, QUALITY, Exact::zero(), losses.collect())
            .with_count(TermName::Conforming, 0)
            .with_count(TermName::Reports, 0);
    }
    let each = ratio(QUALITY, reports.len());
    let mut losses = Vec::new();
    for report in &reports {
        // A report on a client that is not there cannot be loaded without a finding; B is what
        // a client without any fact is graded.
        let computed = || setting.computed_grade(report.client).unwrap_or(Grade::B);
        let faults = setting.reports.faults(report, computed);
        if !faults.is_empty() {
            let reason = LossReason::ReportNonconforming { faults };
            losses.push(loss(each.clone(), &report.entry.path, None, reason));
        }
    }
    let conforming = reports.len() - losses.len();
    PartScore::new(Part::Quality, QUALITY, &each * whole(conforming), losses)
        .with_count(TermName::Conforming, conforming)
        .with_count(TermName::Reports, reports.len())
}
