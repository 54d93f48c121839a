//! `kebu complaint follow-up`: how the relation stands after the complaint was closed (C-082).

use super::tell_next;
use crate::app::change::Step;
use crate::archive::edit::{Change, Given};
use crate::cli::client::word;
use crate::cli::context::{Context, Stop};
use crate::cli::env::Exit;
use crate::cli::record::WriteArgs;
use crate::cli::record::missing::missing_option;
use crate::diag::Refusal;
use crate::diag::change::ChangeRefusal;
use crate::diag::work::WorkRefusal;
use crate::domain::record::Kind;
use crate::domain::record::complaint::Relationship;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "COMPLAINT")]
    pub which: String,
    #[arg(long, value_name = "WORD", value_parser = word::<Relationship>)]
    pub relationship: Option<Relationship>,
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let (id, path) = desk.record(Kind::Complaint, &args.which)?;
    let entry = desk.book.records.complaints.get(id);
    if let Some(done) = entry.and_then(|entry| entry.record.follow_up.as_ref()) {
        let refusal = WorkRefusal::AlreadyFollowedUp { id, on: done.on };
        return Err(Refusal::from(refusal).into());
    }
    let Some(relationship) = args.relationship else {
        let (command, key) = ("complaint follow-up".to_owned(), "relationship");
        let keys = vec![missing_option(Kind::Complaint, "follow_up.relationship", key)];
        return Err(ChangeRefusal::MissingKeys { command, keys }.into());
    };
    let person = context.somebody(&desk, args.by.as_deref())?;
    let on = desk.day(args.on.as_deref())?;
    let set = |key: &str, value: Given| Change::Set { path: format!("follow_up.{key}"), value };
    let mut changes = vec![
        set("on", Given::Date(on.to_string())),
        set("by", Given::Text(person.to_string())),
        set("relationship", Given::Text(relationship.to_string())),
    ];
    changes.extend(args.note.clone().map(|note| set("note", Given::Text(note))));
    let carried = context.carry_out(&desk, &[Step::Edit { path, changes }], args.write)?;
    tell_next(context, &carried, desk.today, id);
    Ok(Exit::Done)
}
