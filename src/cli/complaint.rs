//! `kebu complaint list|show`.

use super::client::{one, word};
use super::context::{Context, Stop};
use super::env::Exit;
use super::output::TableArgs;
use crate::app::show;
use crate::diag::Refusal;
use crate::domain::book::{Book, Entry};
use crate::domain::complaints::{ComplaintState, Handling};
use crate::domain::id::ClientId;
use crate::domain::record::Kind;
use crate::domain::record::complaint::{Complaint, Severity};
use crate::report::clients;
use crate::report::complaints::{self, Filter};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(ListArgs),
    Show(ShowArgs),
}

#[derive(Debug, clap::Args)]
pub struct ListArgs {
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long, value_name = "CLIENT")]
    pub client: Option<String>,
    #[arg(long, value_name = "STATE", value_parser = word::<ComplaintState>)]
    pub state: Vec<ComplaintState>,
    #[arg(long, value_name = "SEVERITY", value_parser = word::<Severity>)]
    pub severity: Vec<Severity>,
    #[arg(long)]
    pub open: bool,
    #[arg(long)]
    pub overdue: bool,
    #[command(flatten)]
    pub table: TableArgs,
}

#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    #[arg(value_name = "COMPLAINT")]
    pub complaint: String,
}

pub fn run(context: &mut Context<'_, '_, '_>, command: &Command) -> Result<Exit, Stop> {
    match command {
        Command::List(args) => list(context, args),
        Command::Show(args) => show(context, args),
    }
}

fn list(context: &mut Context<'_, '_, '_>, args: &ListArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let book = &opened.book;
    let branch = match &args.branch {
        Some(given) => Some(context.branch(book, given)?),
        None => None,
    };
    let client = match &args.client {
        Some(given) => Some(book.successor(ClientId(one(book, given)?.id))),
        None => None,
    };
    let filter = Filter {
        branch,
        client,
        states: args.state.clone(),
        severities: args.severity.clone(),
        open: args.open,
        overdue: args.overdue,
    };
    context.print_sheet(complaints::list(book, opened.today, &filter), &args.table)?;
    Ok(Exit::Done)
}

fn show(context: &mut Context<'_, '_, '_>, args: &ShowArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let book = &opened.book;
    let entry = find(book, &args.complaint)?;
    let text = opened.files.text(&entry.path).unwrap_or_default();
    let rows = show::rows(Kind::Complaint, text);
    let mut sheets = vec![clients::record(complaints::title(book, entry), rows)];
    if let Some(handling) = Handling::new(book, entry, opened.today) {
        sheets.push(complaints::clocks(book, &handling));
    }
    sheets.push(complaints::events(book, entry));
    context.print_sheets(&sheets)?;
    Ok(Exit::Done)
}

/// The complaint whose id begins so.
fn find<'b>(book: &'b Book, given: &str) -> Result<&'b Entry<Complaint>, Stop> {
    let wanted = given.to_lowercase();
    let all = || book.records.complaints.iter();
    let found: Vec<_> = all().filter(|entry| entry.id.as_str().starts_with(&wanted)).collect();
    match found.as_slice() {
        [] => Err(Refusal::NotFound { given: given.to_owned(), near: Vec::new() }.into()),
        [only] => Ok(only),
        several => {
            let pair =
                |entry: &&Entry<Complaint>| (entry.id.to_string(), entry.record.summary.clone());
            let candidates = several.iter().map(pair).collect();
            Err(Refusal::Ambiguous { given: given.to_owned(), candidates }.into())
        }
    }
}
