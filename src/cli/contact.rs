//! `kebu contact`: a client's contact persons, whose data lie in one file and nowhere else.

use super::context::{Context, Stop};
use super::env::Exit;
use super::output::TableArgs;
use super::record::amend::Amending;
use super::record::editor::Session;
use super::record::flags::OfContact;
use super::record::missing::missing_keys;
use super::record::{Content, Desk, RecordArgs, Values, WriteArgs};
use crate::app::change::Step;
use crate::archive::edit::{self, Change, Given};
use crate::archive::fields::field;
use crate::check::{ReferredTo, references_to};
use crate::diag::change::{ChangeRefusal, MissingKey};
use crate::diag::edit::EditRefusal;
use crate::diag::{Refusal, Usage};
use crate::domain::book::Entry;
use crate::domain::id::ClientId;
use crate::domain::person_name::spelled;
use crate::domain::record::Kind;
use crate::domain::record::client::Client;
use crate::domain::record::contacts::Contact;
use crate::report::lists;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(ListArgs),
    Add(AddArgs),
    Edit(EditArgs),
    Remove(RemoveArgs),
}

#[derive(Debug, clap::Args)]
pub struct ListArgs {
    #[arg(value_name = "CLIENT")]
    pub client: Option<String>,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long)]
    pub redact: bool,
    #[command(flatten)]
    pub table: TableArgs,
}

#[derive(Debug, clap::Args)]
pub struct AddArgs {
    #[arg(value_name = "CLIENT")]
    pub client: String,
    #[command(flatten)]
    pub record: RecordArgs<OfContact>,
    #[command(flatten)]
    pub write: WriteArgs,
}

#[derive(Debug, clap::Args)]
pub struct EditArgs {
    #[arg(value_name = "CLIENT")]
    pub client: String,
    #[arg(value_name = "PERSON")]
    pub person: Option<String>,
    #[command(flatten)]
    pub record: RecordArgs<OfContact>,
    #[command(flatten)]
    pub write: WriteArgs,
}

#[derive(Debug, clap::Args)]
pub struct RemoveArgs {
    #[arg(value_name = "CLIENT")]
    pub client: String,
    #[arg(value_name = "PERSON")]
    pub person: String,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, command: &Command) -> Result<Exit, Stop> {
    match command {
        Command::List(args) => list(context, args),
        Command::Add(args) => add(context, args),
        Command::Edit(args) => edit(context, args),
        Command::Remove(args) => remove(context, args),
    }
}

fn list(context: &mut Context<'_, '_, '_>, args: &ListArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let book = &opened.book;
    let branch = context.branch_if(book, args.branch.as_deref())?;
    let mut clients: Vec<&Entry<Client>> = match &args.client {
        Some(given) => {
            let client = super::client::one(book, given)?;
            book.with_absorbed(ClientId(client.id)).collect()
        }
        None => book.records.clients.iter().collect(),
    };
    clients.retain(|client| branch.as_ref().is_none_or(|branch| client.is_of(branch)));
    let redact = args.redact || context.env.var("CI").is_some();
    context.print_sheet(lists::contacts(book, &clients, redact), &args.table)?;
    Ok(Exit::Done)
}

fn add(context: &mut Context<'_, '_, '_>, args: &AddArgs) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let client = desk.client(&args.client)?;
    let (people, rest) = people(&desk, client, context.values(&args.record)?.into_entries());
    let missing: Vec<MissingKey> =
        people.iter().flat_map(|person| missing_keys(person, &[], Content::NONE)).collect();
    if !missing.is_empty() && context.env.stdin_is_terminal {
        return add_in_editor(context, &desk, client, people, args.write);
    }
    if !missing.is_empty() {
        let command = "contact add".to_owned();
        return Err(ChangeRefusal::MissingKeys { command, keys: missing }.into());
    }
    let keys = keys(&people);
    let step = adding(&desk, contacts_path(client), people, rest);
    let carried = context.carry_out(&desk, &[step], args.write)?;
    context.made(&carried, keys)
}

