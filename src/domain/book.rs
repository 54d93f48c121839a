//! Every record of one state of the archive, in ordered shelves, with look-ups and reverse links.
//! What stands in a merged client's name counts for the client it was merged into (rules §1).

use crate::domain::id::{BranchId, ClientId, Id, PersonId, Unit};
use crate::domain::period::{Half, Month, Period};
use crate::domain::policy::Policy;
use crate::domain::record::access::Access;
use crate::domain::record::activity::Activity;
use crate::domain::record::analysis::Analysis;
use crate::domain::record::archive::Archive;
use crate::domain::record::branch::Branch;
use crate::domain::record::client::{Client, Status};
use crate::domain::record::complaint::Complaint;
use crate::domain::record::contacts::Contacts;
use crate::domain::record::issued::{Issue, Issued};
use crate::domain::record::market::Market;
use crate::domain::record::notice::Notice;
use crate::domain::record::person::Person;
use crate::domain::record::project::Project;
use crate::domain::record::returns::Return;
use crate::domain::record::spot_check::SpotCheck;
use crate::domain::record::summary::Summary;
use crate::domain::record::survey::Survey;
use crate::domain::record::visit::Visit;
use crate::domain::time::Zone;
use std::collections::BTreeMap;

/// A record with an id: where it lies and what it says.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    pub id: Id,
    /// The branch in whose folder it lies; headquarters for `hq/`.
    pub unit: Unit,
    /// Path inside the archive, with forward slashes.
    pub path: Box<str>,
    /// The half-year in the path, for spot checks.
    pub half: Option<Half>,
    /// Boxed: shelves are sorted, and a record is large.
    pub record: Box<T>,
}

impl<T> Entry<T> {
    /// Whether it lies in this branch's folder.
    pub fn is_of(&self, branch: &BranchId) -> bool {
        self.unit.branch() == Some(branch)
    }
}

