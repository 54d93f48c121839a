//! From points to a result: adjustments, caps, veto (rules §9).

use super::indicator::complaints;
use super::score::{Indicator, IndicatorScore};
use super::setting::Setting;
use crate::domain::book::return_path;
use crate::domain::id::BranchId;
use crate::domain::period::Period;
use crate::domain::record::complaint::Severity;
use crate::domain::record::notice::AssessmentResult;
use crate::domain::returns::{self, ReturnStatus};
use crate::domain::score::{Exact, Tenths, whole};
use num_traits::Zero;
use std::fmt;

/// The largest adjustment in either direction.
const ADJUSTMENT_MAX: i64 = 5;
const TOTAL_MAX: i64 = 100;

/// What keeps a result from 优良. It prints as the word of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cap {
    /// Attributable major complaints found right, by path.
    MajorComplaint {
        paths: Vec<String>,
    },
    /// Returns missing or falsely nil, by path.
    MissingReturn {
        paths: Vec<String>,
    },
    WeakIndicator {
        indicator: Indicator,
    },
}

impl fmt::Display for Cap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MajorComplaint { .. } => f.pad("major_complaint"),
            Self::MissingReturn { .. } => f.pad("missing_return"),
            Self::WeakIndicator { indicator } => f.pad(&format!("weak_indicator:{indicator}")),
        }
    }
}

/// The spot check and the field of it that veto the result (falsification, 一票否决).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Veto {
    pub path: String,
    pub key: String,
}

/// The branch's adjustments of the half-year, kept within −5..5.
pub(super) fn adjustment(setting: &Setting<'_>, branch: &BranchId) -> Exact {
    let all = &setting.book.policy.assessment.adjustments;
    let own = all.iter().filter(|entry| entry.half == setting.half && entry.branch == *branch);
    let sum = own.fold(Exact::zero(), |sum, entry| sum + entry.points.exact());
    sum.clamp(whole(-ADJUSTMENT_MAX), whole(ADJUSTMENT_MAX))
}

/// `None` where nothing is applicable.
pub(super) fn total(indicators: &[IndicatorScore; 5], adjustment: &Exact) -> Option<Tenths> {
    let applicable = indicators.iter().any(|indicator| indicator.applicable);
    let points = indicators.iter().fold(adjustment.clone(), |sum, score| sum + &score.points);
    applicable.then(|| Tenths::round(&points.clamp(Exact::zero(), whole(TOTAL_MAX))))
}

/// The rounded total decides, so that the printed number always agrees with the result.
pub(super) fn by_points(setting: &Setting<'_>, total: Tenths) -> AssessmentResult {
    let policy = &setting.book.policy.assessment;
    let total = Exact::new(total.0.into(), 10.into());
    if total >= policy.good.exact() {
        AssessmentResult::Good
    } else if total >= policy.pass.exact() {
        AssessmentResult::Pass
    } else {
        AssessmentResult::Poor
    }
}

pub(super) fn caps(
    setting: &Setting<'_>,
    branch: &BranchId,
    indicators: &[IndicatorScore; 5],
) -> Vec<Cap> {
    let mut caps = Vec::new();
    let major = complaints::counted(setting, branch)
        .filter(|(_, handling, _)| handling.record().severity == Severity::Major)
        .filter(|(_, handling, _)| handling.is_upheld());
    let paths: Vec<_> = major.map(|(entry, _, _)| entry.path.to_string()).collect();
    if !paths.is_empty() {
        caps.push(Cap::MajorComplaint { paths });
    }
    let period = Period::Half(setting.half);
    let months = returns::months(setting.book, branch, period, setting.as_of, setting.evidence);
    let paths: Vec<_> = months
        .iter()
        .filter(|month| matches!(month.status, ReturnStatus::Missing | ReturnStatus::FalseNil))
        .map(|month| return_path(branch, month.month))
        .collect();
    if !paths.is_empty() {
        caps.push(Cap::MissingReturn { paths });
    }
    let share = setting.book.policy.assessment.min_indicator_share_for_good.exact();
    let weak = indicators.iter().filter(|score| score.applicable);
    let weak = weak.filter(|score| score.points < &share * &score.of);
    caps.extend(weak.map(|score| Cap::WeakIndicator { indicator: score.indicator }));
    caps
}

/// Falsification counts when somebody of headquarters other than the checker confirmed it.
pub(super) fn veto(setting: &Setting<'_>, branch: &BranchId) -> Option<Veto> {
    if !setting.book.policy.assessment.veto_falsification {
        return None;
    }
    setting.spot_checks(branch).iter().find_map(|check| {
        let record = &check.record;
        let confirmed_by = record.confirmed_by.as_ref()?;
        if *confirmed_by == record.by || !setting.book.is_of_hq(confirmed_by) {
            return None;
        }
        let field = record.fields.iter().position(|field| field.deliberate == Some(true))?;
        Some(Veto { path: check.path.to_string(), key: format!("fields.{field}.deliberate") })
    })
}

pub(super) fn result(
    by_points: AssessmentResult,
    caps: &[Cap],
    veto: Option<&Veto>,
) -> AssessmentResult {
    match (veto, by_points) {
        (Some(_), _) => AssessmentResult::Poor,
        (None, AssessmentResult::Good) if !caps.is_empty() => AssessmentResult::Pass,
        (None, by_points) => by_points,
    }
}
