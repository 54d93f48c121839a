//! A change of many records: how many and what, before anybody agrees. On a terminal the user is
//! asked; elsewhere nothing asks, and `--yes` must have been given.

use super::desk::{Carried, Desk, WriteArgs};
use crate::app::change::Step;
use crate::cli::context::{Context, Stop};
use crate::diag::change::ChangeRefusal;
use crate::report::phrase::Phrase;

impl Context<'_, '_, '_> {
    /// Shows the count and the difference, has somebody agree, and writes.
    pub fn carry_out_many(
        &mut self,
        desk: &Desk,
        steps: &[Step],
        args: WriteArgs,
        yes: bool,
    ) -> Result<Carried, Stop> {
        let Some(would) = self.planned(desk, steps)? else { return Ok(Carried::Unchanged) };
        let records = would.changes.len();
        let count = self.lang.phrase(&Phrase::WouldChange { records });
        self.note(&count);
        if args.dry_run {
            return self.finish(desk, would, args);
        }
        let diff = self.diff(&would.changes);
        self.note(diff.trim_end_matches('\n'));
        if !(yes || self.env.stdin_is_terminal && self.agrees()) {
            return Err(ChangeRefusal::NotConfirmed { records }.into());
        }
        self.finish(desk, would, args)
    }

    /// Asks on the terminal; anything but a plain yes is a no.
    fn agrees(&mut self) -> bool {
        let question = self.lang.phrase(&Phrase::WriteThem);
        // Standard error that cannot be written leaves nobody to ask.
        let _ = write!(self.env.err, "{question} ").and_then(|()| self.env.err.flush());
        let mut answer = Vec::new();
        let mut byte = [0];
        while answer.len() < 16 && self.env.input.read(&mut byte).is_ok_and(|count| count == 1) {
            if byte == *b"\n" {
                break;
            }
            answer.push(byte[0]);
        }
        let answer = String::from_utf8_lossy(&answer).trim().to_lowercase();
        matches!(answer.as_str(), "y" | "yes" | "是")
    }
}
