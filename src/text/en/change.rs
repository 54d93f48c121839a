//! Why a change of records is refused.

use super::phrase::counted;
use super::syntax;
use crate::diag::change::{CannotMerge, ChangeRefusal, MissingKey, Twin};
use crate::domain::keyword::Keyword;
use crate::text::{Lang, Message, shown};

/// The request changes nothing.
pub const NOTHING: &str = "nothing changes, nothing was written";

pub fn refusal(refusal: &ChangeRefusal) -> Message {
    match refusal {
        ChangeRefusal::NotThere { path } => Message::new(format!("there is no file `{path}`")),
        ChangeRefusal::AlreadyThere { path } => {
            Message::new(format!("`{path}` is there already, nothing was written"))
                .help("choose another name, or change the record that is there")
        }
        ChangeRefusal::NotARecord { path } => {
            Message::new(format!("`{path}` is no record by its place"))
        }
        ChangeRefusal::Unreadable { path } => {
            Message::new(format!("`{path}` cannot be read, and such a file is never rewritten"))
                .help(format!("run `kebu check {path}`, mend it in an editor, then try again"))
        }
        ChangeRefusal::BringsErrors { errors } => Message::new(format!(
            "the change would bring {}, nothing was written",
            counted(*errors, "error", "errors")
        ))
        .help("mend what is shown above and try again"),
        ChangeRefusal::MissingKeys { command, keys } => missing(command, keys),
        ChangeRefusal::UnknownKey { kind, given, near } => {
            let kind = Lang::En.word(*kind);
            Message::new(format!("{kind} records have no key `{given}`"))
                .maybe_help(near.as_ref().map(|near| format!("did you mean `{near}`?")))
        }
        ChangeRefusal::NotAnAssignment { given } => {
            Message::new(format!("`{}` is no `key=value`", shown(given)))
                .help("write `stage=signed`; `stage=` takes the key away")
        }
        ChangeRefusal::NothingToSet => {
            Message::new("nothing to set was given").help("add `key=value`, such as `stage=signed`")
        }
        ChangeRefusal::BadSource { source, line, fault } => {
            let fault = syntax::words(fault).message;
            Message::new(format!("line {line} of `{source}` is not TOML: {fault}"))
        }
        ChangeRefusal::SourceNotUtf8 { source } => {
            Message::new(format!("`{source}` is not UTF-8")).help("save it as UTF-8 and try again")
        }
        ChangeRefusal::UnknownPerson { given, near } => {
            Message::new(format!("no person has the id or name `{}`", shown(given)))
                .maybe_help(near.as_ref().map(|near| format!("did you mean `{near}`?")))
                .help("run `kebu person list` to see them all")
        }
        ChangeRefusal::NobodyKnown { email: Some(email) } => Message::new(format!(
            "it is not known who is at the keyboard: no person has the e-mail address `{}`",
            shown(email)
        ))
        .help("say so with `--by PERSON` or the variable `KEBU_PERSON`"),
        ChangeRefusal::NobodyKnown { email: None } => {
            Message::new("it is not known who is at the keyboard: Git has no e-mail address")
                .help("say so with `--by PERSON` or the variable `KEBU_PERSON`")
        }
        ChangeRefusal::NoTerminal { command } => Message::new(format!(
            "`kebu {command}` would open an editor, and standard input is no terminal"
        ))
        .help("give the keys as options, or the whole text with `--from FILE`"),
        ChangeRefusal::EditorFailed { editor, draft } => {
            let editor = shown(editor);
            Message::new(format!("the editor `{editor}` did not end well, nothing was written"))
                .maybe_help(draft.as_ref().map(|draft| kept(draft)))
                .help("choose the editor with the variable `VISUAL` or `EDITOR`")
        }
        ChangeRefusal::GivenUp { draft } => {
            Message::new("left as it was and given up, nothing was written")
                .maybe_help(draft.as_ref().map(|draft| kept(draft)))
        }
        ChangeRefusal::WhichBranch { branches } => Message::new("no branch was named")
            .help(format!("name it with `--branch`:{}", listed(branches))),
        ChangeRefusal::AlreadyAClient { twins } => {
            let line = |twin: &Twin| {
                let how = Lang::En.word(twin.likeness);
                format!("\n  {}  {} ({}): {how}", twin.id, shown(&twin.name), shown(&twin.unit))
            };
            let lines: String = twins.iter().map(line).collect();
            let count = counted(twins.len(), "client that is alike", "clients that are alike");
            Message::new(format!("the archive has {count}, nothing was written"))
                .help(format!("look whether it is the same one:{lines}"))
                .help("add `--even-so` if it is another one")
        }
        ChangeRefusal::CannotMerge(why) => cannot_merge(why),
        ChangeRefusal::NotActive { id, status } => {
            let status = Lang::En.word(*status);
            Message::new(format!("`{id}` is {status}, and only an active client can be given up"))
        }
        ChangeRefusal::NotGradeC { id, grade } => Message::new(format!(
            "`{id}` is grade {}, and only a C client is given up",
            grade.key()
        ))
        .help(format!("run `kebu grade {id} --explain` to see why"))
        .help("add `--even-so` to give it up all the same"),
        ChangeRefusal::BadName { given } => {
            Message::new(format!("`{}` cannot be an id", shown(given))).help(
                "use 1 to 40 of lower-case letters, digits and `-`, such as `li-na`; `hq` is \
                 headquarters",
            )
        }
        ChangeRefusal::NoClient => Message::new("no client was named")
            .help("add a client's id or name, or choose many with `--where grade=A`"),
        ChangeRefusal::UnknownFilter { given, allowed } => {
            Message::new(format!("clients cannot be chosen by `{}`", shown(given)))
                .help(format!("choose by one of: {}", allowed.join(", ")))
        }
        ChangeRefusal::ContactNamed { client, key, paths, today } => {
            let listed: String = paths.iter().map(|path| format!("\n  {path}")).collect();
            let (named, it) = match paths.len() {
                1 => ("1 record names".to_owned(), "it"),
                many => (format!("{many} records name"), "them"),
            };
            Message::new(format!("{named} the contact person `{key}`, who was not removed"))
                .help(format!("look at {it}:{listed}"))
                .help(format!(
                    "of a person who left, note the day: `kebu contact edit {client} {key} \
                     --left-on {today}`"
                ))
        }
        ChangeRefusal::FromIsAFile { given } => {
            Message::new(format!("`--from` takes a file, and `{}` is a date", shown(given)))
                .help(format!("give the first day as `--set from={}`", shown(given)))
        }
        ChangeRefusal::NotConfirmed { records } => {
            let records = counted(*records, "record", "records");
            Message::new(format!("{records} would change, nothing was written"))
                .help("look at the difference, then add `--yes`")
        }
    }
}

