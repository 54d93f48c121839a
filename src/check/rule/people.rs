//! Our own people: an e-mail address is one person's Git identity (`email-duplicate`), and the
//! role fits the unit (`unit-mismatch`).

use crate::check::context::{Context, Subject};
use crate::check::key::Key::{Item, Top};
use crate::check::sink::Sink;
use crate::diag::{Finding, Place, Problem};
use crate::domain::book::person_path;
use crate::domain::id::Unit;
use crate::domain::record::person::{Person, Role};
use std::collections::BTreeMap;

pub fn check(_: &Context<'_>, subject: &Subject<'_, Person>, sink: &mut Sink<'_>) {
    let person = subject.record;
    let fits = match person.role {
        Role::HqHead | Role::HqStaff => person.unit == Unit::Hq,
        Role::BranchHead | Role::BranchClerk => person.unit != Unit::Hq,
        Role::GroupLeader
        | Role::Archivist
        | Role::ProjectManager
        | Role::ProjectStaff
        | Role::Marketer
        | Role::Auditor => true,
    };
    if !fits {
        let problem = Problem::UnitMismatch { role: person.role, unit: person.unit.to_string() };
        let related = sink.place(Top("role"));
        sink.at_with(Top("unit"), problem, related);
    }
}

/// Changes are attributed to people by their addresses (rules §5).
pub fn emails(context: &Context<'_>) -> Vec<Finding> {
    let mut seen: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let mut findings = Vec::new();
    for (id, person) in &context.book.records.people {
        for (index, email) in person.emails.iter().enumerate() {
            let folded = email.trim().to_lowercase();
            if folded.is_empty() {
                continue;
            }
            let key = Item("emails", index).to_string();
            match seen.get(&folded) {
                Some((other, first)) => {
                    let problem =
                        Problem::EmailDuplicate { email: email.clone(), other: other.clone() };
                    let finding = Finding::new(Place::value(person_path(id), key), problem);
                    let first = Place::value(
                        format!("people/{other}.toml"),
                        Item("emails", *first).to_string(),
                    );
                    findings.push(finding.with_related(first));
                }
                None => {
                    seen.insert(folded, (id.to_string(), index));
                }
            }
        }
    }
    findings
}
