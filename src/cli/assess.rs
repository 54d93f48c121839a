//! `kebu assess`: the half-year assessment.

use super::context::{Context, Stop};
use super::env::Exit;
use super::issue::{Draft, IssueArgs};
use super::output::{TableArgs, WORDS};
use super::rank::begun;
use crate::app::issue::Subject;
use crate::diag::Refusal;
use crate::domain::assess;
use crate::domain::period::{Half, Period};
use crate::domain::record::archive::EvidenceSource;
use crate::domain::time::Date;
use crate::report::assessment as report;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "HALF")]
    pub half: String,
    #[arg(long, value_name = "BRANCH", conflicts_with = "issue")]
    pub branch: Option<String>,
    #[arg(long, conflicts_with = "issue")]
    pub explain: bool,
    #[command(flatten)]
    pub table: TableArgs,
    #[command(flatten)]
    pub issue: IssueArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    if args.issue.issue {
        return issue(context, args);
    }
    let opened = context.open()?;
    let (book, files) = (&opened.book, &opened.files);
    let half = begun_half(&args.half, opened.today)?;
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

fn issue(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let press = context.press()?;
    let half = begun_half(&args.half, press.today)?;
    let evidence = context.evidence_of(&press.book, Some(&press.state))?;
    let assessment = assess::assess(&press.book, half, press.today, &evidence, None);
    let close = assess::half_close(&press.book.policy, half);
    let draft = Draft {
        subject: Subject::Assessment(half),
        as_of: assessment.as_of,
        open_until: assessment.in_progress.then_some(close),
        result: report::json(&assessment),
        has_evidence: press.book.archive.evidence != Some(EvidenceSource::Declared),
    };
    context.issue(&press, &draft, &args.issue)
}

/// A half-year of the command line that has begun by the as-of date.
fn begun_half(given: &str, today: Date) -> Result<Half, Stop> {
    match begun(given, today) {
        Ok(Period::Half(half)) => Ok(half),
        Err(Stop::Refusal(future @ Refusal::PeriodInFuture { .. })) => Err(future.into()),
        _ => Err(Refusal::BadHalf { given: given.to_owned() }.into()),
    }
}
