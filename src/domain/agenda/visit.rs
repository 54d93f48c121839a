//! Visits of the plan that are not met: those of the periods that hold the day, and those missed
//! lately, as `kebu visit due` has them (rules §3). A period that has not begun asks for nothing.

use super::desk::distinct;
use super::{Desk, Item, Matter};
use crate::domain::book::Entry;
use crate::domain::id::{ClientId, PersonId};
use crate::domain::keyword::Keyword;
use crate::domain::record::VisitorLevel;
use crate::domain::record::client::Client;
use crate::domain::record::person::Role;
use crate::domain::visits::{
    MISSED_DAYS, Obligation, PlanLine, bad_record_predicates, outstanding,
};

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    let found = outstanding(desk.book, &desk.gradings, desk.today, MISSED_DAYS);
    for obligation in &found {
        let Some(client) = desk.book.client(obligation.client) else { continue };
        let at = desk.gradings.binary_search_by_key(&obligation.client, |it| it.client);
        let grading = at.ok().and_then(|at| desk.gradings.get(at));
        let matter = Matter::Visit {
            level: obligation.level,
            cadence: obligation.cadence,
            briefing: grading.map(bad_record_predicates).unwrap_or_default(),
        };
        // The same line asks again in each period.
        let line = match obligation.line {
            PlanLine::Policy(index) => format!("line-{index}"),
            PlanLine::Own(index) => format!("own-{index}"),
        };
        let key = format!("{}-{line}-{}", obligation.level.key(), obligation.due);
        let mut item = desk.of_client(client, obligation.due, matter, key);
        item.who = who(desk, client, obligation);
        into.push(item);
    }
}

/// Whom the plan names, else who has the level; and the account manager, who arranges it.
fn who(desk: &Desk<'_>, client: &Entry<Client>, obligation: &Obligation) -> Vec<PersonId> {
    let named = match obligation.line {
        PlanLine::Policy(_) => None,
        PlanLine::Own(index) => client.record.visit_plan.get(index),
    };
    if let Some(person) = named.and_then(|line| line.person.clone()) {
        return vec![person];
    }
    let visitors = match obligation.level {
        VisitorLevel::GroupLeader => {
            desk.of_role(Role::GroupLeader).map(|(person, _)| person.clone()).collect()
        }
        VisitorLevel::BranchLeader => desk.head(&client.unit).into_iter().collect(),
        VisitorLevel::Marketer => Vec::new(),
        VisitorLevel::ProjectManager => desk.managers(ClientId(client.id)),
    };
    distinct(visitors.into_iter().chain([client.record.owner.clone()]))
}
