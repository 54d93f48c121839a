//! The return visit after a project's completion, within the policy's days (`[visit] return_days`).
//! A visit whose purpose says so meets it, and so does a form returned after the acceptance.

use super::{Desk, Item, Matter};
use crate::domain::book::Entry;
use crate::domain::id::ProjectId;
use crate::domain::record::project::{Project, ProjectStatus};
use crate::domain::record::visit::Purpose;
use crate::domain::time::{Date, days_after};

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for entry in &desk.book.records.projects {
        let record = &entry.record;
        let is_ours = match record.status {
            ProjectStatus::Bidding | ProjectStatus::Lost => false,
            ProjectStatus::InProgress
            | ProjectStatus::Completed
            | ProjectStatus::Warranty
            | ProjectStatus::Closed => true,
        };
        let Some(accepted_on) = record.accepted_on.filter(|on| is_ours && *on <= desk.today) else {
            continue;
        };
        let due = days_after(accepted_on, desk.book.policy.visit.return_days);
        if due < desk.oldest() || is_met(desk, entry, accepted_on) {
            continue;
        }
        let matter = Matter::ReturnVisit { project: record.name.clone(), accepted_on };
        into.push(desk.of_project(entry, due, matter, "accepted_on"));
    }
}

fn is_met(desk: &Desk<'_>, project: &Entry<Project>, accepted_on: Date) -> bool {
    let client = desk.book.successor(project.record.client);
    let is_since = |on: Date| accepted_on <= on && on <= desk.today;
    let visited = desk.book.visits_of(client).any(|visit| {
        visit.record.purpose == Some(Purpose::ReturnVisit) && is_since(visit.record.on)
    });
    visited
        || desk.book.surveys_of(client).any(|form| {
            form.record.project == Some(ProjectId(project.id)) && is_since(form.record.on)
        })
}
