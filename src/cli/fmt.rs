//! `kebu fmt`: records in the canonical form, in one operation that `undo` takes back.

use super::check;
use super::context::{Context, Stop};
use super::env::Exit;
use crate::app::format::{Formatted, format};
use crate::archive::files::Files;
use crate::archive::load::{Depth, load};
use crate::diag::edit::{EditFault, EditRefusal};
use crate::diag::{Refusal, Severity};
use crate::report::phrase::Phrase;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,
    #[arg(long)]
    pub check: bool,
    #[arg(long, conflicts_with = "check")]
    pub dry_run: bool,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let root = context.root()?;
    let files = context.read(&root, Files::read)?;
    let paths = args.paths.iter().map(|given| check::inside(context, &root, &files, given));
    let paths: Vec<String> = paths.collect::<Result<_, _>>()?;
    let is_wanted = |path: &str| {
        let holds = |given: &String| {
            let rest = path.strip_prefix(given.as_str());
            given.is_empty() || rest.is_some_and(|r| r.is_empty() || r.starts_with('/'))
        };
        paths.is_empty() || paths.iter().any(holds)
    };
    let Formatted { records, changes, unreadable, mistaken } = format(&files, is_wanted);
    if !unreadable.is_empty() {
        // Why a file cannot be read is what checking says.
        let mut findings = load(&files, Depth::Records).findings;
        findings.retain(|finding| {
            finding.severity == Severity::Error && unreadable.contains(&finding.place.path)
        });
        check::print_findings(context, &files, &findings);
    }
    if let Some(path) = mistaken.first() {
        let fault = EditFault::Misformatted;
        return Err(Refusal::Edit(EditRefusal::NotEdited { path: path.clone(), fault }).into());
    }
    let text = match args.dry_run {
        true => context.diff(&changes),
        false => changes.iter().map(|change| format!("{}\n", change.path)).collect(),
    };
    let (changed, stays) = (changes.len(), unreadable.len());
    if !args.check && !args.dry_run {
        context.write(&root, changes)?;
    }
    context.print(&text)?;
    let said = match args.check || args.dry_run {
        true => Phrase::WouldFormat { changed, records, unreadable: stays },
        false => Phrase::Formatted { changed, records, unreadable: stays },
    };
    let message = context.lang.phrase(&said);
    context.note(&message);
    let is_negative = stays > 0 || (args.check && changed > 0);
    Ok(if is_negative { Exit::Negative } else { Exit::Done })
}
