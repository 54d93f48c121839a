//! 演示档案库：不能新建时的说明，新建之后的去处。

use crate::diag::demo::DemoRefusal;
use crate::report::demo::{DemoMade, Stage, Suggestion};
use crate::text::Message;

pub fn refusal(refusal: &DemoRefusal) -> Message {
    match refusal {
        DemoRefusal::NotEmpty { folder } => {
            Message::new(format!("`{folder}` 里已有内容，演示档案库只写进空目录"))
                .help("换一个还没有的目录，例如 `kebu demo demo-archive`")
        }
        DemoRefusal::Clients { given, least, most } => {
            Message::new(format!("`--clients` 不能是 {given}，可取 {least} 到 {most}"))
                .help(format!("写成 `--clients {least}` 或更大；少于 {least} 个客户演不全各种情形"))
        }
    }
}

pub fn made(made: &DemoMade) -> String {
    let DemoMade { folder, branches, clients, commits, repositories, seed, .. } = made;
    let apart = match repositories {
        1 => String::new(),
        _ => format!("，各单位自成仓库（共 {repositories} 个）"),
    };
    format!(
        "已在 `{folder}` 新建演示档案库：{branches} 个单位、{clients} 个客户、{commits} 次提交{apart}（种子 {seed}）\n\
         集团、单位、人员、客户全部虚构。以 {} 为基准日看，依次试试：",
        made.today
    )
}

pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Telling => "正在编写记录……",
        Stage::Writing => "正在写入 Git 历史和文件……",
    }
}

pub fn suggestion(suggestion: &Suggestion) -> &'static str {
    match suggestion {
        Suggestion::Check => "检查全部记录",
        Suggestion::Grade => "某单位的客户等级与理由",
        Suggestion::Promoted => "升为 A 类的客户，逐条看依据",
        Suggestion::Demoted => "由 A 降为 B 的客户",
        Suggestion::Before => "同一客户在去年年底的等级",
        Suggestion::Moved => "移交给新单位的客户",
        Suggestion::Rank => "本季度排名",
        Suggestion::Past => "按当时的档案和参数看去年三季度",
        Suggestion::Trend => "近八个季度的走势",
        Suggestion::Returns => "谁迟报、漏报、虚报，凭什么认定",
        Suggestion::Assess => "半年考核",
        Suggestion::Explain => "一个单位的每一处失分",
        Suggestion::Overdue => "超过期限的投诉",
        Suggestion::Agenda => "一个单位要办的事",
        Suggestion::History => "升为 A 类的客户，逐字段看谁在何时改了什么",
        Suggestion::Diff => "两个半年之间变了什么",
        Suggestion::Changes => "此后的升级与降级，各附原因和提交",
        Suggestion::WhatIf => "三个半年若只按默认参数，哪些单位会变",
        Suggestion::Since => "自那天以来新出现的问题，包括篡改",
        Suggestion::Staged => "下一次提交会带来什么；`git rm` 一件投诉再试",
        Suggestion::IssueRank => "印发排名",
        Suggestion::Issue => "印发考核结果",
        Suggestion::Verify => "按印发时的提交重新计算，逐字节比较",
        Suggestion::Notice => "考核结果要求出的文件",
    }
}
