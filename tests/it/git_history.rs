//! The history of records out of real repositories: what is on the disk and in no commit, receipts,
//! branches that are gone. Histories that fit into folders are cases (`tests/cases/history/`).

use crate::git_arrivals::{Place, RECEIPTS, Tree, base, kebu, put, receipt, text};
use crate::history::{Commit, git};
use std::fs;

const CLIENT: &str = "branches/linjiang/clients/kh2401-a7d2f9.toml";
const CLERK: &str = "li-na@example.com";

/// The archive, then a client with another address.
fn commits() -> Vec<Commit> {
    let first = base();
    let mut second = first.clone();
    let changed = text(&first, CLIENT).replace("建设路 1 号", "江滨路 18 号");
    put(&mut second, CLIENT, &changed);
    vec![
        Commit::new("2026-06-10T09:00:00+08:00", "zhou-min@example.com", first),
        Commit::new("2026-06-17T09:00:00+08:00", CLERK, second).after(&[0]),
    ]
}

/// The rows of a command's JSON, but for a client that was merged before history begins.
fn rows(place: &Place, args: &[&str]) -> Vec<serde_json::Value> {
    let output = kebu(&place.root(), &[args, &["--format", "json"]].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {said}");
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let rows = value["rows"].as_array().unwrap().iter();
    rows.filter(|row| row["record"] != "kh2412-n5h9j3").cloned().collect()
}

#[test]
fn what_is_on_the_disk_alone_is_said_to_be_so() {
    let place = Place::new(&commits());
    let root = place.root();
    git(&root, &["reset", "--quiet", "--hard"]);
    let path = root.join(CLIENT);
    let changed = fs::read_to_string(&path)
        .unwrap()
        .replace("[facts.demanding]\nvalue = false", "# 面谈\n[facts.demanding]\nvalue = true");
    fs::write(&path, changed).unwrap();

    let told = rows(&place, &["history", "kh2401"]);
    assert_eq!(told[0]["commit"], "not committed");
    assert_eq!(told[0]["field"], "facts.demanding.value");
    assert_eq!(told[1]["field"], "address");
    assert_eq!(told[1]["author"], "li-na");
    assert_eq!(told.len(), 3);
    // At a revision the disk says nothing.
    assert_eq!(rows(&place, &["history", "kh2401", "--at", "HEAD"]).len(), 2);
    // Nor has it arrived on any day.
    assert_eq!(rows(&place, &["history", "kh2401", "--until", "2026-07-20"]).len(), 2);

    let output = kebu(&root, &["grade", "kh2401", "--explain", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let facts = value["clients"][0]["explanation"]["facts"].as_array().unwrap();
    let set = |fact: &str| {
        let found = facts.iter().find(|found| found["fact"] == fact).unwrap();
        found["evidence"][0]["set"]["commit"].clone()
    };
    assert_eq!(set("F10"), serde_json::Value::Null);
    assert_eq!(set("F4"), &place.ids[0][..12]);
    let output = kebu(&root, &["grade", "--changes", "--since", "HEAD"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("C3 demanding: no → yes") && said.contains("not committed"), "{said}");
}

#[test]
fn a_receipt_says_when_a_change_arrived() {
    let place = Place::new(&commits());
    let ids = &place.ids;
    place.keep(RECEIPTS, &[receipt("2026-06-18T10:15:30+08:00", &ids[0], &ids[1])]);
    let told = rows(&place, &["history", "kh2401", "--at", "HEAD", "--limit", "1"]);
    assert_eq!(told[0]["evidence"], "A");
    assert_eq!(told[0]["arrived_at"], "2026-06-18T10:15:30");
    assert_eq!(told[0]["committed_at"], "2026-06-17T09:00:00");
}

#[test]
fn a_record_is_followed_into_a_branch_that_is_gone() {
    let mut first = base();
    let client = text(&first, CLIENT);
    let old = "branches/qingshan/clients/kh2401-a7d2f9.toml";
    first.remove(CLIENT);
    put(&mut first, old, &client);
    let branch = text(&first, "branches/linjiang/branch.toml");
    put(&mut first, "branches/qingshan/branch.toml", &branch);
    let last: Tree = base();
    let commits = [
        Commit::new("2026-06-10T09:00:00+08:00", CLERK, first),
        Commit::new("2026-06-17T09:00:00+08:00", "zhou-min@example.com", last).after(&[0]),
    ];
    let told = rows(&Place::new(&commits), &["history", "kh2401", "--at", "HEAD"]);
    assert_eq!((&told[0]["field"], &told[0]["before"]), (&"branch".into(), &"qingshan".into()));
    assert_eq!(told[1]["change"], "new");
    assert_eq!(told.len(), 2);
}

#[test]
fn a_record_that_is_gone_is_known_by_its_whole_id() {
    let first = base();
    let mut last = first.clone();
    last.remove("branches/linjiang/visits/2026/bf2606-3f7s5g.toml");
    let commits = [
        Commit::new("2026-06-18T09:00:00+08:00", CLERK, first),
        Commit::new("2026-06-19T09:00:00+08:00", CLERK, last).after(&[0]),
    ];
    let told = rows(&Place::new(&commits), &["history", "bf2606-3f7s5g", "--at", "HEAD"]);
    let fates: Vec<_> = told.iter().map(|row| row["change"].as_str().unwrap()).collect();
    assert_eq!(fates, ["removed", "new"]);
}

/// Who was merged and split off again is told where both happened, and nothing else of it.
#[test]
fn a_merge_that_was_taken_back_stays_in_the_history() {
    const FROM: &str = "kh2402-b3k8n5";
    let place = Place::new(&commits());
    let root = place.root();
    git(&root, &["reset", "--quiet", "--hard"]);
    let commit = |args: &[&str]| {
        let output = kebu(&root, args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        git(&root, &["add", "--all", "branches"]);
        let who = ["-c", "user.name=x", "-c", "user.email=li-na@example.com"];
        git(&root, &[&who[..], &["commit", "--quiet", "--message", "x"]].concat());
    };
    commit(&["client", "set", FROM, "industry=x"]);
    commit(&["client", "merge", FROM, "kh2401"]);
    commit(&["client", "unmerge", FROM]);
    let told = rows(&place, &["history", "kh2401"]);
    let fields: Vec<&str> = told
        .iter()
        .filter(|row| row["record"] == FROM)
        .map(|row| row["field"].as_str().unwrap())
        .collect();
    assert!(fields.iter().filter(|field| **field == "merged_into").count() == 2, "{told:#?}");
    assert!(!fields.contains(&"industry"), "{told:#?}");
}
