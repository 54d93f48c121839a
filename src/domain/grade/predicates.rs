//! A1..A5 and C1..C7 (C-041, C-042; rules §2): what the facts say about the regulation's
//! conditions. Which grade follows is decided elsewhere.

use super::facts::{FactNumber, Facts};
use super::ternary::Ternary;
use crate::domain::keyword::{Keyword, keyword};
use crate::domain::policy::Junction;
use crate::domain::record::{Level, Rating};

keyword! {
    /// A condition of grade A or of grade C.
    pub enum Predicate {
        /// 有合作历史
        /// cooperation history
        A1 = "A1",
        /// 诚信良好
        /// good integrity
        A2 = "A2",
        /// 信用良好
        /// good credit
        A3 = "A3",
        /// 社会价值或社会连带价值较高
        /// high social value or social-connection value
        A4 = "A4",
        /// 近期有合作需求
        /// near-term cooperation demand
        A5 = "A5",
        /// 陌生客户
        /// stranger
        C1 = "C1",
        /// 有合作历史但有不良诚信记录
        /// cooperation history with an adverse integrity record
        C2 = "C2",
        /// 要求苛刻
        /// demanding
        C3 = "C3",
        /// 过往有无理投诉
        /// unjustified complaint
        C4 = "C4",
        /// 利润低程序复杂
        /// low profit with complex procedures
        C5 = "C5",
        /// 信用或信誉差
        /// poor credit or reputation
        C6 = "C6",
        /// 企业自身存在问题
        /// own business has problems
        C7 = "C7",
    }
}

impl Predicate {
    pub const OF_A: [Self; 5] = [Self::A1, Self::A2, Self::A3, Self::A4, Self::A5];
    pub const OF_C: [Self; 7] =
        [Self::C1, Self::C2, Self::C3, Self::C4, Self::C5, Self::C6, Self::C7];

    /// The facts it rests on.
    pub fn rests_on(self) -> &'static [FactNumber] {
        use FactNumber::{F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12, F13, F14};
        match self {
            Self::A1 => &[F1],
            Self::A2 => &[F2],
            Self::A3 => &[F3],
            Self::A4 => &[F5, F6],
            Self::A5 => &[F7],
            Self::C1 => &[F8],
            Self::C2 => &[F9],
            Self::C3 => &[F10],
            Self::C4 => &[F11],
            Self::C5 => &[F12, F13],
            Self::C6 => &[F3, F4],
            Self::C7 => &[F14],
        }
    }
}

/// The value of every predicate, in the order A1..A5, C1..C7.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Predicates([Ternary; 12]);

impl std::ops::Index<Predicate> for Predicates {
    type Output = Ternary;
    fn index(&self, predicate: Predicate) -> &Ternary {
        &self.0[predicate as usize]
    }
}

impl Predicates {
    pub fn of(facts: &Facts, low_profit_complex: Junction) -> Self {
        let rated = |value: Option<Rating>, wanted| Ternary::of(value.map(|value| value == wanted));
        let high = |value: Option<Level>| Ternary::of(value.map(|value| value == Level::High));
        let low_profit = Ternary::of(facts.low_profit.value);
        let complex = Ternary::of(facts.complex_procedure.value);
        let poor_credit = rated(facts.credit.value, Rating::Poor);
        Self([
            facts.cooperation.into(),
            rated(facts.integrity.value, Rating::Good),
            rated(facts.credit.value, Rating::Good),
            high(facts.social_value.value).or(high(facts.connection_value.value)),
            Ternary::of(facts.near_term_demand.value),
            facts.stranger.into(),
            facts.bad_integrity_record.into(),
            Ternary::of(facts.demanding.value),
            facts.unjustified_complaint.into(),
            match low_profit_complex {
                Junction::And => low_profit.and(complex),
                Junction::Or => low_profit.or(complex),
            },
            poor_credit.or(rated(facts.reputation.value, Rating::Poor)),
            Ternary::of(facts.own_problems.value),
        ])
    }

    /// Every predicate with its value, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Predicate, Ternary)> {
        Predicate::ALL.iter().copied().zip(self.0)
    }

    /// A: all of A1..A5.
    pub fn all_of_a(&self) -> Ternary {
        Predicate::OF_A.iter().fold(Ternary::Yes, |all, predicate| all.and(self[*predicate]))
    }

    /// C: any of C1..C7.
    pub fn any_of_c(&self) -> Ternary {
        Predicate::OF_C.iter().fold(Ternary::No, |any, predicate| any.or(self[*predicate]))
    }
}
