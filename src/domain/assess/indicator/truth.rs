//! 信息反馈真实性: what spot checks found, and whether records were entered when things happened
//! (C-085, C-072).

use super::loss;
use crate::domain::assess::score::{LossReason, Part, PartScore, TermName};
use crate::domain::assess::setting::Setting;
use crate::domain::id::BranchId;
use crate::domain::record::Kind;
use crate::domain::returns::{Countable, for_each_countable, is_back_dated};
use crate::domain::score::{ratio, whole};
use crate::domain::time::{Date, Instant};

const MATCH: i64 = 10;
const TIMELY: i64 = 5;

pub(super) fn parts(setting: &Setting<'_>, branch: &BranchId) -> Vec<PartScore> {
    vec![matching(setting, branch), timely(setting, branch)]
}

fn matching(setting: &Setting<'_>, branch: &BranchId) -> PartScore {
    let checks = setting.spot_checks(branch).iter();
    let fields = checks.flat_map(|check| {
        let fields = check.record.fields.iter().enumerate();
        fields.map(move |(index, field)| (check, index, field))
    });
    let fields: Vec<_> = fields.collect();
    if fields.is_empty() {
        return PartScore::na(Part::Match, MATCH);
    }
    let each = ratio(MATCH, fields.len());
    let wrong = fields.iter().filter(|(_, _, field)| !field.matches);
    let losses: Vec<_> = wrong
        .map(|(check, index, field)| {
            let reason = LossReason::FieldMismatch {
                field: field.field.clone(),
                recorded: field.recorded.clone(),
                actual: field.actual.clone(),
            };
            loss(each.clone(), &check.path, Some(&format!("fields.{index}")), reason)
        })
        .collect();
    let matching = fields.len() - losses.len();
    PartScore::new(Part::Match, MATCH, &each * whole(matching), losses)
        .with_count(TermName::Matching, matching)
        .with_count(TermName::Checked, fields.len())
}

/// Not applicable without Git: then nobody can tell when a record arrived.
fn timely(setting: &Setting<'_>, branch: &BranchId) -> PartScore {
    let Some(arrivals) = &setting.evidence.arrivals else {
        return PartScore::na(Part::Timely, TIMELY);
    };
    let (mut records, mut late) = (0_usize, Vec::new());
    for_each_countable(setting.book, &mut |record| {
        if record.branch != branch || is_invisible(&record, setting.as_of) {
            return;
        }
        let arrival = arrivals.get(&record.id).filter(|arrival| arrival.on <= setting.as_of);
        // Only an arrival with an instant can be told to lie in the window.
        let in_window = |at: Instant| setting.window.contains(&at);
        let Some(arrival) = arrival.filter(|arrival| arrival.at.is_some_and(in_window)) else {
            return;
        };
        records += 1;
        if let Some(main_on) = record.main_on
            && is_back_dated(setting.book, main_on, arrival.on)
        {
            late.push((record.path, main_on, arrival.on));
        }
    });
    if records == 0 {
        return PartScore::na(Part::Timely, TIMELY);
    }
    let each = ratio(TIMELY, records);
    let on_time = records - late.len();
    let losses = late.into_iter().map(|(path, main_on, arrived_on)| {
        loss(each.clone(), path, None, LossReason::BackDated { main_on, arrived_on })
    });
    let losses = losses.collect();
    PartScore::new(Part::Timely, TIMELY, &each * whole(on_time), losses)
        .with_count(TermName::NotBackDated, on_time)
        .with_count(TermName::Records, records)
}

/// What is dated after the as-of date is not there yet (rules §0); clients and projects stand as
/// the archive that is read has them.
fn is_invisible(record: &Countable<'_>, as_of: Date) -> bool {
    let has_own_date = !matches!(record.kind, Kind::Client | Kind::Project);
    has_own_date && record.main_on.is_some_and(|on| on > as_of)
}
