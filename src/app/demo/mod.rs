//! `kebu demo`: a group with a year and a half of history, invented from a seed. Everything hangs
//! on the seed and the number of clients: no clock, no chance, no order of threads. Gives commits
//! as data, and touches neither disk nor Git.

mod calendar;
mod cast;
mod client;
mod client_file;
mod client_turns;
mod client_works;
mod complaint;
mod draw;
mod headquarters;
mod report;
mod returns;
mod start;
mod values;
mod weave;
mod words;

pub use cast::CLIENTS_MIN;
pub use weave::{Woven, proofs};

use crate::diag::edit::EditRefusal;
use crate::domain::time::Date;
use crate::report::demo::Sights;
use cast::{Cast, Role};

/// More clients than any group has; the names last for this many.
pub const CLIENTS_MAX: usize = 1_000_000;

/// The day on which the archive begins, and with it the history.
const FIRST: Date = days(2025, 1, 6);

/// The day of the last commit, for which everything is computed: the close of 2026H1.
pub const TODAY: Date = days(2026, 7, 20);

const fn days(year: i32, month: u32, day: u32) -> Date {
    match Date::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => Date::MIN,
    }
}

/// What was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Demo {
    pub seed: u64,
    pub clients: usize,
    /// Every branch is a repository of its own.
    pub federated: bool,
}

/// The whole demo: its commits, and what to look at.
#[derive(Debug)]
pub struct Told {
    pub repositories: Vec<Woven>,
    pub sights: Sights,
    pub branches: usize,
}

/// Tells the story.
///
/// # Errors
/// Only where the demo's own keys and values do not fit each other, which would be ours.
pub fn tell(demo: &Demo) -> Result<Told, EditRefusal> {
    let cast = Cast::new(demo);
    let mut entries = client::all(demo, &cast)?;
    entries.extend(headquarters::all(demo, &cast)?);
    let commits = calendar::commits(demo, &cast, entries)?;
    let first = start::commit(demo, &cast)?;
    let repositories = weave::weave(demo, &cast, first, commits);
    Ok(Told { repositories, sights: sights(demo, &cast), branches: cast.branches.len() })
}

fn sights(demo: &Demo, cast: &Cast) -> Sights {
    let of = |wanted: Role| {
        let number = (0..CLIENTS_MIN).find(|number| cast::role(demo, *number) == wanted);
        number.map(|number| client::id_of(demo, cast, number)).unwrap_or_default()
    };
    Sights {
        branch: cast.branches.get(2).map(|branch| branch.id.clone()).unwrap_or_default(),
        promoted: of(Role::Rising),
        demoted: of(Role::Falling),
        moved: of(Role::Moved),
    }
}
