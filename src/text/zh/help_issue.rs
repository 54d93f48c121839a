//! 印发、核验、试算的帮助文字。

pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("rank" | "assess", "issue") => {
            "印发：把已提交档案的结果连同提交号、制度参数的哈希、程序版本存为记录"
        }
        ("rank" | "assess", "reason") => "更正的原因：已印发的结果不改写，另存为第几次更正",
        ("rank" | "assess", "dry_run") => "与 --issue 合用：只显示会写什么，不写入",
        ("rank" | "assess", "after") => {
            "--issue 要求：档案库在 Git 里，记录都已提交，历史完整，没有错误，期间已经结束。\n\
             结果写入 hq/，用 kebu verify 核验。"
        }
        ("verify", "") => {
            "核验：在印发时的提交上重新计算，逐字节比对；一致则退出码为 0，不一致为 1"
        }
        ("verify", "after") => {
            "比对一个期间印发过的全部排名与考核结果，含各次更正。不一致时列出单位、数据项、印发值与重算值，\n\
             并尽可能说明原因：文件被改过、制度参数不同、程序版本不同、提交不在这里。"
        }
        ("verify", "period") => "期间或半年度，如 2026Q2、2026H1",
        ("grade" | "assess", "policy") => "按这个文件的制度参数计算，不是档案库现行的；结果会注明",
        ("grade" | "assess", "compare") => {
            "与 --policy 合用：谁会变动，在哪个单位，因哪一条、哪个参数"
        }
        ("grade" | "assess", "halves") => {
            "与 --compare 合用：最近几个半年度各比一次，用当时的档案与制度（Git）"
        }
        ("assess notice", "") => {
            "出文：考核结果所要求的公文（Markdown，中文）：报告、表扬通报、总结通知、整改通知"
        }
        ("assess notice", "after") => {
            "已印发的按印发的结果出文，先核验；没有印发的出草稿。\n\
             期限从考核结果的通知日算起，通知日用 kebu notice new 记录。"
        }
        ("assess notice", "half") => "半年度，如 2026H1",
        ("assess notice", "branch") => "只出这个单位的：代号或名称",
        _ => return None,
    })
}
