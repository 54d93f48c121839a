//! `kebu client merge`: two files of one organisation become one; `kebu client unmerge`: two again.

use super::super::context::{Context, Stop};
use super::super::env::Exit;
use super::super::record::WriteArgs;
use crate::app::merge;
use crate::report::phrase::Phrase;
use crate::report::record_phrase::RecordPhrase;

#[derive(Debug, clap::Args)]
pub struct MergeArgs {
    #[arg(value_name = "FROM")]
    pub from: String,
    #[arg(value_name = "INTO")]
    pub into: String,
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
    #[command(flatten)]
    pub write: WriteArgs,
}

#[derive(Debug, clap::Args)]
pub struct UnmergeArgs {
    #[arg(value_name = "CLIENT")]
    pub client: String,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn merge(context: &mut Context<'_, '_, '_>, args: &MergeArgs) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let (from, into) = (desk.client(&args.from)?, desk.client(&args.into)?);
    let by = context.person(&desk, args.by.as_deref())?;
    let merge = merge::merge(&desk.files, &desk.book, from, into, desk.today, by.as_ref())?;
    let carried = context.carry_out(&desk, &merge.steps, args.write)?;
    if carried.is_written() {
        let said = context.lang.phrase(&Phrase::Record(RecordPhrase::Merged {
            from: from.record.name.clone(),
            into: into.record.name.clone(),
            records: merge.referrers,
            id: from.id,
        }));
        context.note(&said);
    }
    Ok(Exit::Done)
}

pub fn unmerge(context: &mut Context<'_, '_, '_>, args: &UnmergeArgs) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let client = desk.client(&args.client)?;
    let merge = merge::unmerge(&desk.files, client)?;
    let carried = context.carry_out(&desk, &merge.steps, args.write)?;
    if carried.is_written() {
        let (name, records) = (client.record.name.clone(), merge.referrers);
        let said = context.lang.phrase(&Phrase::Record(RecordPhrase::Unmerged { name, records }));
        context.note(&said);
    }
    if !merge.left.is_empty() {
        let said =
            context.lang.phrase(&Phrase::Record(RecordPhrase::NotPutBack { paths: merge.left }));
        context.note(&said);
    }
    Ok(Exit::Done)
}
