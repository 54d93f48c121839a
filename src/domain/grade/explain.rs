//! Why a client has its grade: for every fact the entries it rests on, each with its record and
//! dotted key so that its line can be found, for every predicate its facts, and the way to the
//! next grade. Computed on demand only; it decides nothing and holds no words.

use super::credit::Credit;
use super::facts::{Basis, FactNumber, FactValue};
use super::lift::{Lift, lift};
use super::predicates::Predicate;
use super::select::{self, Item};
use super::ternary::Ternary;
use super::{Grading, grade, matrix};
use crate::domain::book::{Book, Entry};
use crate::domain::id::{ClientId, PersonId};
use crate::domain::keyword::Keyword;
use crate::domain::record::client::{
    Client, Fact as RecordedFact, Facts as RecordedFacts, MisconductKind, RiskCheck, RiskHit,
};
use crate::domain::record::project::ProjectStatus;
use crate::domain::score::{Decimal, Exact};
use crate::domain::time::Date;
use crate::domain::works;

/// A value in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path inside the archive.
    pub path: Box<str>,
    /// Dotted key, positions from 0: `misconduct.1`, `facts.credit`.
    pub key: String,
}

/// One reason for a fact's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Evidence {
    /// The recorded fact, young enough to count.
    Recorded { source: Source, as_of: Date, by: PersonId, age_days: i64, max_age_days: u32 },
    /// A recorded fact that is too old.
    Stale { source: Source, as_of: Date, by: PersonId, age_days: i64, max_age_days: u32 },
    /// Nothing recorded; where it would stand.
    Missing { source: Source },
    /// A recorded fact that is not seen yet.
    Later { source: Source, as_of: Date },
    /// A project that is cooperation; without a date its status alone says so.
    Cooperation { source: Source, status: ProjectStatus, on: Option<Date> },
    /// None of the client's projects is cooperation.
    NoCooperation { projects: usize },
    /// Valid misconduct.
    Misconduct { source: Source, on: Date, kind: MisconductKind },
    /// No valid misconduct.
    NoMisconduct,
    /// What the payments add up to.
    Payments {
        payments: u32,
        overdue_yuan: i128,
        total_yuan: i128,
        share: Exact,
        longest_days: i64,
    },
    /// The payment that is or was overdue longest.
    LongestOverdue { source: Source, due_on: Date, paid_on: Option<Date>, overdue_days: i64 },
    /// The newest look-up of a register.
    RiskCheck { source: Source, on: Date, register: String, hits: Vec<RiskHit> },
    /// An open need in the window.
    Need { source: Source, expected_on: Option<Date> },
    /// Needs, none of them open and in the window.
    NoNearNeed { needs: usize },
    /// How many contacts in both directions there were, and how many make no stranger.
    Contacts { contacts: usize, required: u32 },
    /// One of them.
    Contact { source: Source, on: Date },
    /// How many unjustified complaints count, and how many make the fact true.
    Complaints { complaints: usize, required: u32 },
    /// One of them.
    Complaint { source: Source, received_on: Date },
    /// The contract-weighted margin, and the limit below which profit is low.
    Margin { margin: Exact, limit: Decimal, projects: usize },
    /// A project that takes part in it.
    MarginOf { source: Source, margin: Decimal, contract_value_yuan: i64 },
    /// It follows from another fact.
    FollowsFrom { fact: FactNumber },
}

/// A fact with its reasons.
#[derive(Debug, Clone, PartialEq)]
pub struct FactFound {
    pub fact: FactNumber,
    pub value: FactValue,
    pub basis: Basis,
    /// In the order of the records; never empty.
    pub evidence: Vec<Evidence>,
}

/// A predicate with the facts it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PredicateFound {
    pub predicate: Predicate,
    pub is: Ternary,
    pub rests_on: &'static [FactNumber],
}

/// Why a client has its grade.
#[derive(Debug, Clone)]
pub struct Explanation {
    pub grading: Grading,
    /// F1..F14.
    pub facts: Vec<FactFound>,
    /// A1..A5, C1..C7.
    pub predicates: Vec<PredicateFound>,
    /// The override in force.
    pub override_source: Option<Source>,
    /// The scale behind the cell, in yuan.
    pub scale_yuan: i128,
    pub lift: Option<Lift>,
}

/// Explains the grade of any client.
pub fn explain(book: &Book, client: &Entry<Client>, as_of: Date) -> Explanation {
    let grading = grade(book, client, as_of);
    let view = View { book, client, as_of, grading: &grading };
    let facts = FactNumber::ALL.iter().map(|fact| view.found(*fact)).collect();
    let predicates = grading.predicates.iter().map(|(predicate, is)| PredicateFound {
        predicate,
        is,
        rests_on: predicate.rests_on(),
    });
    Explanation {
        facts,
        predicates: predicates.collect(),
        override_source: grading
            .override_index
            .map(|index| source(client, format!("overrides.{index}"))),
        scale_yuan: matrix::scale_yuan(book, ClientId(client.id), as_of),
        lift: lift(&grading),
        grading,
    }
}

