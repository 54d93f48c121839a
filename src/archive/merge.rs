//! Three texts of one record, two of them made from the first: what both sides changed, put
//! together key by key. Git compares lines, and conflicts where two clerks changed neighbouring
//! keys or both added an item; here only one key with two new values is a conflict. Pure.

mod values;

use super::compare::items::{self, same};
use super::compare::record::{below, entry, keys};
use super::edit::{self, Change, Given};
use crate::diag::edit::EditFault;
use crate::domain::record::Kind;
use crate::domain::time::{Instant, Moment, Zone};
use std::cmp::Reverse;
use values::Values;

/// What became of a merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// Our text with everything that they changed and we did not.
    pub text: String,
    /// The paths that could not be decided, in our text; empty when the merge is done.
    pub conflicts: Vec<String>,
    /// The merged text with every conflict as it was before, and as they have it: texts that
    /// differ from `text` in nothing but the conflicts.
    pub before: String,
    pub theirs: String,
}

/// Merges their changes of a record into our text. Comments are ours; those that they added stand
/// at the end.
///
/// # Errors
/// A text that does not parse cannot be merged by its keys.
pub fn merge(kind: Kind, base: &str, ours: &str, theirs: &str) -> Result<Merged, EditFault> {
    let read = |text: &str| edit::tree(text).map_err(EditFault::Unreadable);
    let mut walk = Walk::default();
    walk.one("", Some(&read(base)?), Some(&read(ours)?), Some(&read(theirs)?));
    let Walk { changes, removals, conflicts } = walk;
    let common = edit::edit(kind, ours, &changes)?;
    let side = |value: fn(&Conflict) -> Option<&Given>| {
        let mut changes: Vec<Change> = Vec::new();
        let mut removals = removals.clone();
        for conflict in &conflicts {
            match (value(conflict), conflict.place) {
                (Some(value), Place::Key) => changes.push(conflict.set(value)),
                (Some(value), Place::Item(_)) => changes.push(conflict.set(value)),
                (Some(value), Place::New) => changes.push(conflict.push(value)),
                (None, Place::Key) => changes.push(conflict.remove()),
                (None, Place::Item(at)) => removals.push((conflict.list(), at)),
                (None, Place::New) => {}
            }
        }
        without(kind, &edit::edit(kind, &common, &changes)?, removals)
    };
    let before = side(|conflict| conflict.before.as_ref())?;
    let other = side(|conflict| conflict.theirs.as_ref())?;
    let text = with_comments(without(kind, &common, removals)?, base, theirs);
    let conflicts = conflicts.into_iter().map(|conflict| conflict.path).collect();
    Ok(Merged { text, conflicts, before, theirs: other })
}

/// The text without some items of lists; the last go first, since a position that is gone moves
/// all that follow.
fn without(kind: Kind, text: &str, mut items: Vec<(String, usize)>) -> Result<String, EditFault> {
    items.sort_by_key(|(_, at)| Reverse(*at));
    let remove =
        |(list, at): (String, usize)| Change::Remove { path: below(&list, &at.to_string()) };
    edit::edit(kind, text, &items.into_iter().map(remove).collect::<Vec<_>>())
}

/// Their new comments at the end, where they are not in the text yet: nobody's words are lost.
fn with_comments(mut text: String, base: &str, theirs: &str) -> String {
    let (old, have) = (edit::comments(base), edit::comments(&text));
    let new: Vec<String> = edit::comments(theirs)
        .into_iter()
        .filter(|comment| !old.contains(comment) && !have.contains(comment))
        .map(str::to_owned)
        .collect();
    if !new.is_empty() {
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(line_end);
        }
        for comment in new {
            text.push_str(&comment);
            text.push_str(line_end);
        }
    }
    text
}

/// A key to which both sides gave a value, and not the same.
struct Conflict {
    path: String,
    place: Place,
    before: Option<Given>,
    theirs: Option<Given>,
}

#[derive(Clone, Copy)]
enum Place {
    Key,
    /// The item at this position of the list.
    Item(usize),
    /// An item that we no longer have: the path is the list's.
    New,
}

