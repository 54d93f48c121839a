//! `kebu grade`: A, B or C for every client, with reasons.

mod changes;

use super::client::{one, word};
use super::context::{Context, Opened, Stop};
use super::env::Exit;
use super::output::TableArgs;
use super::output::WORDS;
use super::what_if::{OtherPolicy, PolicyArgs};
use crate::diag::Refusal;
use crate::domain::book::Book;
use crate::domain::grade::{self, Grading, State};
use crate::domain::id::{BranchId, ClientId};
use crate::domain::record::Grade;
use crate::report::{grade_explained, grades};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "CLIENT")]
    pub clients: Vec<String>,
    #[arg(long, conflicts_with = "compare")]
    pub explain: bool,
    #[arg(long, requires = "since", conflicts_with_all = ["explain", "state", "policy"])]
    pub changes: bool,
    #[arg(long, value_name = "REV|DATE|PERIOD", requires = "changes")]
    pub since: Option<String>,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long, value_name = "A|B|C", value_parser = word::<Grade>, ignore_case = true)]
    pub grade: Vec<Grade>,
    #[arg(long, value_name = "STATE", value_parser = word::<State>)]
    pub state: Vec<State>,
    #[command(flatten)]
    pub table: TableArgs,
    #[command(flatten)]
    pub policy: PolicyArgs,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    if let Some(since) = &args.since {
        return changes::run(context, args, since);
    }
    let mut opened = context.open()?;
    if args.branch.is_none() && args.clients.is_empty() {
        context.whole(&opened)?;
    }
    let branch = match &args.branch {
        Some(given) => Some(context.branch(&opened.book, given)?),
        None => None,
    };
    if args.policy.compare {
        return compare(context, opened, args, branch.as_ref());
    }
    let other = context.adopt(&mut opened, &args.policy)?;
    let gradings = gradings(&opened, args, branch.as_ref())?;
    let (book, today) = (&opened.book, opened.today);
    let origins = match args.explain {
        true => context.origins(&opened, &grade_explained::sources(book, &gradings, today))?,
        false => None,
    };
    let origins = origins.as_ref();
    if context.wants_json()? {
        let json = match args.explain {
            true => grade_explained::json(book, &opened.files, &gradings, today, WORDS, origins),
            false => return print_grades(context, &opened, &gradings, other.as_ref()),
        };
        context.print_json(&other.map_or(json.clone(), |other| other.mark(json)))?;
    } else if args.explain {
        let mut sheets = Vec::new();
        for grading in &gradings {
            sheets.extend(grade_explained::sheets(book, &opened.files, grading, today, origins));
        }
        if let (Some(first), Some(other)) = (sheets.first_mut(), &other) {
            first.notes.insert(0, other.note());
        }
        context.print_sheets(&sheets)?;
    } else {
        let mut sheet = grades::list(book, today, &gradings);
        sheet.notes.extend(other.map(|other| other.note()));
        context.print_sheet(sheet, &args.table)?;
    }
    Ok(Exit::Done)
}

/// The contract's JSON; under another policy it says so.
fn print_grades(
    context: &mut Context<'_, '_, '_>,
    opened: &Opened,
    gradings: &[Grading],
    other: Option<&OtherPolicy>,
) -> Result<Exit, Stop> {
    let json = grades::json(&opened.book, opened.today, gradings);
    match other {
        // Our own types always become JSON.
        Some(other) => {
            let json = serde_json::to_value(&json).unwrap_or_default();
            context.print_json(&other.mark(json))?;
        }
        None => context.print_json(&json)?,
    }
    Ok(Exit::Done)
}

fn compare(
    context: &mut Context<'_, '_, '_>,
    opened: Opened,
    args: &Args,
    branch: Option<&BranchId>,
) -> Result<Exit, Stop> {
    let named = args.clients.iter().map(|given| Ok(ClientId(one(&opened.book, given)?.id)));
    let named: Vec<ClientId> = named.collect::<Result<_, Stop>>()?;
    let is_wanted = |book: &Book, grading: &Grading| {
        let is_of = |branch| book.client(grading.client).is_some_and(|entry| entry.is_of(branch));
        branch.is_none_or(is_of) && (named.is_empty() || named.contains(&grading.client))
    };
    context.compare_grades(opened, &args.policy, &is_wanted)
}

/// The gradings asked for, sorted by id. A client that was named and is not graded is a refusal:
/// leaving it out would look like an answer.
fn gradings(opened: &Opened, args: &Args, branch: Option<&BranchId>) -> Result<Vec<Grading>, Stop> {
    let (book, today) = (&opened.book, opened.today);
    let mut gradings = if args.clients.is_empty() {
        grade::grade_all(book, today)
    } else {
        let mut named = Vec::new();
        for given in &args.clients {
            let client = one(book, given)?;
            if !grade::is_graded(&client.record, today) {
                let registered_on = client.record.registered_on;
                let (id, status) = (client.id.to_string(), client.record.status);
                return Err(Refusal::NotGraded { id, status, registered_on }.into());
            }
            named.push(grade::grade(book, client, today));
        }
        named.sort_by_key(|grading| grading.client);
        named.dedup_by_key(|grading| grading.client);
        named
    };
    let is_of = |client: ClientId, branch: &BranchId| {
        book.client(client).is_some_and(|entry| entry.is_of(branch))
    };
    gradings.retain(|grading| {
        branch.is_none_or(|branch| is_of(grading.client, branch))
            && (args.grade.is_empty() || args.grade.contains(&grading.effective))
            && (args.state.is_empty() || args.state.contains(&grading.state))
    });
    Ok(gradings)
}
