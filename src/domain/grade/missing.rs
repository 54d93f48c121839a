//! Facts to collect 待补事实 (rules §2): which unknown facts could still change the letter, found
//! by trying every value of the unknown ones. It asks for none that cannot matter.

use super::facts::{FactName, Facts};
use super::verdict;
use crate::domain::keyword::Keyword;
use crate::domain::policy::{GradePolicy, Junction};
use crate::domain::record::{Grade, Level, Rating};

/// What the values of the unknown facts can say, a bit for each statement.
mod says {
    pub const INTEGRITY_GOOD: u16 = 1;
    pub const CREDIT_GOOD: u16 = 1 << 1;
    pub const CREDIT_POOR: u16 = 1 << 2;
    pub const REPUTATION_POOR: u16 = 1 << 3;
    pub const SOCIAL_HIGH: u16 = 1 << 4;
    pub const CONNECTION_HIGH: u16 = 1 << 5;
    pub const DEMAND: u16 = 1 << 6;
    pub const DEMANDING: u16 = 1 << 7;
    pub const LOW_PROFIT: u16 = 1 << 8;
    pub const COMPLEX: u16 = 1 << 9;
    pub const OWN_PROBLEMS: u16 = 1 << 10;

    /// All of these and one of `HIGH_VALUE` make A, with cooperation.
    pub const OF_A: u16 = INTEGRITY_GOOD | CREDIT_GOOD | DEMAND;
    pub const HIGH_VALUE: u16 = SOCIAL_HIGH | CONNECTION_HIGH;
    /// One of these makes C.
    pub const OF_C: u16 = DEMANDING | CREDIT_POOR | REPUTATION_POOR | OWN_PROBLEMS;
    /// Both of these, or either, make C5.
    pub const PROFIT: u16 = LOW_PROFIT | COMPLEX;
}

/// An unknown fact with what each of its values says. Values that say the same are one: fair and
/// poor integrity lead to the same letter, so do medium and low value.
type Unknown = (FactName, &'static [u16]);

/// Everything that fixes the letter but the unknown facts.
struct Known {
    cooperation: bool,
    /// C1, C2 or C4, which rest on no recorded fact.
    is_c: bool,
    says: u16,
}

/// The facts to collect, sorted by name.
pub fn facts_to_collect(facts: &Facts, policy: &GradePolicy) -> Vec<FactName> {
    let mut known = Known {
        cooperation: facts.cooperation,
        is_c: facts.stranger || facts.bad_integrity_record || facts.unjustified_complaint,
        says: 0,
    };
    let mut unknown = sort_out(facts, &mut known);
    let heard = heard(&known, &unknown, policy);
    unknown.retain(|(_, values)| values[1..].iter().any(|value| (value ^ values[0]) & heard != 0));
    let letter = |says| letter(&known, says, policy);
    let mut names: Vec<FactName> = (0..unknown.len())
        .filter(|subject| can_change(&unknown, *subject, 0, known.says, &letter))
        .map(|subject| unknown[subject].0)
        .collect();
    names.sort_unstable_by_key(|name| name.key());
    names
}

/// Adds what the known facts say and returns the others. The value that speaks for A and against
/// C comes first: a letter that differs is then found early.
fn sort_out(facts: &Facts, known: &mut Known) -> Vec<Unknown> {
    let mut unknown: Vec<Unknown> = Vec::with_capacity(10);
    let mut add = |name, says: Option<u16>, values: &'static [u16]| match says {
        Some(says) => known.says |= says,
        None => unknown.push((name, values)),
    };
    let when = |holds: bool, says: u16| if holds { says } else { 0 };
    let high = |value: Option<Level>, says| value.map(|value| when(value == Level::High, says));
    let flag = |value: Option<bool>, says| value.map(|value| when(value, says));

    let integrity = facts.integrity.value;
    let integrity = integrity.map(|value| when(value == Rating::Good, says::INTEGRITY_GOOD));
    add(FactName::Integrity, integrity, &[says::INTEGRITY_GOOD, 0]);
    let credit = facts.credit.value.map(|value| match value {
        Rating::Good => says::CREDIT_GOOD,
        Rating::Fair => 0,
        Rating::Poor => says::CREDIT_POOR,
    });
    add(FactName::Credit, credit, &[says::CREDIT_GOOD, 0, says::CREDIT_POOR]);
    let reputation = facts.reputation.value;
    let reputation = reputation.map(|value| when(value == Rating::Poor, says::REPUTATION_POOR));
    add(FactName::Reputation, reputation, &[0, says::REPUTATION_POOR]);
    let social = high(facts.social_value.value, says::SOCIAL_HIGH);
    add(FactName::SocialValue, social, &[says::SOCIAL_HIGH, 0]);
    let connection = high(facts.connection_value.value, says::CONNECTION_HIGH);
    add(FactName::ConnectionValue, connection, &[says::CONNECTION_HIGH, 0]);
    let demand = flag(facts.near_term_demand.value, says::DEMAND);
    add(FactName::NearTermDemand, demand, &[says::DEMAND, 0]);
    let demanding = flag(facts.demanding.value, says::DEMANDING);
    add(FactName::Demanding, demanding, &[0, says::DEMANDING]);
    let low_profit = flag(facts.low_profit.value, says::LOW_PROFIT);
    add(FactName::LowProfit, low_profit, &[0, says::LOW_PROFIT]);
    let complex = flag(facts.complex_procedure.value, says::COMPLEX);
    add(FactName::ComplexProcedure, complex, &[0, says::COMPLEX]);
    let problems = flag(facts.own_problems.value, says::OWN_PROBLEMS);
    add(FactName::OwnProblems, problems, &[0, says::OWN_PROBLEMS]);
    unknown
}

