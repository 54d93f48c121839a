//! 上报与合并两组命令的帮助文字。

pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("submit", "") => "月度上报：检查本单位的记录，列出变化，写上报记录，提交，并可推送",
        ("submit", "after") => {
            "上报的变化是上一次上报以来本单位全部记录的变化；各项数量由程序统计。上报记录与本单位改动的\n\
             文件一起用本机的 git 提交，钩子与签名照常生效；别处的改动和已暂存的其他文件不会带上。\n\
             不写月份时：上期已到期、有变化而未上报的，报上期，否则报本期。没有变化时不写任何文件，\n\
             要留下零报告就加 --nil；有变化时不接受 --nil。"
        }
        ("submit", "month") => "月份，如 2026-06；默认为该上报的一期",
        ("submit", "branch") => "分子公司的代号或名称；默认为本人所在单位",
        ("submit", "nil") => "报无变化（零报告）；有变化时拒绝",
        ("submit", "again") => "更正已经上报的一期：重新统计，上报日不变",
        ("submit", "push") => "提交后推送到远端；推送被拒时提交仍在",
        ("submit", "by") => "填报人的代号或姓名；默认为 Git 邮箱对应的人员",
        ("submit", "approved_by") => "审核人（本单位负责人）的代号或姓名",
        ("submit", "note") => "说明，写入上报记录",
        ("submit", "dry_run") => "只显示变化与提交信息，不写入、不提交",
        ("merge-driver", "") => "Git 合并记录时按字段合并：两人改了同一个客户的不同字段，不算冲突",
        ("merge-driver", "after") => {
            "Git 按行合并，相邻两行各改一处、或者各加一条记录就会冲突。启用后，只有双方把同一个字段改成\n\
             不同的值才算冲突，冲突标记也只包住那个字段；双方的注释都保留。\n\
             .gitattributes 写明了 merge=kebu 的，写入记录的命令会自动启用；这条命令手工启用。"
        }
        ("merge-driver install", "") => {
            "在档案库所在的仓库启用按字段合并：写 .gitattributes，设置 merge.kebu.driver"
        }
        ("merge-driver run", "") => "合并一份记录；由 Git 调用，结果写入我方的文件",
        ("merge-driver run", "base") => "双方修改之前的文件（%O）",
        ("merge-driver run", "ours") => "我方的文件（%A）",
        ("merge-driver run", "theirs") => "对方的文件（%B）",
        ("merge-driver run", "path") => "文件在仓库中的路径（%P）",
        _ => return None,
    })
}
