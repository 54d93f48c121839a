//! Satisfaction forms of the half-year: a project in progress on at least 60 of its days wants a
//! valid form of its branch (rules §9). A form must be dated in the half-year, so nothing is asked
//! once it is over.

use super::{Desk, Item, Matter};
use crate::domain::book::Entry;
use crate::domain::id::ProjectId;
use crate::domain::period::Half;
use crate::domain::record::project::Project;
use crate::domain::survey::{COVERED_DAYS, is_valid};
use crate::domain::works;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    let half = Half::of(desk.today);
    let due = desk.book.policy.survey.due(half);
    for entry in &desk.book.records.projects {
        let days = works::days_in_progress(&entry.record, half.first_day(), half.last_day());
        if entry.unit.branch().is_none() || days < COVERED_DAYS || is_covered(desk, entry, half) {
            continue;
        }
        let matter = Matter::Survey { half, project: entry.record.name.clone() };
        into.push(desk.of_project(entry, due, matter, half.to_string()));
    }
}

/// Whether a valid form of the branch, dated in the half-year, names the project.
fn is_covered(desk: &Desk<'_>, project: &Entry<Project>, half: Half) -> bool {
    desk.book.records.surveys.iter().any(|form| {
        let record = &form.record;
        record.project == Some(ProjectId(project.id))
            && form.unit == project.unit
            && half.contains(record.on)
            && record.on <= desk.today
            && is_valid(record, &desk.book.policy.survey)
    })
}
