//! A client goes to another branch. Its file and its contact persons go, with the documents that
//! these two point to, since a branch's folder is self-contained.
//!
//! What is written about it stays: projects, complaints, visits, surveys and analyses count for
//! the branch in whose folder they lie, and to move them would rewrite who did what. They refer to
//! the client by its id, which stays the same.

use super::change::{Step, value_at};
use crate::archive::edit::{Change, Given, tree};
use crate::archive::files::Files;
use crate::domain::book::{Book, Entry};
use crate::domain::id::{BranchId, ClientId, PersonId};
use crate::domain::record::client::Client;
use crate::domain::record::project::ProjectStatus;

/// The steps that move a client; none where it is there already.
pub fn relocate(
    files: &Files,
    book: &Book,
    client: &Entry<Client>,
    to: &BranchId,
    owner: Option<&PersonId>,
) -> Vec<Step> {
    let Some(from) = client.unit.branch().filter(|from| *from != to) else { return Vec::new() };
    let place =
        |branch: &BranchId, folder: &str| format!("branches/{branch}/{folder}/{}.toml", client.id);
    let mut steps = Vec::new();
    let mut going: Vec<String> = Vec::new();
    for folder in ["clients", "contacts"] {
        let (old, new) = (place(from, folder), place(to, folder));
        if let Some(text) = files.text(&old) {
            going.extend(documents(text));
            steps.push(Step::Move { from: old, to: new });
        }
    }
    going.sort();
    going.dedup();
    for document in going {
        let (old, new) =
            (format!("branches/{from}/{document}"), format!("branches/{to}/{document}"));
        // One that is not there is a finding already, and one that is there is the same document.
        let needs = files.get(&old).is_some() && files.bytes(&old) != files.bytes(&new);
        let (from_path, to_path) = (old.clone(), new);
        if needs && is_used_by_others(files, from, client, &document) {
            steps.push(Step::Copy { from: from_path, to: to_path });
        } else if needs {
            steps.push(Step::Move { from: from_path, to: to_path });
        }
    }
    let path = place(to, "clients");
    let changes = changes(book, client, from, to, owner);
    if !changes.is_empty() {
        steps.push(Step::Edit { path, changes });
    }
    steps
}

/// The documents of a record that lie in its branch's folder.
fn documents(text: &str) -> Vec<String> {
    let root = tree(text).unwrap_or(Given::Table(Vec::new()));
    let Some(Given::List(documents)) = value_at(&root, "documents") else { return Vec::new() };
    let own = documents.iter().filter_map(|document| match value_at(document, "ref") {
        Some(Given::Text(path)) if path.trim().starts_with("documents/") => Some(path.trim()),
        _ => None,
    });
    own.map(str::to_owned).collect()
}

fn is_used_by_others(
    files: &Files,
    branch: &BranchId,
    client: &Entry<Client>,
    document: &str,
) -> bool {
    let folder = format!("branches/{branch}/");
    let own = format!("/{}.toml", client.id);
    let mut others = files.iter().filter(|file| {
        file.path.starts_with(&folder) && file.path.ends_with(".toml") && !file.path.ends_with(&own)
    });
    others.any(|file| {
        let text = files.text(&file.path).filter(|text| text.contains(document));
        text.is_some_and(|text| documents(text).iter().any(|path| path == document))
    })
}

/// The new branch no longer serves beside another; the old one does while it still builds for the
/// client.
fn changes(
    book: &Book,
    client: &Entry<Client>,
    from: &BranchId,
    to: &BranchId,
    owner: Option<&PersonId>,
) -> Vec<Change> {
    let mut changes = Vec::new();
    let serving = &client.record.serving_branches;
    if let Some(at) = serving.iter().position(|branch| branch == to) {
        changes.push(Change::Remove { path: format!("serving_branches.{at}") });
    }
    let builds = book
        .projects_of(ClientId(client.id))
        .any(|project| project.is_of(from) && project.record.status == ProjectStatus::InProgress);
    if builds && !serving.contains(from) {
        let value = Given::Text(from.to_string());
        changes.push(Change::Push { path: "serving_branches".to_owned(), value });
    }
    if let Some(owner) = owner {
        let value = Given::Text(owner.to_string());
        changes.push(Change::Set { path: "owner".to_owned(), value });
    }
    changes
}
