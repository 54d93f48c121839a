//! A merge taken back, from its protocol. What has been written since stays: a key is put back
//! only where it still says what the merge wrote.

use super::protocol::{Changed, Protocol};
use super::{Merge, branch_folder, edited, protocol_ref, same_values};
use crate::app::change::{Step, value_at};
use crate::archive::edit::{Change, Given, tree};
use crate::archive::files::Files;
use crate::diag::Refusal;
use crate::diag::change::{CannotMerge, ChangeRefusal};
use crate::domain::book::Entry;
use crate::domain::record::client::{Client, Status};

/// The steps that make two clients of one again.
pub fn unmerge(files: &Files, client: &Entry<Client>) -> Result<Merge, Refusal> {
    let id = client.id.to_string();
    if client.record.status != Status::Merged {
        return Err(ChangeRefusal::CannotMerge(CannotMerge::NotMerged { client: id }).into());
    }
    let reference = protocol_ref(client);
    let path = format!("{}{reference}", branch_folder(client));
    let protocol = files.bytes(&path).and_then(|bytes| String::from_utf8(bytes).ok());
    let protocol = protocol.and_then(|text| Protocol::read(&text));
    let protocol = protocol.filter(|protocol| protocol.merged == id).ok_or_else(|| {
        ChangeRefusal::CannotMerge(CannotMerge::NoProtocol {
            client: id.clone(),
            path: path.clone(),
        })
    })?;

    let mut steps = vec![Step::Remove { path }];
    let mut left = Vec::new();
    let mut referrers = 0;
    for noted in protocol.changed.chunk_by(|a, b| a.path == b.path) {
        let Some(at) = noted.first().and_then(|first| whereabouts(files, &first.path)) else {
            left.extend(noted.first().map(|first| first.path.clone()));
            continue;
        };
        let text = files.text(&at).unwrap_or_default();
        let mut changes = changes_back(text, noted);
        if at == *client.path {
            changes.extend(without_document(text, &reference));
        } else {
            referrers += 1;
        }
        if changes.is_empty() {
            left.push(at);
            continue;
        }
        let back = edited(&at, text, &changes)?;
        let stored = protocol.texts.iter().find(|(path, _)| *path == noted[0].path);
        // Where nothing else has changed since, the old bytes are given back.
        match stored.filter(|(_, before)| same_values(&back, before)) {
            Some((_, before)) => steps.push(Step::Replace { path: at, text: before.clone() }),
            None => steps.push(Step::Edit { path: at, changes }),
        }
    }
    Ok(Merge { steps, referrers, left })
}

/// Where a record is now: its own path, or wherever a file of its id went.
fn whereabouts(files: &Files, path: &str) -> Option<String> {
    if files.text(path).is_some() {
        return Some(path.to_owned());
    }
    let mut parts = path.rsplit('/');
    let name = parts.next()?;
    // Clients and contacts share ids: the folder tells them apart.
    let folder = path.split('/').nth(2)?;
    let moved = files.iter().find(|file| {
        file.path.ends_with(&format!("/{name}")) && file.path.split('/').nth(2) == Some(folder)
    });
    moved.map(|file| file.path.clone())
}

/// The changes that put the noted keys back.
pub fn changes_back(text: &str, noted: &[Changed]) -> Vec<Change> {
    let tree = tree(text).unwrap_or(Given::Table(Vec::new()));
    let mut changes = Vec::new();
    for key in noted {
        let Some(value) = value_at(&tree, &key.key) else { continue };
        let now = key.now.clone().unwrap_or_default();
        match value {
            Given::List(items) => changes.extend(list_back(key, items, &now)),
            Given::Text(text) if now.as_slice() == [text.clone()] => {
                let path = key.key.clone();
                changes.push(match key.was.as_deref() {
                    Some([was]) => Change::Set { path, value: Given::Text(was.clone()) },
                    Some(_) | None => Change::Remove { path },
                });
            }
            _ => {}
        }
    }
    changes
}

/// Items that the merge took come back, items that it added go; with nothing left of a key that was
/// not there, it goes too.
fn list_back(key: &Changed, items: &[Given], now: &[String]) -> Vec<Change> {
    let was = key.was.clone().unwrap_or_default();
    let taken: Vec<Given> =
        was.iter().filter(|item| !now.contains(item)).cloned().map(Given::Text).collect();
    if !taken.is_empty() {
        let path = key.key.clone();
        let is_untouched = items.iter().map(super::text_of).eq(now.iter().cloned().map(Some));
        if is_untouched {
            let was = was.into_iter().map(Given::Text).collect();
            return vec![Change::Set { path, value: Given::List(was) }];
        }
        let again = taken.into_iter().filter(|item| !items.contains(item));
        return again.map(|value| Change::Push { path: path.clone(), value }).collect();
    }
    let is_added = |item: &Given| match item {
        Given::Text(text) => now.contains(text) && !was.contains(text),
        _ => false,
    };
    if key.was.is_none() && items.iter().all(is_added) {
        return vec![Change::Remove { path: key.key.clone() }];
    }
    let added = (0..items.len()).rev().filter(|at| is_added(&items[*at]));
    added.map(|at| Change::Remove { path: format!("{}.{at}", key.key) }).collect()
}

/// The protocol is no longer a document of the client.
fn without_document(text: &str, reference: &str) -> Option<Change> {
    let tree = tree(text).ok()?;
    let Some(Given::List(documents)) = value_at(&tree, "documents") else { return None };
    let is_protocol =
        |document: &Given| value_at(document, "ref") == Some(&Given::Text(reference.to_owned()));
    let at = documents.iter().position(is_protocol)?;
    Some(Change::Remove { path: format!("documents.{at}") })
}
