//! Cases on repositories. A folder of `history/` is a commit; its `commit.toml` may say:
//!
//! ```toml
//! at = "2026-06-24T10:00:00+08:00"         # committer time; required
//! author_at = "2026-06-01T10:00:00+08:00"  # author time; default as committed
//! by = "wang-bo@linjiang.example"          # e-mail of the author
//! after = ["01-import", "03-side"]         # parents; default the folder before
//! ```
//!
//! A commit's tree is that of its first parent, with the files of its other parents over it, then
//! its own: as in `archive/`, `NAME.delete` takes NAME away.
//!
//! And a case, with a history or without, says the same when its archive is read with `--at HEAD`
//! out of a repository on whose work tree nothing lies: some of them always, all of them in every
//! layout with `ALL_LAYOUTS=1 cargo test --test cases @`.

use super::history::{Commit, Layout, Leaf, lay_out};
use super::{
    Case, Content, Tree, archive, difference, lay_over, read_case, start, tree, write_tree,
};
use libtest_mimic::{Failed, Trial};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Cases of these commands open no archive: `--at` says nothing to them.
const WITHOUT_ARCHIVE: &[&str] = &["explain", "help", "lang", "usage"];

/// Starting Git takes longer than a case: without `ALL_LAYOUTS` one case of so many is run, each in
/// one layout. Histories are run in all of them.
const SHARE: usize = 4;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommitCase {
    at: String,
    author_at: Option<String>,
    by: Option<String>,
    after: Option<Vec<String>>,
}

/// The trials of a case on repositories.
pub fn trials(folder: &Path, name: &str) -> Vec<Trial> {
    let top = name.split('/').next().unwrap_or_default();
    if WITHOUT_ARCHIVE.contains(&top) || std::env::var_os("UPDATE").is_some() {
        return Vec::new();
    }
    let Ok(case) = read_case(folder) else { return Vec::new() };
    if !archive(folder, &case).is_ok_and(|archive| archive.contains_key("archive.toml")) {
        return Vec::new();
    }
    // What it says of an archive in no repository has no counterpart in one.
    let is_of_past = case.args.iter().any(|arg| arg.starts_with("--at"));
    if is_of_past && !history_of(folder, &case).is_dir() {
        return Vec::new();
    }
    let turn = name.bytes().map(usize::from).sum::<usize>();
    let in_all = history_of(folder, &case).is_dir() || std::env::var_os("ALL_LAYOUTS").is_some();
    let layouts = match turn % (SHARE * Layout::ALL.len()) {
        _ if in_all => Layout::ALL.to_vec(),
        turn => Layout::ALL.get(turn).copied().into_iter().collect(),
    };
    let trial = |layout: Layout| {
        let folder = folder.to_owned();
        let run = move || test(&folder, layout).map_err(Failed::from);
        Trial::test(format!("{name}@{layout:?}"), run)
    };
    layouts.into_iter().map(trial).collect()
}

/// Where a case's history is, if it has one: its own or that of another case.
pub fn history_of(folder: &Path, case: &Case) -> PathBuf {
    match case.history.as_str() {
        "" => folder.join("history"),
        other => super::project().join("tests/cases").join(other).join("history"),
    }
}

/// The commits of a history over an archive; of the archive alone where there is no history.
pub fn commits(history: &Path, archive: Tree) -> Result<Vec<Commit>, String> {
    let Ok(entries) = fs::read_dir(history) else {
        let commit = Commit::new("2026-05-10T09:00:00+08:00", "kebu@example.com", leaves(&archive));
        return Ok(vec![commit]);
    };
    let mut names: Vec<String> =
        entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let mut trees: Vec<Tree> = Vec::new();
    let mut commits = Vec::new();
    for name in &names {
        let folder = history.join(name);
        let text = fs::read_to_string(folder.join("commit.toml"))
            .map_err(|error| format!("history/{name}/commit.toml: {error}"))?;
        let said: CommitCase =
            toml::from_str(&text).map_err(|error| format!("history/{name}: {error}"))?;
        let number = |name: &String| {
            names.iter().position(|n| n == name).ok_or_else(|| format!("after: no {name}"))
        };
        let parents: Vec<usize> = match &said.after {
            Some(after) => after.iter().map(number).collect::<Result<_, _>>()?,
            None => trees.len().checked_sub(1).into_iter().collect(),
        };
        let mut tree = parents.first().map_or(archive.clone(), |first| trees[*first].clone());
        for other in parents.iter().skip(1) {
            tree.extend(trees[*other].clone());
        }
        lay_over(&mut tree, &folder)?;
        tree.remove("commit.toml");
        let email = said.by.as_deref().unwrap_or("kebu@example.com");
        let mut commit = Commit::new(&said.at, email, leaves(&tree)).after(&parents);
        commit.author_at = said.author_at.unwrap_or(said.at);
        commit.message = name.clone();
        commits.push(commit);
        trees.push(tree);
    }
    Ok(commits)
}

