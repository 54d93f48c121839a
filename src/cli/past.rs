//! Which state of the archive is read: the one on the disk, or with `--at` and `--git-dir` one out
//! of Git; and what Git proves about arrivals. Must not read Git itself.

use super::context::{Context, Opened, Stop, chosen_language, date};
use crate::archive::files::Files;
use crate::archive::load::{Depth, load};
use crate::diag::Refusal;
use crate::diag::git::{GitRefusal, GitStop};
use crate::domain::book::Book;
use crate::domain::record::archive::{ArchiveLanguage, EvidenceSource};
use crate::domain::returns::Evidence;
use crate::domain::time::{Date, Zone};
use crate::git::{At, Git, Repositories, State};
use crate::text::Lang;

impl Context<'_, '_, '_> {
    /// The state that `--at` or `--git-dir` asks for; `None` for the one on the disk.
    pub(super) fn state(&self) -> Result<Option<State>, Stop> {
        if self.global.at.is_none() && self.global.git_dir.is_none() {
            return Ok(None);
        }
        let git = Git::new(&self.env.vars);
        let repositories = match &self.global.git_dir {
            Some(folder) => {
                let folder = self.env.cwd.join(folder);
                Repositories::named(git, &folder, self.global.archive.as_deref())?
            }
            None => {
                let root = self.root()?;
                let folder = root.display().to_string();
                let found = Repositories::of_folder(git, &root)?;
                found
                    .ok_or_else(|| Stop::from(Refusal::Git(GitRefusal::NoRepository { folder })))?
            }
        };
        let at = match (&self.global.at, self.day_asked_for()) {
            (None, _) => At::Head,
            (Some(given), None) => At::Revision(given.clone()),
            (Some(_), Some(day)) => match zone(&repositories)? {
                Some(zone) => At::Day(day, zone),
                // Nothing can be dated; reading what is checked out tells what is wrong.
                None => At::Head,
            },
        };
        Ok(Some(repositories.state(&at)?))
    }

    /// The day that `--at` names, if it names one.
    pub(super) fn day_asked_for(&self) -> Option<Date> {
        self.global.at.as_deref().and_then(|given| date(given).ok())
    }

    /// When returns, changes and records arrived: from Git, unless the archive lies in none or says
    /// that declared dates count (rules §5).
    pub fn evidence(&self, opened: &Opened) -> Result<Evidence, Stop> {
        let book = &*opened.book;
        if book.archive.evidence == Some(EvidenceSource::Declared) {
            return Ok(Evidence::declared(book));
        }
        if let Some(state) = &opened.state {
            return Ok(state.evidence(book)?);
        }
        match Repositories::of_folder(Git::new(&self.env.vars), &self.root()?)? {
            Some(repositories) => Ok(repositories.state(&At::Head)?.evidence(book)?),
            None => Ok(Evidence::declared(book)),
        }
    }

    /// In the language of the archive where nobody chose one: of a repository that was named, it is
    /// known only now.
    pub(super) fn speak_as_archive(&mut self, book: Option<&Book>) {
        if let Some(book) = book.filter(|_| self.global.git_dir.is_some())
            && chosen_language(self.env).is_none()
        {
            self.lang = match book.archive.language {
                ArchiveLanguage::Chinese => Lang::Zh,
                ArchiveLanguage::English => Lang::En,
            };
        }
    }
}

/// The archive's time zone as it is now: it says when a day ends.
fn zone(repositories: &Repositories) -> Result<Option<Zone>, Stop> {
    const FILE: &str = "archive.toml";
    let Some(text) = repositories.state(&At::Head)?.text(FILE)? else { return Ok(None) };
    let loaded = load(&Files::from_pairs([(FILE, text)]), Depth::Records);
    Ok(loaded.book.map(|book| book.zone))
}

impl From<GitStop> for Stop {
    fn from(stop: GitStop) -> Self {
        match stop {
            GitStop::Refused(refusal) => Self::Refusal(Refusal::Git(refusal)),
            GitStop::Failed(fault) => Self::Fault(fault),
        }
    }
}
