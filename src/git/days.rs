//! Earlier states of an archive, one or several at once: each history and its arrivals are read
//! once, whatever the number of days.

use super::revision::State;
use crate::diag::past::{PastRefusal, PastStop};
use crate::domain::time::{Date, Zone};

impl State {
    /// The state at the end of a day, on the first-parent lines of this one; `None` where nothing
    /// had arrived yet.
    pub fn on_day(&self, day: Date, zone: Zone) -> Result<Option<Self>, PastStop> {
        Ok(self.on_days(&[day], zone)?.pop().flatten())
    }

    /// The same for several days, in their order.
    pub fn on_days(&self, days: &[Date], zone: Zone) -> Result<Vec<Option<Self>>, PastStop> {
        let empty = Self { repositories: self.repositories.clone(), commits: Vec::new() };
        let mut states = vec![Some(empty); days.len()];
        for (part, commit) in &self.commits {
            let past = self.repositories.past(part, commit)?;
            for (slot, day) in states.iter_mut().zip(days) {
                let Some(state) = slot else { continue };
                match past.last_on_line(|arrived| zone.date_of(arrived.at) <= *day) {
                    Some(id) => state.commits.push((part.clone(), id.to_owned())),
                    // Before the archive there was nothing; a branch may have come later.
                    None if part.mount.is_empty() => *slot = None,
                    None => {}
                }
            }
        }
        Ok(states)
    }

    /// As `on_day`, for whoever can do nothing where nothing had arrived yet.
    pub fn at_day(&self, day: Date, zone: Zone) -> Result<Self, PastStop> {
        if let Some(state) = self.on_day(day, zone)? {
            return Ok(state);
        }
        let mut first = None;
        for (part, commit) in self.commits.iter().filter(|(part, _)| part.mount.is_empty()) {
            first = self.repositories.past(part, commit)?.first_on_line();
        }
        let first_on = zone.date_of(first.unwrap_or_default());
        Err(PastRefusal::NothingArrived { date: day, first_on }.into())
    }
}
