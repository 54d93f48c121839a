//! `kebu grade --changes --since`: promotions and demotions, why, and by which commit.

use super::Args;
use crate::app::promotion::{Way, sources, turns};
use crate::cli::client::one;
use crate::cli::context::{Context, Stop};
use crate::cli::env::Exit;
use crate::cli::origins::trail;
use crate::cli::side::PeriodMeans;
use crate::diag::Refusal;
use crate::diag::history::HistoryRefusal;
use crate::domain::grade::grade_all;
use crate::domain::id::ClientId;
use crate::domain::movement::{Detail, Movement, MovementKind, Side, movements};
use crate::git::State;
use crate::report::history_phrase::HistoryPhrase;
use crate::report::movements::Books;
use crate::report::promotions as report;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::swap;

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args, since: &str) -> Result<Exit, Stop> {
    let mut after = context.side_now()?;
    let mut before = context.side_at(since, PeriodMeans::Beginning)?;
    let Some(state) = context.history_of(after.state.as_ref())? else {
        let folder = context.folder()?.display().to_string();
        return Err(Refusal::from(HistoryRefusal::NoRepository { folder }).into());
    };
    let mut by_old_policy = BTreeMap::new();
    if before.files.text("policy.toml") != after.files.text("policy.toml") {
        swap(&mut before.book.policy, &mut after.book.policy);
        let gradings = grade_all(&after.book, after.as_of).into_iter();
        by_old_policy.extend(gradings.map(|grading| (grading.client, grading)));
        swap(&mut before.book.policy, &mut after.book.policy);
    }
    let sides = [&before, &after].map(|then| Side::new(&then.book, then.as_of));
    let way = Way { before: &sides[0], after: &sides[1], by_old_policy: &by_old_policy };
    let mut found = movements(&sides[0], &sides[1]);
    let branch = match &args.branch {
        Some(given) => Some(context.branch(&after.book, given)?),
        None => None,
    };
    let named: Result<BTreeSet<ClientId>, Stop> =
        args.clients.iter().map(|given| Ok(ClientId(one(&after.book, given)?.id))).collect();
    let named = named?;
    found.retain(|movement| {
        is_turn(movement, args)
            && (named.is_empty() || named.contains(&movement.client))
            && branch.as_ref().is_none_or(|branch| movement.unit.branch() == Some(branch))
    });
    let trail = trail(&state, &after.book, &sources(&way, &found))?;
    let older = before.state.as_ref().map(State::ids).unwrap_or_default();
    let turns = turns(&way, &found, &trail, &after.files, &older);
    let count = |kind| found.iter().filter(|movement| movement.kind == kind).count();
    let title = HistoryPhrase::Promotions {
        from: before.name.clone(),
        to: after.name.clone(),
        promoted: count(MovementKind::Promoted),
        demoted: count(MovementKind::Demoted),
    };
    let books = Books { before: &before.book, after: &after.book };
    let redact = context.env.var("CI").is_some();
    let sheet = report::sheet(books, &after.files, title, &turns, redact);
    context.print_sheet(sheet, &args.table)?;
    Ok(Exit::Done)
}

/// Whether it is a promotion or demotion that was asked for.
fn is_turn(movement: &Movement, args: &Args) -> bool {
    match &movement.detail {
        Detail::Grade { from: Some(_), to: Some(to), .. } => {
            args.grade.is_empty() || args.grade.contains(to)
        }
        _ => false,
    }
}
