//! `clients/<kh>.toml`: the client archive form 客户档案表 (C-037).

use super::{Cadence, Document, Extra, Grade, Level, Rating, VisitorLevel};
use crate::domain::id::{BranchId, ClientId, PersonId, ProjectId};
use crate::domain::keyword::keyword;
use crate::domain::score::Decimal;
use crate::domain::time::{Date, YearDay};
use schemars::JsonSchema;
use serde::Deserialize;

/// 客户档案：以合同或协议将工程交我方承建或服务的单位，含潜在客户
/// A client: an organisation that entrusts works to us, or may
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Client {
    /// 客户单位名称
    /// Name of the client
    pub name: String,
    /// 别名、简称
    /// Other names
    #[serde(default)]
    pub aliases: Vec<String>,
    /// 客户类型
    /// Kind of client
    pub kind: ClientKind,
    /// 统一社会信用代码（与“无代码原因”二者必填其一）
    /// Unified social credit code; this or credit_code_absent is required
    pub credit_code: Option<String>,
    /// 没有统一社会信用代码的原因
    /// Why there is no credit code
    pub credit_code_absent: Option<String>,
    /// 校验位不符但代码无误的原因
    /// Why a code that fails its check digit is right
    pub credit_code_override: Option<String>,
    /// 所在地行政区划代码（GB/T 2260）
    /// Region code (GB/T 2260)
    #[schemars(regex(pattern = "^[0-9]{6}$"))]
    pub region: String,
    /// 地址
    /// Address
    pub address: String,
    /// 联系方式：总机、公共邮箱，不填个人信息
    /// How to reach it: switchboard, mailbox; no person's data
    pub contact_method: String,
    /// 客户阶段
    /// Stage
    pub stage: Stage,
    /// 状态，默认 active
    /// Status, default active
    #[serde(default)]
    pub status: Status,
    /// 参考对象的类别
    /// What a reference record is
    pub reference_kind: Option<ReferenceKind>,
    /// 并入的客户
    /// The client it was merged into
    pub merged_into: Option<ClientId>,
    /// 客户经理
    /// Our account manager
    pub owner: PersonId,
    /// 建档日
    /// Day of registration
    pub registered_on: Date,
    /// 最近一次全档核实日
    /// Last day the whole file was checked against reality
    pub verified_on: Option<Date>,
    /// 另有服务关系的分子公司
    /// Other branches that also serve this client
    #[serde(default)]
    pub serving_branches: Vec<BranchId>,
    /// 上级集团
    /// The client's parent group
    pub parent: Option<String>,
    /// 行业
    /// Industry
    pub industry: Option<String>,
    /// 规模
    /// Size
    pub size: Option<Size>,
    /// 组织结构与管理体系
    /// Organisation
    pub organisation: Option<String>,
    /// 战略方向
    /// Strategy
    pub strategy: Option<String>,
    /// 客户分层（附加标签，不影响分级）
    /// Tier: an extra tag, never the grade
    pub tier: Option<Tier>,
    /// 培育目标等级
    /// The grade it is being cultivated towards
    pub target_grade: Option<Grade>,
    /// 社会关系；“无”也是回答
    /// Social relations of the organisation; 无 is an answer
    pub social_relations: Option<String>,
    /// 购买程序
    /// Buying procedure
    pub buying_procedure: Option<String>,
    /// 投资规模与需求计划
    /// Investment plan
    pub investment_plan: Option<String>,
    /// 尚无合作历史的说明
    /// Explicit note that there is no cooperation yet
    pub no_cooperation_note: Option<String>,
    /// 分级依据的事实
    /// Facts behind the grade
    #[serde(default)]
    pub facts: Facts,
    /// 客户需求与近期合作可能性
    /// Needs, and the rows of the revenue plan
    #[serde(default)]
    pub needs: Vec<Need>,
    /// 不良诚信记录
    /// Adverse integrity records
    #[serde(default)]
    pub misconduct: Vec<Misconduct>,
    /// 公示信息查询
    /// Look-ups of public registers
    #[serde(default)]
    pub risk_checks: Vec<RiskCheck>,
    /// 人工定级
    /// Manual overrides of the grade
    #[serde(default)]
    pub overrides: Vec<Override>,
    /// 客户关怀日（单位的日子，不是个人的）
    /// Days of the organisation on which it is greeted
    #[serde(default)]
    pub care_days: Vec<CareDay>,
    /// 新客户认定申请
    /// Recognition of a new client
    pub recognition: Option<Recognition>,
    /// 观察期
    /// Observation period of a C client
    pub observation: Option<Observation>,
    /// 本客户的拜访计划，取代制度规定的频次
    /// Its own visit plan, in place of the policy's lines
    #[serde(default)]
    pub visit_plan: Vec<VisitPlanLine>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

keyword! {
    /// The kind of a client (C-004).
    pub enum ClientKind {
        /// 政府部门
        /// government
        Government = "government",
        /// 事业单位
        /// public institution
        PublicInstitution = "public_institution",
        /// 房地产企业
        /// property developer
        Developer = "developer",
        /// 其他企业
        /// enterprise
        Enterprise = "enterprise",
        /// 社会团体
        /// association
        Association = "association",
        /// 其他
        /// other
        Other = "other",
    }
}

keyword! {
    /// The stage of the relation (C-003).
    pub enum Stage {
        /// 潜在客户
        /// potential
        Potential = "potential",
        /// 意向客户
        /// interested
        Interested = "interested",
        /// 准客户
        /// near-committed
        NearCommitted = "near_committed",
        /// 签约客户
        /// contracted
        Signed = "signed",
        /// 已开发客户
        /// developed
        Developed = "developed",
        /// 合作伙伴客户
        /// partner
        Partner = "partner",
    }
}

keyword! {
    /// Whether the file is in use.
    pub enum Status {
        /// 有效
        /// active
        Active = "active",
        /// 放弃
        /// abandoned
        Abandoned = "abandoned",
        /// 已合并
        /// merged
        Merged = "merged",
        /// 参考
        /// reference
        Reference = "reference",
    }
}

#[expect(clippy::derivable_impls, reason = "keyword! takes no attribute on a variant")]
impl Default for Status {
    fn default() -> Self {
        Self::Active
    }
}

keyword! {
    /// What a reference record is kept for.
    pub enum ReferenceKind {
        /// 渠道
        /// channel
        Channel = "channel",
        /// 供方
        /// supplier
        Supplier = "supplier",
        /// 合作方
        /// partner
        Partner = "partner",
        /// 竞争对手
        /// competitor
        Competitor = "competitor",
    }
}

keyword! {
    /// The size of the organisation.
    pub enum Size {
        /// 大型
        /// large
        Large = "large",
        /// 中型
        /// medium
        Medium = "medium",
        /// 小型
        /// small
        Small = "small",
    }
}

keyword! {
    /// A tag of service effort (E3-01); never the grade.
    pub enum Tier {
        /// 重要客户
        /// key client
        Key = "key",
        /// 一般客户
        /// ordinary client
        Ordinary = "ordinary",
        /// 小客户
        /// small client
        Small = "small",
    }
}

/// 一项事实：值、依据日期、判断人、来源
/// A fact: its value, the day it was true, who says so, from where
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact<T> {
    /// 值
    /// Value
    pub value: T,
    /// 依据日期
    /// The day on which it was true
    pub as_of: Date,
    /// 判断人
    /// Who says so
    pub by: PersonId,
    /// 来源
    /// Source
    pub source: Option<String>,
    /// 信息渠道等级：1 公开资料，2 分析机构与政府，3 客户身边的人，4 客户内部
    /// Source level: 1 public, 2 analysts and government, 3 people around the client, 4 insiders
    #[schemars(range(min = 1, max = 4))]
    pub source_level: Option<i64>,
}

/// 分级依据的事实，各有有效期
/// The facts behind a grade, each with its maximum age
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// 诚信
    /// Integrity
    pub integrity: Option<Fact<Rating>>,
    /// 信用
    /// Credit
    pub credit: Option<Fact<Rating>>,
    /// 信誉
    /// Reputation
    pub reputation: Option<Fact<Rating>>,
    /// 社会价值
    /// Social value
    pub social_value: Option<Fact<Level>>,
    /// 社会连带价值
    /// Social-connection value
    pub connection_value: Option<Fact<Level>>,
    /// 要求苛刻
    /// Demanding
    pub demanding: Option<Fact<bool>>,
    /// 程序复杂
    /// Complex procedure
    pub complex_procedure: Option<Fact<bool>>,
    /// 利润低
    /// Low profit
    pub low_profit: Option<Fact<bool>>,
    /// 企业自身存在问题
    /// Problems of its own
    pub own_problems: Option<Fact<bool>>,
    /// 近期合作需求
    /// Near-term cooperation demand
    pub near_term_demand: Option<Fact<bool>>,
}

