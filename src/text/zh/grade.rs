//! 分级依据的说明。

use super::{before_han, wan_yuan};
use crate::domain::grade::explain::Evidence;
use crate::domain::grade::facts::FactValue;
use crate::domain::grade::{Predicate, Ternary};
use crate::domain::keyword::Keyword;
use crate::domain::policy::Precedence;
use crate::domain::record::Grade;
use crate::domain::score::{Exact, Tenths, whole};
use crate::text::{Lang, shown};

pub const DEFAULTS: &str = "（默认）各项事实的有效期、信用与利润的界限、陌生客户的次数、A 与 C 冲突时以哪类为准，\
                            办法原文没有规定，按制度参数执行";

pub fn value(value: FactValue) -> &'static str {
    match value {
        FactValue::Unknown => "未知",
        FactValue::Flag(true) => "是",
        FactValue::Flag(false) => "否",
        FactValue::Rating(rating) => Lang::Zh.word(rating),
        FactValue::Level(level) => Lang::Zh.word(level),
    }
}

fn percent(share: &Exact) -> String {
    format!("{}%", Tenths::round(&(share * whole(100))))
}

pub fn evidence(evidence: &Evidence, by: &str) -> String {
    match evidence {
        Evidence::Recorded { as_of, age_days, max_age_days, .. } => {
            format!(
                "{}于 {as_of} 记录，距今 {age_days} 天（有效 {max_age_days} 天）",
                before_han(by)
            )
        }
        Evidence::Stale { as_of, age_days, max_age_days, .. } => format!(
            "{}于 {as_of} 记录，距今 {age_days} 天，已超过有效期 {max_age_days} 天，按未知处理",
            before_han(by)
        ),
        Evidence::Missing { .. } => "没有记录".to_owned(),
        Evidence::Later { as_of, .. } => format!("依据日期 {as_of} 晚于基准日，不计"),
        Evidence::Cooperation { status, on: Some(on), .. } => {
            format!("{on} 签约或开工的项目，状态为“{}”", Lang::Zh.word(*status))
        }
        Evidence::Cooperation { status, on: None, .. } => {
            format!("项目状态为“{}”", Lang::Zh.word(*status))
        }
        Evidence::NoCooperation { projects: 0 } => "没有项目".to_owned(),
        Evidence::NoCooperation { projects } => {
            format!("{projects} 个项目都未到合作阶段，或签约晚于基准日")
        }
        Evidence::Misconduct { on, kind, .. } => {
            format!("{on} 的不良诚信记录：{}（有效）", Lang::Zh.word(*kind))
        }
        Evidence::NoMisconduct => "没有有效的不良诚信记录".to_owned(),
        Evidence::Payments { payments, overdue_yuan, total_yuan, share, longest_days } => format!(
            "{payments} 笔应收款共 {}，逾期未付 {}，占 {}，最长逾期 {longest_days} 天",
            wan_yuan(*total_yuan),
            wan_yuan(*overdue_yuan),
            percent(share)
        ),
        Evidence::LongestOverdue { due_on, paid_on: Some(paid_on), overdue_days, .. } => {
            format!("最长的一笔：{due_on} 到期，{paid_on} 付清，逾期 {overdue_days} 天")
        }
        Evidence::LongestOverdue { due_on, paid_on: None, overdue_days, .. } => {
            format!("最长的一笔：{due_on} 到期，至今未付，逾期 {overdue_days} 天")
        }
        Evidence::RiskCheck { on, register, hits, .. } if hits.is_empty() => {
            format!("{on} 查询“{}”，没有异常", shown(register))
        }
        Evidence::RiskCheck { on, register, hits, .. } => {
            let hits: Vec<_> = hits.iter().map(|hit| Lang::Zh.word(*hit)).collect();
            format!("{on} 查询“{}”：{}", shown(register), hits.join("、"))
        }
        Evidence::Need { expected_on: Some(on), .. } => format!("未决需求，预计 {on}"),
        Evidence::Need { expected_on: None, .. } => "未决需求".to_owned(),
        Evidence::NoNearNeed { needs: 0 } => "没有登记需求".to_owned(),
        Evidence::NoNearNeed { needs } => format!("登记的 {needs} 项需求都不在近期或已了结"),
        Evidence::Contacts { contacts, required } => {
            format!("双向接触 {contacts} 次，满 {required} 次即不是陌生客户")
        }
        Evidence::Contact { on, .. } => format!("{on} 的双向接触"),
        Evidence::Complaints { complaints, required } => {
            format!("已关闭的无理投诉 {complaints} 件，满 {required} 件即成立")
        }
        Evidence::Complaint { received_on, .. } => format!("{received_on} 受理的无理投诉"),
        Evidence::Margin { margin, limit, projects } => format!(
            "{projects} 个项目按合同额加权的利润率 {}，低于 {} 为利润低",
            percent(margin),
            percent(&limit.exact())
        ),
        Evidence::MarginOf { margin, contract_value_yuan, .. } => {
            let value = wan_yuan(i128::from(*contract_value_yuan));
            format!("合同额 {value}，利润率 {}", percent(&margin.exact()))
        }
        Evidence::FollowsFrom { fact } => {
            format!("由 {} {}推出", fact.key(), Lang::Zh.word(*fact))
        }
    }
}

pub fn conflict(precedence: Precedence) -> String {
    let rule = match precedence {
        Precedence::C => "以 C 为准",
        Precedence::A => "以 A 为准",
        Precedence::Review => "暂定为 B，待复核",
    };
    format!("A 与 C 条件同时成立：{rule}（默认）")
}

pub fn lift(to: Grade, obstacles: &[(Predicate, Ternary, Ternary)]) -> String {
    let steps: Vec<_> = obstacles
        .iter()
        .map(|(predicate, is, wanted)| {
            let what = format!("{} {}", predicate.key(), Lang::Zh.word(*predicate));
            let (is, wanted) = (Lang::Zh.word(*is), Lang::Zh.word(*wanted));
            format!("{what}由“{is}”变为“{wanted}”")
        })
        .collect();
    format!("升到（或确定为）{} 类还差：{}", to.key(), steps.join("；"))
}
