//! From decoded records to a book: every record onto its shelf, ids once, branches with their
//! file, records in the folder of their year. Reads no file and parses nothing.

use super::layout::{Folder, Stem};
use super::load::{Read, Record};
use crate::diag::{Finding, Place, Problem};
use crate::domain::book::{Book, Entry, Shelf, Shelves};
use crate::domain::id::{BranchId, Id};
use crate::domain::policy::Policy;
use crate::domain::record::{self, Kind};
use crate::domain::time::{Date, Zone};
use chrono::Datelike;
use std::collections::BTreeSet;

/// Collects the entries of each shelf before they are sorted.
#[derive(Default)]
struct Piles {
    clients: Vec<Entry<record::client::Client>>,
    contacts: Vec<Entry<record::contacts::Contacts>>,
    projects: Vec<Entry<record::project::Project>>,
    complaints: Vec<Entry<record::complaint::Complaint>>,
    visits: Vec<Entry<record::visit::Visit>>,
    surveys: Vec<Entry<record::survey::Survey>>,
    analyses: Vec<Entry<record::analysis::Analysis>>,
    activities: Vec<Entry<record::activity::Activity>>,
    market: Vec<Entry<record::market::Market>>,
    spot_checks: Vec<Entry<record::spot_check::SpotCheck>>,
    access: Vec<Entry<record::access::Access>>,
}

/// Puts the records on their shelves. The flag says that one did not find its place.
pub(super) fn assemble(reads: Vec<Read>, findings: &mut Vec<Finding>) -> (Option<Book>, bool) {
    let mut shelves = Shelves::default();
    let mut piles = Piles::default();
    let mut archive = None;
    let mut policy = Policy::default();
    let mut used: BTreeSet<BranchId> = BTreeSet::new();
    let zone = reads.iter().find_map(|read| match &read.record {
        Record::Archive(record) => record.timezone.parse().ok().map(Zone),
        _ => None,
    });
    for read in reads {
        if let Some(branch) = read.slot.unit.branch()
            && !used.contains(branch)
        {
            used.insert(branch.clone());
        }
        findings.extend(zone.and_then(|zone| wrong_year(&read, zone)));
        match read.record {
            Record::Archive(record) => archive = Some(*record),
            Record::Policy(record) => policy = *record,
            other => shelve(Read { record: other, ..read }, &mut shelves, &mut piles),
        }
    }
    let duplicates = fill(&mut shelves, piles, findings);
    let homeless = branches_without_file(&shelves, &used, findings);
    let Some(archive) = archive else {
        if !findings.iter().any(|finding| finding.place.path == "archive.toml") {
            let problem =
                Problem::MissingKey { kind: Kind::Archive, keys: vec!["archive.toml".to_owned()] };
            findings.push(Finding::new(Place::file("archive.toml"), problem));
        }
        return (None, true);
    };
    let Some(zone) = zone else {
        let problem = Problem::UnknownTimeZone { found: archive.timezone.clone() };
        findings.push(Finding::new(Place::value("archive.toml", "timezone"), problem));
        return (None, true);
    };
    (Some(Book::new(archive, zone, policy, shelves)), duplicates || homeless)
}

/// A record lies in the folder of its main date's year.
fn wrong_year(read: &Read, zone: Zone) -> Option<Finding> {
    let Folder::Year(year) = read.slot.folder else { return None };
    let (key, moment) = main_date(&read.record)?;
    let date = moment.date(zone);
    let problem = Problem::WrongYear { folder: year.to_string(), date, key: key.to_owned() };
    (date.year() != year).then(|| Finding::new(Place::value(&*read.path, key), problem))
}

/// The key and the moment that decide in which year's folder a record lies.
fn main_date(record: &Record) -> Option<(&'static str, crate::domain::time::Moment)> {
    use crate::domain::time::Moment;
    let day = |key, date: Date| Some((key, Moment::Day(date)));
    match record {
        Record::Complaint(complaint) => Some(("received_at", complaint.received_at)),
        Record::Visit(visit) => day("on", visit.on),
        Record::Survey(survey) => day("on", survey.on),
        Record::Analysis(analysis) => day("submitted_on", analysis.submitted_on),
        Record::Activity(activity) => day("from", activity.from),
        Record::Market(market) => day("submitted_on", market.submitted_on),
        Record::Access(access) => day("from", access.from),
        _ => None,
    }
}

