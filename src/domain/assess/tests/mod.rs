//! The half-year assessment on small books. Whatever is assessed here is also held to what must
//! always hold: the losses of a part add up to what it lacks, the shares to 100.

mod parts;
mod verdicts;

use super::*;
use crate::domain::book_builder::{book, day};
use crate::domain::score::{ratio, whole};
use num_traits::Zero;

const CLIENT: &str = "branches/hz/clients/kh2601-000001.toml";

fn hz() -> BranchId {
    "hz".parse().unwrap()
}

fn half() -> Half {
    "2026H1".parse().unwrap()
}

/// Assesses the branch `hz` for 2026H1, with an active client.
fn assess_hz(files: &[(&str, &str)], today: &str) -> BranchAssessment {
    let mut files = files.to_vec();
    if files.iter().all(|(path, _)| *path != CLIENT) {
        files.push((CLIENT, ""));
    }
    assess_as_given(&files, half(), today)
}

fn assess_as_given(files: &[(&str, &str)], half: Half, today: &str) -> BranchAssessment {
    let book = book(files);
    let evidence = Evidence::declared(&book);
    only_branch(assess(&book, half, day(today), &evidence, Some(&hz())))
}

fn only_branch(assessment: Assessment) -> BranchAssessment {
    let branch = assessment.branches.into_iter().next().unwrap();
    hold_invariants(&branch);
    branch
}

fn hold_invariants(branch: &BranchAssessment) {
    let of = branch.indicators.iter().fold(Exact::zero(), |sum, score| sum + &score.of);
    assert_eq!(of, whole(if branch.total.is_some() { 100 } else { 0 }));
    for indicator in &branch.indicators {
        let sum = |of: fn(&PartScore) -> &Exact| {
            indicator.parts.iter().fold(Exact::zero(), |sum, part| sum + of(part))
        };
        assert_eq!(sum(|part| &part.points), indicator.points);
        assert_eq!(sum(|part| &part.of), indicator.of);
        for part in &indicator.parts {
            let lost = part.lost().fold(Exact::zero(), |sum, (_, points)| sum + points);
            assert_eq!(lost, &part.of - &part.points, "{} {}", indicator.indicator, part.part);
            assert!(part.points >= Exact::zero() && part.points <= part.of);
            assert!(part.applicable || part.of.is_zero());
        }
    }
}

fn indicator(branch: &BranchAssessment, indicator: Indicator) -> &IndicatorScore {
    branch.indicators.iter().find(|score| score.indicator == indicator).unwrap()
}

fn part(branch: &BranchAssessment, of: Indicator, part: Part) -> &PartScore {
    indicator(branch, of).parts.iter().find(|score| score.part == part).unwrap()
}

/// A part's points on its own scale, before redistribution; `None` where it is not applicable.
fn raw(score: &PartScore, weight: i64) -> Option<Exact> {
    score.applicable.then(|| &score.points / &score.of * whole(weight))
}

fn paths(score: &PartScore) -> Vec<&str> {
    score.losses.iter().map(|loss| loss.path.as_str()).collect()
}
