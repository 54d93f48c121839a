//! The fourteen facts behind a grade (rules §1): where a derived value exists it stands before
//! the recorded one. It draws no conclusion from them.

use super::credit::Credit;
use super::{matrix, select};
use crate::domain::book::{Book, Entry};
use crate::domain::id::ClientId;
use crate::domain::keyword::keyword;
use crate::domain::policy::MaxAgeDays;
use crate::domain::record::client::{Client, Fact as RecordedFact};
use crate::domain::record::{Level, Rating};
use crate::domain::score::Exact;
use crate::domain::time::{Date, days_between};

keyword! {
    /// A fact that can be recorded in `[facts.NAME]`.
    pub enum FactName {
        /// 诚信
        /// integrity
        Integrity = "integrity",
        /// 信用
        /// credit
        Credit = "credit",
        /// 信誉
        /// reputation
        Reputation = "reputation",
        /// 社会价值
        /// social value
        SocialValue = "social_value",
        /// 社会连带价值
        /// social-connection value
        ConnectionValue = "connection_value",
        /// 要求苛刻
        /// demanding
        Demanding = "demanding",
        /// 程序复杂
        /// complex procedures
        ComplexProcedure = "complex_procedure",
        /// 利润低
        /// low profit
        LowProfit = "low_profit",
        /// 企业自身存在问题
        /// own business has problems
        OwnProblems = "own_problems",
        /// 近期合作需求
        /// near-term cooperation demand
        NearTermDemand = "near_term_demand",
    }
}

keyword! {
    /// A fact that a grade rests on, recorded or derived.
    pub enum FactNumber {
        /// 合作历史
        /// cooperation history
        F1 = "F1",
        /// 诚信
        /// integrity
        F2 = "F2",
        /// 信用
        /// credit
        F3 = "F3",
        /// 信誉
        /// reputation
        F4 = "F4",
        /// 社会价值
        /// social value
        F5 = "F5",
        /// 社会连带价值
        /// social-connection value
        F6 = "F6",
        /// 近期合作需求
        /// near-term cooperation demand
        F7 = "F7",
        /// 陌生客户
        /// stranger
        F8 = "F8",
        /// 有合作历史但有不良诚信记录
        /// cooperation history with an adverse integrity record
        F9 = "F9",
        /// 要求苛刻
        /// demanding
        F10 = "F10",
        /// 无理投诉
        /// unjustified complaint
        F11 = "F11",
        /// 利润低
        /// low profit
        F12 = "F12",
        /// 程序复杂
        /// complex procedures
        F13 = "F13",
        /// 企业自身存在问题
        /// own business has problems
        F14 = "F14",
    }
}

impl FactNumber {
    /// The name under which it can be recorded; `None` for what is only derived.
    pub fn name(self) -> Option<FactName> {
        match self {
            Self::F1 | Self::F8 | Self::F9 | Self::F11 => None,
            Self::F2 => Some(FactName::Integrity),
            Self::F3 => Some(FactName::Credit),
            Self::F4 => Some(FactName::Reputation),
            Self::F5 => Some(FactName::SocialValue),
            Self::F6 => Some(FactName::ConnectionValue),
            Self::F7 => Some(FactName::NearTermDemand),
            Self::F10 => Some(FactName::Demanding),
            Self::F12 => Some(FactName::LowProfit),
            Self::F13 => Some(FactName::ComplexProcedure),
            Self::F14 => Some(FactName::OwnProblems),
        }
    }

    /// The days after which the recorded fact is stale; 0 for what is only derived.
    pub fn max_age_days(self, max: &MaxAgeDays) -> u32 {
        match self {
            Self::F1 | Self::F8 | Self::F9 | Self::F11 => 0,
            Self::F2 => max.integrity,
            Self::F3 => max.credit,
            Self::F4 => max.reputation,
            Self::F5 => max.social_value,
            Self::F6 => max.connection_value,
            Self::F7 => max.near_term_demand,
            Self::F10 => max.demanding,
            Self::F12 => max.low_profit,
            Self::F13 => max.complex_procedure,
            Self::F14 => max.own_problems,
        }
    }
}

/// What a fact's value rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The recorded fact, not too old.
    Recorded { age_days: i64 },
    /// A recorded fact that is too old to count: unknown, but not missing.
    Stale { age_days: i64 },
    /// Not recorded, or dated after the as-of date.
    Missing,
    /// Other records, which stand before the recorded fact.
    Derived,
}

