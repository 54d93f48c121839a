//! `set` of one record that is no client: `kebu project set ID key=value …`.

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
    pub record: String,
    #[arg(value_name = "KEY=VALUE", required = true)]
    pub words: Vec<String>,
    #[command(flatten)]
    pub write: WriteArgs,
}

impl Context<'_, '_, '_> {
    /// Sets keys of one record.
    pub fn set(
        &mut self,
        desk: &Desk,
        kind: Kind,
        path: &str,
        args: &SetArgs,
    ) -> Result<Exit, Stop> {
        let assignments = assignments(&args.words)?;
        if assignments.is_empty() {
            return Err(ChangeRefusal::NothingToSet.into());
        }
        let changes = self.changes(kind, "", desk.text(path)?, &assignments)?;
        self.carry_out(desk, &[Step::Edit { path: path.to_owned(), changes }], args.write)?;
        Ok(Exit::Done)
    }
}
