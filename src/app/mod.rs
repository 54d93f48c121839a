//! Use cases: a request in, an outcome out. Nothing here prints or speaks a language.

pub mod change;
pub mod demo;
pub mod format;
pub mod handover;
pub mod init;
pub mod issue;
pub mod merge;
pub mod relocate;
pub mod show;
pub mod submit;
pub mod verify;
pub mod what_if;
