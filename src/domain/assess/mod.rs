//! The half-year assessment of the branches: five indicators, 100 points, caps, veto, result
//! (rules §9). Must not read Git or a clock, and must not word anything: a lost point is data.

pub mod indicator;
pub mod required;
pub mod score;
mod setting;
#[cfg(test)]
mod tests;
mod verdict;
mod window;

pub use score::{Indicator, IndicatorScore, Loss, LossReason, Part, PartScore, Term, TermName};
pub use setting::{GradedClient, Setting};
pub use verdict::{Cap, Veto};
pub use window::{half_close, half_window};

use crate::domain::book::Book;
use crate::domain::id::BranchId;
use crate::domain::period::Half;
use crate::domain::record::notice::AssessmentResult;
use crate::domain::returns::Evidence;
use crate::domain::score::{Exact, Tenths};
use crate::domain::time::Date;
use rayon::prelude::*;

/// The assessment of a half-year.
#[derive(Debug, Clone)]
pub struct Assessment {
    pub half: Half,
    /// Today, or the close of the half-year if that is earlier.
    pub as_of: Date,
    /// Whether the close is still to come.
    pub in_progress: bool,
    /// By id.
    pub branches: Vec<BranchAssessment>,
}

/// One branch's assessment.
#[derive(Debug, Clone)]
pub struct BranchAssessment {
    pub branch: BranchId,
    /// Clients of the branch that count; without one nothing is assessed.
    pub active_clients: usize,
    /// `None` when nothing is applicable.
    pub total: Option<Tenths>,
    pub result: Option<AssessmentResult>,
    /// What the total alone would give, before caps and veto.
    pub result_by_points: Option<AssessmentResult>,
    /// Everything that keeps the result from 优良, in the contract's order.
    pub caps: Vec<Cap>,
    pub veto: Option<Veto>,
    /// Points of the policy's adjustments, kept within −5..5.
    pub adjustment: Exact,
    /// In the order of [`Indicator::ALL`](crate::domain::keyword::Keyword::ALL).
    pub indicators: [IndicatorScore; 5],
}

/// Assesses every branch, or one. The caller refuses a half-year that begins after today.
pub fn assess(
    book: &Book,
    half: Half,
    today: Date,
    evidence: &Evidence,
    only: Option<&BranchId>,
) -> Assessment {
    let setting = Setting::new(book, half, today, evidence, only);
    let branches: Vec<&BranchId> = setting.branches().collect();
    let branches = branches.into_par_iter().map(|branch| assess_branch(&setting, branch)).collect();
    Assessment { half, as_of: setting.as_of, in_progress: setting.in_progress, branches }
}

fn assess_branch(setting: &Setting<'_>, branch: &BranchId) -> BranchAssessment {
    let active_clients = setting.active(branch).len();
    let raw = indicator::all(setting, branch);
    let indicators = score::redistribute(raw.map(|parts| {
        // Without a client nothing the branch did or left undone can be measured (rules §9).
        if active_clients == 0 {
            parts.into_iter().map(PartScore::into_na).collect()
        } else {
            parts
        }
    }));
    let adjustment = verdict::adjustment(setting, branch);
    let total = verdict::total(&indicators, &adjustment);
    let result_by_points = total.map(|total| verdict::by_points(setting, total));
    let is_assessed = total.is_some();
    let caps = if is_assessed { verdict::caps(setting, branch, &indicators) } else { Vec::new() };
    let veto = if is_assessed { verdict::veto(setting, branch) } else { None };
    let result = result_by_points.map(|result| verdict::result(result, &caps, veto.as_ref()));
    BranchAssessment {
        branch: branch.clone(),
        active_clients,
        total,
        result,
        result_by_points,
        caps,
        veto,
        adjustment,
        indicators,
    }
}
