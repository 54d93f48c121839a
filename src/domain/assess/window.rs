//! When a half-year is closed and which instants belong to its assessment (rules §9).

use crate::domain::period::Half;
use crate::domain::policy::Policy;
use crate::domain::time::{Date, Instant, Zone, days_after};
use std::ops::Range;

/// The last day on which a half-year's records can still count.
pub fn half_close(policy: &Policy, half: Half) -> Date {
    days_after(half.last_day(), policy.assessment.close_days)
}

/// The instants of a half-year's assessment: from 24:00 of the previous close to 24:00 of its
/// own, so that every deadline falls into exactly one half-year.
pub fn half_window(policy: &Policy, half: Half, zone: Zone) -> Range<Instant> {
    zone.end_of(half_close(policy, half.previous()))..zone.end_of(half_close(policy, half))
}