fn source<T>(record: &Entry<T>, key: impl Into<String>) -> Source {
    Source { path: record.path.clone(), key: key.into() }
}

fn item_source<R, T>(item: &Item<'_, R, T>, list: &str) -> Source {
    source(item.record, format!("{list}.{}", item.index))
}

fn check_evidence(check: &Item<'_, Client, RiskCheck>) -> Evidence {
    Evidence::RiskCheck {
        source: item_source(check, "risk_checks"),
        on: check.item.on,
        register: check.item.register.clone(),
        hits: check.item.hits.clone(),
    }
}

/// What evidence is gathered from.
struct View<'a> {
    book: &'a Book,
    client: &'a Entry<Client>,
    as_of: Date,
    grading: &'a Grading,
}

impl View<'_> {
    fn found(&self, fact: FactNumber) -> FactFound {
        let facts = &self.grading.facts;
        let (value, basis) = (facts.value(fact), facts.basis(fact));
        let evidence = match basis {
            Basis::Recorded { .. } | Basis::Stale { .. } | Basis::Missing => {
                vec![self.recorded(fact, basis)]
            }
            Basis::Derived => self.derived(fact),
        };
        FactFound { fact, value, basis, evidence }
    }

    fn id(&self) -> ClientId {
        ClientId(self.client.id)
    }

    /// The recorded fact, or where it is missing.
    fn recorded(&self, fact: FactNumber, basis: Basis) -> Evidence {
        let name = fact.name().map_or("", |name| name.key());
        let source = source(self.client, format!("facts.{name}"));
        let (as_of, by) = match (stamp(&self.client.record.facts, fact), basis) {
            (Some((as_of, _)), Basis::Missing) => return Evidence::Later { source, as_of },
            (Some((as_of, by)), _) => (as_of, by.clone()),
            (None, _) => return Evidence::Missing { source },
        };
        let max_age_days = fact.max_age_days(&self.book.policy.grade.max_age_days);
        match basis {
            Basis::Recorded { age_days } => {
                Evidence::Recorded { source, as_of, by, age_days, max_age_days }
            }
            Basis::Stale { age_days } => {
                Evidence::Stale { source, as_of, by, age_days, max_age_days }
            }
            Basis::Missing | Basis::Derived => Evidence::Missing { source },
        }
    }

    /// The entries behind a value that stands before the recorded fact.
    fn derived(&self, fact: FactNumber) -> Vec<Evidence> {
        match fact {
            FactNumber::F1 => self.cooperation(),
            FactNumber::F2 => self.misconduct(),
            FactNumber::F3 => self.credit(),
            FactNumber::F7 => self.demand(),
            FactNumber::F8 => self.contacts(),
            FactNumber::F9 => {
                let mut all = vec![Evidence::FollowsFrom { fact: FactNumber::F1 }];
                all.extend(self.misconduct());
                all
            }
            FactNumber::F11 => self.complaints(),
            FactNumber::F12 => self.margin(),
            FactNumber::F14 => self.checks(),
            // Only ever recorded.
            FactNumber::F4
            | FactNumber::F5
            | FactNumber::F6
            | FactNumber::F10
            | FactNumber::F13 => Vec::new(),
        }
    }

    fn cooperation(&self) -> Vec<Evidence> {
        let projects = select::cooperation(self.book, self.id(), self.as_of);
        let mut all: Vec<Evidence> = projects
            .map(|project| {
                let begun = works::begun_on(&project.record);
                Evidence::Cooperation {
                    source: source(project, begun.map_or("status", |(_, key)| key)),
                    status: project.record.status,
                    on: begun.map(|(on, _)| on),
                }
            })
            .collect();
        if all.is_empty() {
            let projects = self.book.projects_of(self.id()).count();
            all.push(Evidence::NoCooperation { projects });
        }
        all
    }

    fn misconduct(&self) -> Vec<Evidence> {
        let entries = select::misconduct(self.book, self.id(), self.as_of);
        let mut all: Vec<Evidence> = entries
            .map(|found| Evidence::Misconduct {
                source: item_source(&found, "misconduct"),
                on: found.item.on,
                kind: found.item.kind,
            })
            .collect();
        if all.is_empty() {
            all.push(Evidence::NoMisconduct);
        }
        all
    }

    /// Hits that make credit poor, then the payments, which count where there is no such hit.
    fn credit(&self) -> Vec<Evidence> {
        let mut all: Vec<Evidence> = select::current_checks(self.book, self.id(), self.as_of)
            .iter()
            .filter(|check| check.item.hits.iter().any(|hit| select::is_credit_hit(*hit)))
            .map(check_evidence)
            .collect();
        let payments = select::payments(self.book, self.id(), self.as_of);
        if let Some(credit) = Credit::of(payments, self.as_of) {
            let longest = credit.longest;
            all.push(Evidence::Payments {
                payments: credit.payments,
                overdue_yuan: credit.overdue_yuan,
                total_yuan: credit.total_yuan,
                share: credit.overdue_share(),
                longest_days: longest.overdue_days,
            });
            all.push(Evidence::LongestOverdue {
                source: item_source(&longest.at, "payments"),
                due_on: longest.at.item.due_on,
                paid_on: longest.at.item.paid_on.filter(|_| !longest.is_unpaid),
                overdue_days: longest.overdue_days,
            });
        }
        all
    }

    /// F14: the current checks with a hit, or all of them where none has one.
    fn checks(&self) -> Vec<Evidence> {
        let checks = select::current_checks(self.book, self.id(), self.as_of);
        let has_hits = checks.iter().any(|check| !check.item.hits.is_empty());
        let shown = checks.iter().filter(|check| !has_hits || !check.item.hits.is_empty());
        shown.map(check_evidence).collect()
    }

    fn demand(&self) -> Vec<Evidence> {
        let near = select::near_needs(self.book, self.id(), self.as_of);
        let mut all: Vec<Evidence> = near
            .map(|found| Evidence::Need {
                source: item_source(&found, "needs"),
                expected_on: found.item.expected_on,
            })
            .collect();
        if all.is_empty() {
            let needs = select::needs(self.book, self.id()).count();
            all.push(Evidence::NoNearNeed { needs });
        }
        all
    }

    fn contacts(&self) -> Vec<Evidence> {
        let required = self.book.policy.grade.stranger_min_contacts;
        let visits: Vec<_> = select::contacts(self.book, self.id(), self.as_of).collect();
        let mut all = vec![
            Evidence::FollowsFrom { fact: FactNumber::F1 },
            Evidence::Contacts { contacts: visits.len(), required },
        ];
        all.extend(visits.into_iter().map(|visit| Evidence::Contact {
            source: source(visit, "two_way"),
            on: visit.record.on,
        }));
        all
    }

    fn complaints(&self) -> Vec<Evidence> {
        let required = self.book.policy.grade.unjustified_min;
        let found: Vec<_> = select::unjustified(self.book, self.id(), self.as_of).collect();
        let mut all = vec![Evidence::Complaints { complaints: found.len(), required }];
        all.extend(found.into_iter().map(|complaint| Evidence::Complaint {
            source: source(complaint, "finding"),
            received_on: complaint.record.received_at.date(self.book.zone),
        }));
        all
    }

    fn margin(&self) -> Vec<Evidence> {
        let Some(margin) = self.grading.facts.margin.clone() else {
            return vec![Evidence::FollowsFrom { fact: FactNumber::F1 }];
        };
        let parts: Vec<_> = select::margin_parts(self.book, self.id(), self.as_of).collect();
        let limit = self.book.policy.grade.low_margin;
        let mut all = vec![Evidence::Margin { margin, limit, projects: parts.len() }];
        all.extend(parts.into_iter().map(|part| Evidence::MarginOf {
            source: source(part.project, "margin"),
            margin: part.margin,
            contract_value_yuan: part.contract_value_yuan,
        }));
        all
    }
}

/// When and by whom a fact was recorded, whatever its values.
fn stamp(facts: &RecordedFacts, fact: FactNumber) -> Option<(Date, &PersonId)> {
    fn of<T>(fact: Option<&RecordedFact<T>>) -> Option<(Date, &PersonId)> {
        fact.map(|fact| (fact.as_of, &fact.by))
    }
    match fact {
        FactNumber::F1 | FactNumber::F8 | FactNumber::F9 | FactNumber::F11 => None,
        FactNumber::F2 => of(facts.integrity.as_ref()),
        FactNumber::F3 => of(facts.credit.as_ref()),
        FactNumber::F4 => of(facts.reputation.as_ref()),
        FactNumber::F5 => of(facts.social_value.as_ref()),
        FactNumber::F6 => of(facts.connection_value.as_ref()),
        FactNumber::F7 => of(facts.near_term_demand.as_ref()),
        FactNumber::F10 => of(facts.demanding.as_ref()),
        FactNumber::F12 => of(facts.low_profit.as_ref()),
        FactNumber::F13 => of(facts.complex_procedure.as_ref()),
        FactNumber::F14 => of(facts.own_problems.as_ref()),
    }
}
