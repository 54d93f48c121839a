//! The versions of each record whose versions count, in order, wherever its file lay.

use super::{Past, Present, reads};
use crate::archive::files::{Content, File};
use crate::archive::layout::{Slot, Spot, Stem, spot};
use crate::archive::turns::{After, By};
use crate::domain::record::Kind;
use crate::domain::time::Date;
use std::collections::{BTreeMap, BTreeSet};

/// One record with its versions.
#[derive(Debug)]
pub(super) struct Replay<'a> {
    pub(super) kind: Kind,
    pub(super) slot: Slot,
    /// The oldest first. The first may be that of the earlier state.
    pub(super) versions: Vec<Version<'a>>,
    /// Where it lies now, if it does.
    pub(super) now: Option<&'a str>,
    pub(super) baseline_on: Option<Date>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Version<'a> {
    pub(super) path: &'a str,
    pub(super) text: Text<'a>,
    pub(super) by: Maker<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text<'a> {
    Is(&'a str),
    /// It is there, and is no text.
    Unreadable,
    Gone,
}

/// Where a version comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Maker<'a> {
    /// It was there at the earlier state.
    Earlier,
    Commit(&'a By),
    /// Not committed yet.
    Nobody,
}

impl<'a> Maker<'a> {
    pub(super) fn by(self) -> Option<&'a By> {
        match self {
            Self::Commit(by) => Some(by),
            Self::Earlier | Self::Nobody => None,
        }
    }
}

impl<'a> Replay<'a> {
    /// When a version arrived: what is not committed arrives today at the earliest.
    pub(super) fn arrived_on(&self, version: &Version<'a>, today: Date) -> Option<Date> {
        match version.by {
            Maker::Earlier => None,
            Maker::Commit(by) => Some(by.on),
            Maker::Nobody => Some(today),
        }
    }

    /// The step that took it away, where it is not there now and was once.
    pub(super) fn removal(&self) -> Option<&Version<'a>> {
        let was_there = self.versions.iter().any(|version| version.text != Text::Gone);
        let gone = || self.versions.iter().rev().find(|version| version.text == Text::Gone);
        if self.now.is_none() && was_there { gone() } else { None }
    }
}

/// What makes two files one record: the id wherever it lies, else the place.
type Name = (Kind, String);

fn name(path: &str) -> Option<(Name, Slot)> {
    let Spot::Record(slot) = spot(path) else { return None };
    let name = match &slot.stem {
        Stem::Id(id) => id.to_string(),
        _ => path.to_owned(),
    };
    reads(slot.kind).then_some(((slot.kind, name), slot))
}

fn text(file: &File) -> Text<'_> {
    match &file.content {
        Content::Bytes(bytes) => std::str::from_utf8(bytes).map_or(Text::Unreadable, Text::Is),
        Content::Unread | Content::TooLarge(_) | Content::Link | Content::Special => {
            Text::Unreadable
        }
    }
}

/// Whether two versions are the same; a checkout may end its lines otherwise than Git does.
fn is_same(one: Text<'_>, other: Text<'_>) -> bool {
    match (one, other) {
        (Text::Is(one), Text::Is(other)) => {
            let lines = |text: &'_ str| text.replace("\r\n", "\n");
            one == other || (other.contains('\r') && lines(one) == lines(other))
        }
        (one, other) => one == other,
    }
}

/// Every record of a kind that counts, by kind and name. One whose id two files have is left out:
/// which of them is meant nobody can tell, and that is a finding of its own.
pub(super) fn replays<'a>(past: Past<'a>, now: Present<'a>) -> Vec<Replay<'a>> {
    let mut all: BTreeMap<Name, Replay<'a>> = BTreeMap::new();
    let mut twice: BTreeSet<Name> = BTreeSet::new();
    let baseline_on = past.book.unwrap_or(now.book).archive.baseline_on;
    let mut add = |path: &'a str, text: Text<'a>, by: Maker<'a>| -> Option<Name> {
        let (name, slot) = name(path)?;
        let replay = all.entry(name.clone()).or_insert_with(|| Replay {
            kind: slot.kind,
            slot,
            versions: Vec::new(),
            now: None,
            baseline_on,
        });
        replay.versions.push(Version { path, text, by });
        Some(name)
    };
    let mut seen = BTreeSet::new();
    for file in past.files.iter() {
        if let Some(name) = add(&file.path, text(file), Maker::Earlier)
            && !seen.insert(name.clone())
        {
            twice.insert(name);
        }
    }
    for turn in past.turns {
        let text = match &turn.after {
            After::Gone => Text::Gone,
            After::Text(text) => Text::Is(text),
            After::Unread => Text::Unreadable,
        };
        add(&turn.path, text, Maker::Commit(&turn.by));
    }
    for file in now.files.iter() {
        let Some((name, slot)) = name(&file.path) else { continue };
        let replay = all.entry(name.clone()).or_insert_with(|| Replay {
            kind: slot.kind,
            slot,
            versions: Vec::new(),
            now: None,
            baseline_on,
        });
        if replay.now.replace(&file.path).is_some() {
            twice.insert(name);
        }
        let there = |version: &&Version<'_>| version.text != Text::Gone;
        let last = replay.versions.iter().rev().find(there).map(|version| version.text);
        if last.is_none_or(|last| !is_same(last, text(file))) {
            let version = Version { path: &file.path, text: text(file), by: Maker::Nobody };
            replay.versions.push(version);
        }
    }
    let gone = |replay: &mut Replay<'a>| {
        // What is gone now and was there in the last step is gone on the disk alone.
        let last = replay.versions.last().copied();
        if let Some(last) = last.filter(|last| replay.now.is_none() && last.text != Text::Gone) {
            replay.versions.push(Version { text: Text::Gone, by: Maker::Nobody, ..last });
        }
    };
    all.retain(|name, replay| {
        gone(replay);
        !twice.contains(name)
    });
    all.into_values().collect()
}
