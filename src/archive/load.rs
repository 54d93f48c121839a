//! Files in, `Loaded` out: every record that can be read, and a finding for everything that
//! cannot. Files are looked at in parallel; results are in the order of paths.

use super::assemble::assemble;
use super::decode::{self, DecodeError};
use super::extra;
use super::files::{Content, File, Files, POLICY_BYTES_MAX, RECORD_BYTES_MAX};
use super::layout::{Slot, Spot, spot};
use super::locate::path_of;
use super::parse::{Node, SyntaxError, Value, has_escapes, with_tree};
use super::private;
use super::shape::{Shape, value_type};
use super::text_scan;
use crate::diag::problem::ValueType;
use crate::diag::{Code, Fault, Finding, Place, Problem};
use crate::domain::book::Book;
use crate::domain::policy::Policy;
use crate::domain::record::archive::Archive;
use crate::domain::record::{self, Kind};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How closely files are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What computing needs: every record is read into its type.
    Records,
    /// What checking needs: schemas, personal data and hidden characters too.
    Full,
}

/// What loading found.
#[derive(Debug)]
pub struct Loaded {
    /// `None` when `archive.toml` is missing or cannot be read.
    pub book: Option<Book>,
    pub findings: Vec<Finding>,
    /// Files that are records by their place, readable or not.
    pub records: usize,
    /// Whether a record is missing from the book because of a finding: figures would be wrong.
    pub incomplete: bool,
}

/// A list longer than this is refused.
pub const LIST_LENGTH_MAX: usize = 10_000;

/// Files that a thread takes at a time: few, so that all threads end together.
const PART: usize = 64;

/// A decoded record with its place.
pub(super) struct Read {
    pub slot: Slot,
    pub path: String,
    pub record: Record,
}

/// One variant for each record type; boxed, since every file's record passes through this.
pub(super) enum Record {
    Archive(Box<Archive>),
    Policy(Box<Policy>),
    Person(Box<record::person::Person>),
    Branch(Box<record::branch::Branch>),
    Client(Box<record::client::Client>),
    Contacts(Box<record::contacts::Contacts>),
    Project(Box<record::project::Project>),
    Complaint(Box<record::complaint::Complaint>),
    Visit(Box<record::visit::Visit>),
    Survey(Box<record::survey::Survey>),
    Analysis(Box<record::analysis::Analysis>),
    Activity(Box<record::activity::Activity>),
    Market(Box<record::market::Market>),
    Return(Box<record::returns::Return>),
    Summary(Box<record::summary::Summary>),
    Notice(Box<record::notice::Notice>),
    SpotCheck(Box<record::spot_check::SpotCheck>),
    Access(Box<record::access::Access>),
    Issued(Box<record::issued::Issued>),
}

/// What one file gave.
#[derive(Default)]
struct Outcome {
    is_record: bool,
    read: Option<Read>,
    findings: Vec<Finding>,
}

/// Loads an archive that is in memory.
pub fn load(files: &Files, depth: Depth) -> Loaded {
    let look_at = |file| look_at(file, depth);
    let outcomes: Vec<Outcome> =
        files.as_slice().par_iter().with_max_len(PART).map(look_at).collect();
    gather(files, outcomes.into_iter(), depth)
}

/// Reads and loads the archive in a folder. Each file is looked at by the thread that read it,
/// while it is still in the processor's cache and the other threads read on.
pub fn read(root: &Path, depth: Depth) -> Result<(Files, Loaded), Fault> {
    // Boxed, so that sorting by path moves little.
    let (files, outcomes) = Files::read_with(root, &|file| Box::new(look_at(file, depth)))?;
    let loaded = gather(&files, outcomes.into_iter().map(|outcome| *outcome), depth);
    Ok((files, loaded))
}

/// Puts together what the files gave, in the order of their paths.
fn gather(files: &Files, outcomes: impl Iterator<Item = Outcome>, depth: Depth) -> Loaded {
    let mut records = 0;
    let mut findings = Vec::new();
    let mut reads = Vec::with_capacity(files.as_slice().len());
    for outcome in outcomes {
        records += usize::from(outcome.is_record);
        findings.extend(outcome.findings);
        reads.extend(outcome.read);
    }
    let lost = reads.len() < records;
    if depth == Depth::Full {
        findings.extend(extra::check(files));
        name_collisions(files, &mut findings);
    }
    once_for_a_folder(&mut findings);
    let (book, places) = assemble(reads, &mut findings);
    let incomplete = lost || places;
    Loaded { book, findings, records, incomplete }
}

/// A folder whose name is wrong is told once, not for each file in it.
fn once_for_a_folder(findings: &mut Vec<Finding>) {
    let mut told = BTreeSet::new();
    findings.retain_mut(|finding| {
        let Problem::BadFileName { name, .. } = &finding.problem else { return true };
        let path = &finding.place.path;
        let Some((folders, _)) = path.rsplit_once('/') else { return true };
        let Some(before) = folders.split('/').position(|folder| folder == name) else {
            return true;
        };
        let folder: Vec<&str> = path.split('/').take(before + 1).collect();
        finding.place = Place::file(folder.join("/"));
        told.insert(finding.place.path.clone())
    });
}

