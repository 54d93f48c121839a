//! 排名走势的文字。

use crate::domain::period::Period;
use crate::report::trend::TrendPhrase;

pub fn phrase(phrase: &TrendPhrase) -> String {
    match phrase {
        TrendPhrase::OfGroup { first, last } => format!("{first} 至 {last} 集团客户分级走势"),
        TrendPhrase::OfBranches { first, last } => {
            format!("{first} 至 {last} 各单位名次与分级走势")
        }
        TrendPhrase::NoData { periods } => {
            format!("无数据：{}（当时还没有档案库，或没有 Git 历史）", listed(periods))
        }
        TrendPhrase::Unreadable { periods } => {
            format!("不计算：{}（当时有读不了的记录，用 `check --at` 查看）", listed(periods))
        }
        TrendPhrase::AsItStood => {
            "以往各期按期末最后一天已到达的档案和当时的制度参数计算".to_owned()
        }
    }
}

fn listed(periods: &[Period]) -> String {
    periods.iter().map(Period::to_string).collect::<Vec<_>>().join("、")
}
