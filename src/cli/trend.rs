//! `kebu rank PERIOD --trend N`: the ranking of N periods, each from the archive as it stood on the
//! period's last day. What did not change between two of them is read once.

use super::context::{Context, Opened, Stop};
use super::env::Exit;
use super::output::TableArgs;
use crate::archive::layout::{Spot, spot};
use crate::archive::load::{Depth, load};
use crate::diag::Refusal;
use crate::diag::past::PastRefusal;
use crate::domain::period::Period;
use crate::domain::ranking;
use crate::domain::record::Kind;
use crate::git::{Known, State};
use crate::report::ranking::Audience;
use crate::report::trend::{Point, json, sheets};

/// Ten years of months are as many as anybody looks at.
const PERIODS_MAX: u32 = 120;

pub fn run(
    context: &mut Context<'_, '_, '_>,
    opened: &Opened,
    (last, count): (Period, u32),
    audience: &Audience,
    table: &TableArgs,
) -> Result<Exit, Stop> {
    if !(2..=PERIODS_MAX).contains(&count) {
        let (given, most) = (count, PERIODS_MAX);
        return Err(Refusal::Past(PastRefusal::TrendLength { given, most }).into());
    }
    let mut earlier: Vec<Period> =
        std::iter::successors(Some(last.previous()), |period| Some(period.previous()))
            .take(count as usize - 1)
            .collect();
    earlier.reverse();
    let mut points = points(context, opened, &earlier)?;
    points.push(Point::Ranked(ranking::rank(&opened.book, last, opened.today)));
    if context.wants_json()? {
        context.print_json(&json(&points, audience))?;
    } else {
        let mut all = sheets(&opened.book, &points, audience);
        for sheet in &mut all {
            super::output::arrange(sheet, table)?;
        }
        context.print_sheets(&all)?;
    }
    Ok(Exit::Done)
}

/// The earlier periods, out of Git; without it nothing is known of them.
fn points(
    context: &Context<'_, '_, '_>,
    opened: &Opened,
    periods: &[Period],
) -> Result<Vec<Point>, Stop> {
    let state = context.proof(&opened.book, opened.state.as_ref())?;
    let Some(state) = state else {
        return Ok(periods.iter().copied().map(Point::NoData).collect());
    };
    let days: Vec<_> = periods.iter().map(|period| period.last_day()).collect();
    let states = state.on_days(&days, opened.book.zone)?;
    let mut known = Known::kept();
    let mut point = |(period, state): (&Period, &Option<State>)| match state {
        Some(state) => ranked(*period, state, &mut known),
        None => Ok(Point::NoData(*period)),
    };
    periods.iter().zip(&states).map(&mut point).collect()
}

fn ranked(period: Period, state: &State, known: &mut Known) -> Result<Point, Stop> {
    let files = state.read_with(known, &decides_grades)?;
    if files.get("archive.toml").is_none() {
        return Ok(Point::NoData(period));
    }
    let loaded = load(&files, Depth::Records);
    Ok(match loaded.book {
        Some(book) if !loaded.incomplete => {
            Point::Ranked(ranking::rank(&book, period, period.last_day()))
        }
        _ => Point::Unreadable(period),
    })
}

/// Whether a file can decide a grade (rules §1, §2): nothing else is read.
fn decides_grades(path: &str) -> bool {
    let Spot::Record(slot) = spot(path) else { return false };
    match slot.kind {
        Kind::Archive
        | Kind::Policy
        | Kind::Person
        | Kind::Branch
        | Kind::Client
        | Kind::Project
        | Kind::Complaint
        | Kind::Visit => true,
        Kind::Contacts
        | Kind::Survey
        | Kind::Analysis
        | Kind::Return
        | Kind::Summary
        | Kind::SpotCheck
        | Kind::Notice
        | Kind::Access
        | Kind::Activity
        | Kind::Market
        | Kind::Ranking
        | Kind::Assessment => false,
    }
}
