//! 历史与差异各命令的帮助。

pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("history", "") => "一条记录的变更历史：谁在何时把什么从何改成何，何时到达",
        ("history", "after") => {
            "客户的历史含其联系人，以及并入它的客户；移到别的单位也接得上。近的在前。\n\
             没有提交的改动列在最前面。日期按到达时间算。"
        }
        ("history", "record") => {
            "编号或其开头、客户名称、人员、单位，或记录的路径（如 policy.toml）；已删除的写全编号"
        }
        ("history", "since") => "只看这天以来到达的；也可写期间，如 2026Q2，从其第一天起",
        ("history", "until") => "只看到这天为止到达的；也可写期间，到其最后一天止",
        ("history", "limit") => "只看最近这么多次提交",
        ("history", "redact") => "不显示联系人的内容和不在册的提交人；设了 CI 环境变量时总是如此",
        _ => return None,
    })
}
