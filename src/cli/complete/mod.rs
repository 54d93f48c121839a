//! Completions: a shell asks kebu itself what may follow, so that ids and names of the archive
//! complete as commands do. A request comes in the environment (`KEBU_COMPLETE`), never as a
//! command; whatever goes wrong, nothing is suggested and nothing is said.

mod line;
mod source;

use super::context;
use super::env::{Env, Exit};
use crate::domain::record::Kind;
use clap::{Arg, Command, CommandFactory};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete};
use clap_complete::env::{Bash, EnvCompleter, Fish, Powershell, Zsh};
use source::Source;
use std::ffi::{OsStr, OsString};
use std::sync::Arc;

/// The variable that holds the shell's name in a request.
pub const REQUEST: &str = "KEBU_COMPLETE";

/// Shells that can be completed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
}

impl Shell {
    /// The script that ties a shell's completion to the program.
    pub fn script(self, program: &str) -> String {
        let mut script = Vec::new();
        let mut write = |shell: &dyn EnvCompleter| {
            shell.write_registration(REQUEST, "kebu", "kebu", program, &mut script)
        };
        // Writing to memory does not fail.
        let _ = match self {
            Self::Bash => return line::bash_script(program),
            Self::Zsh => write(&Zsh),
            Self::Fish => write(&Fish),
            Self::Powershell => write(&Powershell),
        };
        String::from_utf8_lossy(&script).into_owned()
    }

    fn named(name: &str) -> Option<Self> {
        let shells = [(&Bash as &dyn EnvCompleter, Self::Bash), (&Zsh, Self::Zsh)];
        let more = [(&Fish as &dyn EnvCompleter, Self::Fish), (&Powershell, Self::Powershell)];
        shells.into_iter().chain(more).find(|(shell, _)| shell.is(name)).map(|(_, shell)| shell)
    }
}

/// Answers a shell's request, if this run is one.
pub fn answer(env: &mut Env<'_>) -> Option<Exit> {
    let shell = Shell::named(env.var(REQUEST)?)?;
    let suggested = match shell {
        Shell::Bash => bash(env),
        Shell::Zsh => by_clap(env, &Zsh),
        Shell::Fish => by_clap(env, &Fish),
        Shell::Powershell => by_clap(env, &Powershell),
    };
    // A shell that does not listen needs no answer.
    let _ = env.out.write_all(&suggested.unwrap_or_default());
    Some(Exit::Done)
}

/// What may stand at the cursor of a command line in bash, one suggestion a line.
fn bash(env: &Env<'_>) -> Option<Vec<u8>> {
    let line = line::Line::read(env.var("KEBU_LINE")?, env.var("KEBU_POINT")?);
    let words: Vec<OsString> = line.words.iter().map(OsString::from).collect();
    let index = words.len().checked_sub(1)?;
    let mut command = command(env, &words);
    let found = complete(&mut command, words, index, Some(&env.cwd)).ok()?;
    let breaks = env.var("KEBU_BREAKS").unwrap_or("=:");
    let mut suggested = String::new();
    for candidate in found {
        if let Some(value) = candidate.get_value().to_str() {
            suggested.push_str(&line.completed(value, breaks));
            suggested.push('\n');
        }
    }
    Some(suggested.into_bytes())
}

/// The other shells hand their words over after `--`, and take clap's own answer.
fn by_clap(env: &Env<'_>, shell: &dyn EnvCompleter) -> Option<Vec<u8>> {
    let start = env.args.iter().position(|arg| arg == "--")? + 1;
    let words = env.args.get(start..).filter(|words| !words.is_empty())?.to_vec();
    let mut answer = Vec::new();
    let mut command = command(env, &words);
    shell.write_complete(&mut command, words, Some(&env.cwd), &mut answer).ok()?;
    Some(answer)
}

/// The command line's structure, with what each value may be.
fn command(env: &Env<'_>, words: &[OsString]) -> Command {
    let lang = context::language(env);
    let root = context::find_root(env, archive_option(words).as_deref());
    let typed = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let source = Arc::new(Source::new(root, lang, typed));
    let plain = super::Cli::command();
    attach(super::help::localised(lang), &plain, None, &source)
}

/// The folder that the words name with `-C` or `--archive`.
fn archive_option(words: &[OsString]) -> Option<std::path::PathBuf> {
    let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let value = match word.strip_prefix("--archive").or_else(|| word.strip_prefix("-C"))? {
            "" => words.get(at + 1).copied()?,
            rest => rest.strip_prefix('=').unwrap_or(rest),
        };
        Some(value.into())
    })
}

