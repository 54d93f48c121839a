//! Help in the reader's language, and the parser's complaints in our words. clap holds the
//! structure; every text comes from `text::help`, and tests/it/texts.rs fails where one is missing.

use super::Cli;
use super::client::NotListed;
use super::context::print_message;
use super::env::{Env, Exit};
use super::record::flags::BOTH;
use crate::archive::shape::nearest;
use crate::diag::{Refusal, Usage};
use crate::text::Lang;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use std::ffi::OsString;

/// The command line's structure with all help texts in a language.
pub fn localised(lang: Lang) -> Command {
    let version = match lang {
        Lang::Zh => "显示版本",
        Lang::En => "print the version",
    };
    let command = Cli::command().disable_version_flag(true).arg(
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help(version)
            .display_order(HELP_ORDER - 1),
    );
    localise(command, lang, "")
}

/// Last of all options, however many a command has.
const HELP_ORDER: usize = 10_000;

/// The headings of a help page.
struct Headings {
    usage: &'static str,
    commands: &'static str,
    arguments: &'static str,
    options: &'static str,
    common: &'static str,
    help: &'static str,
}

fn headings(lang: Lang) -> Headings {
    match lang {
        Lang::Zh => Headings {
            usage: "用法：",
            commands: "命令",
            arguments: "参数",
            options: "选项",
            common: "通用选项",
            help: "显示帮助",
        },
        Lang::En => Headings {
            usage: "Usage: ",
            commands: "Commands",
            arguments: "Arguments",
            options: "Options",
            common: "Common options",
            help: "print help",
        },
    }
}

fn localise(command: Command, lang: Lang, path: &str) -> Command {
    let headings = headings(lang);
    let usage = headings.usage;
    let command = command
        .about(lang.help(path, "").unwrap_or_default())
        .after_help(lang.help(path, "after").unwrap_or_default())
        .help_template(format!(
            "{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}\n"
        ))
        .subcommand_help_heading(headings.commands)
        .subcommand_value_name(lang.value_name("COMMAND"))
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .display_order(HELP_ORDER)
                .help(headings.help),
        );
    let usage = usage_line(&command, lang, path);
    // Under a heading of ours clap would list them by name.
    let order: Vec<_> = command.get_positionals().map(|arg| arg.get_id().clone()).collect();
    let command = command.override_usage(usage).mut_args(|arg| {
        let place = order.iter().position(|id| id == arg.get_id());
        let arg = localise_arg(arg, lang, path, &headings);
        match place {
            Some(place) => arg.display_order(place),
            None => arg,
        }
    });
    command.mut_subcommands(|sub| {
        let path = format!("{path} {}", sub.get_name());
        localise(sub, lang, path.trim())
    })
}

fn localise_arg(arg: Arg, lang: Lang, path: &str, headings: &Headings) -> Arg {
    let id = arg.get_id().to_string();
    let own = lang.help(path, &id);
    let common = arg.is_global_set() || matches!(id.as_str(), "help" | "version");
    let heading = if common {
        headings.common
    } else if arg.is_positional() {
        headings.arguments
    } else {
        headings.options
    };
    let arg = arg.help_heading(heading);
    let arg = match own.or_else(|| lang.help("*", &id)) {
        Some(text) => arg.help(text),
        None => own_labels(arg, lang, path),
    };
    if !arg.get_action().takes_values() {
        return arg;
    }
    let names: Vec<&'static str> = arg
        .get_value_names()
        .unwrap_or_default()
        .iter()
        .map(|name| lang.value_name(name.as_str()))
        .collect();
    // The values are told in the help text, each language in its own way.
    let arg = arg.hide_possible_values(true).hide_default_value(true);
    if names.is_empty() { arg } else { arg.value_names(names) }
}

/// An option that is a record's key brings its help in both languages. What the record requires is
/// required of the command only where that makes a record.
fn own_labels(arg: Arg, lang: Lang, path: &str) -> Arg {
    let both = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let mut parts = both.split(BOTH);
    let (Some(zh), Some(en)) = (parts.next(), parts.next()) else { return arg };
    let makes = matches!(path.rsplit(' ').next(), Some("new" | "add" | "log" | "record"));
    let required = makes && parts.next().is_some();
    arg.help(match lang {
        Lang::Zh => format!("{zh}{}", if required { "（必填）" } else { "" }),
        Lang::En => format!("{}{}", uncapitalised(en), if required { " (required)" } else { "" }),
    })
}

/// A label as the other helps are written: without a capital, unless it begins with an acronym.
fn uncapitalised(label: &str) -> String {
    let mut characters = label.chars();
    let first = characters.next().unwrap_or_default();
    match characters.next() {
        Some(second) if !second.is_uppercase() => {
            format!("{}{}", first.to_lowercase(), &label[first.len_utf8()..])
        }
        _ => label.to_owned(),
    }
}

/// Where a line of Chinese may break: clap breaks lines at spaces alone, and would part a word from
/// what it means and run over the edge elsewhere. `report` takes the marks out again.
const BREAK: &str = "\u{200b} ";
/// A space at which no line breaks.
const FIXED: char = '\u{a0}';

/// The command as it is parsed and helps on a terminal.
pub fn wrapping(lang: Lang) -> Command {
    match lang {
        Lang::Zh => breaking(localised(lang)),
        Lang::En => localised(lang),
    }
}

fn breaking(command: Command) -> Command {
    let about = command.get_about().map(|text| breakable(&text.to_string()));
    let after = command.get_after_help().map(|text| breakable(&text.to_string()));
    let command = command.about(about.unwrap_or_default()).after_help(after.unwrap_or_default());
    let command = command.mut_args(|arg| match arg.get_help().map(ToString::to_string) {
        Some(text) => arg.help(breakable(&text)),
        None => arg,
    });
    command.mut_subcommands(breaking)
}

