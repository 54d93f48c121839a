//! What speaks of a period cannot be older than what it speaks of (`before-period`): a slip in the
//! year would else make a return early, or a report one that was in time.

use crate::check::context::{Context, Subject};
use crate::check::sink::Sink;
use crate::diag::Problem;
use crate::domain::period::{Half, Month};
use crate::domain::record::analysis::Analysis;
use crate::domain::record::notice::Notice;
use crate::domain::record::returns::Return;
use crate::domain::record::spot_check::SpotCheck;
use crate::domain::record::summary::Summary;
use crate::domain::returns::return_period;
use crate::domain::time::{Date, next_day};
use std::fmt::Display;
use std::str::FromStr;

fn look(key: &str, date: Date, period: impl Display, earliest: Date, sink: &mut Sink<'_>) {
    if date < earliest {
        let (key, period) = (key.to_owned(), period.to_string());
        sink.at(key.clone(), Problem::BeforePeriod { key, date, period, earliest });
    }
}

/// The period that the path names, so many parts from its end.
fn named<P: FromStr>(path: &str, from_end: usize) -> Option<P> {
    path.trim_end_matches(".toml").rsplit('/').nth(from_end)?.parse().ok()
}

pub fn monthly_return(c: &Context<'_>, subject: &Subject<'_, Return>, sink: &mut Sink<'_>) {
    let Some(month) = named::<Month>(subject.path, 0).filter(|_| c.has_policy()) else { return };
    let (first, _) = return_period(month, c.book.policy.returns.cutoff_day);
    look("submitted_on", subject.record.submitted_on, month, first, sink);
}

/// A result is known once its half-year is over.
pub fn notice(_: &Context<'_>, subject: &Subject<'_, Notice>, sink: &mut Sink<'_>) {
    let Some(half) = named::<Half>(subject.path, 0) else { return };
    look("notice_on", subject.record.notice_on, half, next_day(half.last_day()), sink);
}

pub fn summary(_: &Context<'_>, subject: &Subject<'_, Summary>, sink: &mut Sink<'_>) {
    let Some(half) = named::<Half>(subject.path, 0) else { return };
    look("submitted_on", subject.record.submitted_on, half, next_day(half.last_day()), sink);
}

pub fn analysis(_: &Context<'_>, subject: &Subject<'_, Analysis>, sink: &mut Sink<'_>) {
    let (report, half) = (subject.record, subject.record.half);
    look("submitted_on", report.submitted_on, half, half.first_day(), sink);
}

pub fn spot_check(_: &Context<'_>, subject: &Subject<'_, SpotCheck>, sink: &mut Sink<'_>) {
    let Some(half) = named::<Half>(subject.path, 1) else { return };
    look("on", subject.record.on, half, half.first_day(), sink);
}
