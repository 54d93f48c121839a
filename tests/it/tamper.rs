//! Tampering in real repositories, where histories in folders cannot show it: what is not committed
//! yet, merges that drop what they should bring, a main branch that follows somebody's merge.

use crate::repositories::World;
use crate::staged::{found, kebu, lay_out, replace};
use std::path::PathBuf;

const COMPLAINT: &str = "branches/linjiang/complaints/2026/ts2605-9q2v6b.toml";
const TODAY: [&str; 2] = ["--today", "2026-09-10"];

/// An archive whose dates Git proves; what is in it came with the first import.
fn archive(world: &mut World) -> PathBuf {
    let root = lay_out(world, "a", "whole");
    let proved = "evidence = \"git\"\nbaseline_on = 2026-06-24";
    replace(&root.join("archive.toml"), "evidence = \"declared\"", proved);
    world.git(&root, &["commit", "--quiet", "--all", "--amend", "--no-edit"]);
    for name in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
        world.vars.insert(name.to_owned(), "2026-08-01T09:00:00+08:00".to_owned());
    }
    root
}

fn commit(world: &World, root: &std::path::Path, message: &str) -> String {
    world.git(root, &["commit", "--quiet", "--all", "--message", message]);
    world.git(root, &["rev-parse", "HEAD"]).trim().to_owned()
}

#[test]
fn what_is_not_committed_yet_is_found() {
    let mut world = World::new();
    let root = archive(&mut world);
    let since =
        |more: &[&str]| found(&world, &root, &[&["--since", "HEAD"], more, &TODAY].concat());
    assert_eq!(since(&[]), (0, vec![]));
    replace(&root.join(COMPLAINT), "severity = \"serious\"", "severity = \"general\"");
    let changed = (1, vec!["error closed-complaint-changed".to_owned()]);
    assert_eq!(since(&[]), changed);
    assert_eq!(since(&["--staged"]), (0, vec![]), "not staged");
    world.git(&root, &["add", COMPLAINT]);
    assert_eq!(since(&["--staged"]), changed);
    world.git(&root, &["rm", "--quiet", "--force", COMPLAINT]);
    let removed = (1, vec!["error complaint-removed".to_owned()]);
    assert_eq!((since(&[]), since(&["--staged"])), (removed.clone(), removed));
    let output = kebu(&world, &root, &[&["--since", "HEAD"], &TODAY[..]].concat());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("a complaint was removed (not committed yet)"), "{said}");
    assert!(said.contains(&format!("git restore --source=HEAD -- {COMPLAINT}")), "{said}");
    // The help is one that helps.
    world.git(&root, &["restore", "--staged", "--worktree", "--source=HEAD", "--", COMPLAINT]);
    assert_eq!(since(&[]), (0, vec![]));
}

#[test]
fn a_merge_that_drops_a_complaint_removes_it() {
    let mut world = World::new();
    let root = archive(&mut world);
    let kept = std::fs::read_to_string(root.join(COMPLAINT)).unwrap();
    world.git(&root, &["rm", "--quiet", COMPLAINT]);
    let without = commit(&world, &root, "before the complaint came");
    world.git(&root, &["branch", "side"]);
    std::fs::create_dir_all(root.join(COMPLAINT).parent().unwrap()).unwrap();
    std::fs::write(root.join(COMPLAINT), kept).unwrap();
    world.git(&root, &["add", COMPLAINT]);
    let with = commit(&world, &root, "the complaint");
    // Somebody merges main into their own line and keeps nothing of it; main follows.
    world.git(&root, &["checkout", "--quiet", "side"]);
    replace(&root.join("branches/donghu/branch.toml"), "name =", "# 一行\nname =");
    commit(&world, &root, "something else");
    world.git(&root, &["merge", "--quiet", "--strategy=ours", "--message", "merge", "main"]);
    let merge = world.git(&root, &["rev-parse", "HEAD"]).trim().to_owned();
    world.git(&root, &["checkout", "--quiet", "main"]);
    world.git(&root, &["merge", "--quiet", "--ff-only", "side"]);
    let since = |commit: &str| found(&world, &root, &[&["--since", commit], &TODAY[..]].concat());
    assert_eq!(since(&with), (1, vec!["error complaint-removed".to_owned()]));
    let output = kebu(&world, &root, &[&["--since", with.as_str()], &TODAY[..]].concat());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains(&format!("commit `{}` by `li-na`", &merge[..12])), "{said}");
    // On the line of that side it never was.
    assert_eq!(since(&without).0, 0);
}

#[test]
fn declaring_dates_now_hides_nothing_that_was_done_before() {
    let mut world = World::new();
    let root = archive(&mut world);
    replace(&root.join("archive.toml"), "evidence = \"git\"", "evidence = \"declared\"");
    replace(&root.join(COMPLAINT), "severity = \"serious\"", "severity = \"general\"");
    commit(&world, &root, "both at once");
    let found = found(&world, &root, &[&["--since", "HEAD~1"], &TODAY[..]].concat());
    assert_eq!(found, (1, vec!["error closed-complaint-changed".to_owned()]));
}
