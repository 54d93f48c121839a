//! Which findings count as known: each row changes an archive twice, and says what of the second
//! state's findings is new, how many are known and how many are mended.

use crate::archives::{Tree, base, check, with};
use kebu::check::{Earlier, mark};
use std::collections::BTreeMap;

const CLIENT: &str = "branches/donghu/clients/kh2505-2c4x8p.toml";
const SECOND: &str = "branches/donghu/clients/kh2603-5h6n2t.toml";
const COMPLAINT: &str = "branches/linjiang/complaints/2026/ts2605-9q2v6b.toml";
const OTHER: &str = "branches/xishan/complaints/2026/ts2606-r9s1t2.toml";
const VISIT: &str = "branches/linjiang/visits/2026/bf2606-3f7s5g.toml";
const POLICY: &str = "policy.toml";
const ACCESS: &str = "hq/access/2026/cy2606-5e9a2x.toml";

fn replaced(mut tree: Tree, path: &str, old: &str, new: &str) -> Tree {
    let text = String::from_utf8(tree[path].clone()).unwrap();
    assert!(text.contains(old), "{path} has no {old:?}");
    tree.insert(path.to_owned(), text.replacen(old, new, 1).into_bytes());
    tree
}

fn changed(tree: Tree, changes: &[(&str, &str, &str)]) -> Tree {
    changes.iter().fold(tree, |tree, (path, old, new)| replaced(tree, path, old, new))
}

fn renamed(tree: Tree, from: &str, to: &str) -> Tree {
    let name = |path: String| match path.strip_prefix(from) {
        Some(rest) => format!("{to}{rest}"),
        None => path,
    };
    tree.into_iter().map(|(path, bytes)| (name(path), bytes)).collect()
}

/// The new findings by code and path, how many are known, how many are mended.
fn compared(before: &Tree, after: &Tree) -> (Vec<String>, usize, usize) {
    let ((old_files, old), (files, mut found)) = (check(before), check(after));
    let mended = mark(Earlier { files: &old_files, findings: &old }, &files, &mut found).len();
    let (known, new): (Vec<_>, Vec<_>) = found.into_iter().partition(|finding| finding.known);
    let told = new.iter().filter(|finding| finding.waived.is_none());
    let told = told.map(|finding| format!("{} {}", finding.code().key(), finding.place.path));
    (told.collect(), known.len(), mended)
}

#[test]
fn what_was_wrong_stays_known_whatever_moves_around_it() {
    let wrong = [
        (CLIENT, "330200", "990200"),
        (CLIENT, "尚无合作", "尚无合作 11010519491231002X"),
        (COMPLAINT, "verified_by = \"chen-yu\"", "verified_by = \"sun-bo\""),
        (OTHER, "kind = \"external\"", "kind = \"external\"\nvia = \"x\""),
        (VISIT, "with = [\"zhao\"]", "with = [\"zhou\"]"),
    ];
    let before = changed(base(), &wrong);
    assert_eq!(compared(&before, &before), (vec![], 5, 0));
    let event =
        "[[events]]\nat = 2026-05-06T09:40:00+08:00\nkind = \"escalated\"\nby = \"li-na\"\n\n";
    let lines = changed(
        before.clone(),
        &[
            (CLIENT, "name =", "# 一行\n\nname ="),
            (OTHER, "[[events]]", &format!("{event}[[events]]")),
            (VISIT, "client =", "# 一行\nclient ="),
        ],
    );
    assert_eq!(compared(&before, &lines), (vec![], 5, 0));
    // A record in another folder, a branch under another name.
    let elsewhere = renamed(before.clone(), CLIENT, "branches/nanwan/clients/kh2505-2c4x8p.toml");
    assert_eq!(compared(&before, &elsewhere), (vec![], 5, 0));
    let odd = with(&before, &[("branches/donghu/returns/2026-05.toml", "nil = 3\n")]);
    let branch = renamed(odd.clone(), "branches/donghu/", "branches/east/");
    let (new, known, mended) = compared(&odd, &branch);
    assert!(new.iter().all(|told| !told.contains("returns")), "{new:?}");
    assert!(known >= 6 && mended == 0, "{known} {mended}");
}

