//! 考核的说明：分项的算法、失分的原因、结果的后续。

use crate::domain::analysis::Fault;
use crate::domain::assess::Cap;
use crate::domain::assess::score::{Indicator, Loss, LossReason, Part, Term};
use crate::domain::keyword::Keyword;
use crate::domain::record::analysis::SectionName;
use crate::domain::record::notice::AssessmentResult;
use crate::domain::returns::EvidenceGrade;
use crate::domain::score::{Exact, Tenths, whole};
use crate::domain::time::{Instant, Zone};
use crate::text::{self, Lang, checked, shown};

pub const DEFAULTS: &str = "（默认）五项指标出自办法原文；分值、分项算法、界限、限制、加减分和“差”的处理，\
                            办法现存文本没有规定，按制度参数执行";

/// 带两位小数的分值，很小的失分也看得见。
pub fn points(points: &Exact) -> String {
    let hundredths = Tenths::round(&(points * whole(10)));
    format!("{}.{:02}", hundredths.0 / 100, hundredths.0.unsigned_abs() % 100)
}

fn at(instant: Instant, zone: Zone) -> String {
    instant.with_timezone(&zone.0).format("%Y-%m-%d %H:%M").to_string()
}

fn by(deadline: Instant, zone: Zone) -> String {
    text::deadline(deadline.with_timezone(&zone.0).naive_local())
}

pub fn cap(cap: &Cap) -> String {
    match cap {
        Cap::MajorComplaint { .. } => "有重大投诉".to_owned(),
        Cap::MissingReturn { .. } => "有漏报或虚报".to_owned(),
        Cap::WeakIndicator { indicator } => format!("{}得分过低", Lang::Zh.word(*indicator)),
    }
}

pub fn cap_note(cap: &Cap) -> String {
    match cap {
        Cap::MajorComplaint { paths } => {
            format!("不得评优良：有认定有理或部分有理的重大投诉（默认），见 {}", paths.join("、"))
        }
        Cap::MissingReturn { paths } => {
            format!("不得评优良：有漏报或虚报无变化的月份（默认），见 {}", paths.join("、"))
        }
        Cap::WeakIndicator { indicator } => {
            format!("不得评优良：{}得分不到该项满分的规定比例（默认）", Lang::Zh.word(*indicator))
        }
    }
}

pub fn consequence(result: AssessmentResult, days: u32) -> String {
    match result {
        AssessmentResult::Good => {
            "优良：撰文上报集团领导，集团内部发文表扬、奖励，结果纳入政绩考核指标".to_owned()
        }
        AssessmentResult::Pass => format!(
            "合格：上报集团领导；考核结果通知后 {days} 天内完成《客户关系维护工作总结》，内容针对五项指标"
        ),
        AssessmentResult::Poor => format!(
            "差（办法现存文本缺此条，按默认）：上报集团领导，通报批评，约谈，{days} 天内提交整改报告，\
             90 天后复查"
        ),
    }
}

pub fn terms(indicator: Indicator, part: Part, terms: &[Term]) -> String {
    let listed: Vec<_> =
        terms.iter().map(|t| format!("{} {}", Lang::Zh.word(t.name), number(&t.value))).collect();
    let rule = rule(indicator, part);
    if listed.is_empty() { rule.to_owned() } else { format!("{rule}：{}", listed.join("，")) }
}

/// 整数照写，其余保留两位小数。
fn number(value: &Exact) -> String {
    if value.is_integer() { value.to_string() } else { points(value) }
}

fn rule(indicator: Indicator, part: Part) -> &'static str {
    match part {
        Part::Timeliness => "（按时 + 无变化 + 迟报的一半）÷ 应报月数",
        Part::ArchiveOrder => "必填项完整率 × 核实新鲜度，取各客户平均",
        Part::Number if indicator == Indicator::Complaints => {
            "按严重程度扣分：一般 1、较重 3、重大 6，部分有理减半"
        }
        Part::Number => "有效客户 ÷ 目标，不超过 1",
        Part::Handling => "按时关闭 6 分，按时告知 3 分，接受结果 3 分",
        Part::Relation => "（改善 + 不变的一半）÷ 应回访",
        Part::Satisfaction => "每个计入的不满意项扣 2 分；覆盖率不足时最多 12 分",
        Part::Completion => "按时提交 ÷ 应提交",
        Part::Quality => "合要求的报告 ÷ 全部报告",
        Part::Match => "相符项 ÷ 抽查项",
        Part::Timely => "非补录记录 ÷ 到达的记录；没有 Git 证据时不适用",
    }
}

