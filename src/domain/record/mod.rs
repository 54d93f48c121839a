//! The record kinds. `Kind` is THE list: layout, schemas, reference tables and loading follow it.
//!
//! The doc comment of a record, a key or a word has two lines: Chinese, then English. They become
//! the schemas' descriptions, the reference tables and the labels that people read.

pub mod access;
pub mod activity;
pub mod analysis;
pub mod archive;
pub mod branch;
pub mod client;
pub mod complaint;
pub mod contacts;
pub mod issued;
pub mod market;
pub mod notice;
pub mod person;
pub mod project;
pub mod returns;
pub mod spot_check;
pub mod summary;
pub mod survey;
pub mod visit;

use crate::domain::keyword::keyword;
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

keyword! {
    /// Every kind of record, in the order of the archive's contract.
    pub enum Kind {
        /// 档案库
        /// archive
        Archive = "archive",
        /// 制度参数
        /// policy
        Policy = "policy",
        /// 人员
        /// person
        Person = "person",
        /// 分子公司
        /// branch
        Branch = "branch",
        /// 客户
        /// client
        Client = "client",
        /// 联系人
        /// contacts
        Contacts = "contacts",
        /// 项目
        /// project
        Project = "project",
        /// 投诉
        /// complaint
        Complaint = "complaint",
        /// 拜访
        /// visit
        Visit = "visit",
        /// 满意度调查
        /// survey
        Survey = "survey",
        /// 客户分析报告
        /// analysis
        Analysis = "analysis",
        /// 计划与活动
        /// activity
        Activity = "activity",
        /// 市场信息报告
        /// market report
        Market = "market",
        /// 月度上报
        /// return
        Return = "return",
        /// 工作总结
        /// summary
        Summary = "summary",
        /// 考核结果通知
        /// notice
        Notice = "notice",
        /// 抽查
        /// spot check
        SpotCheck = "spot_check",
        /// 查阅申请
        /// access request
        Access = "access",
        /// 已印发排名
        /// issued ranking
        Ranking = "ranking",
        /// 已印发考核
        /// issued assessment
        Assessment = "assessment",
    }
}

impl Kind {
    /// Whether a record of this kind may have the group's own keys under `[extra]`.
    pub fn takes_extra(self) -> bool {
        !matches!(self, Self::Policy | Self::Ranking | Self::Assessment)
    }

    /// The prefix of the ids of this kind, where it has ids.
    pub fn id_prefix(self) -> Option<&'static str> {
        Some(match self {
            Self::Client | Self::Contacts => "kh",
            Self::Project => "xm",
            Self::Complaint => "ts",
            Self::Visit => "bf",
            Self::Survey => "dc",
            Self::Analysis => "fx",
            Self::SpotCheck => "cc",
            Self::Access => "cy",
            Self::Activity => "jh",
            Self::Market => "sx",
            Self::Archive | Self::Policy | Self::Person | Self::Branch => return None,
            Self::Return | Self::Summary | Self::Notice => return None,
            Self::Ranking | Self::Assessment => return None,
        })
    }
}

/// 附件：指向文件系统或档案的文件，程序不打开
/// An attached document; the program never opens it
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// 标题
    /// Title
    pub title: String,
    /// 出处：网址、文件系统编号，或本单位 documents/ 下的路径
    /// An address, a number in the document system, or a path under the branch's documents/
    #[serde(rename = "ref")]
    pub reference: String,
    /// 日期
    /// Date
    pub on: Option<Date>,
    /// 文件的 SHA-256（填写则核对）
    /// SHA-256 of the file, checked when given
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: Option<String>,
}

/// 本集团自定字段，由档案库自带的模式校验
/// A group's own fields, validated by the archive's own schema
#[derive(Debug, Clone)]
pub struct Extra;

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(source).map(|_| Self)
    }
}

impl JsonSchema for Extra {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Extra".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "object" })
    }
}

keyword! {
    /// A letter of the client grades (C-041 … C-043).
    pub enum Grade {
        /// A 类
        /// grade A
        A = "A",
        /// B 类
        /// grade B
        B = "B",
        /// C 类
        /// grade C
        C = "C",
    }
}

keyword! {
    /// A rating of integrity, credit or reputation.
    pub enum Rating {
        /// 良好
        /// good
        Good = "good",
        /// 一般
        /// fair
        Fair = "fair",
        /// 差
        /// poor
        Poor = "poor",
    }
}

keyword! {
    /// A level of value or influence.
    pub enum Level {
        /// 高
        /// high
        High = "high",
        /// 中
        /// medium
        Medium = "medium",
        /// 低
        /// low
        Low = "low",
    }
}

keyword! {
    /// The rank of our visitor (C-063, C-064).
    pub enum VisitorLevel {
        /// 集团领导
        /// group leader
        GroupLeader = "group_leader",
        /// 分子公司领导
        /// branch leader
        BranchLeader = "branch_leader",
        /// 市场营销人员
        /// marketer
        Marketer = "marketer",
        /// 项目经理
        /// project manager
        ProjectManager = "project_manager",
    }
}

keyword! {
    /// How often a client is visited (C-064).
    pub enum Cadence {
        /// 每半年
        /// every half-year
        HalfYear = "half_year",
        /// 每季
        /// every quarter
        Quarter = "quarter",
        /// 每月
        /// every month
        Month = "month",
        /// 每旬
        /// every ten days
        TenDays = "ten_days",
    }
}
