//! `kebu rank`: the branches by their clients' grades.

use super::context::{Context, Opened, Stop};
use super::env::Exit;
use super::output::TableArgs;
use crate::diag::Refusal;
use crate::domain::period::Period;
use crate::domain::ranking;
use crate::report::ranking::{self as report, Audience};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "PERIOD")]
    pub period: String,
    #[arg(long, value_name = "AUDIENCE", default_value = "leaders")]
    pub audience: String,
    #[arg(long, value_name = "N")]
    pub trend: Option<u32>,
    #[command(flatten)]
    pub table: TableArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let period = begun(&args.period, &opened)?;
    let audience = audience(context, &opened, &args.audience)?;
    if let Some(count) = args.trend {
        return super::trend::run(context, &opened, (period, count), &audience, &args.table);
    }
    let ranking = ranking::rank(&opened.book, period, opened.today);
    if context.wants_json()? {
        context.print_json(&report::json(&ranking, &audience))?;
    } else {
        context.print_sheet(report::sheet(&opened.book, &ranking, &audience), &args.table)?;
    }
    Ok(Exit::Done)
}

/// A period of the command line that has begun by the as-of date (rules §0).
pub fn begun(given: &str, opened: &Opened) -> Result<Period, Stop> {
    let period: Period =
        given.parse().map_err(|_| Refusal::BadPeriod { given: given.to_owned() })?;
    let (begins_on, today) = (period.first_day(), opened.today);
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
