//! Damaged records: every truncation and every flipped bit of some records is refused with a
//! place or flagged, unless what is left is a record too; nothing panics.

use crate::archives::{check, small};
use rayon::prelude::*;
use std::collections::BTreeSet;

const RECORDS: [&str; 4] = [
    "branches/linjiang/clients/kh2501-7k3m9q.toml",
    "branches/linjiang/surveys/2026/dc2606-8j1k4m.toml",
    "hq/access/2026/cy2606-5e9a2x.toml",
    "policy.toml",
];

/// The dotted keys of a TOML text, positions in lists left out; `None` when it is none.
fn keys(bytes: &[u8]) -> Option<BTreeSet<String>> {
    fn walk(value: &toml::Value, path: &str, into: &mut BTreeSet<String>) {
        match value {
            toml::Value::Table(table) => {
                for (key, value) in table {
                    let path = format!("{path}.{key}");
                    into.insert(path.clone());
                    walk(value, &path, into);
                }
            }
            toml::Value::Array(items) => items.iter().for_each(|item| walk(item, path, into)),
            _ => {}
        }
    }
    let table: toml::Table = std::str::from_utf8(bytes).ok()?.parse().ok()?;
    let mut found = BTreeSet::new();
    walk(&toml::Value::Table(table), "", &mut found);
    Some(found)
}

/// Checks the archive with one file replaced: whether anything was found.
fn is_flagged(path: &str, bytes: &[u8]) -> bool {
    let mut archive = small();
    archive.insert(path.to_owned(), bytes.to_vec());
    !check(&archive).1.is_empty()
}

#[test]
fn every_truncation_is_flagged_or_leaves_a_record() {
    for path in RECORDS {
        let whole = small()[path].clone();
        let known = keys(&whole).unwrap();
        let silent: Vec<usize> = (0..whole.len())
            .into_par_iter()
            .filter(|length| !is_flagged(path, &whole[..*length]))
            .collect();
        for length in &silent {
            let left = keys(&whole[..*length]);
            assert!(left.is_some_and(|left| left.is_subset(&known)), "{path} cut at {length}");
        }
        assert!(silent.len() * 2 < whole.len(), "{path}: {} pass", silent.len());
    }
}

#[test]
fn every_flipped_bit_is_flagged_or_stays_inside_a_value() {
    for path in RECORDS {
        let whole = small()[path].clone();
        let known = keys(&whole).unwrap();
        let silent: Vec<Vec<u8>> = (0..whole.len())
            .into_par_iter()
            .map(|at| {
                let mut flipped = whole.clone();
                // Every bit has its turn.
                flipped[at] ^= 1 << (at % 8);
                flipped
            })
            .filter(|flipped| !is_flagged(path, flipped))
            .collect();
        for flipped in &silent {
            let left = keys(flipped);
            let shown = String::from_utf8_lossy(flipped);
            assert!(left.is_some_and(|left| left.is_subset(&known)), "{path}:\n{shown}");
        }
    }
}
