//! The order of a complaint's events: the state is derived from them, so an order that cannot
//! have been leaves it without a state (rules §4). Of several impossible events the first is
//! told; what follows from it is not.

use crate::check::context::Context;
use crate::check::key::Key::{Of, Top};
use crate::check::sink::Sink;
use crate::diag::Problem;
use crate::diag::problem::EventState;
use crate::domain::keyword::Keyword;
use crate::domain::record::complaint::{Complaint, EventKind, Severity};
use crate::domain::time::{Moment, Zone};

/// The steps, in the order in which they are done.
const STEPS: [EventKind; 7] = [
    EventKind::Acknowledged,
    EventKind::Assessed,
    EventKind::Investigated,
    EventKind::Decided,
    EventKind::Action,
    EventKind::Verified,
    EventKind::Closed,
];

pub fn check(context: &Context<'_>, complaint: &Complaint, sink: &mut Sink<'_>) {
    times(context, complaint, sink);
    let mut state = State::new(complaint.severity);
    for (index, event) in complaint.events.iter().enumerate() {
        if event.upheld.is_some() && event.kind != EventKind::AppealDecided {
            sink.at(Of("events", index, "upheld"), Problem::UpheldMisplaced);
        }
        if let Err(problem) = state.take(event.kind) {
            sink.at(Of("events", index, "kind"), problem);
            break;
        }
    }
}

/// The kinds of event that can come next; none where the events that are there cannot have been.
pub fn possible(complaint: &Complaint) -> Vec<EventKind> {
    let mut state = State::new(complaint.severity);
    if complaint.events.iter().any(|event| state.take(event.kind).is_err()) {
        return Vec::new();
    }
    let next = EventKind::ALL.iter().copied();
    next.filter(|kind| state.clone().take(*kind).is_ok()).collect()
}

/// Events stand in the order of time, and none before the complaint was received.
fn times(context: &Context<'_>, complaint: &Complaint, sink: &mut Sink<'_>) {
    let (zone, events) = (context.book.zone, &complaint.events);
    // What lies in the future has its own finding, and everything seems early against it.
    let is_to_come = |at: Moment| at.date(zone) > context.today;
    if is_to_come(complaint.received_at) {
        return;
    }
    let early = events.iter().position(|event| is_before(zone, event.at, complaint.received_at));
    if let Some(index) = early {
        let related = sink.place(Top("received_at"));
        sink.at_with(Of("events", index, "at"), Problem::EventBeforeReceived, related);
    }
    let disordered = events
        .windows(2)
        .position(|pair| is_before(zone, pair[1].at, pair[0].at) && !is_to_come(pair[0].at));
    // An event before the receipt is out of order for the same reason.
    if let Some(index) = disordered.map(|first| first + 1).filter(|index| Some(*index) != early) {
        let related = sink.place(Of("events", index - 1, "at"));
        let problem = Problem::EventsOutOfOrder { index: index + 1 };
        sink.at_with(Of("events", index, "at"), problem, related);
    }
}

/// Bare dates are compared as dates: who writes no hour does not claim midnight.
pub fn is_before(zone: Zone, one: Moment, other: Moment) -> bool {
    match (one, other) {
        (Moment::Day(_), _) | (_, Moment::Day(_)) => one.date(zone) < other.date(zone),
        _ => one.as_event(zone) < other.as_event(zone),
    }
}

/// Where a complaint stands after some events.
#[derive(Debug, Clone)]
struct State {
    severity: Severity,
    /// Position in `STEPS` after the last step taken since it was (re-)opened.
    reached: usize,
    /// Steps that were ever done: after an appeal they need not be done again.
    done: [bool; 7],
    appealed: bool,
    paused: bool,
    ended: Option<EventKind>,
}

impl State {
    fn new(severity: Severity) -> Self {
        Self { severity, reached: 0, done: [false; 7], appealed: false, paused: false, ended: None }
    }

    /// The state for people: the last step, or an appeal that is open.
    fn shown(&self) -> EventState {
        match (self.ended, self.appealed, self.reached) {
            (Some(kind), ..) => EventState::Ended(kind),
            (None, true, _) => EventState::Step(EventKind::Appealed),
            (None, false, 0) => EventState::Registered,
            (None, false, reached) => EventState::Step(STEPS[reached - 1]),
        }
    }

    fn is_closed(&self) -> bool {
        self.reached == STEPS.len() && !self.appealed
    }

    fn impossible(&self, event: EventKind) -> Result<(), Problem> {
        Err(Problem::EventImpossible { event, after: self.shown() })
    }

