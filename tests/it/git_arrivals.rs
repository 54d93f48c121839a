//! Arrivals out of real repositories: receipts and observations, what a repository lacks, and how
//! the three ways of keeping an archive agree. Histories that fit into folders are cases
//! (`tests/cases/git/`).

use crate::history::{Commit, Layout, Leaf, git, lay_out, write};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub type Tree = BTreeMap<String, Leaf>;

const CLERK: &str = "li-na@example.com";
const RETURN: &str = "branches/linjiang/returns/2026-06.toml";
const VISIT: &str = "branches/linjiang/visits/2026/bf2606-3f7s5g.toml";

pub fn base() -> Tree {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/base/archive");
    let files = walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    let mut tree: Tree = files
        .map(|entry| {
            let parts: Vec<_> = entry.path().strip_prefix(&folder).unwrap().iter().collect();
            let path =
                parts.iter().map(|part| part.to_str().unwrap()).collect::<Vec<_>>().join("/");
            (path, Leaf::File(std::fs::read(entry.path()).unwrap()))
        })
        .collect();
    let archive = text(&tree, "archive.toml").replace("declared", "git");
    put(&mut tree, "archive.toml", &archive);
    tree
}

pub fn text(tree: &Tree, path: &str) -> String {
    match &tree[path] {
        Leaf::File(bytes) => String::from_utf8(bytes.clone()).unwrap(),
        other => panic!("{path} is {other:?}"),
    }
}

pub fn put(tree: &mut Tree, path: &str, text: &str) {
    tree.insert(path.to_owned(), Leaf::File(text.as_bytes().to_vec()));
}

/// The archive without a return of June and a visit; then the visit; then the return.
pub fn commits() -> Vec<Commit> {
    let last = base();
    let mut first = last.clone();
    first.remove(RETURN);
    let mut second = first.clone();
    first.remove(VISIT);
    let changed = text(&last, VISIT);
    put(&mut second, VISIT, &changed);
    vec![
        Commit::new("2026-05-10T09:00:00+08:00", "zhou-min@example.com", first),
        Commit::new("2026-06-17T09:00:00+08:00", CLERK, second).after(&[0]),
        Commit::new("2026-06-27T09:00:00+08:00", CLERK, last).after(&[1]),
    ]
}

pub fn kebu(root: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kebu"))
        .current_dir(root)
        .args(["--today", "2026-07-20", "--lang", "en"])
        .args(args)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap()
}

/// The return of June of Linjiang, as the contract's JSON has it.
pub fn june(root: &Path, args: &[&str]) -> serde_json::Value {
    let all = [&["returns", "2026-06", "--branch", "linjiang", "--format", "json"], args].concat();
    let output = kebu(root, &all);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {said}");
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    value["branches"][0]["months"][0].clone()
}

