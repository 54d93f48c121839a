//! `kebu project`: the works entrusted to us.

use super::client::word;
use super::context::{Context, Stop};
use super::env::Exit;
use super::named::{client_if, only};
use super::output::TableArgs;
use super::record::create::{Lies, Making};
use super::record::flags::OfProject;
use super::record::set::SetArgs;
use super::record::{Content, RecordArgs, WriteArgs};
use crate::app::show;
use crate::domain::book::{Book, Entry};
use crate::domain::record::Kind;
use crate::domain::record::project::{Project, ProjectStatus};
use crate::report::phrase::Phrase;
use crate::report::record_phrase::RecordPhrase;
use crate::report::{clients, lists};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    List(ListArgs),
    Show(ShowArgs),
    New(NewArgs),
    Set(SetArgs),
}

#[derive(Debug, clap::Args)]
pub struct ListArgs {
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long, value_name = "CLIENT")]
    pub client: Option<String>,
    #[arg(long, value_name = "STATUS", value_parser = word::<ProjectStatus>)]
    pub status: Vec<ProjectStatus>,
    #[command(flatten)]
    pub table: TableArgs,
}

#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    #[arg(value_name = "PROJECT")]
    pub project: String,
}

#[derive(Debug, clap::Args)]
pub struct NewArgs {
    #[arg(value_name = "CLIENT")]
    pub whom: Option<String>,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[command(flatten)]
    pub record: RecordArgs<OfProject>,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, command: &Command) -> Result<Exit, Stop> {
    match command {
        Command::List(args) => list(context, args),
        Command::Show(args) => show(context, args),
        Command::New(args) => new(context, args),
        Command::Set(args) => context.set(Kind::Project, args, |_, desk, given| {
            Ok(one(&desk.book, given)?.path.to_string())
        }),
    }
}

fn list(context: &mut Context<'_, '_, '_>, args: &ListArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let book = &opened.book;
    let branch = context.branch_if(book, args.branch.as_deref())?;
    let client = client_if(book, args.client.as_deref())?;
    let all = book.records.projects.iter();
    let found: Vec<&Entry<Project>> = all
        .filter(|project| branch.as_ref().is_none_or(|branch| project.is_of(branch)))
        .filter(|project| client.is_none_or(|it| book.successor(project.record.client) == it))
        .filter(|project| args.status.is_empty() || args.status.contains(&project.record.status))
        .collect();
    context.print_sheet(lists::projects(book, found), &args.table)?;
    Ok(Exit::Done)
}

fn show(context: &mut Context<'_, '_, '_>, args: &ShowArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let project = one(&opened.book, &args.project)?;
    let (id, name) = (project.id, project.record.name.clone());
    let title = Phrase::Record(RecordPhrase::ProjectFile { id, name });
    let text = opened.files.text(&project.path).unwrap_or_default();
    context.print_sheets(&[clients::record(title, show::rows(Kind::Project, text))])?;
    Ok(Exit::Done)
}

fn new(context: &mut Context<'_, '_, '_>, args: &NewArgs) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let person = context.person(&desk, args.record.by.as_deref())?;
    let mut values = context.values(&args.record)?;
    let client = desk.about(&mut values, args.whom.as_deref())?;
    // The branch that builds keeps the project, whosever client it is; headquarters has no branch.
    let is_of_branch = person
        .as_ref()
        .and_then(|person| desk.book.records.people.get(person))
        .is_some_and(|person| person.unit.branch().is_some());
    let client = client.filter(|_| !is_of_branch);
    let branch = context.branch_for(&desk, args.branch.as_deref(), client, person.as_ref())?;
    let lies = Lies::In(format!("branches/{branch}/projects"));
    context.make_and_name(
        &desk,
        Making { command: "project new", values, lies, content: Content::NONE },
        args.write,
    )
}

/// The project whose id begins so, or whose name is this or holds it.
pub fn one<'b>(book: &'b Book, given: &str) -> Result<&'b Entry<Project>, Stop> {
    let lower = given.to_lowercase();
    let all = || book.records.projects.iter();
    let mut found: Vec<_> = all().filter(|it| it.id.as_str().starts_with(&lower)).collect();
    if found.is_empty() {
        found = all().filter(|it| it.record.name == given).collect();
    }
    if found.is_empty() {
        found = all().filter(|it| it.record.name.contains(given)).collect();
    }
    only(given, found, |it| (it.id.to_string(), it.record.name.clone()))
}
