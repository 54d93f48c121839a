//! `kebu person`: people on our side.

use super::context::{Context, Stop};
use super::env::Exit;
use super::output::TableArgs;
use super::record::desk::known_person;
use super::record::flags::OfPerson;
use super::record::missing::missing_keys;
use super::record::set::SetArgs;
use super::record::{Content, RecordArgs, WriteArgs};
use crate::app::change::Step;
use crate::app::handover::{clients_of, hand_over};
use crate::archive::edit::{Change, Given};
use crate::diag::change::ChangeRefusal;
use crate::domain::book::person_path;
use crate::domain::id::PersonId;
use crate::domain::person_name::spelled;
use crate::domain::record::Kind;
use crate::report::lists;
use crate::report::phrase::Phrase;
use crate::report::record_phrase::RecordPhrase;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(ListArgs),
    New(NewArgs),
    Set(SetArgs),
    Leave(LeaveArgs),
}

#[derive(Debug, clap::Args)]
pub struct ListArgs {
    #[arg(long, value_name = "BRANCH")]
    pub unit: Option<String>,
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub table: TableArgs,
}

#[derive(Debug, clap::Args)]
pub struct NewArgs {
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    #[command(flatten)]
    pub record: RecordArgs<OfPerson>,
    #[command(flatten)]
    pub write: WriteArgs,
}

#[derive(Debug, clap::Args)]
pub struct LeaveArgs {
    #[arg(value_name = "PERSON")]
    pub person: String,
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    #[arg(long, value_name = "PERSON")]
    pub to: Option<String>,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, command: &Command) -> Result<Exit, Stop> {
    match command {
        Command::List(args) => list(context, args),
        Command::New(args) => new(context, args),
        Command::Set(args) => context.set(Kind::Person, args, |_, desk, given| {
            Ok(person_path(&known_person(&desk.book, given)?))
        }),
        Command::Leave(args) => leave(context, args),
    }
}

fn list(context: &mut Context<'_, '_, '_>, args: &ListArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let (book, today) = (&opened.book, opened.today);
    let unit = context.unit_if(book, args.unit.as_deref())?;
    let people = book.records.people.iter();
    let found = people
        .filter(|(_, person)| args.all || person.is_active(today))
        .filter(|(_, person)| unit.as_ref().is_none_or(|unit| person.unit == *unit))
        .collect();
    context.print_sheet(lists::people(book, found), &args.table)?;
    Ok(Exit::Done)
}

fn new(context: &mut Context<'_, '_, '_>, args: &NewArgs) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let values = context.values(&args.record)?;
    let given = args.id.clone().or_else(|| values.text("name").and_then(spelled));
    let Some(given) = given else {
        // Everything that is missing is told at once.
        let (command, keys) = ("person new".to_owned(), missing_keys(&values, &[], Content::NONE));
        return Err(ChangeRefusal::MissingKeys { command, keys }.into());
    };
    let Ok(id) = given.parse::<PersonId>() else {
        return Err(ChangeRefusal::BadName { given }.into());
    };
    let path = person_path(&id);
    context.make_at(&desk, "person new", values, (path, id.to_string()), args.write)
}

fn leave(context: &mut Context<'_, '_, '_>, args: &LeaveArgs) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let book = &desk.book;
    let person = known_person(book, &args.person)?;
    let on = desk.day(args.on.as_deref())?;
    let value = Given::Date(on.to_string());
    let changes = vec![Change::Set { path: "left_on".to_owned(), value }];
    let mut steps = vec![Step::Edit { path: person_path(&person), changes }];
    let theirs = clients_of(book, &person, None);
    let to = args.to.as_deref().map(|given| known_person(book, given)).transpose()?;
    if let Some(to) = &to {
        steps.extend(hand_over(book, &theirs, &person, to));
    }
    let carried = context.carry_out(&desk, &steps, args.write)?;
    if carried.is_written() && to.is_none() && !theirs.is_empty() {
        let (id, clients) = (person.to_string(), theirs.len());
        let said = RecordPhrase::LeftWithClients { id, clients };
        let said = context.lang.phrase(&Phrase::Record(said));
        context.note(&said);
    }
    Ok(Exit::Done)
}
