//! The grade A, B or C of a client (C-040 … C-043, rules §2) and its state. Everything follows
//! from the book and the as-of date; what a grade rests on is told by [`explain`], not here.

mod credit;
pub mod explain;
pub mod facts;
pub mod lift;
mod matrix;
mod missing;
pub mod predicates;
mod select;
pub mod ternary;
#[cfg(test)]
mod tests;

pub use explain::explain;
pub use facts::{FactName, FactNumber, Facts};
pub use lift::lift;
pub use matrix::Cell;
pub use predicates::{Predicate, Predicates};
pub use ternary::Ternary;

use crate::domain::book::{Book, Entry};
use crate::domain::id::ClientId;
use crate::domain::keyword::keyword;
use crate::domain::policy::Precedence;
use crate::domain::record::Grade;
use crate::domain::record::client::{Client, Status};
use crate::domain::time::Date;
use rayon::prelude::*;

keyword! {
    /// How firm a grade is.
    pub enum State {
        /// 已确定
        /// confirmed
        Confirmed = "confirmed",
        /// 暂定
        /// provisional
        Provisional = "provisional",
        /// 人工定级
        /// override
        Override = "override",
    }
}

/// The grade of a client on the as-of date.
#[derive(Debug, Clone)]
pub struct Grading {
    pub client: ClientId,
    /// What the facts give.
    pub computed: Grade,
    /// Whether the computed grade is confirmed or provisional, whatever was overridden.
    pub computed_state: State,
    /// The computed grade, or that of a valid override.
    pub effective: Grade,
    pub state: State,
    /// A and C both hold.
    pub conflict: bool,
    pub predicates: Predicates,
    pub facts: Facts,
    /// Facts to collect 待补事实, sorted by name; empty unless the computed grade is provisional.
    pub missing: Vec<FactName>,
    /// The scale–profit cell; only of an effective B.
    pub cell: Option<Cell>,
    /// The override that is in force: its position in the client's `[[overrides]]`.
    pub override_index: Option<usize>,
}

/// Whether a client is graded: active, and registered on or before the as-of date (rules §2).
pub fn is_graded(client: &Client, as_of: Date) -> bool {
    let is_active = match client.status {
        Status::Active => true,
        Status::Abandoned | Status::Merged | Status::Reference => false,
    };
    is_active && client.registered_on <= as_of
}

/// Grades every graded client, sorted by id, whatever the number of threads.
pub fn grade_all(book: &Book, as_of: Date) -> Vec<Grading> {
    let graded: Vec<&Entry<Client>> =
        book.records.clients.iter().filter(|entry| is_graded(&entry.record, as_of)).collect();
    graded.into_par_iter().map(|entry| grade(book, entry, as_of)).collect()
}

/// Grades any client, whatever its status.
pub fn grade(book: &Book, client: &Entry<Client>, as_of: Date) -> Grading {
    let policy = &book.policy.grade;
    let id = ClientId(client.id);
    let facts = Facts::of(book, client, as_of);
    let predicates = Predicates::of(&facts, policy.low_profit_complex);
    let (a, c) = (predicates.all_of_a(), predicates.any_of_c());
    let (computed, computed_state) = verdict(c, a, policy.precedence);
    let missing = match computed_state {
        State::Provisional => missing::facts_to_collect(&facts, policy),
        State::Confirmed | State::Override => Vec::new(),
    };
    let override_index = valid_override(book, &client.record, as_of);
    let overridden =
        override_index.and_then(|index| client.record.overrides.get(index)).map(|it| it.grade);
    let effective = overridden.unwrap_or(computed);
    let cell = match effective {
        Grade::B => Some(matrix::cell(book, id, as_of, facts.margin.as_ref())),
        Grade::A | Grade::C => None,
    };
    Grading {
        client: id,
        computed,
        computed_state,
        effective,
        state: if overridden.is_some() { State::Override } else { computed_state },
        conflict: a.is_yes() && c.is_yes(),
        predicates,
        facts,
        missing,
        cell,
        override_index,
    }
}

/// The table of rules §2: the letter that A and C give, and how firm it is.
fn verdict(c: Ternary, a: Ternary, precedence: Precedence) -> (Grade, State) {
    use Ternary::{No, Unknown, Yes};
    match (c, a) {
        (Yes, Yes) => match precedence {
            Precedence::C => (Grade::C, State::Confirmed),
            Precedence::A => (Grade::A, State::Confirmed),
            Precedence::Review => (Grade::B, State::Provisional),
        },
        (Yes, No | Unknown) => (Grade::C, State::Confirmed),
        (No, Yes) => (Grade::A, State::Confirmed),
        (No, No) => (Grade::B, State::Confirmed),
        (Unknown, Yes) => (Grade::A, State::Provisional),
        (Unknown, No | Unknown) | (No, Unknown) => (Grade::B, State::Provisional),
    }
}

/// The override in force: approved by somebody of headquarters who did not decide it, the as-of
/// date within `from..=until`; of several the latest `from`, then the last in the file. A span
/// longer than the policy allows is a finding of the check, not a reason to ignore it.
fn valid_override(book: &Book, client: &Client, as_of: Date) -> Option<usize> {
    let valid = client.overrides.iter().enumerate().filter(|(_, it)| {
        let is_approved = book.is_of_hq(&it.approved_by) && it.approved_by != it.decided_by;
        is_approved && it.from <= as_of && as_of <= it.until
    });
    // Of equal keys `max_by_key` gives the last.
    valid.max_by_key(|(_, it)| it.from).map(|(index, _)| index)
}
