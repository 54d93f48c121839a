//! What the archive has that can be suggested: ids, names, keys and words. It is read once, when
//! the first value is asked for, and only the files of clients, people and branches are parsed.

use crate::app::change::value_at;
use crate::archive::edit::{self, Given};
use crate::archive::fields::{self, Field, Form};
use crate::archive::files::{Content, Files};
use crate::archive::layout::{Slot, Spot, Stem, spot};
use crate::archive::load::{Depth, load};
use crate::diag::Code;
use crate::domain::book::Book;
use crate::domain::client_search;
use crate::domain::id::{SLUG_PATTERN, id_pattern};
use crate::domain::keyword::Keyword;
use crate::domain::record::Kind;
use crate::text::Lang;
use clap_complete::engine::CompletionCandidate;
use std::path::PathBuf;
use std::sync::OnceLock;

/// An archive that is read when it is needed.
pub struct Source {
    root: Option<PathBuf>,
    lang: Lang,
    /// The command line so far.
    words: Vec<String>,
    read: OnceLock<Option<(Files, Option<Book>)>>,
}

impl Source {
    pub fn new(root: Option<PathBuf>, lang: Lang, words: Vec<String>) -> Self {
        Self { root, lang, words, read: OnceLock::new() }
    }

    /// A label in the reader's language.
    fn label(&self, labels: [&'static str; 2]) -> &'static str {
        self.lang.pick(labels)
    }

    fn files(&self) -> Option<&(Files, Option<Book>)> {
        let read = || {
            let files = Files::read(self.root.as_deref()?).ok()?;
            let wanted = files.iter().filter_map(|file| match (&file.content, spot(&file.path)) {
                (Content::Bytes(bytes), Spot::Record(Slot { kind, .. })) => {
                    let is_wanted =
                        matches!(kind, Kind::Archive | Kind::Client | Kind::Person | Kind::Branch);
                    is_wanted.then(|| (file.path.clone(), bytes.clone()))
                }
                _ => None,
            });
            let book = load(&Files::from_pairs(wanted), Depth::Records).book;
            Some((files, book))
        };
        self.read.get_or_init(read).as_ref()
    }

    fn book(&self) -> Option<&Book> {
        self.files()?.1.as_ref()
    }

    /// Clients by id, name or alias; one that is spelled in pinyin, when it is the only one.
    pub fn clients(&self, word: &str) -> Vec<CompletionCandidate> {
        let Some(book) = self.book() else { return Vec::new() };
        let mut found = Vec::new();
        for client in book.records.clients.iter() {
            if client.id.as_str().starts_with(word) {
                found.push(suggestion(client.id.as_str(), &client.record.name));
            }
            let names = std::iter::once(&client.record.name).chain(&client.record.aliases);
            // All names at once would bury what is looked for.
            let meant = names.filter(|name| !word.is_empty() && name.starts_with(word));
            found.extend(meant.map(|name| suggestion(name, client.id.as_str())));
        }
        if found.is_empty()
            && !word.is_empty()
            && let [(_, only)] = client_search::search(book, word).as_slice()
        {
            found.push(suggestion(only.id.as_str(), &only.record.name));
        }
        found
    }

    pub fn branches(&self, word: &str) -> Vec<CompletionCandidate> {
        let Some(book) = self.book() else { return Vec::new() };
        let branches = book.records.branches.iter();
        branches.flat_map(|(id, branch)| named(id.as_str(), &branch.name, word)).collect()
    }

    pub fn people(&self, word: &str) -> Vec<CompletionCandidate> {
        let Some(book) = self.book() else { return Vec::new() };
        let people = book.records.people.iter();
        people.flat_map(|(id, person)| named(id.as_str(), &person.name, word)).collect()
    }

    /// The contact persons of the client that the command line names, by key or name.
    pub fn contacts(&self, word: &str) -> Vec<CompletionCandidate> {
        let (Some((files, _)), Some(book)) = (self.files(), self.book()) else { return Vec::new() };
        let is_named = |name: &str| self.words.iter().any(|word| word == name);
        let client = book.records.clients.iter().find(|client| {
            let record = &client.record;
            let mut names = std::iter::once(&record.name).chain(&record.aliases);
            is_named(client.id.as_str()) || names.any(|name| is_named(name))
        });
        let path = client.map(|it| format!("branches/{}/contacts/{}.toml", it.unit, it.id));
        let text = path.and_then(|path| files.text(&path)).unwrap_or_default();
        let root = edit::tree(text).unwrap_or(Given::Table(Vec::new()));
        let Some(Given::List(persons)) = value_at(&root, "persons") else { return Vec::new() };
        let text = |person: &Given, key: &str| match value_at(person, key) {
            Some(Given::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let persons = persons.iter().map(|person| (text(person, "key"), text(person, "name")));
        let mut found = Vec::new();
        persons.for_each(|(key, name)| found.extend(named(&key, &name, word)));
        found
    }

    /// A record of a kind, as its commands name it.
    pub fn records(&self, kind: Kind, word: &str) -> Vec<CompletionCandidate> {
        match kind {
            Kind::Client => self.clients(word),
            Kind::Person => self.people(word),
            Kind::Branch => self.branches(word),
            kind => self.ids(kind, word),
        }
    }

    /// The ids of a kind, from the names of its files.
    pub fn ids(&self, kind: Kind, word: &str) -> Vec<CompletionCandidate> {
        let Some((files, _)) = self.files() else { return Vec::new() };
        let ids = files.iter().filter_map(|file| match spot(&file.path) {
            Spot::Record(Slot { kind: found, stem: Stem::Id(id), .. }) if found == kind => {
                Some(id.to_string())
            }
            _ => None,
        });
        ids.filter(|id| id.starts_with(word)).map(CompletionCandidate::new).collect()
    }

    /// `key=value` of a record: its keys, and after the sign what the key takes.
    pub fn assignments(&self, kind: Kind, table: &str, word: &str) -> Vec<CompletionCandidate> {
        if let Some((key, typed)) = word.split_once('=') {
            let Some(field) = field(kind, table, key) else { return Vec::new() };
            let values = self.values(field, typed).into_iter();
            return values.map(|value| value.add_prefix(format!("{key}="))).collect();
        }
        let keys = fields::fields(kind).iter().filter_map(|field| {
            let is_value = !matches!(field.form, Form::Table | Form::Tables | Form::Map);
            let key = field.path.strip_prefix(table).filter(|_| is_value)?;
            // A key in a list has a position, which nobody can suggest.
            let is_in_list = fields::fields(kind).iter().any(|other| {
                other.form == Form::Tables
                    && field.path.strip_prefix(&other.path).is_some_and(|k| k.starts_with('.'))
                    && other.path.len() > table.len()
            });
            (!is_in_list && key.starts_with(word))
                .then(|| suggestion(&format!("{key}="), self.label(field.labels)))
        });
        keys.collect()
    }

    pub fn kinds(&self, word: &str) -> Vec<CompletionCandidate> {
        let kinds = Kind::ALL.iter().filter(|kind| kind.key().starts_with(word));
        kinds.map(|kind| suggestion(kind.key(), self.label(kind.labels()))).collect()
    }

    /// What a key takes, as far as it is known.
    pub fn values(&self, field: &Field, word: &str) -> Vec<CompletionCandidate> {
        if !field.words.is_empty() {
            let words = field.words.iter().filter(|(key, _)| key.starts_with(word));
            return words.map(|(key, labels)| suggestion(key, self.label(*labels))).collect();
        }
        let of_kind = |kind: &&Kind| {
            kind.id_prefix().is_some_and(|prefix| id_pattern(prefix) == field.pattern)
        };
        match Kind::ALL.iter().find(of_kind) {
            Some(Kind::Client | Kind::Contacts) => return self.clients(word),
            Some(kind) => return self.ids(*kind, word),
            None => {}
        }
        match field.form {
            Form::Boolean => ["true", "false"]
                .into_iter()
                .filter(|value| value.starts_with(word))
                .map(CompletionCandidate::new)
                .collect(),
            _ if field.pattern == SLUG_PATTERN && field.path.ends_with("branches") => {
                self.branches(word)
            }
            _ if field.pattern == SLUG_PATTERN => self.people(word),
            _ => Vec::new(),
        }
    }
}

/// The key of a record below the table that a command speaks of.
pub fn field(kind: Kind, table: &str, key: &str) -> Option<&'static Field> {
    fields::field(kind, &format!("{table}{key}"))
}

/// What `explain` explains.
pub fn topics(word: &str) -> Vec<CompletionCandidate> {
    let all = crate::cli::explain::rules().chain(Code::ALL.iter().map(|code| code.key()));
    all.filter(|topic| topic.starts_with(word)).map(CompletionCandidate::new).collect()
}

/// Something by its id, or by its name when that was begun.
fn named(id: &str, name: &str, word: &str) -> Vec<CompletionCandidate> {
    if id.starts_with(word) {
        vec![suggestion(id, name)]
    } else if name.starts_with(word) {
        vec![suggestion(name, id)]
    } else {
        Vec::new()
    }
}

fn suggestion(value: &str, about: &str) -> CompletionCandidate {
    CompletionCandidate::new(value).help(Some(crate::text::shown(about).into()))
}
