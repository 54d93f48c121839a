//! The only place that knows Git. Must not know records, and never decides what to say.

pub mod user;