/// 一项需求或意向工程
/// A need: works hoped for
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// 名称
    /// Title
    pub title: String,
    /// 工程类别
    /// Kind of works
    pub kind: Option<String>,
    /// 期望合同额（元）
    /// The contract value hoped for, in yuan
    #[schemars(range(min = 0))]
    pub budget: Option<i64>,
    /// 预计招标或开工日
    /// Expected tender or start
    pub expected_on: Option<Date>,
    /// 获取率（0 至 1）
    /// Win rate, 0 to 1
    #[schemars(range(min = 0.0, max = 1.0))]
    pub win_rate: Option<Decimal>,
    /// 利润率
    /// Margin
    #[schemars(range(min = -1.0, max = 1.0))]
    pub margin: Option<Decimal>,
    /// 状态
    /// Status
    pub status: NeedStatus,
    /// 跟踪或投标
    /// Tracked or bidding
    pub pursuit: Option<Pursuit>,
    /// 线索来源
    /// Where the lead came from
    pub origin: Option<Origin>,
    /// 偏好
    /// Preferences
    pub preferences: Option<String>,
    /// 中标后的项目
    /// The project, once won
    pub project: Option<ProjectId>,
    /// 下一步
    /// Next step
    pub next_step: Option<String>,
    /// 下一步日期
    /// Day of the next step
    pub next_on: Option<Date>,
    /// 填报人
    /// Who entered it
    pub by: Option<PersonId>,
    /// 信息渠道等级（1 至 4）
    /// Source level, 1 to 4
    #[schemars(range(min = 1, max = 4))]
    pub source_level: Option<i64>,
    /// 备注
    /// Note
    pub note: Option<String>,
}

