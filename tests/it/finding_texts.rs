//! The words of findings keep the house rules in both languages, for every code and for the
//! variants that no case shows.

use crate::archives::{case, case_names, check};
use kebu::archive::parse::{NewerToml, SyntaxFault};
use kebu::diag::Problem as P;
use kebu::diag::problem::{
    ApprovalNeed, EventState, NameForm, PersonalDatum, PolicyClash, RoleNeed, TextForm, ValueType,
};
use kebu::domain::credit_code::CreditCodeFault;
use kebu::domain::keyword::Keyword;
use kebu::domain::record::Kind;
use kebu::domain::record::client::Decision;
use kebu::domain::record::complaint::EventKind;
use kebu::text::{Lang, Wording, explain_code, finding};

fn syntax() -> Vec<P> {
    let tokens = [
        "eof",
        "newline",
        "a newline",
        "a carriage return",
        "whitespace",
        "a comment",
        "an equals",
        "a period",
        "a comma",
        "a colon",
        "a plus",
        "a left brace",
        "a right brace",
        "a left bracket",
        "a right bracket",
        "a string",
        "a table key",
        "an identifier",
        "a character",
    ];
    let mut faults = vec![
        SyntaxFault::UnexpectedEnd,
        SyntaxFault::UnexpectedCharacter('，'),
        SyntaxFault::ControlCharacter('\u{1}'),
        SyntaxFault::BadEscape("q".to_owned()),
        SyntaxFault::UnterminatedString,
        SyntaxFault::BadNumber,
        SyntaxFault::NumberOutOfRange,
        SyntaxFault::BadDate,
        SyntaxFault::DuplicateKey,
        SyntaxFault::DuplicateTable,
        SyntaxFault::NotATable,
        SyntaxFault::UnquotedText,
        SyntaxFault::MultilineKey,
        SyntaxFault::MissingComma,
        SyntaxFault::Unclosed(']'),
        SyntaxFault::TooDeep,
        SyntaxFault::TooNew(NewerToml::Escape),
        SyntaxFault::TooNew(NewerToml::InlineTableLines),
        SyntaxFault::TooNew(NewerToml::TimeWithoutSeconds),
        SyntaxFault::Other,
    ];
    faults.extend(tokens.map(|found| SyntaxFault::Expected { wanted: "a table key", found }));
    faults.extend(tokens.map(|wanted| SyntaxFault::Expected { wanted, found: "a comment" }));
    faults.into_iter().map(|fault| P::Syntax { fault }).collect()
}

