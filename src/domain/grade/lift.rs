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

/// The way from the computed grade to the next; `None` for a confirmed A. An override does not
/// change what the facts say.
pub fn lift(grading: &Grading) -> Option<Lift> {
    let obstacles = |of: &[Predicate], wanted: Ternary, counts: fn(Ternary, Ternary) -> bool| {
        let is = |predicate: &Predicate| grading.predicates[*predicate];
        let in_the_way = of.iter().filter(|predicate| counts(is(predicate), wanted));
        let obstacle = |predicate: &Predicate| Obstacle {
            predicate: *predicate,
            is: is(predicate),
            wanted,
            rests_on: predicate.rests_on(),
        };
        in_the_way.map(obstacle).collect::<Vec<_>>()
    };
    let is_not = |is: Ternary, wanted: Ternary| is != wanted;
    let (to, obstacles) = match grading.computed {
        // Only what holds keeps a client in C; what is unknown becomes a question in B.
        Grade::C => (Grade::B, obstacles(&Predicate::OF_C, Ternary::No, |is, _| is.is_yes())),
        Grade::B | Grade::A => {
            let mut all = obstacles(&Predicate::OF_A, Ternary::Yes, is_not);
            // Where A wins over C, a C that holds keeps nobody from A.
            if grading.computed == Grade::B || grading.computed_state == State::Provisional {
                all.extend(obstacles(&Predicate::OF_C, Ternary::No, is_not));
            }
            (Grade::A, all)
        }
    };
    (!obstacles.is_empty()).then_some(Lift { to, obstacles })
}
