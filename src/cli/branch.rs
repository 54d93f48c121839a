//! `kebu branch`: the group's branches.

use super::context::{Context, Stop};
use super::env::Exit;
use super::output::TableArgs;
use super::record::flags::OfBranch;
use super::record::set::SetArgs;
use super::record::{RecordArgs, WriteArgs};
use crate::app::change::Step;
use crate::archive::edit::{Change, Given};
use crate::diag::change::ChangeRefusal;
use crate::domain::book::branch_path;
use crate::domain::id::BranchId;
use crate::domain::record::Kind;
use crate::domain::record::client::Status;
use crate::report::lists;
use crate::report::phrase::Phrase;
use crate::report::record_phrase::RecordPhrase;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(ListArgs),
    New(NewArgs),
    Set(SetArgs),
    Close(CloseArgs),
}

#[derive(Debug, clap::Args)]
pub struct ListArgs {
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub table: TableArgs,
}

#[derive(Debug, clap::Args)]
pub struct NewArgs {
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub record: RecordArgs<OfBranch>,
    #[command(flatten)]
    pub write: WriteArgs,
}

#[derive(Debug, clap::Args)]
pub struct CloseArgs {
    #[arg(value_name = "BRANCH")]
    pub branch: String,
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, command: &Command) -> Result<Exit, Stop> {
    match command {
        Command::List(args) => list(context, args),
        Command::New(args) => new(context, args),
        Command::Set(args) => context.set(Kind::Branch, args, |context, desk, given| {
            Ok(branch_path(&context.branch(&desk.book, given)?))
        }),
        Command::Close(args) => close(context, args),
    }
}

fn list(context: &mut Context<'_, '_, '_>, args: &ListArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let branches = opened.book.records.branches.iter();
    let is_open =
        |closed: Option<crate::domain::time::Date>| closed.is_none_or(|day| opened.today <= day);
    let found = branches.filter(|(_, branch)| args.all || is_open(branch.closed_on)).collect();
    context.print_sheet(lists::branches(&opened.book, found), &args.table)?;
    Ok(Exit::Done)
}

fn new(context: &mut Context<'_, '_, '_>, args: &NewArgs) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let Some(id) = args.id.parse::<BranchId>().ok().filter(|id| id.as_str() != "hq") else {
        return Err(ChangeRefusal::BadName { given: args.id.clone() }.into());
    };
    let mut values = context.values(&args.record)?;
    values.default_date("opened_on", desk.today);
    let path = branch_path(&id);
    context.make_at(&desk, "branch new", values, (path, id.to_string()), args.write)
}

fn close(context: &mut Context<'_, '_, '_>, args: &CloseArgs) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let branch = context.branch(&desk.book, &args.branch)?;
    let on = desk.day(args.on.as_deref())?;
    let value = Given::Date(on.to_string());
    let changes = vec![Change::Set { path: "closed_on".to_owned(), value }];
    let steps = [Step::Edit { path: branch_path(&branch), changes }];
    let carried = context.carry_out(&desk, &steps, args.write)?;
    let clients = desk.book.records.clients.iter();
    let left = clients.filter(|it| it.is_of(&branch) && it.record.status == Status::Active);
    let clients = left.count();
    if carried.is_written() && clients > 0 {
        let said = RecordPhrase::ClosedWithClients { clients };
        let said = context.lang.phrase(&Phrase::Record(said));
        context.note(&said);
    }
    Ok(Exit::Done)
}
