//! The assessment in words: the parts' formulas, why points were lost, what follows from a result.

use crate::domain::analysis::Fault;
use crate::domain::assess::Cap;
use crate::domain::assess::score::{Indicator, Loss, LossReason, Part, Term};
use crate::domain::keyword::Keyword;
use crate::domain::record::analysis::SectionName;
use crate::domain::record::notice::AssessmentResult;
use crate::domain::score::{Exact, Tenths, whole};
use crate::domain::time::{Instant, Zone};
use crate::text::{self, Lang, checked, shown};

pub const DEFAULTS: &str = "(default) the five indicators are the regulation's; points, formulas, \
                            limits, caps, adjustments and what follows a poor result are not in \
                            its surviving text, the policy says";

/// Points with two decimals, so that small losses show.
pub fn points(points: &Exact) -> String {
    let hundredths = Tenths::round(&(points * whole(10)));
    format!("{}.{:02}", hundredths.0 / 100, hundredths.0.unsigned_abs() % 100)
}

fn at(instant: Instant, zone: Zone) -> String {
    instant.with_timezone(&zone.0).format("%Y-%m-%d %H:%M").to_string()
}

fn by(deadline: Instant, zone: Zone) -> String {
    text::deadline(deadline.with_timezone(&zone.0).naive_local())
}

pub fn cap(cap: &Cap) -> String {
    match cap {
        Cap::MajorComplaint { .. } => "major complaint".to_owned(),
        Cap::MissingReturn { .. } => "missing return".to_owned(),
        Cap::WeakIndicator { indicator } => format!("weak: {}", Lang::En.word(*indicator)),
    }
}

pub fn cap_note(cap: &Cap) -> String {
    match cap {
        Cap::MajorComplaint { paths } => {
            format!(
                "not good: a major complaint was found right (default), see {}",
                paths.join(", ")
            )
        }
        Cap::MissingReturn { paths } => {
            format!(
                "not good: a return is missing or falsely nil (default), see {}",
                paths.join(", ")
            )
        }
        Cap::WeakIndicator { indicator } => format!(
            "not good: {} is below the share of its points that good needs (default)",
            Lang::En.word(*indicator)
        ),
    }
}

pub fn consequence(result: AssessmentResult, days: u32) -> String {
    match result {
        AssessmentResult::Good => {
            "good: memo to the group leaders, commendation and reward, counts in the performance \
             indicators"
                .to_owned()
        }
        AssessmentResult::Pass => format!(
            "pass: memo to the group leaders; the work summary, a section for each indicator, is \
             due {days} days after the notice"
        ),
        AssessmentResult::Poor => format!(
            "poor: the regulation's text is lost here, the default applies (default): memo, \
             criticism, interview, rectification report within {days} days, re-check after 90"
        ),
    }
}

pub fn terms(indicator: Indicator, part: Part, terms: &[Term]) -> String {
    let listed: Vec<_> =
        terms.iter().map(|t| format!("{} {}", Lang::En.word(t.name), number(&t.value))).collect();
    let rule = rule(indicator, part);
    if listed.is_empty() { rule.to_owned() } else { format!("{rule}: {}", listed.join(", ")) }
}

/// Whole numbers as they are, others with two decimals.
fn number(value: &Exact) -> String {
    if value.is_integer() { value.to_string() } else { points(value) }
}

fn rule(indicator: Indicator, part: Part) -> &'static str {
    match part {
        Part::Timeliness => "(on time + no change + half of late) / months owed",
        Part::ArchiveOrder => "required items filled × freshness, mean over clients",
        Part::Number if indicator == Indicator::Complaints => {
            "less 1 general, 3 serious, 6 major; half for partly justified"
        }
        Part::Number => "active clients / target, at most 1",
        Part::Handling => "6 for closing in time, 3 for acknowledging, 3 for acceptance",
        Part::Relation => "(improved + half of unchanged) / follow-ups",
        Part::Satisfaction => "less 2 for each item that counts; at most 12 without coverage",
        Part::Completion => "submitted in time / required",
        Part::Quality => "conforming / reports",
        Part::Match => "matching / checked fields",
        Part::Timely => "not back-dated / records; n/a without evidence from Git",
    }
}