/// Records of one kind, sorted by id.
#[derive(Debug, Clone)]
pub struct Shelf<T>(Vec<Entry<T>>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Shelf<T> {
    /// Sorts the entries by id, then path. Loading reports ids that occur twice.
    pub fn new(mut entries: Vec<Entry<T>>) -> Self {
        entries.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.path.cmp(&b.path)));
        Self(entries)
    }

    pub fn get(&self, id: Id) -> Option<&Entry<T>> {
        let index = self.0.partition_point(|entry| entry.id < id);
        self.0.get(index).filter(|entry| entry.id == id)
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Entry<T>> {
        self.0.iter()
    }

    /// The entries, sorted by id: for reading in parallel.
    pub fn as_slice(&self) -> &[Entry<T>] {
        &self.0
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a, T> IntoIterator for &'a Shelf<T> {
    type Item = &'a Entry<T>;
    type IntoIter = std::slice::Iter<'a, Entry<T>>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Records before they are linked: what loading fills.
#[derive(Debug, Default)]
pub struct Shelves {
    pub people: BTreeMap<PersonId, Person>,
    pub branches: BTreeMap<BranchId, Branch>,
    pub clients: Shelf<Client>,
    pub contacts: Shelf<Contacts>,
    pub projects: Shelf<Project>,
    pub complaints: Shelf<Complaint>,
    pub visits: Shelf<Visit>,
    pub surveys: Shelf<Survey>,
    pub analyses: Shelf<Analysis>,
    pub activities: Shelf<Activity>,
    pub market: Shelf<Market>,
    pub spot_checks: Shelf<SpotCheck>,
    pub access: Shelf<Access>,
    pub returns: BTreeMap<(BranchId, Month), Return>,
    pub summaries: BTreeMap<(BranchId, Half), Summary>,
    pub notices: BTreeMap<(BranchId, Half), Notice>,
    pub rankings: BTreeMap<Issue<Period>, Issued>,
    pub assessments: BTreeMap<Issue<Half>, Issued>,
}

/// One state of the archive.
#[derive(Debug)]
pub struct Book {
    pub archive: Archive,
    pub zone: Zone,
    pub policy: Policy,
    pub records: Shelves,
    links: Links,
}

#[derive(Debug, Default)]
struct Links {
    /// Merged client to the client that now stands for it, chains followed.
    successors: BTreeMap<ClientId, ClientId>,
    /// The client that stands for others, to those others (not itself).
    absorbed: BTreeMap<ClientId, Vec<ClientId>>,
    projects: Index,
    complaints: Index,
    visits: Index,
    surveys: Index,
    analyses: Index,
    activities: Index,
    spot_checks: Index,
}

/// Client (its successor) to positions on a shelf, in the shelf's order.
type Index = BTreeMap<ClientId, Vec<u32>>;

impl Links {
    fn new(shelves: &Shelves) -> Self {
        let successors = successors(&shelves.clients);
        let mut absorbed: BTreeMap<ClientId, Vec<ClientId>> = BTreeMap::new();
        for (merged, successor) in &successors {
            absorbed.entry(*successor).or_default().push(*merged);
        }
        let resolve = |client: ClientId| *successors.get(&client).unwrap_or(&client);
        Self {
            projects: index(&shelves.projects, |r| vec![resolve(r.client)]),
            complaints: index(&shelves.complaints, |r| vec![resolve(r.client)]),
            visits: index(&shelves.visits, |r| vec![resolve(r.client)]),
            surveys: index(&shelves.surveys, |r| vec![resolve(r.client)]),
            analyses: index(&shelves.analyses, |r| vec![resolve(r.client)]),
            activities: index(&shelves.activities, |r| {
                let mut clients: Vec<_> = r.clients.iter().map(|client| resolve(*client)).collect();
                clients.sort_unstable();
                clients.dedup();
                clients
            }),
            spot_checks: index(&shelves.spot_checks, |r| vec![resolve(r.client)]),
            successors,
            absorbed,
        }
    }
}

fn index<T>(shelf: &Shelf<T>, clients_of: impl Fn(&T) -> Vec<ClientId>) -> Index {
    let mut index = Index::new();
    for (position, entry) in shelf.iter().enumerate() {
        for client in clients_of(&entry.record) {
            // A shelf holds far fewer than 2^32 records.
            index.entry(client).or_default().push(u32::try_from(position).unwrap_or(u32::MAX));
        }
    }
    index
}

/// Follows every chain of merges. A chain that runs in a circle or to no client leaves its
/// members standing for themselves; checking reports it.
fn successors(clients: &Shelf<Client>) -> BTreeMap<ClientId, ClientId> {
    let merged: BTreeMap<ClientId, ClientId> = clients
        .iter()
        .filter(|entry| entry.record.status == Status::Merged)
        .filter_map(|entry| Some((ClientId(entry.id), entry.record.merged_into?)))
        .filter(|(_, target)| clients.get(target.0).is_some())
        .collect();
    let mut successors = BTreeMap::new();
    for start in merged.keys() {
        let mut at = *start;
        for _ in 0..=merged.len() {
            match merged.get(&at) {
                Some(next) => at = *next,
                None => {
                    successors.insert(*start, at);
                    break;
                }
            }
        }
    }
    successors
}

impl Book {
    pub fn new(archive: Archive, zone: Zone, policy: Policy, records: Shelves) -> Self {
        let links = Links::new(&records);
        Self { archive, zone, policy, records, links }
    }

    /// The client that stands for this one after merges; itself when it was not merged.
    pub fn successor(&self, client: ClientId) -> ClientId {
        *self.links.successors.get(&client).unwrap_or(&client)
    }

    /// The client and every client merged into it: their own needs, misconduct and risk checks
    /// count together.
    pub fn with_absorbed(&self, client: ClientId) -> impl Iterator<Item = &Entry<Client>> {
        let absorbed = self.links.absorbed.get(&client).map_or(&[][..], Vec::as_slice);
        std::iter::once(client)
            .chain(absorbed.iter().copied())
            .filter_map(|id| self.records.clients.get(id.0))
    }

    pub fn client(&self, client: ClientId) -> Option<&Entry<Client>> {
        self.records.clients.get(client.0)
    }

    pub fn projects_of(&self, client: ClientId) -> impl Iterator<Item = &Entry<Project>> {
        pick(&self.records.projects, &self.links.projects, client)
    }

    pub fn complaints_of(&self, client: ClientId) -> impl Iterator<Item = &Entry<Complaint>> {
        pick(&self.records.complaints, &self.links.complaints, client)
    }

    pub fn visits_of(&self, client: ClientId) -> impl Iterator<Item = &Entry<Visit>> {
        pick(&self.records.visits, &self.links.visits, client)
    }

    pub fn surveys_of(&self, client: ClientId) -> impl Iterator<Item = &Entry<Survey>> {
        pick(&self.records.surveys, &self.links.surveys, client)
    }

    pub fn analyses_of(&self, client: ClientId) -> impl Iterator<Item = &Entry<Analysis>> {
        pick(&self.records.analyses, &self.links.analyses, client)
    }

    pub fn activities_of(&self, client: ClientId) -> impl Iterator<Item = &Entry<Activity>> {
        pick(&self.records.activities, &self.links.activities, client)
    }

    pub fn spot_checks_of(&self, client: ClientId) -> impl Iterator<Item = &Entry<SpotCheck>> {
        pick(&self.records.spot_checks, &self.links.spot_checks, client)
    }

    /// Every ranking of a period that was issued: the first one, then its restatements.
    pub fn rankings_of(&self, period: Period) -> impl Iterator<Item = (Issue<Period>, &Issued)> {
        issued(&self.records.rankings, period)
    }

    /// The same for the assessments of a half-year.
    pub fn assessments_of(&self, half: Half) -> impl Iterator<Item = (Issue<Half>, &Issued)> {
        issued(&self.records.assessments, half)
    }

    /// Whether the person's unit is headquarters, also when the person has left since (rules §0).
    pub fn is_of_hq(&self, person: &PersonId) -> bool {
        self.records.people.get(person).is_some_and(|person| person.unit == Unit::Hq)
    }
}

fn issued<P: Copy + Ord>(
    shelf: &BTreeMap<Issue<P>, Issued>,
    period: P,
) -> impl Iterator<Item = (Issue<P>, &Issued)> {
    let issue = |restatement| Issue { period, restatement };
    shelf.range(issue(0)..=issue(u32::MAX)).map(|(issue, record)| (*issue, record))
}

fn pick<'a, T>(
    shelf: &'a Shelf<T>,
    index: &'a Index,
    client: ClientId,
) -> impl Iterator<Item = &'a Entry<T>> {
    let positions = index.get(&client).map_or(&[][..], Vec::as_slice);
    positions.iter().filter_map(|position| shelf.0.get(*position as usize))
}

/// The path of a person's record.
pub fn person_path(person: &PersonId) -> String {
    format!("people/{person}.toml")
}

/// The path of a branch's own record.
pub fn branch_path(branch: &BranchId) -> String {
    format!("branches/{branch}/branch.toml")
}

/// The path of a branch's return.
pub fn return_path(branch: &BranchId, month: Month) -> String {
    format!("branches/{branch}/returns/{month}.toml")
}

/// The path of a branch's summary.
pub fn summary_path(branch: &BranchId, half: Half) -> String {
    format!("branches/{branch}/summaries/{half}.toml")
}

/// The path of headquarters' notice to a branch.
pub fn notice_path(branch: &BranchId, half: Half) -> String {
    format!("branches/{branch}/notices/{half}.toml")
}

/// The path of an issued ranking.
pub fn ranking_path(issue: &Issue<Period>) -> String {
    format!("hq/rankings/{issue}.toml")
}

/// The path of an issued assessment.
pub fn assessment_path(issue: &Issue<Half>) -> String {
    format!("hq/assessments/{issue}.toml")
}
