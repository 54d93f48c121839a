//! What every command starts from: the language, the archive's folder, the as-of date, and how to
//! stop when one of them cannot be had.

use super::env::{Env, Exit};
use super::{Global, LangArg};
use crate::archive::files::Files;
use crate::archive::load::{Depth, Loaded, load};
use crate::diag::{Fault, Refusal, Severity};
use crate::domain::book::Book;
use crate::domain::id::BranchId;
use crate::domain::time::Date;
use crate::text::{Lang, Message, shown};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

/// One run of one command.
pub struct Context<'e, 'w, 'a> {
    pub env: &'e mut Env<'w>,
    pub global: &'a Global,
    pub lang: Lang,
}

/// Why a command stopped.
#[derive(Debug)]
pub enum Stop {
    Refusal(Refusal),
    Fault(Fault),
    /// The reader of a pipe went away: nothing is left to say.
    ClosedPipe,
    /// The records' fault; already printed.
    Findings,
}

/// An archive that was read, with its book.
///
/// Its memory is left to the end of the process: giving back the strings of 100,000 records one by
/// one takes a tenth of a run.
pub struct Opened {
    pub files: ManuallyDrop<Files>,
    pub book: ManuallyDrop<Book>,
    pub today: Date,
}

impl<'e, 'w, 'a> Context<'e, 'w, 'a> {
    pub fn new(env: &'e mut Env<'w>, global: &'a Global, lang: Lang) -> Result<Self, Stop> {
        Ok(Self { env, global, lang })
    }

    /// The archive's folder: `-C`, else upwards for `archive.toml`, else `./archive`.
    pub fn root(&self) -> Result<PathBuf, Stop> {
        find_root(self.env, self.global.archive.as_deref()).ok_or_else(|| {
            let folder = self.global.archive.clone().unwrap_or_else(|| self.env.cwd.clone());
            Stop::Refusal(Refusal::NoArchive {
                looked_in: folder.display().to_string(),
                named: self.global.archive.is_some(),
            })
        })
    }

    /// Reads and loads the archive for checking: whatever can be read.
    pub fn load(&mut self, depth: Depth) -> Result<(PathBuf, Files, Loaded), Stop> {
        let root = self.root()?;
        let files = self.read(&root)?;
        let loaded = load(&files, depth);
        Ok((root, files, loaded))
    }

    /// Reads and loads the archive for computing. Where a record cannot be read, figures would be
    /// wrong: the findings are printed and nothing is computed.
    pub fn open(&mut self) -> Result<Opened, Stop> {
        let (_, files, loaded) = self.load(Depth::Records)?;
        let Loaded { book, mut findings, incomplete, .. } = loaded;
        match book {
            Some(book) if !incomplete => {
                let today = self.today(&book)?;
                let (files, book) = (ManuallyDrop::new(files), ManuallyDrop::new(book));
                Ok(Opened { files, book, today })
            }
            _ => {
                findings.retain(|finding| finding.severity == Severity::Error);
                super::check::print_findings(self, &files, &findings);
                let errors = findings.len();
                say(self.env, self.lang, &Refusal::RecordsUnreadable { errors });
                Err(Stop::Findings)
            }
        }
    }

    /// `--today`, else the current date in the archive's zone: the only use of the clock.
    pub fn today(&self, book: &Book) -> Result<Date, Stop> {
        match &self.global.today {
            Some(given) => date(given),
            None => Ok(book.zone.date_of(self.env.now)),
        }
    }

    /// A branch that was named on the command line.
    pub fn branch(&self, book: &Book, given: &str) -> Result<BranchId, Stop> {
        let known = book.records.branches.keys();
        if let Some(branch) = known.clone().find(|branch| branch.as_str() == given) {
            return Ok(branch.clone());
        }
        let by_name = book.records.branches.iter().find(|(_, record)| record.name == given);
        if let Some((branch, _)) = by_name {
            return Ok(branch.clone());
        }
        let near = crate::archive::shape::nearest(given, known.map(BranchId::as_str));
        Err(Refusal::UnknownBranch { given: given.to_owned(), near }.into())
    }

    /// Says something that is no result, on standard error; `--quiet` silences it.
    pub fn note(&mut self, message: &str) {
        if !self.global.quiet {
            // Standard error that cannot be written leaves nobody to tell.
            let _ = writeln!(self.env.err, "{message}");
        }
    }
}