pub fn refused(root: &Path, args: &[&str], code: i32, words: &str) {
    let output = kebu(root, args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{args:?}: {said}");
    assert!(said.contains(words), "{args:?}: {said}");
    assert!(output.stdout.is_empty(), "{args:?} printed a result beside its refusal");
}

pub struct Place {
    pub folder: tempfile::TempDir,
    pub ids: Vec<String>,
}

impl Place {
    /// A repository with its work tree's `archive.toml`; nothing else is on the disk.
    pub fn new(commits: &[Commit]) -> Self {
        let folder = crate::scratch::folder();
        let root = folder.path().join("a");
        let ids = write(&root, "refs/heads/main", commits);
        std::fs::write(root.join("archive.toml"), "").unwrap();
        Self { folder, ids }
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("a")
    }

    /// Messages as a chain of commits under a ref.
    pub fn keep(&self, reference: &str, messages: &[String]) {
        let commit = |(number, message): (usize, &String)| {
            let mut commit =
                Commit::new("2026-07-01T00:00:00+08:00", "git@example.com", Tree::new());
            commit.message = message.clone();
            commit.parents = number.checked_sub(1).into_iter().collect();
            commit
        };
        let commits: Vec<Commit> = messages.iter().enumerate().map(commit).collect();
        write(&self.root(), reference, &commits);
    }
}

pub const RECEIPTS: &str = "refs/kebu/receipts";
const OBSERVATIONS: &str = "refs/kebu/observations";
pub const ZERO: &str = "0000000000000000000000000000000000000000";

pub fn receipt(time: &str, old: &str, new: &str) -> String {
    format!("receipt\n\ntime: {time}\nuser: li-na\nref: refs/heads/main\nold: {old}\nnew: {new}\n")
}

#[test]
fn a_receipt_stands_before_an_observation_and_both_before_the_commits_own_date() {
    let place = Place::new(&commits());
    let (root, ids) = (place.root(), place.ids.clone());
    let own = june(&root, &["--at", "HEAD"]);
    assert_eq!((&own["status"], &own["submitted"]), (&"late".into(), &"2026-06-27".into()));
    assert_eq!((&own["evidence"], &own["changes"]), (&"C".into(), &1.into()));

    let seen = receipt("2026-06-26T03:00:00+08:00", &ids[1], &ids[2]);
    place.keep(OBSERVATIONS, &[seen]);
    let observed = june(&root, &["--at", "HEAD"]);
    assert_eq!((&observed["submitted"], &observed["days_late"]), (&"2026-06-26".into(), &1.into()));
    assert_eq!(observed["evidence"], "B");

    // The earliest receipt that covers it counts, even if an observation is earlier still.
    let pushes = [
        receipt("2026-05-10T09:10:00+08:00", ZERO, &ids[0]),
        receipt("2026-06-25T23:00:00+08:00", &ids[0], &ids[2]),
        receipt("2026-06-30T08:00:00+08:00", ZERO, &ids[2]),
    ];
    place.keep(RECEIPTS, &pushes);
    let received = june(&root, &["--at", "HEAD"]);
    assert_eq!((&received["status"], &received["evidence"]), (&"on_time".into(), &"A".into()));
    assert_eq!((&received["submitted"], &received["changes"]), (&"2026-06-25".into(), &1.into()));

    // The end of a day is that of the arrival, not that of the commit.
    let dates = |day: &str| june(&root, &["--at", day])["submitted"].clone();
    assert_eq!(dates("2026-06-25"), "2026-06-25");
    assert!(dates("2026-06-24").is_null());
}

#[test]
fn what_was_there_before_is_not_covered() {
    let place = Place::new(&commits());
    let ids = &place.ids;
    let push = |base: &str| {
        format!("{}base: {base}\n", receipt("2026-06-25T10:00:00+08:00", ZERO, &ids[2]))
    };
    place.keep(RECEIPTS, &[push(&ids[1])]);
    let june = june(&place.root(), &["--at", "HEAD"]);
    // The visit keeps its own date of the 17th: it is a change before the return.
    assert_eq!((&june["submitted"], &june["changes"]), (&"2026-06-25".into(), &1.into()));
    let nothing = receipt("2026-06-01T10:00:00+08:00", &ids[2], &ids[2]);
    place.keep(RECEIPTS, &[nothing]);
    let own = self::june(&place.root(), &["--at", "HEAD"]);
    assert_eq!(own["evidence"], "C");
}

#[test]
fn a_receipt_that_cannot_be_read_or_tells_of_rewriting_is_refused() {
    let place = Place::new(&commits());
    let (root, ids) = (place.root(), &place.ids);
    let args = ["returns", "2026-06", "--at", "HEAD"];
    let bad = receipt("yesterday", &ids[0], &ids[1]);
    place.keep(RECEIPTS, &[bad]);
    refused(&root, &args, 2, "`time` is missing or malformed");
    let gone = "1".repeat(40);
    let forced = receipt("2026-06-25T10:00:00+08:00", &gone, &ids[2]);
    place.keep(RECEIPTS, &[format!("{forced}base: {}\n", ids[1])]);
    refused(&root, &args, 2, "history was rewritten");
    refused(&root, &["assess", "2026H1", "--at", "HEAD"], 2, "history was rewritten");
    // Files are what they are, whatever arrivals are.
    assert!(kebu(&root, &["grade", "--at", "HEAD"]).status.success());
    // Before the rewriting nothing was rewritten.
    assert!(kebu(&root, &["returns", "2026-06", "--at", "HEAD~1"]).status.success());
}

#[test]
fn what_a_clone_lacks_is_refused_and_never_counted_as_missing() {
    let place = Place::new(&commits());
    git(&place.root(), &["config", "uploadpack.allowFilter", "true"]);
    let source = format!("file://{}", place.root().display());
    let clone = |name: &str, option: &str| {
        let args = ["clone", "--quiet", "--no-checkout", option, &source, name];
        git(place.folder.path(), &args);
        let root = place.folder.path().join(name);
        std::fs::write(root.join("archive.toml"), "").unwrap();
        root
    };
    let shallow = clone("shallow", "--depth=1");
    refused(&shallow, &["returns", "2026-06", "--at", "HEAD"], 2, "shallow clone");
    refused(&shallow, &["grade", "--at", "2026-06-30"], 2, "shallow clone");
    assert!(kebu(&shallow, &["grade", "--at", "HEAD"]).status.success());
    let checked = kebu(&shallow, &["check", "--at", "HEAD"]);
    assert!(checked.status.success(), "a shallow clone of CI can be checked");
    let said = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert!(said.contains("arrival of returns was not checked"), "{said}");

    for args in [
        &["history", "kh2501", "--at", "HEAD"][..],
        &["diff", "HEAD..HEAD"],
        &["grade", "--changes", "--since", "HEAD", "--at", "HEAD"],
    ] {
        refused(&shallow, args, 2, "shallow clone");
    }
    // An explanation stands without commits, and says why.
    let explained = kebu(&shallow, &["grade", "kh2501", "--explain", "--at", "HEAD"]);
    assert!(explained.status.success());
    let said = String::from_utf8_lossy(&explained.stderr).into_owned();
    assert!(said.contains("shallow clone"), "{said}");
    let shown = String::from_utf8_lossy(&explained.stdout).into_owned();
    assert!(!shown.contains("commit"), "{shown}");

    let without_files = clone("blobless", "--filter=blob:none");
    refused(&without_files, &["grade", "--at", "HEAD"], 2, "lacks `");
    let without_trees = clone("treeless", "--filter=tree:0");
    refused(&without_trees, &["returns", "2026-06", "--at", "HEAD"], 2, "lacks");
    refused(&without_trees, &["grade", "--at", "HEAD"], 2, "lacks");
}

#[test]
fn a_damaged_or_empty_repository_is_no_empty_history() {
    let place = Place::new(&commits());
    let root = place.root();
    let broken = "1".repeat(40);
    std::fs::write(root.join(".git/refs/heads/main"), format!("{broken}\n")).unwrap();
    refused(&root, &["grade", "--at", "HEAD"], 2, "lacks `111111111111`");
    refused(&root, &["returns", "2026-06", "--at", "2026-07-01"], 2, "lacks `111111111111`");
    let empty = crate::scratch::folder();
    git(empty.path(), &["init", "--quiet"]);
    std::fs::write(empty.path().join("archive.toml"), "").unwrap();
    refused(empty.path(), &["grade", "--at", "HEAD"], 2, "`HEAD` is neither a commit");
    refused(empty.path(), &["grade", "--at", "2026-06-30"], 2, "no commit yet");
}

#[test]
fn every_way_of_keeping_an_archive_says_the_same() {
    let mut answers = Vec::new();
    for layout in Layout::ALL {
        let folder = crate::scratch::folder();
        let root = lay_out(&folder.path().join("a"), layout, &commits());
        std::fs::create_dir_all(&root).unwrap();
        std::fs::write(root.join("archive.toml"), "").unwrap();
        let mut answer = Vec::new();
        for at in ["HEAD", "HEAD~1", "2026-06-27", "2026-06-26", "2026-06-16"] {
            for command in [&["returns", "2026H1"][..], &["assess", "2026H1"], &["client", "list"]]
            {
                let output = kebu(&root, &[command, &["--at", at, "--format", "json"]].concat());
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                assert!(output.status.success(), "{layout:?} {at} {command:?}: {said}");
                answer.push((at, command, String::from_utf8(output.stdout).unwrap()));
            }
        }
        answers.push(answer);
    }
    assert_eq!(answers[0], answers[1], "a folder of a repository");
    assert_eq!(answers[0], answers[2], "a repository for each branch");
}

#[test]
fn a_branch_that_headquarters_names_by_its_commit_stands_there() {
    let folder = crate::scratch::folder();
    let root = folder.path().join("a");
    let branch = root.join("branches/linjiang");
    let prefix = "branches/linjiang/";
    let own = |path: &str| path.strip_prefix(prefix).map(str::to_owned);
    let part = |commit: &Commit, keep: &dyn Fn(&str) -> Option<String>| {
        let tree = commit.tree.iter().filter_map(|(path, leaf)| Some((keep(path)?, leaf.clone())));
        Commit { tree: tree.collect(), ..commit.clone() }
    };
    let commits = commits();
    let of_branch: Vec<Commit> = commits.iter().map(|commit| part(commit, &own)).collect();
    let ids = write(&branch, "refs/heads/main", &of_branch);
    // Headquarters has seen the visit and not the return.
    let others = |path: &str| own(path).is_none().then(|| path.to_owned());
    let mut hq = part(&commits[0], &others);
    hq.tree.insert(prefix.trim_end_matches('/').to_owned(), Leaf::Repository(ids[1].clone()));
    write(&root, "refs/heads/main", &[hq.clone()]);
    std::fs::write(root.join("archive.toml"), text(&hq.tree, "archive.toml")).unwrap();
    assert!(june(&root, &["--at", "HEAD"])["submitted"].is_null());
    assert_eq!(june(&root, &["--at", "HEAD"])["changes"], 1);
    assert_eq!(june(&root, &["--at", "2026-06-27"])["submitted"], "2026-06-27");
    // Where the branch's own repository cannot be, its records would be missing.
    refused(&root, &["grade", "--git-dir", ".git"], 2, "is a repository of its own");
    hq.tree.insert(prefix.trim_end_matches('/').to_owned(), Leaf::Repository("1".repeat(40)));
    write(&root, "refs/heads/main", &[hq]);
    refused(&root, &["grade", "--at", "HEAD"], 2, "whose commit `111111111111` is not here");
}
