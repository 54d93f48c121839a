//! `kebu client abandon`: giving a client up (C-069c) is the end of an observation, decided for a
//! reason and approved by headquarters; all of it is written down, or nothing is.

use super::super::context::{Context, Stop, date};
use super::super::env::Exit;
use super::super::record::WriteArgs;
use super::super::record::desk::known_person;
use super::super::record::missing::missing_option;
use crate::app::change::Step;
use crate::archive::edit::{Change, Given};
use crate::diag::change::{ChangeRefusal, MissingKey};
use crate::domain::grade;
use crate::domain::record::client::Status;
use crate::domain::record::{Grade, Kind};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "CLIENT")]
    pub client: String,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[arg(long, value_name = "PERSON")]
    pub approved_by: Option<String>,
    #[arg(long = "observed-from", value_name = "DATE")]
    pub from: Option<String>,
    #[arg(long = "observed-until", value_name = "DATE")]
    pub until: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub decided_on: Option<String>,
    #[arg(long)]
    pub even_so: bool,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let client = desk.client(&args.client)?;
    let record = &client.record;
    if record.status != Status::Active {
        let (id, status) = (client.id.to_string(), record.status);
        return Err(ChangeRefusal::NotActive { id, status }.into());
    }
    let effective = grade::grade(&desk.book, client, desk.today).effective;
    if effective != Grade::C && !args.even_so {
        let id = client.id.to_string();
        return Err(ChangeRefusal::NotGradeC { id, grade: effective }.into());
    }
    let observed = record.observation.as_ref();
    let wanted = [
        ("reason", args.reason.is_some() || observed.is_some_and(|it| it.reason.is_some())),
        ("from", args.from.is_some() || observed.is_some()),
        ("until", args.until.is_some() || observed.is_some()),
        ("approved_by", args.approved_by.is_some()),
    ];
    let missing: Vec<MissingKey> =
        wanted.iter().filter(|(_, there)| !there).map(|(key, _)| missing(key)).collect();
    if !missing.is_empty() {
        let command = "client abandon".to_owned();
        return Err(ChangeRefusal::MissingKeys { command, keys: missing }.into());
    }
    let mut changes = Vec::new();
    let mut set = |path: &str, value| changes.push(Change::Set { path: path.to_owned(), value });
    if let Some(reason) = &args.reason {
        set("observation.reason", Given::Text(reason.clone()));
    }
    for (path, given) in [("observation.from", &args.from), ("observation.until", &args.until)] {
        if let Some(given) = given {
            set(path, Given::Date(date(given)?.to_string()));
        }
    }
    let decided_on = desk.day(args.decided_on.as_deref())?;
    set("observation.decision", Given::Text("abandon".to_owned()));
    set("observation.decided_on", Given::Date(decided_on.to_string()));
    if let Some(given) = &args.approved_by {
        let person = known_person(&desk.book, given)?;
        set("observation.approved_by", Given::Text(person.to_string()));
    }
    set("status", Given::Text("abandoned".to_owned()));
    let steps = [Step::Edit { path: client.path.to_string(), changes }];
    context.carry_out(&desk, &steps, args.write)?;
    Ok(Exit::Done)
}

fn missing(key: &str) -> MissingKey {
    let path = format!("observation.{key}");
    match key {
        "from" | "until" => missing_option(Kind::Client, &path, &format!("observed_{key}")),
        other => missing_option(Kind::Client, &path, other),
    }
}
