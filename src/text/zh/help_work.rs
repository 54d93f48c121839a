//! 日常办理各命令的帮助文字。

/// 同 `help::help`，只管投诉、拜访、调查、报告、抽查、活动、查阅、总结各命令。
pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    let is_list = path.ends_with(" list");
    Some(match (path, arg) {
        ("*", "whom") => "客户的编号、名称或拼音",
        ("*", "which") => "编号或其开头",
        (_, "branch") if is_list => "分子公司的代号或名称；hq 为集团总部",
        (_, "client") if is_list => "客户的编号、名称或拼音",
        (_, "since") if is_list => "只列这一天及以后的",
        (_, "until") if is_list => "只列这一天及以前的",
        (_, "words") => "`字段=值`，写法同 `kebu client set`；`字段=` 去掉这个字段",
        ("complaint new", "") => "登记一件投诉；时限从受理起算，成功后说明下一步及期限",
        ("complaint new", "after") => {
            "受理时间默认为现在（给了 --today 时为那一天），受理人默认为操作人。"
        }
        ("complaint new", "branch") => "受理的分子公司；默认为客户所属单位",
        ("complaint event", "") => "记一个处理环节，须合乎次序；成功后说明下一步及期限",
        ("complaint event", "event") => {
            "环节：acknowledged 告知、assessed 评审、investigated 调查、decided 决定、action 整改、\
             verified 核验、closed 关闭、appealed 申诉、appeal_decided 申诉决定、withdrawn 撤诉、\
             escalated 升级、paused 暂停、resumed 恢复、external 转外部"
        }
        ("complaint event" | "complaint close", "when") => {
            "时间，如 `2026-07-20T09:30:00+08:00` 或 `2026-07-20`；默认为现在"
        }
        ("complaint event" | "complaint close" | "complaint follow-up", "note") => "说明",
        ("complaint event", "upheld") => "申诉是否成立（只用于 appeal_decided）",
        ("complaint close", "") => {
            "关闭一件投诉：须有处理人、认定、根本原因、纠正措施和处理人以外的核验人"
        }
        ("complaint close", "after") => {
            "认定为无理（unjustified）时，须由处理人以外的人认定并经总部批准，不要求整改。\n\
             缺哪几项一次说明。"
        }
        ("complaint follow-up", "") => "记投诉关闭后的回访",
        ("complaint follow-up", "relationship") => {
            "客户关系变化：improved 改善、unchanged 不变、worsened 恶化"
        }
        ("complaint follow-up", "on") => "回访日，默认为今天",
        ("complaint edit", "") => "修改一件投诉：用选项、文件或编辑器",
        ("complaint set", "") => "按字段修改一件投诉",
        ("visit plan", "") => "客户拜访计划：各客户本期由谁、多久拜访一次，是否完成",
        ("visit plan", "branch") => "分子公司的代号或名称",
        ("visit plan", "client") => "客户的编号、名称或拼音",
        ("visit list", "") => "列出拜访，近期在前",
        ("visit show", "") => "显示一次拜访",
        ("visit log", "") => "记一次拜访，一行即可：与谁、何时、怎样、谈什么",
        ("visit log", "after") => {
            "例：`kebu visit log 临江城投 --by li-na --channel phone --topics 二期分标`\n\
             日期默认为今天，我方人员默认为操作人，级别看其角色，双向与否看方式。\n\
             有不良记录的客户先显示提示，并记为已看过。"
        }
        ("visit log", "branch") => "记在哪个分子公司；默认为客户所属单位",
        ("visit log" | "visit edit", "by") => "我方人员的代号或姓名（可多次使用），默认为操作人",
        ("visit edit", "") => "修改一次拜访：用选项、文件或编辑器",
        ("visit set", "") => "按字段修改一次拜访，如 `commitments.0.done_on=2026-07-20`",
        ("survey", "") => "满意度调查：空白表、收回的表、得分",
        ("survey form", "") => "输出空白调查表（默认 Markdown），供打印或发送",
        ("survey form", "project") => "项目编号，印在表头",
        ("survey form", "phase") => {
            "阶段：in_progress 在施、completion 竣工、warranty 保修（默认，含竣工后各项）"
        }
        ("survey new", "") => "录入一张收回的调查表；成功后说明是否有效与得分",
        ("survey new", "branch") => "记在哪个分子公司；默认为客户所属单位",
        ("survey new", "answers") => "一项的分数，如 `communication=5`；可多次使用",
        ("survey list", "") => "列出调查表，近期在前",
        ("survey show", "") => "显示一张调查表和各维度得分",
        ("survey edit", "") => "修改一张调查表：用选项、文件或编辑器",
        ("survey set", "") => "按字段修改一张调查表，如 `items.2.cause=branch`",
        ("analysis", "") => "客户分析报告",
        ("analysis new", "") => "写一份客户分析报告：12 章用 --set、--from 或编辑器填写",
        ("analysis new", "branch") => "记在哪个分子公司；默认为客户所属单位",
        ("analysis list", "") => "列出分析报告，近期在前",
        ("analysis show", "") => "显示一份分析报告",
        ("analysis edit", "") => "修改一份分析报告：用选项、文件或编辑器",
        ("analysis set", "") => "按字段修改一份分析报告",
        ("spot", "") => "抽查：抽样、记录、列表",
        ("spot sample", "") => "抽取各单位要抽查的客户；印出的种子使样本可以重现",
        ("spot sample", "branch") => "只抽这个分子公司",
        ("spot sample", "count") => "每个单位抽几个客户，默认 3",
        ("spot sample", "seed") => "种子；不写则另取一个并印出",
        ("spot record", "") => "记一次抽查：各字段档案所记自动带出，与实际核对",
        ("spot record", "after") => {
            "例：`kebu spot record 临江城投 --found address --found owner=wang-lei`\n\
             只写字段为相符，写 `字段=实际` 且与所记不同为不符。"
        }
        ("spot record", "half") => "计入哪个半年度，默认为抽查日所在的半年度",
        ("spot record", "found") => "核对一个字段：`address` 相符，`address=实际` 另记；可多次使用",
        ("spot record", "deliberate") => "弄虚作假的字段；可多次使用",
        ("spot record" | "spot edit", "by") => "抽查人（总部）的代号或姓名，默认为操作人",
        ("spot list", "") => "列出抽查，近期在前",
        ("spot show", "") => "显示一次抽查",
        ("spot edit", "") => "修改一次抽查：用选项、文件或编辑器",
        ("spot set", "") => "按字段修改一次抽查，如 `services.0.done_on=2026-07-20`",
        ("activity", "") => "计划与活动：客户计划、工作计划、关怀、培训、研讨会、改进",
        ("activity new", "") => "新建计划或活动",
        ("activity list", "") => "列出计划与活动，近期在前",
        ("activity show", "") => "显示一项计划或活动",
        ("activity edit", "") => "修改一项计划或活动：用选项、文件或编辑器",
        ("activity set", "") => "按字段修改一项计划或活动，如 `actions.0.done_on=2026-07-20`",
        ("market", "") => "客户行业和市场信息报告",
        ("market new", "") => "写一份市场信息报告",
        ("market list", "") => "列出市场信息报告，近期在前",
        ("market show", "") => "显示一份市场信息报告",
        ("market edit", "") => "修改一份市场信息报告：用选项、文件或编辑器",
        ("market set", "") => "按字段修改一份市场信息报告",
        ("activity new", "branch") => "归属的分子公司，默认为操作人所在单位；hq 为集团总部",
        ("market new", "branch") => "归属的分子公司，默认为操作人所在单位",
        ("activity new" | "activity edit" | "market new" | "market edit", "by") => {
            "负责人的代号或姓名，默认为操作人"
        }
        ("access", "") => "查阅申请（借阅卡）",
        ("access new", "") => "提出查阅申请；客户用编号或名称，全部写 all",
        ("access new", "branch") => "申请单位，默认为申请人所在单位",
        ("access list", "") => "列出查阅申请，近期在前",
        ("access show", "") => "显示一份查阅申请",
        ("access edit", "") => "修改一份查阅申请：用选项、文件或编辑器",
        ("access set", "") => "按字段修改一份查阅申请，如 `decision=approved`",
        ("summary", "") => "客户关系维护工作总结、整改报告",
        ("summary new", "") => "写一个半年度的总结或整改报告；按考核通知定类别",
        ("summary show", "") => "显示总结或整改报告",
        ("summary edit", "") => "修改总结或整改报告：用选项、文件或编辑器",
        ("summary new" | "summary edit", "by") => "填报人的代号或姓名，默认为操作人",
        ("notice", "") => "考核结果通知，总结的期限由此起算",
        ("notice new", "") => "发出一个半年度的考核结果通知",
        ("notice show", "") => "显示考核结果通知",
        ("notice edit", "") => "修改考核结果通知：用选项、文件或编辑器",
        (_, "half") => "半年度，如 2026H1",
        (_, "branch") => "分子公司的代号或名称，默认为操作人所在单位",
        _ => return None,
    })
}
