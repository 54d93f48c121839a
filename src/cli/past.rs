//! Which state of the archive is read: the one on the disk, or with `--at` and `--git-dir` one out
//! of Git; and what Git proves about arrivals. Must not read Git itself.

use super::context::{Context, Opened, Stop, chosen_language, date};
use crate::archive::files::Files;
use crate::archive::load::{Depth, load};
use crate::diag::past::{PastRefusal, PastStop};
use crate::diag::{Refusal, Usage};
use crate::domain::book::Book;
use crate::domain::id::BranchId;
use crate::domain::period::{Month, Period};
use crate::domain::record::archive::{ArchiveLanguage, EvidenceSource};
use crate::domain::returns::Evidence;
use crate::domain::time::{Date, Zone};
use crate::git::{At, Earlier, Git, Repositories, State};
use crate::text::Lang;
use std::collections::BTreeMap;

impl Context<'_, '_, '_> {
    /// The state that `--at` or `--git-dir` asks for; `None` for the one on the disk.
    pub(super) fn state(&self) -> Result<Option<State>, Stop> {
        if self.global.at.is_none() && self.global.git_dir.is_none() {
            return Ok(None);
        }
        let repositories = self.needed()?;
        let at = match &self.global.at {
            None => At::Head,
            Some(given) => at(given, || Ok(repositories.state(&At::Head)?))?,
        };
        Ok(Some(repositories.state(&at)?))
    }

    /// The repositories that the archive lies in, or the one of `--git-dir`; none where it lies in
    /// none.
    pub(super) fn repositories(&self) -> Result<Option<Repositories>, Stop> {
        let git = Git::new(&self.env.vars);
        Ok(match &self.global.git_dir {
            Some(folder) => {
                let folder = self.env.cwd.join(folder);
                Some(Repositories::named(git, &folder, self.global.archive.as_deref())?)
            }
            None => Repositories::of_folder(git, &self.folder()?)?,
        })
    }

    /// The repositories for whoever can do nothing without.
    fn needed(&self) -> Result<Repositories, Stop> {
        match self.repositories()? {
            Some(repositories) => Ok(repositories),
            None => {
                let folder = self.folder()?.display().to_string();
                Err(Refusal::Past(PastRefusal::NoRepository { folder }).into())
            }
        }
    }

    /// The archive as it is staged.
    pub(super) fn staged(&self) -> Result<Files, Stop> {
        let of_past =
            [("--at", self.global.at.is_some()), ("--git-dir", self.global.git_dir.is_some())];
        if let Some((with, _)) = of_past.into_iter().find(|(_, is_given)| *is_given) {
            let (argument, with) = ("--staged".to_owned(), vec![with.to_owned()]);
            return Err(Refusal::Usage(Usage::Conflict { argument, with }).into());
        }
        Ok(self.needed()?.staged()?)
    }

    /// The earlier state that findings are held against, and the one that is held against it:
    /// where the archive is read from a disk, what is checked out.
    pub(super) fn earlier(
        &self,
        given: &str,
        later: Option<&State>,
    ) -> Result<(Earlier, State), Stop> {
        let repositories = self.needed()?;
        let later = match later {
            Some(later) => later.clone(),
            None => repositories.state(&At::Head)?,
        };
        // A period is the state at its end, as in `diff`.
        let day = given.parse::<Period>().map(|period| period.last_day().to_string());
        let at = at(day.as_deref().unwrap_or(given), || Ok(later.clone()))?;
        Ok((repositories.earlier(&at, &later)?, later))
    }

    /// The day that `--at` names, if it names one.
    pub(super) fn day_asked_for(&self) -> Option<Date> {
        self.global.at.as_deref().and_then(|given| date(given).ok())
    }

    /// When returns, changes and records arrived: from Git, unless the archive lies in none or says
    /// that declared dates count (rules §5).
    pub fn evidence(&self, opened: &Opened) -> Result<Evidence, Stop> {
        self.evidence_of(&opened.book, opened.state.as_ref())
    }

    /// The same for a book and the state it was read from, if not from the disk.
    pub(super) fn evidence_of(&self, book: &Book, state: Option<&State>) -> Result<Evidence, Stop> {
        match self.proof(book, state)? {
            Some(state) => Ok(state.evidence(book)?),
            None => Ok(Evidence::declared(book)),
        }
    }

    /// On which day each return arrived, as far as it is to be judged; none without Git.
    pub(super) fn return_arrivals(
        &self,
        book: &Book,
        state: Option<&State>,
    ) -> Result<BTreeMap<(BranchId, Month), Date>, Stop> {
        match self.proof(book, state)? {
            Some(state) => Ok(state.return_arrivals(book)?),
            None => Ok(BTreeMap::new()),
        }
    }

    /// The state whose history proves arrivals: the one that is read, else what is checked out.
    pub(super) fn proof(&self, book: &Book, state: Option<&State>) -> Result<Option<State>, Stop> {
        if book.archive.evidence == Some(EvidenceSource::Declared) {
            return Ok(None);
        }
        self.history_of(state)
    }

    /// The state whose history is told: the one that is read, else what is checked out; none where
    /// the archive lies in no repository.
    pub(super) fn history_of(&self, state: Option<&State>) -> Result<Option<State>, Stop> {
        if let Some(state) = state {
            return Ok(Some(state.clone()));
        }
        match self.repositories()? {
            Some(repositories) => Ok(Some(repositories.state(&At::Head)?)),
            None => Ok(None),
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

/// What a word of the command line means: a date is always a date, in the time zone of `of`.
fn at(given: &str, of: impl FnOnce() -> Result<State, Stop>) -> Result<At, Stop> {
    let Ok(day) = date(given) else { return Ok(At::Revision(given.to_owned())) };
    Ok(match zone(&of()?)? {
        Some(zone) => At::Day(day, zone),
        // Nothing can be dated; reading what is checked out tells what is wrong.
        None => At::Head,
    })
}

/// The archive's time zone as a state has it: it says when a day ends.
pub(super) fn zone(state: &State) -> Result<Option<Zone>, Stop> {
    const FILE: &str = "archive.toml";
    let Some(text) = state.text(FILE)? else { return Ok(None) };
    let loaded = load(&Files::from_pairs([(FILE, text)]), Depth::Records);
    Ok(loaded.book.map(|book| book.zone))
}

impl From<PastStop> for Stop {
    fn from(stop: PastStop) -> Self {
        match stop {
            PastStop::Refused(refusal) => Self::Refusal(Refusal::Past(refusal)),
            PastStop::Failed(fault) => Self::Fault(fault),
        }
    }
}
