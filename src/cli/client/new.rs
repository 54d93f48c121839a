//! `kebu client new`: a client's file, after the whole archive was searched for the same
//! organisation.

use super::super::context::{Context, Stop};
use super::super::env::Exit;
use super::super::record::Content;
use super::super::record::flags::OfClient;
use super::super::record::{NewRecord, RecordArgs, Values, WriteArgs};
use crate::archive::edit::Given;
use crate::diag::change::{ChangeRefusal, Twin};
use crate::domain::book::{Book, Entry};
use crate::domain::client_twins::{Likeness, Newcomer, normal_code, twins};
use crate::domain::id::{PersonId, Unit};
use crate::domain::record::Kind;
use crate::domain::record::client::Client;
use crate::domain::time::Date;
use crate::domain::{credit_code, region};
use crate::report::clients::branch_name;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long)]
    pub even_so: bool,
    #[command(flatten)]
    pub record: RecordArgs<OfClient>,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let person = context.person(&desk, args.record.by.as_deref())?;
    let branch = context.home_branch(&desk, args.branch.as_deref(), person.as_ref())?;
    let mut values = context.values(&args.record)?;
    values.default_date("registered_on", desk.today);
    // Whoever registers a client of the own branch keeps it, unless somebody else is named.
    let of_branch = |unit: &Unit| unit.branch() == Some(&branch);
    let unit = person.as_ref().and_then(|person| desk.book.records.people.get(person));
    if unit.is_some_and(|person| of_branch(&person.unit)) {
        values.default_text("owner", person.as_ref());
    }
    let id = desk.new_id(context, Kind::Client)?;
    let path = format!("branches/{branch}/clients/{id}.toml");
    let today = desk.today;
    let prepare = |values: &mut Values| {
        fill_from_code(values);
        open_needs(values);
        date_facts(values, today, person.as_ref());
        if !args.even_so {
            refuse_twins(&desk.book, values)?;
        }
        Ok(path.clone())
    };
    let record = NewRecord {
        command: "client new",
        values,
        prepare: &prepare,
        one_of: &[&["credit_code", "credit_code_absent"]],
        content: Content::NONE,
        name: id.to_string(),
    };
    let carried = context.create(&desk, record, args.write)?;
    context.made(&carried, id)
}

/// The credit code says what kind of organisation it is and where it is registered.
fn fill_from_code(values: &mut Values) {
    let Some(code) = values.text("credit_code").map(normal_code) else { return };
    values.set("credit_code", Given::Text(code.clone()));
    // A code with a wrong digit says as much as it can; the check says which is wrong.
    if code.len() != 18 || !code.is_ascii() {
        return;
    }
    values.default_text("kind", credit_code::client_kind(&code));
    let place = code.get(2..8).filter(|place| region::has_province(place));
    values.default_text("region", place);
}

/// A need that is told is open until somebody says how it ended.
fn open_needs(values: &mut Values) {
    let needs = match values.get("needs") {
        Some(Given::List(needs)) => needs.len(),
        _ => 0,
    };
    for at in 0..needs {
        values.default_text(&format!("needs.{at}.status"), Some("open"));
    }
}

/// A fact that is told with nothing but its value was judged today, by whoever tells it.
fn date_facts(values: &mut Values, today: Date, person: Option<&PersonId>) {
    let facts = match values.get("facts") {
        Some(Given::Table(facts)) => facts.iter().map(|(fact, _)| fact.clone()).collect(),
        _ => Vec::new(),
    };
    for fact in facts {
        values.default_date(&format!("facts.{fact}.as_of"), today);
        values.default_text(&format!("facts.{fact}.by"), person);
    }
}

/// One organisation, one file: whatever is alike is shown, wherever in the archive it is.
fn refuse_twins(book: &Book, values: &Values) -> Result<(), Stop> {
    let aliases = match values.get("aliases") {
        Some(Given::List(items)) => items.as_slice(),
        _ => &[],
    };
    let text = |item: &'_ Given| match item {
        Given::Text(text) => Some(text.clone()),
        _ => None,
    };
    let aliases: Vec<String> = aliases.iter().filter_map(text).collect();
    let newcomer = Newcomer {
        name: values.text("name"),
        aliases: aliases.iter().map(String::as_str).collect(),
        credit_code: values.text("credit_code"),
    };
    let found = twins(book, &newcomer);
    if found.is_empty() {
        return Ok(());
    }
    let twin = |(likeness, client): &(Likeness, &Entry<Client>)| Twin {
        id: client.id.to_string(),
        name: client.record.name.clone(),
        unit: client.unit.branch().map_or_else(String::new, |b| branch_name(book, b)),
        likeness: *likeness,
    };
    Err(ChangeRefusal::AlreadyAClient { twins: found.iter().map(twin).collect() }.into())
}
