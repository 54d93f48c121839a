//! The world as a command sees it: arguments, environment, folder, clock, terminal. `main` makes
//! the real one, tests make their own.

use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::PathBuf;

/// Everything ambient, read once.
pub struct Env<'w> {
    /// With the program's name first.
    pub args: Vec<OsString>,
    pub vars: BTreeMap<String, String>,
    pub cwd: PathBuf,
    pub now: DateTime<Utc>,
    /// Columns of the terminal that standard output is, if it is one.
    pub terminal_columns: Option<u16>,
    /// Whether standard error is a terminal.
    pub stderr_is_terminal: bool,
    /// Whether standard input is a terminal: only then may a command ask or open an editor.
    pub stdin_is_terminal: bool,
    /// What new ids are drawn from; the only chance in the program.
    pub entropy: u64,
    pub input: &'w mut dyn Read,
    pub out: &'w mut dyn Write,
    pub err: &'w mut dyn Write,
}

impl Env<'_> {
    /// A variable that is set and not empty.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.vars.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// The exit codes, as `--help` states them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Done = 0,
    /// Findings, or a negative answer.
    Negative = 1,
    Usage = 2,
    /// The archive cannot be read or written.
    Fault = 3,
    /// Rights or locks.
    Refused = 4,
}