/// A fact's value and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact<T> {
    /// `None` while unknown.
    pub value: Option<T>,
    pub basis: Basis,
}

impl<T: Copy> Fact<T> {
    fn derived(value: T) -> Self {
        Self { value: Some(value), basis: Basis::Derived }
    }

    /// The recorded fact: unknown when missing or stale.
    fn recorded(fact: Option<&RecordedFact<T>>, max_age_days: u32, as_of: Date) -> Self {
        let Some(fact) = fact.filter(|fact| fact.as_of <= as_of) else {
            return Self { value: None, basis: Basis::Missing };
        };
        let age_days = days_between(fact.as_of, as_of);
        if age_days <= max_age_days.into() {
            Self { value: Some(fact.value), basis: Basis::Recorded { age_days } }
        } else {
            Self { value: None, basis: Basis::Stale { age_days } }
        }
    }
}

/// F1..F14 of one client on the as-of date.
#[derive(Debug, Clone)]
pub struct Facts {
    /// F1
    pub cooperation: bool,
    /// F2
    pub integrity: Fact<Rating>,
    /// F3
    pub credit: Fact<Rating>,
    /// F4
    pub reputation: Fact<Rating>,
    /// F5
    pub social_value: Fact<Level>,
    /// F6
    pub connection_value: Fact<Level>,
    /// F7
    pub near_term_demand: Fact<bool>,
    /// F8
    pub stranger: bool,
    /// F9
    pub bad_integrity_record: bool,
    /// F10
    pub demanding: Fact<bool>,
    /// F11
    pub unjustified_complaint: bool,
    /// F12
    pub low_profit: Fact<bool>,
    /// F13
    pub complex_procedure: Fact<bool>,
    /// F14
    pub own_problems: Fact<bool>,
    /// The contract-weighted margin behind F12, for the scale–profit matrix.
    pub margin: Option<Exact>,
}

/// A fact's value, whatever its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactValue {
    Unknown,
    Flag(bool),
    Rating(Rating),
    Level(Level),
}

impl Facts {
    pub fn of(book: &Book, entry: &Entry<Client>, as_of: Date) -> Self {
        let client = ClientId(entry.id);
        let recorded = &entry.record.facts;
        let max = &book.policy.grade.max_age_days;
        let min_contacts = book.policy.grade.stranger_min_contacts as usize;
        let min_complaints = book.policy.grade.unjustified_min as usize;

        let cooperation = select::cooperation(book, client, as_of).next().is_some();
        let misconduct = select::misconduct(book, client, as_of).next().is_some();
        let integrity = if misconduct {
            Fact::derived(Rating::Poor)
        } else {
            Fact::recorded(recorded.integrity.as_ref(), max.integrity, as_of)
        };
        let margin = matrix::weighted_margin(book, client, as_of);
        let stranger = !cooperation
            && select::contacts(book, client, as_of).take(min_contacts).count() < min_contacts;
        let unjustified =
            select::unjustified(book, client, as_of).take(min_complaints).count() >= min_complaints;
        Self {
            cooperation,
            integrity,
            credit: credit(book, entry, as_of),
            reputation: Fact::recorded(recorded.reputation.as_ref(), max.reputation, as_of),
            social_value: Fact::recorded(recorded.social_value.as_ref(), max.social_value, as_of),
            connection_value: Fact::recorded(
                recorded.connection_value.as_ref(),
                max.connection_value,
                as_of,
            ),
            near_term_demand: near_term_demand(book, entry, as_of),
            stranger,
            bad_integrity_record: cooperation && misconduct,
            demanding: Fact::recorded(recorded.demanding.as_ref(), max.demanding, as_of),
            unjustified_complaint: unjustified,
            low_profit: low_profit(book, entry, as_of, margin.as_ref(), cooperation),
            complex_procedure: Fact::recorded(
                recorded.complex_procedure.as_ref(),
                max.complex_procedure,
                as_of,
            ),
            own_problems: own_problems(book, entry, as_of),
            margin,
        }
    }

