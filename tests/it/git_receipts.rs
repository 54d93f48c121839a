//! Receipts of a server on which refs are pushed by force, removed and named anew: what cannot be
//! told is refused, and nothing that is honest.

use crate::git_arrivals::{Place, RECEIPTS, ZERO, commits, june, kebu, receipt, refused};
use std::path::Path;

fn side(time: &str, old: &str, new: &str) -> String {
    receipt(time, old, new).replace("refs/heads/main", "refs/heads/side")
}

#[test]
fn a_receipt_whose_commit_before_is_not_here_is_refused_where_that_matters() {
    let place = Place::new(&commits());
    let (root, ids) = (place.root(), &place.ids);
    let args = ["returns", "2026-06", "--at", "HEAD"];
    let gone = "1".repeat(40);
    let first = receipt("2026-05-10T09:10:00+08:00", ZERO, &ids[0]);
    let lost = side("2026-06-20T10:00:00+08:00", ZERO, &gone);
    let forced = side("2026-06-28T10:00:00+08:00", &gone, &ids[2]);
    let merged = receipt("2026-06-29T10:00:00+08:00", &ids[0], &ids[2]);

    // The visit of the 17th may have been behind what was pushed on the 20th.
    place.keep(RECEIPTS, &[first.clone(), lost.clone(), forced.clone(), merged.clone()]);
    refused(&root, &args, 2, &format!("git fetch origin {gone}:refs/kebu/kept/{gone}"));
    // Files are what they are, and `check` runs.
    assert!(kebu(&root, &["grade", "--at", "HEAD"]).status.success());
    assert!(kebu(&root, &["check", "--at", "HEAD"]).status.success());

    // It matters no more where it is known to have come before; the return is newer than the push.
    let visit = receipt("2026-06-18T10:00:00+08:00", &ids[0], &ids[1]);
    place.keep(RECEIPTS, &[first.clone(), visit, lost.clone(), forced.clone(), merged.clone()]);
    let known = june(&root, &["--at", "HEAD"]);
    assert_eq!((&known["submitted"], &known["changes"]), (&"2026-06-28".into(), &1.into()));

    // Nor where the receipt says what else was there.
    let with_base = format!("{forced}base: {}\n", ids[1]);
    place.keep(RECEIPTS, &[first.clone(), lost, with_base, merged]);
    assert_eq!(june(&root, &["--at", "HEAD"])["submitted"], "2026-06-28");

    // A side branch that is gone takes nothing from others; what was there before the first
    // receipt may be behind it.
    let new = side("2026-06-28T10:00:00+08:00", ZERO, &ids[2]);
    let base = format!("{new}base: {gone}\n");
    place.keep(RECEIPTS, &[first, base.clone()]);
    assert_eq!(june(&root, &["--at", "HEAD"])["submitted"], "2026-06-28");
    place.keep(RECEIPTS, &[receipt("2026-06-01T10:00:00+08:00", &ids[0], &ids[0]), base]);
    refused(&root, &args, 2, "it cannot be told what arrived with it");
}

/// The three commits, the last of them made instead of the second.
fn rewritten() -> Place {
    let mut commits = commits();
    commits[2].parents = vec![0];
    Place::new(&commits)
}

/// What `HEAD` says: a branch, or a commit as in CI; and what is asked for instead of it.
fn readings(ids: &[String]) -> Vec<(String, Option<&str>)> {
    let branch = |name: &str| format!("ref: refs/heads/{name}");
    vec![
        (branch("main"), None),
        (ids[2].clone(), None),
        (branch("work"), None),
        (branch("main"), Some(&ids[2])),
        (ids[0].clone(), Some("main")),
        (branch("nothing-yet"), Some("main")),
    ]
}

fn check_out(root: &Path, head: &str) {
    std::fs::write(root.join(".git/HEAD"), format!("{head}\n")).unwrap();
}

#[test]
fn rewritten_history_is_refused_whatever_is_checked_out_and_however_it_is_called() {
    let place = rewritten();
    let (root, ids) = (place.root(), &place.ids);
    let work = root.join(".git/refs/heads/work");
    std::fs::write(work, format!("{}\n", ids[2])).unwrap();
    let first = receipt("2026-05-10T09:10:00+08:00", ZERO, &ids[0]);
    let second = receipt("2026-06-17T09:10:00+08:00", &ids[0], &ids[1]);
    let forced = receipt("2026-06-27T09:10:00+08:00", &ids[1], &ids[2]);
    // Another branch made of it later hides nothing.
    let copy = side("2026-06-28T09:10:00+08:00", ZERO, &ids[2]);
    // Nor does a new name of the branch itself.
    let master = first.replace("refs/heads/main", "refs/heads/master");
    let renamed = receipt("2026-05-11T09:10:00+08:00", ZERO, &ids[0]);
    let removed = receipt("2026-05-12T09:10:00+08:00", &ids[0], ZERO)
        .replace("refs/heads/main", "refs/heads/master");
    let plain = vec![first, second.clone(), forced.clone(), copy];
    for receipts in [plain, vec![master, renamed, removed, second, forced]] {
        place.keep(RECEIPTS, &receipts);
        for (head, at) in readings(ids) {
            check_out(&root, &head);
            let args = ["returns", "2026-06", "--at", at.unwrap_or("HEAD")];
            refused(&root, &args, 2, "history was rewritten");
        }
        // What stands before the rewriting was not rewritten.
        let args = ["returns", "2026-06", "--at", &ids[0]];
        assert!(kebu(&root, &args).status.success());
    }
}

#[test]
fn a_side_branch_may_be_pushed_by_force_and_taken_over() {
    let place = rewritten();
    let (root, ids) = (place.root(), &place.ids);
    let work = root.join(".git/refs/heads/work");
    std::fs::write(work, format!("{}\n", ids[2])).unwrap();
    let made = side("2026-05-11T09:10:00+08:00", ZERO, &ids[0]);
    let receipts = [
        receipt("2026-05-10T09:10:00+08:00", ZERO, &ids[0]),
        made,
        side("2026-06-17T09:10:00+08:00", &ids[0], &ids[1]),
        side("2026-06-27T09:10:00+08:00", &ids[1], &ids[2]),
        receipt("2026-06-28T09:10:00+08:00", &ids[0], &ids[2]),
        side("2026-06-29T09:10:00+08:00", &ids[2], ZERO),
    ];
    // While it is a side branch, once it was taken over, and when it is gone.
    for received in [4, 5, 6] {
        place.keep(RECEIPTS, &receipts[..received]);
        for (head, at) in readings(ids) {
            check_out(&root, &head);
            let args = ["returns", "2026-06", "--at", at.unwrap_or("HEAD")];
            let output = kebu(&root, &args);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{received} {head} {at:?}: {said}");
        }
    }
}
