//! One organisation, one record: credit codes and names among the clients that are not merged
//! (`credit-code-duplicate`, `client-name-duplicate`); one report a client, half-year and project
//! in a branch (`analysis-duplicate`).

use crate::check::context::Context;
use crate::diag::{Finding, Place, Problem};
use crate::domain::book::Entry;
use crate::domain::client_name::normal_form;
use crate::domain::record::client::{Client, Status};
use rayon::prelude::*;
use std::collections::BTreeMap;

pub fn clients(context: &Context<'_>) -> Vec<Finding> {
    let live: Vec<&Entry<Client>> = context
        .book
        .records
        .clients
        .iter()
        .filter(|entry| entry.record.status != Status::Merged)
        .collect();
    let code = |entry: &Entry<Client>| {
        entry.record.credit_code.clone().filter(|code| !code.trim().is_empty())
    };
    let mut findings = twins(&live, code, "credit_code", |entry, other| {
        let found = entry.record.credit_code.clone().unwrap_or_default();
        Problem::CreditCodeDuplicate { found, other: other.id.to_string() }
    });
    // The same code is one cause: the names need not be compared too.
    let told: Vec<String> = findings.iter().map(|finding| finding.place.path.clone()).collect();
    let name = |entry: &Entry<Client>| {
        Some(normal_form(&entry.record.name)).filter(|name| !name.is_empty())
    };
    let names = twins(&live, name, "name", |entry, other| Problem::ClientNameDuplicate {
        name: entry.record.name.clone(),
        other: other.id.to_string(),
    });
    let untold = |finding: &Finding| told.binary_search(&finding.place.path).is_err();
    findings.extend(names.into_iter().filter(untold));
    findings
}

/// Entries with an equal value: each but the first (by id) with the first. Sorted by path.
fn twins(
    entries: &[&Entry<Client>],
    value: impl Fn(&Entry<Client>) -> Option<String> + Sync,
    key: &str,
    problem: impl Fn(&Entry<Client>, &Entry<Client>) -> Problem,
) -> Vec<Finding> {
    let mut keyed: Vec<(String, &Entry<Client>)> =
        entries.par_iter().filter_map(|entry| Some((value(entry)?, *entry))).collect();
    keyed.par_sort_by(|a, b| a.0.cmp(&b.0).then(a.1.id.cmp(&b.1.id)));
    let mut findings = Vec::new();
    for group in keyed.chunk_by(|a, b| a.0 == b.0) {
        let first = group[0].1;
        // Two files of one id have a finding of their own.
        for (_, entry) in group[1..].iter().filter(|(_, entry)| entry.id != first.id) {
            let finding = Finding::new(Place::value(&*entry.path, key), problem(entry, first));
            findings.push(finding.with_related(Place::value(&*first.path, key)));
        }
    }
    findings.sort_by(|a, b| a.place.path.cmp(&b.place.path));
    findings
}

pub fn analyses(context: &Context<'_>) -> Vec<Finding> {
    let mut seen = BTreeMap::new();
    let mut findings = Vec::new();
    for entry in &context.book.records.analyses {
        let report = &entry.record;
        let what = (report.client, report.half, report.project, &entry.unit);
        match seen.get(&what) {
            None => {
                seen.insert(what, entry);
            }
            Some(first) if first.id != entry.id => {
                let problem = Problem::AnalysisDuplicate {
                    client: report.client.to_string(),
                    half: report.half.to_string(),
                    other: first.id.to_string(),
                };
                let finding = Finding::new(Place::value(&*entry.path, "half"), problem);
                findings.push(finding.with_related(Place::value(&*first.path, "half")));
            }
            Some(_) => {}
        }
    }
    findings
}
