//! Earlier states of an archive, several at once: each history and its arrivals are read once,
//! whatever the number of days.

use super::call::short;
use super::revision::State;
use crate::diag::past::PastStop;
use crate::domain::time::{Date, Zone};

impl State {
    /// What was there at the end of each of some days: the last commits on the first-parent line
    /// behind this state that had arrived by then. A repository that had none is left out.
    pub fn on_days(&self, days: &[Date], zone: Zone) -> Result<Vec<Self>, PastStop> {
        let empty = Self { repositories: self.repositories.clone(), commits: Vec::new() };
        let mut states = vec![empty; days.len()];
        for (part, commit) in &self.commits {
            let past = self.repositories.past(part, commit)?;
            for (state, day) in states.iter_mut().zip(days) {
                let last = past.last_on_line(|arrived| zone.date_of(arrived.at) <= *day);
                state.commits.extend(last.map(|id| (part.clone(), id.to_owned())));
            }
        }
        Ok(states)
    }

    /// Whether there was an archive at all, or at most branches without one.
    pub fn holds_archive(&self) -> bool {
        self.commits.iter().any(|(part, _)| part.mount.is_empty())
    }

    /// The commit, shortened for people.
    pub fn short_commit(&self) -> Option<&str> {
        self.commit().map(short)
    }
}
