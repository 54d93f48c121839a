//! 出文时的说明。

use crate::domain::keyword::Keyword;
use crate::report::notice::{NoticeSaying, PaperKind};

pub fn saying(saying: &NoticeSaying) -> String {
    match saying {
        NoticeSaying::Written { kind, branches } => {
            let name = match kind {
                PaperKind::Memo => "考核结果报告（上报集团领导）",
                PaperKind::Commendation => "表扬通报",
                PaperKind::Criticism => "批评通报（默认）",
                PaperKind::Summary => "报送工作总结的通知",
                PaperKind::Rectification => "限期整改通知（默认）",
            };
            format!("{name}：{}", branches.join("、"))
        }
        NoticeSaying::Draft { half } => {
            format!(
                "{half} 的考核结果还没有印发，所出均为草稿；先运行 `kebu assess {half} --issue`"
            )
        }
        NoticeSaying::NoNotice { branch, name, half, result } => format!(
            "{name}没有考核结果通知的记录，期限没有日期；送达之日运行 \
             `kebu notice new {half} --branch {branch} --result {}`",
            result.key()
        ),
        NoticeSaying::Nothing { half } => format!("{half} 没有考核出结果的单位，没有要出的文件"),
    }
}
