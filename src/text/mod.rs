//! Words: data in, text out, in each language. Every function is an exhaustive match, so that a
//! missing text does not compile. Nothing here decides anything.

pub mod en;
pub mod explain_code;
pub mod wording;
pub mod zh;

pub use explain_code::{Explanation, explain_code};
pub use wording::Wording;

use crate::diag::{CheckReport, Problem, Severity};
use crate::domain::keyword::Keyword;

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    Zh,
    En,
}

impl Lang {
    pub const ALL: &'static [Self] = &[Self::Zh, Self::En];

    /// The label of a word of the archive.
    pub fn label(self, word: impl Keyword) -> &'static str {
        let [zh, en] = word.labels();
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
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
        Lang::En => "only findings of the given paths are listed, against the whole archive",
    }
}

/// The word before a help.
pub fn help_word(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "提示",
        Lang::En => "help",
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
