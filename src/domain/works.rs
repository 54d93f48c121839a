//! When a project counts as begun and on which days it is in progress: one definition for the
//! visit plan (rules §3), for grades (§1) and for the assessment's coverage (§9).
//! It says nothing of grades or points.

use crate::domain::record::project::{Project, ProjectStatus};
use crate::domain::time::{Date, days_between, previous_day};

/// The first and the last day on which a project is in progress, whatever its status but
/// `bidding` and `lost`: from `started_on` (else `signed_on`) to the day before `accepted_on`
/// (else `closed_on`). `None` for an end means open, which only `in_progress` allows; the last
/// day may lie before the first, and then the project was never in progress (rules §9).
pub fn in_progress_range(project: &Project) -> Option<(Option<Date>, Option<Date>)> {
    let may_be_open = match project.status {
        ProjectStatus::Bidding | ProjectStatus::Lost => return None,
        ProjectStatus::InProgress => true,
        ProjectStatus::Completed | ProjectStatus::Warranty | ProjectStatus::Closed => false,
    };
    let first = project.started_on.or(project.signed_on);
    let last = project.accepted_on.or(project.closed_on).map(previous_day);
    let is_closed = first.is_some() && last.is_some();
    (is_closed || may_be_open).then_some((first, last))
}

/// The days of `first..=last` on which the project is in progress.
pub fn days_in_progress(project: &Project, first: Date, last: Date) -> i64 {
    let Some((start, end)) = in_progress_range(project) else { return 0 };
    let from = start.map_or(first, |start| start.max(first));
    let to = end.map_or(last, |end| end.min(last));
    (days_between(from, to) + 1).max(0)
}

/// Whether the project is in progress on this day.
pub fn is_in_progress(project: &Project, on: Date) -> bool {
    days_in_progress(project, on, on) > 0
}

/// Whether the project is in progress on at least one day of `first..=last`.
pub fn is_in_progress_within(project: &Project, first: Date, last: Date) -> bool {
    days_in_progress(project, first, last) > 0
}

/// The date that says when the project came about, with its key: `signed_on`, else `started_on`.
pub fn begun_on(project: &Project) -> Option<(Date, &'static str)> {
    let started = || project.started_on.map(|date| (date, "started_on"));
    project.signed_on.map(|date| (date, "signed_on")).or_else(started)
}

/// Whether `signed_on` (else `started_on`, else no date needed) is not after the as-of date
/// (rules §1 F1, §9 required items).
pub fn is_begun(project: &Project, as_of: Date) -> bool {
    begun_on(project).is_none_or(|(date, _)| date <= as_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::book_builder::{book, day};

    fn project(text: &str) -> Project {
        let book = book(&[("branches/hz/projects/xm2601-000001.toml", text)]);
        book.records.projects.iter().next().unwrap().record.as_ref().clone()
    }

    #[test]
    fn a_project_is_in_progress_from_its_start_to_the_day_before_its_acceptance() {
        let dated = "started_on = 2026-03-01\naccepted_on = 2026-05-01";
        for (text, on, expected) in [
            (format!("status = 'completed'\n{dated}"), "2026-02-28", false),
            (format!("status = 'completed'\n{dated}"), "2026-03-01", true),
            (format!("status = 'completed'\n{dated}"), "2026-04-30", true),
            (format!("status = 'completed'\n{dated}"), "2026-05-01", false),
            (format!("status = 'in_progress'\n{dated}"), "2026-05-01", false),
            (format!("status = 'lost'\n{dated}"), "2026-04-01", false),
            (format!("status = 'bidding'\n{dated}"), "2026-04-01", false),
            ("status = 'in_progress'".into(), "2026-04-01", true),
            ("status = 'warranty'".into(), "2026-04-01", false),
            ("status = 'warranty'\nstarted_on = 2026-03-01".into(), "2026-04-01", false),
            ("status = 'closed'\nclosed_on = 2026-05-01".into(), "2026-04-01", false),
            ("status = 'in_progress'\nsigned_on = 2026-04-01".into(), "2026-03-31", false),
            ("status = 'in_progress'\nsigned_on = 2026-04-01".into(), "2026-04-01", true),
            ("status = 'in_progress'\nclosed_on = 2026-04-01".into(), "2026-03-31", true),
            ("status = 'in_progress'\nclosed_on = 2026-04-01".into(), "2026-04-01", false),
        ] {
            assert_eq!(is_in_progress(&project(&text), day(on)), expected, "{text} on {on}");
        }
    }

    #[test]
    fn started_and_accepted_stand_before_signed_and_closed() {
        let text = "status = 'closed'\nsigned_on = 2026-01-01\nstarted_on = 2026-02-01\n\
                    accepted_on = 2026-03-01\nclosed_on = 2026-09-01";
        let range = (Some(day("2026-02-01")), Some(day("2026-02-28")));
        assert_eq!(in_progress_range(&project(text)), Some(range));
    }

    #[test]
    fn an_end_before_the_start_is_no_day_in_progress() {
        let text = "status = 'completed'\nstarted_on = 2026-05-01\naccepted_on = 2026-03-01";
        assert_eq!(days_in_progress(&project(text), day("2026-01-01"), day("2026-12-31")), 0);
        let one_day = "status = 'completed'\nstarted_on = 2026-05-01\naccepted_on = 2026-05-02";
        assert_eq!(days_in_progress(&project(one_day), day("2026-01-01"), day("2026-12-31")), 1);
        let none = "status = 'completed'\nstarted_on = 2026-05-01\naccepted_on = 2026-05-01";
        assert_eq!(days_in_progress(&project(none), day("2026-01-01"), day("2026-12-31")), 0);
    }
}
