//! The reasons of grades in words.

use super::phrase::counted;
use super::yuan;
use crate::domain::grade::explain::Evidence;
use crate::domain::grade::facts::FactValue;
use crate::domain::grade::{Predicate, Ternary};
use crate::domain::keyword::Keyword;
use crate::domain::policy::Precedence;
use crate::domain::record::Grade;
use crate::domain::score::{Exact, Tenths, whole};
use crate::text::{Lang, shown};

pub const DEFAULTS: &str = "(default) The regulation does not say how long facts count, where the \
                            limits of credit and profit lie, how many contacts end being a \
                            stranger, or which of A and C wins; the policy does";

pub fn value(value: FactValue) -> &'static str {
    match value {
        FactValue::Unknown => "unknown",
        FactValue::Flag(true) => "yes",
        FactValue::Flag(false) => "no",
        FactValue::Rating(rating) => Lang::En.word(rating),
        FactValue::Level(level) => Lang::En.word(level),
    }
}

fn percent(share: &Exact) -> String {
    format!("{}%", Tenths::round(&(share * whole(100))))
}

pub fn evidence(evidence: &Evidence, by: &str) -> String {
    match evidence {
        Evidence::Recorded { as_of, age_days, max_age_days, .. } => {
            format!(
                "recorded by {by} as of {as_of}, {age_days} days old (counts for {max_age_days})"
            )
        }
        Evidence::Stale { as_of, age_days, max_age_days, .. } => format!(
            "recorded by {by} as of {as_of}, {age_days} days old, over the limit of \
             {max_age_days}: unknown"
        ),
        Evidence::Missing { .. } => "not recorded".to_owned(),
        Evidence::Later { as_of, .. } => {
            format!("dated {as_of}, after the as-of date: does not count")
        }
        Evidence::Cooperation { status, on: Some(on), .. } => {
            format!("project signed or started on {on}, {}", Lang::En.word(*status))
        }
        Evidence::Cooperation { status, on: None, .. } => {
            format!("project, {}", Lang::En.word(*status))
        }
        Evidence::NoCooperation { projects: 0 } => "no project".to_owned(),
        Evidence::NoCooperation { projects } => format!(
            "{}, none of which counts as cooperation by the as-of date",
            counted(*projects, "project", "projects")
        ),
        Evidence::Misconduct { on, kind, .. } => {
            format!("adverse integrity record of {on}: {} (valid)", Lang::En.word(*kind))
        }
        Evidence::NoMisconduct => "no valid adverse integrity record".to_owned(),
        Evidence::Payments { payments, overdue_yuan, total_yuan, share, longest_days } => format!(
            "{} of {}, {} overdue ({}), longest overdue {longest_days} days",
            counted(*payments as usize, "payment", "payments"),
            yuan(*total_yuan),
            yuan(*overdue_yuan),
            percent(share)
        ),
        Evidence::LongestOverdue { due_on, paid_on: Some(paid_on), overdue_days, .. } => {
            format!("the longest: due {due_on}, paid {paid_on}, {overdue_days} days overdue")
        }
        Evidence::LongestOverdue { due_on, paid_on: None, overdue_days, .. } => {
            format!("the longest: due {due_on}, unpaid, {overdue_days} days overdue")
        }
        Evidence::RiskCheck { on, register, hits, .. } if hits.is_empty() => {
            format!("{} on {on}: nothing found", shown(register))
        }
        Evidence::RiskCheck { on, register, hits, .. } => {
            let hits: Vec<_> = hits.iter().map(|hit| Lang::En.word(*hit)).collect();
            format!("{} on {on}: {}", shown(register), hits.join(", "))
        }
        Evidence::Need { expected_on: Some(on), .. } => format!("open need, expected {on}"),
        Evidence::Need { expected_on: None, .. } => "open need".to_owned(),
        Evidence::NoNearNeed { needs: 0 } => "no needs recorded".to_owned(),
        Evidence::NoNearNeed { needs } => {
            format!("{} recorded, none both open and near-term", counted(*needs, "need", "needs"))
        }
        Evidence::Contacts { contacts, required } => {
            let contacts = counted(*contacts, "two-way contact", "two-way contacts");
            format!("{contacts}; with {required} or more a client is not a stranger")
        }
        Evidence::Contact { on, .. } => format!("two-way contact on {on}"),
        Evidence::Complaints { complaints, required } => {
            let noun = counted(*complaints, "complaint", "complaints");
            format!("{noun} closed as unjustified; {required} or more make the condition hold")
        }
        Evidence::Complaint { received_on, .. } => {
            format!("unjustified complaint received {received_on}")
        }
        Evidence::Margin { margin, limit, projects } => format!(
            "margin {}, weighted over {}; below {} is low",
            percent(margin),
            counted(*projects, "project", "projects"),
            percent(&limit.exact())
        ),
        Evidence::MarginOf { margin, contract_value_yuan, .. } => {
            format!(
                "contract value {}, margin {}",
                yuan(i128::from(*contract_value_yuan)),
                percent(&margin.exact())
            )
        }
        Evidence::FollowsFrom { fact } => {
            format!("follows from {} {}", fact.key(), Lang::En.word(*fact))
        }
    }
}

pub fn conflict(precedence: Precedence) -> String {
    let rule = match precedence {
        Precedence::C => "C wins",
        Precedence::A => "A wins",
        Precedence::Review => "provisionally B, to be reviewed",
    };
    format!("the conditions of both A and C hold: {rule} (default)")
}

pub fn lift(to: Grade, obstacles: &[(Predicate, Ternary, Ternary)]) -> String {
    let steps: Vec<_> = obstacles
        .iter()
        .map(|(predicate, is, wanted)| {
            let what = format!("{} {}", predicate.key(), Lang::En.word(*predicate));
            format!("{what} from {} to {}", Lang::En.word(*is), Lang::En.word(*wanted))
        })
        .collect();
    format!("to reach (or confirm) {}: {}", to.key(), steps.join("; "))
}