/// The kind of record that a command speaks of, and the table below which its options lie.
fn kind_of(command: &str) -> Option<(Kind, &'static str)> {
    Some(match command {
        "client" => (Kind::Client, ""),
        "contact" => (Kind::Contacts, "persons."),
        "project" => (Kind::Project, ""),
        "complaint" => (Kind::Complaint, ""),
        "visit" => (Kind::Visit, ""),
        "survey" => (Kind::Survey, ""),
        "analysis" => (Kind::Analysis, ""),
        "activity" => (Kind::Activity, ""),
        "market" => (Kind::Market, ""),
        "summary" => (Kind::Summary, ""),
        "notice" => (Kind::Notice, ""),
        "spot" => (Kind::SpotCheck, ""),
        "access" => (Kind::Access, ""),
        "person" => (Kind::Person, ""),
        "branch" => (Kind::Branch, ""),
        _ => return None,
    })
}

/// Gives every argument whose values are known the means to find them. `plain` has the names of
/// values in one language.
fn attach(
    command: Command,
    plain: &Command,
    kind: Option<(Kind, &'static str)>,
    source: &Arc<Source>,
) -> Command {
    let command = command.mut_args(|arg| {
        let name = plain.get_arguments().find(|plain| plain.get_id() == arg.get_id());
        let name = name.and_then(Arg::get_value_names).and_then(|names| names.first());
        match name.map(|name| name.as_str()) {
            Some(name) => suggesting(arg, name, kind, source),
            None => arg,
        }
    });
    command.mut_subcommands(|sub| {
        let Some(plain) = plain.find_subcommand(sub.get_name()) else { return sub };
        let kind = kind.or_else(|| kind_of(sub.get_name()));
        attach(sub, plain, kind, source)
    })
}

fn suggesting(
    arg: Arg,
    name: &str,
    kind: Option<(Kind, &'static str)>,
    source: &Arc<Source>,
) -> Arg {
    let completes = |find: fn(&Source, &str) -> Vec<CompletionCandidate>| {
        let source = Arc::clone(source);
        ArgValueCompleter::new(move |current: &OsStr| {
            current.to_str().map(|current| find(&source, current)).unwrap_or_default()
        })
    };
    match (name, kind) {
        ("CLIENT", _) => arg.add(completes(Source::clients)),
        ("COMPLAINT", _) => arg.add(completes(|source, word| source.ids(Kind::Complaint, word))),
        ("PROJECT", _) => arg.add(completes(|source, word| source.ids(Kind::Project, word))),
        ("BRANCH", _) => arg.add(completes(Source::branches)),
        ("PERSON", Some((Kind::Contacts, _))) if arg.is_positional() => {
            arg.add(completes(Source::contacts))
        }
        ("PERSON", _) => arg.add(completes(Source::people)),
        ("TOPIC", _) => arg.add(completes(|_, word| source::topics(word))),
        ("KIND", None) | ("KIND", Some((Kind::Policy, _))) => arg.add(completes(Source::kinds)),
        ("RECORD", Some((kind, _))) => {
            let source = Arc::clone(source);
            arg.add(ArgValueCompleter::new(move |current: &OsStr| {
                current.to_str().map(|word| source.records(kind, word)).unwrap_or_default()
            }))
        }
        ("KEY=VALUE" | "CLIENT|KEY=VALUE", Some((kind, table))) => {
            let (source, has_client) = (Arc::clone(source), name.starts_with("CLIENT"));
            arg.add(ArgValueCompleter::new(move |current: &OsStr| {
                let Some(current) = current.to_str() else { return Vec::new() };
                let mut found = source.assignments(kind, table, current);
                if has_client && !current.contains('=') {
                    found.extend(source.clients(current));
                }
                found
            }))
        }
        // Options of a record are named after its keys.
        (_, Some((kind, table))) => match source::field(kind, table, arg.get_id().as_str()) {
            Some(field) => {
                let source = Arc::clone(source);
                arg.add(ArgValueCompleter::new(move |current: &OsStr| {
                    current.to_str().map(|word| source.values(field, word)).unwrap_or_default()
                }))
            }
            None => arg,
        },
        _ => arg,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A command whose options are a record's keys must say whose, or nothing completes after it.
    #[test]
    fn every_command_of_records_has_its_kind() {
        let cli = super::super::Cli::command();
        let has_keys = |command: &Command| {
            ["set", "from"].iter().all(|id| command.get_arguments().any(|arg| arg.get_id() == id))
        };
        let mut asked = 0;
        for command in cli.get_subcommands() {
            let is_of_records = command.get_subcommands().any(has_keys);
            let name = command.get_name();
            assert_eq!(is_of_records, kind_of(name).is_some(), "{name}: extend `kind_of`");
            asked += usize::from(is_of_records);
        }
        assert!(asked > 10);
    }
}
