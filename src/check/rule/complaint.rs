//! Who may do what to a complaint, and what must be there when it is closed (C-082, ISO 10002).
//! The order of its events is the business of `events`.

use super::events;
use crate::check::context::{Context, Subject};
use crate::check::key::Key::{In, Of, Top};
use crate::check::sink::Sink;
use crate::diag::problem::ApprovalNeed;
use crate::diag::{Place, Problem};
use crate::domain::book::person_path;
use crate::domain::record::complaint::{
    Complainant, Complaint, ComplaintFinding, EventKind, Responsibility,
};

pub fn check(context: &Context<'_>, subject: &Subject<'_, Complaint>, sink: &mut Sink<'_>) {
    let complaint = subject.record;
    events::check(context, complaint, sink);
    verification(complaint, sink);
    finding(complaint, sink);
    approval(context, complaint, sink);
    closing(complaint, sink);
    follow_up(context, complaint, sink);
    if complaint.repeat_of.is_some_and(|other| Some(other.0) == subject.id) {
        sink.at(Top("repeat_of"), Problem::RepeatOfItself);
    }
}

/// Nobody verifies their own work.
fn verification(complaint: &Complaint, sink: &mut Sink<'_>) {
    let Some(handler) = &complaint.handler else { return };
    let problem = Problem::HandlerVerifies { person: handler.to_string() };
    let related = sink.place(Top("handler"));
    if complaint.verified_by.as_ref() == Some(handler) {
        sink.at_with(Top("verified_by"), problem, related);
        return;
    }
    let by_handler = |event: &&crate::domain::record::complaint::Event| {
        event.kind == EventKind::Verified && event.by == *handler
    };
    if let Some(index) = complaint.events.iter().position(|event| by_handler(&event)) {
        sink.at_with(Of("events", index, "by"), problem, related);
    }
}

/// Who is complained about must not declare the complaint unjustified.
fn finding(complaint: &Complaint, sink: &mut Sink<'_>) {
    if complaint.finding != Some(ComplaintFinding::Unjustified) {
        return;
    }
    match &complaint.finding_by {
        None => sink.at(Top("finding"), Problem::FinderMissing),
        Some(finder) if complaint.handler.as_ref() == Some(finder) => {
            let problem = Problem::FindingByHandler { person: finder.to_string() };
            let related = sink.place(Top("handler"));
            sink.at_with(Top("finding_by"), problem, related);
        }
        Some(_) => {}
    }
}

/// What takes a complaint off the branch needs headquarters (rules §4). A responsibility is
/// provisional until the complaint is closed; a finding is not.
fn approval(context: &Context<'_>, complaint: &Complaint, sink: &mut Sink<'_>) {
    let closed = complaint.events.iter().any(|event| event.kind == EventKind::Closed);
    let elsewhere = matches!(
        complaint.responsibility,
        Some(Responsibility::Group | Responsibility::Client | Responsibility::ThirdParty)
    );
    let (what, key) = if complaint.finding == Some(ComplaintFinding::Unjustified) {
        (ApprovalNeed::Unjustified, "finding")
    } else if elsewhere {
        (ApprovalNeed::Exclusion, "responsibility")
    } else if matches!(complaint.complainant, Complainant::Neighbour | Complainant::Other) {
        // Such a complaint may stay with the branch: only an approval must be one.
        (ApprovalNeed::Exclusion, "complainant")
    } else {
        return;
    };
    match &complaint.approved_by {
        None if what == ApprovalNeed::Unjustified || (closed && elsewhere) => {
            sink.at(Top(key), Problem::FindingNotApproved { what, approver: None });
        }
        Some(approver) if context.is_outside_hq(approver) => {
            let approver_path = person_path(approver);
            let approver = Some(approver.to_string());
            let problem = Problem::FindingNotApproved { what, approver };
            let related = Some(Place::value(approver_path, "unit"));
            sink.at_with(Top("approved_by"), problem, related);
        }
        None | Some(_) => {}
    }
}

/// A closed complaint says what was found and what was done.
fn closing(complaint: &Complaint, sink: &mut Sink<'_>) {
    let closed = complaint.events.iter().position(|event| event.kind == EventKind::Closed);
    let Some(index) = closed else { return };
    let blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    let unjustified = complaint.finding == Some(ComplaintFinding::Unjustified);
    let required = [
        ("handler", complaint.handler.is_none()),
        ("finding", complaint.finding.is_none()),
        // Where the complainant was wrong there is nothing to correct.
        ("root_cause", !unjustified && blank(&complaint.root_cause)),
        ("corrective_action", !unjustified && blank(&complaint.corrective_action)),
        ("verified_by", !unjustified && complaint.verified_by.is_none()),
    ];
    let missing: Vec<String> = required
        .iter()
        .filter(|(_, is_missing)| *is_missing)
        .map(|(key, _)| (*key).to_owned())
        .collect();
    if !missing.is_empty() {
        sink.at(Of("events", index, "kind"), Problem::ClosingIncomplete { missing });
    }
}

/// The return visit asks how the relation stands after closing.
fn follow_up(context: &Context<'_>, complaint: &Complaint, sink: &mut Sink<'_>) {
    let Some(follow_up) = &complaint.follow_up else { return };
    let over = [EventKind::Closed, EventKind::Withdrawn, EventKind::External];
    let end = complaint.events.iter().find(|event| over.contains(&event.kind));
    let zone = context.book.zone;
    if end.is_none_or(|event| follow_up.on < event.at.date(zone)) {
        sink.at(In("follow_up", "on"), Problem::FollowUpBeforeClosing);
    }
}
