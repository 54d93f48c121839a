//! Why a step of daily work is refused: an event that cannot come now, a closing that says too
//! little, a form that cannot be read.

use super::Refusal;
use super::change::MissingKey;
use crate::domain::complaints::ComplaintState;
use crate::domain::id::Id;
use crate::domain::record::complaint::EventKind;
use crate::domain::time::Date;

#[derive(Debug, Clone, PartialEq)]
pub enum WorkRefusal {
    /// The complaint is in a state in which this event cannot be. `state` is unknown for one that
    /// was received after the as-of date.
    EventNotPossible {
        id: Id,
        /// None where nobody said which.
        given: Option<EventKind>,
        state: Option<ComplaintState>,
        possible: Vec<EventKind>,
    },
    /// What a closed complaint must say, all of it at once.
    NotReadyToClose { id: Id, missing: Vec<MissingKey>, faults: Vec<CloseFault> },
    /// A complaint has one follow-up.
    AlreadyFollowedUp { id: Id, on: Date },
    /// An answer of a form that is no `item=score`.
    NotAnAnswer { given: String },
    /// An item that forms do not have.
    UnknownItem { given: String, near: Option<String> },
    /// A key of a client's file that cannot be held against reality.
    UnknownField { given: String, near: Option<String> },
    /// The branch has no active client to sample.
    NothingToSample,
}

/// Who did what must be done by somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CloseFault {
    HandlerVerifies { person: String },
    HandlerFinds { person: String },
    ApprovedOutsideHq { person: String },
}

impl From<WorkRefusal> for Refusal {
    fn from(refusal: WorkRefusal) -> Self {
        Self::Work(refusal)
    }
}
