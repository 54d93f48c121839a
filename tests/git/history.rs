//! Histories for tests: commits described as data, written into real repositories by `git
//! fast-import`, so that every id is the same in every run.

#![allow(clippy::unwrap_used, dead_code, reason = "a test may fail; two crates share this file")]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a commit puts at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaf {
    File(Vec<u8>),
    Link(String),
    /// A repository of its own, by the commit that is meant. Cases in folders have none.
    Repository(String),
}

/// A commit: its whole tree, its parents by number, and when it was made.
#[derive(Debug, Clone)]
pub struct Commit {
    pub tree: BTreeMap<String, Leaf>,
    pub parents: Vec<usize>,
    /// Committer time, RFC 3339.
    pub at: String,
    /// Author time; forged ones differ.
    pub author_at: String,
    pub email: String,
    pub message: String,
}

impl Commit {
    pub fn new(at: &str, email: &str, tree: BTreeMap<String, Leaf>) -> Self {
        let (at, email) = (at.to_owned(), email.to_owned());
        let message = "记录".to_owned();
        Self { tree, parents: Vec::new(), author_at: at.clone(), at, email, message }
    }

    pub fn after(mut self, parents: &[usize]) -> Self {
        self.parents = parents.to_vec();
        self
    }
}

/// Git without anybody's configuration.
pub fn git(folder: &Path, args: &[&str]) -> Output {
    let output = command(folder, args).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {args:?}: {said}");
    output
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder).args(args);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    command
}

/// Makes a repository in a folder with these commits; the last is what `reference` names. Gives
/// their ids.
pub fn write(folder: &Path, reference: &str, commits: &[Commit]) -> Vec<String> {
    std::fs::create_dir_all(folder).unwrap();
    if !folder.join(".git").exists() && !folder.join("HEAD").exists() {
        // What `git init` would make, without starting it for each of hundreds of tests.
        for below in ["objects", "refs/heads", "info"] {
            std::fs::create_dir_all(folder.join(".git").join(below)).unwrap();
        }
        std::fs::write(folder.join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
        let config = "[core]\n\trepositoryFormatVersion = 0\n\tbare = false\n";
        std::fs::write(folder.join(".git/config"), config).unwrap();
    }
    let mut stream = Vec::new();
    for (number, commit) in commits.iter().enumerate() {
        import(&mut stream, reference, number, commit);
    }
    let marks = folder.join("marks.tmp");
    let exported = format!("--export-marks={}", marks.display());
    let mut child = command(folder, &["fast-import", "--quiet", "--force", &exported])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&stream).unwrap();
    assert!(child.wait().unwrap().success(), "git fast-import");
    let text = std::fs::read_to_string(&marks).unwrap();
    std::fs::remove_file(&marks).unwrap();
    let mut ids: Vec<(usize, String)> = text
        .lines()
        .map(|line| {
            let (mark, id) = line.split_once(' ').unwrap();
            (mark[1..].parse().unwrap(), id.to_owned())
        })
        .collect();
    ids.sort();
    ids.into_iter().map(|(_, id)| id).collect()
}

fn import(stream: &mut Vec<u8>, reference: &str, number: usize, commit: &Commit) {
    let seconds = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp();
    let Commit { email, message, .. } = commit;
    writeln!(stream, "commit {reference}\nmark :{}", number + 1).unwrap();
    writeln!(stream, "author 某 <{email}> {} +0800", seconds(&commit.author_at)).unwrap();
    writeln!(stream, "committer 某 <{email}> {} +0800", seconds(&commit.at)).unwrap();
    writeln!(stream, "data {}\n{message}", message.len()).unwrap();
    match commit.parents.split_first() {
        Some((first, others)) => {
            writeln!(stream, "from :{}", first + 1).unwrap();
            for other in others {
                writeln!(stream, "merge :{}", other + 1).unwrap();
            }
        }
        // A root begins from nothing, whatever the ref holds.
        None => writeln!(stream, "from {}", "0".repeat(40)).unwrap(),
    }
    writeln!(stream, "deleteall").unwrap();
    for (path, leaf) in &commit.tree {
        let (mode, bytes) = match leaf {
            Leaf::File(bytes) => ("100644", bytes.clone()),
            Leaf::Link(target) => ("120000", target.clone().into_bytes()),
            Leaf::Repository(id) => {
                writeln!(stream, "M 160000 {id} \"{path}\"").unwrap();
                continue;
            }
        };
        writeln!(stream, "M {mode} inline \"{path}\"\ndata {}", bytes.len()).unwrap();
        stream.extend_from_slice(&bytes);
        stream.push(b'\n');
    }
}

/// The three ways in which an archive lies in repositories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    Whole,
    Folder,
    Nested,
}

impl Layout {
    pub const ALL: [Self; 3] = [Self::Whole, Self::Folder, Self::Nested];
}

/// Writes commits of an archive in a layout below `folder`; gives the archive's folder there. No
/// file of the archive is put on the disk.
pub fn lay_out(folder: &Path, layout: Layout, commits: &[Commit]) -> std::path::PathBuf {
    let with = |keep: &dyn Fn(&str) -> Option<String>| -> Vec<Commit> {
        let part = |commit: &Commit| {
            let tree = commit.tree.iter().filter_map(|(p, leaf)| Some((keep(p)?, leaf.clone())));
            Commit { tree: tree.collect(), ..commit.clone() }
        };
        commits.iter().map(part).collect()
    };
    match layout {
        Layout::Whole => {
            write(folder, "refs/heads/main", commits);
            folder.to_owned()
        }
        Layout::Folder => {
            let below = with(&|path| Some(format!("records/客户 archive/{path}")));
            write(folder, "refs/heads/main", &below);
            folder.join("records/客户 archive")
        }
        Layout::Nested => {
            let branch = |path: &str| {
                let mut parts = path.splitn(3, '/');
                let own = (parts.next()? == "branches").then(|| parts.next())??;
                Some((own.to_owned(), parts.next()?.to_owned()))
            };
            let paths = commits.iter().flat_map(|commit| commit.tree.keys());
            let own: std::collections::BTreeSet<String> =
                paths.filter_map(|path| branch(path)).map(|(own, _)| own).collect();
            write(folder, "refs/heads/main", &with(&|p| branch(p).is_none().then(|| p.to_owned())));
            for own in own {
                let mine = with(&|path| branch(path).filter(|(b, _)| *b == own).map(|(_, p)| p));
                // A branch that came later has no commits from before.
                write(&folder.join("branches").join(&own), "refs/heads/main", &mine);
            }
            folder.to_owned()
        }
    }
}
