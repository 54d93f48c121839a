//! 信息上报与档案: returns in time, archives filled and verified, clients enough (C-081).

use super::loss;
use crate::domain::assess::required::{self, RequiredItem};
use crate::domain::assess::score::{Loss, LossReason, Part, PartScore, TermName};
use crate::domain::assess::setting::{GradedClient, Setting};
use crate::domain::book::return_path;
use crate::domain::id::BranchId;
use crate::domain::period::Period;
use crate::domain::returns::{self, MonthReturn, ReturnStatus};
use crate::domain::score::{Exact, ratio, whole};
use crate::domain::time::days_between;
use num_traits::{One, Zero};
use std::collections::BTreeMap;

const TIMELINESS: i64 = 10;
const ARCHIVE_ORDER: i64 = 10;
const NUMBER: i64 = 5;

pub(super) fn parts(setting: &Setting<'_>, branch: &BranchId) -> Vec<PartScore> {
    vec![timeliness(setting, branch), archive_order(setting, branch), number(setting, branch)]
}

/// What a month is worth: a late return half of one in time.
fn credit(status: ReturnStatus) -> Exact {
    match status {
        ReturnStatus::OnTime | ReturnStatus::NoChange => Exact::one(),
        ReturnStatus::Late => ratio(1, 2),
        ReturnStatus::FalseNil | ReturnStatus::Missing | ReturnStatus::Pending => Exact::zero(),
    }
}

fn timeliness(setting: &Setting<'_>, branch: &BranchId) -> PartScore {
    let period = Period::Half(setting.half);
    let months = returns::months(setting.book, branch, period, setting.as_of, setting.evidence);
    let due: Vec<_> = months.iter().filter(|month| month.is_due_passed).collect();
    if due.is_empty() {
        return PartScore::na(Part::Timeliness, TIMELINESS);
    }
    let count = |status| due.iter().filter(|month| month.status == status).count();
    let credits = due.iter().fold(Exact::zero(), |sum, month| sum + credit(month.status));
    let each = ratio(TIMELINESS, due.len());
    let losses = due.iter().filter_map(|month| month_loss(branch, month, &each)).collect();
    PartScore::new(Part::Timeliness, TIMELINESS, &each * credits, losses)
        .with_count(TermName::OnTime, count(ReturnStatus::OnTime))
        .with_count(TermName::NoChange, count(ReturnStatus::NoChange))
        .with_count(TermName::Late, count(ReturnStatus::Late))
        .with_count(TermName::Owed, due.len())
}

fn month_loss(branch: &BranchId, month: &MonthReturn, each: &Exact) -> Option<Loss> {
    let MonthReturn { due_on, changes, days_late, submitted, evidence, .. } = *month;
    let path = return_path(branch, month.month);
    let (key, reason) = match month.status {
        ReturnStatus::OnTime | ReturnStatus::NoChange => return None,
        ReturnStatus::Late => {
            let month = month.month;
            let reason = LossReason::ReturnLate { month, due_on, days_late, submitted, evidence };
            (Some("submitted_on"), reason)
        }
        ReturnStatus::FalseNil => {
            (Some("nil"), LossReason::ReturnFalseNil { month: month.month, changes })
        }
        ReturnStatus::Missing | ReturnStatus::Pending => {
            (None, LossReason::ReturnMissing { month: month.month, due_on, changes })
        }
    };
    Some(loss(each * (Exact::one() - credit(month.status)), &path, key, reason))
}

/// What a client's file is worth when it was not verified in time.
fn stale() -> Exact {
    ratio(8, 10)
}

fn archive_order(setting: &Setting<'_>, branch: &BranchId) -> PartScore {
    let clients = setting.active(branch);
    if clients.is_empty() {
        return PartScore::na(Part::ArchiveOrder, ARCHIVE_ORDER);
    }
    let each = ratio(ARCHIVE_ORDER, clients.len());
    let mut losses = Vec::new();
    // Thousands of clients have few different shares: exact numbers are computed once for each.
    let mut shares: BTreeMap<(usize, usize, bool), Share> = BTreeMap::new();
    for client in clients {
        let (empty, required) = required::empty_items(setting, client.entry);
        let fresh = is_fresh(setting, client);
        let of = (required.saturating_sub(empty.len()), required, fresh);
        let share = shares.entry(of).or_insert_with(|| Share::new(of, &each));
        share.clients += 1;
        losses.extend(empty.into_iter().map(|item| item_loss(client, item, share)));
        if !fresh {
            losses.push(stale_loss(setting, client, share.stale_points.clone()));
        }
    }
    let shares =
        shares.values().fold(Exact::zero(), |sum, share| sum + &share.worth * whole(share.clients));
    PartScore::new(Part::ArchiveOrder, ARCHIVE_ORDER, each * &shares, losses)
        .with(TermName::FilledShares, shares)
        .with_count(TermName::ActiveClients, clients.len())
}

/// What the file of a client is worth that has so many of its required items.
struct Share {
    clients: usize,
    worth: Exact,
    item_points: Exact,
    stale_points: Exact,
}

impl Share {
    fn new((filled, required, fresh): (usize, usize, bool), each: &Exact) -> Self {
        let share = ratio(filled, required);
        Self {
            clients: 0,
            item_points: each / whole(required),
            stale_points: each * &share * (Exact::one() - stale()),
            worth: if fresh { share } else { share * stale() },
        }
    }
}

fn item_loss(client: &GradedClient<'_>, item: RequiredItem, share: &Share) -> Loss {
    let reason = LossReason::ItemEmpty { item };
    loss(share.item_points.clone(), &client.entry.path, item.record_key(), reason)
}

fn max_days(setting: &Setting<'_>, client: &GradedClient<'_>) -> u32 {
    setting.book.policy.archive.verify_days.of(client.effective)
}

fn is_fresh(setting: &Setting<'_>, client: &GradedClient<'_>) -> bool {
    client.entry.record.verified_on.is_some_and(|verified_on| {
        verified_on <= setting.as_of
            && days_between(verified_on, setting.as_of) <= i64::from(max_days(setting, client))
    })
}

fn stale_loss(setting: &Setting<'_>, client: &GradedClient<'_>, points: Exact) -> Loss {
    let verified_on = client.entry.record.verified_on;
    let reason = LossReason::VerificationStale { verified_on, max_days: max_days(setting, client) };
    loss(points, &client.entry.path, Some("verified_on"), reason)
}

fn number(setting: &Setting<'_>, branch: &BranchId) -> PartScore {
    let targets = setting.book.policy.assessment.targets.get(&setting.half);
    let target = targets.and_then(|targets| targets.get(branch)).copied().filter(|n| *n > 0);
    let Some(target) = target else { return PartScore::na(Part::Number, NUMBER) };
    let active = setting.active(branch).len();
    let share = ratio(active, target).min(Exact::one());
    let points = whole(NUMBER) * share;
    let lost = whole(NUMBER) - &points;
    let mut losses = Vec::new();
    if !lost.is_zero() {
        let key = format!("assessment.targets.{}.{branch}", setting.half);
        let reason = LossReason::TooFewClients { active, target };
        losses.push(loss(lost, "policy.toml", Some(&key), reason));
    }
    PartScore::new(Part::Number, NUMBER, points, losses)
        .with_count(TermName::ActiveClients, active)
        .with(TermName::Target, whole(target))
}