impl Conflict {
    fn set(&self, value: &Given) -> Change {
        Change::Set { path: self.path.clone(), value: value.clone() }
    }

    fn push(&self, value: &Given) -> Change {
        Change::Push { path: self.path.clone(), value: value.clone() }
    }

    fn remove(&self) -> Change {
        Change::Remove { path: self.path.clone() }
    }

    /// The list of an item.
    fn list(&self) -> String {
        self.path.rsplit_once('.').map_or("", |(list, _)| list).to_owned()
    }
}

#[derive(Default)]
struct Walk {
    changes: Vec<Change>,
    /// Items that go: the list and the position in ours.
    removals: Vec<(String, usize)>,
    conflicts: Vec<Conflict>,
}

impl Walk {
    /// One value: as it was, as we have it, as they have it.
    fn one(
        &mut self,
        path: &str,
        before: Option<&Given>,
        ours: Option<&Given>,
        theirs: Option<&Given>,
    ) {
        if is_same(ours, theirs) || is_same(before, theirs) {
            return;
        }
        let is_table = |given: Option<&Given>| matches!(given, Some(Given::Table(_)));
        let is_list = |given: Option<&Given>| matches!(given, None | Some(Given::List(_)));
        if is_table(ours) && is_table(theirs) && (before.is_none() || is_table(before)) {
            let is_new = |name: &&str| entry(ours, name).is_none();
            let names: Vec<&str> = keys(ours).chain(keys(theirs).filter(is_new)).collect();
            for name in names {
                let path = below(path, name);
                self.one(&path, entry(before, name), entry(ours, name), entry(theirs, name));
            }
        } else if is_list(before) && items::are_tables(ours, theirs) {
            self.items(path, items::list(before), items::list(ours), items::list(theirs));
        } else if is_same(before, ours) {
            self.changes.push(match theirs {
                Some(value) => Change::Set { path: path.to_owned(), value: value.clone() },
                None => Change::Remove { path: path.to_owned() },
            });
        } else if let Some(values) = Values::of(before, ours, theirs) {
            self.values(path, &values);
        } else {
            self.conflict(path, Place::Key, before, theirs);
        }
    }

    fn conflict(
        &mut self,
        path: &str,
        place: Place,
        before: Option<&Given>,
        theirs: Option<&Given>,
    ) {
        let (before, theirs) = (before.cloned(), theirs.cloned());
        self.conflicts.push(Conflict { path: path.to_owned(), place, before, theirs });
    }

    /// A list of plain values: what they took away goes, what they added stands behind ours.
    fn values(&mut self, path: &str, values: &Values<'_>) {
        if values.is_emptied() {
            self.changes.push(Change::Remove { path: path.to_owned() });
            return;
        }
        self.removals.extend(values.gone().map(|place| (path.to_owned(), place)));
        let push = |value: &Given| Change::Push { path: path.to_owned(), value: value.clone() };
        self.changes.extend(values.added().map(push));
    }

    /// The items of a list of tables: theirs that are new are added, those that they changed or
    /// took away are changed or taken away where we left them alone.
    fn items(&mut self, path: &str, before: &[Given], ours: &[Given], theirs: &[Given]) {
        let ours_from = items::origins(before, ours);
        let theirs_from = items::origins(before, theirs);
        let place_of = |origin: usize| ours_from.iter().position(|from| *from == Some(origin));
        let at = |place: usize| below(path, &place.to_string());
        let mut added = Vec::new();
        for (their, from) in theirs.iter().zip(&theirs_from) {
            let Some(from) = *from else {
                added.push(their);
                continue;
            };
            let old = before.get(from);
            match place_of(from) {
                Some(place) => self.one(&at(place), old, ours.get(place), Some(their)),
                None if is_same(old, Some(their)) => {}
                None => self.conflict(path, Place::New, None, Some(their)),
            }
        }
        for (from, old) in before.iter().enumerate() {
            let is_gone = !theirs_from.contains(&Some(from));
            let Some(place) = place_of(from).filter(|_| is_gone) else { continue };
            if is_same(Some(old), ours.get(place)) {
                self.removals.push((path.to_owned(), place));
            } else {
                self.conflict(&at(place), Place::Item(place), Some(old), None);
            }
        }
        let new: Vec<(usize, &Given)> =
            ours.iter().enumerate().filter(|(place, _)| ours_from[*place].is_none()).collect();
        self.add(path, ours.len(), &new, &added);
    }

