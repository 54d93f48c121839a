//! A complaint as it stood at an instant: its state, its clocks, whether it counts against the
//! branch, and when (rules §4). Nothing of this is stored; everything follows from the events.
//! Must not judge whether the events come in a possible order: checking does that.

mod clock;
#[cfg(test)]
mod tests;

pub use clock::{Clock, ClockState, Step};

use crate::domain::book::{Book, Entry};
use crate::domain::keyword::keyword;
use crate::domain::policy::Limits;
use crate::domain::record::complaint::{
    Complainant, Complaint, ComplaintFinding, Event, EventKind, FollowUp, Relationship,
    Responsibility,
};
use crate::domain::time::{Date, Instant, Zone};

keyword! {
    /// How far the handling of a complaint has come (C-050, ISO 10002).
    pub enum ComplaintState {
        /// 已受理
        /// registered
        Registered = "registered",
        /// 已告知
        /// acknowledged
        Acknowledged = "acknowledged",
        /// 已初步评审
        /// assessed
        Assessed = "assessed",
        /// 已调查核实
        /// investigated
        Investigated = "investigated",
        /// 已沟通决定
        /// decided
        Decided = "decided",
        /// 整改中
        /// action under way
        Action = "action",
        /// 已核验
        /// verified
        Verified = "verified",
        /// 已关闭
        /// closed
        Closed = "closed",
        /// 申诉中
        /// re-opened by an appeal
        Appealed = "appealed",
        /// 已撤诉
        /// withdrawn
        Withdrawn = "withdrawn",
        /// 已转外部解决
        /// passed to an external body
        External = "external",
    }
}

/// The steps of the handling in their order; a step that was skipped counts as done with the
/// next later one that was done.
const ORDER: [EventKind; 7] = [
    EventKind::Acknowledged,
    EventKind::Assessed,
    EventKind::Investigated,
    EventKind::Decided,
    EventKind::Action,
    EventKind::Verified,
    EventKind::Closed,
];

/// A time in which the clocks stand still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    pub from: Instant,
    pub until: Instant,
}

/// A complaint seen at 24:00 of an as-of date; what is dated later is invisible (rules §0).
#[derive(Debug, Clone)]
pub struct Handling<'a> {
    record: &'a Complaint,
    zone: Zone,
    limits: Limits,
    as_of: Instant,
    approved_by_hq: bool,
    events: Vec<&'a Event>,
    follow_up: Option<&'a FollowUp>,
    pauses: Vec<Pause>,
    is_paused: bool,
    ended: Option<Instant>,
}

/// What has to be done next, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub step: Step,
    pub deadline: Instant,
    pub is_passed: bool,
}

impl<'a> Handling<'a> {
    /// `None` when the complaint was received after the as-of date.
    pub fn new(book: &Book, entry: &'a Entry<Complaint>, as_of: Date) -> Option<Self> {
        let (zone, record) = (book.zone, &entry.record);
        if record.received_at.date(zone) > as_of {
            return None;
        }
        let instant = zone.end_of(as_of);
        let events: Vec<_> = record.events.iter().filter(|e| e.at.date(zone) <= as_of).collect();
        let (pauses, is_paused) = pauses(&events, zone, instant);
        let ended = events
            .iter()
            .filter(|event| matches!(event.kind, EventKind::Withdrawn | EventKind::External))
            .map(|event| event.at.as_event(zone))
            .min();
        Some(Self {
            record,
            zone,
            limits: book.policy.complaint.limits(record.severity),
            as_of: instant,
            approved_by_hq: record.approved_by.as_ref().is_some_and(|by| book.is_of_hq(by)),
            follow_up: record.follow_up.as_ref().filter(|follow_up| follow_up.on <= as_of),
            events,
            pauses,
            is_paused: is_paused && ended.is_none(),
            ended,
        })
    }

