//! Merged clients: a target, no circle, and no target without a merge (rules §1).

use crate::check::context::{Context, Subject};
use crate::check::sink::Sink;
use crate::diag::{Finding, Place, Problem};
use crate::domain::id::ClientId;
use crate::domain::record::client::{Client, Status};
use std::collections::{BTreeMap, BTreeSet};

pub fn check(_: &Context<'_>, subject: &Subject<'_, Client>, sink: &mut Sink<'_>) {
    match (subject.record.status, subject.record.merged_into) {
        (Status::Merged, None) => sink.at("status", Problem::MergeTargetMissing),
        (Status::Active | Status::Abandoned | Status::Reference, Some(_)) => {
            let related = sink.place("status");
            sink.at_with("merged_into", Problem::MergedIntoWithoutMerge, related);
        }
        (Status::Merged, Some(_)) | (_, None) => {}
    }
}

/// Each circle once, at its client with the smallest id.
pub fn cycles(context: &Context<'_>) -> Vec<Finding> {
    let clients = &context.book.records.clients;
    let merged: BTreeMap<ClientId, ClientId> = clients
        .iter()
        .filter(|entry| entry.record.status == Status::Merged)
        .filter_map(|entry| Some((ClientId(entry.id), entry.record.merged_into?)))
        .collect();
    let mut settled: BTreeSet<ClientId> = BTreeSet::new();
    let mut findings = Vec::new();
    for start in merged.keys() {
        let mut walk: Vec<ClientId> = Vec::new();
        let mut on_walk: BTreeSet<ClientId> = BTreeSet::new();
        let mut at = Some(*start);
        while let Some(client) = at.filter(|client| !settled.contains(client)) {
            if !on_walk.insert(client) {
                let first = walk.iter().position(|other| *other == client).unwrap_or(0);
                findings.extend(cycle(context, &walk[first..]));
                break;
            }
            walk.push(client);
            at = merged.get(&client).copied();
        }
        settled.extend(walk);
    }
    findings
}

fn cycle(context: &Context<'_>, circle: &[ClientId]) -> Option<Finding> {
    let smallest = circle.iter().enumerate().min_by_key(|(_, client)| **client)?.0;
    let turned = circle[smallest..].iter().chain(&circle[..=smallest]);
    let chain: Vec<String> = turned.map(ToString::to_string).collect();
    let path = |client: &ClientId| context.book.client(*client).map(|entry| entry.path.to_string());
    let place = Place::value(path(&circle[smallest])?, "merged_into");
    let mut finding = Finding::new(place, Problem::MergeCycle { chain });
    let others = circle[smallest + 1..].iter().chain(&circle[..smallest]);
    for other in others.filter_map(path) {
        finding.related.push(Place::value(other, "merged_into"));
    }
    Some(finding)
}
