//! `check --staged` and `check --since` in real repositories: the index is read, not the work
//! tree, in every way in which an archive lies in repositories, and from inside Git's own hook.

use crate::git_arrivals::base;
use crate::history::Leaf;
use crate::repositories::{World, write};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const CLIENT: &str = "branches/donghu/clients/kh2505-2c4x8p.toml";
const OTHER: &str = "branches/linjiang/clients/kh2501-7k3m9q.toml";
const RIGHT: &str = "region = \"330200\"";
const WRONG: &str = "region = \"990200\"";

/// The base archive in a folder, committed: whole, below a folder of a repository, or with each
/// branch a repository of its own.
pub fn lay_out(world: &World, name: &str, layout: &str) -> PathBuf {
    let top = world.at(name);
    let root = if layout == "folder" { top.join("记录/archive") } else { top.clone() };
    for (path, leaf) in base() {
        let Leaf::File(bytes) = leaf else { continue };
        // What arrived when is not what these tests are about.
        let text = String::from_utf8(bytes).unwrap().replace("\"git\"", "\"declared\"");
        write(&root.join(path), &text);
    }
    let mut repositories = vec![];
    if layout == "nested" {
        let branches = fs::read_dir(root.join("branches")).unwrap();
        repositories.extend(branches.map(|entry| entry.unwrap().path()));
        write(&top.join(".gitignore"), "branches/\n");
    }
    repositories.push(top);
    for repository in repositories {
        world.git(&repository, &["init", "--quiet"]);
        world.git(&repository, &["add", "--all"]);
        world.git(&repository, &["commit", "--quiet", "--message", "start"]);
    }
    root
}

pub fn kebu(world: &World, folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kebu"))
        .env_clear()
        .envs(&world.vars)
        .current_dir(folder)
        .args(["check", "--lang", "en"])
        .args(if args.contains(&"--today") { &[][..] } else { &["--today", "2026-07-20"][..] })
        .args(args)
        .output()
        .unwrap()
}

