//! `kebu rank`: the branches by their clients' grades.

mod before;

use super::Format;
use super::context::{Context, Opened, Stop};
use super::env::Exit;
use super::issue::{Draft, IssueArgs};
use super::output::{TABLES, TableArgs, arrange};
use crate::app::issue::Subject;
use crate::diag::Refusal;
use crate::domain::grade::grade_all;
use crate::domain::period::Period;
use crate::domain::ranking;
use crate::domain::time::Date;
use crate::report::ranking::{self as report, Audience};
use crate::report::ranking_comparison;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "PERIOD")]
    pub period: String,
    #[arg(long, value_name = "AUDIENCE", default_value = "leaders", conflicts_with = "issue")]
    pub audience: String,
    #[arg(long, value_name = "NUMBER")]
    pub trend: Option<u32>,
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
    context.whole(&opened)?;
    let period = begun(&args.period, opened.today)?;
    let audience = audience(context, &opened, &args.audience)?;
    if let Some(count) = args.trend {
        return super::trend::run(context, &opened, (period, count), &audience, &args.table);
    }
    let (book, today) = (&opened.book, opened.today);
    let gradings = grade_all(book, ranking::snapshot_day(period, today));
    let ranking = ranking::rank_gradings(book, period, today, &gradings);
    if context.wants_json()? {
        context.print_json(&report::json(&ranking, &audience))?;
        return Ok(Exit::Done);
    }
    let basis = context.before(&opened, &ranking, &gradings)?;
    let mut sheet = report::sheet(book, &ranking, &audience, &basis);
    arrange(&mut sheet, &args.table)?;
    let mut sheets = vec![sheet];
    // A file of one table is what other programs expect.
    if matches!(context.format(&TABLES)?, Format::Table | Format::Markdown) {
        sheets.extend(ranking_comparison::clients(book, &basis, &audience));
    }
    context.print_sheets(&sheets)?;
    Ok(Exit::Done)
}

fn issue(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let press = context.press()?;
    let period = begun(&args.period, press.today)?;
    let ranking = ranking::rank(&press.book, period, press.today);
    let draft = Draft {
        subject: Subject::Ranking(period),
        as_of: ranking.as_of,
        open_until: ranking.in_progress.then(|| period.last_day()),
        result: report::json(&ranking, &Audience::Leaders),
        has_evidence: false,
    };
    context.issue(&press, &draft, &args.issue)
}

/// A period of the command line that has begun by the as-of date (rules §0).
pub fn begun(given: &str, today: Date) -> Result<Period, Stop> {
    let period: Period =
        given.parse().map_err(|_| Refusal::BadPeriod { given: given.to_owned() })?;
    let begins_on = period.first_day();
    if begins_on > today {
        let (period, begins_on) = (period.to_string(), begins_on.to_string());
        let today = today.to_string();
        return Err(Refusal::PeriodInFuture { period, begins_on, today }.into());
    }
    Ok(period)
}

fn audience(context: &Context<'_, '_, '_>, opened: &Opened, given: &str) -> Result<Audience, Stop> {
    let bad = || Refusal::BadAudience { given: given.to_owned() };
    if given == "leaders" {
        return Ok(Audience::Leaders);
    }
    let (kind, id) = given.split_once(':').ok_or_else(bad)?;
    match kind {
        "branch" => context.branch(&opened.book, id).map(Audience::Branch),
        "project" => {
            let not_found = || Refusal::NotFound { given: id.to_owned(), near: Vec::new() };
            let project = id.parse().ok().and_then(|id| opened.book.records.projects.get(id));
            let branch = project.and_then(|entry| entry.unit.branch()).ok_or_else(not_found)?;
            Ok(Audience::Project(branch.clone()))
        }
        _ => Err(bad().into()),
    }
}
