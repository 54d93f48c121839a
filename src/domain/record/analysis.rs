//! `analyses/<year>/<fx>.toml`: a client analysis report (C-053, C-084).

use super::{Document, Extra, Grade, Level, Rating};
use crate::domain::id::{ClientId, PersonId, ProjectId};
use crate::domain::keyword::keyword;
use crate::domain::period::Half;
use crate::domain::time::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// 客户分析报告
/// A client analysis report
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Analysis {
    /// 客户
    /// Client
    pub client: ClientId,
    /// 项目
    /// Project
    pub project: Option<ProjectId>,
    /// 半年度
    /// Half-year
    pub half: Half,
    /// 上报日
    /// Submitted on
    pub submitted_on: Date,
    /// 撰写人
    /// Author
    pub author: PersonId,
    /// 审核人
    /// Reviewed by
    pub reviewed_by: Option<PersonId>,
    /// 审核日
    /// Reviewed on
    pub reviewed_on: Option<Date>,
    /// 建议等级
    /// Suggested grade
    pub suggested_grade: Option<Grade>,
    /// 十二个章节
    /// The 12 sections
    #[serde(default)]
    pub sections: Sections,
    /// 各项评价
    /// Ratings of the facts
    pub ratings: Option<Ratings>,
    /// 附件
    /// Attached documents
    #[serde(default)]
    pub documents: Vec<Document>,
    /// 本集团自定字段
    /// The group's own fields
    pub extra: Option<Extra>,
}

keyword! {
    /// The 12 sections of a report (rules §7).
    pub enum SectionName {
        /// 基本情况与变化
        /// basics and changes
        Basics = "basics",
        /// 诚信
        /// integrity
        Integrity = "integrity",
        /// 信用与支付
        /// credit and payment
        Credit = "credit",
        /// 合作历史与履约
        /// cooperation
        Cooperation = "cooperation",
        /// 规模—利润
        /// scale and profit
        ScaleProfit = "scale_profit",
        /// 社会价值
        /// social value
        SocialValue = "social_value",
        /// 需求与近期合作可能性
        /// demand
        Demand = "demand",
        /// 满意度与投诉
        /// satisfaction and complaints
        SatisfactionComplaints = "satisfaction_complaints",
        /// 竞争态势
        /// competition
        Competition = "competition",
        /// 企业自身风险
        /// the client's own risks
        OwnRisks = "own_risks",
        /// 总体评价
        /// conclusion
        Conclusion = "conclusion",
        /// 维护措施与拜访计划
        /// maintenance
        Maintenance = "maintenance",
    }
}

/// 章节
/// Sections
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sections {
    /// 基本情况与变化
    /// Basics and changes
    pub basics: Option<Section>,
    /// 诚信
    /// Integrity
    pub integrity: Option<Section>,
    /// 信用与支付
    /// Credit and payment
    pub credit: Option<Section>,
    /// 合作历史与履约
    /// Cooperation
    pub cooperation: Option<Section>,
    /// 规模—利润
    /// Scale and profit
    pub scale_profit: Option<Section>,
    /// 社会价值
    /// Social value
    pub social_value: Option<Section>,
    /// 需求与近期合作可能性
    /// Demand
    pub demand: Option<Section>,
    /// 满意度与投诉
    /// Satisfaction and complaints
    pub satisfaction_complaints: Option<Section>,
    /// 竞争态势
    /// Competition
    pub competition: Option<Section>,
    /// 企业自身风险
    /// The client's own risks
    pub own_risks: Option<Section>,
    /// 总体评价
    /// Conclusion
    pub conclusion: Option<Section>,
    /// 维护措施与拜访计划
    /// Maintenance
    pub maintenance: Option<Section>,
}

impl Sections {
    pub fn get(&self, name: SectionName) -> Option<&Section> {
        match name {
            SectionName::Basics => &self.basics,
            SectionName::Integrity => &self.integrity,
            SectionName::Credit => &self.credit,
            SectionName::Cooperation => &self.cooperation,
            SectionName::ScaleProfit => &self.scale_profit,
            SectionName::SocialValue => &self.social_value,
            SectionName::Demand => &self.demand,
            SectionName::SatisfactionComplaints => &self.satisfaction_complaints,
            SectionName::Competition => &self.competition,
            SectionName::OwnRisks => &self.own_risks,
            SectionName::Conclusion => &self.conclusion,
            SectionName::Maintenance => &self.maintenance,
        }
        .as_ref()
    }
}

/// 一个章节
/// A section
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// 正文
    /// Text
    pub text: String,
    /// 依据：记录编号或说明
    /// Evidence: ids of records or texts
    #[serde(default)]
    pub evidence: Vec<String>,
}

/// 报告中对各项事实的评价
/// The report's ratings of the facts
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ratings {
    /// 诚信
    /// Integrity
    pub integrity: Option<Rating>,
    /// 信用
    /// Credit
    pub credit: Option<Rating>,
    /// 信誉
    /// Reputation
    pub reputation: Option<Rating>,
    /// 社会价值
    /// Social value
    pub social_value: Option<Level>,
    /// 社会连带价值
    /// Social-connection value
    pub connection_value: Option<Level>,
    /// 要求苛刻
    /// Demanding
    pub demanding: Option<bool>,
    /// 程序复杂
    /// Complex procedure
    pub complex_procedure: Option<bool>,
    /// 利润低
    /// Low profit
    pub low_profit: Option<bool>,
    /// 企业自身存在问题
    /// Problems of its own
    pub own_problems: Option<bool>,
    /// 近期合作需求
    /// Near-term cooperation demand
    pub near_term_demand: Option<bool>,
}