keyword! {
    /// The state of a need.
    pub enum NeedStatus {
        /// 未决
        /// open
        Open = "open",
        /// 已中标
        /// won
        Won = "won",
        /// 未中标
        /// lost
        Lost = "lost",
        /// 已取消
        /// dropped
        Dropped = "dropped",
    }
}

keyword! {
    /// How far a lead is pursued (C-031).
    pub enum Pursuit {
        /// 跟踪
        /// tracked
        Tracked = "tracked",
        /// 投标
        /// bidding
        Bidding = "bidding",
    }
}

keyword! {
    /// Where a lead came from (K-04).
    pub enum Origin {
        /// 政府规划
        /// government plan
        Plan = "plan",
        /// 协会
        /// association
        Association = "association",
        /// 展会
        /// fair
        Fair = "fair",
        /// 招标公告
        /// tender notice
        Notice = "notice",
        /// 引荐
        /// referral
        Referral = "referral",
        /// 客户告知
        /// the client
        Client = "client",
        /// 其他
        /// other
        Other = "other",
    }
}

/// 不良诚信记录：只有查实有效的才计入
/// An adverse integrity record; only a valid one counts
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Misconduct {
    /// 发生日
    /// Day
    pub on: Date,
    /// 类别
    /// Kind
    pub kind: MisconductKind,
    /// 相关项目
    /// Project
    pub project: Option<ProjectId>,
    /// 金额（元）
    /// Amount in yuan
    #[schemars(range(min = 0))]
    pub amount: Option<i64>,
    /// 情况说明
    /// Description
    pub description: String,
    /// 记录人
    /// Who recorded it
    pub recorded_by: PersonId,
    /// 核实人（不得为记录人）
    /// Who verified it: another person
    pub verified_by: Option<PersonId>,
    /// 状态
    /// Status
    pub status: MisconductStatus,
}

keyword! {
    /// What the client did.
    pub enum MisconductKind {
        /// 拖欠工程款
        /// arrears of payment
        Arrears = "arrears",
        /// 拖延结算
        /// delayed settlement
        SettlementDelay = "settlement_delay",
        /// 违约
        /// breach
        Breach = "breach",
        /// 提供虚假信息
        /// false information
        FalseInformation = "false_information",
        /// 恶意压价
        /// price squeeze
        PriceSqueeze = "price_squeeze",
        /// 索贿
        /// solicitation
        Solicitation = "solicitation",
        /// 恶意诉讼或投诉
        /// vexatious claims
        Vexatious = "vexatious",
        /// 其他
        /// other
        Other = "other",
    }
}

keyword! {
    /// Whether a record of misconduct counts.
    pub enum MisconductStatus {
        /// 待核实
        /// pending
        Pending = "pending",
        /// 有效
        /// valid
        Valid = "valid",
        /// 已撤销
        /// revoked
        Revoked = "revoked",
        /// 已修复
        /// rehabilitated
        Rehabilitated = "rehabilitated",
    }
}

/// 一次公示信息查询
/// One look-up of a public register
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RiskCheck {
    /// 查询日
    /// Day
    pub on: Date,
    /// 查询的公示系统
    /// Register
    pub register: String,
    /// 查得情形，没有则为空数组
    /// What was found; empty when nothing
    pub hits: Vec<RiskHit>,
    /// 查询人
    /// Who looked
    pub by: PersonId,
}

