//! New repositories out of data: `git fast-import`, one program for a whole history. Only ever in
//! a folder that kebu has just made: nobody's repository is written here, and no configuration,
//! hook, signature or template of anybody takes part, so that the same commits have the same ids
//! everywhere.

use super::call::{Git, Seat, broken, failed};
use crate::diag::past::PastStop;
use crate::diag::{Act, Fault};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// Who made something, and when (Unix time, shown in UTC+8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub name: String,
    pub email: String,
    pub at: i64,
}

/// A commit to be: what it changes against its first parent.
#[derive(Debug, Clone)]
pub struct NewCommit {
    pub author: Signature,
    pub committer: Signature,
    pub message: String,
    /// Places of earlier commits of the same history.
    pub parents: Vec<usize>,
    /// Paths and their new texts; none where a file goes.
    pub files: Vec<(String, Option<Arc<str>>)>,
}

/// A repository that is made in a folder.
#[derive(Debug)]
pub struct NewRepository<'g> {
    git: &'g Git,
    seat: Seat,
}

const MAIN: &str = "refs/heads/main";

/// Line endings stand as they were written, and all processors help.
const CHECK_OUT: [&str; 4] =
    ["core.autocrlf=false", "core.eol=lf", "checkout.workers=0", "core.protectNTFS=true"];

impl<'g> NewRepository<'g> {
    /// Makes an empty repository with a branch `main`, and the folder where it is missing.
    pub fn init(git: &'g Git, folder: &Path) -> Result<Self, PastStop> {
        fs::create_dir_all(folder).map_err(|cause| {
            let path = folder.display().to_string();
            PastStop::from(Fault { act: Act::MakeFolder, path, cause })
        })?;
        let repository = Self { git, seat: Seat::WorkTree(folder.to_owned()) };
        let args = ["init", "--quiet", "--template=", "--object-format=sha1"];
        let mut command = repository.command(&[], &args);
        command.arg("--initial-branch=main").arg(".");
        repository.finish(&mut command)?;
        Ok(repository)
    }

    /// Writes a history to `main`; gives the ids of the commits.
    pub fn write(&self, commits: &[NewCommit]) -> Result<Vec<String>, PastStop> {
        self.import(MAIN, commits)
    }

    /// Writes a history of its own to another ref.
    pub fn write_ref(&self, name: &str, commits: &[NewCommit]) -> Result<(), PastStop> {
        self.import(name, commits).map(|_| ())
    }

    /// Puts the files of `main` beside the repository.
    pub fn check_out(&self) -> Result<(), PastStop> {
        self.finish(&mut self.command(&CHECK_OUT, &["read-tree", "--reset", "-u", "HEAD"]))
    }

    fn command(&self, settings: &[&str], args: &[&str]) -> Command {
        let mut all: Vec<&str> = settings.iter().flat_map(|setting| ["-c", setting]).collect();
        all.extend(args);
        let mut command = self.git.command(&self.seat, &all);
        // Here there is an index, and it is ours. Where the repository lies is found from `.git`.
        command.env_remove("GIT_INDEX_FILE").env_remove("GIT_WORK_TREE");
        command
    }

    fn finish(&self, command: &mut Command) -> Result<(), PastStop> {
        let output = command.output().map_err(|cause| self.fault(cause))?;
        if output.status.success() { Ok(()) } else { Err(failed(&self.seat, &output)) }
    }

    fn fault(&self, cause: io::Error) -> PastStop {
        Fault { act: Act::RunGit, path: self.seat.folder().display().to_string(), cause }.into()
    }

    fn import(&self, reference: &str, commits: &[NewCommit]) -> Result<Vec<String>, PastStop> {
        let marks = self.seat.folder().join(".git").join("kebu-marks");
        let exported = format!("--export-marks={}", marks.display());
        let mut command = self
            .command(&[], &["fast-import", "--quiet", "--done", "--date-format=raw", &exported]);
        command.stdin(Stdio::piped()).stdout(Stdio::null());
        let mut child = command.spawn().map_err(|cause| self.fault(cause))?;
        let told = match child.stdin.take() {
            Some(input) => tell(&mut BufWriter::with_capacity(1 << 20, input), reference, commits),
            None => Ok(()),
        };
        let output = child.wait_with_output().map_err(|cause| self.fault(cause))?;
        if !output.status.success() {
            // What it says is the cause; that it no longer listens only follows from it.
            return Err(failed(&self.seat, &output));
        }
        told.map_err(|cause| self.fault(cause))?;
        let text = fs::read_to_string(&marks).map_err(|cause| self.fault(cause))?;
        fs::remove_file(&marks).map_err(|cause| self.fault(cause))?;
        self.ids(&text, commits.len())
    }

    /// The ids by the commits' places, out of lines `:1 5d1c…`.
    fn ids(&self, text: &str, count: usize) -> Result<Vec<String>, PastStop> {
        let mut ids = vec![String::new(); count];
        for line in text.lines() {
            let pair = line.strip_prefix(':').and_then(|rest| rest.split_once(' '));
            let place = pair.and_then(|(mark, _)| mark.parse::<usize>().ok()?.checked_sub(1));
            if let (Some((_, id)), Some(slot)) = (pair, place.and_then(|it| ids.get_mut(it))) {
                *slot = id.to_owned();
            }
        }
        if ids.iter().any(String::is_empty) {
            return Err(broken(&self.seat, "git fast-import named no id for a commit"));
        }
        Ok(ids)
    }
}

fn tell(output: &mut impl Write, reference: &str, commits: &[NewCommit]) -> io::Result<()> {
    for (place, commit) in commits.iter().enumerate() {
        writeln!(output, "commit {reference}\nmark :{}", place + 1)?;
        for (role, who) in [("author", &commit.author), ("committer", &commit.committer)] {
            writeln!(output, "{role} {} <{}> {} +0800", who.name, who.email, who.at)?;
        }
        writeln!(output, "data {}\n{}", commit.message.len(), commit.message)?;
        if let Some((first, others)) = commit.parents.split_first() {
            writeln!(output, "from :{}", first + 1)?;
            for other in others {
                writeln!(output, "merge :{}", other + 1)?;
            }
        }
        for (path, text) in &commit.files {
            // Paths of an archive hold nothing that would have to be quoted.
            match text {
                Some(text) => {
                    writeln!(output, "M 100644 inline {path}\ndata {}\n{text}", text.len())?;
                }
                None => writeln!(output, "D {path}")?,
            }
        }
    }
    writeln!(output, "done")?;
    output.flush()
}
