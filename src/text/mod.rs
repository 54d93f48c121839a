//! Words, last: every text in every language. A language is a folder of functions, each an
//! exhaustive match, so that a missing text does not compile.

pub mod en;
pub mod zh;

use crate::diag::{Fault, Refusal};
use crate::domain::keyword::Keyword;
use crate::report::phrase::Phrase;

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    Zh,
    En,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// Reads `zh`, `zh-CN`, `zh_CN.UTF-8`, `en`, `en_US.UTF-8`; `None` for anything else, `C` too.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "zh" | "chinese" => Some(Self::Zh),
            "en" | "english" => Some(Self::En),
            _ => None,
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// Picks one of a pair of labels, Chinese first.
    pub fn pick(self, labels: [&'static str; 2]) -> &'static str {
        match self {
            Self::Zh => labels[0],
            Self::En => labels[1],
        }
    }

    pub fn word(self, word: impl Keyword) -> &'static str {
        self.pick(word.labels())
    }

    pub fn phrase(self, phrase: &Phrase) -> String {
        match self {
            Self::Zh => zh::phrase::phrase(phrase),
            Self::En => en::phrase::phrase(phrase),
        }
    }

    pub fn refusal(self, refusal: &Refusal) -> Message {
        match self {
            Self::Zh => zh::refusal::refusal(refusal),
            Self::En => en::refusal::refusal(refusal),
        }
    }

    pub fn fault(self, fault: &Fault) -> Message {
        match self {
            Self::Zh => zh::refusal::fault(fault),
            Self::En => en::refusal::fault(fault),
        }
    }

    /// What stands for a value in usage lines: `DATE`, 日期.
    pub fn value_name(self, name: &str) -> &'static str {
        match self {
            Self::Zh => zh::help::value_name(name),
            Self::En => en::help::value_name(name),
        }
    }

    /// What a command or an option is for; `path` is the command (`client list`), `arg` the
    /// option's id, or empty for the command itself.
    pub fn help(self, path: &str, arg: &str) -> Option<&'static str> {
        match self {
            Self::Zh => zh::help::help(path, arg),
            Self::En => en::help::help(path, arg),
        }
    }
}

/// A message about a request: what is the case, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub text: String,
    pub helps: Vec<String>,
}

impl Message {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), helps: Vec::new() }
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.helps.push(help.into());
        self
    }

    #[must_use]
    pub fn maybe_help(self, help: Option<String>) -> Self {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }
}

/// A user's text for a terminal: control, bidirectional and invisible characters are escaped, line
/// breaks become spaces.
pub fn shown(text: &str) -> String {
    let is_plain = |c: char| !c.is_control() && !crate::archive::text_scan::is_hidden(c);
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => shown.push(' '),
            plain if is_plain(plain) => shown.push(plain),
            hidden => shown.extend(hidden.escape_unicode()),
        }
    }
    shown
}