keyword! {
    /// What a public register said.
    pub enum RiskHit {
        /// 经营异常
        /// abnormal operations
        AbnormalOperations = "abnormal_operations",
        /// 严重违法失信
        /// serious violation
        SeriousViolation = "serious_violation",
        /// 失信被执行人
        /// dishonest judgment debtor
        DishonestDebtor = "dishonest_debtor",
        /// 破产或重整
        /// bankruptcy
        Bankruptcy = "bankruptcy",
        /// 停工烂尾
        /// stopped works
        StoppedWorks = "stopped_works",
        /// 债务违约
        /// default
        Default = "default",
    }
}

/// 人工定级：须由决定人以外的总部人员批准
/// A manual override, approved by somebody of headquarters other than who decided
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// 定级
    /// Grade
    pub grade: Grade,
    /// 理由
    /// Reason
    pub reason: String,
    /// 决定人
    /// Who decided
    pub decided_by: PersonId,
    /// 批准人（总部，且不是决定人）
    /// Who approved: of headquarters, not who decided
    pub approved_by: PersonId,
    /// 起始日
    /// First day
    pub from: Date,
    /// 截止日
    /// Last day
    pub until: Date,
}

/// 客户关怀日
/// A day on which the client is greeted
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CareDay {
    /// 名称
    /// Name
    pub name: String,
    /// 月日（MM-DD）
    /// Day of the year, MM-DD
    pub day: YearDay,
}

/// 新客户认定申请报告
/// Application to recognise a new client (E1-09)
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recognition {
    /// 申请日
    /// Day of application
    pub applied_on: Date,
    /// 申请人
    /// Applicant
    pub by: PersonId,
    /// 理由
    /// Reason
    pub reason: String,
    /// 交易基本方针
    /// Basic policy of dealing
    pub policy: Option<String>,
    /// 调查资料与结果
    /// Survey material and results
    pub survey: Option<String>,
    /// 拟承接工程
    /// Works
    pub works: Option<String>,
    /// 金额（元）
    /// Amount in yuan
    #[schemars(range(min = 0))]
    pub amount: Option<i64>,
    /// 付款方式
    /// Payment terms
    pub payment_terms: Option<String>,
    /// 已通知的部门
    /// Departments told
    #[serde(default)]
    pub notified: Vec<String>,
    /// 决定
    /// Decision
    pub decision: Option<Decision>,
    /// 决定人
    /// Who decided
    pub decided_by: Option<PersonId>,
    /// 决定日
    /// Day of the decision
    pub decided_on: Option<Date>,
    /// 六项评价
    /// Six ratings
    pub ratings: Option<RecognitionRatings>,
}

keyword! {
    /// A decision on an application.
    pub enum Decision {
        /// 同意
        /// approved
        Approved = "approved",
        /// 不同意
        /// refused
        Refused = "refused",
    }
}

/// 新客户选择的六项原则
/// The six principles for selecting a new client (E1-08)
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecognitionRatings {
    /// 设备与技术
    /// Technical ability
    pub technical: Option<Rating>,
    /// 交付能力
    /// Delivery
    pub delivery: Option<Rating>,
    /// 财务与信用
    /// Finance
    pub finance: Option<Rating>,
    /// 合作态度
    /// Attitude
    pub attitude: Option<Rating>,
    /// 保密
    /// Confidentiality
    pub confidentiality: Option<Rating>,
    /// 成本水平
    /// Cost
    pub cost: Option<Rating>,
}

/// C 类客户的观察期
/// Observation period of a C client (C-069d)
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Observation {
    /// 理由
    /// Reason
    pub reason: Option<String>,
    /// 起始日
    /// First day
    pub from: Date,
    /// 截止日
    /// Last day
    pub until: Date,
    /// 决定
    /// Decision
    pub decision: Option<ObservationDecision>,
    /// 决定日
    /// Day of the decision
    pub decided_on: Option<Date>,
    /// 批准人（放弃须总部批准）
    /// Who approved; abandoning needs headquarters
    pub approved_by: Option<PersonId>,
}

keyword! {
    /// What an observation led to.
    pub enum ObservationDecision {
        /// 升级
        /// upgrade
        Upgrade = "upgrade",
        /// 继续观察
        /// keep
        Keep = "keep",
        /// 放弃
        /// abandon
        Abandon = "abandon",
    }
}

/// 本客户拜访计划的一行
/// A line of the client's own visit plan
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitPlanLine {
    /// 我方拜访人员级别
    /// Level of our visitor
    pub level: VisitorLevel,
    /// 频次
    /// Cadence
    pub cadence: Cadence,
    /// 拜访人
    /// Who visits
    pub person: Option<PersonId>,
    /// 拜访对象（联系人代号）
    /// Whom to see: a key of the client's contacts
    pub with: Option<String>,
    /// 目的
    /// Goal
    pub goal: Option<String>,
}
