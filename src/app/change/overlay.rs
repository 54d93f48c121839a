//! Steps on files in memory: each path's bytes before and after. A record that does not parse is
//! never touched, since nobody can say what its keys mean.

use super::Step;
use crate::archive::edit;
use crate::archive::files::Files;
use crate::archive::layout::{Spot, spot};
use crate::archive::parse::with_tree;
use crate::archive::write::FileChange;
use crate::diag::Refusal;
use crate::diag::change::ChangeRefusal;
use crate::diag::edit::{EditFault, EditRefusal};
use crate::domain::record::Kind;
use std::collections::BTreeMap;

pub struct Overlay<'f> {
    files: &'f Files,
    /// The state after the steps so far; `None` where the file is gone.
    after: BTreeMap<String, Option<Vec<u8>>>,
    moves: Vec<(String, String)>,
}

impl<'f> Overlay<'f> {
    pub fn new(files: &'f Files) -> Self {
        Self { files, after: BTreeMap::new(), moves: Vec::new() }
    }

    pub fn take(&mut self, step: &Step) -> Result<(), Refusal> {
        match step {
            Step::New { path, values } => {
                let text = edit::compose(kind_of(path)?, path, values);
                self.create(path, edited(path, text)?.into_bytes())
            }
            Step::NewText { path, text } => self.create(path, text.clone().into_bytes()),
            Step::Edit { path, changes } => {
                let text = self.record_text(path)?;
                let text = edited(path, edit::edit(kind_of(path)?, &text, changes))?;
                self.after.insert(path.clone(), Some(text.into_bytes()));
                Ok(())
            }
            Step::Replace { path, text } => {
                self.bytes(path)?;
                self.after.insert(path.clone(), Some(text.clone().into_bytes()));
                Ok(())
            }
            Step::Move { from, to } => {
                let bytes = self.bytes(from)?;
                self.create(to, bytes)?;
                self.after.insert(from.clone(), None);
                self.moves.push((from.clone(), to.clone()));
                Ok(())
            }
            Step::Copy { from, to } => {
                let bytes = self.bytes(from)?;
                self.create(to, bytes)
            }
            Step::Remove { path } => {
                self.bytes(path)?;
                self.after.insert(path.clone(), None);
                Ok(())
            }
        }
    }

    /// What changed, sorted by path, and what went elsewhere.
    pub fn done(self) -> (Vec<FileChange>, Vec<(String, String)>) {
        let Self { files, after, moves } = self;
        let changes = after.into_iter().filter_map(|(path, after)| {
            let before = files.bytes(&path);
            (before != after).then_some(FileChange { path, before, after })
        });
        (changes.collect(), moves)
    }

    fn create(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), Refusal> {
        let is_there = match self.after.get(path) {
            Some(state) => state.is_some(),
            None => self.files.get(path).is_some(),
        };
        if is_there {
            return Err(ChangeRefusal::AlreadyThere { path: path.to_owned() }.into());
        }
        self.after.insert(path.to_owned(), Some(bytes));
        Ok(())
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, Refusal> {
        let bytes = match self.after.get(path) {
            Some(state) => state.clone(),
            None => self.files.bytes(path),
        };
        bytes.ok_or_else(|| ChangeRefusal::NotThere { path: path.to_owned() }.into())
    }

    /// The text of a record whose keys can be edited.
    fn record_text(&self, path: &str) -> Result<String, Refusal> {
        let unreadable = || Refusal::from(ChangeRefusal::Unreadable { path: path.to_owned() });
        let text = String::from_utf8(self.bytes(path)?).map_err(|_| unreadable())?;
        if with_tree(&text, |tree| tree.is_ok()) { Ok(text) } else { Err(unreadable()) }
    }
}

fn kind_of(path: &str) -> Result<Kind, Refusal> {
    match spot(path) {
        Spot::Record(slot) => Ok(slot.kind),
        _ => Err(ChangeRefusal::NotARecord { path: path.to_owned() }.into()),
    }
}

/// A text that was made or edited, or why it could not be.
fn edited(path: &str, text: Result<String, EditFault>) -> Result<String, Refusal> {
    let path = path.to_owned();
    text.map_err(|fault| Refusal::Edit(EditRefusal::NotEdited { path, fault }))
}
