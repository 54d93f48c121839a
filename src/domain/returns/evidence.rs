//! When returns, changes and records arrived, as a value (rules §5). Whoever reads Git fills it;
//! without Git it is filled from the records' own dates. Must not judge anything.

use crate::domain::book::{Book, Shelf};
use crate::domain::id::{BranchId, Id};
use crate::domain::keyword::keyword;
use crate::domain::period::Month;
use crate::domain::record::Kind;
use crate::domain::time::{Date, Instant, Zone};
use std::collections::{BTreeMap, BTreeSet};

keyword! {
    /// How good the evidence of an arrival is.
    pub enum EvidenceGrade {
        /// A 服务器回执
        /// A: server receipt
        A = "A",
        /// B 旁观记录
        /// B: observation
        B = "B",
        /// C 提交时间（自报）
        /// C: date of the commit
        C = "C",
        /// 记录所填日期
        /// the date in the record
        Declared = "declared",
    }
}

/// When something arrived: a date and, where Git tells, the instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrival {
    /// The civil date in the archive's time zone.
    pub on: Date,
    pub at: Option<Instant>,
}

impl Arrival {
    pub fn at(at: Instant, zone: Zone) -> Self {
        Self { on: zone.date_of(at), at: Some(at) }
    }

    pub fn declared(on: Date) -> Self {
        Self { on, at: None }
    }

    /// Whether it came before another. Declared dates tell nothing below a day, so a declared
    /// change of the same period always counts as earlier (rules §5, without Git).
    fn is_before(self, other: Self) -> bool {
        match (self.at, other.at) {
            (Some(this), Some(other)) => this < other,
            _ => true,
        }
    }
}

/// The arrival of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submission {
    pub arrival: Arrival,
    pub grade: EvidenceGrade,
}

/// A record of a branch was added or changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    pub arrival: Arrival,
    /// The record's path inside the archive.
    pub path: Box<str>,
}

/// What arrived when. It may reach beyond any as-of date: whoever asks leaves out what is later.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// The returns that were submitted.
    pub submissions: BTreeMap<(BranchId, Month), Submission>,
    /// Changes to a branch's records, sorted; of Git neither merges, nor edits by headquarters,
    /// nor what arrived on or before the archive's `baseline_on`.
    pub changes: BTreeMap<BranchId, Vec<Change>>,
    /// The first arrival of each record's id, but for what arrived on or before `baseline_on`.
    /// `None` without Git, where nobody can tell what was back-dated.
    pub arrivals: Option<BTreeMap<Id, Arrival>>,
}

impl Evidence {
    /// Evidence without Git: the dates that stand in the records.
    pub fn declared(book: &Book) -> Self {
        let submissions = book.records.returns.iter().map(|(key, record)| {
            let arrival = Arrival::declared(record.submitted_on);
            (key.clone(), Submission { arrival, grade: EvidenceGrade::Declared })
        });
        let mut changes: BTreeMap<BranchId, Vec<Change>> = BTreeMap::new();
        for_each_countable(book, &mut |record| {
            if let Some(on) = record.main_on {
                let change = Change { arrival: Arrival::declared(on), path: record.path.into() };
                changes.entry(record.branch.clone()).or_default().push(change);
            }
        });
        changes.values_mut().for_each(|changes| changes.sort_unstable());
        Self { submissions: submissions.collect(), changes, arrivals: None }
    }

    /// Whether it rests on the records' own dates rather than on Git.
    pub fn is_declared(&self) -> bool {
        self.arrivals.is_none()
    }

    pub fn submission(&self, branch: &BranchId, month: Month) -> Option<Submission> {
        // A map keyed by a pair wants a pair to look it up.
        self.submissions.get(&(branch.clone(), month)).copied()
    }

    /// The records that changed from one date to another, both inclusive; one may come twice.
    pub fn changed_paths(
        &self,
        branch: &BranchId,
        from: Date,
        until: Date,
    ) -> impl Iterator<Item = &str> {
        let changes = self.changes.get(branch).map_or(&[][..], Vec::as_slice);
        let lies_between = move |change: &&Change| (from..=until).contains(&change.arrival.on);
        changes.iter().filter(lies_between).map(|change| change.path.as_ref())
    }

    /// How many distinct records changed from one date to another, both inclusive, and before
    /// an arrival where one is given.
    pub fn changes(
        &self,
        branch: &BranchId,
        from: Date,
        until: Date,
        before: Option<Arrival>,
    ) -> usize {
        let changes = self.changes.get(branch).map_or(&[][..], Vec::as_slice);
        let first = changes.partition_point(|change| change.arrival.on < from);
        let last = changes.partition_point(|change| change.arrival.on <= until);
        let paths: BTreeSet<&str> = changes
            .get(first..last)
            .unwrap_or_default()
            .iter()
            .filter(|change| before.is_none_or(|before| change.arrival.is_before(before)))
            .map(|change| change.path.as_ref())
            .collect();
        paths.len()
    }
}

/// A record whose changes count for the returns.
#[derive(Debug, Clone, Copy)]
pub struct Countable<'a> {
    pub kind: Kind,
    pub branch: &'a BranchId,
    pub id: Id,
    pub path: &'a str,
    /// Its main date, where it has one.
    pub main_on: Option<Date>,
}

/// Calls `visit` with every record whose changes count for the returns, kind by kind and by id.
pub fn for_each_countable<'a>(book: &'a Book, visit: &mut impl FnMut(Countable<'a>)) {
    let records = &book.records;
    let zone = book.zone;
    each(Kind::Client, &records.clients, visit, |r| Some(r.registered_on));
    each(Kind::Complaint, &records.complaints, visit, |r| Some(r.received_at.date(zone)));
    each(Kind::Visit, &records.visits, visit, |r| Some(r.on));
    each(Kind::Survey, &records.surveys, visit, |r| Some(r.on));
    each(Kind::Analysis, &records.analyses, visit, |r| Some(r.submitted_on));
    each(Kind::Project, &records.projects, visit, |r| r.signed_on);
}

fn each<'a, T>(
    kind: Kind,
    shelf: &'a Shelf<T>,
    visit: &mut impl FnMut(Countable<'a>),
    main_date: impl Fn(&T) -> Option<Date>,
) {
    for entry in shelf {
        if let Some(branch) = entry.unit.branch() {
            let main_on = main_date(&entry.record);
            visit(Countable { kind, branch, id: entry.id, path: &entry.path, main_on });
        }
    }
}
