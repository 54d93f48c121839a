//! `kebu undo`: takes back the last operation of this clone, if nothing changed since.

use super::context::{Context, Stop};
use super::env::Exit;
use crate::archive::write::{self, FileChange, Last};
use crate::diag::writing::WriteRefusal;
use crate::render::diff::{self, Changed};
use crate::report::phrase::Phrase;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long)]
    pub dry_run: bool,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let root = context.root()?;
    let (words, by) = (context.words(), context.holder());
    let last = if args.dry_run {
        let last = write::last(&root)?;
        last.ok_or(write::WriteStop::Refused(WriteRefusal::NothingToUndo))?
    } else {
        write::undo(&root, &words, &by)?
    };
    let text = context.diff(&last.changes);
    context.print(&text)?;
    let Last { words, at, was_undo, changes, changed_since } = last;
    let (command, files) = (words.join(" "), changes.len());
    let refused = args.dry_run && !changed_since.is_empty();
    let said = match (args.dry_run, refused) {
        (true, true) => Phrase::CannotUndo { command, at, paths: changed_since.clone() },
        (true, false) => Phrase::WouldUndo { command, at, files, was_undo },
        (false, _) => Phrase::Undone { command, at, files, was_undo },
    };
    let left = (!args.dry_run && !changed_since.is_empty())
        .then_some(Phrase::LeftAsIs { paths: changed_since });
    for note in [Some(said), left].into_iter().flatten() {
        let message = context.lang.phrase(&note);
        context.note(&message);
    }
    Ok(if refused { Exit::Refused } else { Exit::Done })
}

impl Context<'_, '_, '_> {
    /// Changes as a unified diff: exact, or, on a terminal, with what hides made visible.
    pub fn diff(&self, changes: &[FileChange]) -> String {
        let to_terminal = self.env.terminal_columns.is_some() && self.global.output.is_none();
        let look = match to_terminal {
            true => diff::Look::Visible { coloured: super::check::wants_colour(self) },
            false => diff::Look::Exact,
        };
        let changed = changes.iter().map(|FileChange { path, before, after }| Changed {
            path,
            before: before.as_deref(),
            after: after.as_deref(),
        });
        diff::unified(changed, look)
    }
}
