//! The only place that knows how Git is read: files at a revision, arrivals, changes. Git is the
//! `git` program, in calls that nothing in a repository can turn into running something
//! (`call.rs`); docs/git.md says why it is not a library. Must not write to a repository.

mod call;
mod evidence;
mod files;
mod history;
mod objects;
mod receipts;
mod repository;
mod revision;
mod touched;

pub use call::Git;
pub use repository::Repositories;
pub use revision::{At, State};