    /// Adds their new items to ours, in order of time where the list is in that order.
    fn add(&mut self, path: &str, length: usize, new: &[(usize, &Given)], added: &[&Given]) {
        let at = |place: usize| below(path, &place.to_string());
        let mut open: Vec<&Given> = Vec::new();
        for their in added {
            if new.iter().any(|(_, our)| same(our, their)) {
                continue;
            }
            // A person or an item of a form that both sides entered under one key.
            match new.iter().find(|(_, our)| items::is_one_thing(Some(our), Some(their))) {
                Some((place, our)) => self.one(&at(*place), None, Some(our), Some(their)),
                None => open.push(their),
            }
        }
        // What we added at the end and happened after the first of theirs is written anew behind
        // it: events are in order of time.
        let first = open.iter().filter_map(|item| happened(item)).min();
        let mut end = length;
        let mut moved: Vec<&Given> = Vec::new();
        for (place, our) in new.iter().rev() {
            if first.is_none() || *place + 1 != end || happened(our) <= first {
                break;
            }
            self.changes.push(Change::Remove { path: at(*place) });
            moved.insert(0, our);
            end = *place;
        }
        moved.extend(open);
        moved.sort_by_key(|item| happened(item));
        let push = |value: &Given| Change::Push { path: path.to_owned(), value: value.clone() };
        self.changes.extend(moved.into_iter().map(push));
    }
}

/// When an item of a list in order of time happened. What gives no zone is read in that of most
/// archives; it is only compared.
fn happened(item: &Given) -> Option<Instant> {
    match entry(Some(item), "at")? {
        Given::Date(written) | Given::Moment(written) => {
            let moment: Moment = written.parse().ok()?;
            Some(moment.as_event(Zone(chrono_tz::Asia::Shanghai)))
        }
        _ => None,
    }
}

