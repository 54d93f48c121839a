//! The items every client's file must have (rules §9), and which of them are empty.

use super::setting::Setting;
use crate::domain::book::{Book, Entry};
use crate::domain::id::ClientId;
use crate::domain::keyword::{Keyword, keyword};
use crate::domain::record::client::{Client, Facts};
use crate::domain::time::{Date, months_before};
use crate::domain::works;

keyword! {
    /// A required item of the client's file (C-037, C-081).
    pub enum RequiredItem {
        /// 客户单位名称
        /// name
        Name = "name",
        /// 客户性质
        /// kind
        Kind = "kind",
        /// 统一社会信用代码或无代码的原因
        /// credit code or why there is none
        CreditCode = "credit_code",
        /// 所在地区
        /// region
        Region = "region",
        /// 地址
        /// address
        Address = "address",
        /// 联系方式
        /// contact method
        ContactMethod = "contact_method",
        /// 有姓名和职位的联系人
        /// a contact person with name and position
        Contact = "contact",
        /// 社会关系
        /// social relations
        SocialRelations = "social_relations",
        /// 客户需求
        /// a need
        Needs = "needs",
        /// 合作历史或无合作说明
        /// a project or a note that there was none
        Cooperation = "cooperation",
        /// 客户阶段
        /// stage
        Stage = "stage",
        /// 在职的客户经理
        /// an account manager who has not left
        Owner = "owner",
        /// 12 个月内的评价事实
        /// a fact of the last 12 months
        RecentFact = "recent_fact",
        /// 本期或上期的分析报告
        /// an analysis report of this half-year or the one before
        Analysis = "analysis",
    }
}

/// A fact older than this does not show that the file is kept.
const FACT_MONTHS: u32 = 12;

impl RequiredItem {
    /// The key of the client's record in which it stands, where it stands there.
    pub fn record_key(self) -> Option<&'static str> {
        match self {
            Self::Name => Some("name"),
            Self::Kind => Some("kind"),
            Self::CreditCode => Some("credit_code"),
            Self::Region => Some("region"),
            Self::Address => Some("address"),
            Self::ContactMethod => Some("contact_method"),
            Self::SocialRelations => Some("social_relations"),
            Self::Needs => Some("needs"),
            Self::Cooperation => Some("no_cooperation_note"),
            Self::Stage => Some("stage"),
            Self::Owner => Some("owner"),
            Self::RecentFact => Some("facts"),
            Self::Contact | Self::Analysis => None,
        }
    }
}

/// The required items that are empty, and how many are required.
pub fn empty_items(setting: &Setting<'_>, client: &Entry<Client>) -> (Vec<RequiredItem>, usize) {
    let branch = client.unit.branch().and_then(|id| setting.book.records.branches.get(id));
    let contacts_elsewhere = branch.is_some_and(|branch| branch.contacts_elsewhere == Some(true));
    let required = RequiredItem::ALL
        .iter()
        .copied()
        .filter(|item| *item != RequiredItem::Contact || !contacts_elsewhere);
    let empty = required.clone().filter(|item| !is_filled(setting, client, *item)).collect();
    (empty, required.count())
}

fn is_filled(setting: &Setting<'_>, client: &Entry<Client>, item: RequiredItem) -> bool {
    let (book, record, id) = (setting.book, &client.record, ClientId(client.id));
    match item {
        RequiredItem::Name => has_text(&record.name),
        // The record cannot be read without these two.
        RequiredItem::Kind | RequiredItem::Stage => true,
        RequiredItem::CreditCode => {
            may_have_text(record.credit_code.as_deref())
                || may_have_text(record.credit_code_absent.as_deref())
        }
        RequiredItem::Region => has_text(&record.region),
        RequiredItem::Address => has_text(&record.address),
        RequiredItem::ContactMethod => has_text(&record.contact_method),
        RequiredItem::Contact => has_contact(book, id),
        RequiredItem::SocialRelations => may_have_text(record.social_relations.as_deref()),
        RequiredItem::Needs => book.with_absorbed(id).any(|entry| !entry.record.needs.is_empty()),
        RequiredItem::Cooperation => {
            has_project(book, id, setting.as_of)
                || may_have_text(record.no_cooperation_note.as_deref())
        }
        RequiredItem::Owner => {
            let owner = book.records.people.get(&record.owner);
            owner.is_some_and(|owner| owner.is_active(setting.as_of))
        }
        RequiredItem::RecentFact => {
            let first = months_before(setting.as_of, FACT_MONTHS);
            fact_dates(&record.facts).any(|date| (first..=setting.as_of).contains(&date))
        }
        RequiredItem::Analysis => {
            let halves = [setting.half, setting.half.previous()];
            book.analyses_of(id).any(|analysis| {
                halves.contains(&analysis.record.half)
                    && analysis.record.submitted_on <= setting.as_of
            })
        }
    }
}

fn has_text(text: &str) -> bool {
    !text.trim().is_empty()
}

fn may_have_text(text: Option<&str>) -> bool {
    text.is_some_and(has_text)
}

fn has_contact(book: &Book, client: ClientId) -> bool {
    book.records.contacts.get(client.0).is_some_and(|contacts| {
        let persons = &contacts.record.persons;
        persons.iter().any(|person| has_text(&person.name) && has_text(&person.position))
    })
}

fn has_project(book: &Book, client: ClientId, as_of: Date) -> bool {
    book.projects_of(client).any(|project| works::is_begun(&project.record, as_of))
}

fn fact_dates(facts: &Facts) -> impl Iterator<Item = Date> {
    [
        facts.integrity.as_ref().map(|fact| fact.as_of),
        facts.credit.as_ref().map(|fact| fact.as_of),
        facts.reputation.as_ref().map(|fact| fact.as_of),
        facts.social_value.as_ref().map(|fact| fact.as_of),
        facts.connection_value.as_ref().map(|fact| fact.as_of),
        facts.demanding.as_ref().map(|fact| fact.as_of),
        facts.complex_procedure.as_ref().map(|fact| fact.as_of),
        facts.low_profit.as_ref().map(|fact| fact.as_of),
        facts.own_problems.as_ref().map(|fact| fact.as_of),
        facts.near_term_demand.as_ref().map(|fact| fact.as_of),
    ]
    .into_iter()
    .flatten()
}
