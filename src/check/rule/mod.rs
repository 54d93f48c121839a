//! The rules, one subject a file. A rule about one record is a function of [`Subject`]; a rule
//! about the archive as a whole one of [`Context`]. `check/mod.rs` lists which rules look at which
//! kind of record.
//!
//! [`Subject`]: super::context::Subject
//! [`Context`]: super::context::Context

pub mod access;
pub mod arrival;
pub mod before_opening;
pub mod before_period;
pub mod client;
pub mod complaint;
pub mod contacts;
pub mod credit_code;
pub mod dates;
pub mod documents;
pub mod duplicates;
pub mod events;
pub mod merge;
pub mod people;
pub mod policy;
pub mod references;
pub mod review;
pub mod spot_check;
pub mod survey;
pub mod visit;
