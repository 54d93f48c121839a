//! Names that may have been meant. Looked for once for each name that is missing, however many
//! records use it, and never by comparing with every id of the archive.

use super::context::Context;
pub use crate::diag::near::nearest;
use crate::diag::{Finding, Problem};
use crate::domain::id::{ALPHABET, Id};
use crate::domain::record::Kind;
use std::collections::BTreeMap;

/// Fills in what missing references may have meant.
pub fn fill(context: &Context<'_>, findings: &mut [Finding]) {
    let mut known: BTreeMap<(Kind, String), Option<String>> = BTreeMap::new();
    for finding in findings {
        if let Problem::ReferenceMissing { kind, found, near, .. } = &mut finding.problem {
            let memo = known.entry((*kind, found.clone()));
            near.clone_from(memo.or_insert_with(|| meant(context, *kind, found)));
        }
    }
}

fn meant(context: &Context<'_>, kind: Kind, found: &str) -> Option<String> {
    let records = &context.book.records;
    match kind {
        Kind::Person => nearest(found, records.people.keys().map(|id| id.as_str())),
        Kind::Branch => nearest(found, records.branches.keys().map(|id| id.as_str())),
        _ => neighbours(found).find(|id| context.is_on_shelf(*id)).map(|id| id.to_string()),
    }
}

/// Every id that differs by one character or by two that are swapped.
fn neighbours(found: &str) -> impl Iterator<Item = Id> {
    let bytes = found.as_bytes().to_vec();
    let swaps = (2..bytes.len().saturating_sub(1)).map({
        let bytes = bytes.clone();
        move |at| {
            let mut other = bytes.clone();
            other.swap(at, at + 1);
            other
        }
    });
    let changes = (2..bytes.len()).flat_map(move |at| {
        let bytes = bytes.clone();
        ALPHABET.iter().map(move |letter| {
            let mut other = bytes.clone();
            other[at] = *letter;
            other
        })
    });
    swaps.chain(changes).filter_map(|bytes| std::str::from_utf8(&bytes).ok()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::neighbours;

    #[test]
    fn neighbours_of_an_id_are_ids_one_slip_away() {
        let near: Vec<String> = neighbours("kh2606-7k3m9q").map(|id| id.to_string()).collect();
        for id in ["kh2606-7k3m9p", "kh2606-k73m9q", "kh2605-7k3m9q"] {
            assert!(near.iter().any(|other| other == id), "{id}");
        }
        assert!(near.iter().all(|id| id.starts_with("kh26") || id.starts_with("kh")));
        assert!(!near.iter().any(|id| id == "kh2606-7k3n9p"));
    }
}
