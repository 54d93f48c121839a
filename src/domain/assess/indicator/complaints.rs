//! 客户投诉: how many complaints count, how they were handled, what became of the relation
//! (C-082). Each complaint and each step is judged once, in the window of its moment or deadline.

use super::loss;
use crate::domain::assess::score::{Loss, LossReason, Part, PartScore, TermName};
use crate::domain::assess::setting::Setting;
use crate::domain::book::Entry;
use crate::domain::complaints::{Clock, Handling, Step};
use crate::domain::id::BranchId;
use crate::domain::record::complaint::{Complaint, ComplaintFinding, Relationship, Severity};
use crate::domain::score::{Exact, ratio, whole};
use crate::domain::time::Instant;
use num_traits::{One, Zero};

const NUMBER: i64 = 8;
const HANDLING: i64 = 12;
const RELATION: i64 = 5;
/// Shares of the handling: closings, acknowledgements, accepted decisions.
const CLOSINGS: i64 = 6;
const ACKNOWLEDGEMENTS: i64 = 3;
const ACCEPTANCE: i64 = 3;

type Case<'a> = (&'a Entry<Complaint>, Handling<'a>);

pub(super) fn parts(setting: &Setting<'_>, branch: &BranchId) -> Vec<PartScore> {
    let cases: Vec<Case<'_>> = setting.complaints(branch).collect();
    vec![number(setting, branch), handling(setting, &cases), relation(setting, &cases)]
}

/// The complaints that count for the branch in this half-year, with their moments.
pub(in crate::domain::assess) fn counted<'a>(
    setting: &Setting<'a>,
    branch: &BranchId,
) -> impl Iterator<Item = (&'a Entry<Complaint>, Handling<'a>, Instant)> {
    let window = setting.window.clone();
    setting
        .complaints(branch)
        .filter(|(_, handling)| handling.is_attributable())
        .filter_map(|(entry, handling)| handling.moment().map(|moment| (entry, handling, moment)))
        .filter(move |(_, _, moment)| window.contains(moment))
}

/// What an attributable complaint costs; one that is only partly justified half of it.
fn cost(complaint: &Complaint) -> Exact {
    let points = match complaint.severity {
        Severity::General => 1,
        Severity::Serious => 3,
        Severity::Major => 6,
    };
    match complaint.finding {
        Some(ComplaintFinding::Partly) => ratio(points, 2),
        Some(ComplaintFinding::Justified | ComplaintFinding::Unjustified) | None => whole(points),
    }
}

/// Complaints cost points in the order of their moments until none are left.
fn number(setting: &Setting<'_>, branch: &BranchId) -> PartScore {
    let mut counted: Vec<_> = counted(setting, branch).collect();
    counted.sort_by_key(|(entry, _, moment)| (*moment, entry.id));
    let (mut left, mut costs, mut losses) = (whole(NUMBER), Exact::zero(), Vec::new());
    for (entry, handling, moment) in counted {
        let record = handling.record();
        let cost = cost(record);
        let (severity, finding) = (record.severity, record.finding);
        let reason = LossReason::ComplaintCounted { severity, finding, moment };
        let lost = cost.clone().min(left.clone());
        left -= &lost;
        costs += cost;
        losses.push(loss(lost, &entry.path, Some("severity"), reason));
    }
    let points = (whole(NUMBER) - &costs).max(Exact::zero());
    PartScore::new(Part::Number, NUMBER, points, losses).with(TermName::ComplaintPoints, costs)
}

/// The clocks of a step whose deadline is in the window and passed.
fn judged<'c, 'a>(
    setting: &Setting<'_>,
    cases: &'c [Case<'a>],
    step: Step,
) -> Vec<(&'c Case<'a>, Clock)> {
    let clocks = cases.iter().filter_map(|case| Some((case, case.1.clock(step)?)));
    clocks
        .filter(|(_, clock)| clock.is_judged && setting.window.contains(&clock.deadline))
        .collect()
}

/// A ratio of the handling, with what each miss is called.
struct Share {
    weight: i64,
    hits: usize,
    all: usize,
    misses: Vec<Loss>,
    names: [TermName; 2],
}

