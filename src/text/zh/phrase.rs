//! 表格中的语句。

use super::{agenda, assess, before_han, grade, issue, notice, submit, what_if, work};
use crate::domain::keyword::Keyword;
use crate::domain::record::client::Status;
use crate::report::phrase::Phrase;
use crate::text::{Lang, deadline, shown};

pub fn phrase(phrase: &Phrase) -> String {
    match phrase {
        Phrase::Yes => "是".to_owned(),
        Phrase::No => "否".to_owned(),
        Phrase::Redacted => "（已隐去）".to_owned(),

        Phrase::WouldChange { records } => format!("将改动 {records} 条记录"),
        Phrase::WriteThem => "写入吗？[y/N]".to_owned(),
        Phrase::Record(phrase) => super::record_phrase::phrase(phrase),

        Phrase::GradesAsOf { as_of, clients } => {
            format!("客户分级（基准日 {as_of}，共 {clients} 个客户）")
        }
        Phrase::GradeCounts { a, b, c, provisional } => {
            format!("A 类 {a} 个，B 类 {b} 个，C 类 {c} 个；其中暂定 {provisional} 个")
        }
        Phrase::GradeDefaults => grade::DEFAULTS.to_owned(),
        Phrase::Conflict => "A 与 C 条件同时成立".to_owned(),
        Phrase::GradeExplained { id, name, grade, state, as_of } => {
            let state = Lang::Zh.word(*state);
            format!("{name}（{id}）：{} 类，{state}（基准日 {as_of}）", grade.key())
        }
        Phrase::Predicate(predicate) => {
            format!("{} {}", predicate.key(), Lang::Zh.word(*predicate))
        }
        Phrase::FactIs { fact, value } => {
            format!("{} {}：{}", fact.key(), Lang::Zh.word(*fact), grade::value(*value))
        }
        Phrase::Evidence { evidence, by } => grade::evidence(evidence, by),
        Phrase::ConflictNote { precedence } => grade::conflict(*precedence),
        Phrase::OverrideNote { grade, computed, from, until, reason, approved_by, place } => {
            let place = place.as_ref().map_or_else(String::new, |place| format!("，见 {place}"));
            format!(
                "人工定级为 {} 类（计算等级 {} 类），{from} 至 {until}，{}批准，理由：\
                 {reason}{place}",
                grade.key(),
                computed.key(),
                before_han(approved_by)
            )
        }
        Phrase::MissingFacts { facts } => {
            let names: Vec<_> = facts.iter().map(|fact| Lang::Zh.word(*fact)).collect();
            format!("待补事实：{}", names.join("、"))
        }
        Phrase::CellNote { cell, scale_yuan, months } => {
            let wan = scale_yuan / 10_000;
            let cell = Lang::Zh.word(*cell);
            format!("规模—利润分析：{cell}（近 {months} 个月签约 {wan} 万元）（默认）")
        }
        Phrase::LiftNote { to, obstacles } => grade::lift(*to, obstacles),
        Phrase::NoLift => "已是 A 类且已确定".to_owned(),

        Phrase::ClientList { clients, today } => {
            format!("客户（基准日 {today}，共 {clients} 个）")
        }
        Phrase::ClientFile { id, name } => format!("客户档案：{name}（{id}）"),
        Phrase::GradeOf { today } => format!("等级（基准日 {today}）"),
        Phrase::NotGraded { status: Status::Active } => "建档日晚于基准日，不分级".to_owned(),
        Phrase::NotGraded { status } => {
            format!("档案状态为“{}”，不分级", Lang::Zh.word(*status))
        }
        Phrase::ContactsOf { people } => format!("联系人（{people} 人）"),
        Phrase::LinkedRecords { records } => format!("相关记录（{records} 条，近期在前）"),

        Phrase::RankingOf { period, as_of } => {
            format!("{period} 客户分级数量排名（基准日 {as_of}）")
        }
        Phrase::RankingTotals { a, b, c, clients } => {
            format!("集团合计：A 类 {a} 个，B 类 {b} 个，C 类 {c} 个，共 {clients} 个")
        }
        Phrase::Trend(phrase) => super::trend::phrase(phrase),
        Phrase::RankingOrder => {
            "排名次序（默认）：A 类多者在前，其次依次为 A 类占比高、B 类多、C 类少；C 类多不等于工作差，请看原因"
                .to_owned()
        }
        Phrase::InProgress { as_of } => format!("期间尚未结束：按 {as_of} 计算，不是最终结果"),
        Phrase::ReturnsOf { period, today } => format!("{period} 信息上报情况（截至 {today}）"),
        Phrase::ReturnsDeclared => {
            "以填报日期为准，没有 Git 证据；以截止日 24:00 为限，当天算按时".to_owned()
        }
        Phrase::ArrivalsUnchecked { why } => {
            format!("没有核对上报记录的到达日期：{why}")
        }
        Phrase::ReturnEvidence { a, b, c } => format!(
            "依据：服务器回执（A）{a}，旁观记录（B）{b}，提交时间自报（C）{c}；\
             以截止日 24:00 为限"
        ),
        Phrase::ReturnCounts { months, on_time, late, missing, false_nil } => format!(
            "共 {months} 个应报月：按时或无变化 {on_time}，迟报 {late}，漏报 {missing}，\
             虚报无变化 {false_nil}"
        ),

        Phrase::AssessmentOf { half, as_of } => {
            format!("{half} 客户关系维护成效考核（基准日 {as_of}，满分 100 分）")
        }
        Phrase::AssessmentDefaults => assess::DEFAULTS.to_owned(),
        Phrase::PointsOf { points: Some(points), of } => format!("{points}/{of}"),
        Phrase::PointsOf { points: None, .. } => "不适用".to_owned(),
        Phrase::Cap(cap) => assess::cap(cap),
        Phrase::CapNote(cap) => assess::cap_note(cap),
        Phrase::VetoShort => "一票否决".to_owned(),
        Phrase::VetoNote { place } => {
            format!("一票否决：抽查查实弄虚作假，结果为差（默认）；见 {place}")
        }
        Phrase::BranchAssessment { name, half, total, result } => {
            let result = result.map_or("不适用", |result| Lang::Zh.word(result));
            match total {
                Some(total) => format!("{name} {half} 考核：{total} 分，{result}"),
                None => format!("{name} {half} 考核：不适用"),
            }
        }
        Phrase::NotAssessed => "没有有效客户或没有可考核的内容，不考核".to_owned(),
        Phrase::Adjusted { points, reason } => format!("总部加减分 {points}：{reason}（默认）"),
        Phrase::Consequence { result, days } => assess::consequence(*result, *days),
        Phrase::Terms { indicator, part, terms } => assess::terms(*indicator, *part, terms),
        Phrase::PointsLost { name, losses: 0 } => format!("{name}：没有失分"),
        Phrase::PointsLost { name, losses } => format!("{name} 失分明细（{losses} 项）"),
        Phrase::LostPoints(points) => assess::points(points),
        Phrase::Loss { loss, zone } => assess::loss(loss, *zone),

        Phrase::ComplaintList { complaints, today } => {
            format!("投诉（截至 {today}，共 {complaints} 件）")
        }
        Phrase::ComplaintFile { id, client } => format!("投诉 {id}：{client}"),
        Phrase::ComplaintClocks => "各环节时限（默认）".to_owned(),
        Phrase::ComplaintEvents { events } => format!("处理事件（{events} 项）"),
        Phrase::NextStep { step, is_passed } => {
            let step = Lang::Zh.word(*step);
            if *is_passed { format!("{step}（已超期）") } else { step.to_owned() }
        }
        Phrase::AppealToDecide => "下一步：申诉决定，制度没有规定期限".to_owned(),
        Phrase::NothingDue => "没有待办环节".to_owned(),
        Phrase::NextDue { step, at, is_passed } => {
            let (step, at) = (Lang::Zh.word(*step), deadline(*at));
            let passed = if *is_passed { "，已超期" } else { "" };
            format!("下一步：{step}，期限 {at}{passed}")
        }
        Phrase::StateIs { state, paused } => {
            let paused = if *paused { "，计时暂停中" } else { "" };
            format!("状态：{}{paused}", Lang::Zh.word(*state))
        }
        Phrase::VisitsDue { visits, today } => {
            format!("应完成的拜访（截至 {today}，共 {visits} 次）")
        }
        Phrase::VisitExecution { met, due } => {
            format!("各期至今已到期 {due} 次，完成 {met} 次。拜访级别与频次按制度参数 visit.lines（默认）")
        }
        Phrase::Briefing { predicates } => {
            let named: Vec<_> = predicates
                .iter()
                .map(|predicate| format!("{} {}", predicate.key(), Lang::Zh.word(*predicate)))
                .collect();
            format!("不良行为提示：{}。接触前请细看档案中的记录，谨慎合作", named.join("、"))
        }

        Phrase::History(phrase) => super::history::phrase(phrase),
        Phrase::Submit(saying) => submit::saying(saying),
        Phrase::Issue(saying) => issue::saying(saying),
        Phrase::WhatIf(saying) => what_if::saying(saying),
        Phrase::Notice(saying) => notice::saying(saying),
        Phrase::MergeConflicts { path, keys } => {
            format!("{path}：双方都改了 {}，请在文件里的冲突标记处选定", keys.join("、"))
        }
        Phrase::MergeInstalled { repositories, attributes } => {
            let written = match attributes.as_slice() {
                [] => String::new(),
                paths => format!("；已写入 {}，请提交", paths.join("、")),
            };
            format!("已在 {repositories} 个仓库启用按字段合并{written}")
        }
        Phrase::BriefingLine { predicate, phrase: said } => {
            format!("  {}：{}", predicate.key(), Lang::Zh.phrase(said))
        }
        Phrase::VisitPlan { lines, today } => format!("客户拜访计划（{today} 所在各期，共 {lines} 项）"),
        Phrase::RecordFile { kind, name } => format!("{}：{name}", Lang::Zh.word(*kind)),
        Phrase::RecordList { kind, records } => {
            format!("{}（共 {records} 条）", Lang::Zh.word(*kind))
        }
        Phrase::SurveyForm { phase, client, project } => {
            work::survey_title(*phase, client, project)
        }
        Phrase::SurveyHead => work::SURVEY_HEAD.to_owned(),
        Phrase::SurveyScores => "各维度得分".to_owned(),
        Phrase::SurveyDimension(dimension) => Lang::Zh.word(*dimension).to_owned(),
        Phrase::SurveyOpinion => work::SURVEY_OPINION.to_owned(),
        Phrase::SurveyHow => work::SURVEY_HOW.to_owned(),
        Phrase::SurveyScore { answered, asked, score, is_valid, dissatisfied } => {
            work::survey_score(*answered, *asked, *score, *is_valid, *dissatisfied)
        }
        Phrase::Sample { clients, branches, seed } => {
            format!("抽查样本（{branches} 家单位，{clients} 个客户，种子 {seed}）")
        }
        Phrase::SampleAgain { command } => format!("重新抽出同一样本：`{command}`"),

        Phrase::AgendaOf { today, days, items, overdue } => {
            agenda::title(*today, *days, *items, *overdue)
        }
        Phrase::NothingToDo { today, days } => agenda::nothing(*today, *days),
        Phrase::Matter(matter) => agenda::matter(matter),

        Phrase::Schemas => "记录的模式（JSON Schema draft-07）".to_owned(),
        Phrase::SchemasWritten { written: 0 } => "schemas/ 已是最新".to_owned(),
        Phrase::SchemasWritten { written } => format!("已把 {written} 份模式写入 schemas/"),
        Phrase::PolicyInForce { changed } => {
            format!("现行制度参数（policy.toml 中写了 {changed} 项，其余为默认）")
        }
        Phrase::PolicySource => {
            "办法原文只规定了每月 25 日、合格后一周交总结和半年考核；其余都是默认值，可在 policy.toml \
             中校准"
                .to_owned()
        }
        Phrase::ArchiveMade { folder, files, named } => {
            let name = if *named {
                ""
            } else {
                "\n集团名称暂写作“本集团”，在 archive.toml 里改"
            };
            format!(
                "已在 `{}` 建好空档案库，共 {files} 个文件{name}\n\
                 下一步：用 `git init` 纳入版本管理，用 `kebu check` 检查，用 `kebu --help` 查看全部命令",
                shown(folder)
            )
        }
        Phrase::PipelineMade { path } => {
            format!("流水线在 `{path}`，开头的注释写着要先填哪个变量")
        }
        Phrase::Undone { command, at, files, was_undo } => {
            let done = if *was_undo { "已恢复刚才撤销的" } else { "已撤销" };
            format!(
                "{done} `{}`（{}），改回 {files} 个文件；再运行一次 `kebu undo` 可以反悔",
                shown(command),
                shown(at)
            )
        }
        Phrase::WouldUndo { command, at, files, was_undo } => {
            let would = if *was_undo { "将恢复刚才撤销的" } else { "将撤销" };
            format!("{would} `{}`（{}），涉及 {files} 个文件；没有写入", shown(command), shown(at))
        }
        Phrase::CannotUndo { command, at, paths } => format!(
            "不能撤销 `{}`（{}），此后又被改动：{}",
            shown(command),
            shown(at),
            shown(&paths.join("、"))
        ),
        Phrase::LeftAsIs { paths } => {
            format!("此后又被改动，保持现在的内容：{}", shown(&paths.join("、")))
        }
        Phrase::Finished { command } => {
            format!("`{}` 上次中途停下，现已做完", shown(command))
        }
        Phrase::Formatted { changed, records, unreadable } => {
            format!("已整理 {changed} 份，共 {records} 份记录{}", left_unread(*unreadable))
        }
        Phrase::WouldFormat { changed, records, unreadable } => {
            format!("需整理 {changed} 份，共 {records} 份记录{}", left_unread(*unreadable))
        }
        Phrase::PolicyWritten => "已写入 policy.toml，全部默认值都注释着".to_owned(),
        Phrase::Topics => "可以说明的检查、指标与条件".to_owned(),
    }
}

/// 读不了的记录保持原样。
fn left_unread(count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!("；{count} 份读不了，保持原样"),
    }
}
