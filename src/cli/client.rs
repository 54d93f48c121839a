//! `kebu client`: `list`, `show`, `search` here, what writes in files of its own.

mod abandon;
mod merge;
mod new;
mod relocate;
mod set;
mod verify;

use super::context::{Context, Opened, Stop};
use super::env::Exit;
use super::named::only;
use super::output::TableArgs;
use super::record::desk::known_person;
use crate::app::show;
use crate::diag::Refusal;
use crate::domain::book::{Book, Entry};
use crate::domain::client_search::{self, Match};
use crate::domain::grade::State;
use crate::domain::record::client::{Client, ClientKind, Stage, Status};
use crate::domain::record::{Grade, Kind};
use crate::report::clients::{self, Filter};
use crate::report::phrase::Phrase;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(ListArgs),
    Show(ShowArgs),
    Search(SearchArgs),
    New(new::Args),
    Edit(set::EditArgs),
    Set(set::SetArgs),
    Verify(verify::Args),
    Move(relocate::Args),
    Abandon(abandon::Args),
    Merge(merge::MergeArgs),
    Unmerge(merge::UnmergeArgs),
}

#[derive(Debug, clap::Args)]
pub struct ListArgs {
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long, value_name = "A|B|C", value_parser = word::<Grade>, ignore_case = true)]
    pub grade: Vec<Grade>,
    #[arg(long, value_name = "STATE", value_parser = word::<State>)]
    pub state: Vec<State>,
    #[arg(long, value_name = "STAGE", value_parser = word::<Stage>)]
    pub stage: Vec<Stage>,
    #[arg(long, value_name = "KIND", value_parser = word::<ClientKind>)]
    pub kind: Vec<ClientKind>,
    #[arg(long, value_name = "PERSON")]
    pub owner: Option<String>,
    #[arg(long, value_name = "STATUS", value_parser = word::<Status>)]
    pub status: Vec<Status>,
    #[command(flatten)]
    pub table: TableArgs,
}

#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    #[arg(value_name = "CLIENT")]
    pub client: String,
    #[arg(long)]
    pub redact: bool,
}

#[derive(Debug, clap::Args)]
pub struct SearchArgs {
    #[arg(value_name = "TEXT")]
    pub query: String,
    #[command(flatten)]
    pub table: TableArgs,
}

/// A word that is not of its closed list.
#[derive(Debug)]
pub struct NotListed {
    pub allowed: Vec<&'static str>,
}

impl std::fmt::Display for NotListed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.allowed.join(", "))
    }
}

impl std::error::Error for NotListed {}

/// Reads a word of a closed list on the command line; its label will do.
pub fn word<K>(given: &str) -> Result<K, NotListed>
where
    K: crate::domain::keyword::Keyword + Send + Sync,
{
    let allowed = || K::ALL.iter().map(|word| word.key()).collect();
    let parsed = K::typed(given).or_else(|| K::typed(&given.to_uppercase()));
    parsed.ok_or_else(|| NotListed { allowed: allowed() })
}

pub fn run(context: &mut Context<'_, '_, '_>, command: &Command) -> Result<Exit, Stop> {
    match command {
        Command::List(args) => list(context, args),
        Command::Show(args) => show(context, args),
        Command::Search(args) => search(context, args),
        Command::New(args) => new::run(context, args),
        Command::Edit(args) => set::edit(context, args),
        Command::Set(args) => set::set(context, args),
        Command::Verify(args) => verify::run(context, args),
        Command::Move(args) => relocate::run(context, args),
        Command::Abandon(args) => abandon::run(context, args),
        Command::Merge(args) => merge::merge(context, args),
        Command::Unmerge(args) => merge::unmerge(context, args),
    }
}

fn list(context: &mut Context<'_, '_, '_>, args: &ListArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let branch = context.branch_if(&opened.book, args.branch.as_deref())?;
    let person = |given: &String| known_person(&opened.book, given);
    let owner = args.owner.as_ref().map(person).transpose()?;
    let filter = Filter {
        branches: branch.into_iter().collect(),
        grades: args.grade.clone(),
        states: args.state.clone(),
        stages: args.stage.clone(),
        kinds: args.kind.clone(),
        owners: owner.into_iter().collect(),
        statuses: args.status.clone(),
    };
    let sheet = clients::list(&opened.book, opened.today, &filter);
    context.print_sheet(sheet, &args.table)?;
    Ok(Exit::Done)
}

fn search(context: &mut Context<'_, '_, '_>, args: &SearchArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let found: Vec<(Match, &Entry<Client>)> = client_search::search(&opened.book, &args.query);
    if found.is_empty() {
        return Err(Refusal::NotFound { given: args.query.clone(), near: Vec::new() }).or_else(
            |refusal| {
                let message = context.lang.refusal(&refusal);
                super::context::print_message(context.env, context.lang, &message);
                Ok(Exit::Negative)
            },
        );
    }
    let sheet = clients::found(&opened.book, opened.today, &found);
    context.print_sheet(sheet, &args.table)?;
    Ok(Exit::Done)
}

fn show(context: &mut Context<'_, '_, '_>, args: &ShowArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let client = one(&opened.book, &args.client)?;
    let redact = args.redact || context.env.var("CI").is_some();
    let mut sheets = vec![record_sheet(&opened, client)];
    sheets.push(clients::grade_line(&opened.book, client, opened.today));
    sheets.extend(clients::contacts(&opened.book, client, redact));
    sheets.extend(clients::linked(&opened.book, client));
    context.print_sheets(&sheets)?;
    Ok(Exit::Done)
}

fn record_sheet(opened: &Opened, client: &Entry<Client>) -> crate::report::sheet::Sheet {
    let title = Phrase::ClientFile { id: client.id, name: client.record.name.clone() };
    let text = opened.files.text(&client.path).unwrap_or_default();
    clients::record(title, show::rows(Kind::Client, text))
}

/// The one client that a command-line word means.
pub fn one<'b>(book: &'b Book, given: &str) -> Result<&'b Entry<Client>, Stop> {
    let found = client_search::candidates(book, given);
    only(given, found, |client| (client.id.to_string(), client.record.name.clone()))
}
