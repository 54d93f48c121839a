//! What each finding says in Chinese.

use super::finding_more as more;
use super::finding_since as since;
use super::problem_parts::{did_you_mean, range, records};
use super::syntax;
use crate::diag::Problem as P;
use crate::text::wording::{Wording, key_name, key_names, quote, quote_all};

fn w(message: impl Into<String>) -> Wording {
    Wording::new(message)
}

pub fn words(problem: &P) -> Wording {
    match problem {
        P::NotUtf8 { offset, gb18030 } => more::not_utf8(*offset, *gb18030),
        P::ByteOrderMark => w("文件以字节顺序标记（BOM）开头").help("另存为不带 BOM 的 UTF-8"),
        P::CrlfLineEndings { lines } => {
            w(format!("文件有 {lines} 行以 CRLF 换行")).help("把换行改为 LF")
        }
        P::HiddenCharacter { character } => {
            w(format!("文本中有看不见的字符 {}", quote(&character.to_string())))
                .label("在此处")
                .help("删去这个字符")
        }
        P::ConflictMarker => w("文件里留有 Git 的合并冲突标记")
            .label("冲突标记")
            .help("选定保留的内容，删去 `<<<<<<<`、`=======`、`>>>>>>>` 三行"),
        P::Syntax { fault } => syntax::words(fault),
        P::EmptyFile => w("记录文件是空的").help("补上内容，或删去这个文件"),
        P::FileTooLarge { bytes, limit } => {
            w(format!("文件有 {bytes} 字节，记录不得超过 {limit} 字节"))
                .help("把附件移到 `documents/`，记录里只写 `[[documents]]`")
        }
        P::ListTooLong { key, length, limit } => {
            w(format!("{} 有 {length} 项，不得超过 {limit} 项", key_name(key)))
                .label("太长的列表")
                .help("分到几份记录里，或放进 `documents/`")
        }
        P::SymbolicLink => w("此处是符号链接，档案库只认普通文件").help("换成它所指的文件"),
        P::NotRegularFile => w("此处不是普通文件").help("移出档案库"),
        P::StrayFile => w("档案库此处不放这样的文件").help("移到 `documents/` 或档案库以外"),
        P::BadFileName { name, expected } => more::bad_file_name(name, *expected),
        P::MisplacedFile => {
            w("此处不放记录，这个文件没有被读取").help("移到所属种类的文件夹，例如 `clients/`")
        }
        P::WrongPrefix { id, kind, expected } => more::wrong_prefix(id, *kind, expected),
        P::WrongYear { folder, date, key } => {
            w(format!("记录在 {} 文件夹，{} 却是 {date}", quote(folder), key_name(key)))
                .label("年份与文件夹不符")
                .help("移到该年的文件夹，或改正日期")
        }
        P::NameCollision { other } => {
            w(format!("文件名与 {} 只差大小写或字形，有的系统会当作同一个文件", quote(other)))
                .help("改用另一个文件名")
        }
        P::DuplicateId { id, other } => w(format!("编号 {} 已用于 {}", quote(id), quote(other)))
            .related("另一份记录")
            .help("删去重复的一份，或给它新编号"),
        P::BranchFileMissing { branch } => {
            w(format!("分子公司 {} 有记录，却没有 `branch.toml`", quote(branch)))
                .help("新建 `branch.toml`，或改正文件夹名")
        }

        P::UnknownKey { kind, keys, near, headers } => {
            more::unknown_key(*kind, keys, near.as_ref(), headers)
        }
        P::MissingKey { kind, keys } if keys == &["archive.toml"] => {
            w(format!("没有 {}", records(*kind).trim())).help("运行 `kebu init` 新建档案库")
        }
        P::MissingKey { kind, keys } => {
            let names = key_names(keys, "、");
            w(format!("{}缺必填字段 {names}", records(*kind)))
                .label("缺字段")
                .help(format!("补上 {names}"))
        }
        P::WrongType { key, expected, found } => more::wrong_type(key, *expected, *found),
        P::ValueNotListed { key, found, allowed, near } => {
            w(format!("{} 的值 {} 不在可选之列", key_name(key), quote(found)))
                .label("不认识的值")
                .maybe_help(did_you_mean(near.as_ref()))
                .help(format!("可选：{}", quote_all(allowed, "、")))
        }
        P::BadFormat { key, found, expected } => more::bad_format(key, found, *expected),
        P::OutOfRange { key, found, min, max } => {
            let allowed = range(min.as_ref(), max.as_ref());
            w(format!("{} 的值是 {found}，{allowed}", key_name(key))).label(allowed)
        }
        P::ExtraInvalid { key, keyword } => {
            w(format!("{} 不符合本集团的模式：不满足 {}", key_name(key), quote(keyword)))
                .label("不符合模式")
                .help("对照 `schemas/extra/` 里该种记录的模式改正")
        }
        P::ExtraSchemaInvalid { reason } => more::extra_schema(reason),
        P::BlankText { key } => w(format!("{} 是空白文本", key_name(key)))
            .label("没有内容")
            .help("填写内容，或删去这个字段"),
        P::UnknownTimeZone { found } => w(format!("没有名为 {} 的时区", quote(found)))
            .label("不认识的时区")
            .help("写 IANA 名称，例如 `Asia/Shanghai`"),
        P::PolicyInconsistent { clash } => more::policy(clash),

        P::ReferenceMissing { key, kind, found, near } => {
            more::reference(key, *kind, found, near.as_ref())
        }
        P::ContactMissing { found, client, near, .. } => {
            w(format!("客户 {} 没有代号为 {} 的联系人", quote(client), quote(found)))
                .label("没有这个联系人")
                .maybe_help(did_you_mean(near.as_ref()))
                .help(format!("在 `contacts/{client}.toml` 里添加联系人，或改正代号"))
        }
        P::ProjectOfOtherClient { project, client } => {
            w(format!("项目 {} 属于另一客户 {}", quote(project), quote(client)))
                .label("不是这个客户的项目")
                .related("项目的客户")
                .help("改正 `project` 或 `client`")
        }
        P::DutyUnknown { found, near } => {
            w(format!("`policy.toml` 里没有例行职责 {}", quote(found)))
                .label("没有这项职责")
                .maybe_help(did_you_mean(near.as_ref()))
                .help("改正代号，或在 `policy.toml` 的 `[[duties]]` 里添上这项职责")
        }
        P::DutyDuplicate { key } => w(format!("例行职责的代号 {} 用了两次", quote(key)))
            .label("第二次")
            .related("第一次")
            .help("给其中一项另起代号"),
        P::MergeTargetMissing => {
            w("客户已合并，却没有写并入哪个客户").label("已合并").help("补上 `merged_into`")
        }
        P::MergedIntoWithoutMerge => w("写了并入的客户，状态却不是 `merged`")
            .label("并入的客户")
            .related("状态")
            .help("把 `status` 改为 `merged`，或删去 `merged_into`"),
        P::MergeCycle { chain } => w(format!("客户合并绕成一圈：{}", quote_all(chain, " → ")))
            .label("绕回了自己")
            .related("圈中的另一客户")
            .help("选定留下的客户，把它的 `status` 改回 `active`"),
        P::DocumentMissing { found } => w(format!("附件 {} 不存在", quote(found)))
            .label("没有这个文件")
            .help("放入该文件，或改正 `ref`"),
        P::DocumentChanged { found, recorded, actual } => {
            more::document_changed(found, recorded, actual)
        }
        P::DocumentOutside { found } => w(format!("附件 {} 指到本单位文件夹以外", quote(found)))
            .label("指到外面")
            .help("放到本单位的 `documents/`，写成 `documents/文件名`"),

        P::CreditCodeMissing => w("客户既没有统一社会信用代码，也没有说明原因")
            .help("补上 `credit_code`，或在 `credit_code_absent` 写明原因"),
        P::CreditCodeBoth => w("既填了统一社会信用代码，又填了没有代码的原因")
            .label("没有代码的原因")
            .related("代码")
            .help("删去其中一项"),
        P::CreditCodeInvalid { found, fault } => more::credit_code_invalid(found, *fault),
        P::CreditCodeOverrideUnused => w("代码没有校验不符，却写了校验不符的原因")
            .label("用不着")
            .help("删去 `credit_code_override`"),
        P::CreditCodeDuplicate { found, other } => {
            w(format!("统一社会信用代码 {} 与客户 {} 相同", quote(found), quote(other)))
                .label("相同的代码")
                .related("另一客户")
                .help(more::merge_help(other))
        }
        P::ClientNameDuplicate { name, other } => {
            w(format!("客户名称 {} 与客户 {} 实为同一名称", quote(name), quote(other)))
                .label("相同的名称")
                .related("另一客户")
                .help(more::merge_help(other))
        }
        P::RegionUnknown { found } => {
            w(format!("行政区划代码 {} 的前两位不是省级代码", quote(found)))
                .label("没有这个省")
                .help("按 GB/T 2260 填写，例如 `330100`")
        }
        P::ReferenceKindMisplaced => w("只有参考客户才填 `reference_kind`")
            .label("不该有")
            .help("把 `status` 改为 `reference`，或删去这一项"),
        P::OwnerLeft { owner, left_on } => {
            w(format!("客户经理 {} 已于 {left_on} 离任", quote(owner)))
                .label("已离任")
                .related("离任日")
                .help(format!("运行 `kebu handover {owner} <接手人>` 移交客户"))
        }
        P::ClientInClosedBranch { branch, closed_on } => {
            w(format!("分子公司 {} 已于 {closed_on} 撤销，客户仍在其名下", quote(branch)))
                .related("撤销日")
                .help("运行 `kebu client move` 移到别的分子公司")
        }
        P::PersonalData { what } => more::personal_data(*what),
        P::OverrideNotApproved { approver, same } => more::override_not_approved(approver, *same),
        P::OverrideTooLong { days, limit } => {
            w(format!("人工定级长达 {days} 天，最长为 {limit} 天"))
                .label("太晚的截止日")
                .related("最长天数")
                .help("提前 `until`，到期后再行审批")
        }
        P::OverridesOverlap { other_from } => {
            w(format!("人工定级与 {other_from} 起的一次期间重叠，只有起始日较晚的生效"))
                .label("期间重叠")
                .related("另一次")
                .help("让前一次在后一次的前一天截止")
        }
        P::MisconductUnverified { same } => more::misconduct(*same),
        P::ObservationNotApproved { approver } => more::observation(approver.as_ref()),
        P::ContactKeyDuplicate { key } => w(format!("联系人代号 {} 用了两次", quote(key)))
            .label("第二次")
            .related("第一次")
            .help("给其中一人另起代号"),
        P::ContactsWithoutClient => w("本单位没有与这份联系人同编号的客户")
            .help("移到客户所在单位的 `contacts/`，或删去这份个人信息"),
        P::EmailDuplicate { email, other } => {
            w(format!("邮箱 {} 也是人员 {} 的", quote(email), quote(other)))
                .label("相同的邮箱")
                .related("另一人")
                .help("每个邮箱只留在一个人名下")
        }
        P::RoleMismatch { key, person, expected } => more::role_mismatch(key, person, *expected),
        P::UnitMismatch { role, unit } => more::unit_mismatch(*role, unit),
        P::DecisionUnsigned { missing } => w(format!("有决定，却缺 {}", key_name(missing)))
            .label("决定")
            .help(format!("补上 {}", key_name(missing))),

        P::DateInFuture { key, date, today } => {
            w(format!("{} 是 {date}，晚于今天 {today}", key_name(key)))
                .label("尚未到的日子")
                .help("改正日期；计划中的事写在计划、需求或下一步里")
        }
        P::BeforeBranchOpened { key, date, opened_on } => {
            w(format!("{} 是 {date}，早于分子公司的设立日 {opened_on}", key_name(key)))
                .label("设立之前")
                .related("设立日")
                .help("改正日期，或改正分子公司的 `opened_on`")
        }
        P::BeforePeriod { key, date, period, earliest } => {
            more::before_period(key, *date, period, *earliest)
        }
        P::PeriodReversed { from_key, until_key, from, until } => {
            w(format!("{} 是 {until}，早于 {} 的 {from}", key_name(until_key), key_name(from_key)))
                .label("太早")
                .related("先有这一天")
                .help("改正其中一个日期")
        }

        P::EventsOutOfOrder { index } => w(format!("第 {index} 个事件早于前一个事件"))
            .label("时间倒退")
            .related("前一个事件")
            .help("按时间先后排列事件，或改正时间"),
        P::EventBeforeReceived => w("事件早于投诉的受理时间")
            .label("受理之前")
            .related("受理时间")
            .help("改正事件的时间或 `received_at`"),
        P::EventImpossible { event, after } => more::event_impossible(*event, *after),
        P::StepSkipped { event, skipped } => more::step_skipped(*event, *skipped),
        P::HandlerVerifies { person } => w(format!("{} 既是处理人，又是核验人", quote(person)))
            .label("核验人")
            .related("处理人")
            .help("由另一人核验"),
        P::FinderMissing => {
            w("投诉认定为无理，却没有写认定人").label("无理").help("补上 `finding_by`")
        }
        P::FindingByHandler { person } => w(format!("认定无理的 {} 就是处理人", quote(person)))
            .label("认定人")
            .related("处理人")
            .help("由处理人以外的人认定"),
        P::FindingNotApproved { what, approver } => {
            more::finding_not_approved(*what, approver.as_ref())
        }
        P::ClosingIncomplete { missing } => {
            w(format!("投诉已关闭，却缺 {}", quote_all(missing, "、")))
                .label("已关闭")
                .help(format!("补上 {}", quote_all(missing, "、")))
        }
        P::UpheldMisplaced => w("只有申诉决定才写 `upheld`").label("不该有").help("删去 `upheld`"),
        P::FollowUpBeforeClosing => {
            w("回访早于投诉关闭，或投诉尚未关闭").label("回访日").help("补上关闭事件，或改正回访日")
        }
        P::RepeatOfItself => {
            w("投诉写成了重复它自己").label("自己的编号").help("改为前一投诉的编号")
        }

        P::BriefingMissing { predicates } => more::briefing(predicates),
        P::AnswerBeforeQuestion => w("答复早于客户来访来询的时间")
            .label("太早")
            .related("来访来询")
            .help("改正其中一个时间"),
        P::ItemDuplicate { item } => w(format!("评分项 {} 打了两次分", quote(item)))
            .label("第二次")
            .related("第一次")
            .help("只保留一次"),
        P::ItemNotAsked { item, phase } => {
            w(format!("评分项 {} 只在保修阶段询问，调查阶段却是 {}", quote(item), quote(phase)))
                .label("不计分")
                .related("调查阶段")
                .help("删去这一项，或把 `phase` 改为 `warranty`")
        }
        P::CauseNotApproved { approver } => {
            w(format!("批准原因归属的 {} 不是总部人员", quote(approver)))
                .label("批准人")
                .related("所在单位")
                .help("由总部人员批准；未批准的仍计入分子公司")
        }
        P::SelfReviewed { person, .. } => w(format!("{} 审核了自己的记录", quote(person)))
            .label("同一人")
            .related("撰写或办理人")
            .help("由另一人审核"),
        P::AnalysisDuplicate { client, half, other } => {
            w(format!("客户 {} 的 {half} 分析报告已有 {}", quote(client), quote(other)))
                .label("重复的半年度")
                .related("另一份报告")
                .help("合并两份报告，或改正 `half`")
        }
        P::DeliberateMatch => w("核对相符的字段不能是弄虚作假")
            .label("弄虚作假")
            .related("相符")
            .help("改正 `match` 或删去 `deliberate`"),
        P::AccessTooLong { days, limit } => w(format!("查阅期长达 {days} 天，最长为 {limit} 天"))
            .label("太晚的截止日")
            .related("最长天数")
            .help("提前 `until`，到期后再行申请"),
        P::AccessNotApproved { decision } => more::access_not_approved(*decision),
        P::UseOutsidePeriod { on, from, until } => {
            w(format!("{on} 的使用不在 {from} 至 {until} 的查阅期内"))
                .label("期外使用")
                .related("查阅期")
                .help("改正使用日期；确属期外使用的，报告总部并另行申请")
        }
        P::ConsentMissing { recipient } => {
            w(format!("档案交给集团以外的 {}，却没有客户同意日", quote(recipient)))
                .label("集团以外")
                .help("取得客户同意后补上 `consent_on`")
        }
        P::ArrivalDiffers { submitted_on, arrived_on } => {
            w(format!("上报日写的是 {submitted_on}，实际 {arrived_on} 才到达"))
                .label("与到达日不符")
                .help(format!("改为 `submitted_on = {arrived_on}`"))
        }

        P::BackDated { main_on, arrived_on, trace } => {
            since::back_dated(*main_on, *arrived_on, trace)
        }
        P::ComplaintRemoved { path, trace } => since::complaint_removed(path, trace),
        P::ClosedComplaintChanged { key, before, after, half, closed_on, trace } => {
            let values = (before.as_ref(), after.as_ref());
            since::closed_complaint_changed(key, values, (half, *closed_on), trace)
        }
        P::FrozenFileChanged { kind, path, removed, trace } => {
            since::frozen_file_changed(*kind, path, *removed, trace)
        }
        P::SubmittedReturnChanged { path, removed, due_on, trace } => {
            since::submitted_return_changed(path, *removed, *due_on, trace)
        }
        P::HistoryRewritten { commit } => since::history_rewritten(commit),

        P::WaiverExpired { until } => {
            w(format!("豁免已于 {until} 到期")).label("已到期").help("删去豁免，或重新审批后改期")
        }
        P::WaiverUnused { code } => w(format!("豁免没有对上任何 {} 的问题", quote(code)))
            .label("没有对上")
            .help("删去豁免，或改正 `path`"),
        P::WaiverUnknownCode { found, near } => w(format!("没有代码为 {} 的检查", quote(found)))
            .label("不认识的代码")
            .maybe_help(did_you_mean(near.as_ref()))
            .help("运行 `kebu explain` 列出全部代码"),
    }
}
