//! What changed between two states of the archive in business terms: clients new, moved, merged,
//! promoted, demoted, complaints opened and closed, facts. Each state has its own policy and its
//! own as-of date. Must not ask who changed it: that is history's affair.

use crate::domain::book::{Book, Entry};
use crate::domain::complaints::{ComplaintState, Handling};
use crate::domain::grade::facts::FactValue;
use crate::domain::grade::{FactNumber, Grading, Predicate, State, Ternary, grade_all};
use crate::domain::id::{BranchId, ClientId, Id, Unit};
use crate::domain::keyword::{Keyword, keyword};
use crate::domain::record::Grade;
use crate::domain::record::client::{Client, Status};
use crate::domain::record::complaint::Complaint;
use crate::domain::time::Date;
use std::collections::{BTreeMap, BTreeSet};

keyword! {
    /// What became of a client or a complaint.
    pub enum MovementKind {
        /// 新增客户
        /// new client
        New = "new",
        /// 移到别的单位
        /// moved to another branch
        Moved = "moved",
        /// 并入别的客户
        /// merged
        Merged = "merged",
        /// 放弃
        /// abandoned
        Abandoned = "abandoned",
        /// 档案状态变更
        /// status changed
        Status = "status",
        /// 移除客户
        /// client removed
        Removed = "removed",
        /// 升级
        /// promoted
        Promoted = "promoted",
        /// 降级
        /// demoted
        Demoted = "demoted",
        /// 新投诉
        /// complaint opened
        Opened = "opened",
        /// 投诉了结
        /// complaint closed
        Closed = "closed",
        /// 投诉重开
        /// complaint re-opened
        Reopened = "reopened",
        /// 移除投诉
        /// complaint removed
        ComplaintRemoved = "complaint_removed",
        /// 事实变化
        /// fact changed
        Fact = "fact",
    }
}

/// One change in business terms.
#[derive(Debug, Clone, PartialEq)]
pub struct Movement {
    pub kind: MovementKind,
    /// Where the record lies now; where it lay, when it is gone.
    pub unit: Unit,
    pub client: ClientId,
    pub complaint: Option<Id>,
    pub detail: Detail,
}

/// From what to what.
#[derive(Debug, Clone, PartialEq)]
pub enum Detail {
    Unit { from: Unit, to: Unit },
    Into(ClientId),
    Status { from: Status, to: Status },
    Grade { from: Option<Grade>, to: Option<Grade>, reasons: Reasons },
    Complaint { from: Option<ComplaintState>, to: Option<ComplaintState> },
    Fact { fact: FactNumber, from: FactValue, to: FactValue },
}

/// Why an effective grade is another one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reasons {
    /// The predicates that decide, from what to what.
    pub predicates: Vec<(Predicate, Ternary, Ternary)>,
    /// An override began, ended, or is another one.
    pub is_overridden: bool,
}

/// A state of the archive as it is compared.
pub struct Side<'b> {
    pub book: &'b Book,
    pub as_of: Date,
    /// The graded clients.
    pub gradings: BTreeMap<ClientId, Grading>,
}

impl<'b> Side<'b> {
    pub fn new(book: &'b Book, as_of: Date) -> Self {
        let gradings = grade_all(book, as_of).into_iter().map(|grading| (grading.client, grading));
        Self { book, as_of, gradings: gradings.collect() }
    }
}

impl Movement {
    /// Whether it touches a branch: that of the record, or the one it left.
    pub fn is_of(&self, branch: &BranchId) -> bool {
        let left = match &self.detail {
            Detail::Unit { from, .. } => from.branch(),
            Detail::Into(_)
            | Detail::Status { .. }
            | Detail::Grade { .. }
            | Detail::Complaint { .. }
            | Detail::Fact { .. } => None,
        };
        self.unit.branch() == Some(branch) || left == Some(branch)
    }
}

/// Everything that changed, by branch, kind and id.
pub fn movements(before: &Side<'_>, after: &Side<'_>) -> Vec<Movement> {
    let mut found = Vec::new();
    let ids = |side: &Side<'_>| -> Vec<Id> {
        side.book.records.clients.iter().map(|client| client.id).collect()
    };
    let clients: BTreeSet<Id> = ids(before).into_iter().chain(ids(after)).collect();
    for id in clients {
        client(before, after, ClientId(id), &mut found);
    }
    let ids = |side: &Side<'_>| -> Vec<Id> {
        side.book.records.complaints.iter().map(|complaint| complaint.id).collect()
    };
    let complaints: BTreeSet<Id> = ids(before).into_iter().chain(ids(after)).collect();
    for id in complaints {
        complaint(before, after, id, &mut found);
    }
    found.sort_by(|a, b| {
        let key = |one: &Movement| (one.unit.clone(), one.kind, one.client, one.complaint);
        key(a).cmp(&key(b))
    });
    found
}

