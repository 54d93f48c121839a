//! Why a change of records is refused.

use super::phrase::counted;
use super::syntax;
use crate::diag::change::{CannotMerge, ChangeRefusal, MissingKey, Twin};
use crate::domain::keyword::Keyword;
use crate::text::{Lang, Message, shown};

/// The request changes nothing.
pub const NOTHING: &str = "no changes, nothing was written";

pub fn refusal(refusal: &ChangeRefusal) -> Message {
    match refusal {
        ChangeRefusal::NotThere { path } => Message::new(format!("there is no file `{path}`")),
        ChangeRefusal::AlreadyThere { path } => {
            Message::new(format!("`{path}` already exists; nothing was written"))
                .help("choose another id, or change the existing record")
        }
        ChangeRefusal::NotARecord { path } => {
            Message::new(format!("by its place `{path}` is not a record"))
        }
        ChangeRefusal::Unreadable { path } => Message::new(format!(
            "`{path}` cannot be read, and a file that cannot be read is never rewritten"
        ))
        .help(format!("run `kebu check {path}`, mend the file in an editor, then try again")),
        ChangeRefusal::BringsErrors { errors } => Message::new(format!(
            "the change would bring {}; nothing was written",
            counted(*errors, "error", "errors")
        ))
        .help("mend what is shown above and try again"),
        ChangeRefusal::MissingKeys { command, keys } => missing(command, keys),
        ChangeRefusal::UnknownKey { kind, given, near } => {
            let label = Lang::En.word(*kind);
            Message::new(format!("{label} records have no key `{given}`"))
                .maybe_help(near.as_ref().map(|near| format!("did you mean `{near}`?")))
                .help(format!("run `kebu schema show {}` to see its keys", kind.key()))
        }
        ChangeRefusal::NotAnAssignment { given } => {
            Message::new(format!("`{}` is not `key=value`", shown(given)))
                .help("write `stage=signed`; `stage=` removes the key")
        }
        ChangeRefusal::NothingToSet => Message::new("nothing to change was given")
            .help("add `key=value`, such as `stage=signed`"),
        ChangeRefusal::BadSource { source, line, fault } => {
            let fault = syntax::words(fault).message;
            Message::new(format!("line {line} of `{source}` is not valid TOML: {fault}"))
                .help("correct that line and try again")
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
            "cannot tell who is working: nobody in the archive has the e-mail address `{}`",
            shown(email)
        ))
        .help("say so with `--by PERSON` or the variable `KEBU_PERSON`"),
        ChangeRefusal::NobodyKnown { email: None } => {
            Message::new("cannot tell who is working: Git has no e-mail address set")
                .help("say so with `--by PERSON` or the variable `KEBU_PERSON`")
        }
        ChangeRefusal::NoTerminal { command } => Message::new(format!(
            "`kebu {command}` would open an editor, but standard input is not a terminal"
        ))
        .help("give the keys as options, or the whole text with `--from FILE`"),
        ChangeRefusal::EditorFailed { editor, draft } => {
            let editor = shown(editor);
            Message::new(format!("the editor `{editor}` ended with an error; nothing was written"))
                .maybe_help(draft.as_ref().map(|draft| kept(draft)))
                .help("choose the editor with the variable `VISUAL` or `EDITOR`")
        }
        ChangeRefusal::GivenUp { draft } => {
            Message::new("left unchanged, so given up; nothing was written")
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
            let count =
                counted(twins.len(), "similar or identical client", "similar or identical clients");
            Message::new(format!("the archive has {count}; nothing was written"))
                .help(format!("check whether it is the same one:{lines}"))
                .help("add `--even-so` if it really is another client")
        }
        ChangeRefusal::CannotMerge(why) => cannot_merge(why),
        ChangeRefusal::NotActive { id, status } => {
            let status = Lang::En.word(*status);
            Message::new(format!("`{id}` is {status}; only an active client can be abandoned"))
        }
        ChangeRefusal::NotGradeC { id, grade } => Message::new(format!(
            "`{id}` is grade {}; only a grade C client is abandoned",
            grade.key()
        ))
        .help(format!("run `kebu grade {id} --explain` to see why"))
        .help("add `--even-so` to abandon it all the same"),
        ChangeRefusal::BadName { given } => {
            Message::new(format!("`{}` cannot be an id", shown(given))).help(
                "use 1 to 40 lower-case letters, digits or `-`, such as `li-na`; `hq` means \
                 headquarters",
            )
        }
        ChangeRefusal::NoClient => Message::new("no client was named")
            .help("give a client's id or name, or select several with `--where grade=A`"),
        ChangeRefusal::UnknownFilter { given, allowed } => {
            Message::new(format!("clients cannot be selected by `{}`", shown(given)))
                .help(format!("choose from: {}", allowed.join(", ")))
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
            Message::new(format!("{records} would change; nothing was written"))
                .help("look at the differences, then add `--yes`")
        }
    }
}

fn cannot_merge(why: &CannotMerge) -> Message {
    match why {
        CannotMerge::Itself => Message::new("a client cannot be merged into itself"),
        CannotMerge::AlreadyMerged { client, target } => {
            Message::new(format!("`{client}` has already been merged into `{target}`"))
                .help(format!("use `{target}`, or run `kebu client unmerge {client}` first"))
        }
        CannotMerge::NotMerged { client } => Message::new(format!(
            "`{client}` is not merged into another client: nothing to take back"
        )),
        CannotMerge::NoProtocol { client, path } => Message::new(format!(
            "the merge record `{path}` is missing, so it cannot be told what the merge changed"
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
    format!("find your draft in `{draft}`; once corrected, give it with `--from`")
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
    Message::new(format!("`kebu {command}` is missing {count}")).help(format!("add:{listed}"))
}
