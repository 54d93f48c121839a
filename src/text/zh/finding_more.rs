//! The longer of the Chinese findings: those whose words depend on their fields.

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
    let message = w(format!("第 {} 个字节起不是 UTF-8 编码", offset + 1));
    if gb18030 {
        message.help("从 GB 18030（GBK）转为 UTF-8：`iconv -f GB18030 -t UTF-8`")
    } else {
        message.help("用 UTF-8 重新保存文件")
    }
}

pub fn bad_file_name(name: &str, expected: NameForm) -> Wording {
    w(format!("名称 {} {}", quote(name), should_be(&name_form(expected))))
        .help("改正文件名或文件夹名")
}

pub fn wrong_prefix(id: &str, kind: Kind, expected: &str) -> Wording {
    let kind = Lang::Zh.word(kind);
    w(format!("此处放{kind}，编号应以 `{expected}` 开头，实为 {}", quote(id)))
        .help("移到所属种类的文件夹")
}

pub fn unknown_key(
    kind: Kind,
    keys: &[String],
    near: Option<&String>,
    headers: &[String],
) -> Wording {
    let names = key_names(keys, "、");
    let message = w(format!("{}没有字段 {names}", records(kind))).label("不认识的字段");
    if !headers.is_empty() {
        let headers = quote_all(headers, " 或 ");
        return message.help(format!("看来缺了它们的表头：在第一个之前补上 {headers}"));
    }
    match did_you_mean(near) {
        Some(help) => message.help(help),
        None if kind.takes_extra() => message.help("本集团自定的字段写在 `[extra]` 下"),
        None => message.help(format!("可用的字段见 `kebu schema show {}`", kind.key())),
    }
}

pub fn wrong_type(key: &str, expected: ValueType, found: ValueType) -> Wording {
    let (wanted, found_name) = (value_type(expected), value_type(found));
    let message = if wanted == found_name {
        format!("{} 不是可用的{}", key_name(key), spaced(wanted))
    } else {
        format!("{} {}，实为{}", key_name(key), should_be(wanted), spaced(found_name))
    };
    w(message).label(should_be(wanted)).maybe_help(type_help(expected, found))
}

fn should_be(what: &str) -> String {
    format!("应为{}", spaced(what))
}

/// A space between Han and what begins with a digit, a letter or a quotation.
fn spaced(what: &str) -> String {
    if what.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '`') {
        format!(" {what}")
    } else {
        what.to_owned()
    }
}

pub fn bad_format(key: &str, found: &str, expected: TextForm) -> Wording {
    let form = should_be(&text_form(expected));
    w(format!("{} 的值 {} {form}", key_name(key), quote(found))).label(form)
}

pub fn before_period(key: &str, date: Date, period: &str, earliest: Date) -> Wording {
    w(format!("{} 是 {date}，而属于 {period} 的最早是 {earliest}", key_name(key)))
        .label("太早")
        .help("改正日期，或改正记录所属的期间")
}

pub fn policy(clash: &PolicyClash) -> Wording {
    match clash {
        PolicyClash::Order { low: (low, low_value), high: (high, high_value) } => {
            let rule = if *low == "assessment.pass" { "应低于" } else { "不得高于" };
            w(format!("`{low}` 是 {low_value}，{rule} `{high}` 的 {high_value}"))
                .label("两项矛盾")
                .related("与此矛盾")
                .help("改正其中一项")
        }
        PolicyClash::NoWeight => {
            w("满意度四个维度的权重都是 0").label("没有权重").help("至少给一个维度大于 0 的权重")
        }
    }
}

pub fn reference(key: &str, kind: Kind, found: &str, near: Option<&String>) -> Wording {
    let label = Lang::Zh.word(kind);
    let where_to = match kind {
        Kind::Person => Some(format!("新建 `people/{found}.toml`，或改正代号")),
        Kind::Branch => Some(format!("新建 `branches/{found}/branch.toml`，或改正代号")),
        _ => None,
    };
    w(format!("{} 所指的{label} {} 不存在", key_name(key), quote(found)))
        .label(format!("没有这个{label}"))
        .maybe_help(did_you_mean(near).or(where_to))
}

pub fn document_changed(found: &str, recorded: &str, actual: &str) -> Wording {
    let head = |digest: &str| digest.chars().take(12).collect::<String>();
    let (was, is) = (head(recorded), head(actual));
    w(format!("附件 {} 的 SHA-256 是 `{is}…`，记录的是 `{was}…`", quote(found)))
        .label("与文件不符")
        .help("换回原来的文件，或另附一份新附件")
}

pub fn credit_code_invalid(found: &str, fault: CreditCodeFault) -> Wording {
    let message = w(format!("统一社会信用代码 {} 不成立：{}", quote(found), credit_code(fault)));
    match fault {
        CreditCodeFault::CheckDigit { .. } => message
            .label("校验不符")
            .help("对照营业执照改正")
            .help("代码确实如此的，在 `credit_code_override` 写明原因"),
        CreditCodeFault::Form | CreditCodeFault::Authority | CreditCodeFault::IdCard => {
            message.label("不成立").help("对照营业执照改正")
        }
    }
}

pub fn merge_help(other: &str) -> String {
    format!("运行 `kebu client merge` 并入 {}，或改正其中一份", quote(other))
}