pub fn loss(loss: &Loss, zone: Zone) -> String {
    match &loss.reason {
        LossReason::ReturnMissing { month, due_on, changes } => {
            format!("{month} 漏报：{due_on} 到期，本期有 {changes} 项变化")
        }
        LossReason::ReturnLate { month, due_on, days_late, submitted, evidence } => {
            let when = match (submitted, evidence) {
                (Some(on), None | Some(EvidenceGrade::Declared)) => format!("，{on} 填报"),
                (Some(on), Some(by)) => format!("，{on} 到达，凭 {}", Lang::Zh.word(*by)),
                (None, _) => String::new(),
            };
            format!("{month} 迟报 {days_late} 天（{due_on} 到期{when}），计一半")
        }
        LossReason::ReturnFalseNil { month, changes } => {
            format!("{month} 虚报无变化：本期有 {changes} 项变化")
        }
        LossReason::ItemEmpty { item } => format!("必填项未填：{}", Lang::Zh.word(*item)),
        LossReason::VerificationStale { verified_on: Some(on), max_days } => {
            format!("{on} 核实，已超过 {max_days} 天，按八折计")
        }
        LossReason::VerificationStale { verified_on: None, max_days } => {
            format!("没有核实日（应在 {max_days} 天以内），按八折计")
        }
        LossReason::TooFewClients { active, target } => {
            format!("有效客户 {active} 个，目标 {target} 个")
        }
        LossReason::ComplaintCounted { severity, finding, moment } => {
            let finding = finding.map_or("逾期未定", |finding| Lang::Zh.word(finding));
            let severity = Lang::Zh.word(*severity);
            format!("{severity}投诉，{finding}，计入时间 {}", by(*moment, zone))
        }
        LossReason::StepLate { step, deadline, done } => {
            let (step, deadline) = (Lang::Zh.word(*step), by(*deadline, zone));
            match done {
                Some(done) => format!("{step}超期：期限 {deadline}，{} 完成", at(*done, zone)),
                None => format!("{step}超期：期限 {deadline}，至今未完成"),
            }
        }
        LossReason::NotAccepted { accepted: Some(_) } => "投诉人不接受处理结果".to_owned(),
        LossReason::NotAccepted { accepted: None } => "没有记录投诉人是否接受处理结果".to_owned(),
        LossReason::NotFollowedUp { deadline } => {
            format!("没有回访，期限 {}", by(*deadline, zone))
        }
        LossReason::NotImproved { relationship } => {
            format!("回访结果：客户关系{}", Lang::Zh.word(*relationship))
        }
        LossReason::DissatisfiedItem { item, score, attribution } => format!(
            "不满意项：{}，{score} 分，{}",
            Lang::Zh.word(*item),
            Lang::Zh.word(*attribution)
        ),
        LossReason::NotSurveyed { surveyed, projects } => format!(
            "在施的 {projects} 个项目只调查了 {surveyed} 个，覆盖率不足；此项目没有有效调查表"
        ),
        LossReason::ReportMissing { due_on } => format!("应有分析报告，没有提交（{due_on} 到期）"),
        LossReason::ReportLate { submitted_on, due_on } => {
            format!("分析报告 {submitted_on} 提交，晚于期限 {due_on}")
        }
        LossReason::ReportNonconforming { faults } => {
            let listed: Vec<_> = faults.iter().map(fault).collect();
            format!("分析报告不合要求（虚、假、空）：{}", listed.join("；"))
        }
        LossReason::FieldMismatch { field, recorded, actual } => format!(
            "抽查不符：{}，档案记为“{}”，实际为“{}”",
            checked(Lang::Zh, field),
            shown(recorded),
            shown(actual)
        ),
        LossReason::BackDated { main_on, arrived_on } => {
            format!("补录：{main_on} 的记录 {arrived_on} 才到达")
        }
    }
}

fn names(sections: &[SectionName]) -> String {
    sections.iter().map(|section| Lang::Zh.word(*section)).collect::<Vec<_>>().join("、")
}

fn fault(fault: &Fault) -> String {
    let name = |section: &SectionName| Lang::Zh.word(*section);
    match fault {
        Fault::SectionMissing { section } => format!("缺“{}”一章", name(section)),
        Fault::SectionShort { section, chars, min_chars } => {
            format!("“{}”只有 {chars} 字，至少 {min_chars} 字", name(section))
        }
        Fault::EvidenceMissing { section } => format!("“{}”没有依据", name(section)),
        Fault::Ditto { section } => format!("“{}”写作“同上”", name(section)),
        Fault::PlaceholderText { section, placeholder } => {
            format!("“{}”有占位文字“{}”", name(section), Lang::Zh.word(*placeholder))
        }
        Fault::SameAsBefore { path, sections } => {
            format!("{} 章与上一份报告相同（{path}）", sections.len())
        }
        Fault::Widespread { section, paths } => {
            format!(
                "“{}”与 {} 份其他客户的报告相同（{}）",
                name(section),
                paths.len(),
                paths.join("、")
            )
        }
        Fault::Copied { path, sections } => {
            format!("{}与另一客户的报告相同（{path}）", names(sections))
        }
        Fault::ComplaintDenied { path } => format!("写明无投诉，实际有投诉（{path}）"),
        Fault::GradeUnexplained { suggested, computed, conclusion_chars } => {
            let suggested = suggested.map_or("未填", |grade| grade.key());
            let computed = computed.key();
            format!(
                "建议等级 {suggested} 与计算等级 {computed} 不同，总体评价只有 {conclusion_chars} 字，不足以说明"
            )
        }
    }
}
