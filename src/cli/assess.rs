//! `kebu assess`: the half-year assessment.

mod notice;

use super::context::{Context, Stop};
use super::env::Exit;
use super::issue::{Draft, IssueArgs};
use super::output::{TableArgs, WORDS};
use super::rank::begun;
use super::what_if::PolicyArgs;
use crate::app::issue::Subject;
use crate::diag::{Refusal, Usage};
use crate::domain::assess;
use crate::domain::period::{Half, Period};
use crate::domain::record::archive::EvidenceSource;
use crate::domain::time::Date;
use crate::report::assessment as report;

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[arg(value_name = "HALF", required = true)]
    pub half: Option<String>,
    #[arg(long, value_name = "BRANCH", conflicts_with = "issue")]
    pub branch: Option<String>,
    #[arg(long, conflicts_with_all = ["issue", "compare"])]
    pub explain: bool,
    #[command(flatten)]
    pub table: TableArgs,
    #[command(flatten)]
    pub issue: IssueArgs,
    #[command(flatten)]
    pub policy: PolicyArgs,
}

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Notice(notice::Args),
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    if let Some(Command::Notice(args)) = &args.command {
        return notice::run(context, args);
    }
    if args.issue.issue && args.policy.policy.is_some() {
        let (argument, with) = ("--issue".to_owned(), vec!["--policy".to_owned()]);
        return Err(Refusal::Usage(Usage::Conflict { argument, with }).into());
    }
    if args.issue.issue {
        return issue(context, args);
    }
    let mut opened = context.open()?;
    if args.branch.is_none() {
        context.whole(&opened)?;
    }
    let half = begun_half(args.half(), opened.today)?;
    let branch = match &args.branch {
        Some(given) => Some(context.branch(&opened.book, given)?),
        None => None,
    };
    if args.policy.compare {
        return context.compare_assessments(opened, half, branch.as_ref(), &args.policy);
    }
    let other = context.adopt(&mut opened, &args.policy)?;
    let (book, files) = (&opened.book, &opened.files);
    let evidence = context.evidence(&opened)?;
    let assessment = assess::assess(book, half, opened.today, &evidence, branch.as_ref());
    let origins = match args.explain {
        true => context.origins(&opened, &report::sources(&assessment))?,
        false => None,
    };
    let origins = origins.as_ref();
    if context.wants_json()? {
        let json = match args.explain {
            true => report::json_explained(book, files, &assessment, WORDS, origins),
            false => report::json(&assessment),
        };
        let json = match &other {
            Some(other) => other.mark(json),
            None => json,
        };
        context.print_json(&json)?;
        return Ok(Exit::Done);
    }
    let note = other.map(|other| other.note());
    if args.explain {
        let mut sheets = report::explained(book, files, &assessment, origins);
        if let Some(first) = sheets.first_mut() {
            first.notes.extend(note);
        }
        context.print_sheets(&sheets)?;
    } else {
        let mut sheet = report::overview(book, &assessment);
        sheet.notes.extend(note);
        context.print_sheet(sheet, &args.table)?;
    }
    Ok(Exit::Done)
}

impl Args {
    /// The parser asks for it where no subcommand is given.
    fn half(&self) -> &str {
        self.half.as_deref().unwrap_or_default()
    }
}

fn issue(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let press = context.press()?;
    let half = begun_half(args.half(), press.today)?;
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
