//! The user's own editor on a draft: checked on closing, opened again with what is wrong on top,
//! until it is right or left as it was. The only place that runs another program for editing.
//!
//! Drafts lie in `.kebu/drafts/` of the archive, which neither Git nor loading looks into. One that
//! was given up is kept, and the message says where.

use super::desk::{Carried, Desk, WriteArgs};
use crate::app::change::{self, Step};
use crate::archive::files::Files;
use crate::archive::write::STATE;
use crate::cli::context::{Context, Stop};
use crate::diag::change::ChangeRefusal;
use crate::diag::{Act, CheckReport, Fault, Finding};
use crate::render::finding::{Options, human};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

/// One text in the editor.
pub struct Session {
    /// The draft's name without its ending: the record's id.
    pub name: String,
    pub command: &'static str,
    /// A new record: leaving the template as it is gives up. Else it means "nothing to change".
    pub is_new: bool,
}

/// What marks the lines that kebu puts on top of a draft.
const MARK: &str = "#!";

/// A draft without the lines that kebu put on top of it.
pub fn without_marks(text: &str) -> &str {
    let mut rest = text;
    while rest.starts_with(MARK) {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest
}

/// Makes steps of an edited text, or says why it cannot.
pub type StepsOf<'a> = &'a mut dyn FnMut(&str) -> Result<Vec<Step>, Stop>;

impl Context<'_, '_, '_> {
    /// Has the user edit a text until what it asks for can be carried out.
    pub fn edit_text(
        &mut self,
        desk: &Desk,
        session: &Session,
        text: &str,
        steps_of: StepsOf<'_>,
        args: WriteArgs,
    ) -> Result<Carried, Stop> {
        if !self.env.stdin_is_terminal {
            return Err(ChangeRefusal::NoTerminal { command: session.command.to_owned() }.into());
        }
        let draft = Draft::new(&desk.root, &session.name)?;
        let mut text = text.to_owned();
        let mut told: Option<String> = None;
        loop {
            let edited = self.round(&draft, told.as_deref(), &text)?;
            if edited == text || edited.trim().is_empty() {
                return self.given_up(session, &draft, told.is_some());
            }
            text = edited;
            let wrong = match steps_of(&text).and_then(|steps| desk.with_names(&steps)) {
                Ok(steps) => match change::plan(&desk.files, desk.today, &steps) {
                    Ok(None) => {
                        draft.remove();
                        let nothing = self.lang.nothing_to_change();
                        self.note(nothing);
                        return Ok(Carried::Unchanged);
                    }
                    Ok(Some(would)) if would.errors() == 0 => {
                        self.tell(&would)?;
                        let carried = self.finish(desk, would, args);
                        return carried.inspect(|_| draft.remove());
                    }
                    Ok(Some(would)) => self.excerpts(&would.findings, &would.files),
                    Err(refusal) => self.message(&refusal),
                },
                Err(Stop::Refusal(refusal)) => self.message(&refusal),
                Err(stop) => return Err(stop),
            };
            told = Some(wrong);
        }
    }

    /// Opens the editor once and gives back what was written, without the lines on top.
    fn round(&mut self, draft: &Draft, told: Option<&str>, text: &str) -> Result<String, Stop> {
        draft.write(told, text)?;
        let editor = self.editor();
        let failed = |draft: Option<String>| {
            Stop::from(ChangeRefusal::EditorFailed { editor: editor.clone(), draft })
        };
        // A first draft is what kebu wrote itself: there is nothing to keep.
        let kept = told.map(|_| draft.shown());
        match spawn(&editor, &draft.path, &self.env.vars) {
            Ok(status) if status.success() => draft.read(text),
            Ok(_) | Err(_) => {
                if kept.is_none() && draft.read(text).is_ok_and(|now| now == text) {
                    draft.remove();
                    return Err(failed(None));
                }
                Err(failed(Some(draft.shown())))
            }
        }
    }

    fn given_up(
        &mut self,
        session: &Session,
        draft: &Draft,
        was_wrong: bool,
    ) -> Result<Carried, Stop> {
        if was_wrong {
            return Err(ChangeRefusal::GivenUp { draft: Some(draft.shown()) }.into());
        }
        draft.remove();
        if session.is_new {
            return Err(ChangeRefusal::GivenUp { draft: None }.into());
        }
        let nothing = self.lang.nothing_to_change();
        self.note(nothing);
        Ok(Carried::Unchanged)
    }

    fn editor(&self) -> String {
        let named = self.env.var("VISUAL").or_else(|| self.env.var("EDITOR"));
        named.unwrap_or(if cfg!(windows) { "notepad" } else { "vi" }).to_owned()
    }

    fn excerpts(&self, findings: &[Finding], files: &Files) -> String {
        let report =
            CheckReport { findings: findings.to_vec(), records: 0, partial: true, since: None };
        let options = Options { lang: self.lang, prefix: "", coloured: false };
        human::excerpts_of(&report, files, &options)
    }

    fn message(&self, refusal: &crate::diag::Refusal) -> String {
        let message = self.lang.refusal(refusal);
        let mut lines = vec![message.text];
        lines.extend(message.helps);
        lines.join("\n")
    }
}

