//! `kebu survey`: a blank questionnaire, the forms that came back, what they come to.

use super::Format;
use super::client::{one, word};
use super::context::{Context, Stop};
use super::env::Exit;
use super::output::TABLES;
use super::record::any::{EditArgs, ShowArgs};
use super::record::create::{Lies, Making};
use super::record::flags::OfSurvey;
use super::record::set::SetArgs;
use super::record::{Carried, Content, RecordArgs, Values, WriteArgs};
use super::records::{ListArgs, list};
use crate::app::show;
use crate::archive::edit::Given;
use crate::diag::Refusal;
use crate::diag::near::nearest;
use crate::diag::work::WorkRefusal;
use crate::domain::id::Id;
use crate::domain::keyword::Keyword;
use crate::domain::record::Kind;
use crate::domain::record::survey::{Item, Phase};
use crate::domain::time::Date;
use crate::report::phrase::Phrase;
use crate::report::sheet::Cell;
use crate::report::{clients, surveys};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Form(FormArgs),
    New(NewArgs),
    List(ListArgs),
    Show(ShowArgs),
    Edit(EditArgs<OfSurvey>),
    Set(SetArgs),
}

#[derive(Debug, clap::Args)]
pub struct FormArgs {
    #[arg(value_name = "CLIENT")]
    pub whom: Option<String>,
    #[arg(long, value_name = "PROJECT")]
    pub project: Option<String>,
    #[arg(long, value_name = "WORD", value_parser = word::<Phase>)]
    pub phase: Option<Phase>,
}

#[derive(Debug, clap::Args)]
pub struct NewArgs {
    #[arg(value_name = "CLIENT")]
    pub whom: Option<String>,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long = "answer", value_name = "ITEM=SCORE")]
    pub answers: Vec<String>,
    #[command(flatten)]
    pub record: RecordArgs<OfSurvey>,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, command: &Command) -> Result<Exit, Stop> {
    match command {
        Command::Form(args) => form(context, args),
        Command::New(args) => new(context, args),
        Command::List(args) => list(context, Kind::Survey, args),
        Command::Show(args) => show(context, args),
        Command::Edit(args) => context.edit_record("survey edit", args),
        Command::Set(args) => context.set_record(Kind::Survey, args),
    }
}

/// A blank questionnaire, as Markdown unless another format is asked for. All 16 items are asked
/// under warranty; without a phase they are all printed. It needs no archive.
fn form(context: &mut Context<'_, '_, '_>, args: &FormArgs) -> Result<Exit, Stop> {
    let mut formats = vec![Format::Markdown];
    formats.extend(TABLES);
    let format = context.format(&formats)?;
    let (mut client, mut project) = (None, None);
    if args.whom.is_some() || args.project.is_some() {
        let opened = context.open()?;
        let book = &opened.book;
        if let Some(given) = &args.whom {
            client = Some(one(book, given)?.record.name.clone());
        }
        if let Some(given) = &args.project {
            project = Some(super::project::one(book, given)?.record.name.clone());
        }
    }
    let phase = args.phase.unwrap_or(Phase::Warranty);
    let mut sheets = surveys::form(phase, client, project);
    if !matches!(format, Format::Markdown | Format::Table) {
        // The heading is for paper.
        sheets.retain(|sheet| !sheet.columns.is_empty());
    }
    context.print_sheets_as(&sheets, format)?;
    Ok(Exit::Done)
}

/// A form without an answer is none.
const ANSWERS: Content = Content { tables: &["items"], option: Some("--answer responsiveness=5") };

fn new(context: &mut Context<'_, '_, '_>, args: &NewArgs) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let person = context.person(&desk, args.record.by.as_deref())?;
    let mut values = context.values(&args.record)?;
    let client = desk.about(&mut values, args.whom.as_deref())?;
    let branch = context.branch_for(&desk, args.branch.as_deref(), client, person.as_ref())?;
    desk.name_people(&mut values, &["surveyor"])?;
    values.default_date("on", desk.today);
    values.default_text("surveyor", person.as_ref());
    answer(&mut values, &args.answers)?;
    let lies = Lies::ByYear { folder: format!("branches/{branch}/surveys"), main_date: "on" };
    let making = Making { command: "survey new", values, lies, content: ANSWERS };
    let (carried, id) = context.make(&desk, making, args.write)?;
    tell_score(context, &carried, desk.today, id);
    context.made(&carried, id)
}

/// `item=score`, in the order of the questionnaire, after what the file has.
fn answer(values: &mut Values, given: &[String]) -> Result<(), Stop> {
    let mut answers = Vec::new();
    for word in given {
        let refusal = || Refusal::from(WorkRefusal::NotAnAnswer { given: word.clone() });
        let (item, score) = word.split_once('=').ok_or_else(refusal)?;
        let score: i64 = score.trim().parse().map_err(|_| refusal())?;
        if !(1..=5).contains(&score) {
            return Err(refusal().into());
        }
        let key = item.trim().replace('-', "_");
        let item = Item::typed(&key).or_else(|| Item::typed(item.trim())).ok_or_else(|| {
            let near = nearest(&key, Item::ALL.iter().map(|item| item.key()));
            Refusal::from(WorkRefusal::UnknownItem { given: key.clone(), near })
        })?;
        answers.push((item, score));
    }
    answers.sort();
    let present = match values.get("items") {
        Some(Given::List(items)) => items.len(),
        _ => 0,
    };
    for (at, (item, score)) in (present..).zip(answers) {
        values.set(&format!("items.{at}.item"), Given::Text(item.to_string()));
        values.set(&format!("items.{at}.score"), Given::Integer(score));
    }
    Ok(())
}

/// Says what the form that was entered comes to, on standard error.
fn tell_score(context: &mut Context<'_, '_, '_>, carried: &Carried, today: Date, id: Id) {
    let Some(book) = carried.book() else { return };
    if let Some(entry) = book.records.surveys.get(id) {
        let said = context.lang.phrase(&surveys::summary(book, entry, today));
        context.note(&said);
    }
}

fn show(context: &mut Context<'_, '_, '_>, args: &ShowArgs) -> Result<Exit, Stop> {
    let desk = context.desk_to_read()?;
    let (id, path) = desk.record(Kind::Survey, &args.which)?;
    let title = Phrase::RecordFile { kind: Kind::Survey, name: id.to_string() };
    let mut rows = show::rows(Kind::Survey, desk.text(&path)?);
    // The answers have a table of their own.
    let is_answer =
        |cell: &Cell| matches!(cell, Cell::Key { path, .. } if path.starts_with("items."));
    rows.retain(|row| !row.first().is_some_and(is_answer));
    let mut sheets = vec![clients::record(title, rows)];
    if let Some(entry) = desk.book.records.surveys.get(id) {
        sheets.extend(surveys::answers(&desk.book, entry, desk.today));
    }
    context.print_sheets(&sheets)?;
    Ok(Exit::Done)
}
