//! `kebu contact`: a client's contact persons, whose data lie in one file and nowhere else.

use super::context::{Context, Stop};
use super::env::Exit;
use super::output::TableArgs;
use super::record::amend::Amending;
use super::record::create::missing_keys;
use super::record::flags::OfContact;
use super::record::{Desk, RecordArgs, Values, WriteArgs};
use crate::app::change::Step;
use crate::archive::edit::{Change, Given};
use crate::diag::change::ChangeRefusal;
use crate::diag::{Refusal, Usage};
use crate::domain::book::Entry;
use crate::domain::id::ClientId;
use crate::domain::person_name::spelled;
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
    let mut values = context.values(&args.record)?;
    values.default_date("basis_on", desk.today);
    values.default_text("key", free_key(&desk, client, &values));
    let missing = missing_keys(&values, &[]);
    if !missing.is_empty() {
        let command = "contact add".to_owned();
        return Err(ChangeRefusal::MissingKeys { command, keys: missing }.into());
    }
    let key = values.text("key").unwrap_or_default().to_owned();
    let person = Given::Table(values.entries().to_vec());
    let path = contacts_path(client);
    let step = if desk.files.get(&path).is_some() {
        let changes = vec![Change::Push { path: "persons".to_owned(), value: person }];
        Step::Edit { path, changes }
    } else {
        let values = vec![("persons".to_owned(), Given::List(vec![person]))];
        Step::New { path, values }
    };
    let carried = context.carry_out(&desk, &[step], args.write)?;
    context.made(&carried, key)
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
