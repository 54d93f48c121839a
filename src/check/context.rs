//! What every rule sees: the archive, today, and what is there although it could not be read.

use crate::archive::files::{Content, File, Files};
use crate::archive::layout::folders;
use crate::archive::load::Loaded;
use crate::archive::locate::node_at;
use crate::archive::parse::with_tree;
use crate::diag::{Place, Severity};
use crate::domain::book::{Book, Entry};
use crate::domain::id::{BranchId, ClientId, Id, PersonId, Unit};
use crate::domain::keyword::Keyword;
use crate::domain::record::Kind;
use crate::domain::record::contacts::Contact;
use crate::domain::record::person::Person;
use crate::domain::time::Date;
use std::collections::BTreeSet;

/// The archive's policy, where thresholds stand.
pub const POLICY: &str = "policy.toml";

/// What the archive says of itself.
pub const ARCHIVE: &str = "archive.toml";

/// What every rule sees.
pub struct Context<'a> {
    pub files: &'a Files,
    pub book: &'a Book,
    pub today: Date,
    unread: Unread,
}

/// A record under examination, with or without an id of its own.
pub struct Subject<'a, T> {
    pub path: &'a str,
    pub id: Option<Id>,
    pub unit: &'a Unit,
    pub record: &'a T,
}

impl<'a, T> Subject<'a, T> {
    pub fn of(entry: &'a Entry<T>) -> Self {
        Self { path: &entry.path, id: Some(entry.id), unit: &entry.unit, record: &entry.record }
    }
}

/// Records whose file is there and could not be read: the file has its own finding, so nothing
/// that refers to it has one.
#[derive(Default)]
struct Unread {
    ids: BTreeSet<Id>,
    people: BTreeSet<PersonId>,
    branches: BTreeSet<BranchId>,
    /// Kinds of which a folder is a link: any record of theirs may lie behind it.
    kinds: BTreeSet<Kind>,
    all_people: bool,
    all_branches: bool,
    policy: bool,
}

impl Unread {
    fn new(files: &Files, loaded: &Loaded) -> Self {
        let mut unread = Self::default();
        if !loaded.incomplete {
            return unread;
        }
        for file in files.iter().filter(|file| file.path.ends_with(".toml")) {
            let parts: Vec<&str> = file.path.split('/').collect();
            let stem = parts.last().and_then(|name| name.strip_suffix(".toml")).unwrap_or_default();
            unread.ids.extend(stem.parse::<Id>().ok());
            match parts.as_slice() {
                ["people", _] => unread.people.extend(stem.parse::<PersonId>().ok()),
                ["branches", branch, ..] => {
                    unread.branches.extend(branch.parse::<BranchId>().ok());
                }
                _ => {}
            }
        }
        for link in files.iter().filter(|file| file.content == Content::Link) {
            unread.behind(&link.path);
        }
        unread.policy = loaded
            .findings
            .iter()
            .any(|finding| finding.place.path == POLICY && finding.severity == Severity::Error);
        unread
    }

    /// What may lie behind a link that stands in place of a folder.
    fn behind(&mut self, link: &str) {
        if link.ends_with(".toml") {
            return;
        }
        self.all_people |= link == "people";
        self.all_branches |= link == "branches";
        let name = link.strip_prefix("branches/").and_then(|rest| rest.split('/').next());
        // Any name will do where every branch is behind the link.
        let Ok(branch) = name.unwrap_or("b").parse::<BranchId>() else { return };
        let is_in = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let touches = |folder: &String| is_in(folder, link) || is_in(link, folder);
        let hidden = |kind: &&Kind| folders(**kind, std::iter::once(&branch)).iter().any(touches);
        self.kinds.extend(Kind::ALL.iter().filter(hidden));
        if link == format!("branches/{branch}") {
            self.branches.insert(branch);
        }
    }
}

impl<'a> Context<'a> {
    pub fn new(files: &'a Files, loaded: &Loaded, book: &'a Book, today: Date) -> Self {
        Self { files, book, today, unread: Unread::new(files, loaded) }
    }