    fn take(&mut self, kind: EventKind) -> Result<(), Problem> {
        if self.ended.is_some() {
            return self.impossible(kind);
        }
        if let Some(step) = STEPS.iter().position(|step| *step == kind) {
            return self.step(step, kind);
        }
        match kind {
            EventKind::Paused if self.paused => {
                Err(Problem::EventImpossible { event: kind, after: EventState::AlreadyPaused })
            }
            EventKind::Resumed if !self.paused => {
                Err(Problem::EventImpossible { event: kind, after: EventState::NotPaused })
            }
            EventKind::AppealDecided if !self.appealed => {
                Err(Problem::EventImpossible { event: kind, after: EventState::NotAppealed })
            }
            EventKind::Paused | EventKind::Escalated | EventKind::Withdrawn if self.is_closed() => {
                self.impossible(kind)
            }
            // Only what was decided can be appealed against, and once at a time.
            EventKind::Appealed if self.appealed || self.reached < 4 => self.impossible(kind),
            EventKind::Paused | EventKind::Resumed => {
                self.paused = kind == EventKind::Paused;
                Ok(())
            }
            EventKind::Appealed => {
                self.appealed = true;
                self.reached = 0;
                Ok(())
            }
            EventKind::AppealDecided => {
                self.appealed = false;
                Ok(())
            }
            EventKind::Withdrawn | EventKind::External => {
                self.ended = Some(kind);
                Ok(())
            }
            EventKind::Escalated
            | EventKind::Acknowledged
            | EventKind::Assessed
            | EventKind::Investigated
            | EventKind::Decided
            | EventKind::Action
            | EventKind::Verified
            | EventKind::Closed => Ok(()),
        }
    }

    fn step(&mut self, step: usize, kind: EventKind) -> Result<(), Problem> {
        let again = step + 1 == self.reached && kind != EventKind::Closed;
        // Verifying may show that the action was not enough.
        let another_action = kind == EventKind::Action && self.reached == step + 2;
        let onwards = step >= self.reached;
        let too_early = kind == EventKind::Closed && self.appealed;
        if too_early || !(again || another_action || onwards) {
            return self.impossible(kind);
        }
        // Steps may be skipped only for general complaints.
        let skipped = (0..step).find(|earlier| !self.done[*earlier]);
        if let (Some(skipped), true) = (skipped, self.severity != Severity::General) {
            return Err(Problem::StepSkipped { event: kind, skipped: STEPS[skipped] });
        }
        self.done[step] = true;
        self.reached = step + 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EventKind::{
        Acknowledged, Action, AppealDecided, Appealed, Assessed, Closed, Decided, Escalated,
        External, Investigated, Paused, Resumed, Verified, Withdrawn,
    };

    fn run(severity: Severity, kinds: &[EventKind]) -> Result<(), Problem> {
        let mut state = State::new(severity);
        for kind in kinds {
            state.take(*kind)?;
        }
        Ok(())
    }

    #[test]
    fn orders_that_can_have_been() {
        let all = [Acknowledged, Assessed, Investigated, Decided, Action, Verified, Closed];
        for severity in [Severity::General, Severity::Serious, Severity::Major] {
            assert_eq!(run(severity, &all), Ok(()));
            assert_eq!(run(severity, &[]), Ok(()));
            assert_eq!(run(severity, &[Withdrawn]), Ok(()));
            assert_eq!(run(severity, &[Escalated, Paused, Acknowledged, Resumed]), Ok(()));
            let mut appealed = all.to_vec();
            appealed.extend([Appealed, Investigated, AppealDecided, Decided, Action, Closed]);
            assert_eq!(run(severity, &appealed), Ok(()));
            let mut repeated = all[..6].to_vec();
            repeated.extend([Action, Action, Verified, Closed, External]);
            assert_eq!(run(severity, &repeated), Ok(()));
        }
        for kinds in [&[Closed][..], &[Decided, Closed], &[Acknowledged, Closed]] {
            assert_eq!(run(Severity::General, kinds), Ok(()));
        }
    }

    #[test]
    fn orders_that_cannot_have_been() {
        let step = EventState::Step;
        for (kinds, event, after) in [
            (&[Decided, Acknowledged][..], Acknowledged, step(Decided)),
            (&[Closed, Closed], Closed, step(Closed)),
            (&[Closed, Action], Action, step(Closed)),
            (&[Closed, Withdrawn], Withdrawn, step(Closed)),
            (&[Closed, Paused], Paused, step(Closed)),
            (&[Appealed], Appealed, EventState::Registered),
            (&[Investigated, Appealed], Appealed, step(Investigated)),
            (&[Closed, Appealed, Appealed], Appealed, step(Appealed)),
            (&[Closed, Appealed, Closed], Closed, step(Appealed)),
            (&[Decided, AppealDecided], AppealDecided, EventState::NotAppealed),
            (&[Paused, Paused], Paused, EventState::AlreadyPaused),
            (&[Resumed], Resumed, EventState::NotPaused),
            (&[Withdrawn, Closed], Closed, EventState::Ended(Withdrawn)),
            (&[External, Withdrawn], Withdrawn, EventState::Ended(External)),
        ] {
            let expected = Err(Problem::EventImpossible { event, after });
            assert_eq!(run(Severity::General, kinds), expected, "{kinds:?}");
        }
    }

    #[test]
    fn only_general_complaints_skip_steps() {
        for severity in [Severity::Serious, Severity::Major] {
            assert_eq!(
                run(severity, &[Acknowledged, Decided]),
                Err(Problem::StepSkipped { event: Decided, skipped: Assessed })
            );
            assert_eq!(
                run(severity, &[Closed]),
                Err(Problem::StepSkipped { event: Closed, skipped: Acknowledged })
            );
        }
    }
}
