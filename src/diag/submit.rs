//! Why a monthly return is not filed, as data.

use super::Refusal;
use crate::domain::period::Month;
use crate::domain::time::Date;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmitRefusal {
    /// Not a month.
    BadMonth { given: String },
    /// The month's period has not begun.
    NotBegun { month: Month, begins_on: Date, today: Date },
    /// The branch opened later, was closed, or the month lies before the archive's beginning.
    NotOwed { month: Month, branch: String },
    /// Records of the branch have errors; they were printed.
    FindingsStand { errors: usize, branch: String },
    /// The return of the month is there, and nobody asked to correct it.
    AlreadySubmitted { month: Month, submitted_on: Date, next: Month },
    /// Nothing changed, and nobody said that this shall be reported.
    NothingChanged { month: Month, is_nil_required: bool },
    /// A nil return, and records that changed; they were printed.
    NilWithChanges { month: Month, changes: usize },
}

impl SubmitRefusal {
    /// Whether it is an answer about the records rather than a wrong request: exit code 1.
    pub fn is_negative(&self) -> bool {
        match self {
            Self::FindingsStand { .. } | Self::NothingChanged { .. } => true,
            Self::NilWithChanges { .. } => true,
            Self::BadMonth { .. } | Self::NotBegun { .. } | Self::NotOwed { .. } => false,
            Self::AlreadySubmitted { .. } => false,
        }
    }
}

impl From<SubmitRefusal> for Refusal {
    fn from(refusal: SubmitRefusal) -> Self {
        Self::Submit(refusal)
    }
}
