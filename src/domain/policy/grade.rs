//! The policy's numbers behind a grade: ages of facts, credit, scale–profit (rules §1, §2).

use crate::domain::keyword::keyword;
use crate::domain::score::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

/// 客户分级
/// Grades
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GradePolicy {
    /// A、C 条件同时成立时的取舍
    /// Which grade wins where A and C both hold
    pub precedence: Precedence,
    /// “利润低”“程序复杂”是同时成立还是有一即可
    /// Whether low profit and complex procedure must both hold
    pub low_profit_complex: Junction,
    /// 低于此利润率为利润低
    /// A margin below this is low
    pub low_margin: Decimal,
    /// 计算利润率回看的月数
    /// Months looked back for the margin
    #[schemars(range(min = 0, max = 1200))]
    pub margin_months: u32,
    /// 需求预计日可早于基准日的月数
    /// Months a need's expected day may lie before the as-of date
    #[schemars(range(min = 0, max = 1200))]
    pub demand_past_months: u32,
    /// 需求预计日可晚于基准日的月数
    /// Months a need's expected day may lie after the as-of date
    #[schemars(range(min = 0, max = 1200))]
    pub demand_horizon_months: u32,
    /// 少于此次数的双向接触为陌生客户
    /// Fewer two-way contacts than this make a stranger
    #[schemars(range(min = 0, max = 10000))]
    pub stranger_min_contacts: u32,
    /// 达到此次数的无理投诉即成立
    /// So many unjustified complaints make the predicate true
    #[schemars(range(min = 0, max = 10000))]
    pub unjustified_min: u32,
    /// 无理投诉回看的月数，0 为不限
    /// Months looked back for unjustified complaints; 0 is ever
    #[schemars(range(min = 0, max = 1200))]
    pub unjustified_lookback_months: u32,
    /// 人工定级最长天数
    /// Longest override, in days
    #[schemars(range(min = 0, max = 100000))]
    pub override_max_days: u32,
    /// 各项事实的有效天数
    /// Maximum age of each fact, in days
    pub max_age_days: MaxAgeDays,
}

impl Default for GradePolicy {
    fn default() -> Self {
        Self {
            precedence: Precedence::C,
            low_profit_complex: Junction::And,
            low_margin: Decimal::constant(0.03),
            margin_months: 36,
            demand_past_months: 6,
            demand_horizon_months: 12,
            stranger_min_contacts: 2,
            unjustified_min: 1,
            unjustified_lookback_months: 0,
            override_max_days: 183,
            max_age_days: MaxAgeDays::default(),
        }
    }
}

keyword! {
    /// Which grade wins where A and C both hold.
    pub enum Precedence {
        /// C 优先
        /// C wins
        C = "C",
        /// A 优先
        /// A wins
        A = "A",
        /// 暂定 B，待复核
        /// provisional B, to be reviewed
        Review = "review",
    }
}

keyword! {
    /// How two conditions join.
    pub enum Junction {
        /// 同时成立
        /// both
        And = "and",
        /// 有一即可
        /// either
        Or = "or",
    }
}

/// 各项事实的有效天数
/// Maximum age of each fact, in days
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MaxAgeDays {
    /// 诚信
    /// Integrity
    #[schemars(range(min = 0, max = 100000))]
    pub integrity: u32,
    /// 信用
    /// Credit
    #[schemars(range(min = 0, max = 100000))]
    pub credit: u32,
    /// 信誉
    /// Reputation
    #[schemars(range(min = 0, max = 100000))]
    pub reputation: u32,
    /// 社会价值
    /// Social value
    #[schemars(range(min = 0, max = 100000))]
    pub social_value: u32,
    /// 社会连带价值
    /// Social-connection value
    #[schemars(range(min = 0, max = 100000))]
    pub connection_value: u32,
    /// 要求苛刻
    /// Demanding
    #[schemars(range(min = 0, max = 100000))]
    pub demanding: u32,
    /// 程序复杂
    /// Complex procedure
    #[schemars(range(min = 0, max = 100000))]
    pub complex_procedure: u32,
    /// 利润低
    /// Low profit
    #[schemars(range(min = 0, max = 100000))]
    pub low_profit: u32,
    /// 企业自身存在问题，公示查询同此
    /// Problems of its own, and look-ups of public registers
    #[schemars(range(min = 0, max = 100000))]
    pub own_problems: u32,
    /// 近期合作需求
    /// Near-term cooperation demand
    #[schemars(range(min = 0, max = 100000))]
    pub near_term_demand: u32,
}

impl Default for MaxAgeDays {
    fn default() -> Self {
        Self {
            integrity: 365,
            credit: 365,
            reputation: 365,
            social_value: 365,
            connection_value: 365,
            demanding: 365,
            complex_procedure: 365,
            low_profit: 365,
            own_problems: 365,
            near_term_demand: 180,
        }
    }
}

/// 付款信用
/// Credit from payments
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CreditPolicy {
    /// 回看的月数
    /// Months looked back
    #[schemars(range(min = 0, max = 1200))]
    pub months: u32,
    /// 良好：逾期比例不高于
    /// Good: overdue share at most
    pub good_share: Decimal,
    /// 良好：最长逾期天数不多于
    /// Good: longest overdue at most, in days
    #[schemars(range(min = 0, max = 100000))]
    pub good_days: u32,
    /// 差：逾期比例高于
    /// Poor: overdue share above
    pub poor_share: Decimal,
    /// 差：最长逾期天数多于
    /// Poor: longest overdue above, in days
    #[schemars(range(min = 0, max = 100000))]
    pub poor_days: u32,
}

impl Default for CreditPolicy {
    fn default() -> Self {
        Self {
            months: 36,
            good_share: Decimal::constant(0.10),
            good_days: 90,
            poor_share: Decimal::constant(0.30),
            poor_days: 180,
        }
    }
}

/// 规模—利润分析
/// Scale–profit analysis
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ScaleProfitPolicy {
    /// 回看的月数
    /// Months looked back
    #[schemars(range(min = 0, max = 1200))]
    pub months: u32,
    /// 规模大：合同额不低于（元）
    /// Large: contract value at least, in yuan
    #[schemars(range(min = 0))]
    pub scale: i64,
    /// 利润高：利润率不低于
    /// High: margin at least
    pub margin: Decimal,
}

impl Default for ScaleProfitPolicy {
    fn default() -> Self {
        Self { months: 36, scale: 50_000_000, margin: Decimal::constant(0.03) }
    }
}
