//! `kebu assess`: the half-year assessment.

use super::context::{Context, Stop};
use super::env::Exit;
use super::output::{TableArgs, WORDS};
use super::rank::begun;
use crate::diag::Refusal;
use crate::domain::assess;
use crate::domain::period::Period;
use crate::report::assessment as report;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "HALF")]
    pub half: String,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long)]
    pub explain: bool,
    #[command(flatten)]
    pub table: TableArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let (book, files) = (&opened.book, &opened.files);
    let half = match begun(&args.half, &opened) {
        Ok(Period::Half(half)) => half,
        Err(Stop::Refusal(future @ Refusal::PeriodInFuture { .. })) => return Err(future.into()),
        _ => return Err(Refusal::BadHalf { given: args.half.clone() }.into()),
    };
    let branch = match &args.branch {
        Some(given) => Some(context.branch(book, given)?),
        None => None,
    };
    let evidence = context.evidence(&opened)?;
    let assessment = assess::assess(book, half, opened.today, &evidence, branch.as_ref());
    let origins = match args.explain {
        true => context.origins(&opened, &report::sources(&assessment))?,
        false => None,
    };
    let origins = origins.as_ref();
    match (context.wants_json()?, args.explain) {
        (true, true) => {
            context.print_json(&report::json_explained(book, files, &assessment, WORDS, origins))?
        }
        (true, false) => context.print_json(&report::json(&assessment))?,
        (false, true) => {
            context.print_sheets(&report::explained(book, files, &assessment, origins))?
        }
        (false, false) => context.print_sheet(report::overview(book, &assessment), &args.table)?,
    }
    Ok(Exit::Done)
}
