//! `kebu complaint`: `list` and `show` here, what writes in files of its own.

mod close;
mod event;
mod follow_up;
mod new;

use super::client::word;
use super::context::{Context, Stop};
use super::env::Exit;
use super::named::{client_if, only};
use super::output::TableArgs;
use super::record::Carried;
use super::record::any::EditArgs;
use super::record::flags::OfComplaint;
use super::record::set::SetArgs;
use super::records::AboutArgs;
use crate::app::change::value_at;
use crate::app::show;
use crate::archive::edit::{self, Change, Given};
use crate::domain::book::{Book, Entry};
use crate::domain::complaints::{ComplaintState, Handling};
use crate::domain::id::Id;
use crate::domain::record::Kind;
use crate::domain::record::complaint::{Complaint, Severity};
use crate::domain::time::Date;
use crate::report::clients;
use crate::report::complaints::{self, Filter};
use crate::report::phrase::Phrase;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(ListArgs),
    Show(ShowArgs),
    New(AboutArgs<OfComplaint>),
    Event(event::Args),
    Close(close::Args),
    FollowUp(follow_up::Args),
    Edit(EditArgs<OfComplaint>),
    Set(SetArgs),
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
        Command::New(args) => new::run(context, args),
        Command::Event(args) => event::run(context, args),
        Command::Close(args) => close::run(context, args),
        Command::FollowUp(args) => follow_up::run(context, args),
        Command::Edit(args) => context.edit_record("complaint edit", args),
        Command::Set(args) => context.set_record(Kind::Complaint, args),
    }
}

fn list(context: &mut Context<'_, '_, '_>, args: &ListArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let book = &opened.book;
    let branch = context.branch_if(book, args.branch.as_deref())?;
    let client = client_if(book, args.client.as_deref())?;
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
    let origins = context.origins(&opened, &complaints::sources(entry))?;
    sheets.push(complaints::events(book, entry, origins.as_ref()));
    context.print_sheets(&sheets)?;
    Ok(Exit::Done)
}

/// The complaint whose id begins so.
fn find<'b>(book: &'b Book, given: &str) -> Result<&'b Entry<Complaint>, Stop> {
    let wanted = given.to_lowercase();
    let all = book.records.complaints.iter();
    let found = all.filter(|entry| entry.id.as_str().starts_with(&wanted)).collect();
    only(given, found, |entry| (entry.id.to_string(), entry.record.summary.clone()))
}

/// A complaint with changes that are not made yet.
struct Told<'a> {
    id: Id,
    book: &'a Book,
    text: &'a str,
    changes: &'a [Change],
}

impl Told<'_> {
    /// The value that a key would have.
    fn value(&self, key: &str) -> Option<Given> {
        let changed = self.changes.iter().rev().find(|change| change.path() == key);
        match changed {
            Some(Change::Set { value, .. }) => Some(value.clone()),
            Some(Change::Remove { .. }) => None,
            Some(Change::Push { .. }) | None => {
                let tree = edit::tree(self.text).ok()?;
                value_at(&tree, key).cloned()
            }
        }
    }
}

/// Says what comes next and by when, on standard error, where something was written.
fn tell_next(context: &mut Context<'_, '_, '_>, carried: &Carried, today: Date, id: Id) {
    let Some(book) = carried.book() else { return };
    let Some(entry) = book.records.complaints.get(id) else { return };
    let handling = Handling::new(book, entry, today);
    let said = handling.map_or(Phrase::NothingDue, |handling| complaints::next(book, &handling));
    let said = context.lang.phrase(&said);
    context.note(&said);
}