/// The people that were given, with what is understood of each, and what else there was. A file
/// may hold one person's keys or, as the editor's draft does, `[[persons]]`; options then say more
/// of each of them.
fn people(
    desk: &Desk,
    client: &Entry<Client>,
    mut given: Vec<(String, Given)>,
) -> (Vec<Values>, Vec<(String, Given)>) {
    let new = |entries| {
        let mut person = Values::of(Kind::Contacts, "persons.", entries);
        person.default_date("basis_on", desk.today);
        person.default_text("key", free_key(desk, client, &person));
        person
    };
    let Some(at) = given.iter().position(|(key, _)| key == "persons") else {
        return (vec![new(given)], Vec::new());
    };
    let Given::List(items) = given.remove(at).1 else { return (Vec::new(), given) };
    let is_of_person = |key: &str| field(Kind::Contacts, &format!("persons.{key}")).is_some();
    let (more, rest): (Vec<_>, Vec<_>) = given.into_iter().partition(|(key, _)| is_of_person(key));
    let people = items.into_iter().filter_map(|item| match item {
        Given::Table(entries) => {
            let mut person = Values::of(Kind::Contacts, "persons.", entries);
            more.iter().for_each(|(key, value)| person.set(key, value.clone()));
            Some(new(person.into_entries()))
        }
        _ => None,
    });
    (people.collect(), rest)
}

/// The keys of people, a line each.
fn keys(people: &[Values]) -> String {
    people.iter().filter_map(|person| person.text("key")).collect::<Vec<_>>().join("\n")
}

/// People put into the client's file, or into a new one; `rest` is what else was written there.
fn adding(desk: &Desk, path: String, people: Vec<Values>, rest: Vec<(String, Given)>) -> Step {
    let people = people.into_iter().map(|person| Given::Table(person.into_entries()));
    if desk.files.get(&path).is_none() {
        let mut values = rest;
        values.push(("persons".to_owned(), Given::List(people.collect())));
        return Step::New { path, values };
    }
    let push = |value| Change::Push { path: "persons".to_owned(), value };
    let mut changes: Vec<Change> = people.map(push).collect();
    changes.extend(rest.into_iter().map(|(path, value)| Change::Set { path, value }));
    Step::Edit { path, changes }
}

/// The editor on the new people alone, whoever else the file holds.
fn add_in_editor(
    context: &mut Context<'_, '_, '_>,
    desk: &Desk,
    client: &Entry<Client>,
    known: Vec<Values>,
    write: WriteArgs,
) -> Result<Exit, Stop> {
    let path = contacts_path(client);
    let known = known.into_iter().map(|person| Given::Table(person.into_entries()));
    let persons = [("persons".to_owned(), Given::List(known.collect()))];
    let template = edit::template(Kind::Contacts, &path, &persons, &context.lang.template_hints());
    let template = template
        .map_err(|fault| Refusal::Edit(EditRefusal::NotEdited { path: path.clone(), fault }))?;
    let session =
        Session { name: format!("contacts-{}", client.id), command: "contact add", is_new: true };
    let mut named = String::new();
    let mut steps_of = |text: &str| {
        let (path, text) = (path.clone(), edit::strip(Kind::Contacts, &path, text));
        Ok(vec![match edit::tree(&text) {
            Ok(Given::Table(entries)) => {
                let (people, rest) = people(desk, client, entries);
                named = keys(&people);
                adding(desk, path, people, rest)
            }
            // The check says where it does not parse.
            Ok(_) | Err(_) if desk.files.get(&path).is_some() => Step::Replace { path, text },
            Ok(_) | Err(_) => Step::NewText { path, text },
        }])
    };
    let carried = context.edit_text(desk, &session, &template, &mut steps_of, write)?;
    context.made(&carried, named)
}

