//! Arrivals of returns, changes and records, filled from history (rules §5). What they mean for a
//! branch is the domain's affair.

use super::repository::Part;
use super::revision::State;
use super::touched::{Touched, touched};
use crate::archive::layout::{Slot, Spot, Stem, spot};
use crate::diag::past::PastStop;
use crate::domain::book::Book;
use crate::domain::id::{BranchId, Id, Unit};
use crate::domain::period::Month;
use crate::domain::record::Kind;
use crate::domain::returns::{Arrival, Change, Evidence, Submission};
use crate::domain::time::Date;
use std::collections::{BTreeMap, BTreeSet};

impl State {
    /// When everything behind this state arrived. `book` is this state: its people say who is of
    /// headquarters, its archive what the baseline is.
    pub fn evidence(&self, book: &Book) -> Result<Evidence, PastStop> {
        let mut gathered = Gathered::new(book);
        for (part, commit) in &self.commits {
            self.gather(part, commit, &[], book, &mut gathered)?;
        }
        gathered.leave_out_removed(book);
        Ok(gathered.finish(book.archive.baseline_on))
    }

    /// On which day each return arrived that is to be judged: as in `evidence`, and in a fraction
    /// of its time, since no other folder is looked at.
    pub fn return_arrivals(
        &self,
        book: &Book,
    ) -> Result<BTreeMap<(BranchId, Month), Date>, PastStop> {
        let mut gathered = Gathered::new(book);
        for (part, commit) in &self.commits {
            let of_branch = |branch: &BranchId| {
                let folder = format!("branches/{branch}/returns");
                folder.strip_prefix(&part.mount).map(|rest| format!("{}{rest}", part.inside))
            };
            let folders: Vec<String> = book.records.branches.keys().filter_map(of_branch).collect();
            if !folders.is_empty() {
                self.gather(part, commit, &folders, book, &mut gathered)?;
            }
        }
        gathered.leave_out_removed(book);
        let is_judged = |on: &Date| book.archive.baseline_on.is_none_or(|baseline| *on > baseline);
        let arrived = gathered.submissions.into_iter().map(|(key, s)| (key, s.arrival.on));
        Ok(arrived.filter(|(_, on)| is_judged(on)).collect())
    }

    /// Gathers what the commits behind one repository's commit touched.
    fn gather(
        &self,
        part: &Part,
        commit: &str,
        folders: &[String],
        book: &Book,
        gathered: &mut Gathered,
    ) -> Result<(), PastStop> {
        let past = self.repositories.past(part, commit)?;
        // The newest first: packs keep the newest whole and older trees as differences from them,
        // so that this order takes half the time.
        let behind = past.history.commits.iter().zip(&past.arrivals).rev();
        let behind: Vec<_> =
            behind.filter_map(|(commit, arrived)| Some((commit, (*arrived)?))).collect();
        let ids: Vec<&str> = behind.iter().map(|(commit, _)| commit.id.as_str()).collect();
        touched(&self.repositories.git, &part.seat, &ids, folders, |place, touched| {
            let Some((commit, arrived)) = behind.get(place) else { return };
            let arrival = Arrival::at(arrived.at, book.zone);
            let counts = commit.parents.len() < 2 && !gathered.is_of_hq(&commit.author_email);
            let path = part.in_archive(&touched.path);
            let submission = Submission { arrival, grade: arrived.grade };
            gathered.add(&touched, path.as_deref(), submission, counts);
        })
    }
}

struct Gathered {
    hq_emails: BTreeSet<String>,
    submissions: BTreeMap<(BranchId, Month), Submission>,
    changes: BTreeMap<BranchId, BTreeSet<Change>>,
    arrivals: BTreeMap<Id, Arrival>,
}

impl Gathered {
    fn new(book: &Book) -> Self {
        let of_hq = book.records.people.values().filter(|person| person.unit == Unit::Hq);
        let emails =
            of_hq.flat_map(|person| &person.emails).map(|email| email.to_ascii_lowercase());
        Self {
            hq_emails: emails.collect(),
            submissions: BTreeMap::new(),
            changes: BTreeMap::new(),
            arrivals: BTreeMap::new(),
        }
    }

    fn is_of_hq(&self, email: &str) -> bool {
        self.hq_emails.contains(&email.to_ascii_lowercase())
    }

    /// `path`: where it lies in the archive, if it does; `counts`: whether the commit changes
    /// anything for a branch.
    fn add(&mut self, touched: &Touched, path: Option<&str>, by: Submission, counts: bool) {
        if touched.is_added
            && let Some(id) = id_of(&touched.path)
        {
            let known = self.arrivals.entry(id).or_insert(by.arrival);
            *known = (*known).min(by.arrival);
        }
        let Some(path) = path else { return };
        let Spot::Record(Slot { kind, unit: Unit::Branch(branch), stem, .. }) = spot(path) else {
            return;
        };
        match stem {
            Stem::Month(month) if kind == Kind::Return && touched.is_added => {
                let known = self.submissions.entry((branch, month)).or_insert(by);
                if by.arrival < known.arrival {
                    *known = by;
                }
            }
            _ if counts && is_countable(kind) => {
                let change = Change { arrival: by.arrival, path: path.into() };
                self.changes.entry(branch).or_default().insert(change);
            }
            _ => {}
        }
    }

    /// A return that is not in the state that is read is not submitted there, whatever was once
    /// committed.
    fn leave_out_removed(&mut self, book: &Book) {
        self.submissions.retain(|key, _| book.records.returns.contains_key(key));
    }

    fn finish(self, baseline_on: Option<Date>) -> Evidence {
        let is_judged = |arrival: &Arrival| baseline_on.is_none_or(|day| arrival.on > day);
        let changes = self.changes.into_iter().map(|(branch, changes)| {
            (branch, changes.into_iter().filter(|change| is_judged(&change.arrival)).collect())
        });
        let changes = changes.collect();
        let mut arrivals = self.arrivals;
        arrivals.retain(|_, arrival| is_judged(arrival));
        Evidence { submissions: self.submissions, changes, arrivals: Some(arrivals) }
    }
}

/// The id in a file's name, wherever the file lies.
fn id_of(path: &str) -> Option<Id> {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".toml")?.parse().ok()
}

/// Whether a change of such a record is a change of its branch (rules §5).
fn is_countable(kind: Kind) -> bool {
    match kind {
        Kind::Client
        | Kind::Contacts
        | Kind::Project
        | Kind::Complaint
        | Kind::Visit
        | Kind::Survey
        | Kind::Analysis => true,
        Kind::Archive
        | Kind::Policy
        | Kind::Person
        | Kind::Branch
        | Kind::Return
        | Kind::Summary
        | Kind::SpotCheck
        | Kind::Notice
        | Kind::Access
        | Kind::Activity
        | Kind::Market
        | Kind::Ranking
        | Kind::Assessment => false,
    }
}
