//! Archives are read with leave only (C-016, C-046): headquarters gives its opinion, a group
//! leader decides, for a limited time, and what leaves the group leaves with the client's consent.

use crate::check::context::{Context, Subject};
use crate::check::key::Key::Of;
use crate::check::sink::Sink;
use crate::diag::problem::RoleNeed;
use crate::diag::{Place, Problem};
use crate::domain::book::person_path;
use crate::domain::record::access::Access;
use crate::domain::record::client::Decision;
use crate::domain::record::person::Role;
use crate::domain::time::days_between;

pub fn check(context: &Context<'_>, subject: &Subject<'_, Access>, sink: &mut Sink<'_>) {
    let access = subject.record;
    let limit = context.book.policy.access.max_days;
    let days = days_between(access.from, access.until);
    if context.has_policy() && days > i64::from(limit) {
        let related = context.policy_place("access.max_days");
        sink.at_with("until", Problem::AccessTooLong { days, limit }, related);
    }
    roles(context, access, sink);
    let missing =
        [("decided_by", access.decided_by.is_none()), ("decided_on", access.decided_on.is_none())];
    if let (Some(_), Some((missing, _))) =
        (access.decision, missing.iter().find(|(_, absent)| *absent))
    {
        let problem = Problem::DecisionUnsigned { missing: (*missing).to_owned() };
        sink.at("decision", problem);
    }
    uses(context, access, sink);
    let approved = access.decision == Some(Decision::Approved);
    if let (Some(recipient), None, true) = (&access.recipient, access.consent_on, approved) {
        sink.at("recipient", Problem::ConsentMissing { recipient: recipient.clone() });
    }
}

fn roles(context: &Context<'_>, access: &Access, sink: &mut Sink<'_>) {
    if let Some(person) = access.opinion_by.as_ref().filter(|id| context.is_outside_hq(id)) {
        let problem = Problem::RoleMismatch {
            key: "opinion_by".to_owned(),
            person: person.to_string(),
            expected: RoleNeed::Headquarters,
        };
        sink.at_with("opinion_by", problem, Some(Place::value(person_path(person), "unit")));
    }
    let Some(person) = &access.decided_by else { return };
    if context.person(person).is_some_and(|person| person.role != Role::GroupLeader) {
        let problem = Problem::RoleMismatch {
            key: "decided_by".to_owned(),
            person: person.to_string(),
            expected: RoleNeed::GroupLeader,
        };
        sink.at_with("decided_by", problem, Some(Place::value(person_path(person), "role")));
    }
}

fn uses(context: &Context<'_>, access: &Access, sink: &mut Sink<'_>) {
    // A period that is reversed has its own finding.
    if access.uses.is_empty() || access.until < access.from {
        return;
    }
    let decision = access.decision;
    if decision != Some(Decision::Approved) {
        let related = decision.and_then(|_| sink.place("decision"));
        let problem = Problem::AccessNotApproved { decision };
        sink.at_with(Of("uses", 0, "at"), problem, related);
        return;
    }
    for (index, entry) in access.uses.iter().enumerate() {
        let on = entry.at.date(context.book.zone);
        let (from, until) = (access.from, access.until);
        if on < from || on > until {
            let related = sink.place(if on < from { "from" } else { "until" });
            let problem = Problem::UseOutsidePeriod { on, from, until };
            sink.at_with(Of("uses", index, "at"), problem, related);
        }
    }
}
