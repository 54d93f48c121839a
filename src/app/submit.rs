//! What a monthly return says of the records: which changes it reports and how many of each sort
//! (rules §5, C-032, C-072). Nothing is read or written here.

use crate::archive::compare::{RecordChange, What};
use crate::domain::id::BranchId;
use crate::domain::record::Kind;
use std::collections::BTreeSet;

/// `[counts]` of a return: distinct clients and records since the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Clients that were in no folder before.
    pub clients_new: usize,
    /// Other clients whose file or cooperation history changed, who came or went.
    pub clients_changed: usize,
    pub complaints: usize,
    /// The two halves of client evaluation: survey forms and analysis reports (C-050).
    pub evaluations: usize,
    /// Visits, and files of contact persons.
    pub relations: usize,
}

impl Counts {
    /// In the order of the return's keys.
    pub fn entries(self) -> [(&'static str, usize); 5] {
        [
            ("clients_new", self.clients_new),
            ("clients_changed", self.clients_changed),
            ("complaints", self.complaints),
            ("evaluations", self.evaluations),
            ("relations", self.relations),
        ]
    }
}

/// The changes that concern a branch: in its folder, or out of it to another.
pub fn of_branch(changes: Vec<RecordChange>, branch: &BranchId) -> Vec<RecordChange> {
    let concerns = |change: &RecordChange| {
        let left = change.left().and_then(|unit| unit.branch());
        change.unit.branch() == Some(branch) || left == Some(branch)
    };
    changes.into_iter().filter(|change| concerns(change) && is_told(change.kind)).collect()
}

/// Returns and what headquarters and branch say to each other each half-year are no news.
fn is_told(kind: Kind) -> bool {
    match kind {
        Kind::Return | Kind::Summary | Kind::Notice => false,
        Kind::Branch | Kind::Activity | Kind::Market => true,
        _ => is_counted(kind),
    }
}

/// Whether a change of this kind makes a month one with changes (rules §5).
pub fn is_counted(kind: Kind) -> bool {
    match kind {
        Kind::Client | Kind::Contacts | Kind::Project | Kind::Complaint => true,
        Kind::Visit | Kind::Survey | Kind::Analysis => true,
        Kind::Archive | Kind::Policy | Kind::Person | Kind::Branch => false,
        Kind::Activity | Kind::Market | Kind::Return | Kind::Summary | Kind::Notice => false,
        Kind::SpotCheck | Kind::Access | Kind::Ranking | Kind::Assessment => false,
    }
}

/// Counts the changes of a branch.
pub fn counts(changes: &[RecordChange]) -> Counts {
    let number =
        |kinds: &[Kind]| changes.iter().filter(|change| kinds.contains(&change.kind)).count();
    let is_new = |change: &&RecordChange| change.kind == Kind::Client && change.what == What::Added;
    let new: BTreeSet<&str> =
        changes.iter().filter(is_new).map(|change| change.stem.as_str()).collect();
    let touched = changes.iter().filter_map(|change| match change.kind {
        Kind::Client => Some(change.stem.as_str()),
        // 合作历史 is part of the client's file (C-037).
        Kind::Project => change.client.as_deref(),
        _ => None,
    });
    let changed: BTreeSet<&str> = touched.filter(|client| !new.contains(client)).collect();
    Counts {
        clients_new: new.len(),
        clients_changed: changed.len(),
        complaints: number(&[Kind::Complaint]),
        evaluations: number(&[Kind::Survey, Kind::Analysis]),
        relations: number(&[Kind::Visit, Kind::Contacts]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::compare::compare;
    use crate::archive::files::Files;

    const A: &str = "kh2601-000001";
    const B: &str = "kh2601-000002";

    fn files(pairs: &[(&str, String)]) -> Files {
        Files::from_pairs(
            pairs
                .iter()
                .map(|(path, text)| (format!("branches/{path}.toml"), text.clone().into_bytes())),
        )
    }

    fn of(before: &[(&str, String)], after: &[(&str, String)]) -> [usize; 5] {
        let changes = compare(&files(before), &files(after));
        let branch = "hz".parse().unwrap();
        counts(&of_branch(changes, &branch)).entries().map(|(_, count)| count)
    }

    #[test]
    fn each_change_counts_once_under_its_heading() {
        let client = |id: &str| format!("hz/clients/{id}");
        let text = |value: &str| format!("name = \"{value}\"");
        let named = |client: &str| format!("client = \"{client}\"");
        let (a, b) = (client(A), client(B));
        let a = a.as_str();
        for (before, after, expected) in [
            (vec![], vec![(a, text("甲"))], [1, 0, 0, 0, 0]),
            (vec![(a, text("甲"))], vec![(a, text("乙"))], [0, 1, 0, 0, 0]),
            (vec![(a, text("甲"))], vec![(a, format!("# 注释\n{}", text("甲")))], [0; 5]),
            (vec![(a, text("甲"))], vec![], [0, 1, 0, 0, 0]),
            // Gone to another branch, come from it.
            (
                vec![(a, text("甲"))],
                vec![("donghu/clients/kh2601-000001", text("甲"))],
                [0, 1, 0, 0, 0],
            ),
            (
                vec![("donghu/clients/kh2601-000001", text("甲"))],
                vec![(a, text("甲"))],
                [0, 1, 0, 0, 0],
            ),
            // A project is its client's history; the client is counted once.
            (vec![], vec![("hz/projects/xm2601-000001", named(A))], [0, 1, 0, 0, 0]),
            (
                vec![(a, text("甲"))],
                vec![(a, text("乙")), ("hz/projects/xm2601-000001", named(A))],
                [0, 1, 0, 0, 0],
            ),
            (
                vec![],
                vec![(b.as_str(), text("甲")), ("hz/projects/xm2601-000001", named(B))],
                [1, 0, 0, 0, 0],
            ),
            (vec![], vec![("hz/complaints/2026/ts2601-000001", named(A))], [0, 0, 1, 0, 0]),
            (
                vec![],
                vec![
                    ("hz/surveys/2026/dc2601-000001", named(A)),
                    ("hz/analyses/2026/fx2601-000001", named(A)),
                    ("hz/visits/2026/bf2601-000001", named(A)),
                    ("hz/contacts/kh2601-000001", String::new()),
                ],
                [0, 0, 0, 2, 2],
            ),
            // Other people's, and what is no news.
            (vec![], vec![("donghu/visits/2026/bf2601-000001", named(A))], [0; 5]),
            (
                vec![],
                vec![
                    ("hz/returns/2026-06", text("x")),
                    ("hz/activities/2026/jh2601-000001", text("x")),
                ],
                [0; 5],
            ),
        ] {
            assert_eq!(of(&before, &after), expected, "{before:?} {after:?}");
        }
    }
}
