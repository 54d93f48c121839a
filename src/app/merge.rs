//! Two files of one organisation become one, and two again.
//!
//! Merging moves every reference to the client that goes, in every kind of record, to the one that
//! stays. The file that goes stays where it is with status `merged`: its history, its facts and its
//! contact persons are not copied, since what is recorded under a merged client counts for the one
//! it was merged into (rules §1). What was changed is written down in a document of the merged
//! client, `documents/merges/<id>.toml`, so that the merge can be taken back after any number of
//! commits, in any clone.

mod protocol;
mod reverse;

pub use reverse::unmerge;

use crate::app::change::{Step, value_at};
use crate::archive::edit::{Change, Given, edit, tree};
use crate::archive::files::{Files, sha256};
use crate::archive::layout::{Spot, spot};
use crate::check::{Reference, ReferredTo, references_to};
use crate::diag::Refusal;
use crate::diag::change::{CannotMerge, ChangeRefusal};
use crate::domain::book::{Book, Entry};
use crate::domain::client_name::normal_form;
use crate::domain::id::{ClientId, PersonId};
use crate::domain::record::Kind;
use crate::domain::record::client::{Client, Status};
use crate::domain::time::Date;
use protocol::{Changed, Protocol};
use std::collections::BTreeMap;

/// A merge, or its reversal: what is to be done, and how much of what.
#[derive(Debug)]
pub struct Merge {
    pub steps: Vec<Step>,
    /// Records of others that refer to the client.
    pub referrers: usize,
    /// Files that the reversal could not put back: gone, or changed at the same place.
    pub left: Vec<String>,
}

/// Where a merged client's protocol lies, below its branch.
fn protocol_ref(client: &Entry<Client>) -> String {
    format!("documents/merges/{}.toml", client.id)
}

fn branch_folder(client: &Entry<Client>) -> String {
    format!("branches/{}/", client.unit)
}

/// The steps that merge one client into another.
pub fn merge(
    files: &Files,
    book: &Book,
    from: &Entry<Client>,
    into: &Entry<Client>,
    today: Date,
    by: Option<&PersonId>,
) -> Result<Merge, Refusal> {
    refuse(book, from, into)?;
    let references = references_to(book, ClientId(from.id));
    let mut edits: BTreeMap<String, Vec<Change>> = BTreeMap::new();
    let mut edit_of = |path: &str, change| edits.entry(path.to_owned()).or_default().push(change);

    rename_contacts(book, from, into, &references, &mut edit_of);
    let into_id = Given::Text(into.id.to_string());
    for reference in references.iter().filter(|reference| reference.to == ReferredTo::Client) {
        edit_of(&reference.path, pointed_at(files, reference, &from.id.to_string(), &into_id));
    }
    for change in names_for(from, into) {
        edit_of(&into.path, change);
    }
    for change in [("status", Given::Text("merged".to_owned())), ("merged_into", into_id)] {
        edit_of(&from.path, Change::Set { path: change.0.to_owned(), value: change.1 });
    }

    let protocol_path = format!("{}{}", branch_folder(from), protocol_ref(from));
    let mut protocol = Protocol::new(from.id, into.id, today, by);
    for (path, changes) in &edits {
        protocol.note(files, path, changes)?;
    }
    let text = protocol.write();
    let document = Given::Table(vec![
        ("title".to_owned(), Given::Text(protocol::TITLE.to_owned())),
        ("ref".to_owned(), Given::Text(protocol_ref(from))),
        ("on".to_owned(), Given::Date(today.to_string())),
        ("sha256".to_owned(), Given::Text(sha256(text.as_bytes()))),
    ]);
    let own = Change::Push { path: "documents".to_owned(), value: document };
    edits.entry(from.path.to_string()).or_default().push(own);

    let others = edits.keys().filter(|path| **path != *from.path && **path != *into.path);
    let referrers = others.count();
    let mut steps = vec![Step::NewText { path: protocol_path, text }];
    steps.extend(edits.into_iter().map(|(path, changes)| Step::Edit { path, changes }));
    Ok(Merge { steps, referrers, left: Vec::new() })
}

fn refuse(book: &Book, from: &Entry<Client>, into: &Entry<Client>) -> Result<(), Refusal> {
    let why = if from.id == into.id {
        Some(CannotMerge::Itself)
    } else if from.record.status == Status::Merged {
        let target = from.record.merged_into.map_or_else(String::new, |id| id.to_string());
        Some(CannotMerge::AlreadyMerged { client: from.id.to_string(), target })
    } else if into.record.status == Status::Merged {
        let target = book.successor(ClientId(into.id)).to_string();
        Some(CannotMerge::AlreadyMerged { client: into.id.to_string(), target })
    } else {
        None
    };
    why.map_or(Ok(()), |why| Err(ChangeRefusal::CannotMerge(why).into()))
}

