//! The user's own `git`: who is at the keyboard, commits of exactly given paths, pushes. Hooks,
//! signing, credentials and configuration are the user's and work; that is the point, and why
//! nothing that only reads the archive may come here: a repository's configuration runs programs.
//! Must not decide what is committed, and knows no records.

mod commit;
mod push;

pub use push::Upstream;

use super::search_path::{absolute, is_path};
use crate::diag::user_git::{Cause, Identity, Unfinished, UserGitRefusal};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The variables of the process, as commands see them.
type Vars = BTreeMap<String, String>;

/// Git's last words are quoted up to this many lines.
const WORDS_MAX: usize = 12;

/// Variables by which Git is told where a repository is. A hook that runs us sets them; we say
/// where ourselves.
const PLACES: [&str; 8] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
];

/// The user's `git` in a folder.
#[derive(Debug, Clone)]
pub struct UserGit<'v> {
    folder: PathBuf,
    vars: &'v Vars,
    /// Whether Git may speak to a terminal itself: progress, a password, what a hook asks.
    on_terminal: bool,
}

/// The user's `git` in a folder of a repository; paths are seen from that folder.
#[derive(Debug, Clone)]
pub struct Repository<'v> {
    git: UserGit<'v>,
    /// From the repository's root to the folder, with a trailing slash; empty at the root.
    prefix: String,
    git_dir: PathBuf,
}

/// A path that differs from the last commit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Changed {
    /// From the folder, with forward slashes.
    pub path: String,
    /// Git does not know the file yet.
    pub is_untracked: bool,
}

/// The e-mail address that the user's Git knows them by in a folder, repository or not. `None`
/// when none is configured or there is no Git: who asks has another way to say who they are.
pub fn email(folder: &Path, vars: &Vars) -> Option<String> {
    let git = UserGit::new(folder, vars, false);
    git.setting("user.email").ok().flatten()
}

impl<'v> UserGit<'v> {
    pub fn new(folder: &Path, vars: &'v Vars, on_terminal: bool) -> Self {
        Self { folder: folder.to_owned(), vars, on_terminal }
    }

