//! Which records a fact rests on (rules §1): every selection is made here once, so that the
//! value of a fact and its explanation can never differ. It decides no value.

use crate::domain::book::{Book, Entry};
use crate::domain::id::ClientId;
use crate::domain::record::client::{Client, Misconduct, MisconductStatus, Need, NeedStatus};
use crate::domain::record::client::{RiskCheck, RiskHit};
use crate::domain::record::complaint::{Complaint, ComplaintFinding, EventKind};
use crate::domain::record::project::{Payment, Project, ProjectStatus};
use crate::domain::record::visit::Visit;
use crate::domain::score::Decimal;
use crate::domain::time::{Date, days_between, is_within_months, months_after, months_before};
use crate::domain::works;

/// An entry of a list in a record: `record.list[index]`.
#[derive(Debug)]
pub struct Item<'a, R, T> {
    pub record: &'a Entry<R>,
    pub index: usize,
    pub item: &'a T,
}

impl<R, T> Clone for Item<'_, R, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R, T> Copy for Item<'_, R, T> {}

/// The entries of one list of the client's own file and of those of clients merged into it.
fn items<'a, T: 'a>(
    book: &'a Book,
    client: ClientId,
    list: impl Fn(&'a Client) -> &'a Vec<T> + 'a,
) -> impl Iterator<Item = Item<'a, Client, T>> {
    book.with_absorbed(client).flat_map(move |record| {
        let items = list(&record.record).iter().enumerate();
        items.map(move |(index, item)| Item { record, index, item })
    })
}

/// F1: projects that are cooperation.
pub fn cooperation(
    book: &Book,
    client: ClientId,
    as_of: Date,
) -> impl Iterator<Item = &Entry<Project>> {
    book.projects_of(client).filter(move |entry| {
        let counts = match entry.record.status {
            ProjectStatus::Bidding | ProjectStatus::Lost => false,
            ProjectStatus::InProgress
            | ProjectStatus::Completed
            | ProjectStatus::Warranty
            | ProjectStatus::Closed => true,
        };
        counts && works::is_begun(&entry.record, as_of)
    })
}

/// F2, F9: misconduct that counts.
pub fn misconduct(
    book: &Book,
    client: ClientId,
    as_of: Date,
) -> impl Iterator<Item = Item<'_, Client, Misconduct>> {
    items(book, client, |client| &client.misconduct).filter(move |found| {
        let counts = match found.item.status {
            MisconductStatus::Valid => true,
            MisconductStatus::Pending
            | MisconductStatus::Revoked
            | MisconductStatus::Rehabilitated => false,
        };
        counts && found.item.on <= as_of
    })
}

/// A payment that is due, as it stands on the as-of date.
#[derive(Debug, Clone, Copy)]
pub struct DuePayment<'a> {
    pub at: Item<'a, Project, Payment>,
    /// Not paid by the as-of date.
    pub is_unpaid: bool,
    /// From `due_on` to `paid_on`, or to the as-of date while unpaid; negative when paid early.
    pub overdue_days: i64,
}

/// F3: payments due on or before the as-of date that are due within the window or unpaid.
pub fn payments(
    book: &Book,
    client: ClientId,
    as_of: Date,
) -> impl Iterator<Item = DuePayment<'_>> {
    let months = book.policy.credit.months;
    book.projects_of(client).flat_map(move |record| {
        let listed = record.record.payments.iter().enumerate();
        listed.filter_map(move |(index, item)| {
            // A payment made after the as-of date is not seen yet (rules §0).
            let paid_on = item.paid_on.filter(|paid_on| *paid_on <= as_of);
            let is_unpaid = paid_on.is_none();
            let is_recent = is_within_months(item.due_on, as_of, months);
            (item.due_on <= as_of && (is_recent || is_unpaid)).then(|| DuePayment {
                at: Item { record, index, item },
                is_unpaid,
                overdue_days: days_between(item.due_on, paid_on.unwrap_or(as_of)),
            })
        })
    })
}

/// F3, F14: of each register the newest risk check that is not too old. Of several on one day
/// the later in the file counts, and the client's own file before those of merged clients.
pub fn current_checks(
    book: &Book,
    client: ClientId,
    as_of: Date,
) -> Vec<Item<'_, Client, RiskCheck>> {
    let max_age_days = i64::from(book.policy.grade.max_age_days.own_problems);
    let mut newest: Vec<Item<'_, Client, RiskCheck>> = Vec::new();
    for found in items(book, client, |client| &client.risk_checks) {
        let check = found.item;
        if check.on > as_of || days_between(check.on, as_of) > max_age_days {
            continue;
        }
        match newest.iter_mut().find(|kept| kept.item.register == check.register) {
            None => newest.push(found),
            Some(kept) => {
                let is_later_in_file = kept.record.id == found.record.id;
                if kept.item.on < check.on || (kept.item.on == check.on && is_later_in_file) {
                    *kept = found;
                }
            }
        }
    }
    newest
}