fn look_at(file: &File, depth: Depth) -> Outcome {
    let path = file.path.as_str();
    let found = |is_record, problem| Outcome {
        is_record,
        read: None,
        findings: vec![Finding::new(Place::file(path), problem)],
    };
    let spot = spot(path);
    let bytes = match (&file.content, &spot) {
        (_, Spot::Other) if !matches!(file.content, Content::Link | Content::Special) => {
            return Outcome::default();
        }
        // A hidden file is the editor's or Git's affair, whatever it is.
        (_, Spot::Other) if path.split('/').any(|part| part.starts_with('.')) => {
            return Outcome::default();
        }
        (Content::Link, _) => return found(true, Problem::SymbolicLink),
        (Content::Special, _) => return found(true, Problem::NotRegularFile),
        (_, Spot::Stray) => return found(false, Problem::StrayFile),
        (_, Spot::ExtraSchema(_) | Spot::Other) | (Content::Unread, Spot::Record(_)) => {
            return Outcome::default();
        }
        (_, Spot::Misplaced) => return found(true, Problem::MisplacedFile),
        (_, Spot::BadName { name, expected }) => {
            let problem = Problem::BadFileName { name: name.clone(), expected: *expected };
            return found(path.ends_with(".toml"), problem);
        }
        (_, Spot::WrongPrefix { id, kind, expected }) => {
            let (id, kind, expected) = (id.clone(), *kind, *expected);
            return found(true, Problem::WrongPrefix { id, kind, expected });
        }
        (Content::TooLarge(bytes), Spot::Record(slot)) => {
            let policy = slot.kind == Kind::Policy;
            let limit = if policy { POLICY_BYTES_MAX } else { RECORD_BYTES_MAX };
            return found(true, Problem::FileTooLarge { bytes: *bytes, limit });
        }
        (Content::Bytes(bytes), Spot::Record(_)) => bytes,
    };
    let Spot::Record(slot) = spot else { return Outcome::default() };
    read_record(path, slot, bytes, depth)
}

fn read_record(path: &str, slot: Slot, bytes: &[u8], depth: Depth) -> Outcome {
    let mut outcome = Outcome { is_record: true, ..Outcome::default() };
    let text = match text_scan::to_text(path, bytes) {
        Ok(text) => text,
        Err(finding) => {
            outcome.findings.push(*finding);
            return outcome;
        }
    };
    let mut private = (depth == Depth::Full).then(|| private::Search::of(slot.kind, path, text));
    // A conflict comes alone: what else is wrong follows from it.
    if let Some(finding) = text_scan::conflict(path, text) {
        outcome.findings.push(finding);
        outcome.findings.extend(private.into_iter().flat_map(|search| search.findings));
        return outcome;
    }
    if depth == Depth::Full {
        outcome.findings = text_scan::scan(path, text);
    }
    with_tree(text, |tree| match tree {
        Err(error) => outcome.findings.push(syntax_finding(path, text, error)),
        // Nothing is no record, though one without required keys could be read from it.
        Ok(root) if is_empty(root) && slot.kind != Kind::Policy => {
            outcome.findings.push(Finding::new(Place::file(path), Problem::EmptyFile));
        }
        Ok(root) => {
            if let Some(search) = &mut private {
                search.walk(path, root);
            }
            let decoded = decode_record(slot.kind, root);
            if depth == Depth::Full || decoded.is_err() {
                let escapes = has_escapes(text);
                let found = &mut outcome.findings;
                shape_findings(path, slot.kind, root, escapes, found);
            }
            match decoded {
                Ok(record) => {
                    outcome.read = Some(Read { slot, path: path.to_owned(), record });
                }
                Err(error) => {
                    // Values that the schema cannot tell apart: text where a date belongs.
                    if !outcome.findings.iter().any(is_of_shape) {
                        outcome.findings.push(decode_finding(path, root, &error));
                    }
                }
            }
        }
    });
    outcome.findings.extend(private.into_iter().flat_map(|search| search.findings));
    outcome
}

fn is_empty(root: &Node<'_>) -> bool {
    root.table().is_some_and(|table| table.entries.is_empty())
}

fn is_of_shape(finding: &Finding) -> bool {
    matches!(
        finding.code(),
        Code::UnknownKey
            | Code::MissingKey
            | Code::WrongType
            | Code::ValueNotListed
            | Code::BadFormat
            | Code::OutOfRange
            | Code::ListTooLong
    )
}

