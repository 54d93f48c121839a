//! Records of daily work that are made alike: `analysis`, `activity`, `market`, `access`, and the
//! half-year's `summary` and `notice`. Each command here says what is understood where nothing was
//! given, and where its record lies; the rest is the same for all.

use super::context::{Context, Stop, date};
use super::env::Exit;
use super::named::client_if;
use super::output::TableArgs;
use super::record::any::{EditArgs, ShowArgs};
use super::record::create::{Lies, Making};
use super::record::flags::{Keys, OfAccess, OfActivity, OfAnalysis, OfMarket};
use super::record::set::SetArgs;
use super::record::{Content, Desk, RecordArgs, Values, WriteArgs};
use crate::archive::edit::Given;
use crate::domain::id::{BranchId, PersonId, Unit};
use crate::domain::period::Half;
use crate::domain::record::Kind;
use crate::report::records::{self, Filter};

/// `new` about a client.
#[derive(Debug, clap::Args)]
pub struct AboutArgs<K: Keys> {
    #[arg(value_name = "CLIENT")]
    pub whom: Option<String>,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[command(flatten)]
    pub record: RecordArgs<K>,
    #[command(flatten)]
    pub write: WriteArgs,
}

/// `new` about no client.
#[derive(Debug, clap::Args)]
pub struct NewArgs<K: Keys> {
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[command(flatten)]
    pub record: RecordArgs<K>,
    #[command(flatten)]
    pub write: WriteArgs,
}

/// `list` of a kind.
#[derive(Debug, clap::Args)]
pub struct ListArgs {
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long, value_name = "CLIENT")]
    pub client: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    #[command(flatten)]
    pub table: TableArgs,
}

#[derive(Debug, clap::Subcommand)]
pub enum AnalysisCommand {
    New(AboutArgs<OfAnalysis>),
    List(ListArgs),
    Show(ShowArgs),
    Edit(EditArgs<OfAnalysis>),
    Set(SetArgs),
}

#[derive(Debug, clap::Subcommand)]
pub enum ActivityCommand {
    New(NewArgs<OfActivity>),
    List(ListArgs),
    Show(ShowArgs),
    Edit(EditArgs<OfActivity>),
    Set(SetArgs),
}

#[derive(Debug, clap::Subcommand)]
pub enum MarketCommand {
    New(NewArgs<OfMarket>),
    List(ListArgs),
    Show(ShowArgs),
    Edit(EditArgs<OfMarket>),
    Set(SetArgs),
}

#[derive(Debug, clap::Subcommand)]
pub enum AccessCommand {
    New(NewArgs<OfAccess>),
    List(ListArgs),
    Show(ShowArgs),
    Edit(EditArgs<OfAccess>),
    Set(SetArgs),
}

pub fn analysis(
    context: &mut Context<'_, '_, '_>,
    command: &AnalysisCommand,
) -> Result<Exit, Stop> {
    match command {
        AnalysisCommand::New(args) => new_analysis(context, args),
        AnalysisCommand::List(args) => list(context, Kind::Analysis, args),
        AnalysisCommand::Show(args) => context.show_record(Kind::Analysis, args),
        AnalysisCommand::Edit(args) => context.edit_record("analysis edit", args),
        AnalysisCommand::Set(args) => context.set_record(Kind::Analysis, args),
    }
}

pub fn activity(
    context: &mut Context<'_, '_, '_>,
    command: &ActivityCommand,
) -> Result<Exit, Stop> {
    match command {
        ActivityCommand::New(args) => new_activity(context, args),
        ActivityCommand::List(args) => list(context, Kind::Activity, args),
        ActivityCommand::Show(args) => context.show_record(Kind::Activity, args),
        ActivityCommand::Edit(args) => context.edit_record("activity edit", args),
        ActivityCommand::Set(args) => context.set_record(Kind::Activity, args),
    }
}

pub fn market(context: &mut Context<'_, '_, '_>, command: &MarketCommand) -> Result<Exit, Stop> {
    match command {
        MarketCommand::New(args) => new_market(context, args),
        MarketCommand::List(args) => list(context, Kind::Market, args),
        MarketCommand::Show(args) => context.show_record(Kind::Market, args),
        MarketCommand::Edit(args) => context.edit_record("market edit", args),
        MarketCommand::Set(args) => context.set_record(Kind::Market, args),
    }
}

pub fn access(context: &mut Context<'_, '_, '_>, command: &AccessCommand) -> Result<Exit, Stop> {
    match command {
        AccessCommand::New(args) => new_access(context, args),
        AccessCommand::List(args) => list(context, Kind::Access, args),
        AccessCommand::Show(args) => context.show_record(Kind::Access, args),
        AccessCommand::Edit(args) => context.edit_record("access edit", args),
        AccessCommand::Set(args) => context.set_record(Kind::Access, args),
    }
}

/// The records of a kind, the newest first.
pub fn list(context: &mut Context<'_, '_, '_>, kind: Kind, args: &ListArgs) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let book = &opened.book;
    let unit = context.unit_if(book, args.branch.as_deref())?;
    let client = client_if(book, args.client.as_deref())?;
    let day = |given: &Option<String>| given.as_deref().map(date).transpose();
    let filter = Filter { unit, client, from: day(&args.since)?, until: day(&args.until)? };
    let sheet = records::list(book, kind, opened.today, &filter);
    context.print_sheet(sheet, &args.table)?;
    Ok(Exit::Done)
}

