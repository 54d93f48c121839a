//! What every command starts from: the language, the archive's folder, the as-of date, and how to
//! stop when one of them cannot be had.

use super::env::{Env, Exit};
use super::{Global, LangArg};
use crate::archive::files::Files;
use crate::archive::load::{self, Depth, Loaded};
use crate::diag::past::PastRefusal;
use crate::diag::user_git::{UserGitRefusal, Weight};
use crate::diag::{Fault, Finding, Refusal, Severity};
use crate::domain::book::Book;
use crate::domain::time::Date;
use crate::git::State;
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

/// An archive as it was read, for whoever wants to see what is wrong with it, too.
pub struct Read {
    /// Its folder on the disk; in a repository where it was read from one.
    pub root: PathBuf,
    pub files: Files,
    pub loaded: Loaded,
    pub state: Option<State>,
}

/// An archive that was read, with its book; `state` is the revision it was read from, if not from
/// a disk.
///
/// Its memory is left to the end of the process: giving back the strings of 100,000 records one by
/// one takes a tenth of a run.
pub struct Opened {
    pub files: ManuallyDrop<Files>,
    pub book: ManuallyDrop<Book>,
    pub today: Date,
    pub state: Option<State>,
}

impl<'e, 'w, 'a> Context<'e, 'w, 'a> {
    pub fn new(env: &'e mut Env<'w>, global: &'a Global, lang: Lang) -> Result<Self, Stop> {
        Ok(Self { env, global, lang })
    }

    /// The archive's folder on the disk, for whoever writes there or lists what lies there. Who
    /// asks about the past gets none: it cannot be written. Whoever only reads takes `load`.
    pub fn root(&self) -> Result<PathBuf, Stop> {
        if self.global.at.is_some() || self.global.git_dir.is_some() {
            return Err(Refusal::Past(PastRefusal::WritesThePast).into());
        }
        self.folder()
    }

    /// The archive's folder: `-C`, else upwards for `archive.toml`, else `./archive`.
    pub(super) fn folder(&self) -> Result<PathBuf, Stop> {
        find_root(self.env, self.global.archive.as_deref()).ok_or_else(|| {
            let folder = self.global.archive.clone().unwrap_or_else(|| self.env.cwd.clone());
            Stop::Refusal(Refusal::NoArchive {
                looked_in: folder.display().to_string(),
                named: self.global.archive.is_some(),
            })
        })
    }

    /// Reads and loads the archive for checking: whatever can be read, from the disk or as it
    /// stood.
    pub fn load(&mut self, depth: Depth) -> Result<Read, Stop> {
        let (root, (files, loaded), state) = match self.state()? {
            Some(state) => {
                let bare = self.global.git_dir.is_some();
                let root = if bare { PathBuf::from(state.inside()) } else { self.folder()? };
                let files = state.files()?;
                let loaded = load::load(&files, depth);
                (root, (files, loaded), Some(state))
            }
            None => {
                let root = self.root()?;
                let read = self.read(&root, |root| load::read(root, depth))?;
                (root, read, None)
            }
        };
        self.speak_as_archive(loaded.book.as_ref());
        Ok(Read { root, files, loaded, state })
    }

    /// Reads and loads the archive for computing. Where a record cannot be read, figures would be
    /// wrong: the findings are printed and nothing is computed.
    pub fn open(&mut self) -> Result<Opened, Stop> {
        let Read { files, loaded, state, .. } = self.load(Depth::Records)?;
        let Loaded { book, findings, incomplete, .. } = loaded;
        match book {
            Some(book) if !incomplete => {
                let today = self.today(&book)?;
                let (files, book) = (ManuallyDrop::new(files), ManuallyDrop::new(book));
                Ok(Opened { files, book, today, state })
            }
            _ => self.refuse_unreadable(&files, findings),
        }
    }

    /// Prints the findings that keep a command from computing.
    pub(super) fn refuse_unreadable<T>(
        &mut self,
        files: &Files,
        mut findings: Vec<Finding>,
    ) -> Result<T, Stop> {
        findings.retain(|finding| finding.severity == Severity::Error);
        super::check::print_findings(self, files, &findings);
        let errors = findings.len();
        say(self.env, self.lang, &Refusal::RecordsUnreadable { errors });
        Err(Stop::Findings)
    }

    /// `--today`, else the day that `--at` names, else the current date in the archive's zone: the
    /// only use of the clock.
    pub fn today(&self, book: &Book) -> Result<Date, Stop> {
        match (&self.global.today, self.day_asked_for()) {
            (Some(given), _) => date(given),
            (None, Some(day)) => Ok(day),
            (None, None) => Ok(book.zone.date_of(self.env.now)),
        }
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
    chosen_language(env).or_else(|| language_of_folder(env)).unwrap_or(Lang::En)
}

/// The language that the user asked for, in one way or another.
pub(super) fn chosen_language(env: &Env<'_>) -> Option<Lang> {
    if let Some(lang) = option(env, "--lang").and_then(Lang::from_tag) {
        return Some(lang);
    }
    if let Some(lang) = env.var("KEBU_LANG").and_then(Lang::from_tag) {
        return Some(lang);
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| env.var(name));
    locale.and_then(Lang::from_tag)
}

/// An option's value, found without understanding the rest of the command line.
fn option<'e>(env: &'e Env<'_>, name: &str) -> Option<&'e str> {
    let args: Vec<&str> = env.args.iter().filter_map(|arg| arg.to_str()).collect();
    args.iter().enumerate().find_map(|(at, arg)| match arg.strip_prefix(name)? {
        "" => args.get(at + 1).copied(),
        // `-C` takes its value without a sign between them, too.
        rest if !name.starts_with("--") => Some(rest),
        rest => rest.strip_prefix('='),
    })
}

fn language_of_folder(env: &Env<'_>) -> Option<Lang> {
    let folder = option(env, "-C").or_else(|| option(env, "--archive")).map(Path::new);
    archive_language(&find_root(env, folder)?)
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

impl From<UserGitRefusal> for Stop {
    fn from(refusal: UserGitRefusal) -> Self {
        Self::Refusal(refusal.into())
    }
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
                Refusal::Past(refusal) if refusal.is_about_rights() => Exit::Refused,
                Refusal::Write(refusal) if refusal.is_refused() => Exit::Refused,
                Refusal::Submit(refusal) if refusal.is_negative() => Exit::Negative,
                Refusal::Issue(refusal) if refusal.is_negative() => Exit::Negative,
                Refusal::UserGit(refusal) => match refusal.weight() {
                    Weight::Request => Exit::Usage,
                    Weight::Refused => Exit::Refused,
                    Weight::Machine => Exit::Fault,
                },
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
    let colon = crate::text::colon(lang);
    // Standard error that cannot be written leaves nobody to tell.
    let _ = writeln!(env.err, "{error}{colon}{}", shown_lines(&message.text));
    for text in &message.helps {
        let _ = writeln!(env.err, "  = {help}{colon}{}", shown_lines(text));
    }
}

/// A message may repeat what was typed, with whatever hides in it.
fn shown_lines(text: &str) -> String {
    text.split('\n').map(shown).collect::<Vec<_>>().join("\n")
}
