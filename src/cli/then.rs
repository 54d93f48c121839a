//! The archive at a state of Git, read whole: for whatever is compared with, or computed again of,
//! another time.

use super::context::Stop;
use crate::archive::files::Files;
use crate::archive::load::{Depth, Loaded, load};
use crate::diag::Finding;
use crate::domain::book::Book;
use crate::git::State;
use std::mem::ManuallyDrop;

/// A state with its records. Its memory is left to the end of the process, as everywhere.
pub struct Then {
    pub state: State,
    pub files: ManuallyDrop<Files>,
    pub book: ManuallyDrop<Book>,
}

/// A state that holds records which cannot be read: nothing is computed of it.
pub struct Unreadable {
    pub files: Files,
    pub findings: Vec<Finding>,
}

impl Then {
    pub fn read(state: State) -> Result<Result<Self, Unreadable>, Stop> {
        let files = state.files()?;
        let Loaded { book, findings, incomplete, .. } = load(&files, Depth::Records);
        Ok(match book.filter(|_| !incomplete) {
            Some(book) => {
                let (files, book) = (ManuallyDrop::new(files), ManuallyDrop::new(book));
                Ok(Self { state, files, book })
            }
            None => Err(Unreadable { files, findings }),
        })
    }
}
