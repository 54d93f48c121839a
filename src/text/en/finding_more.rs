//! The longer of the English findings: those whose words depend on their fields.

use super::problem_parts::{
    credit_code, did_you_mean, event, event_state, name_form, records, role, text_form, type_help,
    value_type,
};
use crate::diag::problem::{
    ApprovalNeed, EventState, NameForm, PersonalDatum, PolicyClash, RoleNeed, TextForm, ValueType,
};
use crate::domain::credit_code::CreditCodeFault;
use crate::domain::grade::Predicate;
use crate::domain::keyword::Keyword;
use crate::domain::record::Kind;
use crate::domain::record::client::Decision;
use crate::domain::record::complaint::EventKind;
use crate::domain::record::person::Role;
use crate::domain::time::Date;
use crate::text::Lang;
use crate::text::wording::{Wording, key_name, key_names, quote, quote_all};

fn w(message: impl Into<String>) -> Wording {
    Wording::new(message)
}

pub fn not_utf8(offset: usize, gb18030: bool) -> Wording {
    let message = w(format!("the file is not UTF-8 from byte {} on", offset + 1));
    if gb18030 {
        message.help("convert it from GB 18030 (GBK): `iconv -f GB18030 -t UTF-8`")
    } else {
        message.help("save it as UTF-8")
    }
}

pub fn bad_file_name(name: &str, expected: NameForm) -> Wording {
    w(format!("the name {} must be {}", quote(name), name_form(expected)))
        .help("rename the file or folder")
}

pub fn wrong_prefix(id: &str, kind: Kind, expected: &str) -> Wording {
    let kind = Lang::En.word(kind);
    w(format!(
        "the id {} lies in a folder of {kind} records, whose ids begin with `{expected}`",
        quote(id)
    ))
    .help("move it to the folder of its kind")
}

pub fn unknown_key(
    kind: Kind,
    keys: &[String],
    near: Option<&String>,
    headers: &[String],
) -> Wording {
    let (subject, names) = (records(kind, "have", "has"), key_names(keys, ", "));
    let noun = if keys.len() == 1 { "key" } else { "keys" };
    let message = w(format!("{subject} no {noun} {names}")).label("unknown key");
    if !headers.is_empty() {
        let headers = quote_all(headers, " or ");
        let help = format!("their header seems to be missing: add {headers} before the first");
        return message.help(help);
    }
    match did_you_mean(near) {
        Some(help) => message.help(help),
        None if kind.takes_extra() => message.help("put the group's own keys under `[extra]`"),
        None => message.help(format!("`kebu schema show {}` has every key", kind.key())),
    }
}

pub fn wrong_type(key: &str, expected: ValueType, found: ValueType) -> Wording {
    let (wanted, found_name) = (value_type(expected), value_type(found));
    let message = if wanted == found_name {
        format!("{} is not {wanted} that can be used", key_name(key))
    } else {
        format!("{} must be {wanted}, not {found_name}", key_name(key))
    };
    w(message).label(format!("must be {wanted}")).maybe_help(type_help(expected, found))
}

pub fn bad_format(key: &str, found: &str, expected: TextForm) -> Wording {
    let form = text_form(expected);
    w(format!("{} is {}; it must be {form}", key_name(key), quote(found)))
        .label(format!("must be {form}"))
}

pub fn before_period(key: &str, date: Date, period: &str, earliest: Date) -> Wording {
    w(format!("{} is {date}; for {period} it is {earliest} at the earliest", key_name(key)))
        .label("too early")
        .help("correct the date, or the period that the record stands for")
}

pub fn policy(clash: &PolicyClash) -> Wording {
    match clash {
        PolicyClash::Order { low: (low, low_value), high: (high, high_value) } => {
            let rule = if *low == "assessment.pass" { "below" } else { "at most" };
            w(format!("`{low}` is {low_value}; it must be {rule} `{high}`, which is {high_value}"))
                .label("contradicts the other")
                .related("the other")
                .help("correct one of the two")
        }
        PolicyClash::NoWeight => w("all four dimensions of satisfaction have the weight 0")
            .label("no weight")
            .help("give at least one dimension a weight above 0"),
    }
}

pub fn reference(key: &str, kind: Kind, found: &str, near: Option<&String>) -> Wording {
    let label = Lang::En.word(kind);
    let where_to = match kind {
        Kind::Person => Some(format!("write `people/{found}.toml`, or correct the id")),
        Kind::Branch => Some(format!("write `branches/{found}/branch.toml`, or correct the id")),
        _ => None,
    };
    w(format!("{} names the {label} {}, which does not exist", key_name(key), quote(found)))
        .label(format!("no such {label}"))
        .maybe_help(did_you_mean(near).or(where_to))
}

pub fn document_changed(found: &str, recorded: &str, actual: &str) -> Wording {
    let head = |digest: &str| digest.chars().take(12).collect::<String>();
    let (was, is) = (head(recorded), head(actual));
    w(format!("the document {} has SHA-256 `{is}…`, but `{was}…` is recorded", quote(found)))
        .label("differs from the file")
        .help("put the original file back, or attach a new document")
}