    pub fn value(&self, fact: FactNumber) -> FactValue {
        let flag = |value: Option<bool>| value.map_or(FactValue::Unknown, FactValue::Flag);
        let rating = |value: Option<Rating>| value.map_or(FactValue::Unknown, FactValue::Rating);
        let level = |value: Option<Level>| value.map_or(FactValue::Unknown, FactValue::Level);
        match fact {
            FactNumber::F1 => FactValue::Flag(self.cooperation),
            FactNumber::F2 => rating(self.integrity.value),
            FactNumber::F3 => rating(self.credit.value),
            FactNumber::F4 => rating(self.reputation.value),
            FactNumber::F5 => level(self.social_value.value),
            FactNumber::F6 => level(self.connection_value.value),
            FactNumber::F7 => flag(self.near_term_demand.value),
            FactNumber::F8 => FactValue::Flag(self.stranger),
            FactNumber::F9 => FactValue::Flag(self.bad_integrity_record),
            FactNumber::F10 => flag(self.demanding.value),
            FactNumber::F11 => FactValue::Flag(self.unjustified_complaint),
            FactNumber::F12 => flag(self.low_profit.value),
            FactNumber::F13 => flag(self.complex_procedure.value),
            FactNumber::F14 => flag(self.own_problems.value),
        }
    }

    pub fn basis(&self, fact: FactNumber) -> Basis {
        match fact {
            FactNumber::F1 | FactNumber::F8 | FactNumber::F9 | FactNumber::F11 => Basis::Derived,
            FactNumber::F2 => self.integrity.basis,
            FactNumber::F3 => self.credit.basis,
            FactNumber::F4 => self.reputation.basis,
            FactNumber::F5 => self.social_value.basis,
            FactNumber::F6 => self.connection_value.basis,
            FactNumber::F7 => self.near_term_demand.basis,
            FactNumber::F10 => self.demanding.basis,
            FactNumber::F12 => self.low_profit.basis,
            FactNumber::F13 => self.complex_procedure.basis,
            FactNumber::F14 => self.own_problems.basis,
        }
    }

    /// Whether F5 or F6 is high: such an A client is visited by a group leader (C-063).
    pub fn is_of_high_value(&self) -> bool {
        let high = Some(Level::High);
        self.social_value.value == high || self.connection_value.value == high
    }
}

/// F3: a current hit, else the payments, else the recorded fact.
fn credit(book: &Book, entry: &Entry<Client>, as_of: Date) -> Fact<Rating> {
    let client = ClientId(entry.id);
    let is_hit = select::current_checks(book, client, as_of)
        .iter()
        .any(|check| check.item.hits.iter().any(|hit| select::is_credit_hit(*hit)));
    if is_hit {
        return Fact::derived(Rating::Poor);
    }
    match Credit::of(select::payments(book, client, as_of), as_of) {
        Some(credit) => Fact::derived(credit.rating(&book.policy.credit)),
        None => {
            let max_age_days = book.policy.grade.max_age_days.credit;
            Fact::recorded(entry.record.facts.credit.as_ref(), max_age_days, as_of)
        }
    }
}

/// F7: a near open need, else the recorded fact; where that is missing, needs that are not near
/// say no, and no needs at all say nothing.
fn near_term_demand(book: &Book, entry: &Entry<Client>, as_of: Date) -> Fact<bool> {
    let client = ClientId(entry.id);
    if select::near_needs(book, client, as_of).next().is_some() {
        return Fact::derived(true);
    }
    let max_age_days = book.policy.grade.max_age_days.near_term_demand;
    let fact = Fact::recorded(entry.record.facts.near_term_demand.as_ref(), max_age_days, as_of);
    let has_needs = || select::needs(book, client).next().is_some();
    if fact.basis == Basis::Missing && has_needs() { Fact::derived(false) } else { fact }
}

/// F12: the weighted margin, else the recorded fact; where that is missing, a client without
/// cooperation has brought no low profit.
fn low_profit(
    book: &Book,
    entry: &Entry<Client>,
    as_of: Date,
    margin: Option<&Exact>,
    cooperation: bool,
) -> Fact<bool> {
    let policy = &book.policy.grade;
    if let Some(margin) = margin {
        return Fact::derived(*margin < policy.low_margin.exact());
    }
    let recorded = entry.record.facts.low_profit.as_ref();
    let fact = Fact::recorded(recorded, policy.max_age_days.low_profit, as_of);
    if fact.basis == Basis::Missing && !cooperation { Fact::derived(false) } else { fact }
}

/// F14: the current risk checks, else the recorded fact.
fn own_problems(book: &Book, entry: &Entry<Client>, as_of: Date) -> Fact<bool> {
    let checks = select::current_checks(book, ClientId(entry.id), as_of);
    if checks.is_empty() {
        let max_age_days = book.policy.grade.max_age_days.own_problems;
        return Fact::recorded(entry.record.facts.own_problems.as_ref(), max_age_days, as_of);
    }
    Fact::derived(checks.iter().any(|check| !check.item.hits.is_empty()))
}
