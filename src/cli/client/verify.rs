//! `kebu client verify`: "still true today". The facts are shown, then the file is dated today and
//! so are the facts that were looked at: all that are recorded, or those of `--facts`.

use super::super::context::{Context, Stop};
use super::super::env::Exit;
use super::super::record::{Desk, WriteArgs};
use super::word;
use crate::app::change::{Step, value_at};
use crate::archive::edit::{Change, Given, tree};
use crate::domain::book::Entry;
use crate::domain::grade::FactName;
use crate::domain::id::PersonId;
use crate::domain::keyword::Keyword;
use crate::domain::record::client::Client;
use crate::report::facts::{self, Fact};
use crate::report::sheet::Sheet;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "CLIENT", required = true)]
    pub clients: Vec<String>,
    #[arg(long, value_name = "FACT,…", value_delimiter = ',', value_parser = word::<FactName>)]
    pub facts: Vec<FactName>,
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let person = context.person(&desk, args.by.as_deref())?;
    let mut steps = Vec::new();
    let mut sheets: Vec<Sheet> = Vec::new();
    for given in &args.clients {
        let client = desk.client(given)?;
        let root = tree(desk.text(&client.path)?).unwrap_or(Given::Table(Vec::new()));
        let shown: Vec<Fact> = recorded(&root, &args.facts);
        sheets.push(facts::sheet(&desk.book, client, &shown));
        steps.push(verified(&desk, client, &shown, person.as_ref()));
    }
    // Before anything is written: what is confirmed is what stands here.
    if !args.write.dry_run {
        context.print_sheets(&sheets)?;
    }
    context.carry_out(&desk, &steps, args.write)?;
    Ok(Exit::Done)
}

/// The recorded facts that are looked at, in the contract's order.
fn recorded(root: &Given, wanted: &[FactName]) -> Vec<Fact> {
    let names = FactName::ALL.iter().copied();
    let names = names.filter(|name| wanted.is_empty() || wanted.contains(name));
    names
        .filter_map(|name| {
            let text = |key: &str| match value_at(root, &format!("facts.{name}.{key}")) {
                Some(Given::Text(text) | Given::Date(text)) => Some(text.clone()),
                Some(Given::Boolean(value)) => Some(value.to_string()),
                _ => None,
            };
            let value = text("value")?;
            Some(Fact { name, value, as_of: text("as_of"), by: text("by"), source: text("source") })
        })
        .collect()
}

fn verified(
    desk: &Desk,
    client: &Entry<Client>,
    shown: &[Fact],
    person: Option<&PersonId>,
) -> Step {
    let today = || Given::Date(desk.today.to_string());
    let mut changes = vec![Change::Set { path: "verified_on".to_owned(), value: today() }];
    for fact in shown {
        changes.push(Change::Set { path: format!("facts.{}.as_of", fact.name), value: today() });
        // Who says it is still true says it now.
        if let Some(person) = person {
            let value = Given::Text(person.to_string());
            changes.push(Change::Set { path: format!("facts.{}.by", fact.name), value });
        }
    }
    Step::Edit { path: client.path.to_string(), changes }
}
