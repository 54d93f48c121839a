//! Commits of exactly given paths by the user's own `git`, so that hooks and signing work.

use super::{Changed, Repository, spoken};
use crate::diag::user_git::UserGitRefusal;
use std::fs;
use std::path::PathBuf;

impl Repository<'_> {
    /// Commits exactly these paths as they are on disk, whatever else is staged, and says the
    /// commit's id. When Git refuses, the index is as it was and the files are untouched.
    pub fn commit(&self, paths: &[Changed], message: &str) -> Result<String, UserGitRefusal> {
        let id = std::process::id();
        let paths_file = Scratch::new(self.git_dir.join(format!("kebu-paths-{id}")));
        let message_file = Scratch::new(self.git_dir.join(format!("kebu-message-{id}")));
        let from = format!("--pathspec-from-file={}", paths_file.0.display());
        let list = |wanted: &mut dyn Iterator<Item = &Changed>| -> String {
            wanted
                .map(|changed| format!(":(top,literal){}{}\0", self.prefix, changed.path))
                .collect()
        };
        // A commit of given paths knows only files that are in the index.
        let untracked = list(&mut paths.iter().filter(|changed| changed.is_untracked));
        if !untracked.is_empty() {
            paths_file.write(&untracked)?;
            self.must(&["add", "--intent-to-add", &from, "--pathspec-file-nul"])?;
        }
        let made = message_file.write(message).and_then(|()| {
            paths_file.write(&list(&mut paths.iter()))?;
            let message = format!("--file={}", message_file.0.display());
            let args = ["commit", "--quiet", "--cleanup=whitespace", "--only", &message, &from];
            self.git.loud(&[&args[..], &["--pathspec-file-nul"]].concat())
        });
        let refused = match made {
            Ok(output) if output.status.success() => return self.head(),
            Ok(output) => {
                UserGitRefusal::NotCommitted { cause: spoken(&output), hooks: self.hooks() }
            }
            Err(refusal) => refusal,
        };
        if !untracked.is_empty() {
            paths_file.write(&untracked)?;
            // Its failure leaves names in the index that nobody minds; the first cause is told.
            let _ = self.git.quiet(&["reset", "--quiet", &from, "--pathspec-file-nul"]);
        }
        Err(refused)
    }

    fn head(&self) -> Result<String, UserGitRefusal> {
        let output = self.must(&["rev-parse", "HEAD"])?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// The hooks that can stop a commit, as far as they are there.
    fn hooks(&self) -> Vec<String> {
        let path = |name: &str| {
            let output = self.git.quiet(&["rev-parse", "--git-path", &format!("hooks/{name}")]);
            output.ok().map(|output| {
                let path = String::from_utf8_lossy(&output.stdout).trim().to_owned();
                self.git.folder.join(path)
            })
        };
        ["pre-commit", "prepare-commit-msg", "commit-msg"]
            .into_iter()
            .filter(|name| path(name).is_some_and(|path| fs::metadata(path).is_ok()))
            .map(str::to_owned)
            .collect()
    }
}

/// A file of ours in Git's folder for as long as a call lasts.
struct Scratch(PathBuf);

impl Scratch {
    fn new(path: PathBuf) -> Self {
        Self(path)
    }

    fn write(&self, text: &str) -> Result<(), UserGitRefusal> {
        fs::write(&self.0, text).map_err(|error| UserGitRefusal::Failed {
            words: self.0.display().to_string(),
            cause: vec![error.to_string()],
        })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A file that cannot be taken away is no reason to fail what was done.
        let _ = fs::remove_file(&self.0);
    }
}
