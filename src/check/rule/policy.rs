//! Settings of the policy that contradict each other, keys that occur twice, and tiers that no
//! client can have. References and waivers are looked at elsewhere.

use crate::check::context::{Context, POLICY};
use crate::check::key::Key::Of;
use crate::check::sink::Sink;
use crate::check::suggest;
use crate::diag::problem::PolicyClash;
use crate::diag::{Finding, Problem};
use crate::domain::keyword::Keyword;
use crate::domain::policy::{Limits, Policy};
use crate::domain::record::client::Tier;
use crate::domain::record::complaint::Severity;
use std::collections::BTreeMap;

pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let policy = &context.book.policy;
    let mut sink = Sink::new(POLICY);
    if !context.has_policy() {
        return sink.findings;
    }
    orders(policy, &mut sink);
    weights(policy, &mut sink);
    let mut seen = BTreeMap::new();
    for (index, duty) in policy.duties.iter().enumerate() {
        if let Some(first) = seen.get(&duty.key) {
            let related = sink.place(Of("duties", *first, "key"));
            let problem = Problem::DutyDuplicate { key: duty.key.clone() };
            sink.at_with(Of("duties", index, "key"), problem, related);
        } else {
            seen.insert(&duty.key, index);
        }
    }
    for tier in policy.tier.keys().filter(|tier| tier.parse::<Tier>().is_err()) {
        let allowed: Vec<String> = Tier::ALL.iter().map(|tier| tier.key().to_owned()).collect();
        let near = suggest::nearest(tier, allowed.iter().map(String::as_str));
        let (key, found) = ("tier".to_owned(), tier.clone());
        let place = crate::diag::Place::key(POLICY, format!("tier.{tier}"));
        let problem = Problem::ValueNotListed { key, found, allowed, near };
        sink.findings.push(Finding::new(place, problem));
    }
    sink.findings
}

/// Pairs of which the first must not be above the second (for the results: must be below it).
fn orders(policy: &Policy, sink: &mut Sink<'_>) {
    let credit = &policy.credit;
    let mut order = |low: (&'static str, String), high: (&'static str, String), holds: bool| {
        if !holds {
            let related = sink.place(high.0);
            let key = low.0;
            let clash = PolicyClash::Order { low, high };
            sink.at_with(key, Problem::PolicyInconsistent { clash }, related);
        }
    };
    let (pass, good) = (policy.assessment.pass, policy.assessment.good);
    order(
        ("assessment.pass", pass.to_string()),
        ("assessment.good", good.to_string()),
        pass < good,
    );
    order(
        ("credit.good_share", credit.good_share.to_string()),
        ("credit.poor_share", credit.poor_share.to_string()),
        credit.good_share <= credit.poor_share,
    );
    order(
        ("credit.good_days", credit.good_days.to_string()),
        ("credit.poor_days", credit.poor_days.to_string()),
        credit.good_days <= credit.poor_days,
    );
    for (severity, decide, close) in [
        (Severity::General, "complaint.general.decide_days", "complaint.general.close_days"),
        (Severity::Serious, "complaint.serious.decide_days", "complaint.serious.close_days"),
        (Severity::Major, "complaint.major.decide_days", "complaint.major.close_days"),
    ] {
        let Limits { decide_days, close_days, .. } = policy.complaint.limits(severity);
        let low = (decide, decide_days.to_string());
        order(low, (close, close_days.to_string()), decide_days <= close_days);
    }
}

/// A form's value is a mean weighted over its dimensions: without any weight there is none.
fn weights(policy: &Policy, sink: &mut Sink<'_>) {
    let weights = &policy.survey.weights;
    let all = [
        weights.client_service,
        weights.works_quality,
        weights.service_quality,
        weights.after_completion,
    ];
    if all.iter().all(|weight| weight.value() <= 0.0) {
        let clash = PolicyClash::NoWeight;
        sink.at("survey.weights", Problem::PolicyInconsistent { clash });
    }
}