    /// The person, when the record could be read.
    pub fn person(&self, id: &PersonId) -> Option<&'a Person> {
        self.book.records.people.get(id)
    }

    /// Whether the person is known not to be of headquarters. Of one without a record nothing is
    /// known: the missing record is the finding.
    pub fn is_outside_hq(&self, id: &PersonId) -> bool {
        self.person(id).is_some_and(|person| person.unit != Unit::Hq)
    }

    pub fn has_person(&self, id: &PersonId) -> bool {
        let unread = &self.unread;
        self.person(id).is_some() || unread.all_people || unread.people.contains(id)
    }

    pub fn has_branch(&self, id: &BranchId) -> bool {
        let unread = &self.unread;
        let is_unread = unread.all_branches || unread.branches.contains(id);
        self.book.records.branches.contains_key(id) || is_unread
    }

    /// Whether any record has this id, readable or not, or may have it behind a link.
    pub fn has(&self, id: Id) -> bool {
        let unread = &self.unread;
        let is_hidden = || kind_of(id).is_some_and(|kind| unread.kinds.contains(&kind));
        self.is_on_shelf(id) || unread.ids.contains(&id) || is_hidden()
    }

    /// Whether a folder on the way to a path is a link, which is never followed.
    pub fn is_behind_link(&self, path: &str) -> bool {
        let is_link = |file: &File| file.content == Content::Link;
        path.match_indices('/').any(|(at, _)| self.files.get(&path[..at]).is_some_and(is_link))
    }

    /// Whether the record of this id could be read.
    pub fn is_on_shelf(&self, id: Id) -> bool {
        let shelves = &self.book.records;
        match kind_of(id) {
            Some(Kind::Client) => shelves.clients.get(id).is_some(),
            Some(Kind::Project) => shelves.projects.get(id).is_some(),
            Some(Kind::Complaint) => shelves.complaints.get(id).is_some(),
            Some(Kind::Visit) => shelves.visits.get(id).is_some(),
            Some(Kind::Survey) => shelves.surveys.get(id).is_some(),
            Some(Kind::Analysis) => shelves.analyses.get(id).is_some(),
            Some(Kind::SpotCheck) => shelves.spot_checks.get(id).is_some(),
            Some(Kind::Access) => shelves.access.get(id).is_some(),
            Some(Kind::Activity) => shelves.activities.get(id).is_some(),
            Some(Kind::Market) => shelves.market.get(id).is_some(),
            _ => false,
        }
    }

    /// Whether the policy in the book is the archive's own: of one that cannot be read only the
    /// file is at fault, not what is measured by it.
    pub fn has_policy(&self) -> bool {
        !self.unread.policy
    }

    /// The place of a setting of the policy, when it is written there and not a default.
    pub fn policy_place(&self, key: &str) -> Option<Place> {
        let text = self.files.text(POLICY)?;
        let written = with_tree(text, |tree| tree.is_ok_and(|root| node_at(root, key).is_some()));
        written.then(|| Place::value(POLICY, key))
    }

    /// The contact keys of a client: its own, and those of clients merged into it or that it was
    /// merged into. `None` when they cannot be seen from here.
    pub fn contact_keys(&self, client: ClientId) -> Option<Vec<&'a str>> {
        let mut keys = Vec::new();
        let successor = self.book.successor(client);
        for entry in self.book.with_absorbed(successor) {
            if self.contacts_elsewhere(&entry.unit) {
                return None;
            }
            match self.book.records.contacts.get(entry.id) {
                // What is wrong with the keys themselves is their own finding.
                Some(contacts) if !contacts.record.persons.iter().all(Contact::has_key) => {
                    return None;
                }
                Some(contacts) => {
                    keys.extend(contacts.record.persons.iter().map(|person| person.key.as_str()));
                }
                None if self.has_contacts_file(entry.id, &entry.unit) => return None,
                None => {}
            }
        }
        Some(keys)
    }

    /// A branch may keep its contact persons where this archive cannot see them.
    fn contacts_elsewhere(&self, unit: &Unit) -> bool {
        let branch = unit.branch().and_then(|branch| self.book.records.branches.get(branch));
        branch.is_some_and(|branch| branch.contacts_elsewhere == Some(true))
    }

    fn has_contacts_file(&self, client: Id, unit: &Unit) -> bool {
        let path = format!("branches/{unit}/contacts/{client}.toml");
        let file = self.files.get(&path);
        file.is_some_and(|file| !matches!(file.content, Content::Unread))
            || self.is_behind_link(&path)
    }
}

/// The kind of the record that an id names, by its prefix.
pub fn kind_of(id: Id) -> Option<Kind> {
    let named = |kind: &&Kind| **kind != Kind::Contacts && kind.id_prefix() == Some(id.prefix());
    Kind::ALL.iter().find(named).copied()
}
