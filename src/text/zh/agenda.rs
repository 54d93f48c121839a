//! 待办事项的语句。

use super::wan_yuan;
use crate::domain::agenda::Matter;
use crate::domain::keyword::Keyword;
use crate::domain::time::Date;
use crate::text::{Lang, deadline};

pub fn title(today: Date, days: u32, items: usize, overdue: usize) -> String {
    format!("待办（截至 {today}，含 {days} 天内到期，共 {items} 项，其中逾期 {overdue} 项）")
}

pub fn nothing(today: Date, days: u32) -> String {
    format!("{today} 起 {days} 天内没有到期事项，也没有逾期事项")
}

pub fn matter(matter: &Matter) -> String {
    let word = Lang::Zh;
    match matter {
        Matter::ComplaintStep { step, severity, summary, at, is_paused } => {
            let paused = if *is_paused { "，计时暂停中" } else { "" };
            let (step, severity) = (word.word(*step), word.word(*severity));
            format!("{step}，期限 {}{paused}（{severity}：{summary}）", deadline(*at))
        }
        Matter::Reply { topics, at } => format!("答复来访来询，期限 {}：{topics}", deadline(*at)),
        Matter::Commitment { text } => format!("兑现答应客户的事：{text}"),
        Matter::Promise { text, project } => format!("兑现承诺：{text}（{project}）"),
        Matter::Visit { level, cadence, briefing } => {
            let visit = format!("{}拜访（{}）", word.word(*level), word.word(*cadence));
            if briefing.is_empty() {
                return visit;
            }
            let keys: Vec<_> = briefing.iter().map(|predicate| predicate.key()).collect();
            format!("{visit}，先看不良行为提示 {}", keys.join("、"))
        }
        Matter::VisitReport { on } => format!("写 {on} 拜访的简报"),
        Matter::ReturnVisit { project, accepted_on } => {
            format!("竣工回访：{project}（{accepted_on} 验收）")
        }
        Matter::Appraisal { registered_on } => {
            format!("首次评测陌生客户（{registered_on} 建档）")
        }
        Matter::Return { month } => format!("上报 {month} 信息"),
        Matter::ProjectReport { month } => format!("项目部报送 {month} 信息"),
        Matter::Analysis { half } => format!("提交 {half} 客户分析报告"),
        Matter::Survey { half, project } => format!("{half} 满意度调查：{project}"),
        Matter::Cause { item, score } => {
            format!("查明不满意项的原因：{}（{score} 分）", word.word(*item))
        }
        Matter::Improvement { item, text } => format!("改进“{}”：{text}", word.word(*item)),
        Matter::NextStep { need, step } => match step {
            Some(step) => format!("{step}（需求：{need}）"),
            None => format!("跟进需求：{need}"),
        },
        Matter::Payment { amount_yuan, project } => {
            format!("收款 {}：{project}", wan_yuan((*amount_yuan).into()))
        }
        Matter::Facts { facts } => format!("重新核实将到期或已过期的事实：{}", names(facts)),
        Matter::Verification { verified_on, missing } => {
            let since = match verified_on {
                Some(on) => format!("核实全部档案（上次 {on}）"),
                None => "核实全部档案（从未核实）".to_owned(),
            };
            if missing.is_empty() {
                since
            } else {
                format!("{since}，补齐待补事实：{}", names(missing))
            }
        }
        Matter::Override { grade } => {
            format!("人工定级 {} 类到期，次日起按计算等级", grade.key())
        }
        Matter::Observation => "观察期届满，作出决定".to_owned(),
        Matter::Retention { contact } => format!("联系人 {contact} 的个人信息保存到期，删除"),
        Matter::Summary { kind, half } => format!("提交 {half} {}", word.word(*kind)),
        Matter::Interview { half } => format!("{half} 考核约谈"),
        Matter::Recheck { half } => format!("{half} 考核整改复查"),
        Matter::AccessDecision { scope } => format!("审批查阅申请（{}）", word.word(*scope)),
        Matter::AccessEnd { scope } => format!("查阅到期，收回（{}）", word.word(*scope)),
        Matter::Action { text, activity } => format!("{text}（{activity}）"),
        Matter::Correction { what } => format!("纠正抽查发现的问题：{what}"),
        Matter::CareDay { name } => format!("问候客户：{name}"),
        Matter::Festival { name } => format!("节日问候各客户：{name}"),
        Matter::Duty { title, .. } => title.clone(),
    }
}

fn names(facts: &[impl Keyword]) -> String {
    facts.iter().map(|fact| Lang::Zh.word(*fact)).collect::<Vec<_>>().join("、")
}

/// 日历的名称。
pub const CALENDAR: &str = "客簿待办";

/// 日历中一项的标题：逾期的说明逾期天数。
pub fn summary(matter: &str, text: &str, client: &str, days_left: i64) -> String {
    let client = if client.is_empty() { String::new() } else { format!("（{client}）") };
    let late =
        if days_left < 0 { format!("【逾期 {} 天】", -days_left) } else { String::new() };
    format!("{late}{matter}：{text}{client}")
}

/// 日历中一项的说明。
pub fn description(due: Date, who: &str, branch: &str, command: &str) -> String {
    format!("期限：{due}\n责任人：{who}\n单位：{branch}\n{command}")
}