pub fn loss(loss: &Loss, zone: Zone) -> String {
    match &loss.reason {
        LossReason::ReturnMissing { month, due_on, changes } => {
            format!("return {month} missing: due {due_on}, changes in the period: {changes}")
        }
        LossReason::ReturnLate { month, due_on, days_late } => {
            let days = if *days_late == 1 { "1 day".into() } else { format!("{days_late} days") };
            format!("return {month} late by {days} (due {due_on}): counts half")
        }
        LossReason::ReturnFalseNil { month, changes } => {
            format!("return {month} says nil, but changes in the period: {changes}")
        }
        LossReason::ItemEmpty { item } => format!("required item empty: {}", Lang::En.word(*item)),
        LossReason::VerificationStale { verified_on: Some(on), max_days } => {
            format!("verified {on}, over {max_days} days ago: counts 0.8")
        }
        LossReason::VerificationStale { verified_on: None, max_days } => {
            format!("never verified (limit {max_days} days): counts 0.8")
        }
        LossReason::TooFewClients { active, target } => {
            format!("active clients {active}, target {target}")
        }
        LossReason::ComplaintCounted { severity, finding, moment } => {
            let finding = finding.map_or("undetermined past its deadline", |f| Lang::En.word(f));
            let severity = Lang::En.word(*severity);
            format!("{severity} complaint, {finding}, counted at {}", by(*moment, zone))
        }
        LossReason::StepLate { step, deadline, done } => {
            let (step, deadline) = (Lang::En.word(*step), by(*deadline, zone));
            match done {
                Some(done) => format!("{step} late: due {deadline}, done {}", at(*done, zone)),
                None => format!("{step} late: due {deadline}, not done"),
            }
        }
        LossReason::NotAccepted { accepted: Some(_) } => {
            "the complainant did not accept the outcome".to_owned()
        }
        LossReason::NotAccepted { accepted: None } => {
            "not recorded whether the complainant accepted".to_owned()
        }
        LossReason::NotFollowedUp { deadline } => {
            format!("no follow-up, due {}", by(*deadline, zone))
        }
        LossReason::NotImproved { relationship } => {
            format!("follow-up: the relation is {}", Lang::En.word(*relationship))
        }
        LossReason::DissatisfiedItem { item, score, attribution } => format!(
            "dissatisfied with {} (score {score}): {}",
            Lang::En.word(*item),
            Lang::En.word(*attribution)
        ),
        LossReason::NotSurveyed { surveyed, projects } => format!(
            "coverage too low, {surveyed} of {projects} projects in progress: no valid form for \
             this one"
        ),
        LossReason::ReportMissing { due_on } => format!("analysis report missing (due {due_on})"),
        LossReason::ReportLate { submitted_on, due_on } => {
            format!("analysis report submitted {submitted_on}, due {due_on}")
        }
        LossReason::ReportNonconforming { faults } => {
            let listed: Vec<_> = faults.iter().map(fault).collect();
            format!("report does not conform (padded, false, empty): {}", listed.join("; "))
        }
        LossReason::FieldMismatch { field, recorded, actual } => format!(
            "spot check: {} is recorded as “{}”, really “{}”",
            checked(Lang::En, field),
            shown(recorded),
            shown(actual)
        ),
        LossReason::BackDated { main_on, arrived_on } => {
            format!("back-dated: of {main_on}, arrived {arrived_on}")
        }
    }
}

fn names(sections: &[SectionName]) -> String {
    sections.iter().map(|section| Lang::En.word(*section)).collect::<Vec<_>>().join(", ")
}

fn fault(fault: &Fault) -> String {
    let name = |section: &SectionName| Lang::En.word(*section);
    match fault {
        Fault::SectionMissing { section } => format!("no section “{}”", name(section)),
        Fault::SectionShort { section, chars, min_chars } => {
            format!("“{}” has {chars} characters, at least {min_chars}", name(section))
        }
        Fault::EvidenceMissing { section } => format!("“{}” has no evidence", name(section)),
        Fault::Ditto { section } => format!("“{}” says 同上 (ditto)", name(section)),
        Fault::PlaceholderText { section, placeholder } => {
            format!("“{}” has the placeholder “{}”", name(section), Lang::En.word(*placeholder))
        }
        Fault::SameAsBefore { path, sections } => {
            format!("{} sections as in the report before ({path})", sections.len())
        }
        Fault::Widespread { section, paths } => format!(
            "“{}” stands in {} reports of other clients ({})",
            name(section),
            paths.len(),
            paths.join(", ")
        ),
        Fault::Copied { path, sections } => {
            format!("{} as in another client's report ({path})", names(sections))
        }
        Fault::ComplaintDenied { path } => {
            format!("it says 无投诉 (no complaint), but there is one ({path})")
        }
        Fault::GradeUnexplained { suggested, computed, conclusion_chars } => {
            let suggested = suggested.map_or("none", |grade| grade.key());
            let computed = computed.key();
            format!(
                "suggested grade {suggested}, computed {computed}, and a conclusion of \
                 {conclusion_chars} characters"
            )
        }
    }
}
