//! 客户、联系人、项目、人员、分子公司各命令的语句。

use super::before_han;
use crate::report::record_phrase::RecordPhrase;
use crate::text::shown;

pub fn phrase(phrase: &RecordPhrase) -> String {
    match phrase {
        RecordPhrase::Merged { from, into, records, id } => format!(
            "{}已并入{}，另有 {records} 份记录随之改动；运行 `kebu client unmerge {id}` 可拆回",
            before_han(&shown(from)),
            shown(into)
        ),
        RecordPhrase::Unmerged { name, records } => {
            format!("{}已拆回，另有 {records} 份记录随之还原", before_han(&shown(name)))
        }
        RecordPhrase::NotPutBack { paths } => format!(
            "{} 个文件在合并后又改过同一处或已不在，保持原样：\n  {}",
            paths.len(),
            paths.join("\n  ")
        ),
        RecordPhrase::ClientMoved { name, branch, new_owner } => {
            let owner = if *new_owner {
                ""
            } else {
                "；客户经理未变，可用 `--owner` 另行指定"
            };
            format!("{}已转到{}{owner}", before_han(&shown(name)), shown(branch))
        }
        RecordPhrase::FactsOf { id, name } => format!("记录的事实：{}（{id}）", shown(name)),
        RecordPhrase::Contacts { people } => format!("联系人（共 {people} 人）"),
        RecordPhrase::Projects { projects } => format!("项目（共 {projects} 个）"),
        RecordPhrase::ProjectFile { id, name } => format!("项目：{}（{id}）", shown(name)),
        RecordPhrase::People { people } => format!("人员（共 {people} 人）"),
        RecordPhrase::Branches { branches } => format!("分子公司（共 {branches} 个）"),
        RecordPhrase::Handover { from, clients: 0, orphans: 0, .. } => {
            format!("没有要移交的客户：{}名下没有客户，也没有无人负责的客户", shown(from))
        }
        RecordPhrase::Orphans { orphans: 0 } => "没有要移交的客户：客户都有人负责".to_owned(),
        RecordPhrase::Handover { from, to, clients, orphans } => format!(
            "由{}移交{}的客户 {clients} 个；全档案库无人负责的客户 {orphans} 个，列在前面",
            shown(from),
            shown(to)
        ),
        RecordPhrase::Orphans { orphans } => format!("无人负责的客户（共 {orphans} 个）"),
        RecordPhrase::LeftWithClients { id, clients } => {
            format!("名下还有 {clients} 个客户，运行 `kebu handover {id} 接收人` 移交")
        }
        RecordPhrase::ClosedWithClients { clients } => {
            format!("其中还有 {clients} 个客户，运行 `kebu client move 客户 单位` 转出")
        }
    }
}
