//! 日常办理的请求不能照办时的说明。

use crate::diag::change::MissingKey;
use crate::diag::work::{CloseFault, WorkRefusal};
use crate::domain::keyword::Keyword;
use crate::domain::record::survey::Phase;
use crate::domain::score::Tenths;
use crate::text::{Lang, Message, shown};

pub fn refusal(refusal: &WorkRefusal) -> Message {
    match refusal {
        WorkRefusal::EventNotPossible { id, given, state, possible } => {
            let state = state
                .map_or(String::new(), |state| format!("的状态是“{}”，", Lang::Zh.word(state)));
            let message = Message::new(match given {
                Some(given) => format!("投诉 {id} {state}不能记“{}”", Lang::Zh.word(*given)),
                None => format!("投诉 {id} {state}没有说要记哪个环节"),
            });
            let possible: Vec<_> = possible
                .iter()
                .map(|kind| format!("{} {}", kind.key(), Lang::Zh.word(*kind)))
                .collect();
            let help =
                (!possible.is_empty()).then(|| format!("现在可以记：{}", possible.join("、")));
            message.maybe_help(help)
        }
        WorkRefusal::NotReadyToClose { id, missing, faults } => {
            let mut message = Message::new(format!("投诉 {id} 还不能关闭"));
            for fault in faults {
                message = message.help(close_fault(fault));
            }
            if missing.is_empty() {
                return message;
            }
            let keys: Vec<_> = missing.iter().map(missing_key).collect();
            message.help(format!("补上：\n  {}", keys.join("\n  ")))
        }
        WorkRefusal::AlreadyFollowedUp { id, on } => {
            Message::new(format!("投诉 {id} 已于 {on} 回访"))
                .help(format!("要改动时运行 `kebu complaint set {id} follow_up.note=…`"))
        }
        WorkRefusal::NotAnAnswer { given } => {
            Message::new(format!("`{}` 不是 `调查项=分数`", shown(given)))
                .help("写成 `communication=5`，分数 1 至 5")
        }
        WorkRefusal::UnknownItem { given, near } => {
            Message::new(format!("调查表没有 `{}` 这一项", shown(given)))
                .maybe_help(near.as_ref().map(|near| format!("是否想写 `{near}`？")))
                .help("运行 `kebu survey form` 查看各项")
        }
        WorkRefusal::UnknownField { given, near } => {
            Message::new(format!("客户档案没有可核对的字段 `{}`", shown(given)))
                .maybe_help(near.as_ref().map(|near| format!("是否想写 `{near}`？")))
                .help("运行 `kebu schema show client` 查看有哪些字段")
        }
        WorkRefusal::NothingToSample => Message::new("没有可抽查的有效客户"),
    }
}

fn missing_key(key: &MissingKey) -> String {
    let words =
        if key.words.is_empty() { String::new() } else { format!("：{}", key.words.join("、")) };
    format!("{}  {}{words}", key.flag, key.labels[0])
}

fn close_fault(fault: &CloseFault) -> String {
    match fault {
        CloseFault::HandlerVerifies { person } => {
            format!("请处理人 `{person}` 以外的人核验：`--verified-by 人员`")
        }
        CloseFault::HandlerFinds { person } => {
            format!("认定无理须由处理人 `{person}` 以外的人作出：`--finding-by 人员`")
        }
        CloseFault::ApprovedOutsideHq { person } => {
            format!("认定无理须由总部批准，`{person}` 不属总部：`--approved-by 人员`")
        }
    }
}

/// 空白调查表的标题。
pub fn survey_title(phase: Phase, client: &Option<String>, project: &Option<String>) -> String {
    let about = [client, project].into_iter().flatten().map(String::as_str).collect::<Vec<_>>();
    let about = if about.is_empty() { String::new() } else { format!("：{}", about.join("，")) };
    format!("客户满意度调查表（{}）{about}", Lang::Zh.word(phase))
}

pub const SURVEY_HEAD: &str = "单位与职务：＿＿＿＿＿＿；填表日期：＿＿＿＿＿＿；调查方式：＿＿＿＿＿＿；调查人：＿＿＿＿＿＿";
pub const SURVEY_OPINION: &str = "其他意见与建议：＿＿＿＿＿＿＿＿＿＿＿＿";
pub const SURVEY_HOW: &str =
    "请在相应的格内打 √：5 很满意，4 满意，3 一般，2 不满意，1 很不满意；不了解的不填。";

/// 录入一张调查表后的说明。
pub fn survey_score(
    answered: usize,
    asked: usize,
    score: Option<Tenths>,
    is_valid: bool,
    dissatisfied: usize,
) -> String {
    let valid = if is_valid { "有效" } else { "作答不足，无效" };
    let score = score.map_or(String::new(), |score| format!("，得分 {score}"));
    let dissatisfied = match dissatisfied {
        0 => String::new(),
        count => format!("，不满意项 {count} 个，请尽快查明原因"),
    };
    format!("应答 {asked} 项，作答 {answered} 项，{valid}{score}{dissatisfied}")
}