fn breakable(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        marked.push(if character == ' ' { FIXED } else { character });
        let goes_on = rest.peek().is_some_and(|next| !matches!(next, '\n' | '”' | '）'));
        if goes_on && matches!(character, '、' | '，' | '；' | '：' | '。') {
            marked.push_str(BREAK);
        }
    }
    marked
}

/// A page of help as it is read: without the marks, and with Chinese colons.
fn finished(page: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return page.to_owned();
    }
    let page = page.replace(BREAK, "").replace(BREAK.trim_end(), "").replace(FIXED, " ");
    let Headings { commands, arguments, options, common, .. } = headings(lang);
    [commands, arguments, options, common].iter().fold(page, |page, heading| {
        page.replace(&format!("{heading}:\n"), &format!("{heading}：\n"))
    })
}

/// `kebu client show [options] <client>`; clap's own line has its words in English.
fn usage_line(command: &Command, lang: Lang, path: &str) -> String {
    let mut line = "kebu".to_owned();
    for word in path.split_whitespace() {
        line.push(' ');
        line.push_str(word);
    }
    line.push_str(&format!(" [{}]", lang.value_name("OPTIONS")));
    // A command that runs by itself lists the others below.
    if command.has_subcommands() && !command.is_args_conflicts_with_subcommands_set() {
        line.push_str(&format!(" <{}>", lang.value_name("COMMAND")));
    }
    for arg in command.get_positionals() {
        let names = arg.get_value_names().unwrap_or_default();
        let name = names.first().map_or("VALUE", |name| name.as_str());
        let name = lang.value_name(name);
        let many = if matches!(arg.get_action(), ArgAction::Append) { "..." } else { "" };
        let (open, close) = if arg.is_required_set() { ('<', '>') } else { ('[', ']') };
        line.push_str(&format!(" {open}{name}{close}{many}"));
    }
    line
}

/// Prints help or version as asked for, or says what is wrong with the command line.
pub fn report(env: &mut Env<'_>, lang: Lang, error: &clap::Error) -> Exit {
    let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if asked {
        // A pipe that closed early wanted no more help.
        let _ = write!(env.out, "{}", finished(&error.render().to_string(), lang));
        return Exit::Done;
    }
    let refusal = Refusal::Usage(usage(error, positional(&env.args, error)));
    print_message(env, lang, &lang.refusal(&refusal));
    Exit::Usage
}

/// Whether an option can have been meant by another word: a slip of the hand, or its beginning.
fn is_near(given: &str, option: &str) -> bool {
    let [given, option] = [given, option].map(|word| word.trim_start_matches('-'));
    nearest(given, [option]).is_some() || (given.len() > 1 && option.starts_with(given))
}

/// The positional argument that an unknown option is named after: `--client` where `CLIENT` is.
fn positional(args: &[OsString], error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(given)) = error.get(ContextKind::InvalidArg) else { return None };
    let given = given.strip_prefix("--")?.to_uppercase();
    let root = Cli::command();
    let mut command = &root;
    for arg in args.iter().skip(1).filter_map(|arg| arg.to_str()) {
        command = command.find_subcommand(arg).unwrap_or(command);
    }
    let names = command.get_positionals().flat_map(|arg| arg.get_value_names().unwrap_or_default());
    names.map(ToString::to_string).find(|name| *name == given)
}

fn usage(error: &clap::Error, positional: Option<String>) -> Usage {
    let one = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => texts.first().cloned(),
        _ => None,
    };
    let all = |kind| match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    };
    let argument = one(ContextKind::InvalidArg).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => {
            // The parser suggests whatever it knows; only what is near can have been meant.
            let near = one(ContextKind::SuggestedArg);
            let near = near.filter(|near| is_near(&argument, near));
            let positional = positional.filter(|_| near.is_none());
            Usage::UnknownArgument { given: argument, near, positional }
        }
        ErrorKind::InvalidSubcommand => Usage::UnknownCommand {
            given: one(ContextKind::InvalidSubcommand).unwrap_or_default(),
            near: one(ContextKind::SuggestedSubcommand),
        },
        ErrorKind::MissingRequiredArgument => {
            Usage::MissingArguments { names: all(ContextKind::InvalidArg) }
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Usage::MissingCommand { commands: all(ContextKind::ValidSubcommand) }
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let source = std::error::Error::source(error);
            let listed = source.and_then(|source| source.downcast_ref::<NotListed>());
            let allowed = match listed {
                Some(NotListed { allowed }) => allowed.iter().map(ToString::to_string).collect(),
                None => all(ContextKind::ValidValue),
            };
            match one(ContextKind::InvalidValue).filter(|given| !given.is_empty()) {
                Some(given) => {
                    let near = nearest(&given, allowed.iter().map(String::as_str));
                    Usage::BadValue { argument, given, allowed, near }
                }
                None => Usage::MissingValue { argument, allowed },
            }
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Usage::MissingValue { argument, allowed: Vec::new() }
        }
        ErrorKind::TooManyValues => Usage::TooMany { argument },
        ErrorKind::ArgumentConflict => {
            let with = all(ContextKind::PriorArg);
            if with.is_empty() || with == [argument.clone()] {
                Usage::TooMany { argument }
            } else {
                Usage::Conflict { argument, with }
            }
        }
        ErrorKind::InvalidUtf8 => Usage::NotUtf8,
        _ => Usage::Other,
    }
}