    pub fn record(&self) -> &'a Complaint {
        self.record
    }

    /// The first visible event of a kind.
    pub fn first(&self, kind: EventKind) -> Option<&'a Event> {
        self.events.iter().find(|event| event.kind == kind).copied()
    }

    /// Whether an appeal waits for its decision, for which the rules set no deadline.
    pub fn awaits_appeal(&self) -> bool {
        let mut kinds = self.events.iter().rev().map(|event| event.kind);
        let last =
            kinds.find(|kind| matches!(kind, EventKind::Appealed | EventKind::AppealDecided));
        self.ended.is_none() && last == Some(EventKind::Appealed)
    }

    /// How far the handling has come. An appeal re-opens the complaint; a dismissed one closes it
    /// again, an upheld one leaves it open until it is decided and closed anew.
    pub fn state(&self) -> ComplaintState {
        let mut state = ComplaintState::Registered;
        for event in &self.events {
            state = match event.kind {
                EventKind::Acknowledged => ComplaintState::Acknowledged,
                EventKind::Assessed => ComplaintState::Assessed,
                EventKind::Investigated => ComplaintState::Investigated,
                EventKind::Decided => ComplaintState::Decided,
                EventKind::Action => ComplaintState::Action,
                EventKind::Verified => ComplaintState::Verified,
                EventKind::Closed => ComplaintState::Closed,
                EventKind::Appealed => ComplaintState::Appealed,
                EventKind::AppealDecided if event.upheld == Some(true) => ComplaintState::Appealed,
                EventKind::AppealDecided => ComplaintState::Closed,
                EventKind::Withdrawn => return ComplaintState::Withdrawn,
                EventKind::External => return ComplaintState::External,
                EventKind::Escalated | EventKind::Paused | EventKind::Resumed => state,
            };
        }
        state
    }

    /// Whether its clocks stand still at the as-of instant.
    pub fn is_paused(&self) -> bool {
        self.is_paused
    }

    /// The instant of the first event of this kind or, where it was skipped, of the next later
    /// step that was done.
    fn event_done(&self, kind: EventKind) -> Option<Instant> {
        ORDER
            .into_iter()
            .skip_while(|step| *step != kind)
            .find_map(|step| self.first(step))
            .map(|event| event.at.as_event(self.zone))
    }

    /// When a step was done.
    pub fn done(&self, step: Step) -> Option<Instant> {
        match step {
            Step::Acknowledge => self.event_done(EventKind::Acknowledged),
            Step::Decide => self.event_done(EventKind::Decided),
            Step::Close => self.event_done(EventKind::Closed),
            Step::FollowUp => self.follow_up.map(|follow_up| self.zone.start_of(follow_up.on)),
        }
    }

    /// The clock of a step; `None` for the follow-up of a complaint that was never closed.
    pub fn clock(&self, step: Step) -> Option<Clock> {
        let start = match step {
            Step::Acknowledge | Step::Decide | Step::Close => self.record.received_at,
            Step::FollowUp => self.first(EventKind::Closed)?.at,
        };
        let base = clock::base_deadline(step, start, &self.limits, self.zone);
        let started = start.as_start(self.zone);
        let done = self.done(step);
        let deadline = clock::paused_deadline(base, started, done, &self.pauses);
        let is_ended = self.ended.is_some_and(|ended| done.is_none_or(|done| done > ended));
        let state = match done {
            _ if is_ended => ClockState::Ended,
            Some(done) if done <= deadline => ClockState::InTime,
            Some(_) => ClockState::Late,
            None if self.as_of > deadline => ClockState::Passed,
            None => ClockState::Open,
        };
        let is_judged = !is_ended && self.as_of > deadline;
        Some(Clock { step, start: started, base, deadline, done, state, is_judged })
    }

    /// The next step that is not done, with its deadline.
    pub fn next_due(&self) -> Option<Due> {
        let mut clocks = Step::all().filter_map(|step| self.clock(step));
        let clock = clocks.find(|c| matches!(c.state, ClockState::Open | ClockState::Passed))?;
        let is_passed = clock.state == ClockState::Passed;
        Some(Due { step: clock.step, deadline: clock.deadline, is_passed })
    }

    /// Whether the finding is that the complaint is right, at least in part.
    pub fn is_upheld(&self) -> bool {
        match self.record.finding {
            Some(ComplaintFinding::Justified | ComplaintFinding::Partly) => true,
            Some(ComplaintFinding::Unjustified) | None => false,
        }
    }

    /// Whether headquarters has taken it off the branch.
    pub fn is_excluded(&self) -> bool {
        let responsibility = self.record.responsibility.is_some_and(|who| match who {
            Responsibility::Group | Responsibility::Client | Responsibility::ThirdParty => true,
            Responsibility::Branch
            | Responsibility::Project
            | Responsibility::Subcontractor
            | Responsibility::Supplier => false,
        });
        let outsider = match self.record.complainant {
            Complainant::Neighbour | Complainant::Other => true,
            Complainant::Owner
            | Complainant::Supervisor
            | Complainant::User
            | Complainant::Authority => false,
        };
        self.approved_by_hq && (responsibility || outsider)
    }

    /// Whether the complaint is attributable to the branch (C-082).
    pub fn is_attributable(&self) -> bool {
        let undetermined_and_due = self.record.finding.is_none()
            && self.first(EventKind::External).is_none()
            && self.clock(Step::Decide).is_some_and(|clock| self.as_of > clock.deadline);
        self.first(EventKind::Withdrawn).is_none()
            && (self.is_upheld() || undetermined_and_due)
            && !self.is_excluded()
    }

    /// When it counts: its decision deadline or, with a finding, when it was decided, if that is
    /// earlier. `None` while that instant has not come.
    pub fn moment(&self) -> Option<Instant> {
        let clock = self.clock(Step::Decide)?;
        let decided = clock.done.filter(|_| self.record.finding.is_some());
        let moment = decided.map_or(clock.deadline, |done| done.min(clock.deadline));
        (moment <= self.as_of).then_some(moment)
    }

    /// How the relation stood at the follow-up, where there was one by then.
    pub fn relationship(&self) -> Option<Relationship> {
        self.follow_up.map(|follow_up| follow_up.relationship)
    }
}

/// The pauses, and whether the last one is still open; an open one runs to the as-of instant.
fn pauses(events: &[&Event], zone: Zone, as_of: Instant) -> (Vec<Pause>, bool) {
    let mut pauses = Vec::new();
    let mut open = None;
    for event in events {
        match (event.kind, open) {
            (EventKind::Paused, None) => open = Some(event.at.as_event(zone)),
            (EventKind::Resumed, Some(from)) => {
                pauses.push(Pause { from, until: event.at.as_event(zone) });
                open = None;
            }
            _ => {}
        }
    }
    pauses.extend(open.map(|from| Pause { from, until: as_of }));
    (pauses, open.is_some())
}
