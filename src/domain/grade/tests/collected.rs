//! Facts to collect, held against the definition tried out in full.

use super::*;
use crate::domain::grade::facts::{Basis, Fact, FactName, FactNumber, Facts};
use crate::domain::grade::missing::facts_to_collect;
use crate::domain::grade::{Predicates, State, verdict};
use crate::domain::keyword::Keyword;
use crate::domain::policy::{GradePolicy, Junction, Precedence};
use crate::domain::record::{Grade, Level, Rating};

const RECORDED: [FactNumber; 10] = [
    FactNumber::F2,
    FactNumber::F3,
    FactNumber::F4,
    FactNumber::F5,
    FactNumber::F6,
    FactNumber::F7,
    FactNumber::F10,
    FactNumber::F12,
    FactNumber::F13,
    FactNumber::F14,
];

/// How many values a recorded fact can have.
fn values(fact: FactNumber) -> usize {
    use FactNumber::{F2, F3, F4, F5, F6};
    if matches!(fact, F2 | F3 | F4 | F5 | F6) { 3 } else { 2 }
}

fn put<T: Copy>(fact: &mut Fact<T>, all: &[T], choice: Option<usize>) {
    *fact = Fact { value: choice.map(|index| all[index]), basis: Basis::Missing };
}

fn set(facts: &mut Facts, number: FactNumber, choice: Option<usize>) {
    let flags = [false, true];
    match number {
        FactNumber::F2 => put(&mut facts.integrity, Rating::ALL, choice),
        FactNumber::F3 => put(&mut facts.credit, Rating::ALL, choice),
        FactNumber::F4 => put(&mut facts.reputation, Rating::ALL, choice),
        FactNumber::F5 => put(&mut facts.social_value, Level::ALL, choice),
        FactNumber::F6 => put(&mut facts.connection_value, Level::ALL, choice),
        FactNumber::F7 => put(&mut facts.near_term_demand, &flags, choice),
        FactNumber::F10 => put(&mut facts.demanding, &flags, choice),
        FactNumber::F12 => put(&mut facts.low_profit, &flags, choice),
        FactNumber::F13 => put(&mut facts.complex_procedure, &flags, choice),
        FactNumber::F14 => put(&mut facts.own_problems, &flags, choice),
        FactNumber::F1 | FactNumber::F8 | FactNumber::F9 | FactNumber::F11 => {}
    }
}

fn letter(facts: &Facts, policy: &GradePolicy) -> (Grade, State) {
    let predicates = Predicates::of(facts, policy.low_profit_complex);
    verdict(predicates.any_of_c(), predicates.all_of_a(), policy.precedence)
}

/// The definition: whether two values of the subject give different letters for some values of
/// the others.
fn by_definition(
    facts: &mut Facts,
    others: &[FactNumber],
    subject: FactNumber,
    policy: &GradePolicy,
) -> bool {
    match others.split_first() {
        Some((first, rest)) => {
            let found = (0..values(*first)).any(|choice| {
                set(facts, *first, Some(choice));
                by_definition(facts, rest, subject, policy)
            });
            set(facts, *first, None);
            found
        }
        None => {
            let letters: Vec<Grade> = (0..values(subject))
                .map(|choice| {
                    set(facts, subject, Some(choice));
                    letter(facts, policy).0
                })
                .collect();
            set(facts, subject, None);
            letters.iter().any(|letter| *letter != letters[0])
        }
    }
}

#[test]
fn the_facts_to_collect_are_those_of_the_definition() {
    let mut facts = grade_of(&[(CLIENT, "")]).facts;
    // A fixed sequence of states of the ten facts: a linear congruential generator.
    let mut state: u64 = 20_260_630;
    let mut draw = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut listed = 0;
    for round in 0..400 {
        let mut unknown = Vec::new();
        for number in RECORDED {
            let is_unknown = draw(2) == 0 && unknown.len() < 5;
            set(&mut facts, number, (!is_unknown).then(|| draw(values(number))));
            if is_unknown {
                unknown.push(number);
            }
        }
        facts.cooperation = draw(3) > 0;
        facts.stranger = false;
        facts.unjustified_complaint = draw(4) == 0;
        let policy = GradePolicy {
            precedence: [Precedence::C, Precedence::A, Precedence::Review][draw(3)],
            low_profit_complex: [Junction::And, Junction::Or][draw(2)],
            ..GradePolicy::default()
        };
        let mut expected: Vec<&str> = Vec::new();
        for subject in &unknown {
            let others: Vec<_> = unknown.iter().copied().filter(|it| it != subject).collect();
            if by_definition(&mut facts, &others, *subject, &policy) {
                expected.push(subject.name().unwrap().key());
            }
        }
        expected.sort_unstable();
        let found: Vec<&str> =
            facts_to_collect(&facts, &policy).into_iter().map(Keyword::key).collect();
        assert_eq!(found, expected, "round {round}: {facts:?} {policy:?}");
        if letter(&facts, &policy).1 == State::Confirmed && policy.precedence == Precedence::C {
            assert!(found.is_empty(), "round {round}: a confirmed letter can change");
        }
        listed += found.len();
    }
    assert!(listed > 100, "the sequence must reach facts that matter: {listed}");
}

#[test]
fn a_client_of_whom_nothing_is_known_lacks_every_fact() {
    let grading = grade_of(&[(CLIENT, ""), (PROJECT, COOPERATION)]);
    let mut all: Vec<FactName> = FactName::ALL.to_vec();
    all.sort_unstable_by_key(|name| name.key());
    assert_eq!(grading.missing, all);
    assert_eq!(grading.missing[0], FactName::ComplexProcedure);
}