fn shapes() -> Vec<P> {
    let types = [
        ValueType::Text,
        ValueType::Integer,
        ValueType::Number,
        ValueType::Boolean,
        ValueType::Date,
        ValueType::DateOrTime,
        ValueType::List,
        ValueType::Table,
        ValueType::TextOrList,
    ];
    let forms = [
        TextForm::AnyId,
        TextForm::Slug,
        TextForm::Half,
        TextForm::Region,
        TextForm::YearDay,
        TextForm::ContactKey,
        TextForm::Sha256,
        TextForm::All,
        TextForm::NotBlank,
        TextForm::Date,
        TextForm::Moment,
    ];
    let names = [
        NameForm::Id("kh"),
        NameForm::Slug,
        NameForm::Month,
        NameForm::Half,
        NameForm::Ranking,
        NameForm::Assessment,
        NameForm::Year,
    ];
    let key = || "events.2.at".to_owned();
    let mut all: Vec<P> = vec![P::SymbolicLink, P::NotRegularFile];
    for expected in types {
        all.extend(types.map(|found| P::WrongType { key: key(), expected, found }));
    }
    let ids = Kind::ALL.iter().filter(|kind| kind.id_prefix().is_some());
    let forms = forms.into_iter().chain(ids.map(|kind| TextForm::Id(*kind)));
    all.extend(forms.map(|expected| P::BadFormat { key: key(), found: "x".to_owned(), expected }));
    all.extend(names.map(|expected| P::BadFileName { name: "x".to_owned(), expected }));
    let limit = |text: &str| Some(text.to_owned());
    for (min, max) in [
        (limit("1"), limit("1")),
        (limit("1"), limit("5")),
        (limit("1"), None),
        (None, limit("5")),
        (None, None),
    ] {
        all.push(P::OutOfRange { key: key(), found: "9".to_owned(), min, max });
    }
    for kind in Kind::ALL {
        for (keys, headers) in [(vec![key()], vec![]), (vec![key(), key()], vec![key()])] {
            all.push(P::UnknownKey { kind: *kind, keys: keys.clone(), near: None, headers });
            all.push(P::MissingKey { kind: *kind, keys });
        }
        let found = "x".to_owned();
        all.push(P::ReferenceMissing { key: key(), kind: *kind, found, near: None });
        all.push(P::WrongPrefix { id: "xm2606-000000".to_owned(), kind: *kind, expected: "kh" });
    }
    all.push(P::MissingKey { kind: Kind::Archive, keys: vec!["archive.toml".to_owned()] });
    all.push(P::NotUtf8 { offset: 7, gb18030: false });
    all.push(P::FileTooLarge { bytes: 300_000, limit: 262_144 });
    all.push(P::CrlfLineEndings { lines: 1 });
    all.push(P::NameCollision { other: "A.txt".to_owned() });
    all.push(P::ExtraSchemaInvalid { reason: "unknown keyword".to_owned() });
    all
}

fn rules() -> Vec<P> {
    let someone = || "li-na".to_owned();
    let day = "2026-06-01".parse().unwrap();
    let states = [
        EventState::Registered,
        EventState::NotAppealed,
        EventState::NotPaused,
        EventState::AlreadyPaused,
    ];
    let mut all: Vec<P> = Vec::new();
    for event in EventKind::ALL {
        let states = states.into_iter().chain(
            EventKind::ALL
                .iter()
                .flat_map(|kind| [EventState::Step(*kind), EventState::Ended(*kind)]),
        );
        all.extend(states.map(|after| P::EventImpossible { event: *event, after }));
        all.push(P::StepSkipped { event: *event, skipped: EventKind::Acknowledged });
    }
    for fault in [
        CreditCodeFault::Form,
        CreditCodeFault::Authority,
        CreditCodeFault::CheckDigit { expected: 'X' },
        CreditCodeFault::IdCard,
    ] {
        all.push(P::CreditCodeInvalid { found: "91".to_owned(), fault });
    }
    for what in [PersonalDatum::IdCard, PersonalDatum::BankCard, PersonalDatum::Mobile] {
        all.push(P::PersonalData { what });
    }
    for same in [true, false] {
        all.push(P::OverrideNotApproved { approver: someone(), same });
        all.push(P::MisconductUnverified { same });
    }
    for approver in [None, Some(someone())] {
        all.push(P::ObservationNotApproved { approver: approver.clone() });
        for what in [ApprovalNeed::Unjustified, ApprovalNeed::Exclusion] {
            all.push(P::FindingNotApproved { what, approver: approver.clone() });
        }
    }
    for expected in [RoleNeed::Headquarters, RoleNeed::GroupLeader] {
        all.push(P::RoleMismatch { key: "by".to_owned(), person: someone(), expected });
    }
    for decision in [None, Some(Decision::Approved), Some(Decision::Refused)] {
        all.push(P::AccessNotApproved { decision });
    }
    let setting = |key, value: &str| (key, value.to_owned());
    for clash in [
        PolicyClash::NoWeight,
        PolicyClash::Order { low: setting("a.b", "2"), high: setting("a.c", "1") },
    ] {
        all.push(P::PolicyInconsistent { clash });
    }
    all.push(P::ArrivalDiffers { submitted_on: day, arrived_on: day });
    all
}

fn of_cases() -> Vec<P> {
    let findings = case_names().into_iter().flat_map(|name| check(&case(&name)).1);
    findings.map(|finding| finding.problem).collect()
}

fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

/// The text without what is quoted from records, in its places a letter.
fn without_quotes(text: &str) -> String {
    text.split('`').enumerate().map(|(at, part)| if at % 2 == 0 { part } else { "x" }).collect()
}

/// What breaks a rule of the house in a text.
fn faults(lang: Lang, text: &str) -> Vec<&'static str> {
    let mut faults = Vec::new();
    let mut wrong = |is_wrong: bool, fault| {
        if is_wrong {
            faults.push(fault);
        }
    };
    let bare = without_quotes(text);
    wrong(text.trim().is_empty(), "empty");
    wrong(text.ends_with(['.', '。', '!', '！']), "ends with a stop");
    wrong(text.contains('\n'), "more than a line");
    wrong(text.contains("  "), "two spaces");
    wrong(text.matches('`').count() % 2 == 1, "an open quotation");
    let chars: Vec<char> = bare.chars().collect();
    match lang {
        Lang::Zh => {
            wrong(!text.chars().any(is_han), "no Chinese");
            wrong(bare.contains([',', ';', ':', '?', '!']), "half-width punctuation");
            let tight = chars.windows(2).any(|pair| {
                let latin = |c: char| c.is_ascii_alphanumeric();
                (is_han(pair[0]) && latin(pair[1])) || (latin(pair[0]) && is_han(pair[1]))
            });
            wrong(tight, "no space between Han and Latin");
            let loose = chars.windows(2).any(|pair| {
                let full = |c: char| "，。；：？！（）“”、".contains(c);
                (full(pair[0]) && pair[1] == ' ') || (pair[0] == ' ' && full(pair[1]))
            });
            wrong(loose, "a space beside full-width punctuation");
            wrong(text.replace("申请", "").contains(['请', '您']), "too polite");
        }
        Lang::En => {
            wrong(bare.chars().any(is_han), "Chinese");
            wrong(bare.to_lowercase().contains("please"), "too polite");
            wrong(bare.contains(['，', '。', '：']), "full-width punctuation");
        }
    }
    faults
}

fn look(lang: Lang, problem: &P, wording: &Wording, wrong: &mut Vec<String>) {
    let parts = [Some(&wording.message), wording.label.as_ref(), wording.related.as_ref()];
    let parts = parts.into_iter().flatten().chain(&wording.helps);
    for text in parts {
        for fault in faults(lang, text) {
            wrong.push(format!("{lang:?} {:?}: {fault}: {text}", problem.code()));
        }
    }
    if wording.helps.len() > 2 {
        wrong.push(format!("{lang:?} {:?}: {} helps", problem.code(), wording.helps.len()));
    }
}

#[test]
fn findings_keep_the_rules_of_the_house() {
    let problems = [of_cases(), syntax(), shapes(), rules()].concat();
    assert!(problems.len() > 500);
    let mut wrong = Vec::new();
    for problem in &problems {
        for lang in Lang::ALL {
            look(lang, problem, &finding(lang, problem), &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{} texts:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_finding_with_further_places_says_what_they_are() {
    for name in case_names() {
        for finding in check(&case(&name)).1 {
            for lang in Lang::ALL {
                let wording = kebu::text::finding(lang, &finding.problem);
                let told = wording.related.is_some();
                assert!(told || finding.related.is_empty(), "{name} {lang:?}");
            }
        }
    }
}

#[test]
fn examples_of_explanations_are_toml() {
    for code in kebu::diag::Code::ALL {
        for lang in Lang::ALL {
            let body = explain_code(lang, *code).body;
            for block in body.split("```toml\n").skip(1) {
                let example = block.split("```").next().unwrap();
                let read = example.parse::<toml::Table>();
                // A hidden character is shown by its escape, which TOML reads.
                assert!(read.is_ok(), "{lang:?} {}: {read:?}\n{example}", code.key());
            }
        }
    }
}
