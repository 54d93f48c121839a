//! `kebu visit`: `due`, the visits that the plan asks for; the plan itself, the visits made, and
//! what writes in a file of its own.

mod log;

use super::client::{one, word};
use super::context::{Context, Opened, Stop};
use super::env::Exit;
use super::output::TableArgs;
use super::record::any::{EditArgs, ShowArgs};
use super::record::flags::OfVisit;
use super::record::set::SetArgs;
use super::records::{AboutArgs, ListArgs, list};
use crate::domain::grade::{self, Grading};
use crate::domain::record::{Kind, VisitorLevel};
use crate::domain::visits::{MISSED_DAYS, Obligation, current_obligations, outstanding};
use crate::report::visits;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Due(DueArgs),
    Plan(PlanArgs),
    List(ListArgs),
    Show(ShowArgs),
    Log(AboutArgs<OfVisit>),
    Edit(EditArgs<OfVisit>),
    Set(SetArgs),
}

#[derive(Debug, clap::Args)]
pub struct PlanArgs {
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long, value_name = "CLIENT")]
    pub client: Option<String>,
    #[command(flatten)]
    pub table: TableArgs,
}

#[derive(Debug, clap::Args)]
pub struct DueArgs {
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long, value_name = "CLIENT")]
    pub client: Option<String>,
    #[arg(long, value_name = "LEVEL", value_parser = word::<VisitorLevel>)]
    pub level: Vec<VisitorLevel>,
    #[arg(long, value_name = "DAYS", conflicts_with = "all")]
    pub days: Option<u32>,
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub table: TableArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, command: &Command) -> Result<Exit, Stop> {
    match command {
        Command::Due(args) => due(context, args),
        Command::Plan(args) => plan(context, args),
        Command::List(args) => list(context, Kind::Visit, args),
        Command::Show(args) => context.show_record(Kind::Visit, args),
        Command::Log(args) => log::run(context, args),
        Command::Edit(args) => context.edit_record("visit edit", args),
        Command::Set(args) => context.set_record(Kind::Visit, args),
    }
}

fn due(context: &mut Context<'_, '_, '_>, args: &DueArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let (book, today) = (&opened.book, opened.today);
    let gradings = gradings(context, &opened, args.client.as_deref(), args.branch.as_deref())?;
    let current = || -> Vec<Obligation> {
        gradings.iter().flat_map(|grading| current_obligations(book, grading, today)).collect()
    };
    let mut found = if args.all {
        let mut all = current();
        all.sort_by_key(|obligation| (obligation.due, obligation.client, obligation.line));
        all
    } else {
        let days = i64::from(args.days.unwrap_or(book.policy.visit.warn_days));
        let mut found = outstanding(book, &gradings, today, MISSED_DAYS);
        found.retain(|obligation| obligation.days_left(today) <= days);
        found
    };
    found.retain(|obligation| args.level.is_empty() || args.level.contains(&obligation.level));
    let mut sheet = visits::due(book, today, &gradings, &found);
    sheet.notes.push(visits::execution(&current(), today));
    context.print_sheet(sheet, &args.table)?;
    Ok(Exit::Done)
}

/// The plan of the current periods, met or not.
fn plan(context: &mut Context<'_, '_, '_>, args: &PlanArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let (book, today) = (&opened.book, opened.today);
    let gradings = gradings(context, &opened, args.client.as_deref(), args.branch.as_deref())?;
    context.print_sheet(visits::plan(book, today, &gradings), &args.table)?;
    Ok(Exit::Done)
}

/// The clients that were asked for, with their grades.
fn gradings(
    context: &Context<'_, '_, '_>,
    opened: &Opened,
    client: Option<&str>,
    branch: Option<&str>,
) -> Result<Vec<Grading>, Stop> {
    let (book, today) = (&opened.book, opened.today);
    let mut gradings: Vec<Grading> = match client {
        Some(given) => vec![grade::grade(book, one(book, given)?, today)],
        None => grade::grade_all(book, today),
    };
    if let Some(given) = branch {
        let branch = context.branch(book, given)?;
        gradings.retain(|g| book.client(g.client).is_some_and(|client| client.is_of(&branch)));
    }
    Ok(gradings)
}
