//! `kebu diff`: what changed between two states in business terms, for each branch.

use super::Format;
use super::context::{Context, Stop};
use super::env::Exit;
use super::output::TABLES;
use super::side::PeriodMeans;
use crate::archive::compare::compare;
use crate::diag::Refusal;
use crate::diag::history::HistoryRefusal;
use crate::domain::movement::{Side, movements};
use crate::report::changes;
use crate::report::history_phrase::HistoryPhrase;
use crate::report::movements::{self as report, Books};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "A..B")]
    pub range: String,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long)]
    pub summary: bool,
    #[arg(long, conflicts_with = "summary")]
    pub fields: bool,
    #[arg(long)]
    pub redact: bool,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let format = context.format(&TABLES)?;
    let bad = || Refusal::from(HistoryRefusal::BadRange { given: args.range.clone() });
    let (from, to) = match args.range.split_once("..") {
        None => (args.range.as_str(), ""),
        Some((from, to)) if !from.is_empty() && !to.starts_with('.') => (from, to),
        Some(_) => return Err(bad().into()),
    };
    let after = match to {
        "" => context.side_now()?,
        to => context.side_at(to, PeriodMeans::End)?,
    };
    context.speak_as_archive(Some(&after.book));
    let before = context.side_at(from, PeriodMeans::End)?;
    let branch = match &args.branch {
        Some(given) => Some(context.branch(&after.book, given)?),
        None => None,
    };
    let sides = [&before, &after].map(|then| Side::new(&then.book, then.as_of));
    let mut found = movements(&sides[0], &sides[1]);
    found.retain(|movement| branch.as_ref().is_none_or(|branch| movement.is_of(branch)));
    let books = Books { before: &before.book, after: &after.book };
    let (from, to) = (before.name.clone(), after.name.clone());
    let title = HistoryPhrase::Between { from, to };
    let overview = report::overview(books, title.clone(), &found);
    let main = if args.fields {
        let redact = args.redact || context.env.var("CI").is_some();
        let mut changed = compare(&before.files, &after.files);
        let is_of = |unit: &crate::domain::id::Unit| {
            branch.as_ref().is_none_or(|branch| unit.branch() == Some(branch))
        };
        changed.retain(|change| is_of(&change.unit) || change.left().is_some_and(is_of));
        let title = HistoryPhrase::Fields { records: changed.len() };
        changes::sheet(&after.book, title.into(), &changed, redact)
    } else {
        report::list(books, HistoryPhrase::Movements { changes: found.len() }, &found)
    };
    let is_alone = matches!(format, Format::Csv | Format::CsvRaw);
    let sheets = match (args.summary, is_alone) {
        (true, _) => vec![overview],
        // A table for programs is one table.
        (false, true) => vec![main],
        (false, false) if main.rows.is_empty() => vec![overview],
        (false, false) => vec![overview, main],
    };
    context.print_sheets(&sheets)?;
    Ok(Exit::Done)
}
