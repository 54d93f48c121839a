//! The order in which findings are told: path, position, code; each once.

use crate::archive::files::Files;
use crate::archive::locate::positions;
use crate::diag::{At, Code, Finding, Place};
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