/// The statements that the letter can still depend on. Trying every value of a fact that cannot
/// matter would take longest of all, so those facts are left out before.
fn heard(known: &Known, unknown: &[Unknown], policy: &GradePolicy) -> u16 {
    let possible =
        unknown.iter().flat_map(|(_, values)| *values).fold(known.says, |all, it| all | it);
    let mut heard = u16::MAX;
    if !known.cooperation || !has_all_of_a(possible) {
        heard &= !(says::OF_A | says::HIGH_VALUE);
    }
    if known.says & says::HIGH_VALUE != 0 {
        heard &= !says::HIGH_VALUE;
    }
    match policy.low_profit_complex {
        Junction::And if possible & says::PROFIT != says::PROFIT => heard &= !says::PROFIT,
        Junction::And | Junction::Or => {}
    }
    heard
}

/// A but for the cooperation.
fn has_all_of_a(says: u16) -> bool {
    says & says::OF_A == says::OF_A && says & says::HIGH_VALUE != 0
}

/// Whether, for some values of the other unknown facts from `next` on, two values of the subject
/// give different letters.
fn can_change(
    unknown: &[Unknown],
    subject: usize,
    next: usize,
    says: u16,
    letter: &impl Fn(u16) -> Grade,
) -> bool {
    if next == subject {
        return can_change(unknown, subject, next + 1, says, letter);
    }
    match unknown.get(next) {
        Some((_, values)) => {
            values.iter().any(|value| can_change(unknown, subject, next + 1, says | value, letter))
        }
        None => {
            let values = unknown[subject].1;
            let first = letter(says | values[0]);
            values[1..].iter().any(|value| letter(says | value) != first)
        }
    }
}

/// The letter once nothing is unknown.
fn letter(known: &Known, says: u16, policy: &GradePolicy) -> Grade {
    let is_a = known.cooperation && has_all_of_a(says);
    let is_low_profit_complex = match policy.low_profit_complex {
        Junction::And => says & says::PROFIT == says::PROFIT,
        Junction::Or => says & says::PROFIT != 0,
    };
    let is_c = known.is_c || says & says::OF_C != 0 || is_low_profit_complex;
    verdict(is_c.into(), is_a.into(), policy.precedence).0
}