    /// The repository that holds the folder, if one does.
    pub fn repository(&self) -> Result<Option<Repository<'v>>, UserGitRefusal> {
        let asked = ["rev-parse", "--show-prefix", "--absolute-git-dir", "--is-inside-work-tree"];
        let output = match self.quiet(&asked) {
            // Where there is no repository nobody misses the program.
            Err(UserGitRefusal::NoGit { .. }) if !self.has_git_folder() => return Ok(None),
            asked => asked?,
        };
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let lines: Vec<&str> = text.lines().collect();
        let words = words(&output.stderr);
        match lines.as_slice() {
            [prefix, git_dir, "true"] if output.status.success() => Ok(Some(Repository {
                git: self.clone(),
                prefix: (*prefix).to_owned(),
                git_dir: PathBuf::from(git_dir),
            })),
            // A repository of another owner is one, and Git says what to do about it.
            _ if words.iter().any(|line| line.contains("dubious ownership")) => {
                Err(UserGitRefusal::Failed { words: "git rev-parse".to_owned(), cause: words })
            }
            _ => Ok(None),
        }
    }

    /// Merges the lines of three files into the first, with markers where both sides changed the
    /// same; says whether nothing was left to decide.
    pub fn merge_lines(
        &self,
        ours: &Path,
        base: &Path,
        theirs: &Path,
    ) -> Result<(Vec<u8>, bool), UserGitRefusal> {
        self.merge_files(&[], ours, base, theirs)
    }

    /// As `merge_lines`, but gives the merged bytes and leaves the files alone.
    pub fn merged_lines(
        &self,
        ours: &Path,
        base: &Path,
        theirs: &Path,
    ) -> Result<(Vec<u8>, bool), UserGitRefusal> {
        self.merge_files(&["--stdout"], ours, base, theirs)
    }

    fn merge_files(
        &self,
        options: &[&str],
        ours: &Path,
        base: &Path,
        theirs: &Path,
    ) -> Result<(Vec<u8>, bool), UserGitRefusal> {
        let names = ["merge-file", "--quiet", "-L", "ours", "-L", "base", "-L", "theirs"];
        let mut args: Vec<&OsStr> = names.iter().chain(options).map(OsStr::new).collect();
        args.extend([ours.as_os_str(), base.as_os_str(), theirs.as_os_str()]);
        let output = self.quiet(&args)?;
        match output.status.code() {
            // The number of conflicts, as far as it can be told.
            Some(conflicts @ 0..=127) => Ok((output.stdout, conflicts == 0)),
            _ => Err(failed("git merge-file", &output)),
        }
    }

    /// Whether the folder may be in a repository; asks no program.
    pub fn has_git_folder(&self) -> bool {
        self.folder.ancestors().any(|folder| fs::symlink_metadata(folder.join(".git")).is_ok())
    }

    /// A key of the configuration, wherever it is set.
    pub fn setting(&self, key: &str) -> Result<Option<String>, UserGitRefusal> {
        let output = self.quiet(&["config", "--get", key])?;
        let value = String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_owned();
        Ok(Some(value).filter(|value| output.status.success() && !value.trim().is_empty()))
    }

    /// Asks Git for something that it tells us and nobody else.
    fn quiet<S: AsRef<OsStr>>(&self, args: &[S]) -> Result<Output, UserGitRefusal> {
        self.run(self.command(args).stdin(Stdio::null()).stderr(Stdio::piped()))
    }

    /// Has Git do something that may ask, show progress or run hooks.
    fn loud<S: AsRef<OsStr>>(&self, args: &[S]) -> Result<Output, UserGitRefusal> {
        let mut command = self.command(args);
        if self.on_terminal {
            command.stdin(Stdio::inherit()).stderr(Stdio::inherit());
        } else {
            // Nothing asks where nobody can answer.
            command.stdin(Stdio::null()).stderr(Stdio::piped()).env("GIT_TERMINAL_PROMPT", "0");
        }
        self.run(&mut command)
    }

    fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = Command::new("git");
        command.env_clear().envs(self.vars);
        for (name, value) in self.vars.iter().filter(|(name, _)| is_path(name)) {
            command.env(name, absolute(value));
        }
        PLACES.iter().for_each(|name| {
            command.env_remove(name);
        });
        // What Git says of a push is read by us; this asks for it in English and leaves the
        // character set, which hooks need, as it is.
        command.env("LANGUAGE", "en").current_dir(&self.folder).args(args).stdout(Stdio::piped());
        command
    }

    fn run(&self, command: &mut Command) -> Result<Output, UserGitRefusal> {
        // Without a search path the system would look in places of its own.
        if !self.vars.keys().any(|name| is_path(name)) {
            return Err(UserGitRefusal::NoGit { cause: None });
        }
        command.output().map_err(|error| UserGitRefusal::NoGit {
            cause: (error.kind() != std::io::ErrorKind::NotFound).then(|| error.to_string()),
        })
    }
}

