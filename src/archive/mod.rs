//! Text and records: files in, a book and findings out. Loading never fails, it reports; only
//! the outside world (`read`) returns errors.

mod assemble;
pub mod compare;
pub mod decode;
pub mod edit;
mod extra;
pub mod fields;
pub mod files;
mod headers;
pub mod layout;
pub mod load;
pub mod locate;
pub mod merge;
pub mod parse;
mod private;
mod read;
pub mod shape;
pub mod text_scan;
mod tree_json;
pub mod turns;
pub mod write;
