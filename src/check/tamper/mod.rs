//! Tampering: what was done to records that should have stayed as they were. Told from the steps
//! between an earlier state and the one that is checked, which come in as a value; a change that
//! is not committed yet is the last step. Only what still stands is told: what was changed and
//! put back is not.

mod complaint;
mod frozen;
mod late;
mod replay;

pub use late::{Late, back_dated, late};

use crate::archive::files::Files;
use crate::archive::turns::{By, Turn};
use crate::diag::problem::Trace;
use crate::diag::{Finding, Place, Problem};
use crate::domain::book::Book;
use crate::domain::record::Kind;
use crate::domain::time::Date;
use replay::Replay;

/// What lies before the state that is checked.
#[derive(Clone, Copy)]
pub struct Past<'a> {
    /// The archive as it was at the earlier state.
    pub files: &'a Files,
    /// Its book, where it could be read.
    pub book: Option<&'a Book>,
    /// What became of its files since.
    pub turns: &'a [Turn],
}

/// The state that is checked.
#[derive(Clone, Copy)]
pub struct Present<'a> {
    pub files: &'a Files,
    pub book: &'a Book,
    pub today: Date,
}

/// Of which kinds of records every version counts.
pub fn reads(kind: Kind) -> bool {
    match kind {
        Kind::Complaint | Kind::Return | Kind::Notice | Kind::Ranking | Kind::Assessment => true,
        Kind::Archive
        | Kind::Policy
        | Kind::Person
        | Kind::Branch
        | Kind::Client
        | Kind::Contacts
        | Kind::Project
        | Kind::Visit
        | Kind::Survey
        | Kind::Analysis
        | Kind::Activity
        | Kind::Market
        | Kind::Summary
        | Kind::SpotCheck
        | Kind::Access => false,
    }
}

/// Complaints taken away or changed after their half-year was closed; issued results, notices and
/// submitted returns changed or taken away.
pub fn check(past: Past<'_>, now: Present<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for replay in replay::replays(past, now) {
        let found = match replay.kind {
            Kind::Complaint => complaint::check(past, now, &replay),
            _ => frozen::check(past, now, &replay),
        };
        findings.extend(found);
    }
    findings
}

/// A commit that was once the state of the archive and is no longer behind it. `mount`: where its
/// repository lies in the archive: empty, or `branches/<b>/`.
pub fn rewritten(commit: &str, mount: &str) -> Finding {
    let path =
        if mount.is_empty() { "archive.toml".to_owned() } else { format!("{mount}branch.toml") };
    Finding::new(Place::file(path), Problem::HistoryRewritten { commit: commit.to_owned() })
}

/// By whom, for people: the person whose address it is, else the address.
fn trace(by: Option<&By>, now: Present<'_>) -> Box<Trace> {
    let Some(by) = by else {
        return Box::new(Trace { commit: None, author: String::new(), on: now.today });
    };
    let is_theirs = |email: &String| email.eq_ignore_ascii_case(&by.email);
    let mut people = now.book.records.people.iter();
    let person = people.find(|(_, person)| person.emails.iter().any(is_theirs));
    let author = person.map_or_else(|| by.email.clone(), |(id, _)| id.to_string());
    Box::new(Trace { commit: Some(by.commit.clone()), author, on: by.on })
}

/// Whether a step came with the first import or before: then it is not judged (rules §5).
fn is_baseline(replay: &Replay<'_>, by: Option<&By>) -> bool {
    let on = by.map(|by| by.on);
    on.is_some_and(|on| replay.baseline_on.is_some_and(|baseline| on <= baseline))
}
