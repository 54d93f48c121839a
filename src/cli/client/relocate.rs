//! `kebu client move`: a client goes to another branch.

use super::super::context::{Context, Stop};
use super::super::env::Exit;
use super::super::record::WriteArgs;
use super::super::record::desk::known_person;
use crate::app::relocate::relocate;
use crate::report::clients::branch_name;
use crate::report::phrase::Phrase;
use crate::report::record_phrase::RecordPhrase;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "CLIENT")]
    pub client: String,
    #[arg(value_name = "BRANCH")]
    pub branch: String,
    #[arg(long, value_name = "PERSON")]
    pub owner: Option<String>,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let client = desk.client(&args.client)?;
    let branch = context.branch(&desk.book, &args.branch)?;
    let owner = args.owner.as_deref().map(|given| known_person(&desk.book, given)).transpose()?;
    let steps = relocate(&desk.files, &desk.book, client, &branch, owner.as_ref());
    if context.carry_out(&desk, &steps, args.write)?.is_written() {
        let said = context.lang.phrase(&Phrase::Record(RecordPhrase::ClientMoved {
            name: client.record.name.clone(),
            branch: branch_name(&desk.book, &branch),
            new_owner: owner.is_some(),
        }));
        context.note(&said);
    }
    Ok(Exit::Done)
}
