//! One call of the `git` program, made so that nothing in a repository decides what happens: no
//! configuration, hook, filter, attribute, monitor, pager or helper of it is ever run, and what
//! the caller's environment says about Git is taken away. Only commands are called that look at
//! objects and refs; none that looks at the work tree or at the index.

use super::search_path::{absolute, is_path};
use crate::diag::past::{PastRefusal, PastStop};
use crate::diag::{Act, Fault};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// Variables that a program needs to run at all, and those by which people say where their own
/// configuration lies: it holds their `safe.directory`. No other `GIT_*` reaches Git.
const KEPT: [&str; 17] = [
    "PATH",
    "HOME",
    "XDG_CONFIG_HOME",
    "USERPROFILE",
    "HOMEDRIVE",
    "HOMEPATH",
    "SYSTEMROOT",
    "WINDIR",
    "TEMP",
    "TMP",
    "TMPDIR",
    "USER",
    "USERNAME",
    // Git asks it whose repository is safe when root reads.
    "SUDO_UID",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
];

/// Set for every call. They stand above every configuration file.
const SET: [(&str, &str); 10] = [
    // Its messages are read for one thing, in one language.
    ("LC_ALL", "C"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_LITERAL_PATHSPECS", "1"),
    // History is what was committed: nothing may stand in for a commit or give it other parents.
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_GRAFT_FILE", "/dev/null/none"),
    // A missing object is told, never fetched: not by Git's own means, not by any protocol.
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", ""),
    // No index is there to read: reading one could ask a file system monitor. `index` is the one
    // call that does, and that asks none.
    ("GIT_INDEX_FILE", ".kebu-reads-no-index"),
    ("GIT_ATTR_NOSYSTEM", "1"),
];

/// Settings given on the command line, which no file of a repository can take back.
const SETTINGS: [&str; 8] = [
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    // A file beside the objects could tell other parents and dates than the commits do.
    "core.commitGraph=false",
    "protocol.allow=never",
    "log.showSignature=false",
    // Trees of a long history are differences of differences: kept, they are made once.
    "core.deltaBaseCacheLimit=256m",
];

/// Where a repository is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Seat {
    /// A folder that holds `.git`. Git looks for it itself, so that it refuses a repository of
    /// somebody else; it looks nowhere else.
    WorkTree(PathBuf),
    /// A repository that was named, mostly a bare one.
    Named(PathBuf),
}

impl Seat {
    pub(super) fn folder(&self) -> &Path {
        match self {
            Self::WorkTree(folder) | Self::Named(folder) => folder,
        }
    }
}

/// The `git` program as this run finds it.
#[derive(Debug, Clone)]
pub struct Git {
    vars: Vec<(String, OsString)>,
    /// The index that a hook is told to look at: while `git commit FILE` runs, another than usual.
    index: Option<String>,
}

impl Git {
    /// `vars`: the environment of the run.
    pub fn new(vars: &BTreeMap<String, String>) -> Self {
        let kept =
            vars.iter().filter(|(name, _)| KEPT.iter().any(|k| name.eq_ignore_ascii_case(k)));
        let kept = kept.map(|(name, value)| {
            let value = if is_path(name) { absolute(value) } else { value.into() };
            (name.clone(), value)
        });
        Self { vars: kept.collect(), index: vars.get("GIT_INDEX_FILE").cloned() }
    }

    pub(super) fn command(&self, seat: &Seat, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.env_clear().envs(self.vars.iter().map(|(name, value)| (name, value))).envs(SET);
        command.current_dir(seat.folder()).arg("--no-pager");
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        // `core.worktree` of the repository counts no more than the folder it lies in.
        command.env("GIT_WORK_TREE", seat.folder());
        match seat {
            Seat::WorkTree(folder) => {
                if let Some(above) = folder.parent() {
                    command.env("GIT_CEILING_DIRECTORIES", above);
                }
            }
            Seat::Named(folder) => {
                command.env("GIT_DIR", folder);
            }
        }
        command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a command to its end, whatever it says.
    pub(super) fn ask(&self, seat: &Seat, args: &[&str]) -> Result<Output, PastStop> {
        let output = self.command(seat, args).output().map_err(not_run)?;
        if !output.status.success() && says(&output, "dubious ownership") {
            let folder = seat.folder().display().to_string();
            return Err(PastRefusal::ForeignOwner { folder }.into());
        }
        Ok(output)
    }

    /// Runs a command that has to succeed, and gives what it printed.
    pub(super) fn run(&self, seat: &Seat, args: &[&str]) -> Result<Vec<u8>, PastStop> {
        let output = self.ask(seat, args)?;
        if output.status.success() { Ok(output.stdout) } else { Err(failed(seat, &output)) }
    }

    /// What the index of a work tree holds, as `ls-files` says it: the list alone is read, no file
    /// of the work tree is looked at.
    pub(super) fn index(&self, seat: &Seat, args: &[&str]) -> Result<Vec<u8>, PastStop> {
        let found = self.run(seat, &["rev-parse", "--absolute-git-dir"])?;
        let folder = PathBuf::from(String::from_utf8_lossy(&found).trim());
        let mut command = self.command(seat, &[&["ls-files", "--stage", "-z"], args].concat());
        command.env_remove("GIT_INDEX_FILE");
        if let Some(index) = self.index_in(seat, &folder) {
            command.env("GIT_INDEX_FILE", index);
        }
        let output = command.output().map_err(not_run)?;
        if output.status.success() { Ok(output.stdout) } else { Err(failed(seat, &output)) }
    }

    /// The index that the caller names, where it is one of this repository.
    fn index_in(&self, seat: &Seat, folder: &Path) -> Option<PathBuf> {
        let given = seat.folder().join(self.index.as_deref()?).canonicalize().ok()?;
        given.starts_with(folder.canonicalize().ok()?).then_some(given)
    }

    /// Starts a command that is spoken to while it runs. What it complains of is its own affair:
    /// it is judged by its answers and by how it ends.
    pub(super) fn start(&self, seat: &Seat, args: &[&str]) -> Result<Child, PastStop> {
        let mut command = self.command(seat, args);
        command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(not_run)
    }
}

fn says(output: &Output, words: &str) -> bool {
    String::from_utf8_lossy(&output.stderr).contains(words)
}

fn not_run(cause: io::Error) -> PastStop {
    Fault { act: Act::RunGit, path: "git".to_owned(), cause }.into()
}

/// A call that failed for a reason we have no word for; Git's own last line is the cause.
pub(super) fn failed(seat: &Seat, output: &Output) -> PastStop {
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    let objects =
        ["missing", "bad object", "Could not read", "unable to read", "not a tree object"];
    if objects.iter().any(|words| said.contains(words)) {
        let folder = seat.folder().display().to_string();
        return PastRefusal::ObjectsMissing { folder, object: last_id(&said) }.into();
    }
    broken(seat, line)
}

/// The last object id in what Git said, shortened.
fn last_id(said: &str) -> String {
    let is_id = |word: &&str| word.len() >= 40 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let mut words = said.split(|c: char| !c.is_ascii_alphanumeric()).filter(is_id);
    words.next_back().map(|id| short(id).to_owned()).unwrap_or_default()
}

/// A repository that does not hold together.
pub(super) fn broken(seat: &Seat, said: &str) -> PastStop {
    let path = seat.folder().display().to_string();
    let cause = io::Error::other(said.trim_start_matches("fatal: ").to_owned());
    Fault { act: Act::ReadRepository, path, cause }.into()
}

/// A commit's id as people write it.
pub(super) fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}
