//! What every indicator looks at: half-year, as-of date, window, the branches' clients with their
//! grades, and the records by branch. Built once for all branches.

use super::window::{half_close, half_window};
use crate::domain::analysis::HalfReports;
use crate::domain::book::{Book, Entry, Shelf};
use crate::domain::complaints::Handling;
use crate::domain::grade::{grade, is_graded};
use crate::domain::id::{BranchId, ClientId};
use crate::domain::period::Half;
use crate::domain::record::Grade;
use crate::domain::record::client::Client;
use crate::domain::record::complaint::Complaint;
use crate::domain::record::project::Project;
use crate::domain::record::spot_check::SpotCheck;
use crate::domain::record::survey::Survey;
use crate::domain::returns::Evidence;
use crate::domain::time::{Date, Instant};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// An active client of a branch and its grades on the as-of date.
#[derive(Debug, Clone, Copy)]
pub struct GradedClient<'a> {
    pub entry: &'a Entry<Client>,
    pub computed: Grade,
    pub effective: Grade,
}

/// The setting of one assessment.
#[derive(Debug)]
pub struct Setting<'a> {
    pub book: &'a Book,
    pub half: Half,
    pub as_of: Date,
    /// 24:00 of the as-of date.
    pub as_of_instant: Instant,
    pub window: Range<Instant>,
    pub in_progress: bool,
    pub evidence: &'a Evidence,
    pub reports: HalfReports<'a>,
    branches: Vec<&'a BranchId>,
    clients: ByBranch<'a, GradedClient<'a>>,
    complaints: ByBranch<'a, &'a Entry<Complaint>>,
    surveys: ByBranch<'a, &'a Entry<Survey>>,
    projects: ByBranch<'a, &'a Entry<Project>>,
    spot_checks: ByBranch<'a, &'a Entry<SpotCheck>>,
}

type ByBranch<'a, T> = BTreeMap<&'a BranchId, Vec<T>>;

impl<'a> Setting<'a> {
    pub fn new(
        book: &'a Book,
        half: Half,
        today: Date,
        evidence: &'a Evidence,
        only: Option<&BranchId>,
    ) -> Self {
        let close = half_close(&book.policy, half);
        let as_of = today.min(close);
        let branches = book.records.branches.iter().filter(|(id, branch)| {
            branch.opened_on <= half.last_day()
                && branch.closed_on.is_none_or(|closed_on| closed_on >= half.first_day())
                && only.is_none_or(|only| only == *id)
        });
        let branches: Vec<_> = branches.map(|(id, _)| id).collect();
        let clients = graded_clients(book, as_of, &branches);
        let records = &book.records;
        Self {
            book,
            half,
            as_of,
            as_of_instant: book.zone.end_of(as_of),
            window: half_window(&book.policy, half, book.zone),
            in_progress: today < close,
            evidence,
            reports: HalfReports::new(book, half, as_of),
            branches,
            clients,
            complaints: by_branch(&records.complaints),
            surveys: by_branch(&records.surveys),
            projects: by_branch(&records.projects),
            spot_checks: spot_checks(book, half, as_of),
        }
    }

    /// The branches assessed: neither opened after the half-year nor closed before it.
    pub fn branches(&self) -> impl Iterator<Item = &'a BranchId> {
        self.branches.iter().copied()
    }

    /// The branch's active clients on the as-of date, by id.
    pub fn active(&self, branch: &BranchId) -> &[GradedClient<'a>] {
        self.clients.get(branch).map_or(&[], Vec::as_slice)
    }

    /// The branch's complaints received by the as-of date, each as it stood then.
    pub fn complaints(
        &self,
        branch: &BranchId,
    ) -> impl Iterator<Item = (&'a Entry<Complaint>, Handling<'a>)> {
        let complaints = self.complaints.get(branch).map_or(&[][..], Vec::as_slice);
        complaints.iter().filter_map(|entry| {
            Handling::new(self.book, entry, self.as_of).map(|handling| (*entry, handling))
        })
    }

    pub fn surveys(&self, branch: &BranchId) -> &[&'a Entry<Survey>] {
        self.surveys.get(branch).map_or(&[], Vec::as_slice)
    }

    pub fn projects(&self, branch: &BranchId) -> &[&'a Entry<Project>] {
        self.projects.get(branch).map_or(&[], Vec::as_slice)
    }

    /// The half-year's spot checks of clients that now lie in the branch's folder.
    pub fn spot_checks(&self, branch: &BranchId) -> &[&'a Entry<SpotCheck>] {
        self.spot_checks.get(branch).map_or(&[], Vec::as_slice)
    }

    /// The computed grade of any client on the as-of date; `None` for one that is not there.
    pub fn computed_grade(&self, client: ClientId) -> Option<Grade> {
        let entry = self.book.client(client)?;
        let known = entry.unit.branch().and_then(|branch| {
            let active = self.active(branch);
            let position = active.binary_search_by_key(&client.0, |graded| graded.entry.id).ok()?;
            active.get(position)
        });
        Some(known.map_or_else(|| grade(self.book, entry, self.as_of).computed, |g| g.computed))
    }
}

fn graded_clients<'a>(
    book: &'a Book,
    as_of: Date,
    branches: &[&BranchId],
) -> ByBranch<'a, GradedClient<'a>> {
    let is_counted = |entry: &&'a Entry<Client>| {
        is_graded(&entry.record, as_of)
            && entry.unit.branch().is_some_and(|branch| branches.contains(&branch))
    };
    let active: Vec<&Entry<Client>> = book.records.clients.iter().filter(is_counted).collect();
    let graded: Vec<_> = active
        .into_par_iter()
        .map(|entry| {
            let grading = grade(book, entry, as_of);
            GradedClient { entry, computed: grading.computed, effective: grading.effective }
        })
        .collect();
    let mut clients = ByBranch::new();
    for client in graded {
        if let Some(branch) = client.entry.unit.branch() {
            clients.entry(branch).or_default().push(client);
        }
    }
    clients
}

fn by_branch<T>(shelf: &Shelf<T>) -> ByBranch<'_, &Entry<T>> {
    let mut entries = ByBranch::new();
    for entry in shelf {
        if let Some(branch) = entry.unit.branch() {
            entries.entry(branch).or_default().push(entry);
        }
    }
    entries
}

/// A check belongs to the branch in whose folder its client lies now, merged or not.
fn spot_checks(book: &Book, half: Half, as_of: Date) -> ByBranch<'_, &Entry<SpotCheck>> {
    let mut checks = ByBranch::new();
    for check in &book.records.spot_checks {
        let client = book.client(check.record.client);
        let branch = client.and_then(|client| client.unit.branch());
        if let Some(branch) = branch
            && check.half == Some(half)
            && check.record.on <= as_of
        {
            checks.entry(branch).or_default().push(check);
        }
    }
    checks
}
