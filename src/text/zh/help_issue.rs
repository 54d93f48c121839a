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
        _ => return None,
    })
}
