//! 客户满意度: dissatisfied items that count for the branch, and how many of its projects were
//! surveyed at all (C-083).

use super::loss;
use crate::domain::assess::score::{Loss, LossReason, Part, PartScore, TermName};
use crate::domain::assess::setting::Setting;
use crate::domain::book::Entry;
use crate::domain::id::{BranchId, Id};
use crate::domain::record::project::Project;
use crate::domain::record::survey::Survey;
use crate::domain::score::{Exact, ratio, whole};
use crate::domain::survey;
use crate::domain::works;
use num_traits::Zero;
use std::collections::BTreeSet;

const SATISFACTION: i64 = 20;
/// What a dissatisfied item costs.
const ITEM_COST: i64 = 2;
/// The most that a branch gets whose projects are not surveyed enough.
const THIN_COVERAGE_MAX: i64 = 12;

pub(super) fn parts(setting: &Setting<'_>, branch: &BranchId) -> Vec<PartScore> {
    vec![satisfaction(setting, branch)]
}

fn satisfaction(setting: &Setting<'_>, branch: &BranchId) -> PartScore {
    let forms = valid_forms(setting, branch);
    let projects = projects_in_progress(setting, branch);
    if forms.is_empty() && projects.is_empty() {
        return PartScore::na(Part::Satisfaction, SATISFACTION);
    }
    let (items, mut losses) = items(setting, &forms);
    let by_items = whole(SATISFACTION - ITEM_COST * items).max(Exact::zero());

    let named: BTreeSet<Id> =
        forms.iter().filter_map(|form| Some(form.record.project?.0)).collect();
    let missed: Vec<_> = projects.iter().filter(|project| !named.contains(&project.id)).collect();
    let surveyed = projects.len() - missed.len();
    let points = coverage_limit(setting, surveyed, projects.len())
        .map_or(by_items.clone(), |limit| by_items.clone().min(limit));

    // The points that coverage costs are shared by the projects nobody asked about.
    let lost = by_items - &points;
    if !lost.is_zero() {
        let each = lost / whole(missed.len());
        let reason = LossReason::NotSurveyed { surveyed, projects: projects.len() };
        let missed = missed.iter();
        losses.extend(missed.map(|at| loss(each.clone(), &at.path, None, reason.clone())));
    }
    PartScore::new(Part::Satisfaction, SATISFACTION, points, losses)
        .with(TermName::Dissatisfied, whole(items))
        .with_count(TermName::ValidForms, forms.len())
        .with_count(TermName::Surveyed, surveyed)
        .with_count(TermName::Projects, projects.len())
}

/// The branch's valid forms dated in the half-year, the earliest first.
fn valid_forms<'s, 'a>(setting: &'s Setting<'a>, branch: &BranchId) -> Vec<&'s &'a Entry<Survey>> {
    let forms = setting.surveys(branch).iter().filter(|form| {
        let on = form.record.on;
        setting.half.contains(on)
            && on <= setting.as_of
            && survey::is_valid(&form.record, &setting.book.policy.survey)
    });
    let mut forms: Vec<_> = forms.collect();
    forms.sort_by_key(|form| (form.record.on, form.id));
    forms
}

fn projects_in_progress<'s, 'a>(
    setting: &'s Setting<'a>,
    branch: &BranchId,
) -> Vec<&'s &'a Entry<Project>> {
    let (first, last) = (setting.half.first_day(), setting.half.last_day().min(setting.as_of));
    let projects = setting.projects(branch).iter();
    projects
        .filter(|project| {
            works::days_in_progress(&project.record, first, last) >= survey::COVERED_DAYS
        })
        .collect()
}

/// How many dissatisfied items count, and what each of them costs until no points are left.
fn items(setting: &Setting<'_>, forms: &[&&Entry<Survey>]) -> (i64, Vec<Loss>) {
    let (mut count, mut left, mut losses) = (0, SATISFACTION, Vec::new());
    for form in forms {
        let found = survey::dissatisfied(setting.book, form, setting.as_of);
        for answer in found.iter().filter(|answer| answer.attribution.counts()) {
            let survey::Dissatisfied { index, item, score, attribution } = *answer;
            let lost = ITEM_COST.min(left);
            left -= lost;
            count += 1;
            let reason = LossReason::DissatisfiedItem { item, score, attribution };
            let key = format!("items.{index}");
            losses.push(loss(whole(lost), &form.path, Some(&key), reason));
        }
    }
    (count, losses)
}

/// The most that coverage allows; `None` where it sets no limit.
fn coverage_limit(setting: &Setting<'_>, surveyed: usize, projects: usize) -> Option<Exact> {
    if projects == 0 {
        None
    } else if surveyed == 0 {
        Some(Exact::zero())
    } else {
        let is_thin = ratio(surveyed, projects) < setting.book.policy.survey.coverage.exact();
        is_thin.then(|| whole(THIN_COVERAGE_MAX))
    }
}
