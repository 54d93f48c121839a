//! The only place that knows Git: files at a revision, arrivals, changes; and the user's own `git`
//! for writing (`user.rs`). What only reads calls the `git` program so that nothing in a
//! repository can run or change anything (`call.rs`; docs/git.md says why it is no library). Must
//! not know what records say, and never decides what to say.

mod call;
mod days;
mod evidence;
mod files;
mod history;
mod import;
mod index;
mod issue;
mod objects;
mod receipts;
mod repository;
mod revision;
mod search_path;
mod since;
mod steps;
mod touched;
mod trail;
mod trees;
pub mod user;

pub use call::Git;
pub use import::{NewCommit, NewRepository, Signature};
pub use issue::Unreached;
pub use repository::Repositories;
pub use revision::{At, State};
pub use since::{Earlier, Lost};
pub use trail::{Line, Search, Trail};
pub use trees::Known;
