//! `kebu client set`: keys of one client or of many, by `key=value`; `kebu client edit`: the same
//! by options, by a text from elsewhere, or in the editor.

use super::super::context::{Context, Stop};
use super::super::env::Exit;
use super::super::record::amend::{Act, Amending, Assignment, assignments};
use super::super::record::desk::known_person;
use super::super::record::flags::OfClient;
use super::super::record::{Desk, RecordArgs, WriteArgs};
use crate::app::change::{Step, value_at};
use crate::archive::edit::{self, Change, Given};
use crate::archive::fields::fields;
use crate::diag::Refusal;
use crate::diag::change::ChangeRefusal;
use crate::diag::edit::BadGiven;
use crate::domain::book::Entry;
use crate::domain::client_twins::normal_code;
use crate::domain::id::PersonId;
use crate::domain::keyword::Keyword;
use crate::domain::record::Kind;
use crate::domain::record::client::Client;
use crate::report::clients::{self, Filter};

#[derive(Debug, clap::Args)]
pub struct SetArgs {
    #[arg(value_name = "CLIENT|KEY=VALUE", required = true)]
    pub words: Vec<String>,
    #[arg(long = "where", value_name = "KEY=VALUE")]
    pub filter: Vec<String>,
    #[arg(long)]
    pub yes: bool,
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
    #[command(flatten)]
    pub write: WriteArgs,
}

#[derive(Debug, clap::Args)]
pub struct EditArgs {
    #[arg(value_name = "CLIENT")]
    pub client: String,
    #[command(flatten)]
    pub record: RecordArgs<OfClient>,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn set(context: &mut Context<'_, '_, '_>, args: &SetArgs) -> Result<Exit, Stop> {
    let names = args.words.iter().take_while(|word| !word.contains('=')).count();
    let (names, words) = args.words.split_at(names);
    let mut assignments = assignments(words)?;
    if assignments.is_empty() {
        return Err(ChangeRefusal::NothingToSet.into());
    }
    normalise(&mut assignments);
    let desk = context.desk()?;
    let chosen = chosen(context, &desk, names, &args.filter)?;
    let person = context.person(&desk, args.by.as_deref())?;
    let mut steps = Vec::new();
    for client in &chosen {
        let changes = client_changes(context, &desk, client, &assignments, person.as_ref())?;
        steps.push(Step::Edit { path: client.path.to_string(), changes });
    }
    if args.filter.is_empty() {
        context.carry_out(&desk, &steps, args.write)?;
    } else {
        context.carry_out_many(&desk, &steps, args.write, args.yes)?;
    }
    Ok(Exit::Done)
}

pub fn edit(context: &mut Context<'_, '_, '_>, args: &EditArgs) -> Result<Exit, Stop> {
    let desk = context.desk()?;
    let path = desk.client(&args.client)?.path.to_string();
    context.amend(&desk, Amending::record("client edit", &path), &args.record, args.write)?;
    Ok(Exit::Done)
}

/// A credit code is written in upper case and without spaces.
fn normalise(assignments: &mut [Assignment]) {
    let code = assignments.iter_mut().filter(|assignment| assignment.key == "credit_code");
    for word in code.flat_map(|assignment| assignment.words.iter_mut()) {
        *word = normal_code(word);
    }
}

/// The clients that were named, or those that a filter chooses.
fn chosen<'d>(
    context: &Context<'_, '_, '_>,
    desk: &'d Desk,
    names: &[String],
    filter: &[String],
) -> Result<Vec<&'d Entry<Client>>, Stop> {
    if filter.is_empty() {
        if names.is_empty() {
            return Err(ChangeRefusal::NoClient.into());
        }
        return names.iter().map(|given| desk.client(given)).collect();
    }
    let filter = read_filter(context, desk, filter)?;
    let mut chosen = clients::select(&desk.book, desk.today, &filter);
    if !names.is_empty() {
        let named: Result<Vec<_>, Stop> =
            names.iter().map(|given| desk.client(given).map(|client| client.id)).collect();
        let named = named?;
        chosen.retain(|client| named.contains(&client.id));
    }
    Ok(chosen)
}

const FILTERS: [&str; 7] = ["branch", "grade", "kind", "owner", "stage", "state", "status"];

