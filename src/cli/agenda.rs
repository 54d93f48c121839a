//! `kebu agenda`: what is due and what is overdue, each with the command that does it.

use super::Format;
use super::client::word;
use super::context::{Context, Stop};
use super::env::Exit;
use super::output::{TABLES, TableArgs};
use crate::archive::shape::nearest;
use crate::diag::Refusal;
use crate::domain::agenda::{self, Desk, Source, Wanted};
use crate::domain::book::Book;
use crate::domain::id::{PersonId, Unit};
use crate::domain::record::person::Person;
use crate::render::ics;
use crate::report::agenda as report;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "PERSON")]
    pub person: Option<String>,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long, value_name = "DAYS")]
    pub days: Option<u32>,
    #[arg(long, value_name = "MATTER", value_parser = word::<Source>)]
    pub matter: Vec<Source>,
    #[command(flatten)]
    pub table: TableArgs,
}

/// How far ahead an agenda looks: the return of the month is always on it.
const DAYS: u32 = 30;

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let mut formats = TABLES.to_vec();
    formats.push(Format::Ics);
    let format = context.format(&formats)?;
    let opened = context.open()?;
    let (book, today) = (&opened.book, opened.today);
    let unit = match args.branch.as_deref() {
        None => None,
        Some("hq") => Some(Unit::Hq),
        Some(given) => Some(Unit::Branch(context.branch(book, given)?)),
    };
    let person = args.person.as_deref().map(|given| one_person(book, given)).transpose()?;
    let wanted = Wanted { unit, person, sources: args.matter.clone() };
    let days = args.days.unwrap_or(DAYS);
    let evidence = context.evidence(&opened)?;
    let items = agenda::agenda(&Desk::new(book, today, &evidence), days, &wanted);
    if format == Format::Ics {
        let events = report::events(book, today, &items);
        context.print(&ics::render(&events, today, context.lang))?;
    } else {
        context.print_sheet(report::sheet(book, today, days, &items), &args.table)?;
    }
    Ok(Exit::Done)
}

/// The one person of ours that a command-line word means: an id, else a name.
pub fn one_person(book: &Book, given: &str) -> Result<PersonId, Stop> {
    let people = &book.records.people;
    if let Some((person, _)) = people.get_key_value(given) {
        return Ok(person.clone());
    }
    let named: Vec<_> = people.iter().filter(|(_, person)| person.name == given).collect();
    match named.as_slice() {
        [] => {
            let near = nearest(given, people.keys().map(PersonId::as_str));
            let near = near.into_iter().collect();
            Err(Refusal::NotFound { given: given.to_owned(), near }.into())
        }
        [(person, _)] => Ok((*person).clone()),
        several => {
            let pair = |(id, person): &(&PersonId, &Person)| (id.to_string(), person.name.clone());
            let candidates = several.iter().map(pair).collect();
            Err(Refusal::Ambiguous { given: given.to_owned(), candidates }.into())
        }
    }
}