/// The exit code and the codes of the findings, in order.
pub fn found(world: &World, folder: &Path, args: &[&str]) -> (i32, Vec<String>) {
    let output = kebu(world, folder, &[&["--format", "json"], args].concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect(&said);
    let codes = value["findings"].as_array().unwrap().iter();
    let codes = codes.map(|finding| {
        let (severity, code) = (finding["severity"].as_str(), finding["code"].as_str());
        format!("{} {}", severity.unwrap(), code.unwrap())
    });
    (output.status.code().unwrap(), codes.collect())
}

fn refused(world: &World, folder: &Path, args: &[&str], words: &str) {
    let output = kebu(world, folder, args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
    assert!(said.contains(words), "{args:?}: {said}");
    assert!(output.stdout.is_empty());
}

pub fn replace(path: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(old), "{} has no {old}", path.display());
    fs::write(path, text.replacen(old, new, 1)).unwrap();
}

/// The repository in which a file of the archive lies.
fn repository(root: &Path, path: &str, layout: &str) -> PathBuf {
    let branch: Vec<&str> = path.split('/').take(2).collect();
    if layout == "nested" { root.join(branch.join("/")) } else { root.to_owned() }
}

#[test]
fn what_is_staged_is_checked_and_not_the_work_tree() {
    for layout in ["whole", "folder", "nested"] {
        let world = World::new();
        let root = lay_out(&world, "a", layout);
        let stage = |path: &str| {
            let within = repository(&root, path, layout);
            world.git(&within, &["add", root.join(path).to_str().unwrap()]);
        };
        assert_eq!(found(&world, &root, &["--staged"]), (0, vec![]), "{layout}");

        replace(&root.join(CLIENT), RIGHT, WRONG);
        assert_eq!(found(&world, &root, &["--staged"]), (0, vec![]), "{layout}: not staged");
        let wrong = (1, vec!["error region-unknown".to_owned()]);
        assert_eq!(found(&world, &root, &[]), wrong, "{layout}: on the disk");
        stage(CLIENT);
        replace(&root.join(CLIENT), WRONG, RIGHT);
        assert_eq!(found(&world, &root, &["--staged"]), wrong, "{layout}: staged");
        assert_eq!(found(&world, &root, &["--staged", CLIENT]), wrong, "{layout}: the path");
        assert_eq!(found(&world, &root, &["--staged", OTHER]), (0, vec![]), "{layout}: another");
        assert_eq!(found(&world, &root, &[]), (0, vec![]), "{layout}: mended on the disk");

        // A file that is gone from the disk and still staged is checked; a removal that is staged
        // leaves what refers to it dangling.
        fs::remove_file(root.join("people/wang-lei.toml")).unwrap();
        assert_eq!(found(&world, &root, &["--staged"]).1.len(), 1, "{layout}");
        world.git(&root, &["rm", "--quiet", "--cached", "people/wang-lei.toml"]);
        assert!(found(&world, &root, &["--staged"]).1.len() > 1, "{layout}");
    }
}

#[test]
fn with_a_revision_only_what_the_next_commit_brings_counts() {
    let world = World::new();
    let root = lay_out(&world, "a", "whole");
    replace(&root.join(CLIENT), RIGHT, WRONG);
    world.git(&root, &["commit", "--quiet", "--all", "--message", "wrong"]);
    assert_eq!(found(&world, &root, &["--staged"]).0, 1);
    let known = "note region-unknown".to_owned();
    let since = ["--staged", "--since", "HEAD"];
    assert_eq!(found(&world, &root, &since), (0, vec![known.clone()]));
    replace(&root.join(OTHER), "stage = \"", "stage = \"x");
    world.git(&root, &["add", OTHER]);
    assert_eq!(found(&world, &root, &since), (1, vec![known, "error value-not-listed".to_owned()]));
}

#[test]
fn conflicts_paths_that_are_only_meant_and_a_repository_without_commits() {
    let world = World::new();
    let root = lay_out(&world, "a", "whole");
    write(&root.join("branches/donghu/visits/2026/bf2606-3f7s5h.toml"), "");
    world.git(&root, &["add", "--intent-to-add", "."]);
    assert_eq!(found(&world, &root, &["--staged"]), (0, vec![]), "meant to be added");
    assert_eq!(found(&world, &root, &[]), (1, vec!["error empty-file".to_owned()]));
    world.git(&root, &["add", "."]);
    let (code, codes) = found(&world, &root, &["--staged"]);
    assert_eq!((code, codes), (1, vec!["error empty-file".to_owned()]), "an empty file");
    world.git(&root, &["reset", "--quiet", "--hard"]);

    world.git(&root, &["checkout", "--quiet", "-b", "side"]);
    replace(&root.join(CLIENT), "湖滨路 6 号", "湖滨路 8 号");
    world.git(&root, &["commit", "--quiet", "--all", "--message", "side"]);
    world.git(&root, &["checkout", "--quiet", "main"]);
    replace(&root.join(CLIENT), "湖滨路 6 号", "湖滨路 9 号");
    world.git(&root, &["commit", "--quiet", "--all", "--message", "main"]);
    assert!(!world.try_git(&root, &["merge", "side"]).0);
    refused(&world, &root, &["--staged"], "has unresolved merge conflicts in the index");
    refused(&world, &root, &["--staged", "--at", "HEAD"], "--at");
    refused(&world, &root, &["--staged", "--git-dir", ".git"], "--git-dir");

    let empty = world.at("empty");
    for (path, leaf) in base() {
        let Leaf::File(bytes) = leaf else { continue };
        let text = String::from_utf8(bytes).unwrap().replace("\"git\"", "\"declared\"");
        write(&empty.join(path), &text);
    }
    refused(&world, &empty, &["--staged"], "not in a Git repository");
    world.git(&empty, &["init", "--quiet"]);
    world.git(&empty, &["add", "--all"]);
    assert_eq!(found(&world, &empty, &["--staged"]), (0, vec![]), "before the first commit");
}

#[cfg(unix)]
#[test]
fn as_a_hook_it_sees_what_the_commit_will_hold() {
    let world = World::new();
    let root = lay_out(&world, "a", "folder");
    let call = format!(
        "'{}' check --staged --since HEAD --today 2026-07-20 --lang en -C 记录/archive >&2",
        env!("CARGO_BIN_EXE_kebu")
    );
    crate::repositories::hook(&world.at("a"), "pre-commit", &call);
    let commit = |args: &[&str]| {
        world.try_git(&root, &[&["commit", "--quiet", "--message", "x"], args].concat())
    };
    replace(&root.join(CLIENT), RIGHT, WRONG);
    replace(&root.join(OTHER), "name = \"", "name = \"新");
    world.git(&root, &["add", CLIENT]);
    let (done, said) = commit(&[]);
    assert!(!done && said.contains("region-unknown"), "{said}");
    // `git commit FILE` holds that file alone, whatever else is staged.
    let (done, said) = commit(&[OTHER]);
    assert!(done, "{said}");
    let (done, said) = commit(&["--all"]);
    assert!(!done && said.contains("region-unknown"), "{said}");
}

#[test]
fn a_branch_means_what_both_have_in_common_and_another_name_that_commit() {
    let world = World::new();
    let root = lay_out(&world, "a", "whole");
    replace(&root.join(CLIENT), RIGHT, WRONG);
    world.git(&root, &["commit", "--quiet", "--all", "--message", "wrong"]);
    world.git(&root, &["checkout", "--quiet", "-b", "side"]);
    replace(&root.join(OTHER), "stage = \"", "stage = \"x");
    world.git(&root, &["commit", "--quiet", "--all", "--message", "side"]);
    world.git(&root, &["checkout", "--quiet", "main"]);
    replace(&root.join(CLIENT), WRONG, RIGHT);
    world.git(&root, &["commit", "--quiet", "--all", "--message", "mended"]);
    world.git(&root, &["checkout", "--quiet", "side"]);
    let both = ["note region-unknown", "error value-not-listed"].map(str::to_owned).to_vec();
    // What main has mended since is not this side's fault.
    assert_eq!(found(&world, &root, &["--since", "main"]), (1, both));
    // The fingerprints by which GitLab compares two reports do not depend on it.
    let prints = |args: &[&str]| {
        let output = kebu(&world, &root, &[&["--format", "gitlab"], args].concat());
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let entries = value.as_array().unwrap().iter();
        entries.map(|entry| entry["fingerprint"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(prints(&["--since", "main"]), prints(&[]));
}