fn handling(setting: &Setting<'_>, cases: &[Case<'_>]) -> PartScore {
    let shares = [
        step_share(setting, cases, Step::Close),
        step_share(setting, cases, Step::Acknowledge),
        acceptance_share(setting, cases),
    ];
    let weight: i64 = shares.iter().filter(|share| share.all > 0).map(|share| share.weight).sum();
    let mut part = PartScore::na(Part::Handling, HANDLING);
    if weight > 0 {
        part = PartScore::new(Part::Handling, HANDLING, Exact::zero(), Vec::new());
    }
    for share in shares {
        let [hits, all] = share.names;
        part = part.with_count(hits, share.hits).with_count(all, share.all);
        if share.all == 0 {
            continue;
        }
        // The points of a ratio without a denominator go to the others in proportion.
        let of = ratio(HANDLING * share.weight, weight);
        let each = &of / whole(share.all);
        part.points += of * ratio(share.hits, share.all);
        part.losses
            .extend(share.misses.into_iter().map(|miss| Loss { points: each.clone(), ..miss }));
    }
    part
}

fn step_share(setting: &Setting<'_>, cases: &[Case<'_>], step: Step) -> Share {
    let judged = judged(setting, cases, step);
    let late = judged.iter().filter(|(_, clock)| !clock.is_in_time());
    let misses: Vec<_> = late
        .map(|((entry, _), clock)| {
            let Clock { deadline, done, .. } = *clock;
            let reason = LossReason::StepLate { step, deadline, done };
            loss(Exact::zero(), &entry.path, Some("events"), reason)
        })
        .collect();
    let (weight, names) = match step {
        Step::Acknowledge => {
            (ACKNOWLEDGEMENTS, [TermName::AcknowledgedInTime, TermName::Acknowledgements])
        }
        Step::Decide | Step::Close | Step::FollowUp => {
            (CLOSINGS, [TermName::ClosedInTime, TermName::Closings])
        }
    };
    Share { weight, hits: judged.len() - misses.len(), all: judged.len(), misses, names }
}

fn acceptance_share(setting: &Setting<'_>, cases: &[Case<'_>]) -> Share {
    let is_decided = |(_, handling): &&Case<'_>| {
        let decided = handling.done(Step::Decide);
        handling.is_upheld() && decided.is_some_and(|decided| setting.window.contains(&decided))
    };
    let decided: Vec<_> = cases.iter().filter(is_decided).collect();
    let unaccepted = decided.iter().filter(|(entry, _)| entry.record.accepted != Some(true));
    let misses: Vec<_> = unaccepted
        .map(|(entry, _)| {
            let reason = LossReason::NotAccepted { accepted: entry.record.accepted };
            loss(Exact::zero(), &entry.path, Some("accepted"), reason)
        })
        .collect();
    let names = [TermName::Accepted, TermName::Decided];
    let hits = decided.len() - misses.len();
    Share { weight: ACCEPTANCE, hits, all: decided.len(), misses, names }
}

fn relation(setting: &Setting<'_>, cases: &[Case<'_>]) -> PartScore {
    let judged = judged(setting, cases, Step::FollowUp);
    if judged.is_empty() {
        return PartScore::na(Part::Relation, RELATION);
    }
    let count = |relationship| {
        let is_so = |handling: &Handling<'_>| handling.relationship() == Some(relationship);
        judged.iter().filter(|((_, handling), _)| is_so(handling)).count()
    };
    let (improved, unchanged) = (count(Relationship::Improved), count(Relationship::Unchanged));
    let each = ratio(RELATION, judged.len());
    let losses = judged.iter().filter_map(|((entry, handling), clock)| {
        let (credit, key, reason) = match handling.relationship() {
            Some(Relationship::Improved) => return None,
            Some(relationship @ Relationship::Unchanged) => {
                let reason = LossReason::NotImproved { relationship };
                (ratio(1, 2), "follow_up.relationship", reason)
            }
            Some(relationship @ Relationship::Worsened) => {
                let reason = LossReason::NotImproved { relationship };
                (Exact::zero(), "follow_up.relationship", reason)
            }
            None => {
                let reason = LossReason::NotFollowedUp { deadline: clock.deadline };
                (Exact::zero(), "follow_up", reason)
            }
        };
        Some(loss(&each * (Exact::one() - credit), &entry.path, Some(key), reason))
    });
    let losses = losses.collect();
    let points = &each * (whole(improved) + ratio(unchanged, 2));
    PartScore::new(Part::Relation, RELATION, points, losses)
        .with_count(TermName::Improved, improved)
        .with_count(TermName::Unchanged, unchanged)
        .with_count(TermName::FollowUps, judged.len())
}