/// Reads a date of the command line, written as records write it: the parser alone would also
/// take `2026-7-1` and years beyond any record.
pub fn date(given: &str) -> Result<Date, Stop> {
    let read: Option<Date> = given.parse().ok();
    let read = read.filter(|date| date.to_string() == given && given.len() == 10);
    read.ok_or_else(|| Refusal::BadDate { given: given.to_owned() }.into())
}

/// The archive's folder: the given one, else upwards for `archive.toml`, else `./archive`.
pub fn find_root(env: &Env<'_>, given: Option<&Path>) -> Option<PathBuf> {
    let holds = |folder: &Path| folder.join("archive.toml").symlink_metadata().is_ok();
    if let Some(given) = given {
        let folder = env.cwd.join(given);
        return holds(&folder).then_some(folder);
    }
    let upwards = env.cwd.ancestors().find(|folder| holds(folder)).map(Path::to_owned);
    upwards.or_else(|| Some(env.cwd.join("archive")).filter(|folder| holds(folder)))
}

/// The language: `--lang`, else `KEBU_LANG`, else the locale, else the archive's, else English.
/// Needed before the command line is understood, since its help and errors are in it too.
pub fn language(env: &Env<'_>) -> Lang {
    let args: Vec<&str> = env.args.iter().filter_map(|arg| arg.to_str()).collect();
    let option = |name: &str| {
        args.iter().enumerate().find_map(|(at, arg)| match arg.strip_prefix(name)? {
            "" => args.get(at + 1).copied(),
            rest => rest.strip_prefix('='),
        })
    };
    if let Some(lang) = option("--lang").and_then(Lang::from_tag) {
        return lang;
    }
    if let Some(lang) = env.var("KEBU_LANG").and_then(Lang::from_tag) {
        return lang;
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| env.var(name));
    if let Some(lang) = locale.and_then(Lang::from_tag) {
        return lang;
    }
    let short = args.iter().enumerate().find_map(|(at, arg)| match arg.strip_prefix("-C")? {
        "" => args.get(at + 1).copied(),
        rest => Some(rest),
    });
    let folder = short.or_else(|| option("--archive")).map(Path::new);
    find_root(env, folder).and_then(|root| archive_language(&root)).unwrap_or(Lang::En)
}

/// The archive's own language, when its `archive.toml` can be read so far.
fn archive_language(root: &Path) -> Option<Lang> {
    let text = std::fs::read_to_string(root.join("archive.toml")).ok()?;
    crate::archive::parse::with_tree(&text, |tree| {
        match &tree.ok()?.table()?.get("language")?.value {
            crate::archive::parse::Value::String(tag) => Lang::from_tag(tag),
            _ => None,
        }
    })
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Zh => Self::Zh,
            LangArg::En => Self::En,
        }
    }
}

/// Ends a run that stopped, with its message and exit code.
pub fn stopped(env: &mut Env<'_>, lang: Lang, stop: Stop) -> Exit {
    match stop {
        Stop::Refusal(refusal) => {
            say(env, lang, &refusal);
            match refusal {
                Refusal::Write(refusal) if refusal.is_refused() => Exit::Refused,
                _ => Exit::Usage,
            }
        }
        Stop::Fault(fault) => {
            print_message(env, lang, &lang.fault(&fault));
            Exit::Fault
        }
        Stop::ClosedPipe => Exit::Done,
        Stop::Findings => Exit::Negative,
    }
}

fn say(env: &mut Env<'_>, lang: Lang, refusal: &Refusal) {
    print_message(env, lang, &lang.refusal(refusal));
}

/// `error: …` and its helps, on standard error.
pub fn print_message(env: &mut Env<'_>, lang: Lang, message: &Message) {
    let (error, help) = match lang {
        Lang::Zh => ("错误", "提示"),
        Lang::En => ("error", "help"),
    };
    // Standard error that cannot be written leaves nobody to tell.
    let _ = writeln!(env.err, "{error}: {}", shown_lines(&message.text));
    for text in &message.helps {
        let _ = writeln!(env.err, "  = {help}: {}", shown_lines(text));
    }
}

/// A message may repeat what was typed, with whatever hides in it.
fn shown_lines(text: &str) -> String {
    text.split('\n').map(shown).collect::<Vec<_>>().join("\n")
}
