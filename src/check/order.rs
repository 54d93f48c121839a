//! The order in which findings are told: path, position, code; each once.

use crate::archive::files::Files;
use crate::archive::locate::positions;
use crate::diag::{Code, Finding, Place, Problem};
use rayon::prelude::*;
use std::collections::BTreeSet;

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
    drop_blanks_that_are_told(&mut findings);
    findings
}

/// A blank text where its form is wrong too is one cause.
fn drop_blanks_that_are_told(findings: &mut Vec<Finding>) {
    let told: BTreeSet<(String, String)> = findings
        .iter()
        .filter(|finding| finding.code() != Code::BlankText)
        .filter_map(|finding| match &finding.place.at {
            crate::diag::At::Value(key) => Some((finding.place.path.clone(), key.clone())),
            _ => None,
        })
        .collect();
    findings.retain(|finding| match &finding.problem {
        Problem::BlankText { key } => !told.contains(&(finding.place.path.clone(), key.clone())),
        _ => true,
    });
}