fn syntax_finding(path: &str, text: &str, error: SyntaxError) -> Finding {
    if text.trim().is_empty() {
        return Finding::new(Place::file(path), Problem::EmptyFile);
    }
    let place = Place::span(path, error.span);
    let finding = Finding::new(place, Problem::Syntax { fault: error.fault });
    match error.first {
        Some(first) => finding.with_related(Place::span(path, first)),
        None => finding,
    }
}

fn shape_findings(
    path: &str,
    kind: Kind,
    root: &Node<'_>,
    has_escapes: bool,
    findings: &mut Vec<Finding>,
) {
    // Only a text of twice the limit can hold such a list.
    let may_be_long = root.span.len() > 2 * LIST_LENGTH_MAX;
    if let Some((key, length)) = may_be_long.then(|| long_list(root, "")).flatten() {
        let problem = Problem::ListTooLong { key: key.clone(), length, limit: LIST_LENGTH_MAX };
        findings.push(Finding::new(Place::value(path, key), problem));
        return;
    }
    let shape = Shape::of(kind);
    if !shape.is_valid(root) {
        findings.extend(shape.findings(kind, path, root));
    }
    // Only an escape can hide what the scan of the text itself has not seen.
    if !has_escapes {
        return;
    }
    root.for_each_string(&mut |text, span| {
        let escaped = || text.chars().find(|c| text_scan::is_hidden_or_control(*c));
        if let Some(character) = escaped() {
            let place = Place::span(path, span.clone());
            let seen = findings.iter().any(|finding| finding.code() == Code::HiddenCharacter);
            if !seen {
                findings.push(Finding::new(place, Problem::HiddenCharacter { character }));
            }
        }
    });
}

fn long_list(node: &Node<'_>, path: &str) -> Option<(String, usize)> {
    let below = |step: &str, node: &Node<'_>| {
        let path = if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") };
        long_list(node, &path)
    };
    match &node.value {
        Value::Array(items) if items.len() > LIST_LENGTH_MAX => {
            Some((path.to_owned(), items.len()))
        }
        Value::Array(items) => items.iter().find_map(|item| below("0", item)),
        Value::Table(table) => table.entries.iter().find_map(|(key, value)| below(key.name, value)),
        _ => None,
    }
}

fn decode_finding(path: &str, root: &Node<'_>, error: &DecodeError) -> Finding {
    let span = error.span.clone().unwrap_or(0..0);
    let key = path_of(root, &span);
    let found = super::locate::node_at(root, &key).map_or(ValueType::Table, value_type);
    let expected = error.expected.unwrap_or(ValueType::Text);
    let problem = Problem::WrongType { key, expected, found };
    Finding::new(Place::span(path, span), problem)
}

fn decode_record(kind: Kind, root: &Node<'_>) -> Result<Record, DecodeError> {
    fn of<T: DeserializeOwned>(
        root: &Node<'_>,
        wrap: impl Fn(Box<T>) -> Record,
    ) -> Result<Record, DecodeError> {
        decode::decode(root).map(Box::new).map(wrap)
    }
    match kind {
        Kind::Archive => of(root, Record::Archive),
        Kind::Policy => of(root, Record::Policy),
        Kind::Person => of(root, Record::Person),
        Kind::Branch => of(root, Record::Branch),
        Kind::Client => of(root, Record::Client),
        Kind::Contacts => of(root, Record::Contacts),
        Kind::Project => of(root, Record::Project),
        Kind::Complaint => of(root, Record::Complaint),
        Kind::Visit => of(root, Record::Visit),
        Kind::Survey => of(root, Record::Survey),
        Kind::Analysis => of(root, Record::Analysis),
        Kind::Activity => of(root, Record::Activity),
        Kind::Market => of(root, Record::Market),
        Kind::Return => of(root, Record::Return),
        Kind::Summary => of(root, Record::Summary),
        Kind::Notice => of(root, Record::Notice),
        Kind::SpotCheck => of(root, Record::SpotCheck),
        Kind::Access => of(root, Record::Access),
        Kind::Ranking | Kind::Assessment => of(root, Record::Issued),
    }
}

/// Two paths that a case-insensitive or normalising file system takes for one. A path of plain
/// lower-case ASCII can only clash with one that is not.
fn name_collisions(files: &Files, findings: &mut Vec<Finding>) {
    use unicode_normalization::UnicodeNormalization;
    let is_odd = |byte: u8| byte.is_ascii_uppercase() || !byte.is_ascii();
    // Without stopping at the first, eight bytes and more are looked at in one step.
    let is_plain = |path: &str| !path.bytes().fold(false, |odd, byte| odd | is_odd(byte));
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for file in files.iter().filter(|file| !is_plain(&file.path)) {
        let folded = file.path.nfc().collect::<String>().to_lowercase();
        let same = files.get(&folded).map(|other| other.path.as_str());
        let plain = same.filter(|other| *other != file.path);
        if let Some(other) = seen.insert(folded, &file.path).or(plain) {
            let problem = Problem::NameCollision { other: other.to_owned() };
            findings.push(Finding::new(Place::file(&file.path), problem));
        }
    }
}
