//! States of the past beside each other: whatever became of the archive or is checked out now, a
//! state reads as a checkout of it does.

use crate::git_arrivals::{Place, Tree, commits, june, kebu, text};
use crate::history::{Commit, Leaf, git, write};
use std::path::Path;

const RETURN: &str = "branches/linjiang/returns/2026-06.toml";
const PREFIX: &str = "branches/linjiang/";

fn said(root: &Path, args: &[&str]) -> String {
    let output = kebu(root, args);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {error}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn before_it_had_a_repository_of_its_own_a_branch_was_a_folder_of_headquarters() {
    let whole = Place::new(&commits());
    let mut split = commits();
    let mut rest = split[2].tree.clone();
    rest.retain(|path, _| !path.starts_with(PREFIX));
    split.push(Commit::new("2026-07-05T09:00:00+08:00", "zhou-min@example.com", rest).after(&[2]));
    let place = Place::new(&split);
    let (root, ids) = (place.root(), &place.ids);
    let own = split[2].tree.iter();
    let own =
        own.filter_map(|(path, leaf)| Some((path.strip_prefix(PREFIX)?.into(), leaf.clone())));
    let own = Commit::new("2026-07-05T10:00:00+08:00", "li-na@example.com", own.collect());
    write(&root.join(PREFIX), "refs/heads/main", &[own]);

    for (at, before) in [
        (ids[0].as_str(), "HEAD~2"),
        (&ids[2], "HEAD"),
        ("2026-06-18", "2026-06-18"),
        ("2026-07-04", "HEAD"),
    ] {
        for command in
            [&["client", "list"][..], &["grade"], &["returns", "2026H1"], &["rank", "2026Q2"]]
        {
            let today = ["--today", "2026-07-20", "--format", "json"];
            let now = said(&root, &[command, &["--at", at], &today].concat());
            let then = said(&whole.root(), &[command, &["--at", before], &today].concat());
            assert_eq!(now, then, "{command:?} at {at}");
        }
    }
    // Nothing was added or taken away by the split.
    for args in [
        &["diff", "2026-07-04..2026-07-06"][..],
        &["grade", "--changes", "--since", &ids[2], "--at", "HEAD"],
    ] {
        let told: serde_json::Value =
            serde_json::from_str(&said(&root, &[args, &["--format", "json"]].concat())).unwrap();
        assert!(told["rows"].as_array().is_none_or(Vec::is_empty), "{args:?}: {told}");
    }
}

#[test]
fn a_return_that_is_gone_from_the_state_that_is_read_is_not_submitted() {
    let mut commits = commits();
    let mut without = commits[2].tree.clone();
    without.remove(RETURN);
    commits
        .push(Commit::new("2026-07-01T09:00:00+08:00", "li-na@example.com", without).after(&[2]));
    let again = commits[2].tree.clone();
    commits.push(Commit::new("2026-07-02T09:00:00+08:00", "li-na@example.com", again).after(&[3]));
    let place = Place::new(&commits);
    let at = |at: &str| june(&place.root(), &["--at", at])["submitted"].clone();
    assert_eq!(at("HEAD~2"), "2026-06-27");
    assert!(at("HEAD~1").is_null());
    // What is there again has arrived when it first did.
    assert_eq!(at("HEAD"), "2026-06-27");
    let assessed = said(&place.root(), &["assess", "2026H1", "--at", "HEAD~1", "--format", "json"]);
    assert_ne!(
        assessed,
        said(&place.root(), &["assess", "2026H1", "--at", "HEAD", "--format", "json"])
    );
}

#[test]
fn a_day_is_one_of_the_state_that_is_read() {
    const CLIENT: &str = "branches/linjiang/clients/kh2401-a7d2f9.toml";
    let mut commits = commits();
    let mut tree: Tree = commits[2].tree.clone();
    let moved = text(&tree, CLIENT).replace("建设路 1 号", "江滨路 18 号");
    tree.insert(CLIENT.to_owned(), Leaf::File(moved.into_bytes()));
    commits.push(
        Commit::new("2026-07-01T09:00:00+08:00", "li-na@example.com", tree.clone()).after(&[2]),
    );
    // What is checked out later cannot even be read.
    tree.insert("policy.toml".to_owned(), Leaf::File(b"no = toml =".to_vec()));
    commits.push(Commit::new("2026-07-02T09:00:00+08:00", "li-na@example.com", tree).after(&[3]));
    let place = Place::new(&commits);
    let other = place.folder.path().join("b");
    let from = place.root().display().to_string();
    git(place.folder.path(), &["clone", "--quiet", &from, "b"]);
    git(&other, &["checkout", "--quiet", &place.ids[3]]);
    for command in [
        &["diff", "2026-06-20..2026-07-10", "--format", "csv"][..],
        &["diff", "2026-06-20", "--fields", "--format", "csv"],
        &["diff", "2026-07-10", "--fields", "--format", "csv"],
        &["check", "--since", "2026-07-10"],
        &["check", "--since", "2026-06-20"],
        &["grade", "--changes", "--since", "2026-07-10", "--format", "csv"],
    ] {
        let read = said(&place.root(), &[command, &["--at", &place.ids[3]]].concat());
        assert_eq!(read, said(&other, command), "{command:?}");
    }
}

/// A program called `git` lies in the archive, and the PATH has entries that would find it there.
#[cfg(unix)]
#[test]
fn no_program_of_the_archive_is_run_whatever_the_path_says() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new(&commits());
    let root = place.root();
    git(&root, &["reset", "--quiet", "--hard"]);
    git(&root, &["config", "user.name", "li-na"]);
    git(&root, &["config", "user.email", "li-na@example.com"]);
    let mark = place.folder.path().join("ran");
    let script = format!("#!/bin/sh\ntouch '{}'\nexit 1\n", mark.display());
    std::fs::create_dir(root.join("bin")).unwrap();
    for path in ["git", "bin/git"] {
        std::fs::write(root.join(path), &script).unwrap();
        std::fs::set_permissions(root.join(path), std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = format!(":.:bin:{}", std::env::var("PATH").unwrap());
    let archive = root.display().to_string();
    for command in [
        &["returns", "2026H1"][..],
        &["grade", "--at", "HEAD"],
        &["submit", "2026-07", "--branch", "linjiang", "--dry-run"],
    ] {
        std::process::Command::new(env!("CARGO_BIN_EXE_kebu"))
            .current_dir("/")
            .args(["--today", "2026-07-20", "-C", &archive])
            .args(command)
            .env("PATH", &path)
            .output()
            .unwrap();
        assert!(!mark.exists(), "{command:?} ran a program of the archive");
    }
}
