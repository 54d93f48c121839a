//! Where a return goes: the user's own Git in the branch's folder, whether the archive is a whole
//! repository, a folder of one, or the branch a repository of its own; or no Git at all.

use super::super::context::{Context, Stop};
use super::super::record::desk::Desk;
use crate::diag::Refusal;
use crate::diag::user_git::UserGitRefusal;
use crate::domain::id::BranchId;
use crate::domain::time::Date;
use crate::git::user::{Changed, Repository, Upstream, UserGit};
use crate::report::submission::Saying;
use std::collections::BTreeMap;

/// The branch's folder in a repository, ready for a commit; or outside of any.
pub struct Place<'v> {
    git: Option<InGit<'v>>,
    branch: BranchId,
}

struct InGit<'v> {
    repository: Repository<'v>,
    /// Where to push, when that was asked for.
    upstream: Option<Upstream>,
    /// Whether there would be somewhere.
    has_remote: bool,
    /// What the branch changed, before the return is written.
    changed: Vec<Changed>,
    /// Files that were changed elsewhere in the archive.
    elsewhere: usize,
}

impl<'v> Place<'v> {
    /// Looks where a commit would go. Whatever would keep it from being made or pushed is said
    /// before anything is written.
    pub fn of(
        context: &Context<'_, '_, '_>,
        vars: &'v BTreeMap<String, String>,
        desk: &Desk,
        branch: &BranchId,
        push: bool,
    ) -> Result<Self, Stop> {
        let folder = desk.root.join("branches").join(branch.as_str());
        let on_terminal = context.env.stderr_is_terminal && context.env.stdin_is_terminal;
        let git = UserGit::new(&folder, vars, on_terminal);
        let Some(repository) = git.repository()? else {
            if push {
                let folder = desk.root.display().to_string();
                return Err(Refusal::from(UserGitRefusal::NoRepository { folder }).into());
            }
            return Ok(Self { git: None, branch: branch.clone() });
        };
        let onto = repository.ready()?;
        let upstream = repository.upstream(&onto);
        let has_remote = upstream.is_ok();
        let upstream = if push { Some(upstream?) } else { None };
        let changed = own(repository.changed()?);
        let all = UserGit::new(&desk.root, vars, on_terminal).repository()?;
        let all = all.map(|whole| whole.changed()).transpose()?.unwrap_or_default();
        let inside = format!("branches/{branch}/");
        let elsewhere = own(all).iter().filter(|file| !file.path.starts_with(&inside)).count();
        let git = InGit { repository, upstream, has_remote, changed, elsewhere };
        Ok(Self { git: Some(git), branch: branch.clone() })
    }

    pub fn is_in_git(&self) -> bool {
        self.git.is_some()
    }

    pub fn repository(&self) -> Option<&Repository<'v>> {
        self.git.as_ref().map(|git| &git.repository)
    }

    /// Whether a file of the archive is here and not committed as it is.
    pub fn is_pending(&self, path: &str) -> bool {
        let inside = self.inside(path);
        self.git.as_ref().is_some_and(|git| git.changed.iter().any(|file| file.path == inside))
    }

    /// Whether the branch has files that are not committed as they are.
    pub fn has_changes(&self) -> bool {
        self.git.as_ref().is_some_and(|git| !git.changed.is_empty())
    }

    /// How many files a commit would hold with one more.
    pub fn files_with(&self, path: &str) -> usize {
        let changed = self.git.as_ref().map_or(0, |git| git.changed.len());
        changed + usize::from(!self.is_pending(path))
    }

    pub fn inside<'p>(&self, path: &'p str) -> &'p str {
        path.strip_prefix(&format!("branches/{}/", self.branch)).unwrap_or(path)
    }

    /// Commits the branch's changed files, and nothing else; pushes when that was asked for.
    pub fn commit(
        &self,
        context: &mut Context<'_, '_, '_>,
        message: &str,
        submitted_on: Date,
    ) -> Result<(), Stop> {
        let Some(git) = &self.git else {
            context.say_of_return(Saying::NotInGit { submitted_on });
            return Ok(());
        };
        // Asked again: the return itself was written since.
        let changed = own(git.repository.changed()?);
        let commit = git.repository.commit(&changed, message)?;
        let commit = commit.get(..8).unwrap_or(&commit).to_owned();
        context.say_of_return(Saying::Committed { commit, files: changed.len() });
        if git.elsewhere > 0 {
            context.say_of_return(Saying::Elsewhere { files: git.elsewhere });
        }
        match &git.upstream {
            Some(upstream) => {
                git.repository.push(upstream)?;
                context.say_of_return(Saying::Pushed { remote: upstream.remote.clone() });
            }
            None if git.has_remote => context.say_of_return(Saying::NotPushed),
            None => {}
        }
        Ok(())
    }
}

/// Without hidden files: they are the editor's, or the system's.
fn own(changed: Vec<Changed>) -> Vec<Changed> {
    let is_hidden = |path: &str| path.split('/').any(|step| step.starts_with('.'));
    changed.into_iter().filter(|file| !is_hidden(&file.path)).collect()
}
