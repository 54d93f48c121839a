//! 写记录的命令的帮助文字：客户、联系人、项目、人员、分子公司、移交。

/// 见 `help::help`。
pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("*", "dry_run") => "只显示会有的改动（统一差异格式），不写入",
        ("*", "set") => "按字段给值，如 `facts.credit.value=good`；可多次使用",
        ("*", "from") => "从 TOML 文件取字段的值；- 为标准输入",
        ("*", "by") => "操作人的代号或姓名；默认看 KEBU_PERSON，再按 Git 的邮箱认人",
        ("*", "yes") => "不再询问，直接写入",
        ("client new", "") => "新建客户档案：先在整个档案库里查重，再写入",
        ("client new", "after") => {
            "缺必填字段时，在终端里打开编辑器补全，否则一次列出全部缺项。\n信用代码可推出类型和所在地。成功时标准输出只有新编号。"
        }
        ("client new", "branch") => "归属的分子公司；默认为操作人所在单位",
        ("client new", "even_so") => "已看过相同或相近的客户，确是另一个",
        ("client edit", "") => "修改一个客户的档案：用选项、文件或编辑器",
        ("client edit", "client") => "客户的编号、名称或拼音",
        ("client set", "") => "按字段修改客户档案，一个或一批",
        ("client set", "after") => {
            "`字段=值` 设值，`字段=` 去掉，`字段+=值` 给列表加一项，`字段-=值` 减一项；\n\
             `needs.new.title=…` 添一项需求。改了事实的值，依据日期与判断人随之更新。\n\
             用 --where 选出一批时先显示数量和差异，不在终端时须加 --yes。"
        }
        ("client set", "words") => "先写客户，再写 `字段=值`，如 `kh2501-7k3m9q stage=signed`",
        ("client set", "filter") => {
            "选出一批：grade、branch、owner、stage、kind、status，如 `grade=A,B`；可多次使用，须同时符合"
        }
        ("client verify", "") => "显示记录的事实，确认“今天仍属实”，更新核实日和事实的依据日期",
        ("client verify", "after") => {
            "默认更新显示出来的全部事实；只核对了几项时用 --facts 写明，其余保持原日期。"
        }
        ("client verify", "clients") => "客户的编号、名称或拼音；可写多个",
        ("client verify", "facts") => "只核对这些事实，以逗号分开，如 `credit,integrity`",
        ("client move", "") => "把客户转到另一个分子公司：档案、联系人及其附件随之转移",
        ("client move", "after") => "项目、投诉、拜访、调查和分析报告留在原单位，算原单位的成绩。",
        ("client move", "client") => "客户的编号、名称或拼音",
        ("client move", "branch") => "转到的分子公司",
        ("client move", "owner") => "新的客户经理",
        ("client abandon", "") => "放弃一个 C 类客户：写明观察期、理由和总部批准人",
        ("client abandon", "after") => {
            "档案已有观察期时只须理由和批准人。重新跟踪用 `kebu client set 客户 status=active`。"
        }
        ("client abandon", "client") => "客户的编号、名称或拼音",
        ("client abandon", "reason") => "放弃的理由",
        ("client abandon", "approved_by") => "批准人，须为总部人员",
        ("client abandon", "from") => "观察期起始日",
        ("client abandon", "until") => "观察期截止日",
        ("client abandon", "decided_on") => "决定日，默认今天",
        ("client abandon", "even_so") => "不是 C 类也要放弃",
        ("client merge", "") => "把重复的客户并入另一个：各类记录中的引用一并改过去",
        ("client merge", "after") => {
            "被并入的档案留作历史，联系人仍在其下；改动记在附件 documents/merges/ 中，\n\
             日后可用 `kebu client unmerge` 拆回。"
        }
        ("client merge", "from") => "要并掉的客户",
        ("client merge", "into") => "留下的客户",
        ("client unmerge", "") => "把并错的客户拆回来",
        ("client unmerge", "after") => {
            "合并之后新写的记录不动；合并时改过、之后又被改动的地方保持原样并列出。"
        }
        ("client unmerge", "client") => "被并掉的客户",
        ("contact", "") => "联系人：列表、添加、修改、删除",
        ("contact list", "") => "列出联系人",
        ("contact list", "client") => "只列这个客户的联系人（含并入它的客户）",
        ("contact list", "branch") => "分子公司的代号或名称",
        ("contact list", "redact") => "不显示个人姓名；设了 CI 环境变量时总是如此",
        ("contact add", "") => "给客户添加一位联系人；标准输出是其代号",
        ("contact add", "after") => "代号默认由姓名的拼音得出。个人信息须写明依据（--basis）。",
        ("contact add", "client") => "客户的编号、名称或拼音",
        ("contact edit", "") => "修改一位联系人",
        ("contact edit", "client") => "客户的编号、名称或拼音",
        ("contact edit", "person") => "联系人的代号或姓名；不写则在编辑器里修改全部",
        ("contact remove", "") => "删除一位联系人；还有记录提到时不能删，可改用离任日",
        ("contact remove", "client") => "客户的编号、名称或拼音",
        ("contact remove", "person") => "联系人的代号或姓名",
        ("project", "") => "项目：列表、详情、新建、修改",
        ("project new", "") => "新建一个项目；标准输出是其编号",
        ("project new", "branch") => "归属的分子公司；默认为操作人所在单位",
        ("project set", "") => "按字段修改一个项目",
        ("project set", "which") => "编号或其开头，或名称",
        ("person set", "") => "按字段修改一名人员",
        ("person set", "which") => "人员的代号或姓名",
        ("branch set", "") => "按字段修改一个分子公司",
        ("branch set", "which") => "分子公司的代号或名称",
        ("project list", "") => "列出项目（各条件须同时符合）",
        ("project list", "branch") => "分子公司的代号或名称",
        ("project list", "client") => "客户的编号、名称或拼音",
        ("project list", "status") => {
            "状态：bidding、lost、in_progress、completed、warranty、closed"
        }
        ("project show", "") => "显示一个项目",
        ("project show", "project") => "编号或其开头，或名称",
        ("person", "") => "人员：列表、新增、修改、离任",
        ("person new", "") => "新增一名人员；标准输出是其代号",
        ("person new", "id") => "代号；默认由姓名的拼音得出，如 `li-na`",
        ("person leave", "") => "登记离任，并列出其名下还要移交的客户",
        ("person leave", "person") => "人员的代号或姓名",
        ("person leave", "on") => "离任日，默认今天",
        ("person leave", "to") => "同时把客户移交给这个人",
        ("person list", "") => "列出人员",
        ("person list", "unit") => "所在单位：hq 或分子公司",
        ("person list", "all") => "含已离任的",
        ("branch", "") => "分子公司：列表、新设、修改、撤销",
        ("branch new", "") => "新设一个分子公司；标准输出是其代号",
        ("branch new", "id") => "代号，即文件夹名，如 `linjiang`",
        ("branch close", "") => "登记撤销，并列出还留在其中的客户",
        ("branch close", "branch") => "分子公司的代号或名称",
        ("branch close", "on") => "撤销日，默认今天",
        ("branch list", "") => "列出分子公司",
        ("branch list", "all") => "含已撤销的",
        ("handover", "") => "移交客户：把一个人名下的客户交给另一个人",
        ("handover", "after") => "先列出无人负责的客户。不写人员时只列出，不移交。",
        ("handover", "from") => "移交人",
        ("handover", "to") => "接收人",
        ("handover", "branch") => "只移交这个分子公司的客户",
        _ => return None,
    })
}