impl Context<'_, '_, '_> {
    /// The folder of a new record that a branch or headquarters keeps: the branch that was named,
    /// `hq` for headquarters, else the person's own unit.
    fn unit_folder(
        &self,
        desk: &Desk,
        given: Option<&str>,
        person: Option<&PersonId>,
        kind: &str,
    ) -> Result<String, Stop> {
        let own = person.and_then(|person| desk.book.records.people.get(person));
        let is_hq = match given {
            Some(given) => given == "hq",
            None => own.is_some_and(|person| person.unit == Unit::Hq),
        };
        if is_hq {
            return Ok(format!("hq/{kind}"));
        }
        let branch: BranchId = self.home_branch(desk, given, person)?;
        Ok(format!("branches/{branch}/{kind}"))
    }
}

/// A report without a section is none; one that is begun may lack some.
const SECTIONS: Content = Content { tables: &["sections"], option: None };
/// A market report says at least one thing.
const ITEMS: Content = Content { tables: &["items"], option: None };

fn new_analysis(
    context: &mut Context<'_, '_, '_>,
    args: &AboutArgs<OfAnalysis>,
) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let person = context.person(&desk, args.record.by.as_deref())?;
    let mut values = context.values(&args.record)?;
    let client = desk.about(&mut values, args.whom.as_deref())?;
    let branch = context.branch_for(&desk, args.branch.as_deref(), client, person.as_ref())?;
    desk.name_people(&mut values, &["author", "reviewed_by"])?;
    values.default_text("half", Some(Half::of(desk.today)));
    values.default_date("submitted_on", desk.today);
    values.default_text("author", person.as_ref());
    let folder = format!("branches/{branch}/analyses");
    let lies = Lies::ByYear { folder, main_date: "submitted_on" };
    context.make_and_name(
        &desk,
        Making { command: "analysis new", values, lies, content: SECTIONS },
        args.write,
    )
}

fn new_activity(
    context: &mut Context<'_, '_, '_>,
    args: &NewArgs<OfActivity>,
) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let mut values = context.values(&args.record)?;
    desk.name_people(&mut values, &["by", "reviewed_by", "attended"])?;
    let by = values.text("by").map(str::to_owned);
    let person = context.person(&desk, by.as_deref())?;
    let folder =
        context.unit_folder(&desk, args.branch.as_deref(), person.as_ref(), "activities")?;
    name_clients(&desk, &mut values)?;
    values.default_date("from", desk.today);
    values.default_text("by", person.as_ref());
    // A duty of the policy has its title there.
    let duty = values.text("duty").map(str::to_owned);
    let known = desk.book.policy.duties.iter().find(|it| Some(&it.key) == duty.as_ref());
    values.default_text("title", known.map(|duty| duty.title.clone()));
    let lies = Lies::ByYear { folder, main_date: "from" };
    context.make_and_name(
        &desk,
        Making { command: "activity new", values, lies, content: Content::NONE },
        args.write,
    )
}

fn new_market(context: &mut Context<'_, '_, '_>, args: &NewArgs<OfMarket>) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let mut values = context.values(&args.record)?;
    desk.name_people(&mut values, &["by", "reported_to"])?;
    let by = values.text("by").map(str::to_owned);
    let person = context.person(&desk, by.as_deref())?;
    let branch = context.home_branch(&desk, args.branch.as_deref(), person.as_ref())?;
    values.default_date("submitted_on", desk.today);
    values.default_text("by", person.as_ref());
    let lies =
        Lies::ByYear { folder: format!("branches/{branch}/market"), main_date: "submitted_on" };
    context.make_and_name(
        &desk,
        Making { command: "market new", values, lies, content: ITEMS },
        args.write,
    )
}

fn new_access(context: &mut Context<'_, '_, '_>, args: &NewArgs<OfAccess>) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let mut values = context.values(&args.record)?;
    desk.name_people(&mut values, &["applicant", "opinion_by", "decided_by"])?;
    let applicant = values.text("applicant").map(str::to_owned);
    let given = args.record.by.as_deref().or(applicant.as_deref());
    let person = context.person(&desk, given)?;
    values.default_text("applicant", person.as_ref());
    let own = person.as_ref().and_then(|person| desk.book.records.people.get(person));
    let unit = match args.branch.as_deref() {
        Some(given) => Some(context.branch(&desk.book, given)?.to_string()),
        None => own.map(|person| person.unit.to_string()),
    };
    values.default_text("unit", unit);
    name_clients(&desk, &mut values)?;
    values.default_date("from", desk.today);
    let lies = Lies::ByYear { folder: "hq/access".to_owned(), main_date: "from" };
    context.make_and_name(
        &desk,
        Making { command: "access new", values, lies, content: Content::NONE },
        args.write,
    )
}

/// Clients by whatever names them, as ids; the word `all` stands for itself.
fn name_clients(desk: &Desk, values: &mut Values) -> Result<(), Stop> {
    let given: Vec<String> = match values.get("clients") {
        Some(Given::Text(one)) => vec![one.clone()],
        Some(Given::List(items)) => items
            .iter()
            .filter_map(|item| match item {
                Given::Text(text) => Some(text.clone()),
                _ => None,
            })
            .collect(),
        _ => return Ok(()),
    };
    if given == ["all"] {
        values.set("clients", Given::Text("all".to_owned()));
        return Ok(());
    }
    let ids: Result<Vec<Given>, Stop> = given
        .iter()
        .map(|given| desk.client(given).map(|client| Given::Text(client.id.to_string())))
        .collect();
    values.set("clients", Given::List(ids?));
    Ok(())
}
