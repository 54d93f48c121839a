//! A branch does nothing before it opens (`before-branch-opened`). Clients that a new branch took
//! over bring their history with them: their records may be older than the branch.

use crate::check::context::{Context, Subject};
use crate::check::sink::Sink;
use crate::diag::{Place, Problem};
use crate::domain::book::branch_path;
use crate::domain::id::{BranchId, ClientId};
use crate::domain::record::activity::Activity;
use crate::domain::record::analysis::Analysis;
use crate::domain::record::complaint::Complaint;
use crate::domain::record::market::Market;
use crate::domain::record::returns::Return;
use crate::domain::record::summary::Summary;
use crate::domain::record::survey::Survey;
use crate::domain::record::visit::Visit;
use crate::domain::time::Date;

/// The day on which the branch of a record opened.
fn opening<'a, T>(context: &Context<'_>, subject: &Subject<'a, T>) -> Option<(&'a BranchId, Date)> {
    let id = subject.unit.branch()?;
    Some((id, context.book.records.branches.get(id)?.opened_on))
}

fn own<T>(
    context: &Context<'_>,
    subject: &Subject<'_, T>,
    (key, date): (&str, Date),
    sink: &mut Sink<'_>,
) {
    let Some((branch, opened_on)) = opening(context, subject) else { return };
    if date < opened_on {
        let problem = Problem::BeforeBranchOpened { key: key.to_owned(), date, opened_on };
        sink.at_with(key, problem, Some(Place::value(branch_path(branch), "opened_on")));
    }
}

fn of_client<T>(
    context: &Context<'_>,
    subject: &Subject<'_, T>,
    client: ClientId,
    date: (&str, Date),
    sink: &mut Sink<'_>,
) {
    let Some((_, opened_on)) = opening(context, subject) else { return };
    let taken_over = |client: ClientId| {
        context.book.client(client).is_none_or(|entry| entry.record.registered_on < opened_on)
    };
    if date.1 < opened_on && !taken_over(client) && !taken_over(context.book.successor(client)) {
        own(context, subject, date, sink);
    }
}

pub fn complaint(c: &Context<'_>, subject: &Subject<'_, Complaint>, sink: &mut Sink<'_>) {
    let date = subject.record.received_at.date(c.book.zone);
    of_client(c, subject, subject.record.client, ("received_at", date), sink);
}

pub fn visit(c: &Context<'_>, subject: &Subject<'_, Visit>, sink: &mut Sink<'_>) {
    of_client(c, subject, subject.record.client, ("on", subject.record.on), sink);
}

pub fn survey(c: &Context<'_>, subject: &Subject<'_, Survey>, sink: &mut Sink<'_>) {
    of_client(c, subject, subject.record.client, ("on", subject.record.on), sink);
}

pub fn analysis(c: &Context<'_>, subject: &Subject<'_, Analysis>, sink: &mut Sink<'_>) {
    let date = ("submitted_on", subject.record.submitted_on);
    of_client(c, subject, subject.record.client, date, sink);
}

pub fn activity(c: &Context<'_>, subject: &Subject<'_, Activity>, sink: &mut Sink<'_>) {
    own(c, subject, ("from", subject.record.from), sink);
}

pub fn market(c: &Context<'_>, subject: &Subject<'_, Market>, sink: &mut Sink<'_>) {
    own(c, subject, ("submitted_on", subject.record.submitted_on), sink);
}

pub fn monthly_return(c: &Context<'_>, subject: &Subject<'_, Return>, sink: &mut Sink<'_>) {
    own(c, subject, ("submitted_on", subject.record.submitted_on), sink);
}

pub fn summary(c: &Context<'_>, subject: &Subject<'_, Summary>, sink: &mut Sink<'_>) {
    own(c, subject, ("submitted_on", subject.record.submitted_on), sink);
}
