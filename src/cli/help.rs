//! Help in the reader's language, and the parser's complaints in our words. clap holds the
//! structure; every text comes from `text::help`, and tests/it/texts.rs fails where one is missing.

use super::Cli;
use super::context::print_message;
use super::env::{Env, Exit};
use crate::diag::{Refusal, Usage};
use crate::text::Lang;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};

/// The command line's structure with all help texts in a language.
pub fn localised(lang: Lang) -> Command {
    let version = match lang {
        Lang::Zh => "显示版本",
        Lang::En => "print the version",
    };
    let command = Cli::command().disable_version_flag(true).arg(
        Arg::new("version").short('V').long("version").action(ArgAction::Version).help(version),
    );
    localise(command, lang, "")
}

fn localise(command: Command, lang: Lang, path: &str) -> Command {
    let (options, arguments, commands, usage, help) = match lang {
        Lang::Zh => ("选项", "参数", "命令", "用法", "显示帮助"),
        Lang::En => ("Options", "Arguments", "Commands", "Usage", "print help"),
    };
    let mut template = format!("{{about-with-newline}}\n{usage}: {{usage}}\n");
    if command.has_subcommands() {
        template.push_str(&format!("\n{commands}:\n{{subcommands}}\n"));
    }
    if command.get_positionals().next().is_some() {
        template.push_str(&format!("\n{arguments}:\n{{positionals}}\n"));
    }
    template.push_str(&format!("\n{options}:\n{{options}}{{after-help}}\n"));

    let about = lang.help(path, "").unwrap_or_default();
    let after = lang.help(path, "after").unwrap_or_default();
    let command = command
        .about(about)
        .after_help(after)
        .help_template(template)
        .disable_help_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help(help));
    let command = command.mut_args(|arg| {
        let id = arg.get_id().to_string();
        match lang.help(path, &id).or_else(|| lang.help("*", &id)) {
            Some(text) => arg.help(text).hide_possible_values(true),
            None => arg,
        }
    });
    command.mut_subcommands(|sub| {
        let path = format!("{path} {}", sub.get_name());
        localise(sub, lang, path.trim())
    })
}

/// Prints help or version as asked for, or says what is wrong with the command line.
pub fn report(env: &mut Env<'_>, lang: Lang, error: &clap::Error) -> Exit {
    let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if asked {
        // A pipe that closed early wanted no more help.
        let _ = write!(env.out, "{}", error.render());
        return Exit::Done;
    }
    let refusal = Refusal::Usage(usage(error));
    print_message(env, lang, &lang.refusal(&refusal));
    Exit::Usage
}

fn usage(error: &clap::Error) -> Usage {
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
            Usage::UnknownArgument { given: argument, near: one(ContextKind::SuggestedArg) }
        }
        ErrorKind::InvalidSubcommand => Usage::UnknownCommand {
            given: one(ContextKind::InvalidSubcommand).unwrap_or_default(),
            near: one(ContextKind::SuggestedSubcommand),
        },
        ErrorKind::MissingRequiredArgument => {
            Usage::MissingArguments { names: all(ContextKind::InvalidArg) }
        }
        ErrorKind::MissingSubcommand
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Usage::MissingCommand { commands: all(ContextKind::ValidSubcommand) }
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let allowed = all(ContextKind::ValidValue);
            match one(ContextKind::InvalidValue).filter(|given| !given.is_empty()) {
                Some(given) => Usage::BadValue {
                    argument,
                    given,
                    allowed,
                    near: one(ContextKind::SuggestedValue),
                },
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
