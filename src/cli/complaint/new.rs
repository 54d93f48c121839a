//! `kebu complaint new`: a complaint is registered, and its clocks begin to run.

use super::tell_next;
use crate::cli::context::{Context, Stop};
use crate::cli::env::Exit;
use crate::cli::record::any::path_by_year;
use crate::cli::record::flags::OfComplaint;
use crate::cli::record::{NewRecord, RecordArgs, Values, WriteArgs};
use crate::domain::record::Kind;

/// Keys that hold a person.
pub(super) const PEOPLE: [&str; 5] =
    ["receiver", "handler", "finding_by", "approved_by", "verified_by"];

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "CLIENT")]
    pub whom: Option<String>,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[command(flatten)]
    pub record: RecordArgs<OfComplaint>,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let person = context.person(&desk, args.record.by.as_deref())?;
    let mut values = context.values(&args.record)?;
    let client = desk.about(&mut values, args.whom.as_deref())?;
    let branch = context.branch_for(&desk, args.branch.as_deref(), client, person.as_ref())?;
    desk.name_people(&mut values, &PEOPLE)?;
    values.default("received_at", Some(context.moment(&desk)));
    values.default_text("receiver", person.as_ref());
    let id = desk.new_id(context, Kind::Complaint)?;
    let folder = format!("branches/{branch}/complaints");
    let today = desk.today;
    let prepare = |values: &mut Values| Ok(path_by_year(&folder, values, "received_at", today, id));
    let record = NewRecord {
        command: "complaint new",
        values,
        prepare: &prepare,
        one_of: &[],
        name: id.to_string(),
    };
    let carried = context.create(&desk, record, args.write)?;
    tell_next(context, &carried, today, id);
    context.made(&carried, id)
}
