//! `kebu spot`: a sample of clients whose files are held against reality, what was found, and the
//! checks that were made (C-085).

use super::context::{Context, Stop};
use super::env::Exit;
use super::output::TableArgs;
use super::record::any::{EditArgs, ShowArgs};
use super::record::create::{Lies, Making};
use super::record::flags::OfSpotCheck;
use super::record::set::SetArgs;
use super::record::{Content, Desk, RecordArgs, Values, WriteArgs};
use super::records::{ListArgs, list};
use crate::app::change::value_at;
use crate::archive::edit::{self, Given};
use crate::archive::fields::{fields, labelled};
use crate::diag::Refusal;
use crate::diag::near::nearest;
use crate::diag::work::WorkRefusal;
use crate::domain::id::BranchId;
use crate::domain::period::Half;
use crate::domain::record::Kind;
use crate::domain::sampling::sample;
use crate::report::clients::{self, Sampled};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Sample(SampleArgs),
    Record(RecordCheckArgs),
    List(ListArgs),
    Show(ShowArgs),
    Edit(EditArgs<OfSpotCheck>),
    Set(SetArgs),
}

#[derive(Debug, clap::Args)]
pub struct SampleArgs {
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub count: Option<usize>,
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(0..=SEED_MAX))]
    pub seed: Option<u64>,
    #[command(flatten)]
    pub table: TableArgs,
}

#[derive(Debug, clap::Args)]
pub struct RecordCheckArgs {
    #[arg(value_name = "CLIENT")]
    pub whom: Option<String>,
    #[arg(long, value_name = "HALF")]
    pub half: Option<String>,
    #[arg(long = "found", value_name = "KEY=VALUE")]
    pub found: Vec<String>,
    #[arg(long, value_name = "KEY")]
    pub deliberate: Vec<String>,
    #[command(flatten)]
    pub record: RecordArgs<OfSpotCheck>,
    #[command(flatten)]
    pub write: WriteArgs,
}

/// Clients of each branch that are looked at, where nothing else is asked for.
const COUNT: usize = 3;
/// A seed is a number of a record.
const SEED_MAX: u64 = i64::MAX as u64;
/// A seed that nobody gave is short enough to be read out.
const SEED_DRAWN_BELOW: u64 = 1_000_000;

pub fn run(context: &mut Context<'_, '_, '_>, command: &Command) -> Result<Exit, Stop> {
    match command {
        Command::Sample(args) => draw(context, args),
        Command::Record(args) => record(context, args),
        Command::List(args) => list(context, Kind::SpotCheck, args),
        Command::Show(args) => context.show_record(Kind::SpotCheck, args),
        Command::Edit(args) => context.edit_record("spot edit", args),
        Command::Set(args) => context.set_record(Kind::SpotCheck, args),
    }
}

fn draw(context: &mut Context<'_, '_, '_>, args: &SampleArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let (book, today) = (&opened.book, opened.today);
    let branches: Vec<BranchId> = match &args.branch {
        Some(given) => vec![context.branch(book, given)?],
        None => book.records.branches.keys().cloned().collect(),
    };
    let count = args.count.unwrap_or(COUNT);
    let seed = args.seed.unwrap_or(context.env.entropy % SEED_DRAWN_BELOW);
    let drawn: Vec<_> =
        branches.iter().flat_map(|branch| sample(book, branch, today, count, seed)).collect();
    if drawn.is_empty() {
        return Err(Refusal::from(WorkRefusal::NothingToSample).into());
    }
    let mut again = format!("kebu spot sample --seed {seed} --today {today}");
    if let Some(branch) = args.branch.as_ref().and_then(|_| branches.first()) {
        again.push_str(&format!(" --branch {branch}"));
    }
    if count != COUNT {
        again.push_str(&format!(" --count {count}"));
    }
    let sheet = clients::sampled(book, &Sampled { clients: drawn, seed, again });
    context.print_sheet(sheet, &args.table)?;
    Ok(Exit::Done)
}

