//! Back-dated records (补录, rules §5): what they speak of lies in an earlier return period than
//! their arrival. Looked at are records that are new since the earlier state, and those whose main
//! date is another than it was.

use super::{Past, Present, trace};
use crate::archive::layout::{Spot, Stem, spot};
use crate::archive::turns::{After, Turn};
use crate::diag::{Finding, Place, Problem};
use crate::domain::id::Id;
use crate::domain::record::Kind;
use crate::domain::returns::{Arrival, Countable, for_each_countable, is_back_dated};
use crate::domain::time::Date;
use std::collections::BTreeMap;

/// A record that may be back-dated: that depends on when it arrived.
pub struct Late<'a> {
    record: Countable<'a>,
    main_on: Date,
    /// It was there at the earlier state, with another main date.
    is_old: bool,
    /// The step that brought it in or changed its date; none where nobody has committed it yet.
    turn: Option<&'a Turn>,
}

/// The records that would be back-dated had they arrived as late as anything has. Where there is
/// none, nobody need know when they arrived.
pub fn late<'a>(past: Past<'a>, now: Present<'a>) -> Vec<Late<'a>> {
    let mut dates: BTreeMap<(Kind, Id), Option<Date>> = BTreeMap::new();
    if let Some(book) = past.book {
        for_each_countable(book, &mut |record| {
            dates.insert((record.kind, record.id), record.main_on);
        });
    }
    let latest = past.turns.iter().map(|turn| turn.by.on).max();
    let latest = latest.map_or(now.today, |on| on.max(now.today));
    let mut late = Vec::new();
    for_each_countable(now.book, &mut |record| {
        let then = dates.get(&(record.kind, record.id));
        let Some(main_on) = record.main_on.filter(|on| then != Some(&Some(*on))) else { return };
        if is_back_dated(now.book, main_on, latest) {
            late.push(Late { record, main_on, is_old: then.is_some(), turn: None });
        }
    });
    let mut turns: BTreeMap<(Kind, Id), Vec<&Turn>> = BTreeMap::new();
    for turn in past.turns.iter().filter(|turn| turn.after != After::Gone) {
        if let Spot::Record(slot) = spot(&turn.path)
            && let Stem::Id(id) = slot.stem
        {
            turns.entry((slot.kind, id)).or_default().push(turn);
        }
    }
    for one in &mut late {
        let turns = turns.get(&(one.record.kind, one.record.id));
        let turns = turns.map_or(&[][..], Vec::as_slice);
        one.turn = if one.is_old { turns.last() } else { turns.first() }.copied();
    }
    late
}

/// Those that are back-dated by their arrivals; what arrived with the first import has none.
pub fn back_dated(
    late: &[Late<'_>],
    arrivals: &BTreeMap<Id, Arrival>,
    now: Present<'_>,
) -> Vec<Finding> {
    let finding = |late: &Late<'_>| {
        let Late { record, main_on, is_old, turn } = late;
        let arrived_on = match arrivals.get(&record.id) {
            Some(arrival) => arrival.on,
            // Nobody has committed it yet: it arrives today at the earliest.
            None if !is_old && turn.is_none() => now.today,
            None => return None,
        };
        if !is_back_dated(now.book, *main_on, arrived_on) {
            return None;
        }
        let trace = trace(turn.map(|turn| &turn.by), now);
        let problem = Problem::BackDated { main_on: *main_on, arrived_on, trace };
        Some(Finding::new(Place::value(record.path, main_key(record.kind)), problem))
    };
    late.iter().filter_map(finding).collect()
}

/// The key of the main date.
fn main_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Client => "registered_on",
        Kind::Complaint => "received_at",
        Kind::Analysis => "submitted_on",
        Kind::Project => "signed_on",
        _ => "on",
    }
}