/// A reference that names the client that stays. A list that names both names it once.
fn pointed_at(files: &Files, reference: &Reference, from: &str, into: &Given) -> Change {
    let key = &reference.key;
    let root = files.text(&reference.path).and_then(|text| tree(text).ok());
    let list = key.rsplit_once('.').filter(|(_, at)| at.parse::<usize>().is_ok());
    if let Some((list, _)) = list
        && let Some(Given::List(items)) = root.as_ref().and_then(|root| value_at(root, list))
        && items.contains(into)
    {
        let gone = Given::Text(from.to_owned());
        let rest = items.iter().filter(|item| **item != gone).cloned().collect();
        return Change::Set { path: list.to_owned(), value: Given::List(rest) };
    }
    Change::Set { path: key.clone(), value: into.clone() }
}

/// Contact persons stay in the merged client's file. A key that the other client has too would then
/// mean either person: it gets a number, in the file and wherever it is used.
fn rename_contacts(
    book: &Book,
    from: &Entry<Client>,
    into: &Entry<Client>,
    references: &[Reference],
    edit_of: &mut impl FnMut(&str, Change),
) {
    let contacts = &book.records.contacts;
    let Some(own) = contacts.get(from.id) else { return };
    let stays = book.with_absorbed(ClientId(into.id));
    let mut taken: Vec<String> = stays
        .filter_map(|client| contacts.get(client.id))
        .flat_map(|entry| entry.record.persons.iter().map(|person| person.key.clone()))
        .collect();
    let others = taken.clone();
    taken.extend(own.record.persons.iter().map(|person| person.key.clone()));
    for (index, person) in own.record.persons.iter().enumerate() {
        if !others.contains(&person.key) {
            continue;
        }
        let numbered = (2..).map(|number| format!("{}-{number}", person.key));
        let Some(key) = numbered.into_iter().find(|key| !taken.contains(key)) else { continue };
        taken.push(key.clone());
        let value = Given::Text(key);
        let path = format!("persons.{index}.key");
        edit_of(&own.path, Change::Set { path, value: value.clone() });
        let uses = references.iter().filter(
            |reference| matches!(&reference.to, ReferredTo::Contact(used) if *used == person.key),
        );
        for reference in uses {
            let path = reference.key.clone();
            edit_of(&reference.path, Change::Set { path, value: value.clone() });
        }
    }
}

/// The client that stays is found under the names of the one that goes, and known to be served
/// where that one was.
fn names_for(from: &Entry<Client>, into: &Entry<Client>) -> Vec<Change> {
    let record = &into.record;
    let mut known: Vec<String> =
        record.aliases.iter().chain([&record.name]).map(|name| normal_form(name)).collect();
    let mut changes = Vec::new();
    for name in std::iter::once(&from.record.name).chain(&from.record.aliases) {
        let form = normal_form(name);
        if !known.contains(&form) {
            known.push(form);
            let value = Given::Text(name.clone());
            changes.push(Change::Push { path: "aliases".to_owned(), value });
        }
    }
    let serves = |branch: &str| record.serving_branches.iter().any(|b| b.as_str() == branch);
    if let Some(branch) = from.unit.branch().filter(|branch| !into.is_of(branch))
        && !serves(branch.as_str())
    {
        let value = Given::Text(branch.to_string());
        changes.push(Change::Push { path: "serving_branches".to_owned(), value });
    }
    changes
}

/// The text of a record after changes.
fn edited(path: &str, text: &str, changes: &[Change]) -> Result<String, Refusal> {
    edit(kind(path), text, changes).map_err(|fault| {
        let path = path.to_owned();
        Refusal::Edit(crate::diag::edit::EditRefusal::NotEdited { path, fault })
    })
}

fn kind(path: &str) -> Kind {
    match spot(path) {
        Spot::Record(slot) => slot.kind,
        // References are made by records only.
        _ => Kind::Client,
    }
}

fn same_values(one: &str, other: &str) -> bool {
    match (tree(one), tree(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Marks what a reversal needs of one key.
fn changed(path: &str, key: &str, was: Option<&Given>, now: Option<&Given>) -> Changed {
    let texts = |value: Option<&Given>| {
        value.map(|value| match value {
            Given::List(items) => items.iter().filter_map(text_of).collect(),
            one => text_of(one).into_iter().collect(),
        })
    };
    Changed { path: path.to_owned(), key: key.to_owned(), was: texts(was), now: texts(now) }
}

fn text_of(value: &Given) -> Option<String> {
    match value {
        Given::Text(text) => Some(text.clone()),
        _ => None,
    }
}
