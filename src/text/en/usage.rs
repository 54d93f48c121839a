//! What is wrong with a command line.

use crate::diag::Usage;
use crate::text::{Lang, Message};

pub fn usage(usage: &Usage) -> Message {
    let did_you_mean =
        |near: &Option<String>| near.as_ref().map(|n| format!("did you mean `{n}`?"));
    let choose = |allowed: &[String]| {
        (!allowed.is_empty()).then(|| format!("choose from: {}", allowed.join(", ")))
    };
    match usage {
        Usage::UnknownArgument { given, .. } if !given.starts_with('-') => {
            Message::new(format!("unexpected argument `{given}`"))
        }
        Usage::UnknownArgument { given, near, positional } => {
            let name = positional.as_ref().map(|name| Lang::En.value_name(name));
            let plain = name.map(|name| format!("write it without an option: <{name}>"));
            Message::new(format!("there is no option `{given}` here"))
                .maybe_help(did_you_mean(near).or(plain))
        }
        Usage::UnknownCommand { given, near } => {
            Message::new(format!("there is no command `{given}`")).maybe_help(did_you_mean(near))
        }
        Usage::MissingArguments { names } => {
            Message::new(format!("missing argument {}", names.join(", ")))
        }
        Usage::MissingCommand { commands } => {
            Message::new("a subcommand is missing").maybe_help(choose(commands))
        }
        Usage::MissingValue { argument, allowed } => {
            Message::new(format!("`{argument}` needs a value")).maybe_help(choose(allowed))
        }
        Usage::BadValue { argument, given, allowed, near } => {
            Message::new(format!("`{argument}` cannot be `{given}`"))
                .maybe_help(did_you_mean(near))
                .maybe_help(choose(allowed))
        }
        Usage::TooMany { argument } => Message::new(format!("`{argument}` can be given only once")),
        Usage::Conflict { argument, with } => {
            Message::new(format!("`{argument}` cannot be used with {}", quoted(with, ", ")))
        }
        Usage::NotUtf8 => Message::new("the command line has text that is not UTF-8"),
        Usage::Other => Message::new("the command line cannot be understood"),
    }
    .maybe_help(Some("run with `--help` to see the usage".to_owned()))
}

/// Options, each between backticks.
fn quoted(options: &[String], separator: &str) -> String {
    options.iter().map(|option| format!("`{option}`")).collect::<Vec<_>>().join(separator)
}