pub fn personal_data(what: PersonalDatum) -> Wording {
    match what {
        PersonalDatum::IdCard => w("此处有身份证号码，档案不得保存")
            .label("身份证号码")
            .help("删去号码；已经提交的，联系信息管理员清理历史"),
        PersonalDatum::BankCard => w("此处有银行卡号，档案不得保存")
            .label("银行卡号")
            .help("删去号码；已经提交的，联系信息管理员清理历史"),
        PersonalDatum::Mobile => w("此处有手机号码，只能填单位的总机或公共邮箱")
            .label("个人的号码")
            .help("把号码移到 `contacts/` 里该联系人的 `phones`"),
    }
}

pub fn override_not_approved(approver: &str, same: bool) -> Wording {
    if same {
        w(format!("人工定级由决定人 {} 自己批准", quote(approver)))
            .label("批准人")
            .related("决定人")
            .help("由总部的另一人批准；在此之前定级不生效")
    } else {
        w(format!("批准人工定级的 {} 不是总部人员", quote(approver)))
            .label("批准人")
            .related("所在单位")
            .help("由总部人员批准；在此之前定级不生效")
    }
}

pub fn misconduct(same: bool) -> Wording {
    if same {
        w("不良诚信记录由记录人自己核实").label("核实人").related("记录人").help("由另一人核实")
    } else {
        w("不良诚信记录没有核实人，却已是 `valid`")
            .label("有效")
            .help("补上 `verified_by`，或把 `status` 改为 `pending`")
    }
}

pub fn observation(approver: Option<&String>) -> Wording {
    match approver {
        Some(approver) => w(format!("批准放弃客户的 {} 不是总部人员", quote(approver)))
            .label("批准人")
            .related("所在单位")
            .help("由总部人员批准"),
        None => w("放弃客户没有总部批准").label("放弃").help("补上 `approved_by`"),
    }
}

pub fn role_mismatch(key: &str, person: &str, expected: RoleNeed) -> Wording {
    let expected = role(expected);
    w(format!("{} 的 {} 不是{expected}", key_name(key), quote(person)))
        .label(format!("应为{expected}"))
        .related("现在的单位或角色")
        .help(format!("改为{expected}的代号"))
}

pub fn unit_mismatch(role: Role, unit: &str) -> Wording {
    let role = Lang::Zh.word(role);
    w(format!("角色“{role}”与所在单位 {} 不符", quote(unit)))
        .label("所在单位")
        .related("角色")
        .help("改正 `unit` 或 `role`")
}

pub fn event_impossible(kind: EventKind, after: EventState) -> Wording {
    w(format!("{}，不能再有{}", event_state(after), event(kind)))
        .label("不可能的事件")
        .help("改正事件的种类或先后")
}

pub fn step_skipped(kind: EventKind, skipped: EventKind) -> Wording {
    w(format!("{}之前缺{}，只有一般投诉可以跳过步骤", event(kind), event(skipped)))
        .label(format!("缺{}", event(skipped)))
        .help(format!("补上 `kind = \"{skipped}\"` 的事件"))
}

pub fn finding_not_approved(what: ApprovalNeed, approver: Option<&String>) -> Wording {
    let (state, act) = match what {
        ApprovalNeed::Unjustified => ("投诉认定为无理", "无理的认定"),
        ApprovalNeed::Exclusion => ("责任归于分子公司以外", "责任的归属"),
    };
    match approver {
        Some(approver) => w(format!("批准{act}的 {} 不是总部人员", quote(approver)))
            .label("批准人")
            .related("所在单位")
            .help("由总部人员批准"),
        None => w(format!("{state}，却没有总部批准")).label("未批准").help("补上 `approved_by`"),
    }
}

/// The library's reason is in English: only its place is taken from it.
pub fn extra_schema(reason: &str) -> Wording {
    let words: Vec<&str> = reason.split_whitespace().collect();
    let number = |name: &str| {
        let at = words.iter().position(|word| *word == name)?;
        words.get(at + 1)?.trim_end_matches([',', '.']).parse::<usize>().ok()
    };
    let message = match (number("line"), number("column")) {
        (Some(line), Some(column)) => {
            w(format!("本集团的模式在第 {line} 行第 {column} 列处不是 JSON"))
        }
        _ => w("本集团的模式不是可用的 JSON Schema（draft-07）"),
    };
    message.help("改正模式，或暂时移走")
}

pub fn briefing(predicates: &[Predicate]) -> Wording {
    let named = |predicate: &Predicate| format!("{}（{predicate}）", Lang::Zh.word(*predicate));
    let why: Vec<String> = predicates.iter().map(named).collect();
    w(format!("客户{}，拜访前却没有看不良行为提示", why.join("、")))
        .label("拜访日")
        .help("用 `kebu grade 客户 --explain` 看过缘由后补上 `briefed = true`")
}

pub fn access_not_approved(decision: Option<Decision>) -> Wording {
    match decision {
        Some(Decision::Refused) => w("查阅申请未获同意，却有使用记录")
            .label("使用")
            .related("决定")
            .help("如实保留记录，报告总部"),
        Some(Decision::Approved) | None => w("查阅申请尚未决定，却有使用记录")
            .label("使用")
            .help("由集团领导决定后补上 `decision`"),
    }
}
