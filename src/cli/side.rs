//! States of the archive that are set beside each other: each read whole, with its own policy and
//! its own as-of date.

use super::context::{Context, Read, Stop, date};
use super::past::zone;
use super::then::{Then, Unreadable};
use crate::archive::files::Files;
use crate::archive::load::{Depth, Loaded};
use crate::diag::Refusal;
use crate::diag::history::HistoryRefusal;
use crate::diag::past::{PastRefusal, PastStop};
use crate::domain::book::Book;
use crate::domain::period::Period;
use crate::domain::time::{Date, previous_day};
use crate::git::{At, Repositories, State};
use crate::report::history_phrase::SideName;
use std::mem::ManuallyDrop;

/// A state of the archive. Its memory is left to the end of the process, as everywhere.
pub struct OneSide {
    pub files: ManuallyDrop<Files>,
    pub book: ManuallyDrop<Book>,
    pub as_of: Date,
    pub name: SideName,
    /// `None`: the one on the disk.
    pub state: Option<State>,
}

/// What a period stands for where a state is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodMeans {
    /// The state at its end.
    End,
    /// The state when it began.
    Beginning,
}

impl Context<'_, '_, '_> {
    /// The state that a word names: a day's end, a period, or a revision. A day is its as-of date,
    /// of a revision that of its arrival; never later than today.
    pub(super) fn side_at(&mut self, given: &str, period: PeriodMeans) -> Result<OneSide, Stop> {
        let Some(repositories) = self.repositories()? else {
            let folder = self.folder()?.display().to_string();
            return Err(Refusal::from(HistoryRefusal::NoRepository { folder }).into());
        };
        let day = match (given.parse::<Period>(), period) {
            (Ok(period), PeriodMeans::End) => Some(period.last_day()),
            (Ok(period), PeriodMeans::Beginning) => Some(previous_day(period.first_day())),
            (Err(_), _) => date(given).ok(),
        };
        let state = match day {
            Some(day) => self.read_on(&repositories, day)?,
            None => repositories.state(&At::Revision(given.to_owned())).map_err(unknown)?,
        };
        let Then { state, files, book } = match Then::read(state)? {
            Ok(then) => then,
            Err(Unreadable { files, findings }) => return self.refuse_unreadable(&files, findings),
        };
        let arrived = match day {
            Some(day) => day,
            None => state.arrived()?.map_or(Date::MAX, |at| book.zone.date_of(at)),
        };
        let as_of = arrived.min(self.today(&book)?);
        let commit = state.commit().map(|id| id.chars().take(12).collect());
        let name = SideName { given: Some(given.to_owned()), commit, as_of };
        Ok(OneSide { files, book, as_of, name, state: Some(state) })
    }

    /// The end of a day in the history of what is read anyway.
    fn read_on(&self, repositories: &Repositories, day: Date) -> Result<State, Stop> {
        let read = match self.state()? {
            Some(read) => read,
            None => repositories.state(&At::Head)?,
        };
        Ok(match zone(&read)? {
            Some(zone) => read.at_day(day, zone)?,
            // Nothing can be dated; reading it tells what is wrong.
            None => read,
        })
    }

    /// The state that is read anyway: on the disk, or what `--at` and `--git-dir` name.
    pub(super) fn side_now(&mut self) -> Result<OneSide, Stop> {
        let Read { files, loaded, state, .. } = self.load(Depth::Records)?;
        let Loaded { book, findings, incomplete, .. } = loaded;
        let Some(book) = book.filter(|_| !incomplete) else {
            return self.refuse_unreadable(&files, findings);
        };
        let as_of = self.today(&book)?;
        let commit = state.as_ref().and_then(State::commit);
        let commit = commit.map(|id| id.chars().take(12).collect());
        let name = SideName { given: self.global.at.clone(), commit, as_of };
        let (files, book) = (ManuallyDrop::new(files), ManuallyDrop::new(book));
        Ok(OneSide { files, book, as_of, name, state })
    }
}

fn unknown(stop: PastStop) -> Stop {
    match stop {
        PastStop::Refused(PastRefusal::UnknownRevision { given }) => {
            Refusal::from(HistoryRefusal::UnknownState { given }).into()
        }
        other => other.into(),
    }
}
