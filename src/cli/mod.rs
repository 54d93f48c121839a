//! Commands: what is asked, which use case answers, how it is printed. One command per file:
//! its `Args` and its `run`. Nothing here computes.

pub mod agenda;
pub mod assess;
pub mod branch;
pub mod check;
pub mod client;
pub mod complaint;
pub mod complete;
pub mod completions;
pub mod contact;
pub mod context;
pub mod demo;
pub mod diff;
pub mod env;
pub mod explain;
pub mod fmt;
pub mod grade;
pub mod handover;
pub mod help;
pub mod history;
pub mod init;
pub mod issue;
pub mod man;
pub mod merge_driver;
pub mod named;
mod origins;
pub mod output;
pub mod past;
pub mod person;
pub mod policy;
pub mod project;
pub mod rank;
pub mod record;
pub mod records;
pub mod returns;
pub mod schema;
mod side;
mod since;
pub mod spot;
pub mod submit;
pub mod summary;
pub mod survey;
mod then;
pub mod trend;
pub mod undo;
pub mod verify;
pub mod visit;
pub mod what_if;
mod whole;
mod writing;

pub use env::{Env, Exit};

use crate::diag::{Fault, Refusal};
use clap::{Args, FromArgMatches, Parser, Subcommand, ValueEnum};
use context::{Context, Stop};
use std::path::PathBuf;

/// The whole command line. Help texts are set by `help::localised`, in the reader's language.
#[derive(Debug, Parser)]
#[command(name = "kebu", version, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    #[arg(short = 'C', long, global = true, value_name = "DIR")]
    pub archive: Option<PathBuf>,
    #[arg(long, global = true, value_name = "REV|DATE")]
    pub at: Option<String>,
    #[arg(long, global = true, value_name = "DIR")]
    pub git_dir: Option<PathBuf>,
    #[arg(long, global = true, value_name = "DATE")]
    pub today: Option<String>,
    #[arg(long, global = true, value_name = "zh|en")]
    pub lang: Option<LangArg>,
    #[arg(long, global = true, value_name = "FORMAT")]
    pub format: Option<Format>,
    #[arg(short, long, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long = "for", global = true, value_name = "excel")]
    pub audience_program: Option<Program>,
    #[arg(long, global = true, value_name = "auto|always|never")]
    pub color: Option<Color>,
    #[arg(short, long, global = true)]
    pub quiet: bool,
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    Zh,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Program {
    Excel,
}

/// THE list of formats; a command says which of them it prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Csv,
    CsvRaw,
    Json,
    Markdown,
    Human,
    Github,
    Gitlab,
    Sarif,
    Ics,
}

impl Format {
    pub fn key(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::CsvRaw => "csv-raw",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Human => "human",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Sarif => "sarif",
            Self::Ics => "ics",
        }
    }
}

/// THE list of commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    Init(init::Args),
    Demo(demo::Args),
    Check(check::Args),
    #[command(subcommand)]
    Schema(schema::Command),
    #[command(subcommand)]
    Client(client::Command),
    #[command(subcommand)]
    Contact(contact::Command),
    #[command(subcommand)]
    Project(project::Command),
    #[command(subcommand)]
    Person(person::Command),
    #[command(subcommand)]
    Branch(branch::Command),
    Handover(handover::Args),
    #[command(subcommand)]
    Complaint(complaint::Command),
    #[command(subcommand)]
    Visit(visit::Command),
    #[command(subcommand)]
    Survey(survey::Command),
    #[command(subcommand)]
    Analysis(records::AnalysisCommand),
    #[command(subcommand)]
    Spot(spot::Command),
    #[command(subcommand)]
    Activity(records::ActivityCommand),
    #[command(subcommand)]
    Market(records::MarketCommand),
    #[command(subcommand)]
    Access(records::AccessCommand),
    #[command(subcommand)]
    Summary(summary::SummaryCommand),
    #[command(subcommand)]
    Notice(summary::NoticeCommand),
    Agenda(agenda::Args),
    Grade(grade::Args),
    Rank(rank::Args),
    Returns(returns::Args),
    Assess(assess::Args),
    History(history::Args),
    Diff(diff::Args),
    Verify(verify::Args),
    Explain(explain::Args),
    #[command(subcommand)]
    Policy(policy::Command),
    Submit(submit::Args),
    Fmt(fmt::Args),
    Completions(completions::Args),
    Man(man::Args),
    Undo(undo::Args),
    #[command(subcommand)]
    MergeDriver(merge_driver::Command),
}