/// What was looked at: keys of the file, or services.
const FINDINGS: Content =
    Content { tables: &["fields", "services"], option: Some("--found address=…") };

fn record(context: &mut Context<'_, '_, '_>, args: &RecordCheckArgs) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let mut values = context.values(&args.record)?;
    desk.name_people(&mut values, &["by", "confirmed_by"])?;
    let by = values.text("by").map(str::to_owned);
    let person = context.person(&desk, by.as_deref())?;
    let client = desk.about(&mut values, args.whom.as_deref())?;
    values.default_date("on", desk.today);
    values.default_text("by", person.as_ref());
    let path = client.map(|client| client.path.to_string());
    check_fields(&desk, path.as_deref(), args, &mut values)?;
    let half = match &args.half {
        Some(given) => given.parse().map_err(|_| Refusal::BadHalf { given: given.clone() })?,
        None => Half::of(values.date("on").unwrap_or(desk.today)),
    };
    let lies = Lies::In(format!("hq/checks/{half}"));
    context.make_and_name(
        &desk,
        Making { command: "spot record", values, lies, content: FINDINGS },
        args.write,
    )
}

/// What was found of each key, beside what the client's file says: `address=…`, or the key alone
/// where reality is as recorded.
fn check_fields(
    desk: &Desk,
    client: Option<&str>,
    args: &RecordCheckArgs,
    values: &mut Values,
) -> Result<(), Stop> {
    let tree = match client {
        Some(path) => edit::tree(desk.text(path)?).ok(),
        None => None,
    };
    let present = match values.get("fields") {
        Some(Given::List(items)) => items.len(),
        _ => 0,
    };
    for (at, word) in (present..).zip(&args.found) {
        let (key, actual) = match word.split_once('=') {
            Some((key, actual)) => (key, Some(actual)),
            None => (word.as_str(), None),
        };
        let key = known(key)?;
        let recorded = tree.as_ref().and_then(|tree| value_at(tree, &key)).and_then(shown);
        let recorded = recorded.unwrap_or_else(|| ABSENT.to_owned());
        let actual = actual.map_or_else(|| recorded.clone(), |actual| actual.trim().to_owned());
        let is_match = actual == recorded;
        for (name, value) in [
            ("field", Given::Text(key.clone())),
            ("recorded", Given::Text(recorded)),
            ("actual", Given::Text(actual)),
            ("match", Given::Boolean(is_match)),
        ] {
            values.set(&format!("fields.{at}.{name}"), value);
        }
        let is_deliberate = args.deliberate.iter().any(|other| other.replace('-', "_") == key);
        if is_deliberate {
            values.set(&format!("fields.{at}.deliberate"), Given::Boolean(true));
        }
    }
    Ok(())
}

/// What stands for a key that the file does not have.
const ABSENT: &str = "-";

/// A key of client files, with hyphens or underscores.
fn known(given: &str) -> Result<String, Stop> {
    let key = given.trim().replace('-', "_");
    let is_position = |step: &str| step.parse::<usize>().is_ok();
    let plain: Vec<&str> = key.split('.').filter(|step| !is_position(step)).collect();
    let all = fields(Kind::Client);
    if all.iter().any(|field| field.path == plain.join(".")) {
        return Ok(key);
    }
    let near = labelled(Kind::Client, given.trim())
        .map(|field| field.path.clone())
        .or_else(|| nearest(&key, all.iter().map(|field| field.path.as_str())));
    Err(Refusal::from(WorkRefusal::UnknownField { given: key, near }).into())
}

/// A value as it can be compared with what somebody found; tables have none.
fn shown(value: &Given) -> Option<String> {
    Some(match value {
        Given::Text(text) | Given::Number(text) | Given::Date(text) | Given::Moment(text) => {
            text.clone()
        }
        Given::Integer(number) => number.to_string(),
        Given::Boolean(is) => is.to_string(),
        Given::List(items) => items.iter().map(shown).collect::<Option<Vec<_>>>()?.join(", "),
        Given::Table(_) => return None,
    })
}