impl Repository<'_> {
    /// From the repository's root to the folder, with a trailing slash; empty at the root.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The value of an attribute of a path, seen from the folder.
    pub fn attribute(&self, name: &str, path: &str) -> Result<String, UserGitRefusal> {
        let output = self.must(&["check-attr", "-z", name, "--", path])?;
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.split('\0').nth(2).unwrap_or_default().to_owned())
    }

    /// Sets a key of the repository's own configuration.
    pub fn configure(&self, key: &str, value: &str) -> Result<(), UserGitRefusal> {
        self.must(&["config", "--local", key, value]).map(drop)
    }

    /// The branch that a commit would go to. Refuses where a commit would go astray or cannot be
    /// made: nobody to sign it, something unfinished, no branch.
    pub fn ready(&self) -> Result<String, UserGitRefusal> {
        self.identity()?;
        if let Some(what) = self.unfinished() {
            return Err(UserGitRefusal::Unfinished { what });
        }
        let output = self.git.quiet(&["symbolic-ref", "--quiet", "--short", "HEAD"])?;
        let branch = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if branch.is_empty() { Err(UserGitRefusal::Detached) } else { Ok(branch) }
    }

    /// Who commits must be said, and not guessed from the machine's name.
    fn identity(&self) -> Result<(), UserGitRefusal> {
        for (lacks, variable, key) in
            [(Identity::Name, "NAME", "name"), (Identity::Email, "EMAIL", "email")]
        {
            let general = self.git.setting(&format!("user.{key}"))?;
            for (role, section) in [("AUTHOR", "author"), ("COMMITTER", "committer")] {
                let variable = self.git.vars.get(&format!("GIT_{role}_{variable}"));
                let is_said = general.is_some()
                    || variable.is_some_and(|value| !value.trim().is_empty())
                    || self.git.setting(&format!("{section}.{key}"))?.is_some();
                if !is_said {
                    return Err(UserGitRefusal::NoIdentity { lacks });
                }
            }
        }
        Ok(())
    }

    fn unfinished(&self) -> Option<Unfinished> {
        [
            ("MERGE_HEAD", Unfinished::Merge),
            ("rebase-merge", Unfinished::Rebase),
            ("rebase-apply", Unfinished::Rebase),
            ("CHERRY_PICK_HEAD", Unfinished::CherryPick),
            ("REVERT_HEAD", Unfinished::Revert),
        ]
        .into_iter()
        .find_map(|(name, what)| {
            fs::symlink_metadata(self.git_dir.join(name)).is_ok().then_some(what)
        })
    }

    /// What differs from the last commit below the folder, sorted; ignored files are left out.
    pub fn changed(&self) -> Result<Vec<Changed>, UserGitRefusal> {
        let args =
            ["status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", "."];
        let output = self.git.quiet(&args)?;
        if !output.status.success() {
            return Err(failed("git status", &output));
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let mut changed = Vec::new();
        let mut conflicted = Vec::new();
        for entry in text.split('\0').filter(|entry| entry.len() > 3) {
            let (state, path) = entry.split_at(3);
            // Git tells paths from its root, whatever folder it is asked in.
            let path = path.strip_prefix(&self.prefix).unwrap_or(path).to_owned();
            if matches!(&state[..2], "DD" | "AA") || state.contains('U') {
                conflicted.push(path);
            } else {
                changed.push(Changed { path, is_untracked: state.starts_with("??") });
            }
        }
        if !conflicted.is_empty() {
            return Err(UserGitRefusal::Conflicted { paths: conflicted });
        }
        changed.sort();
        Ok(changed)
    }

    /// The commit that first added a path, seen from `HEAD`; `None` while none has.
    pub fn added_by(&self, path: &str) -> Result<Option<String>, UserGitRefusal> {
        // Before the first commit there is nothing to ask.
        if !self.git.quiet(&["rev-parse", "--verify", "--quiet", "HEAD"])?.status.success() {
            return Ok(None);
        }
        let path = format!(":(top,literal){}{path}", self.prefix);
        let args =
            ["log", "--reverse", "--format=%H", "--diff-filter=A", "--no-renames", "--", &path];
        let output = self.must(&args)?;
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.lines().next().map(str::to_owned))
    }

    fn must<S: AsRef<OsStr>>(&self, args: &[S]) -> Result<Output, UserGitRefusal> {
        let output = self.git.quiet(args)?;
        if output.status.success() {
            return Ok(output);
        }
        let first = args.first().map_or_else(String::new, |arg| arg.as_ref().display().to_string());
        Err(failed(&format!("git {first}"), &output))
    }
}

fn failed(words: &str, output: &Output) -> UserGitRefusal {
    UserGitRefusal::Failed { words: words.to_owned(), cause: spoken(output) }
}

/// What Git said, on whichever stream.
fn spoken(output: &Output) -> Cause {
    let errors = words(&output.stderr);
    if errors.is_empty() { words(&output.stdout) } else { errors }
}

fn words(bytes: &[u8]) -> Cause {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.trim_end().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    lines.get(lines.len().saturating_sub(WORDS_MAX)..).unwrap_or_default().to_vec()
}