/// What is checked out after the last commit.
pub fn checked_out(commits: &[Commit]) -> Tree {
    let leaf = |leaf: &Leaf| match leaf {
        Leaf::File(bytes) => Some(Content::File(bytes.clone())),
        Leaf::Link(target) => Some(Content::Link(target.clone())),
        Leaf::Repository(_) => None,
    };
    let tree = commits.last().map(|commit| &commit.tree);
    let leaves = tree.into_iter().flatten();
    leaves.filter_map(|(path, content)| Some((path.clone(), leaf(content)?))).collect()
}

fn leaves(tree: &Tree) -> BTreeMap<String, Leaf> {
    let leaf = |content: &Content| match content {
        Content::File(bytes) => Leaf::File(bytes.clone()),
        Content::Link(target) => Leaf::Link(target.clone()),
    };
    tree.iter().map(|(path, content)| (path.clone(), leaf(content))).collect()
}

fn test(folder: &Path, layout: Layout) -> Result<(), String> {
    let case = read_case(folder)?;
    let commits = commits(&history_of(folder, &case), archive(folder, &case)?)?;
    let place = tempfile::tempdir().map_err(|error| error.to_string())?;
    let top = place.path().join("repository");
    let root = lay_out(&top, layout, &commits);
    stand_in(&root, &case)?;
    write_tree(&root, &tree(&folder.join("beside"))?)?;
    let mut args = case.args.clone();
    if !args.iter().any(|arg| arg.starts_with("--at")) {
        args.extend(["--at".to_owned(), "HEAD".to_owned()]);
    }
    // The words are the same as on a disk; one language tells whether the values are.
    for lang in case.lang.iter().take(1) {
        let (exit, stdout, stderr) = start(&case, &args, &root, lang)?;
        if is_about_writing(exit, &stderr) {
            continue;
        }
        // CI wants paths from the top of the repository.
        let stdout = if layout == Layout::Folder {
            let percent = "records/%E5%AE%A2%E6%88%B7%20archive/";
            stdout.replace("records/客户 archive/", "").replace(percent, "")
        } else {
            stdout
        };
        let mut wrong = String::new();
        if exit != case.exit {
            wrong = format!("exit {exit}, expected {}\n", case.exit);
        }
        for (name, found) in [("stdout", stdout), ("stderr", stderr)] {
            let path = folder.join(format!("{name}.{lang}"));
            let expected = masked(&fs::read_to_string(&path).unwrap_or_default());
            let found = masked(&found);
            if found != expected {
                wrong += &format!("{name}.{lang}\n{}", difference(&expected, &found));
            }
        }
        if !wrong.is_empty() {
            return Err(format!("kebu {} ({layout:?})\n{wrong}", args.join(" ")));
        }
    }
    Ok(())
}

/// Ids of commits are others where the archive lies elsewhere.
fn masked(text: &str) -> String {
    let is_hex = |byte: &u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte);
    let mut masked = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let bare = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if bare.len() == 12 && bare.as_bytes().iter().all(is_hex) {
            masked.push_str("[commit id.]");
            masked.push_str(&word[12..]);
        } else {
            masked.push_str(word);
        }
    }
    masked
}

/// What has to be on the disk: an archive's folder is known by its `archive.toml`, of which
/// nothing is read.
fn stand_in(root: &Path, case: &Case) -> Result<(), String> {
    fs::create_dir_all(root.join(&case.cwd)).map_err(|error| error.to_string())?;
    fs::write(root.join("archive.toml"), "").map_err(|error| error.to_string())
}

/// A command that writes refuses to write the past, and says so.
fn is_about_writing(exit: i32, stderr: &str) -> bool {
    exit == 2 && (stderr.contains("写入过去") || stderr.contains("for reading what was"))
}
