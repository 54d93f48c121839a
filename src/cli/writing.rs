//! How commands write: the archive through `archive::write`, with who and what from the command
//! line.

use super::context::{Context, Stop};
use super::merge_driver;
use crate::archive::write::{self, FileChange, Holder, Operation, WriteStop};
use crate::diag::{Fault, Refusal};
use crate::report::phrase::Phrase;
use std::path::Path;

impl Context<'_, '_, '_> {
    /// Writes all the changes or none. Nothing is written when nothing changes. What is written in
    /// a clone will be merged one day, so Git is told here how.
    pub fn write(&mut self, root: &Path, changes: Vec<FileChange>) -> Result<(), Stop> {
        let operation = Operation { words: self.words(), by: self.holder(), changes };
        write::write(root, &operation)?;
        let paths = operation.changes.into_iter().map(|change| change.path);
        merge_driver::enable_where_named(self, root, &paths.collect::<Vec<_>>());
        Ok(())
    }

    /// Reads the archive, never in the middle of an operation: its files, or what else `how` makes.
    pub fn read<T>(
        &mut self,
        root: &Path,
        how: impl Fn(&Path) -> Result<T, Fault>,
    ) -> Result<T, Stop> {
        let read = write::read(root, &self.holder(), &self.words(), how)?;
        if let Some(words) = read.finished {
            let message = self.lang.phrase(&Phrase::Finished { command: words.join(" ") });
            self.note(&message);
        }
        Ok(read.read)
    }

    /// The command line as the user knows it.
    pub fn words(&self) -> Vec<String> {
        let given = self.env.args.iter().skip(1).map(|arg| arg.to_string_lossy().into_owned());
        std::iter::once("kebu".to_owned()).chain(given).collect()
    }

    /// Whose account runs the command, and since when.
    pub fn holder(&self) -> Holder {
        let user = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| self.env.var(name));
        Holder {
            user: user.unwrap_or("?").to_owned(),
            since: self.env.now.format("%Y-%m-%d %H:%M UTC").to_string(),
        }
    }
}

impl From<WriteStop> for Stop {
    fn from(stop: WriteStop) -> Self {
        match stop {
            WriteStop::Refused(refusal) => Self::Refusal(Refusal::Write(refusal)),
            WriteStop::Fault(fault) => Self::Fault(fault),
        }
    }
}