/// Help is easier to read when its lines are not longer than this.
const HELP_COLUMNS: usize = 100;

/// Runs one command line and says how it ended.
pub fn run(env: &mut Env<'_>) -> Exit {
    if let Some(answered) = complete::answer(env) {
        return answered;
    }
    let lang = context::language(env);
    // The parser would ask the machine for the terminal's width; only `Env` knows terminals.
    let columns = env.terminal_columns.map_or(HELP_COLUMNS, usize::from);
    let command = help::wrapping(lang).term_width(columns.min(HELP_COLUMNS));
    let cli = match command
        .try_get_matches_from(&env.args)
        .and_then(|matches| Cli::from_arg_matches(&matches))
    {
        Ok(cli) => cli,
        Err(error) => return help::report(env, lang, &error),
    };
    let mut context = match Context::new(env, &cli.global, lang) {
        Ok(context) => context,
        Err(stop) => return context::stopped(env, lang, stop),
    };
    let done = match &cli.command {
        Command::Init(args) => init::run(&mut context, args),
        Command::Demo(args) => demo::run(&mut context, args),
        Command::Check(args) => check::run(&mut context, args),
        Command::Schema(command) => schema::run(&mut context, command),
        Command::Client(command) => client::run(&mut context, command),
        Command::Contact(command) => contact::run(&mut context, command),
        Command::Project(command) => project::run(&mut context, command),
        Command::Person(command) => person::run(&mut context, command),
        Command::Branch(command) => branch::run(&mut context, command),
        Command::Handover(args) => handover::run(&mut context, args),
        Command::Complaint(command) => complaint::run(&mut context, command),
        Command::Visit(command) => visit::run(&mut context, command),
        Command::Survey(command) => survey::run(&mut context, command),
        Command::Analysis(command) => records::analysis(&mut context, command),
        Command::Spot(command) => spot::run(&mut context, command),
        Command::Activity(command) => records::activity(&mut context, command),
        Command::Market(command) => records::market(&mut context, command),
        Command::Access(command) => records::access(&mut context, command),
        Command::Summary(command) => summary::summary(&mut context, command),
        Command::Notice(command) => summary::notice(&mut context, command),
        Command::Agenda(args) => agenda::run(&mut context, args),
        Command::Grade(args) => grade::run(&mut context, args),
        Command::Rank(args) => rank::run(&mut context, args),
        Command::Returns(args) => returns::run(&mut context, args),
        Command::Assess(args) => assess::run(&mut context, args),
        Command::Diff(args) => diff::run(&mut context, args),
        Command::History(args) => history::run(&mut context, args),
        Command::Verify(args) => verify::run(&mut context, args),
        Command::Explain(args) => explain::run(&mut context, args),
        Command::Policy(command) => policy::run(&mut context, command),
        Command::Submit(args) => submit::run(&mut context, args),
        Command::Fmt(args) => fmt::run(&mut context, args),
        Command::Completions(args) => completions::run(&mut context, args),
        Command::Man(args) => man::run(&mut context, args),
        Command::Undo(args) => undo::run(&mut context, args),
        Command::MergeDriver(command) => merge_driver::run(&mut context, command),
    };
    match done {
        Ok(exit) => exit,
        Err(stop) => context::stopped(context.env, context.lang, stop),
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<crate::diag::change::ChangeRefusal> for Stop {
    fn from(refusal: crate::diag::change::ChangeRefusal) -> Self {
        Self::Refusal(refusal.into())
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}