pub fn credit_code_invalid(found: &str, fault: CreditCodeFault) -> Wording {
    let message =
        w(format!("the credit code {} is not valid: {}", quote(found), credit_code(fault)));
    match fault {
        CreditCodeFault::CheckDigit { .. } => message
            .label("check character")
            .help("compare it with the business licence")
            .help("say why in `credit_code_override` if the code is right all the same"),
        CreditCodeFault::Form | CreditCodeFault::Authority | CreditCodeFault::IdCard => {
            message.label("not valid").help("compare it with the business licence")
        }
    }
}

pub fn merge_help(other: &str) -> String {
    format!("run `kebu client merge` to merge into {}, or correct one of the two", quote(other))
}

pub fn personal_data(what: PersonalDatum) -> Wording {
    let help =
        "delete the number; if it has been committed, ask the archivist to clean the history";
    match what {
        PersonalDatum::IdCard => {
            w("this is the number of an ID card, which an archive must not keep")
                .label("ID card")
                .help(help)
        }
        PersonalDatum::BankCard => {
            w("this is the number of a bank card, which an archive must not keep")
                .label("bank card")
                .help(help)
        }
        PersonalDatum::Mobile => {
            w("this is a mobile number; only a switchboard or shared mailbox may stand here")
                .label("a person's number")
                .help("move it to the contact's `phones` in `contacts/`")
        }
    }
}

pub fn override_not_approved(approver: &str, same: bool) -> Wording {
    if same {
        w(format!("{} both decided and approved the override", quote(approver)))
            .label("approver")
            .related("who decided")
            .help("have another person at headquarters approve it; until then it has no effect")
    } else {
        w(format!("{}, who approved the override, is not at headquarters", quote(approver)))
            .label("approver")
            .related("their unit")
            .help("have headquarters approve it; until then it has no effect")
    }
}

pub fn misconduct(same: bool) -> Wording {
    if same {
        w("the misconduct was verified by the person who recorded it")
            .label("verifier")
            .related("recorder")
            .help("have another person verify it")
    } else {
        w("the misconduct is `valid`, but nobody has verified it")
            .label("valid")
            .help("add `verified_by`, or set `status` to `pending`")
    }
}

pub fn observation(approver: Option<&String>) -> Wording {
    match approver {
        Some(approver) => w(format!(
            "{}, who approved abandoning the client, is not at headquarters",
            quote(approver)
        ))
        .label("approver")
        .related("their unit")
        .help("have headquarters approve it"),
        None => w("the client is abandoned without headquarters' approval")
            .label("abandoned")
            .help("add `approved_by`"),
    }
}

pub fn role_mismatch(key: &str, person: &str, expected: RoleNeed) -> Wording {
    let expected = role(expected);
    w(format!("{} is {}, who is not {expected}", key_name(key), quote(person)))
        .label(format!("must be {expected}"))
        .related("their unit or role")
        .help(format!("name a person who is {expected}"))
}

pub fn unit_mismatch(role: Role, unit: &str) -> Wording {
    let role = Lang::En.word(role);
    w(format!("the role “{role}” does not go with the unit {}", quote(unit)))
        .label("unit")
        .related("role")
        .help("correct `unit` or `role`")
}

pub fn event_impossible(kind: EventKind, after: EventState) -> Wording {
    w(format!("{} cannot come now: {}", event(kind), event_state(after)))
        .label("impossible event")
        .help("correct the event's kind or its place")
}

pub fn step_skipped(kind: EventKind, skipped: EventKind) -> Wording {
    w(format!(
        "{} comes without {}; only general complaints may skip steps",
        event(kind),
        event(skipped)
    ))
    .label(format!("{} is missing", event(skipped)))
    .help(format!("add an event with `kind = \"{skipped}\"`"))
}

pub fn finding_not_approved(what: ApprovalNeed, approver: Option<&String>) -> Wording {
    let act = match what {
        ApprovalNeed::Unjustified => "the finding “unjustified”",
        ApprovalNeed::Exclusion => "laying the responsibility outside the branch",
    };
    match approver {
        Some(approver) => {
            w(format!("{}, who approved {act}, is not at headquarters", quote(approver)))
                .label("approver")
                .related("their unit")
                .help("have headquarters approve it")
        }
        None => w(format!("{act} has no approval from headquarters"))
            .label("not approved")
            .help("add `approved_by`"),
    }
}

pub fn briefing(predicates: &[Predicate]) -> Wording {
    let named = |predicate: &Predicate| format!("{} ({predicate})", Lang::En.word(*predicate));
    let why: Vec<String> = predicates.iter().map(named).collect();
    w(format!("the bad-record briefing was not read before the visit: {}", why.join(", ")))
        .label("day of the visit")
        .help("read the reasons with `kebu grade CLIENT --explain`, then add `briefed = true`")
}

pub fn access_not_approved(decision: Option<Decision>) -> Wording {
    match decision {
        Some(Decision::Refused) => w("the request was refused, and yet the archives were used")
            .label("use")
            .related("decision")
            .help("keep the record as it is and tell headquarters"),
        Some(Decision::Approved) | None => {
            w("the request is still undecided, and yet the archives were used")
                .label("use")
                .help("add `decision` once a group leader has decided")
        }
    }
}