fn shelve(read: Read, shelves: &mut Shelves, piles: &mut Piles) {
    let Read { slot, path, record } = read;
    let half = match slot.folder {
        Folder::Half(half) => Some(half),
        _ => None,
    };
    let branch = slot.unit.branch().cloned();
    let id = match &slot.stem {
        Stem::Id(id) => Some(*id),
        _ => None,
    };
    macro_rules! onto {
        ($pile:ident, $record:expr) => {
            if let Some(id) = id {
                let entry = Entry { id, unit: slot.unit, path: path.into(), half, record: $record };
                piles.$pile.push(entry);
            }
        };
    }
    match (record, slot.stem, branch) {
        (Record::Person(record), Stem::Person(person), _) => {
            shelves.people.insert(person, *record);
        }
        (Record::Branch(record), _, Some(branch)) => {
            shelves.branches.insert(branch, *record);
        }
        (Record::Return(record), Stem::Month(month), Some(branch)) => {
            shelves.returns.insert((branch, month), *record);
        }
        (Record::Summary(record), Stem::Half(half), Some(branch)) => {
            shelves.summaries.insert((branch, half), *record);
        }
        (Record::Notice(record), Stem::Half(half), Some(branch)) => {
            shelves.notices.insert((branch, half), *record);
        }
        (Record::Issued(record), Stem::Ranking(issue), _) => {
            shelves.rankings.insert(issue, *record);
        }
        (Record::Issued(record), Stem::Assessment(issue), _) => {
            shelves.assessments.insert(issue, *record);
        }
        (Record::Client(record), ..) => onto!(clients, record),
        (Record::Contacts(record), ..) => onto!(contacts, record),
        (Record::Project(record), ..) => onto!(projects, record),
        (Record::Complaint(record), ..) => onto!(complaints, record),
        (Record::Visit(record), ..) => onto!(visits, record),
        (Record::Survey(record), ..) => onto!(surveys, record),
        (Record::Analysis(record), ..) => onto!(analyses, record),
        (Record::Activity(record), ..) => onto!(activities, record),
        (Record::Market(record), ..) => onto!(market, record),
        (Record::SpotCheck(record), ..) => onto!(spot_checks, record),
        (Record::Access(record), ..) => onto!(access, record),
        // The layout gives every other record the stem it is matched with above.
        _ => {}
    }
}

fn fill(shelves: &mut Shelves, piles: Piles, findings: &mut Vec<Finding>) -> bool {
    let before = findings.len();
    macro_rules! shelf {
        ($($name:ident)+) => {$(
            shelves.$name = Shelf::new(piles.$name);
            duplicates(&shelves.$name, findings);
        )+};
    }
    shelf!(clients contacts projects complaints visits surveys analyses activities market);
    shelf!(spot_checks access);
    findings.len() > before
}

fn duplicates<T>(shelf: &Shelf<T>, findings: &mut Vec<Finding>) {
    let mut last: Option<(Id, &str)> = None;
    for entry in shelf {
        if let Some((id, other)) = last.filter(|(id, _)| *id == entry.id) {
            let problem = Problem::DuplicateId { id: id.to_string(), other: other.to_owned() };
            let finding = Finding::new(Place::file(&*entry.path), problem);
            findings.push(finding.with_related(Place::file(other)));
        }
        last = Some((entry.id, &entry.path));
    }
}

fn branches_without_file(
    shelves: &Shelves,
    used: &BTreeSet<BranchId>,
    findings: &mut Vec<Finding>,
) -> bool {
    let mut homeless = false;
    for branch in used.iter().filter(|branch| !shelves.branches.contains_key(*branch)) {
        let path = crate::domain::book::branch_path(branch);
        // A branch file that is there and cannot be read has its own finding.
        if !findings.iter().any(|finding| finding.place.path == path) {
            let problem = Problem::BranchFileMissing { branch: branch.to_string() };
            findings.push(Finding::new(Place::file(path), problem));
        }
        homeless = true;
    }
    homeless
}
