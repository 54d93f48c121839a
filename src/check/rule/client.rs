//! The client's own entries: region, owner, misconduct, overrides, observation, recognition.

use crate::check::context::{Context, Subject};
use crate::check::key::Key::{In, Of, Top};
use crate::check::sink::Sink;
use crate::diag::{Place, Problem};
use crate::domain::book::{branch_path, person_path};
use crate::domain::record::client::{
    Client, MisconductStatus, ObservationDecision, Override, Status,
};
use crate::domain::region;
use crate::domain::time::days_between;

pub fn check(context: &Context<'_>, subject: &Subject<'_, Client>, sink: &mut Sink<'_>) {
    let client = subject.record;
    // What is no code at all is told as bad format.
    let is_code = client.region.len() == 6 && client.region.bytes().all(|b| b.is_ascii_digit());
    if is_code && !region::has_province(&client.region) {
        sink.at(Top("region"), Problem::RegionUnknown { found: client.region.clone() });
    }
    if client.reference_kind.is_some() && client.status != Status::Reference {
        sink.at(Top("reference_kind"), Problem::ReferenceKindMisplaced);
    }
    if client.status == Status::Active {
        ownership(context, subject, sink);
    }
    misconduct(client, sink);
    overrides(context, client, sink);
    observation(context, client, sink);
    if let Some(recognition) = client.recognition.as_ref().filter(|r| r.decision.is_some()) {
        let missing = [
            ("decided_by", recognition.decided_by.is_none()),
            ("decided_on", recognition.decided_on.is_none()),
        ];
        if let Some((missing, _)) = missing.iter().find(|(_, absent)| *absent) {
            let problem = Problem::DecisionUnsigned { missing: format!("recognition.{missing}") };
            sink.at(In("recognition", "decision"), problem);
        }
    }
}

/// An active client needs an owner who still works here, in a branch that is still open (C-007).
fn ownership(context: &Context<'_>, subject: &Subject<'_, Client>, sink: &mut Sink<'_>) {
    let owner = &subject.record.owner;
    let branch = subject.unit.branch();
    let closed = branch.and_then(|branch| context.book.records.branches.get(branch)?.closed_on);
    if let (Some(branch), Some(closed_on)) = (branch, closed.filter(|day| *day < context.today)) {
        let problem = Problem::ClientInClosedBranch { branch: branch.to_string(), closed_on };
        sink.file(problem);
        if let Some(finding) = sink.findings.last_mut() {
            finding.related.push(Place::value(branch_path(branch), "closed_on"));
        }
    }
    let left = context.person(owner).and_then(|person| person.left_on);
    if let Some(left_on) = left.filter(|day| *day <= context.today) {
        let problem = Problem::OwnerLeft { owner: owner.to_string(), left_on };
        sink.at_with(Top("owner"), problem, Some(Place::value(person_path(owner), "left_on")));
    }
}

/// Only what another person has verified counts (C-042).
fn misconduct(client: &Client, sink: &mut Sink<'_>) {
    for (index, entry) in client.misconduct.iter().enumerate() {
        match &entry.verified_by {
            Some(verifier) if *verifier == entry.recorded_by => {
                let related = sink.place(Of("misconduct", index, "recorded_by"));
                let key = Of("misconduct", index, "verified_by");
                sink.at_with(key, Problem::MisconductUnverified { same: true }, related);
            }
            None if entry.status == MisconductStatus::Valid => {
                let key = Of("misconduct", index, "status");
                sink.at(key, Problem::MisconductUnverified { same: false });
            }
            Some(_) | None => {}
        }
    }
}

fn overrides(context: &Context<'_>, client: &Client, sink: &mut Sink<'_>) {
    for (index, entry) in client.overrides.iter().enumerate() {
        let same = entry.approved_by == entry.decided_by;
        if same || context.is_outside_hq(&entry.approved_by) {
            let approver = entry.approved_by.to_string();
            let key = Of("overrides", index, "approved_by");
            let other = if same {
                sink.place(Of("overrides", index, "decided_by"))
            } else {
                Some(Place::value(person_path(&entry.approved_by), "unit"))
            };
            sink.at_with(key, Problem::OverrideNotApproved { approver, same }, other);
        }
        let limit = context.book.policy.grade.override_max_days;
        let days = days_between(entry.from, entry.until);
        if context.has_policy() && days > i64::from(limit) {
            let related = context.policy_place("grade.override_max_days");
            let key = Of("overrides", index, "until");
            sink.at_with(key, Problem::OverrideTooLong { days, limit }, related);
        }
        let earlier = client.overrides.iter().take(index).position(|other| overlap(other, entry));
        if let Some(earlier) = earlier {
            let other_from = client.overrides[earlier].from;
            let related = sink.place(Of("overrides", earlier, "from"));
            let key = Of("overrides", index, "from");
            sink.at_with(key, Problem::OverridesOverlap { other_from }, related);
        }
    }
}

fn overlap(one: &Override, other: &Override) -> bool {
    one.from <= other.until && other.from <= one.until
}

/// Giving a client up needs headquarters (C-069c).
fn observation(context: &Context<'_>, client: &Client, sink: &mut Sink<'_>) {
    let Some(observation) = &client.observation else { return };
    if observation.decision != Some(ObservationDecision::Abandon) {
        return;
    }
    match &observation.approved_by {
        None => {
            let problem = Problem::ObservationNotApproved { approver: None };
            sink.at(In("observation", "decision"), problem);
        }
        Some(approver) if context.is_outside_hq(approver) => {
            let problem = Problem::ObservationNotApproved { approver: Some(approver.to_string()) };
            let related = Some(Place::value(person_path(approver), "unit"));
            sink.at_with(In("observation", "approved_by"), problem, related);
        }
        Some(_) => {}
    }
}