/// F3: a hit that makes credit poor whatever was paid.
pub fn is_credit_hit(hit: RiskHit) -> bool {
    match hit {
        RiskHit::SeriousViolation | RiskHit::DishonestDebtor => true,
        RiskHit::AbnormalOperations
        | RiskHit::Bankruptcy
        | RiskHit::StoppedWorks
        | RiskHit::Default => false,
    }
}

/// F7: every need of the client.
pub fn needs(book: &Book, client: ClientId) -> impl Iterator<Item = Item<'_, Client, Need>> {
    items(book, client, |client| &client.needs)
}

/// F7: open needs expected in the window around the as-of date.
pub fn near_needs(
    book: &Book,
    client: ClientId,
    as_of: Date,
) -> impl Iterator<Item = Item<'_, Client, Need>> {
    let policy = &book.policy.grade;
    let first = months_before(as_of, policy.demand_past_months);
    let last = months_after(as_of, policy.demand_horizon_months);
    needs(book, client).filter(move |found| {
        let is_open = match found.item.status {
            NeedStatus::Open => true,
            NeedStatus::Won | NeedStatus::Lost | NeedStatus::Dropped => false,
        };
        is_open && found.item.expected_on.is_some_and(|on| first <= on && on <= last)
    })
}

/// F8: contacts in both directions, by whatever channel.
pub fn contacts(book: &Book, client: ClientId, as_of: Date) -> impl Iterator<Item = &Entry<Visit>> {
    book.visits_of(client).filter(move |entry| entry.record.two_way && entry.record.on <= as_of)
}

/// F11: complaints found unjustified, closed, and not in question.
pub fn unjustified(
    book: &Book,
    client: ClientId,
    as_of: Date,
) -> impl Iterator<Item = &Entry<Complaint>> {
    book.complaints_of(client).filter(move |entry| is_unjustified(book, &entry.record, as_of))
}

fn is_unjustified(book: &Book, complaint: &Complaint, as_of: Date) -> bool {
    let received_on = complaint.received_at.date(book.zone);
    let is_in_time = match book.policy.grade.unjustified_lookback_months {
        0 => received_on <= as_of,
        months => is_within_months(received_on, as_of, months),
    };
    if complaint.finding != Some(ComplaintFinding::Unjustified) || !is_in_time {
        return false;
    }
    let (mut is_closed, mut is_upheld, mut appeals, mut decisions) = (false, false, 0_u32, 0_u32);
    for event in complaint.events.iter().filter(|event| event.at.date(book.zone) <= as_of) {
        match event.kind {
            EventKind::Closed => is_closed = true,
            EventKind::Appealed => appeals += 1,
            EventKind::AppealDecided => {
                decisions += 1;
                is_upheld |= event.upheld == Some(true);
            }
            EventKind::Acknowledged
            | EventKind::Assessed
            | EventKind::Investigated
            | EventKind::Decided
            | EventKind::Action
            | EventKind::Verified
            | EventKind::Withdrawn
            | EventKind::Escalated
            | EventKind::Paused
            | EventKind::Resumed
            | EventKind::External => {}
        }
    }
    // Every appeal is decided by one decision; an appeal left over is undecided.
    is_closed && !is_upheld && appeals <= decisions
}

/// A project that takes part in the weighted margin.
#[derive(Debug, Clone, Copy)]
pub struct MarginPart<'a> {
    pub project: &'a Entry<Project>,
    pub margin: Decimal,
    pub contract_value_yuan: i64,
}

/// F12 and the scale–profit matrix: accepted projects with a margin and a contract value.
pub fn margin_parts(
    book: &Book,
    client: ClientId,
    as_of: Date,
) -> impl Iterator<Item = MarginPart<'_>> {
    let months = book.policy.grade.margin_months;
    book.projects_of(client).filter_map(move |project| {
        let record = &project.record;
        let is_done = match record.status {
            ProjectStatus::Completed | ProjectStatus::Warranty | ProjectStatus::Closed => true,
            ProjectStatus::Bidding | ProjectStatus::Lost | ProjectStatus::InProgress => false,
        };
        let accepted_on = record.accepted_on?;
        let (margin, contract_value_yuan) = (record.margin?, record.contract_value?);
        let counts = is_done && is_within_months(accepted_on, as_of, months);
        counts.then_some(MarginPart { project, margin, contract_value_yuan })
    })
}

/// Scale: projects of any status signed within the window.
pub fn scale_parts(
    book: &Book,
    client: ClientId,
    as_of: Date,
) -> impl Iterator<Item = &Entry<Project>> {
    let months = book.policy.scale_profit.months;
    book.projects_of(client).filter(move |entry| {
        entry.record.signed_on.is_some_and(|on| is_within_months(on, as_of, months))
    })
}
