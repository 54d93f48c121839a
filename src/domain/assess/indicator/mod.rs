//! One file for each indicator. Each computes its parts on their own scale, with the numbers of
//! the formula and the record that lost each point; the shares of what is not applicable are
//! redistributed in `score`.

pub mod analysis;
pub mod complaints;
pub mod reporting;
pub mod satisfaction;
pub mod truth;

use super::score::{Loss, LossReason, PartScore};
use super::setting::Setting;
use crate::domain::id::BranchId;
use crate::domain::score::Exact;

/// The parts of the five indicators, in the order of `Indicator`.
pub(super) fn all(setting: &Setting<'_>, branch: &BranchId) -> [Vec<PartScore>; 5] {
    [
        reporting::parts(setting, branch),
        complaints::parts(setting, branch),
        satisfaction::parts(setting, branch),
        analysis::parts(setting, branch),
        truth::parts(setting, branch),
    ]
}

fn loss(points: Exact, path: &str, key: Option<&str>, reason: LossReason) -> Loss {
    Loss { points, path: path.to_owned(), key: key.map(str::to_owned), reason }
}
