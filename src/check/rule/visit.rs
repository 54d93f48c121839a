//! A contact with a client who came to us is answered after the question.

use super::events::is_before;
use crate::check::context::{Context, Subject};
use crate::check::sink::Sink;
use crate::diag::Problem;
use crate::domain::record::visit::Visit;

pub fn check(context: &Context<'_>, subject: &Subject<'_, Visit>, sink: &mut Sink<'_>) {
    let visit = subject.record;
    let (Some(received), Some(answered)) = (visit.received_at, visit.answered_at) else { return };
    if is_before(context.book.zone, answered, received) {
        let related = sink.place("received_at");
        sink.at_with("answered_at", Problem::AnswerBeforeQuestion, related);
    }
}