/// A text on its way through the editor.
struct Draft {
    path: PathBuf,
}

impl Draft {
    fn new(root: &Path, name: &str) -> Result<Self, Stop> {
        let state = root.join(STATE);
        let folder = state.join("drafts");
        let made = fs::create_dir_all(&folder).and_then(|()| {
            let ignore = state.join(".gitignore");
            if ignore.exists() { Ok(()) } else { fs::write(ignore, "*\n") }
        });
        made.map_err(|cause| fault(&folder, cause))?;
        Ok(Self { path: folder.join(format!("{name}.toml")) })
    }

    fn shown(&self) -> String {
        self.path.display().to_string()
    }

    fn write(&self, told: Option<&str>, text: &str) -> Result<(), Stop> {
        let mut whole = String::new();
        for line in told.unwrap_or_default().lines() {
            whole.push_str(format!("{MARK} {line}").trim_end());
            whole.push('\n');
        }
        whole.push_str(&for_draft(text));
        fs::write(&self.path, whole).map_err(|cause| fault(&self.path, cause))
    }

    /// What was written; the schema's line is again the one of the record's own place.
    fn read(&self, before: &str) -> Result<String, Stop> {
        let bytes = fs::read(&self.path).map_err(|cause| fault(&self.path, cause))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Stop::from(ChangeRefusal::SourceNotUtf8 { source: self.shown() }))?;
        let rest = without_marks(&text);
        let schema = before.lines().next().filter(|line| line.starts_with(SCHEMA));
        Ok(match (schema, rest.split_once('\n')) {
            (Some(schema), Some((first, rest))) if first.starts_with(SCHEMA) => {
                format!("{schema}\n{rest}")
            }
            _ => rest.to_owned(),
        })
    }

    fn remove(&self) {
        // A draft that stays behind harms nobody.
        let _ = fs::remove_file(&self.path);
    }
}

const SCHEMA: &str = "#:schema ";

/// The text with the schema's path as seen from the drafts' folder, so that editors find it.
fn for_draft(text: &str) -> String {
    let Some((first, rest)) = text.split_once('\n') else { return text.to_owned() };
    match first.strip_prefix(SCHEMA).and_then(|path| path.split_once("schemas/")) {
        Some((_, name)) => format!("{SCHEMA}../../schemas/{name}\n{rest}"),
        None => text.to_owned(),
    }
}

fn fault(path: &Path, cause: io::Error) -> Stop {
    Stop::Fault(Fault { act: Act::WriteFile, path: path.display().to_string(), cause })
}

/// Runs the editor as Git does: `$EDITOR` may have arguments, which the shell takes apart.
#[cfg(unix)]
fn spawn(
    editor: &str,
    file: &Path,
    vars: &std::collections::BTreeMap<String, String>,
) -> io::Result<ExitStatus> {
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(format!("{editor} \"$@\"")).arg(editor).arg(file);
    command.envs(vars).status()
}

#[cfg(not(unix))]
fn spawn(
    editor: &str,
    file: &Path,
    vars: &std::collections::BTreeMap<String, String>,
) -> io::Result<ExitStatus> {
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("notepad");
    Command::new(program).args(words).arg(file).envs(vars).status()
}
