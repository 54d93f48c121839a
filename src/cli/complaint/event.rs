//! `kebu complaint event`: one more step of the handling, only in an order that can have been, and
//! the keys that come with it.

use super::{Told, tell_next};
use crate::app::change::Step;
use crate::archive::edit::{Change, Given};
use crate::check::possible_events;
use crate::cli::client::word;
use crate::cli::context::{Context, Stop};
use crate::cli::env::Exit;
use crate::cli::record::flags::OfComplaint;
use crate::cli::record::{RecordArgs, WriteArgs};
use crate::diag::Refusal;
use crate::diag::work::WorkRefusal;
use crate::domain::complaints::Handling;
use crate::domain::record::Kind;
use crate::domain::record::complaint::EventKind;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "COMPLAINT")]
    pub which: String,
    #[arg(value_name = "EVENT", value_parser = word::<EventKind>)]
    pub event: Option<EventKind>,
    #[arg(long, value_name = "MOMENT")]
    pub when: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[arg(long, value_name = "BOOLEAN", num_args = 0..=1, default_missing_value = "true")]
    pub upheld: Option<String>,
    #[command(flatten)]
    pub record: RecordArgs<OfComplaint>,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let event = Event {
        kind: args.event,
        when: args.when.as_deref(),
        note: args.note.as_deref(),
        upheld: args.upheld.as_deref(),
    };
    record(context, &args.which, &event, &args.record, args.write, |_| Ok(()))
}

/// What is known of an event.
pub(super) struct Event<'a> {
    /// None is refused with what can come.
    pub kind: Option<EventKind>,
    pub when: Option<&'a str>,
    pub note: Option<&'a str>,
    pub upheld: Option<&'a str>,
}

/// Records an event with the keys that come with it. `demand` looks at the complaint as it would
/// be, and refuses what must not be.
pub(super) fn record(
    context: &mut Context<'_, '_, '_>,
    which: &str,
    event: &Event<'_>,
    given: &RecordArgs<OfComplaint>,
    write: WriteArgs,
    demand: impl Fn(&Told<'_>) -> Result<(), Stop>,
) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let (id, path) = desk.record(Kind::Complaint, which)?;
    let text = desk.text(&path)?;
    let entry = desk.book.records.complaints.get(id);
    let possible = entry.map(|entry| possible_events(&entry.record));
    let is_possible =
        |kind: &EventKind| possible.as_ref().is_none_or(|possible| possible.contains(kind));
    let Some(kind) = event.kind.filter(is_possible) else {
        let handling = entry.and_then(|entry| Handling::new(&desk.book, entry, desk.today));
        let state = handling.map(|handling| handling.state());
        let (given, possible) = (event.kind, possible.unwrap_or_default());
        let refusal = WorkRefusal::EventNotPossible { id, given, state, possible };
        return Err(Refusal::from(refusal).into());
    };
    let person = context.somebody(&desk, given.by.as_deref())?;
    let mut changes = if given.from.is_some() {
        let values = context.values(given)?;
        let set = |(path, value): &(String, Given)| Change::Set {
            path: path.clone(),
            value: value.clone(),
        };
        values.entries().iter().map(set).collect()
    } else {
        context.changes(Kind::Complaint, "", text, &given.assignments()?)?
    };
    desk.name_people_in(&mut changes, &super::new::PEOPLE)?;
    demand(&Told { id, book: &desk.book, text, changes: &changes })?;
    let typed = |key: &str, given: &str| {
        context.typed(Kind::Complaint, &format!("events.{key}"), &[given.to_owned()])
    };
    let at = match event.when {
        Some(given) => typed("at", given)?,
        None => context.moment(&desk),
    };
    let mut entries = vec![
        ("at".to_owned(), at),
        ("kind".to_owned(), Given::Text(kind.to_string())),
        ("by".to_owned(), Given::Text(person.to_string())),
    ];
    for (key, given) in [("note", event.note), ("upheld", event.upheld)] {
        if let Some(given) = given {
            entries.push((key.to_owned(), typed(key, given)?));
        }
    }
    changes.push(Change::Push { path: "events".to_owned(), value: Given::Table(entries) });
    let steps = [Step::Edit { path, changes }];
    let carried = context.carry_out(&desk, &steps, write)?;
    tell_next(context, &carried, desk.today, id);
    Ok(Exit::Done)
}
