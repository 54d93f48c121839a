//! Words, last: every text in every language. A language is a folder of functions, each an
//! exhaustive match, so that a missing text does not compile.

pub mod agenda;
pub mod en;
pub mod explain;
pub mod wording;
pub mod zh;

pub use explain::{Explanation, explain_code};
pub use wording::Wording;

use crate::diag::{CheckReport, Fault, Problem, Refusal, Severity};
use crate::domain::keyword::Keyword;
use crate::domain::record::Kind;
use crate::report::demo::{DemoMade, Stage, Suggestion};
use crate::report::phrase::Phrase;
use crate::report::submission::CommitText;

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    Zh,
    En,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// A heading of a manual page.
    pub fn manual_heading(self, heading: &str) -> &str {
        match self {
            Self::Zh => zh::help::manual_heading(heading),
            Self::En => heading,
        }
    }

    /// The words of the template that an editor opens with.
    pub fn template_hints(self) -> crate::diag::edit::Hints {
        match self {
            Self::Zh => zh::edit::HINTS,
            Self::En => en::edit::HINTS,
        }
    }

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

    /// The text of the commit of a monthly return.
    pub fn commit_text(self, text: &CommitText) -> String {
        match self {
            Self::Zh => zh::submit::commit_text(text),
            Self::En => en::submit::commit_text(text),
        }
    }

    /// A demo that was made, and where to look.
    pub fn demo_made(self, made: &DemoMade) -> String {
        match self {
            Self::Zh => zh::demo::made(made),
            Self::En => en::demo::made(made),
        }
    }

    pub fn demo_stage(self, stage: Stage) -> &'static str {
        match self {
            Self::Zh => zh::demo::stage(stage),
            Self::En => en::demo::stage(stage),
        }
    }

    pub fn demo_suggestion(self, suggestion: &Suggestion) -> &'static str {
        match self {
            Self::Zh => zh::demo::suggestion(suggestion),
            Self::En => en::demo::suggestion(suggestion),
        }
    }

    pub fn fault(self, fault: &Fault) -> Message {
        match self {
            Self::Zh => zh::refusal::fault(fault),
            Self::En => en::refusal::fault(fault),
        }
    }

    /// A change that changes nothing.
    pub fn nothing_to_change(self) -> &'static str {
        match self {
            Self::Zh => zh::change::NOTHING,
            Self::En => en::change::NOTHING,
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

/// A deadline to the minute: one that ends a day is 24:00 of it, not 00:00 of the next.
pub fn deadline(at: chrono::NaiveDateTime) -> String {
    match at.date().pred_opt().filter(|_| at.time() == chrono::NaiveTime::MIN) {
        Some(day) => format!("{day} 24:00"),
        None => at.format("%Y-%m-%d %H:%M").to_string(),
    }
}

/// What a spot check looked at: a key of a client's file by its label, other words as they stand.
pub fn checked(lang: Lang, field: &str) -> String {
    let known = crate::archive::fields::field(Kind::Client, field);
    known.map_or_else(|| shown(field), |field| lang.pick(field.labels).to_owned())
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

/// The words of a finding.
pub fn finding(lang: Lang, problem: &Problem) -> Wording {
    match lang {
        Lang::Zh => zh::finding::words(problem),
        Lang::En => en::finding::words(problem),
    }
}

/// The last line of a check: how much was found, among how many records.
pub fn check_summary(lang: Lang, report: &CheckReport) -> String {
    match lang {
        Lang::Zh => zh::check_summary::line(report),
        Lang::En => en::check_summary::line(report),
    }
}

/// The line below it when only some paths were asked for.
pub fn check_is_partial(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "只列出了所给路径的问题，引用仍按整个档案库核对",
        Lang::En => {
            "only findings in the given paths are listed; references are checked against the \
             whole archive"
        }
    }
}

/// What stands between a label, or a word such as `error`, and what it introduces.
pub fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    }
}

/// The word before a help.
pub fn help_word(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "提示",
        Lang::En => "help",
    }
}

/// The word for a finding that was there before, and what stands behind it.
pub fn known(lang: Lang, since: &str) -> (&'static str, String) {
    match lang {
        Lang::Zh => ("原有", format!("在 `{since}` 时就有")),
        Lang::En => ("known", format!("it was there at `{since}`")),
    }
}

/// The word before the reason of a waiver.
pub fn waived_word(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "豁免",
        Lang::En => "waived",
    }
}

/// The word for a severity.
pub fn severity(lang: Lang, severity: Severity) -> &'static str {
    match (lang, severity) {
        (Lang::Zh, Severity::Error) => "错误",
        (Lang::Zh, Severity::Warning) => "警告",
        (Lang::Zh, Severity::Note) => "说明",
        (Lang::En, Severity::Error) => "error",
        (Lang::En, Severity::Warning) => "warning",
        (Lang::En, Severity::Note) => "note",
    }
}
