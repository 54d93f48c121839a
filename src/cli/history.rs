//! `kebu history`: what became of a record, whatever it is called on the command line.

use super::context::{Context, Read, Stop, date};
use super::env::Exit;
use super::output::TableArgs;
use crate::app::history::{self, Subject};
use crate::archive::files::Files;
use crate::archive::layout::{Spot, Stem, spot};
use crate::archive::load::Depth;
use crate::diag::Refusal;
use crate::diag::history::HistoryRefusal;
use crate::domain::book::{Book, branch_path, person_path};
use crate::domain::client_search;
use crate::domain::id::{ClientId, Id};
use crate::domain::period::Period;
use crate::domain::record::Kind;
use crate::domain::record::archive::EvidenceSource;
use crate::domain::time::Date;
use crate::report::history::{self as report, HistoryEntry, Shown};
use crate::report::history_phrase::{HistoryPhrase, Named};
use std::collections::BTreeSet;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "RECORD")]
    pub record: String,
    #[arg(long, value_name = "DATE|PERIOD")]
    pub since: Option<String>,
    #[arg(long, value_name = "DATE|PERIOD")]
    pub until: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub limit: Option<usize>,
    #[arg(long)]
    pub redact: bool,
    #[command(flatten)]
    pub table: TableArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let Read { root, files, loaded, state } = context.load(Depth::Records)?;
    // Records that cannot be read have a history all the same; without archive.toml nothing has.
    let Some(book) = loaded.book else { return context.refuse_unreadable(&files, loaded.findings) };
    let since = args.since.as_deref().map(|given| bound(given, Period::first_day)).transpose()?;
    let until = args.until.as_deref().map(|given| bound(given, Period::last_day)).transpose()?;
    let (name, mut subject) = subject(&book, &files, &args.record)?;
    let is_on_disk = state.is_none();
    let Some(state) = context.history_of(state.as_ref())? else {
        let folder = root.display().to_string();
        return Err(Refusal::from(HistoryRefusal::NoRepository { folder }).into());
    };
    // Who was merged and split off again is told as far as the merge goes.
    let mut apart = BTreeSet::new();
    if let Some(client) = client_of(&name) {
        let any = |_: &str| true;
        let merges = state.trail(&history::merges(book.records.branches.keys(), &any))?;
        apart = history::ever_merged(&merges, client);
        apart.retain(|id| !subject.is_one(&format!("{id}.toml")));
        for id in &apart {
            subject.add_id(*id, book.records.branches.keys());
        }
    }
    let is_one = |path: &str| subject.is_one(path);
    let trail = state.trail(&subject.search(&is_one, true))?;
    let mut entries = history::entries(&trail);
    if is_on_disk {
        entries.extend(history::uncommitted(&trail, &files, &subject));
    }
    history::retain_merges(&mut entries, &apart);
    if entries.is_empty() && !files.iter().any(|file| subject.is_one(&file.path)) {
        let given = args.record.clone();
        return Err(Refusal::from(HistoryRefusal::NeverThere { given }).into());
    }
    entries.reverse();
    let is_asked_for = |entry: &HistoryEntry| {
        let arrived = entry.commit.as_ref().map(|commit| book.zone.date_of(commit.arrived_at));
        // What is not committed has not arrived: it is later than any day.
        since.is_none_or(|since| arrived.is_none_or(|on| on >= since))
            && until.is_none_or(|until| arrived.is_some_and(|on| on <= until))
    };
    entries.retain(is_asked_for);
    let commits = entries.iter().filter(|entry| entry.commit.is_some()).count();
    entries.truncate(args.limit.unwrap_or(usize::MAX));
    let some = entries.iter().filter(|entry| entry.commit.is_some()).count();
    let shown = Shown {
        is_declared: book.archive.evidence == Some(EvidenceSource::Declared),
        redact: args.redact || context.env.var("CI").is_some(),
    };
    let title = HistoryPhrase::Of { what: name, commits, shown: some };
    let mut sheet = report::sheet(&book, title, &entries, shown);
    if entries.is_empty() {
        sheet.notes.push(HistoryPhrase::NothingIn { since, until }.into());
    }
    context.print_sheet(sheet, &args.table)?;
    Ok(Exit::Done)
}

