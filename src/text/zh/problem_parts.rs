//! The parts of findings in Chinese: kinds of records, types, forms, states.

use crate::diag::problem::{EventState, NameForm, RoleNeed, TextForm, ValueType};
use crate::domain::credit_code::CreditCodeFault;
use crate::domain::keyword::Keyword;
use crate::domain::record::Kind;
use crate::domain::record::complaint::EventKind;
use crate::text::Lang;
use crate::text::wording::quote;

/// A kind of record as the subject of a sentence.
pub fn records(kind: Kind) -> String {
    match kind {
        Kind::Archive => "`archive.toml` ".to_owned(),
        Kind::Policy => "`policy.toml` ".to_owned(),
        Kind::Return | Kind::Ranking | Kind::Assessment | Kind::Notice | Kind::Access => {
            Lang::Zh.word(kind).to_owned()
        }
        _ => format!("{}记录", Lang::Zh.word(kind)),
    }
}

pub fn value_type(kind: ValueType) -> &'static str {
    match kind {
        ValueType::Text => "文本",
        ValueType::Integer => "整数",
        ValueType::Number => "数字",
        ValueType::Boolean => "`true` 或 `false`",
        ValueType::Date => "日期",
        ValueType::DateOrTime => "日期或时间",
        ValueType::List => "列表",
        ValueType::Table => "表",
        ValueType::TextOrList => "文本或列表",
    }
}

/// How a value of a type is written, where people get it wrong.
pub fn type_help(expected: ValueType, found: ValueType) -> Option<String> {
    Some(match (expected, found) {
        (ValueType::Date, ValueType::DateOrTime) => "去掉时间，只写 `2026-05-06`".to_owned(),
        (ValueType::Date | ValueType::DateOrTime, _) => "写成 `2026-05-06`，不加引号".to_owned(),
        (ValueType::Text, _) => "用双引号括起".to_owned(),
        (ValueType::Integer | ValueType::Number, ValueType::Text) => "去掉引号".to_owned(),
        (ValueType::Boolean, _) => "写成 `true` 或 `false`，不加引号".to_owned(),
        (ValueType::List, _) => "用方括号括起，写成 `[…]`".to_owned(),
        _ => return None,
    })
}

pub fn name_form(form: NameForm) -> String {
    match form {
        NameForm::Id(prefix) => format!("形如 `{prefix}2606-7k3m9q` 的编号"),
        NameForm::Slug => "1 至 40 个小写字母、数字或 `-`".to_owned(),
        NameForm::Month => "形如 `2026-06` 的月份".to_owned(),
        NameForm::Half => "形如 `2026H1` 的半年度".to_owned(),
        NameForm::Ranking => {
            "形如 `2026Q2`、`2026H1` 或 `2026` 的期间，更正的在后面加 `-r1`".to_owned()
        }
        NameForm::Assessment => "形如 `2026H1` 的半年度，更正的在后面加 `-r1`".to_owned(),
        NameForm::Year => "四位年份".to_owned(),
    }
}

pub fn text_form(form: TextForm) -> String {
    match form {
        TextForm::Id(kind) => {
            let prefix = kind.id_prefix().unwrap_or_default();
            format!("形如 `{prefix}2606-7k3m9q` 的{}编号", Lang::Zh.word(kind))
        }
        TextForm::AnyId => "记录编号".to_owned(),
        TextForm::Slug => "1 至 40 个小写字母、数字或 `-`".to_owned(),
        TextForm::Half => "形如 `2026H1` 的半年度".to_owned(),
        TextForm::Region => "六位行政区划代码".to_owned(),
        TextForm::YearDay => "形如 `05-18` 的月日".to_owned(),
        TextForm::ContactKey => "1 至 40 个小写字母、数字、`-` 或 `_`".to_owned(),
        TextForm::Sha256 => "64 位小写十六进制数".to_owned(),
        TextForm::All => "客户编号的列表，或 `\"all\"`".to_owned(),
        TextForm::NotBlank => "非空文本".to_owned(),
        TextForm::Date => "日期".to_owned(),
        TextForm::Moment => "日期或时间".to_owned(),
    }
}

pub fn range(min: Option<&String>, max: Option<&String>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => format!("应为 {min}"),
        (Some(min), Some(max)) => format!("应在 {min} 至 {max} 之间"),
        (Some(min), None) => format!("不得小于 {min}"),
        (None, Some(max)) => format!("不得大于 {max}"),
        (None, None) => "超出范围".to_owned(),
    }
}

pub fn credit_code(fault: CreditCodeFault) -> String {
    match fault {
        CreditCodeFault::Form => {
            "应为 18 位数字和大写字母（不用 I、O、S、V、Z），第 3 至 8 位为数字".to_owned()
        }
        CreditCodeFault::Authority => "前两位不是登记管理部门和机构类别的代码".to_owned(),
        CreditCodeFault::CheckDigit { expected } => format!("校验码应为 `{expected}`"),
        CreditCodeFault::IdCard => "填的是身份证号码".to_owned(),
    }
}

pub fn event(kind: EventKind) -> String {
    format!("“{}”", kind.labels()[0])
}

pub fn event_state(state: EventState) -> String {
    match state {
        EventState::Registered => "投诉尚未告知".to_owned(),
        EventState::Step(EventKind::Appealed) => "申诉尚未决定".to_owned(),
        EventState::Step(kind) => format!("投诉已到{}", event(kind)),
        EventState::Ended(kind) => format!("投诉已因{}终止", event(kind)),
        EventState::NotAppealed => "没有未决的申诉".to_owned(),
        EventState::NotPaused => "计时没有暂停".to_owned(),
        EventState::AlreadyPaused => "计时已经暂停".to_owned(),
    }
}

pub fn role(need: RoleNeed) -> &'static str {
    match need {
        RoleNeed::Headquarters => "总部人员",
        RoleNeed::GroupLeader => "集团领导",
    }
}

pub fn did_you_mean(near: Option<&String>) -> Option<String> {
    near.map(|near| format!("是否想写 {}？", quote(near)))
}