/// A key from the person's name that nobody of this client has: the surname, else the whole name,
/// else with a number.
fn free_key(desk: &Desk, client: &Entry<Client>, values: &Values) -> Option<String> {
    let whole = spelled(values.text("name")?)?;
    let surname = whole.split('-').next().unwrap_or(&whole).to_owned();
    let clients = desk.book.with_absorbed(desk.book.successor(ClientId(client.id)));
    let taken: Vec<&str> = clients
        .filter_map(|client| desk.book.records.contacts.get(client.id))
        .flat_map(|contacts| contacts.record.persons.iter().map(|person| person.key.as_str()))
        .collect();
    let numbered = (2..).map(|number| format!("{whole}-{number}"));
    [surname, whole.clone()].into_iter().chain(numbered).find(|key| !taken.contains(&&**key))
}

fn edit(context: &mut Context<'_, '_, '_>, args: &EditArgs) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let client = desk.client(&args.client)?;
    let path = contacts_path(client);
    let table = match &args.person {
        Some(given) => format!("persons.{}.", person(&desk, client, given)?.0),
        None if args.record.assignments()?.is_empty() => String::new(),
        None => {
            let names = vec![format!("<{}>", context.lang.value_name("PERSON"))];
            return Err(Refusal::Usage(Usage::MissingArguments { names }).into());
        }
    };
    let draft = format!("contacts-{}", client.id);
    let amending = Amending { command: "contact edit", path: &path, table, draft };
    context.amend(&desk, amending, &args.record, args.write)?;
    Ok(Exit::Done)
}

fn remove(context: &mut Context<'_, '_, '_>, args: &RemoveArgs) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let client = desk.client(&args.client)?;
    let (at, count) = person(&desk, client, &args.person)?;
    refuse_named(&desk, client, at)?;
    let path = contacts_path(client);
    let own = desk.book.records.contacts.get(client.id).map(|entry| &entry.record);
    let is_empty =
        count == 1 && own.is_some_and(|own| own.documents.is_empty() && own.extra.is_none());
    // A file of contact persons without any is no record of anything.
    let step = if is_empty {
        Step::Remove { path }
    } else {
        let changes = vec![Change::Remove { path: format!("persons.{at}") }];
        Step::Edit { path, changes }
    };
    context.carry_out(&desk, &[step], args.write)?;
    Ok(Exit::Done)
}

/// Whoever was met stays known: the records that name a person would name nobody.
fn refuse_named(desk: &Desk, client: &Entry<Client>, at: usize) -> Result<(), Stop> {
    let contacts = desk.book.records.contacts.get(client.id);
    let Some(person) = contacts.and_then(|entry| entry.record.persons.get(at)) else {
        return Ok(());
    };
    let named = ReferredTo::Contact(person.key.clone());
    let found = references_to(&desk.book, ClientId(client.id));
    let mut paths: Vec<String> =
        found.into_iter().filter(|it| it.to == named).map(|it| it.path).collect();
    paths.dedup();
    if paths.is_empty() {
        return Ok(());
    }
    let (client, key) = (client.id.to_string(), person.key.clone());
    Err(ChangeRefusal::ContactNamed { client, key, paths, today: desk.today }.into())
}

fn contacts_path(client: &Entry<Client>) -> String {
    format!("branches/{}/contacts/{}.toml", client.unit, client.id)
}

/// The position of a contact person, by key or name, and how many there are.
fn person(desk: &Desk, client: &Entry<Client>, given: &str) -> Result<(usize, usize), Stop> {
    let contacts = desk.book.records.contacts.get(client.id);
    let persons: &[Contact] = contacts.map_or(&[], |entry| &entry.record.persons);
    let is_meant = |person: &&Contact| person.key == given || person.name == given;
    let mut found = (0..persons.len()).filter(|at| is_meant(&&persons[*at]));
    match (found.next(), found.next()) {
        (Some(at), None) => Ok((at, persons.len())),
        (Some(_), Some(_)) => {
            let all = persons.iter().filter(is_meant);
            let candidates = all.map(|it| (it.key.clone(), it.position.clone())).collect();
            Err(Refusal::Ambiguous { given: given.to_owned(), candidates }.into())
        }
        (None, _) => {
            let near = persons.iter().map(|person| person.key.clone()).collect();
            Err(Refusal::NotFound { given: given.to_owned(), near }.into())
        }
    }
}