/// The client that a history is of.
fn client_of(name: &Named) -> Option<Id> {
    name.id.parse::<ClientId>().ok().map(|client| client.0)
}

/// A day, or a day of a period.
fn bound(given: &str, of_period: fn(Period) -> Date) -> Result<Date, Stop> {
    match given.parse::<Period>() {
        Ok(period) => Ok(of_period(period)),
        Err(_) => date(given),
    }
}

/// The record that a word means, by a name for people; with what else tells of it.
fn subject(book: &Book, files: &Files, given: &str) -> Result<(Named, Subject), Stop> {
    let plain = given.replace('\\', "/");
    let plain = plain.trim_start_matches("./");
    if let Spot::Record(slot) = spot(plain) {
        return Ok(match slot.stem {
            Stem::Id(id) => of_id(book, id),
            _ => (Named { name: None, id: plain.to_owned() }, of_path(book, plain)),
        });
    }
    if let Ok(id) = given.to_lowercase().parse::<Id>() {
        return Ok(of_id(book, id));
    }
    // A word that is somebody's or a branch's own goes before names that merely sound like it.
    let mut people = book.records.people.iter();
    if let Some((id, person)) = people.find(|(id, p)| id.as_str() == given || p.name == given) {
        let name = Some(person.name.clone());
        return Ok((Named { name, id: id.to_string() }, of_path(book, &person_path(id))));
    }
    let mut branches = book.records.branches.iter();
    if let Some((id, branch)) = branches.find(|(id, b)| id.as_str() == given || b.name == given) {
        let name = Some(branch.name.clone());
        return Ok((Named { name, id: id.to_string() }, of_path(book, &branch_path(id))));
    }
    let clients = client_search::candidates(book, given);
    let by_beginning = ids_beginning(files, &given.to_lowercase());
    let mut found: Vec<(Id, String)> =
        clients.iter().map(|client| (client.id, client.record.name.clone())).collect();
    found.extend(by_beginning.into_iter().filter(|(id, _)| clients.iter().all(|c| c.id != *id)));
    match found.as_slice() {
        [(id, _)] => Ok(of_id(book, *id)),
        [] => Err(Refusal::from(HistoryRefusal::NeverThere { given: given.to_owned() }).into()),
        several => {
            let candidates = several.iter().map(|(id, name)| (id.to_string(), name.clone()));
            let candidates = candidates.collect();
            Err(Refusal::Ambiguous { given: given.to_owned(), candidates }.into())
        }
    }
}

/// Records of other kinds than clients whose ids begin so.
fn ids_beginning(files: &Files, given: &str) -> Vec<(Id, String)> {
    let id = |path: &str| match spot(path) {
        Spot::Record(slot) if slot.kind != Kind::Contacts => match slot.stem {
            Stem::Id(id) if id.as_str().starts_with(given) => Some(id),
            _ => None,
        },
        _ => None,
    };
    let found = files.iter().filter_map(|file| Some((id(&file.path)?, file.path.clone())));
    found.filter(|_| given.len() >= 2).collect()
}

fn of_path(book: &Book, path: &str) -> Subject {
    let mut subject = Subject::default();
    subject.add_path(path, book.records.branches.keys());
    subject
}

/// A record by its id, wherever it lies or lay. A client's contact persons, and the clients that
/// were merged into it, belong to its history.
fn of_id(book: &Book, id: Id) -> (Named, Subject) {
    let mut subject = Subject::default();
    let client = id.to_string().parse::<ClientId>().ok();
    let absorbed = client.into_iter().flat_map(|client| book.with_absorbed(client));
    for id in std::iter::once(id).chain(absorbed.map(|entry| entry.id)) {
        subject.add_id(id, book.records.branches.keys());
    }
    let name = client.and_then(|client| Some(book.client(client)?.record.name.clone()));
    (Named { name, id: id.to_string() }, subject)
}
