//! What would lift a client to the next grade (C-068, C-069e): the conditions that stand in the
//! way, as data. It proposes no measures.

use super::facts::FactNumber;
use super::predicates::Predicate;
use super::ternary::Ternary;
use super::{Grading, State};
use crate::domain::record::Grade;

/// A condition that must change or become known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    pub predicate: Predicate,
    /// What it is now.
    pub is: Ternary,
    /// What it must be.
    pub wanted: Ternary,
    pub rests_on: &'static [FactNumber],
}

/// The way to the next grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lift {
    /// The grade to reach; the same letter where a provisional A is to be confirmed.
    pub to: Grade,
    /// In the order of the predicates; never empty.
    pub obstacles: Vec<Obstacle>,
}

impl Obstacle {
    fn new(grading: &Grading, predicate: Predicate, wanted: Ternary) -> Self {
        let is = grading.predicates[predicate];
        Self { predicate, is, wanted, rests_on: predicate.rests_on() }
    }
}

/// The way from the computed grade to the next; `None` for a confirmed A. An override does not
/// change what the facts say.
pub fn lift(grading: &Grading) -> Option<Lift> {
    let of_a = Predicate::OF_A.map(|predicate| Obstacle::new(grading, predicate, Ternary::Yes));
    let of_c = Predicate::OF_C.map(|predicate| Obstacle::new(grading, predicate, Ternary::No));
    let is_in_the_way = |obstacle: &Obstacle| obstacle.is != obstacle.wanted;
    let (to, obstacles): (Grade, Vec<Obstacle>) = match (grading.computed, grading.computed_state) {
        // Only what holds keeps a client in C; what is unknown becomes a question in B.
        (Grade::C, _) => (Grade::B, of_c.into_iter().filter(|it| it.is.is_yes()).collect()),
        // Where A wins over C, a C that holds keeps nobody from A.
        (Grade::A, State::Confirmed | State::Override) => (Grade::A, Vec::new()),
        (Grade::A, State::Provisional) | (Grade::B, _) => {
            (Grade::A, of_a.into_iter().chain(of_c).filter(is_in_the_way).collect())
        }
    };
    (!obstacles.is_empty()).then_some(Lift { to, obstacles })
}
