//! Why a step of daily work is refused.

use crate::diag::change::MissingKey;
use crate::diag::work::{CloseFault, WorkRefusal};
use crate::domain::keyword::Keyword;
use crate::domain::record::survey::Phase;
use crate::domain::score::Tenths;
use crate::text::{Lang, Message, shown};

pub fn refusal(refusal: &WorkRefusal) -> Message {
    match refusal {
        WorkRefusal::EventNotPossible { id, given, state, possible } => {
            let state =
                state.map_or(String::new(), |state| format!(" is {} and", Lang::En.word(state)));
            let message = Message::new(match given {
                Some(given) => format!("complaint {id}{state} cannot be {}", given.key()),
                None => format!("no event was named for complaint {id}"),
            });
            let possible: Vec<_> = possible.iter().map(|kind| kind.key()).collect();
            let help = format!("choose from what is possible now: {}", possible.join(", "));
            message.maybe_help((!possible.is_empty()).then_some(help))
        }
        WorkRefusal::NotReadyToClose { id, missing, faults } => {
            let mut message = Message::new(format!("complaint {id} cannot be closed yet"));
            for fault in faults {
                message = message.help(close_fault(fault));
            }
            if missing.is_empty() {
                return message;
            }
            let keys: Vec<_> = missing.iter().map(missing_key).collect();
            message.help(format!("add:\n  {}", keys.join("\n  ")))
        }
        WorkRefusal::AlreadyFollowedUp { id, on } => {
            Message::new(format!("complaint {id} was followed up on {on}"))
                .help(format!("run `kebu complaint set {id} follow_up.note=…` to change it"))
        }
        WorkRefusal::NotAnAnswer { given } => {
            Message::new(format!("`{}` is not `item=score`", shown(given)))
                .help("write `communication=5`, with a score from 1 to 5")
        }
        WorkRefusal::UnknownItem { given, near } => {
            Message::new(format!("the survey form has no item `{}`", shown(given)))
                .maybe_help(near.as_ref().map(|near| format!("did you mean `{near}`?")))
                .help("run `kebu survey form` to see the items")
        }
        WorkRefusal::UnknownField { given, near } => Message::new(format!(
            "a client's file has no key `{}` that can be checked",
            shown(given)
        ))
        .maybe_help(near.as_ref().map(|near| format!("did you mean `{near}`?")))
        .help("run `kebu schema show client` for the keys there are"),
        WorkRefusal::NothingToSample => Message::new("there is no active client to sample"),
    }
}

fn missing_key(key: &MissingKey) -> String {
    let words =
        if key.words.is_empty() { String::new() } else { format!(": {}", key.words.join(", ")) };
    format!("{}  {}{words}", key.flag, key.labels[1])
}

fn close_fault(fault: &CloseFault) -> String {
    match fault {
        CloseFault::HandlerVerifies { person } => {
            format!(
                "have it verified by someone other than its handler `{person}`: \
                 `--verified-by PERSON`"
            )
        }
        CloseFault::HandlerFinds { person } => {
            format!(
                "have it found unjustified by someone other than its handler `{person}`: \
                 `--finding-by PERSON`"
            )
        }
        CloseFault::ApprovedOutsideHq { person } => {
            format!(
                "have `unjustified` approved by headquarters, to which `{person}` does not \
                 belong: `--approved-by PERSON`"
            )
        }
    }
}

/// The title of a blank questionnaire.
pub fn survey_title(phase: Phase, client: &Option<String>, project: &Option<String>) -> String {
    let about = [client, project].into_iter().flatten().map(String::as_str).collect::<Vec<_>>();
    let about = if about.is_empty() { String::new() } else { format!(": {}", about.join(", ")) };
    format!("Client satisfaction survey ({}){about}", Lang::En.word(phase))
}

pub const SURVEY_HEAD: &str = "Organisation and position: ............ date: ............ \
     method: ............ surveyor: ............";
pub const SURVEY_OPINION: &str = "Other comments and suggestions: ........................";
pub const SURVEY_HOW: &str = "Tick one box per row: 5 very satisfied, 4 satisfied, 3 neither, 2 \
                              dissatisfied, \
     1 very dissatisfied; leave blank what you cannot judge.";

/// What is said after a form was entered.
pub fn survey_score(
    answered: usize,
    asked: usize,
    score: Option<Tenths>,
    is_valid: bool,
    dissatisfied: usize,
) -> String {
    let valid = if is_valid { "valid" } else { "too few answers, not valid" };
    let score = score.map_or(String::new(), |score| format!(", score {score}"));
    let dissatisfied = match dissatisfied {
        0 => String::new(),
        1 => ", 1 dissatisfied item: find its cause".to_owned(),
        count => format!(", {count} dissatisfied items: find their causes"),
    };
    format!("{answered} of {asked} items answered, {valid}{score}{dissatisfied}")
}

/// A label at the beginning of a title.
pub fn capital(label: &str) -> String {
    let mut characters = label.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
