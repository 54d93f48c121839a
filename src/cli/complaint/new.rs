//! `kebu complaint new`: a complaint is registered, and its clocks begin to run.

use super::tell_next;
use crate::cli::context::{Context, Stop};
use crate::cli::env::Exit;
use crate::cli::record::Content;
use crate::cli::record::create::{Lies, Making};
use crate::cli::record::flags::OfComplaint;
use crate::cli::records::AboutArgs;

/// Keys that hold a person.
pub(super) const PEOPLE: [&str; 5] =
    ["receiver", "handler", "finding_by", "approved_by", "verified_by"];

pub fn run(context: &mut Context<'_, '_, '_>, args: &AboutArgs<OfComplaint>) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let person = context.person(&desk, args.record.by.as_deref())?;
    let mut values = context.values(&args.record)?;
    let client = desk.about(&mut values, args.whom.as_deref())?;
    let branch = context.branch_for(&desk, args.branch.as_deref(), client, person.as_ref())?;
    desk.name_people(&mut values, &PEOPLE)?;
    values.default("received_at", Some(context.moment(&desk)));
    values.default_text("receiver", person.as_ref());
    let folder = format!("branches/{branch}/complaints");
    let lies = Lies::ByYear { folder, main_date: "received_at" };
    let making = Making { command: "complaint new", values, lies, content: Content::NONE };
    let (carried, id) = context.make(&desk, making, args.write)?;
    tell_next(context, &carried, desk.today, id);
    context.made(&carried, id)
}
