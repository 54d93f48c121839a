//! The scale–profit matrix 规模—利润分析 of B clients (C-067, rules §2) and the weighted margin
//! that it shares with F12. It decides no grade.

use super::select;
use crate::domain::book::Book;
use crate::domain::id::ClientId;
use crate::domain::keyword::keyword;
use crate::domain::score::{Exact, whole};
use crate::domain::time::Date;

keyword! {
    /// Where a B client lies in the scale–profit matrix.
    pub enum Cell {
        /// 规模大利润高
        /// large scale, high profit
        LargeHigh = "large_high",
        /// 规模大利润低
        /// large scale, low profit
        LargeLow = "large_low",
        /// 规模小利润高
        /// small scale, high profit
        SmallHigh = "small_high",
        /// 规模小利润低
        /// small scale, low profit
        SmallLow = "small_low",
        /// 利润不明
        /// profit unknown
        Unknown = "unknown",
    }
}

/// The contract-weighted mean margin; `None` without such a project, or where their contract
/// values are all 0 and weigh nothing.
pub fn weighted_margin(book: &Book, client: ClientId, as_of: Date) -> Option<Exact> {
    let mut parts = select::margin_parts(book, client, as_of);
    let first = parts.next()?;
    let weigh = |part: &select::MarginPart<'_>| {
        let weight = whole(part.contract_value_yuan);
        (part.margin.exact() * &weight, weight)
    };
    let (sum, weights) = parts.fold(weigh(&first), |(sum, weights), part| {
        let (margin, weight) = weigh(&part);
        (sum + margin, weights + weight)
    });
    (weights > whole(0)).then(|| sum / weights)
}

/// Contract values signed within the window, in yuan; a missing one is 0.
pub fn scale_yuan(book: &Book, client: ClientId, as_of: Date) -> i128 {
    select::scale_parts(book, client, as_of)
        .map(|entry| i128::from(entry.record.contract_value.unwrap_or(0)))
        .sum()
}

/// The cell of a client with this margin.
pub fn cell(book: &Book, client: ClientId, as_of: Date, margin: Option<&Exact>) -> Cell {
    let policy = &book.policy.scale_profit;
    let Some(margin) = margin else { return Cell::Unknown };
    let is_large = scale_yuan(book, client, as_of) >= policy.scale.into();
    let is_high = *margin >= policy.margin.exact();
    match (is_large, is_high) {
        (true, true) => Cell::LargeHigh,
        (true, false) => Cell::LargeLow,
        (false, true) => Cell::SmallHigh,
        (false, false) => Cell::SmallLow,
    }
}
