//! Where a key of a record's old text stands in its new one: entries of lists move up and down.

use super::items::{list, origins};
use super::record::{below, entry};
use crate::archive::edit::{self, Given};

/// Two texts of one record, to be asked about many keys.
pub struct Carried {
    before: Given,
    after: Given,
}

impl Carried {
    /// `None` where one of them is no TOML: then nobody can tell.
    pub fn new(before: &str, after: &str) -> Option<Self> {
        Some(Self { before: edit::tree(before).ok()?, after: edit::tree(after).ok()? })
    }

    /// The dotted path that a key of the old text has now; `None` where the entry of a list that
    /// held it is gone. Keys that are not there stand where they would.
    pub fn path(&self, old: &str) -> Option<String> {
        let (mut before, mut after) = (Some(&self.before), Some(&self.after));
        let mut path = String::new();
        for step in old.split('.').filter(|step| !step.is_empty()) {
            let step = match (before, step.parse::<usize>()) {
                (Some(Given::List(olds)), Ok(at)) if at < olds.len() => {
                    let is_here = |origin: &Option<usize>| *origin == Some(at);
                    let now = origins(olds, list(after)).iter().position(is_here)?;
                    before = olds.get(at);
                    after = list(after).get(now);
                    now.to_string()
                }
                _ => {
                    (before, after) = (entry(before, step), entry(after, step));
                    step.to_owned()
                }
            };
            path = below(&path, &step);
        }
        Some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_again_when_entries_move() {
        let before = "a = 1\n[[events]]\nat = 1\nby = \"x\"\n[[events]]\nat = 2\nby = \"y\"\n";
        let after = "[[events]]\nat = 0\nby = \"z\"\n[[events]]\nat = 2\nby = \"y\"\n\
                     [[events]]\nat = 1\nby = \"w\"\n";
        let carried = Carried::new(before, after).unwrap();
        let table = [
            ("a", Some("a")),
            ("not.there", Some("not.there")),
            ("events.0.by", Some("events.2.by")),
            ("events.1.by", Some("events.1.by")),
            ("events.1.absent", Some("events.1.absent")),
            ("events.7.by", Some("events.7.by")),
        ];
        for (old, now) in table {
            assert_eq!(carried.path(old).as_deref(), now, "{old}");
        }
        let fewer = Carried::new(before, "[[events]]\nat = 2\nby = \"y\"\n").unwrap();
        assert_eq!(fewer.path("events.0.by"), None);
        assert!(Carried::new(before, "events = ").is_none());
    }
}
