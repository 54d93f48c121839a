//! 命令与选项的帮助文字。

/// `path` 是命令（如 `client list`），`arg` 是选项；空表示命令本身，`after` 是帮助末尾的说明。
pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("merge-driver" | "merge-driver install" | "merge-driver run" | "submit", _) => {
            return super::help_submit::help(path, arg);
        }
        ("history" | "diff", _) => return super::help_history::help(path, arg),
        ("", "") => "客簿：建筑集团的客户关系，一个客户一个文件，按规则分级、考核、出表",
        ("", "after") => EXIT_CODES,
        ("*", "archive") => "档案库所在目录；默认从当前目录向上找 archive.toml，再找 ./archive",
        ("*", "at") => "读某个提交、标签、分支，或某天结束时已到达的最后一个提交；不动工作目录",
        ("*", "git_dir") => {
            "只读这个 Git 仓库（可为裸仓库），供 CI 使用；-C 为档案库在仓库里的目录"
        }
        ("*", "today") => "基准日，默认为档案库时区的今天",
        ("*", "lang") => "语言：zh 或 en；默认依次看 KEBU_LANG、系统区域、档案库",
        ("*", "format") => {
            "输出格式：table、csv、csv-raw、json、markdown；check 用 human、json、github、gitlab、sarif；\
             agenda 另有 ics"
        }
        ("*", "output") => "写入文件而不是标准输出",
        ("*", "audience_program") => "写入的文件供 Excel 打开（带 BOM）",
        ("*", "color") => "颜色：auto、always、never；设了 NO_COLOR 时 auto 不用颜色",
        ("*", "quiet") => "不显示说明，只输出结果",
        ("*", "verbose") => "多显示一些过程说明",
        ("*", "columns") => "只显示这些列，并按此顺序；用列的代号，以逗号分开",
        ("*", "sort") => "按这一列排序；前面加 - 为降序",
        ("check", "") => "检查记录：文字、字段、引用、日期、投诉流程、个人信息等",
        ("check", "after") => {
            "有错误时退出码为 1；警告只在 --strict 时使退出码为 1。\n\
             只给部分路径时，引用仍对照整个档案库核对。"
        }
        ("check", "paths") => "只显示这些文件或目录中的问题",
        ("check", "strict") => "有警告也算没有通过",
        ("check", "staged") => "检查暂存区里的内容，而不是工作目录；供提交前的钩子使用",
        ("check", "since") => {
            "只有这个版本、日期或期间（以其末日为准）以后新出现的问题才算，原有的只作说明"
        }
        ("schema", "") => "记录的模式（JSON Schema）：列出、显示、写入档案库",
        ("schema list", "") => "列出各种记录的模式",
        ("schema show", "") => "显示一种记录的模式",
        ("schema show", "kind") => "记录种类，如 client",
        ("schema sync", "") => "把模式写入档案库的 schemas/，供编辑器使用",
        ("client", "") => "客户：列表、档案、查找、新建、修改、核实、移动、合并、放弃",
        ("client list", "") => "列出客户，可按等级、单位、阶段等筛选（各条件须同时符合）",
        ("client list", "branch") => "分子公司的代号或名称",
        ("client list", "grade") => "等级：A、B、C；可多次使用",
        ("client list", "state") => "等级状态：confirmed、provisional、override；可多次使用",
        ("client list", "stage") => {
            "阶段：potential、interested、near_committed、signed、developed、partner"
        }
        ("client list", "kind") => {
            "类型：government、public_institution、developer、enterprise、association、other"
        }
        ("client list", "owner") => "客户经理的代号或姓名",
        ("client list", "status") => "档案状态：active（默认）、abandoned、merged、reference",
        ("client show", "") => "显示一个客户的档案、等级、联系人和相关记录",
        ("client show", "client") => "编号（或其开头）、名称、别名、信用代码、拼音或拼音首字母",
        ("client show", "redact") => "不显示个人姓名；设了 CI 环境变量时总是如此",
        ("client search", "") => "查找客户：编号、名称、别名、信用代码、拼音、拼音首字母",
        ("client search", "query") => "要找的文字",
        ("complaint", "") => "投诉：登记、处理环节、关闭、回访；列表与详情，含状态、时限、下一步",
        ("complaint list", "") => "列出投诉及其下一步期限（各条件须同时符合）",
        ("complaint list", "branch") => "分子公司的代号或名称",
        ("complaint list", "state") => {
            "处理状态：registered、acknowledged、assessed、investigated、decided、action、verified、\
             closed、appealed、withdrawn、external"
        }
        ("complaint list", "severity") => "严重程度：general、serious、major",
        ("complaint list", "client") => "客户的编号、名称或拼音",
        ("complaint list", "open") => "只列未了结的",
        ("complaint list", "overdue") => "只列已超过期限的",
        ("complaint show", "") => "显示一件投诉：记录、各环节时限、事件、下一步",
        ("complaint show", "complaint") => "编号或其开头",
        ("visit", "") => "拜访：记录、计划、到期未访、列表",
        ("visit due", "") => "列出本期应完成而尚未完成的拜访，以及逾期未完成的",
        ("visit due", "branch") => "分子公司的代号或名称",
        ("visit due", "client") => "客户的编号、名称或拼音",
        ("visit due", "level") => {
            "我方级别：group_leader、branch_leader、marketer、project_manager"
        }
        ("visit due", "days") => {
            "也列出这么多天以内到期的，默认按制度参数 visit.warn_days；本期的全部列出用 --all"
        }
        ("visit due", "all") => "列出本期的全部，含已完成的",
        ("agenda", "") => "待办：到期与逾期的事项，各附办理的命令",
        ("agenda", "after") => {
            "逾期的总是列出。事项按期限、单位、编号排序；--format ics 输出日历，可导入手机和 Outlook，\
             逾期的排在今天。"
        }
        ("agenda", "person") => "只看这个人的：代号或姓名",
        ("agenda", "branch") => "分子公司的代号或名称；hq 为集团总部",
        ("agenda", "days") => "列出这么多天以内到期的，默认 30；0 为只看今天到期和逾期的",
        ("agenda", "matter") => {
            "只看这类事项，可多次使用\n\
             投诉与承诺：complaint、reply、commitment、promise\n\
             拜访：visit、visit_report、return_visit、appraisal\n\
             上报与调查：return、project_report、analysis、survey、cause、improvement\n\
             客户档案：next_step、payment、facts、verification、override、observation、\
             retention、care_day\n\
             其他：summary、notice、access、action、correction、duty"
        }
        ("grade", "") => "客户分级：A、B、C，各有依据",
        ("grade", "clients") => "只看这些客户：编号、名称、拼音",
        ("grade", "explain") => "逐条说明依据：事实、时效、文件与行号，以及怎样升级",
        ("grade", "changes") => "列出升降级的客户、原因，以及造成升降级的提交；与 --since 同用",
        ("grade", "since") => {
            "从何时算起：日期（当天结束时）、期间（其开始时）、提交、标签或分支；与 --changes 同用"
        }
        ("grade", "branch") => "分子公司的代号或名称",
        ("grade", "grade") => "等级：A、B、C；可多次使用",
        ("grade", "state") => "状态：confirmed、provisional、override；可多次使用",
        ("rank", "") => "各分子公司客户分级数量的排名",
        ("rank", "period") => "期间：月 2026-06、季 2026Q2、半年 2026H1、年 2026",
        ("rank", "trend") => "连同以前各期共 N 期，按各期末当时的档案计算（取自 Git）",
        ("rank", "audience") => {
            "发送对象：leaders（全部，默认）、branch:代号（本单位与合计）、project:编号（只有本单位数量）"
        }
        ("returns", "") => "各分子公司每月信息上报情况",
        ("returns", "period") => "期间：月、季、半年、年；默认为当前半年",
        ("returns", "branch") => "分子公司的代号或名称",
        ("assess", "") => "半年客户关系维护成效考核，满分 100 分",
        ("assess", "half") => "半年度，如 2026H1",
        ("assess", "branch") => "分子公司的代号或名称",
        ("assess", "explain") => "逐分说明失分：哪一条记录、什么原因",
        ("explain", "") => "用文字说明一条检查、一项考核指标或一个分级条件",
        ("explain", "topic") => {
            "检查代码（如 unknown-key）、指标（如 reporting）、条件（如 C6）；不写则列出全部"
        }
        ("policy", "") => "制度参数：现行值、默认值、含义",
        ("policy show", "") => "显示现行的制度参数",
        ("completions", "") => "输出 shell 的补全脚本：编号、客户名称、单位、人员、字段也能补全",
        ("completions", "after") => {
            "bash 在 ~/.bashrc 里写 source <(kebu completions bash)，zsh 在 ~/.zshrc 里写法相同；\n\
             fish 里运行 kebu completions fish | source；\n\
             PowerShell 里运行 kebu completions powershell | Out-String | Invoke-Expression"
        }
        ("completions", "shell") => "bash、zsh、fish 或 powershell",
        ("man", "") => "输出手册页（man）",
        ("man", "folder") => "把每条命令的手册页写入这个目录；不写则只输出 kebu 的手册页",
        ("fmt", "") => "把记录整理成规范格式：字段顺序、写法、空行；值与注释不变",
        ("fmt", "after") => {
            "注释跟着所说的内容走。一次整理的全部文件是一次操作，可用 kebu undo 撤销。"
        }
        ("fmt", "paths") => "只整理这些文件或目录；默认整个档案库",
        ("fmt", "check") => "只列出需要整理的文件，不写入；有则退出码为 1",
        ("fmt", "dry_run") => "只显示会改什么，不写入",
        ("demo", "") => "新建一个演示档案库：虚构的集团，一年半的 Git 历史，出自众人之手",
        ("demo", "after") => {
            "同一种子和客户数，在任何机器上得到同样的提交编号。\n\
             只写进空目录；写完列出可以逐条粘贴的命令。"
        }
        ("demo", "dir") => "目录，没有则新建",
        ("demo", "seed") => "种子，默认 1",
        ("demo", "clients") => "客户数，默认 200，最少 24",
        ("demo", "federated") => "各单位的目录各为一个仓库，嵌在总部的仓库里",
        ("init", "") => "新建一个空档案库，可直接交给 Git 和编辑器使用；不提问",
        ("init", "after") => {
            "目录必须是空的（Git 自己的 .git 除外）。--branch 要和 --person 一起用：此人任该单位的负责人\n\
             和信息员；只有 --person 时此人属于集团总部。没有写邮箱时取 Git 配置的 user.email。"
        }
        ("init", "dir") => "目录，默认为当前目录；没有则新建",
        ("init", "group") => "集团名称",
        ("init", "language") => "档案库的语言：zh-CN 或 en，默认与界面语言相同",
        ("init", "timezone") => "时区（IANA 名称），默认 Asia/Shanghai",
        ("init", "branch") => "第一个分子公司，如 hz=杭州分公司",
        ("init", "branch_kind") => "它的类别：regional（默认）、specialty、subsidiary",
        ("init", "person") => "第一个人，如 \"li-na=李娜 <li.na@group.example>\"",
        ("init", "ci") => "写一份流水线：检查合并请求并按计划发布报表；gitlab、github 或 gitea",
        ("undo", "") => "撤销本机上一次写入档案库的操作；此后文件又有改动时不撤销",
        ("undo", "after") => "再运行一次可以反悔。已提交的改动用 git revert 撤回。",
        ("undo", "dry_run") => "只显示会改什么，不写入",
        ("policy init", "") => "写一份全部默认值都注释着的 policy.toml；已有则不动",
        _ => {
            let issue = || super::help_issue::help(path, arg);
            let other = || super::help_work::help(path, arg);
            return super::help_records::help(path, arg).or_else(issue).or_else(other);
        }
    })
}

