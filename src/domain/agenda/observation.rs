//! Observations that end without a decision (C-069d).

use super::{Desk, Item, Matter};

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for (client, _) in desk.graded() {
        let Some(observation) = &client.record.observation else { continue };
        let is_decided = observation.decision.is_some()
            && observation.decided_on.is_none_or(|on| on <= desk.today);
        if !is_decided && observation.from <= desk.today {
            let due = observation.until;
            into.push(desk.of_client(client, due, Matter::Observation, "observation"));
        }
    }
}