/// `grade=A`, `stage=signed,partner`: words of one key are alternatives, keys must all hold.
fn read_filter(
    context: &Context<'_, '_, '_>,
    desk: &Desk,
    given: &[String],
) -> Result<Filter, Stop> {
    let mut filter = Filter::default();
    for Assignment { key, words, .. } in assignments(given)? {
        let words: Vec<&str> = words.iter().flat_map(|word| word.split([',', '|'])).collect();
        match key.as_str() {
            "branch" => {
                let branches = words.iter().map(|word| context.branch(&desk.book, word));
                filter.branches = branches.collect::<Result<_, _>>()?;
            }
            "owner" => {
                let owners = words.iter().map(|word| known_person(&desk.book, word));
                filter.owners = owners.collect::<Result<_, _>>()?;
            }
            "grade" => filter.grades = listed(&key, &words)?,
            "kind" => filter.kinds = listed(&key, &words)?,
            "state" => filter.states = listed(&key, &words)?,
            "stage" => filter.stages = listed(&key, &words)?,
            "status" => filter.statuses = listed(&key, &words)?,
            _ => {
                let allowed = FILTERS.to_vec();
                return Err(ChangeRefusal::UnknownFilter { given: key, allowed }.into());
            }
        }
    }
    Ok(filter)
}

fn listed<K>(key: &str, words: &[&str]) -> Result<Vec<K>, Refusal>
where
    K: Keyword,
{
    let bad = |word: &str| BadGiven::NotListed {
        key: key.to_owned(),
        given: word.to_owned(),
        words: K::ALL.iter().map(|word| (word.key(), word.labels())).collect(),
        near: crate::diag::near::nearest(word, K::ALL.iter().map(|word| word.key())),
    };
    words.iter().map(|word| K::typed(word).ok_or_else(|| bad(word).into())).collect()
}

/// What the assignments change in one client's file. A fact whose value changes was judged now, by
/// whoever is at the keyboard, unless something else is said.
fn client_changes(
    context: &Context<'_, '_, '_>,
    desk: &Desk,
    client: &Entry<Client>,
    assignments: &[Assignment],
    person: Option<&PersonId>,
) -> Result<Vec<Change>, Stop> {
    let text = desk.text(&client.path)?;
    let mut changes = context.changes(Kind::Client, "", text, assignments)?;
    let tree = edit::tree(text).unwrap_or(Given::Table(Vec::new()));
    let mut dated = Vec::new();
    for field in fields(Kind::Client).iter().filter(|field| is_fact_value(&field.path)) {
        let new = changes.iter().find_map(|change| match change {
            Change::Set { path, value } if *path == field.path => Some(value),
            Change::Set { .. } | Change::Remove { .. } | Change::Push { .. } => None,
        });
        if new.is_none() || new == value_at(&tree, &field.path) {
            continue;
        }
        let fact = field.path.trim_end_matches("value");
        let said = |key: &str| {
            let key = format!("{fact}{key}");
            assignments.iter().any(|assignment| assignment.key == key)
        };
        if !said("as_of") {
            let value = Given::Date(desk.today.to_string());
            dated.push(Change::Set { path: format!("{fact}as_of"), value });
        }
        match person {
            Some(person) if !said("by") => {
                let value = Given::Text(person.to_string());
                dated.push(Change::Set { path: format!("{fact}by"), value });
            }
            None if !said("by") => {
                let email = context.email(desk);
                return Err(ChangeRefusal::NobodyKnown { email }.into());
            }
            Some(_) | None => {}
        }
    }
    changes.extend(dated);
    let is_new_need = |assignment: &&Assignment| {
        assignment.act == Act::Set && assignment.key.starts_with("needs.new.")
    };
    let mut news = assignments.iter().filter(is_new_need).peekable();
    // A need that is told is open until somebody says how it ended.
    if news.peek().is_some() && news.all(|assignment| assignment.key != "needs.new.status") {
        let count = match value_at(&tree, "needs") {
            Some(Given::List(items)) => items.len(),
            _ => 0,
        };
        let value = Given::Text("open".to_owned());
        changes.push(Change::Set { path: format!("needs.{count}.status"), value });
    }
    Ok(changes)
}

fn is_fact_value(path: &str) -> bool {
    path.strip_prefix("facts.").is_some_and(|rest| rest.ends_with(".value"))
}
