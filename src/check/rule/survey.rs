//! A satisfaction form answers each item once, and only items that are asked in its phase; who
//! takes a dissatisfied item off the branch is of headquarters (rules §6, C-083).

use crate::check::context::{Context, Subject};
use crate::check::key::Key::Of;
use crate::check::sink::Sink;
use crate::diag::{Place, Problem};
use crate::domain::book::person_path;
use crate::domain::keyword::Keyword;
use crate::domain::record::survey::{Cause, Item, Phase, Survey};
use std::collections::BTreeMap;

pub fn check(context: &Context<'_>, subject: &Subject<'_, Survey>, sink: &mut Sink<'_>) {
    let survey = subject.record;
    let mut seen = BTreeMap::new();
    for (index, entry) in survey.items.iter().enumerate() {
        let key = Of("items", index, "item");
        if let Some(first) = seen.get(&entry.item) {
            let related = sink.place(Of("items", *first, "item"));
            let problem = Problem::ItemDuplicate { item: entry.item.to_string() };
            sink.at_with(key, problem, related);
        } else {
            seen.insert(entry.item, index);
            if !is_asked(entry.item, survey.phase) {
                let (item, phase) = (entry.item.key().to_owned(), survey.phase.key().to_owned());
                let related = sink.place("phase");
                sink.at_with(key, Problem::ItemNotAsked { item, phase }, related);
            }
        }
        let elsewhere = matches!(entry.cause, Some(Cause::Group | Cause::Client | Cause::Other));
        let approver = entry.cause_approved_by.as_ref().filter(|_| elsewhere);
        if let Some(approver) = approver.filter(|approver| context.is_outside_hq(approver)) {
            let problem = Problem::CauseNotApproved { approver: approver.to_string() };
            let related = Some(Place::value(person_path(approver), "unit"));
            sink.at_with(Of("items", index, "cause_approved_by"), problem, related);
        }
    }
}

/// What happens after completion is asked only then.
fn is_asked(item: Item, phase: Phase) -> bool {
    match item {
        Item::FeedbackHandling | Item::WarrantyResponse | Item::RepairQuality => {
            phase == Phase::Warranty
        }
        Item::ProjectInformation
        | Item::ServiceAdvice
        | Item::Responsiveness
        | Item::Communication
        | Item::Standards
        | Item::Promises
        | Item::Fitness
        | Item::SiteSafetyEnvironment
        | Item::Documents
        | Item::StaffAttitude
        | Item::ProblemSolving
        | Item::Cooperation
        | Item::Integrity => true,
    }
}
