//! The order in which findings are told: path, position, code; each once.

use crate::archive::files::Files;
use crate::archive::locate::positions;
use crate::archive::text_scan::is_hidden_or_control;
use crate::diag::{At, Code, Finding, Place, Problem, Severity};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Sorts and removes what says the same twice. A file is parsed once, however many findings it
/// has.
pub fn sort(files: &Files, mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| a.place.path.cmp(&b.place.path));
    let groups: Vec<&[Finding]> = findings.chunk_by(|a, b| a.place.path == b.place.path).collect();
    let starts: Vec<usize> = groups
        .par_iter()
        .flat_map_iter(|group| {
            let places: Vec<&Place> = group.iter().map(|finding| &finding.place).collect();
            positions(files, &group[0].place.path, &places)
        })
        .collect();
    let mut keyed: Vec<(usize, Finding)> = starts.into_iter().zip(findings).collect();
    fold_into_hidden(&mut keyed);
    keyed.sort_by(|(a_at, a), (b_at, b)| {
        (&a.place.path, a_at, a.code()).cmp(&(&b.place.path, b_at, b.code()))
    });
    let mut findings: Vec<Finding> = keyed.into_iter().map(|(_, finding)| finding).collect();
    findings.dedup_by(|later, earlier| {
        later.place == earlier.place && later.problem == earlier.problem
    });
    drop_what_follows(&mut findings);
    findings
}

/// A word with a hidden character in it is no other word: of the two findings the character stays,
/// as grave as what follows from it.
fn fold_into_hidden(keyed: &mut Vec<(usize, Finding)>) {
    // A quotation mark, or three, stand before the text.
    const QUOTES: usize = 3;
    let is_open = |finding: &Finding| {
        finding.code() == Code::HiddenCharacter && finding.waived.is_none() && !finding.known
    };
    let mut hidden: BTreeMap<String, Vec<(usize, Severity)>> = BTreeMap::new();
    for (at, finding) in keyed.iter().filter(|(_, finding)| is_open(finding)) {
        let path = finding.place.path.clone();
        hidden.entry(path).or_default().push((*at, finding.severity));
    }
    if hidden.is_empty() {
        return;
    }
    keyed.retain(|(at, finding)| {
        let Some(places) = hidden.get_mut(&finding.place.path) else { return true };
        let Some(found) = found(&finding.problem) else { return true };
        let word = *at..*at + found.len() + QUOTES;
        let Some((_, severity)) = places.iter_mut().find(|(at, _)| word.contains(at)) else {
            return true;
        };
        if finding.waived.is_some() || !found.contains(is_hidden_or_control) {
            return true;
        }
        *severity = finding.severity.min(*severity);
        false
    });
    for (at, finding) in keyed.iter_mut().filter(|(_, finding)| is_open(finding)) {
        let places = hidden.get(&finding.place.path).into_iter().flatten();
        let grave = places.filter(|(place, _)| place == at).map(|(_, severity)| *severity).min();
        finding.severity = grave.unwrap_or(finding.severity);
    }
}

/// The word that a finding did not know.
fn found(problem: &Problem) -> Option<&str> {
    match problem {
        Problem::UnknownKey { keys, .. } => keys.first()?.rsplit('.').next(),
        Problem::ValueNotListed { found, .. }
        | Problem::BadFormat { found, .. }
        | Problem::UnknownTimeZone { found }
        | Problem::ReferenceMissing { found, .. }
        | Problem::ContactMissing { found, .. }
        | Problem::DutyUnknown { found, .. }
        | Problem::DocumentMissing { found }
        | Problem::CreditCodeInvalid { found, .. }
        | Problem::RegionUnknown { found }
        | Problem::WaiverUnknownCode { found, .. } => Some(found),
        _ => None,
    }
}

/// Of what is told of one value the root cause stays: a blank text where its form is wrong too, and
/// a date in the wrong year that cannot be true anyway, are no causes of their own.
fn drop_what_follows(findings: &mut Vec<Finding>) {
    let mut told: BTreeMap<(String, String), Vec<Code>> = BTreeMap::new();
    for finding in findings.iter() {
        if let At::Value(key) = &finding.place.at {
            let place = (finding.place.path.clone(), key.clone());
            told.entry(place).or_default().push(finding.code());
        }
    }
    findings.retain(|finding| {
        let At::Value(key) = &finding.place.at else { return true };
        let place = (finding.place.path.clone(), key.clone());
        let Some(codes) = told.get(&place) else { return true };
        match finding.code() {
            Code::BlankText => codes.iter().all(|code| *code == Code::BlankText),
            Code::WrongYear => !codes.contains(&Code::DateInFuture),
            Code::BeforeBranchOpened | Code::BeforePeriod => !codes.contains(&Code::WrongYear),
            _ => true,
        }
    });
}
