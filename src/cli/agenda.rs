//! `kebu agenda`: what is due and what is overdue, each with the command that does it.

use super::Format;
use super::client::word;
use super::context::{Context, Stop};
use super::env::Exit;
use super::output::{TABLES, TableArgs};
use super::record::desk::known_person;
use crate::domain::agenda::{self, Desk, Source, Wanted};
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
    let unit = context.unit_if(book, args.branch.as_deref())?;
    let person = args.person.as_deref().map(|given| known_person(book, given)).transpose()?;
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
