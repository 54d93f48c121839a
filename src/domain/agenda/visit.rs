//! Visits of the plan that are not met: those of the periods that hold the day, and those missed
//! lately, as `kebu visit due` has them (rules §3). A period that has not begun asks for nothing.

use super::{Desk, Item, Matter};
use crate::domain::keyword::Keyword;
use crate::domain::visits::{MISSED_DAYS, PlanLine, bad_record_predicates, outstanding, visitors};

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
        item.who = visitors(desk.book, client, obligation, desk.today);
        into.push(item);
    }
}