const EXIT_CODES: &str = "退出码：0 完成；1 有问题或答案为否；2 命令行有误；3 档案库读不了或写不了；4 被拒绝（权限、锁）\n\
                          结果写到标准输出，其余文字写到标准错误。kebu 从不自行联网。";

/// 用法中代表一个值的词。
pub fn value_name(name: &str) -> &'static str {
    match name {
        "OPTIONS" => "选项",
        "COMMAND" => "命令",
        "DIR" => "目录",
        "REV|DATE" => "版本|日期",
        "DATE" => "日期",
        "FORMAT" => "格式",
        "FILE" => "文件",
        "BRANCH" => "单位",
        "PERSON" => "人员",
        "STAGE" => "阶段",
        "KIND" => "种类",
        "STATUS" => "状态",
        "STATE" => "状态",
        "COLUMN" => "列",
        "MONTH" => "月份",
        "COLUMN,…" => "列,…",
        "CLIENT" => "客户",
        "SEVERITY" => "程度",
        "LEVEL" => "级别",
        "MATTER" => "事项",
        "DAYS" => "天数",
        "PERIOD" => "期间",
        "AUDIENCE" => "对象",
        "HALF" => "半年度",
        "SHELL" => "Shell",
        "TOPIC" => "主题",
        "NAME" => "名称",
        "zh-CN|en" => "zh-CN|en",
        "ZONE" => "时区",
        "ID=NAME" => "代号=名称",
        "ID=NAME <EMAIL>" => "代号=姓名 <邮箱>",
        "gitlab|github|gitea" => "gitlab|github|gitea",
        "PATH" => "路径",
        "TEXT" => "文字",
        "RECORD" => "记录",
        "EVENT" => "环节",
        "ITEM=SCORE" => "调查项=分数",
        "PROJECT" => "项目",
        "KEY" => "字段",
        "COMPLAINT" => "投诉",
        "KEY=VALUE" => "字段=值",
        "CLIENT|KEY=VALUE" => "客户|字段=值",
        "FILE|-" => "文件|-",
        "NUMBER" => "数",
        "A..B" => "A..B",
        "REV|DATE|PERIOD" => "版本|日期|期间",
        "DATE|PERIOD" => "日期|期间",
        "MOMENT" => "时刻",
        "WORD" => "词",
        "BOOLEAN" => "true|false",
        "FROM" => "来源",
        "TO" => "去向",
        "INTO" => "留下的客户",
        "ID" => "代号",
        "FACT,…" => "事实,…",
        "A|B|C" => "A|B|C",
        "zh|en" => "zh|en",
        "excel" => "excel",
        "auto|always|never" => "auto|always|never",
        _ => "值",
    }
}

/// 手册页的各节标题。
pub fn manual_heading(heading: &str) -> &str {
    match heading {
        "NAME" => "名称",
        "SYNOPSIS" => "用法",
        "DESCRIPTION" => "说明",
        "OPTIONS" => "选项",
        "EXTRA" => "补充",
        "VERSION" => "版本",
        "SUBCOMMANDS" => "命令",
        other => other,
    }
}
