//! Damaged records: every truncation and every flipped bit of some records is refused with a
//! place or flagged, unless what is left is a record too; nothing panics.

use crate::archives::{Tree, check, small};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// One of every kind, and some of the kinds that clerks write most.
const RECORDS: [&str; 20] = [
    "archive.toml",
    "policy.toml",
    "people/li-na.toml",
    "people/wang-lei.toml",
    "branches/linjiang/branch.toml",
    "branches/linjiang/clients/kh2501-7k3m9q.toml",
    "branches/donghu/clients/kh2505-2c4x8p.toml",
    "branches/donghu/clients/kh2603-5h6n2t.toml",
    "branches/linjiang/contacts/kh2501-7k3m9q.toml",
    "branches/linjiang/projects/xm2502-4d8w1r.toml",
    "branches/linjiang/complaints/2026/ts2605-9q2v6b.toml",
    "branches/linjiang/visits/2026/bf2606-3f7s5g.toml",
    "branches/linjiang/surveys/2026/dc2606-8j1k4m.toml",
    "branches/linjiang/analyses/2026/fx2606-6p2z9c.toml",
    "branches/linjiang/activities/2026/jh2606-1y4t7n.toml",
    "branches/linjiang/market/2026/sx2606-7m3b6k.toml",
    "branches/linjiang/returns/2026-06.toml",
    NOTICE,
    "hq/checks/2026H1/cc2607-0w3h8d.toml",
    "hq/access/2026/cy2606-5e9a2x.toml",
];

const NOTICE: &str = "branches/linjiang/notices/2025H2.toml";

/// The small archive with a notice, which it has not.
fn archive() -> Tree {
    let mut archive = small();
    let notice = "result = \"pass\"\ntotal = 81.5\nnotice_on = 2026-02-02\nnote = \"已面谈\"\n";
    archive.insert(NOTICE.to_owned(), notice.into());
    archive
}

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
    let mut archive = archive();
    archive.insert(path.to_owned(), bytes.to_vec());
    !check(&archive).1.is_empty()
}

#[test]
fn undamaged_records_are_not_flagged() {
    for path in RECORDS {
        assert!(!is_flagged(path, &archive()[path]), "{path}");
    }
}

#[test]
fn every_truncation_is_flagged_or_leaves_a_record() {
    for path in RECORDS {
        let whole = archive()[path].clone();
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
        let whole = archive()[path].clone();
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

#[test]
fn nesting_beyond_measure_is_flagged() {
    let path = "branches/linjiang/clients/kh2501-7k3m9q.toml";
    let dotted = |depth: usize| vec!["a"; depth].join(".");
    let closed = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let tables = |depth: usize| format!("{}1{}", "{ a = ".repeat(depth), " }".repeat(depth));
    for depth in [70, 5_000, 60_000] {
        for text in [
            format!("[extra.{}]\nx = 1\n", dotted(depth)),
            format!("[[extra.{}]]\nx = 1\n", dotted(depth)),
            format!("[extra]\n{} = 1\n", dotted(depth)),
            format!("[extra]\nx = {{ {} = 1 }}\n", dotted(depth)),
            format!("[extra]\nx = {}\n", closed(4 * depth)),
            format!("[extra]\nx = {}\n", tables(depth)),
        ] {
            let whole = String::from_utf8(archive()[path].clone()).unwrap();
            assert!(is_flagged(path, format!("{whole}\n{text}").as_bytes()), "{depth}");
        }
    }
}
