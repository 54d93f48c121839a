//! `set` of one record that is no client: `kebu project set ID key=value …`. Clients have a `set`
//! of their own, which knows several at once and what a fact is.

use super::amend::assignments;
use super::desk::{Desk, WriteArgs};
use crate::app::change::Step;
use crate::cli::context::{Context, Stop};
use crate::cli::env::Exit;
use crate::diag::change::ChangeRefusal;
use crate::domain::record::Kind;

#[derive(Debug, clap::Args)]
pub struct SetArgs {
    #[arg(value_name = "RECORD")]
    pub which: String,
    #[arg(value_name = "KEY=VALUE")]
    pub words: Vec<String>,
    #[command(flatten)]
    pub write: WriteArgs,
}

impl Context<'_, '_, '_> {
    /// Sets keys of one record, which `path_of` finds.
    pub fn set(
        &mut self,
        kind: Kind,
        args: &SetArgs,
        path_of: impl FnOnce(&Self, &Desk, &str) -> Result<String, Stop>,
    ) -> Result<Exit, Stop> {
        let assignments = assignments(&args.words)?;
        if assignments.is_empty() {
            return Err(ChangeRefusal::NothingToSet.into());
        }
        let desk = self.desk()?;
        let path = path_of(self, &desk, &args.which)?;
        let changes = self.changes(kind, "", desk.text(&path)?, &assignments)?;
        self.carry_out(&desk, &[Step::Edit { path, changes }], args.write)?;
        Ok(Exit::Done)
    }
}