#[test]
fn what_is_new_is_found_beside_its_like() {
    let before =
        changed(base(), &[(COMPLAINT, "at = 2026-05-12\n", "at = 2026-05-12\nvia = \"x\"\n")]);
    let path = |code: &str, path: &str| vec![format!("{code} {path}")];
    // The same in another entry: one is mended, one is new.
    let moved = changed(
        before.clone(),
        &[
            (COMPLAINT, "via = \"x\"\n", ""),
            (COMPLAINT, "at = 2026-05-20\n", "at = 2026-05-20\nvia = 1\n"),
        ],
    );
    assert_eq!(compared(&before, &moved), (path("unknown-key", COMPLAINT), 0, 1));
    // The same in two entries: one is known.
    let both =
        changed(before.clone(), &[(COMPLAINT, "at = 2026-05-20\n", "at = 2026-05-20\nvia = 1\n")]);
    assert_eq!(compared(&before, &both), (path("unknown-key", COMPLAINT), 1, 0));
    // Another value at the same key is another finding; a new suggestion or limit is not.
    let other = changed(base(), &[(CLIENT, "330200", "980200")]);
    let one = changed(base(), &[(CLIENT, "330200", "990200")]);
    assert_eq!(compared(&one, &other), (path("region-unknown", CLIENT), 0, 1));
    let long = changed(base(), &[(ACCESS, "until = ", "until = 2026-07-15 # ")]);
    let limit = changed(long.clone(), &[(POLICY, "max_days = 30", "max_days = 20")]);
    assert_eq!(compared(&long, &limit), (vec![], 1, 0));
    let stricter = changed(base(), &[(POLICY, "max_days = 30", "max_days = 3")]);
    assert_eq!(compared(&base(), &stricter).0.len(), 1);
}

#[test]
fn a_closing_that_lacks_less_is_known_and_one_that_lacks_more_is_new() {
    let lacks = |keys: &[&str]| {
        let cut = |tree: Tree, key: &&str| {
            let text = String::from_utf8(tree[COMPLAINT].clone()).unwrap();
            let kept = text.lines().filter(|line| !line.starts_with(*key)).collect::<Vec<_>>();
            with(&tree, &[(COMPLAINT, &(kept.join("\n") + "\n"))])
        };
        keys.iter().fold(base(), cut)
    };
    let (one, two) = (lacks(&["root_cause"]), lacks(&["root_cause", "corrective_action"]));
    assert_eq!(compared(&two, &one), (vec![], 1, 0));
    assert_eq!(compared(&one, &two), (vec![format!("closing-incomplete {COMPLAINT}")], 0, 1));
}

#[test]
fn of_two_that_clash_either_may_have_the_finding() {
    let before = changed(base(), &[(SECOND, "91990200MA5H6N2T8R", "12990200MB1C4X8Q2U")]);
    assert_eq!(compared(&base(), &before).0, [format!("credit-code-duplicate {SECOND}")]);
    for path in [CLIENT, SECOND] {
        for branch in ["a-first", "nanwan"] {
            let to = path.replace("donghu", branch);
            let moved = renamed(before.clone(), path, &to);
            let new = compared(&before, &moved).0;
            assert!(!new.iter().any(|told| told.contains("duplicate")), "{to}: {new:?}");
        }
    }
}

#[test]
fn what_was_waived_is_new_once_it_is_not() {
    let left = crate::archives::case("waived");
    let unwaived = with(&left, &[(POLICY, std::str::from_utf8(&base()[POLICY]).unwrap())]);
    let owner = vec![format!("owner-left {SECOND}")];
    assert_eq!(compared(&left, &unwaived), (owner, 0, 0));
    assert_eq!(compared(&unwaived, &left), (vec![], 0, 1));
    assert_eq!(compared(&BTreeMap::new(), &left).1, 0);
}
