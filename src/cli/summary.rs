//! `kebu summary` and `kebu notice`: a half-year's summary of a branch (C-087, C-088), and
//! headquarters' notice of the result, from which its days run. Both are one a half-year and have
//! no ids.

use super::context::{Context, Stop};
use super::env::Exit;
use super::record::amend::Amending;
use super::record::flags::{Keys, OfNotice, OfSummary};
use super::record::{Desk, RecordArgs, Values, WriteArgs};
use crate::app::show;
use crate::archive::edit::Given;
use crate::diag::Refusal;
use crate::diag::change::ChangeRefusal;
use crate::domain::book::{notice_path, summary_path};
use crate::domain::id::BranchId;
use crate::domain::keyword::Keyword;
use crate::domain::period::Half;
use crate::domain::record::Kind;
use crate::domain::record::notice::AssessmentResult;
use crate::domain::time::days_after;
use crate::report::clients;
use crate::report::notice::result_of;
use crate::report::phrase::Phrase;

#[derive(Debug, clap::Subcommand)]
pub enum SummaryCommand {
    New(NewArgs<OfSummary>),
    Show(ShowArgs),
    Edit(NewArgs<OfSummary>),
}

#[derive(Debug, clap::Subcommand)]
pub enum NoticeCommand {
    New(NewArgs<OfNotice>),
    Show(ShowArgs),
    Edit(NewArgs<OfNotice>),
}

#[derive(Debug, clap::Args)]
pub struct NewArgs<K: Keys> {
    #[arg(value_name = "HALF")]
    pub half: String,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[command(flatten)]
    pub record: RecordArgs<K>,
    #[command(flatten)]
    pub write: WriteArgs,
}

#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    #[arg(value_name = "HALF")]
    pub half: String,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
}

pub fn summary(context: &mut Context<'_, '_, '_>, command: &SummaryCommand) -> Result<Exit, Stop> {
    match command {
        SummaryCommand::New(args) => new_summary(context, args),
        SummaryCommand::Show(args) => show(context, Kind::Summary, args, summary_path),
        SummaryCommand::Edit(args) => edit(context, "summary edit", args, summary_path),
    }
}

pub fn notice(context: &mut Context<'_, '_, '_>, command: &NoticeCommand) -> Result<Exit, Stop> {
    match command {
        NoticeCommand::New(args) => new_notice(context, args),
        NoticeCommand::Show(args) => show(context, Kind::Notice, args, notice_path),
        NoticeCommand::Edit(args) => edit(context, "notice edit", args, notice_path),
    }
}

/// Where a record of a branch and a half-year lies.
type PathOf = fn(&BranchId, Half) -> String;

fn half(given: &str) -> Result<Half, Stop> {
    given.parse().map_err(|_| Refusal::BadHalf { given: given.to_owned() }.into())
}

fn new_summary(context: &mut Context<'_, '_, '_>, args: &NewArgs<OfSummary>) -> Result<Exit, Stop> {
    let half = half(&args.half)?;
    let desk = context.desk()?;
    let mut values = context.values(&args.record)?;
    desk.name_people(&mut values, &["by", "accepted_by"])?;
    let by = values.text("by").map(str::to_owned);
    let person = context.person(&desk, by.as_deref())?;
    let branch = context.home_branch(&desk, args.branch.as_deref(), person.as_ref())?;
    values.default_date("submitted_on", desk.today);
    values.default_text("by", person.as_ref());
    // The notice says which of the two is asked for.
    let notice = desk.book.records.notices.get(&(branch.clone(), half));
    values.default_text(
        "kind",
        notice.map(|notice| match notice.result {
            AssessmentResult::Good | AssessmentResult::Pass => "summary",
            AssessmentResult::Poor => "rectification",
        }),
    );
    make(context, &desk, "summary new", values, summary_path(&branch, half), args.write)
}

fn new_notice(context: &mut Context<'_, '_, '_>, args: &NewArgs<OfNotice>) -> Result<Exit, Stop> {
    let half = half(&args.half)?;
    let desk = context.desk()?;
    let mut values = context.values(&args.record)?;
    let branch = context.home_branch(&desk, args.branch.as_deref(), None)?;
    values.default_date("notice_on", desk.today);
    // What was issued need not be typed again.
    let issued = desk.book.assessments_of(half).last();
    if let Some((result, total)) = issued.and_then(|(_, is)| result_of(&is.result, &branch)) {
        let is_same = values.text("result").is_none_or(|given| given == result.key());
        values.default_text("result", Some(result));
        values.default("total", total.map(Given::Number).filter(|_| is_same));
    }
    let is_due = matches!(values.text("result"), Some("pass" | "poor"));
    if let Some(on) = values.date("notice_on").filter(|_| is_due) {
        let days = desk.book.policy.assessment.summary_days;
        values.default_date("summary_due", days_after(on, days));
    }
    make(context, &desk, "notice new", values, notice_path(&branch, half), args.write)
}

/// Makes a record whose path is its name, and prints the path: it has no id.
fn make(
    context: &mut Context<'_, '_, '_>,
    desk: &Desk,
    command: &'static str,
    values: Values,
    path: String,
    write: WriteArgs,
) -> Result<Exit, Stop> {
    if desk.files.get(&path).is_some() {
        return Err(ChangeRefusal::AlreadyThere { path }.into());
    }
    context.make_at(desk, command, values, (path.clone(), path), write)
}

fn edit<K: Keys>(
    context: &mut Context<'_, '_, '_>,
    command: &'static str,
    args: &NewArgs<K>,
    path_of: PathOf,
) -> Result<Exit, Stop> {
    let half = half(&args.half)?;
    let desk = context.desk()?;
    let branch = branch_of(context, &desk, args.branch.as_deref())?;
    let path = path_of(&branch, half);
    if desk.files.get(&path).is_none() {
        return Err(ChangeRefusal::NotThere { path }.into());
    }
    context.amend(&desk, Amending::record(command, &path), &args.record, args.write)?;
    Ok(Exit::Done)
}

fn show(
    context: &mut Context<'_, '_, '_>,
    kind: Kind,
    args: &ShowArgs,
    path_of: PathOf,
) -> Result<Exit, Stop> {
    let half = half(&args.half)?;
    let desk = context.desk_to_read()?;
    let branch = branch_of(context, &desk, args.branch.as_deref())?;
    let path = path_of(&branch, half);
    let Some(text) = desk.files.text(&path) else {
        return Err(ChangeRefusal::NotThere { path }.into());
    };
    let name = format!("{} {half}", clients::branch_name(&desk.book, &branch));
    let title = Phrase::RecordFile { kind, name };
    context.print_sheets(&[clients::record(title, show::rows(kind, text))])?;
    Ok(Exit::Done)
}

/// The branch that was named, or whose person is at the keyboard.
fn branch_of(
    context: &mut Context<'_, '_, '_>,
    desk: &Desk,
    given: Option<&str>,
) -> Result<BranchId, Stop> {
    // Who names a branch need not be anybody, and their Git is not asked.
    let person = match given {
        Some(_) => None,
        None => context.person(desk, None)?,
    };
    context.home_branch(desk, given, person.as_ref())
}
