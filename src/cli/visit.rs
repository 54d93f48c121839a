//! `kebu visit due`: the visits that the plan asks for.

use super::client::{one, word};
use super::context::{Context, Stop};
use super::env::Exit;
use super::output::TableArgs;
use crate::domain::grade::{self, Grading};
use crate::domain::record::VisitorLevel;
use crate::domain::visits::{MISSED_DAYS, Obligation, current_obligations, outstanding};
use crate::report::visits;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Due(DueArgs),
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
    }
}

fn due(context: &mut Context<'_, '_, '_>, args: &DueArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let (book, today) = (&opened.book, opened.today);
    let mut gradings: Vec<Grading> = match &args.client {
        Some(given) => vec![grade::grade(book, one(book, given)?, today)],
        None => grade::grade_all(book, today),
    };
    if let Some(given) = &args.branch {
        let branch = context.branch(book, given)?;
        gradings.retain(|g| book.client(g.client).is_some_and(|client| client.is_of(&branch)));
    }
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
