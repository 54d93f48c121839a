//! Nobody reviews their own report or plan (`self-reviewed`, C-084).

use crate::check::context::{Context, Subject};
use crate::check::sink::Sink;
use crate::diag::Problem;
use crate::domain::id::PersonId;
use crate::domain::record::activity::Activity;
use crate::domain::record::analysis::Analysis;

pub fn analysis(_: &Context<'_>, subject: &Subject<'_, Analysis>, sink: &mut Sink<'_>) {
    let report = subject.record;
    another(("author", &report.author), ("reviewed_by", report.reviewed_by.as_ref()), sink);
}

pub fn activity(_: &Context<'_>, subject: &Subject<'_, Activity>, sink: &mut Sink<'_>) {
    let activity = subject.record;
    another(("by", &activity.by), ("reviewed_by", activity.reviewed_by.as_ref()), sink);
}

/// The second must be another person than the first.
pub fn another(
    (own_key, own): (&str, &PersonId),
    (key, reviewer): (&str, Option<&PersonId>),
    sink: &mut Sink<'_>,
) {
    if reviewer == Some(own) {
        let problem = Problem::SelfReviewed { key: key.to_owned(), person: own.to_string() };
        let related = sink.place(own_key);
        sink.at_with(key, problem, related);
    }
}
