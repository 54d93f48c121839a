//! Contacts with clients: an answer comes after the question, and nobody goes to a client with a
//! bad record without having read the briefing (C-069b, rules §3).

use super::events::is_before;
use crate::check::context::{Context, Subject};
use crate::check::sink::Sink;
use crate::diag::Problem;
use crate::domain::grade::grade;
use crate::domain::record::visit::Visit;
use crate::domain::visits::bad_record_predicates;

pub fn check(context: &Context<'_>, subject: &Subject<'_, Visit>, sink: &mut Sink<'_>) {
    let visit = subject.record;
    if let (Some(received), Some(answered)) = (visit.received_at, visit.answered_at)
        && is_before(context.book.zone, answered, received)
    {
        let related = sink.place("received_at");
        sink.at_with("answered_at", Problem::AnswerBeforeQuestion, related);
    }
    if visit.briefed != Some(true) {
        briefing(context, visit, sink);
    }
}

/// Judged by what was on record on the day of the visit.
fn briefing(context: &Context<'_>, visit: &Visit, sink: &mut Sink<'_>) {
    let book = context.book;
    // A visit still to come has its own finding, and a client that is not there too.
    let Some(client) = book.client(book.successor(visit.client)) else { return };
    if visit.on > context.today {
        return;
    }
    let predicates = bad_record_predicates(&grade(book, client, visit.on));
    if !predicates.is_empty() {
        sink.at("on", Problem::BriefingMissing { predicates });
    }
}
