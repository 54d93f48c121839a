//! Pushes by the user's own `git`: where one goes, and why it did not get there.

use super::{Repository, spoken};
use crate::diag::user_git::UserGitRefusal;

/// Where a push goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    pub remote: String,
    /// `main`
    branch: String,
    /// `refs/heads/main`, over there.
    target: String,
    is_configured: bool,
}

impl Repository<'_> {
    /// Where a push of the branch goes: where it is configured to, else to the only remote there
    /// is, or to `origin` among several.
    pub fn upstream(&self, branch: &str) -> Result<Upstream, UserGitRefusal> {
        let of_branch = |key: &str| self.git.setting(&format!("branch.{branch}.{key}"));
        let fetched = of_branch("remote")?;
        let pushed = match of_branch("pushRemote")? {
            Some(remote) => Some(remote),
            None => self.git.setting("remote.pushDefault")?,
        };
        let output = self.must(&["remote"])?;
        let text = String::from_utf8_lossy(&output.stdout);
        let remotes: Vec<String> = text.lines().map(str::to_owned).collect();
        let only = || match remotes.as_slice() {
            [only] => Some(only.clone()),
            several => several.iter().find(|name| *name == "origin").cloned(),
        };
        let Some(remote) = pushed.or_else(|| fetched.clone()).or_else(only) else {
            return Err(UserGitRefusal::NoRemote { branch: branch.to_owned(), remotes });
        };
        let merged = of_branch("merge")?.filter(|_| fetched.as_ref() == Some(&remote));
        Ok(Upstream {
            is_configured: fetched.is_some(),
            target: merged.unwrap_or_else(|| format!("refs/heads/{branch}")),
            branch: branch.to_owned(),
            remote,
        })
    }

    /// Pushes the branch. Nothing is forced: where the other side has moved on, it stays as it is.
    pub fn push(&self, to: &Upstream) -> Result<(), UserGitRefusal> {
        let spec = format!("refs/heads/{}:{}", to.branch, to.target);
        let mut args = vec!["push", "--porcelain"];
        if !to.is_configured {
            args.push("--set-upstream");
        }
        args.extend([to.remote.as_str(), &spec]);
        let output = self.git.loud(&args)?;
        if output.status.success() {
            return Ok(());
        }
        let (remote, cause) = (to.remote.clone(), spoken(&output));
        // With `--porcelain` every ref has a line: `!<TAB>from:to<TAB>[rejected] (fetch first)`.
        let report = String::from_utf8_lossy(&output.stdout);
        let line = report.lines().find(|line| line.starts_with('!')).unwrap_or_default();
        Err(if line.contains("[remote rejected]") {
            UserGitRefusal::PushDeclined { remote, cause }
        } else if line.contains("[rejected]") {
            UserGitRefusal::Behind { remote, cause }
        } else {
            UserGitRefusal::NotPushed { remote, cause }
        })
    }
}
