//! `kebu returns`: who reported when.

use super::context::{Context, Stop};
use super::env::Exit;
use super::output::TableArgs;
use super::rank::begun;
use crate::domain::period::{Half, Period};
use crate::domain::returns;
use crate::report::returns as report;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "PERIOD")]
    pub period: Option<String>,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[command(flatten)]
    pub table: TableArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let opened = context.open()?;
    if args.branch.is_none() {
        context.whole(&opened)?;
    }
    let period = match &args.period {
        Some(given) => begun(given, opened.today)?,
        None => Period::Half(Half::of(opened.today)),
    };
    let evidence = context.evidence(&opened)?;
    let mut returns = returns::returns(&opened.book, period, opened.today, &evidence);
    if let Some(given) = &args.branch {
        let branch = context.branch(&opened.book, given)?;
        returns.branches.retain(|row| row.branch == branch);
    }
    if context.wants_json()? {
        context.print_json(&report::json(&returns))?;
    } else {
        context.print_sheet(report::sheet(&opened.book, &returns, &evidence), &args.table)?;
    }
    Ok(Exit::Done)
}