fn client(before: &Side<'_>, after: &Side<'_>, id: ClientId, found: &mut Vec<Movement>) {
    let (old, new) = (before.book.client(id), after.book.client(id));
    let Some(here) = new.or(old) else { return };
    let mut tell = |kind: MovementKind, detail: Detail| {
        let (unit, client) = (here.unit.clone(), id);
        found.push(Movement { kind, unit, client, complaint: None, detail });
    };
    let (from, to) = (before.gradings.get(&id), after.gradings.get(&id));
    let grades = |reasons: Reasons| Detail::Grade {
        from: from.map(|grading| grading.effective),
        to: to.map(|grading| grading.effective),
        reasons,
    };
    let (old, new) = match (old, new) {
        (None, _) => return tell(MovementKind::New, grades(Reasons::default())),
        (_, None) => return tell(MovementKind::Removed, grades(Reasons::default())),
        (Some(old), Some(new)) => (old, new),
    };
    if old.unit != new.unit {
        let (from, to) = (old.unit.clone(), new.unit.clone());
        tell(MovementKind::Moved, Detail::Unit { from, to });
    }
    if let Some((kind, detail)) = status(old, new) {
        tell(kind, detail);
    }
    if let (Some(from), Some(to)) = (from, to) {
        if from.effective != to.effective {
            let is_better = to.effective < from.effective;
            let kind = if is_better { MovementKind::Promoted } else { MovementKind::Demoted };
            tell(kind, grades(reasons(from, to)));
        }
        for fact in FactNumber::ALL {
            let (from, to) = (from.facts.value(*fact), to.facts.value(*fact));
            if from != to {
                tell(MovementKind::Fact, Detail::Fact { fact: *fact, from, to });
            }
        }
    }
}

fn status(old: &Entry<Client>, new: &Entry<Client>) -> Option<(MovementKind, Detail)> {
    let (from, to) = (old.record.status, new.record.status);
    if from == to {
        return None;
    }
    let kind = match to {
        Status::Merged => MovementKind::Merged,
        Status::Abandoned => MovementKind::Abandoned,
        Status::Active | Status::Reference => MovementKind::Status,
    };
    let detail = match new.record.merged_into.filter(|_| to == Status::Merged) {
        Some(into) => Detail::Into(into),
        None => Detail::Status { from, to },
    };
    Some((kind, detail))
}

/// Why the effective grade of one grading is not that of the other. A letter hangs on which
/// predicates are yes (rules §2): of those of C where C comes or goes, of those of A where A does.
pub fn reasons(from: &Grading, to: &Grading) -> Reasons {
    let is_overridden = [from, to].iter().any(|grading| grading.state == State::Override);
    let letters = [from.computed, to.computed];
    let groups = [(Grade::C, &Predicate::OF_C[..]), (Grade::A, &Predicate::OF_A[..])];
    let of_letters = groups.into_iter().filter(|(letter, _)| letters.contains(letter));
    let predicates = of_letters.flat_map(|(_, group)| group).filter_map(|predicate| {
        let (from, to) = (from.predicates[*predicate], to.predicates[*predicate]);
        (from.is_yes() != to.is_yes()).then_some((*predicate, from, to))
    });
    // A grade that comes or goes with an override has no other reason, unless the computed one
    // changed too.
    let predicates = if from.computed == to.computed { Vec::new() } else { predicates.collect() };
    Reasons { predicates, is_overridden }
}

fn complaint(before: &Side<'_>, after: &Side<'_>, id: Id, found: &mut Vec<Movement>) {
    fn entry<'b>(side: &Side<'b>, id: Id) -> Option<&'b Entry<Complaint>> {
        side.book.records.complaints.get(id)
    }
    let state =
        |side: &Side<'_>| Some(Handling::new(side.book, entry(side, id)?, side.as_of)?.state());
    let Some(here) = entry(after, id).or_else(|| entry(before, id)) else { return };
    let (from, to) = (state(before), state(after));
    let mut tell = |kind: MovementKind| {
        let client = here.record.client;
        let (unit, detail) = (here.unit.clone(), Detail::Complaint { from, to });
        found.push(Movement { kind, unit, client, complaint: Some(id), detail });
    };
    let is_open = |state: Option<ComplaintState>| state.is_some_and(|state| !is_ended(state));
    match (from, to) {
        (Some(_), None) if entry(after, id).is_none() => tell(MovementKind::ComplaintRemoved),
        (None, Some(_)) => {
            tell(MovementKind::Opened);
            if !is_open(to) {
                tell(MovementKind::Closed);
            }
        }
        (Some(_), Some(_)) if is_open(from) && !is_open(to) => tell(MovementKind::Closed),
        (Some(_), Some(_)) if !is_open(from) && is_open(to) => tell(MovementKind::Reopened),
        _ => {}
    }
}

fn is_ended(state: ComplaintState) -> bool {
    match state {
        ComplaintState::Closed | ComplaintState::Withdrawn | ComplaintState::External => true,
        ComplaintState::Registered
        | ComplaintState::Acknowledged
        | ComplaintState::Assessed
        | ComplaintState::Investigated
        | ComplaintState::Decided
        | ComplaintState::Action
        | ComplaintState::Verified
        | ComplaintState::Appealed => false,
    }
}
