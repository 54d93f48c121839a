//! `kebu handover`: clients that nobody looks after, and a person's clients to another.

use super::context::{Context, Stop};
use super::env::Exit;
use super::output::TableArgs;
use super::record::WriteArgs;
use super::record::desk::known_person;
use crate::app::handover::{clients_of, hand_over, orphans};
use crate::diag::{Refusal, Usage};
use crate::report::clients::person_name;
use crate::report::lists;
use crate::report::record_phrase::RecordPhrase;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "FROM")]
    pub from: Option<String>,
    #[arg(value_name = "TO")]
    pub to: Option<String>,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[command(flatten)]
    pub table: TableArgs,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let book = &desk.book;
    let orphans = orphans(book, desk.today);
    let (from, to) = match (&args.from, &args.to) {
        (Some(from), Some(to)) => (known_person(book, from)?, known_person(book, to)?),
        (Some(_), None) => {
            let names = vec![format!("<{}>", context.lang.value_name("TO"))];
            return Err(Refusal::Usage(Usage::MissingArguments { names }).into());
        }
        (None, _) => {
            let title = RecordPhrase::Orphans { orphans: orphans.len() };
            let sheet = lists::handover(book, title, &orphans, &[], None);
            context.print_sheet(sheet, &args.table)?;
            return Ok(Exit::Done);
        }
    };
    let branch = context.branch_if(book, args.branch.as_deref())?;
    let going = clients_of(book, &from, branch.as_ref());
    let steps = hand_over(book, &going, &from, &to);
    // What goes is listed before it goes; a dry run shows the difference alone.
    if !args.write.dry_run {
        let title = RecordPhrase::Handover {
            from: person_name(book, &from),
            to: person_name(book, &to),
            clients: going.len(),
            orphans: orphans.len(),
        };
        let sheet = lists::handover(book, title, &orphans, &going, Some(&to));
        context.print_sheet(sheet, &args.table)?;
    }
    context.carry_out(&desk, &steps, args.write)?;
    Ok(Exit::Done)
}
