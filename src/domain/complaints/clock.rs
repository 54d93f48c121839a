//! The four clocks of a complaint: deadline, pauses, verdict (rules §4). Must not know which
//! complaints count for whom.

use super::Pause;
use crate::domain::keyword::{Keyword, keyword};
use crate::domain::policy::Limits;
use crate::domain::time::{Instant, Moment, Zone, days_after};
use chrono::TimeDelta;

keyword! {
    /// A step of the handling that has a deadline.
    pub enum Step {
        /// 告知
        /// acknowledgement
        Acknowledge = "acknowledge",
        /// 沟通决定
        /// decision
        Decide = "decide",
        /// 关闭
        /// closing
        Close = "close",
        /// 回访
        /// follow-up
        FollowUp = "follow_up",
    }
}

impl Step {
    /// The steps in the order in which they fall due.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied()
    }
}

keyword! {
    /// How a clock stands at the as-of instant.
    pub enum ClockState {
        /// 期限内
        /// running
        Open = "open",
        /// 已超期
        /// passed
        Passed = "passed",
        /// 按时完成
        /// done in time
        InTime = "in_time",
        /// 逾期完成
        /// done late
        Late = "late",
        /// 已终止
        /// ended
        Ended = "ended",
    }
}

/// One clock at the as-of instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    pub step: Step,
    pub start: Instant,
    /// The deadline without pauses.
    pub base: Instant,
    /// The deadline as pauses have moved it.
    pub deadline: Instant,
    pub done: Option<Instant>,
    pub state: ClockState,
    /// The deadline has passed and the complaint had not ended before the step was done: the
    /// step can be judged, once and for all.
    pub is_judged: bool,
}

impl Clock {
    pub fn is_in_time(&self) -> bool {
        self.state == ClockState::InTime
    }
}

/// Hours run on the clock; days end at 24:00 of the n-th civil day after the day of the start.
pub(super) fn base_deadline(step: Step, start: Moment, limits: &Limits, zone: Zone) -> Instant {
    let days = match step {
        Step::Acknowledge => {
            let hours = TimeDelta::hours(limits.acknowledge_hours.into());
            return later(start.as_start(zone), hours);
        }
        Step::Decide => limits.decide_days,
        Step::Close => limits.close_days,
        Step::FollowUp => limits.follow_up_days,
    };
    zone.end_of(days_after(start.date(zone), days))
}

/// A pause moves the deadline later by its length, up to the instant the step is done, when it
/// begins after the start, before the step is done and before the deadline as moved so far.
pub(super) fn paused_deadline(
    base: Instant,
    start: Instant,
    done: Option<Instant>,
    pauses: &[Pause],
) -> Instant {
    let mut deadline = base;
    for pause in pauses {
        let is_before_done = done.is_none_or(|done| pause.from < done);
        if pause.from > start && is_before_done && pause.from < deadline {
            let until = done.map_or(pause.until, |done| pause.until.min(done));
            deadline = later(deadline, (until - pause.from).max(TimeDelta::zero()));
        }
    }
    deadline
}

fn later(instant: Instant, by: TimeDelta) -> Instant {
    instant.checked_add_signed(by).unwrap_or(Instant::MAX_UTC)
}
