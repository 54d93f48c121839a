//! Client analysis reports: who owes one, by when, and whether a report conforms, with every
//! fault as data (rules §7). Must not know the assessment's points.

mod fault;
mod half;
#[cfg(test)]
mod tests;

pub use fault::{Fault, Placeholder};
pub use half::{HalfReports, Report};

use crate::domain::book::Entry;
use crate::domain::period::Half;
use crate::domain::policy::Policy;
use crate::domain::record::Grade;
use crate::domain::record::client::{Client, Status};
use crate::domain::time::Date;
use std::borrow::Cow;

/// The last day on which a half-year's reports are in time.
pub fn due_on(policy: &Policy, half: Half) -> Date {
    policy.analysis.due(half)
}

/// Whether a report on this client is required for the half-year: nothing is before the due date
/// has passed.
pub fn is_required(
    policy: &Policy,
    client: &Entry<Client>,
    effective: Grade,
    half: Half,
    as_of: Date,
) -> bool {
    let is_kept_close = match effective {
        Grade::A | Grade::B => true,
        Grade::C => false,
    };
    as_of > due_on(policy, half)
        && client.record.status == Status::Active
        && is_kept_close
        && client.record.registered_on < half.first_day()
}

/// A text without its white space: how texts are compared and counted.
pub fn squeeze(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_whitespace) {
        Cow::Owned(text.split_whitespace().collect())
    } else {
        Cow::Borrowed(text)
    }
}