fn cannot_merge(why: &CannotMerge) -> Message {
    match why {
        CannotMerge::Itself => Message::new("a client cannot be merged into itself"),
        CannotMerge::AlreadyMerged { client, target } => {
            Message::new(format!("`{client}` is merged into `{target}` already"))
                .help(format!("name `{target}`, or run `kebu client unmerge {client}` first"))
        }
        CannotMerge::NotMerged { client } => {
            Message::new(format!("`{client}` is not merged into another client"))
        }
        CannotMerge::NoProtocol { client, path } => Message::new(format!(
            "there is no protocol `{path}`, so nobody can tell what the merge changed"
        ))
        .help(format!(
            "take it back by hand: `kebu client set {client} status=active merged_into=`"
        )),
    }
}

fn listed(branches: &[(String, String)]) -> String {
    let line = |(id, name): &(String, String)| format!("\n  {id}  {}", shown(name));
    branches.iter().map(line).collect()
}

fn kept(draft: &str) -> String {
    format!("find the draft in `{draft}`; once right it can be given with `--from`")
}

fn missing(command: &str, keys: &[MissingKey]) -> Message {
    let line = |key: &MissingKey| {
        let words = if key.words.is_empty() {
            String::new()
        } else {
            format!(": {}", key.words.join(", "))
        };
        format!("\n  {}  {}{words}", key.flag, key.labels[1])
    };
    let listed: String = keys.iter().map(line).collect();
    let count = counted(keys.len(), "required key", "required keys");
    Message::new(format!("`kebu {command}` lacks {count}")).help(format!("add:{listed}"))
}