fn is_same(one: Option<&Given>, other: Option<&Given>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same(one, other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIENT: &str = "\
name = \"临江城投\"
stage = \"signed\"
status = \"active\" # 现状
owner = \"li-na\"
aliases = [\"城投\"]

# 需求
[[needs]]
title = \"一期\"
status = \"open\"
";

    fn event(at: &str, kind: &str) -> String {
        format!("[[events]]\nat = {at}\nkind = \"{kind}\"\nby = \"li-na\"\n")
    }

    fn need(title: &str, status: &str) -> String {
        format!("\n[[needs]]\ntitle = \"{title}\"\nstatus = \"{status}\"\n")
    }

    /// Merges both ways round, and says what both agree on; with the texts that disagree.
    fn merged(base: &str, ours: &str, theirs: &str) -> Merged {
        let kind = if base.contains("[[events]]") { Kind::Complaint } else { Kind::Client };
        let merged = merge(kind, base, ours, theirs).unwrap();
        let back = merge(kind, base, theirs, ours).unwrap();
        assert_eq!(merged.conflicts.is_empty(), back.conflicts.is_empty(), "{ours}\n{theirs}");
        if merged.conflicts.is_empty() {
            let (one, two) = (edit::tree(&merged.text).unwrap(), edit::tree(&back.text).unwrap());
            assert!(same(&one, &two), "{}\n{}", merged.text, back.text);
        }
        merged
    }

    #[test]
    fn neighbouring_keys_are_two_keys() {
        let ours = CLIENT.replace("\"signed\"", "\"partner\"");
        let theirs = CLIENT.replace("\"active\" #", "\"reference\" #").replace("li-na", "wang-bo");
        let merged = merged(CLIENT, &ours, &theirs);
        assert_eq!(merged.conflicts, Vec::<String>::new());
        assert_eq!(
            merged.text,
            CLIENT
                .replace("\"signed\"", "\"partner\"")
                .replace("\"active\" #", "\"reference\" #")
                .replace("li-na", "wang-bo")
        );
    }

    #[test]
    fn both_sides_may_add_to_one_list() {
        let ours = format!("{CLIENT}{}", need("二期", "open"));
        let theirs = format!("{CLIENT}{}", need("三期", "open"));
        assert_eq!(
            merged(CLIENT, &ours, &theirs).text,
            format!("{CLIENT}{}{}", need("二期", "open"), need("三期", "open"))
        );
        // The same item on both sides is one.
        assert_eq!(merged(CLIENT, &ours, &ours.clone()).text, ours);
        // One changed, the other added.
        let changed = CLIENT.replace("\"open\"", "\"won\"");
        assert_eq!(
            merged(CLIENT, &ours, &changed).text,
            format!("{changed}{}", need("二期", "open"))
        );
    }

    #[test]
    fn events_stay_in_order_of_time() {
        let base = event("2026-05-01", "acknowledged");
        let early = event("2026-05-02T09:00:00+08:00", "assessed");
        let late = event("2026-05-03", "investigated");
        for (ours, theirs) in [(&early, &late), (&late, &early)] {
            let merged = merged(&base, &format!("{base}\n{ours}"), &format!("{base}\n{theirs}"));
            assert_eq!(merged.text, format!("{base}\n{early}\n{late}"));
        }
    }

    #[test]
    fn one_key_with_two_new_values_is_a_conflict_and_nothing_else_is() {
        let side = |stage: &str| CLIENT.replace("\"signed\"", &format!("\"{stage}\""));
        let ours = side("partner");
        let theirs = side("developed").replace("li-na", "wang-bo");
        let merged = merged(CLIENT, &ours, &theirs);
        assert_eq!(merged.conflicts, ["stage"]);
        assert_eq!(merged.text, ours.replace("li-na", "wang-bo"));
        assert_eq!(merged.before, CLIENT.replace("li-na", "wang-bo"));
        assert_eq!(merged.theirs, theirs);
        // Taken away here, changed there.
        let (start, rest) = CLIENT.split_once("\n# 需求").unwrap();
        let gone = format!("{start}\n");
        let changed = CLIENT.replace("\"open\"", "\"won\"");
        assert_eq!(self::merged(CLIENT, &gone, &changed).conflicts, ["needs"], "{rest}");
        assert_eq!(self::merged(CLIENT, &changed, &gone).conflicts, ["needs.0"]);
        // Both begin a list, with one person under one key.
        let person = |name: &str| format!("[[persons]]\nkey = \"wang\"\nname = \"{name}\"\n");
        let merged = self::merged("", &person("王"), &person("汪"));
        assert_eq!(merged.conflicts, ["persons.0.name"]);
    }

    #[test]
    fn what_one_side_took_away_goes() {
        let two = format!("{CLIENT}{}{}", need("二期", "open"), need("三期", "open"));
        let ours = two.replace(&need("二期", "open"), "");
        let theirs =
            two.replace("\"城投\"", "\"城投\", \"临江\"").replace(&need("三期", "open"), "");
        let merged = merged(&two, &ours, &theirs);
        assert_eq!(merged.conflicts, Vec::<String>::new());
        assert_eq!(merged.text, CLIENT.replace("\"城投\"", "\"城投\", \"临江\""));
    }

    #[test]
    fn nobodys_comment_is_lost() {
        let ours = CLIENT.replace("\"signed\"", "\"partner\" # 已谈妥");
        let theirs =
            CLIENT.replace("\"li-na\"", "\"wang-bo\" # 交接").replace("# 需求", "# 近期需求");
        let merged = merged(CLIENT, &ours, &theirs);
        for comment in ["# 已谈妥", "# 交接", "# 近期需求", "# 现状"] {
            assert!(merged.text.contains(comment), "{comment}: {}", merged.text);
        }
    }

    #[test]
    fn a_text_that_cannot_be_read_is_not_merged() {
        assert!(merge(Kind::Client, CLIENT, CLIENT, "name = ").is_err());
    }
}
