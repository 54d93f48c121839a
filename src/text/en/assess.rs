//! The assessment in words: the parts' formulas, why points were lost, what follows from a result.

use super::phrase::counted;
use crate::domain::analysis::Fault;
use crate::domain::assess::Cap;
use crate::domain::assess::score::{Indicator, Loss, LossReason, Part, Term};
use crate::domain::keyword::Keyword;
use crate::domain::record::analysis::SectionName;
use crate::domain::record::notice::AssessmentResult;
use crate::domain::returns::EvidenceGrade;
use crate::domain::score::{Exact, Tenths, whole};
use crate::domain::time::{Instant, Zone};
use crate::text::{self, Lang, checked, shown};

pub const DEFAULTS: &str = "(default) The five indicators are the regulation's. Its surviving text \
                            has no points, formulas, limits, caps or adjustments, nor what \
                            follows a poor result; the policy does";

fn changes_of(number: usize) -> String {
    counted(number, "change", "changes")
}

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
        Cap::MissingReturn { .. } => "missing or false return".to_owned(),
        Cap::WeakIndicator { indicator } => format!("weak: {}", Lang::En.word(*indicator)),
    }
}

pub fn cap_note(cap: &Cap) -> String {
    match cap {
        Cap::MajorComplaint { paths } => {
            format!(
                "no better than pass: a major complaint was found justified, at least in part \
                 (default); see {}",
                paths.join(", ")
            )
        }
        Cap::MissingReturn { paths } => {
            format!(
                "no better than pass: a return is missing or falsely nil (default); see {}",
                paths.join(", ")
            )
        }
        Cap::WeakIndicator { indicator } => format!(
            "no better than pass: {} has too small a share of its points for good (default)",
            Lang::En.word(*indicator)
        ),
    }
}

pub fn consequence(result: AssessmentResult, days: u32) -> String {
    match result {
        AssessmentResult::Good => {
            "good: memo to the group leaders, commendation and reward; the result counts in the \
             performance appraisal"
                .to_owned()
        }
        AssessmentResult::Pass => format!(
            "pass: memo to the group leaders; the work summary, with a section for each indicator, \
             is due {days} days after the notice"
        ),
        AssessmentResult::Poor => format!(
            "poor (default, the regulation's text is lost here): memo to the group leaders, \
             circular of criticism, admonitory interview, rectification report within {days} days, \
             re-check after 90 days"
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
        Part::ArchiveOrder => "share of required items filled × freshness, averaged over clients",
        Part::Number if indicator == Indicator::Complaints => {
            "minus 1 per general, 3 per serious, 6 per major complaint; half if partly justified"
        }
        Part::Number => "active clients / target, at most 1",
        Part::Handling => {
            "6 for closing in time, 3 for acknowledging in time, 3 for accepted outcomes"
        }
        Part::Relation => "(improved + half of unchanged) / follow-ups due",
        Part::Satisfaction => {
            "minus 2 per dissatisfied item that counts; at most 12 if coverage is too low"
        }
        Part::Completion => "submitted in time / required",
        Part::Quality => "conforming reports / all reports",
        Part::Match => "matching / checked fields",
        Part::Timely => {
            "records not back-dated / records that arrived; n/a without evidence from Git"
        }
    }
}

pub fn loss(loss: &Loss, zone: Zone) -> String {
    match &loss.reason {
        LossReason::ReturnMissing { month, due_on, changes } => {
            format!("return {month} missing: due {due_on}, {} in the period", changes_of(*changes))
        }
        LossReason::ReturnLate { month, due_on, days_late, submitted, evidence } => {
            let when = match (submitted, evidence) {
                (Some(on), None | Some(EvidenceGrade::Declared)) => format!(", declared for {on}"),
                (Some(on), Some(by)) => format!(", arrived {on}, {}", Lang::En.word(*by)),
                (None, _) => String::new(),
            };
            format!(
                "return {month} {} late (due {due_on}{when}): counts half",
                counted(*days_late as usize, "day", "days")
            )
        }
        LossReason::ReturnFalseNil { month, changes } => {
            format!("return {month} says nothing changed, but there were {}", changes_of(*changes))
        }
        LossReason::ItemEmpty { item } => format!("required item empty: {}", Lang::En.word(*item)),
        LossReason::VerificationStale { verified_on: Some(on), max_days } => {
            format!("verified on {on}, more than {max_days} days ago: counts 0.8")
        }
        LossReason::VerificationStale { verified_on: None, max_days } => {
            format!("never verified (limit {max_days} days): counts 0.8")
        }
        LossReason::TooFewClients { active, target } => {
            format!("active clients {active}, target {target}")
        }
        LossReason::ComplaintCounted { severity, finding, moment } => {
            let finding = finding.map_or("no finding by the deadline", |f| Lang::En.word(f));
            let severity = Lang::En.word(*severity);
            format!("{severity} complaint, {finding}, counted as of {}", by(*moment, zone))
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
            "no record of whether the complainant accepted the outcome".to_owned()
        }
        LossReason::NotFollowedUp { deadline } => {
            format!("no follow-up, due {}", by(*deadline, zone))
        }
        LossReason::NotImproved { relationship } => {
            format!("follow-up: relation {}", Lang::En.word(*relationship))
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
            "spot check: {} is recorded as “{}”, actually “{}”",
            checked(Lang::En, field),
            shown(recorded),
            shown(actual)
        ),
        LossReason::BackDated { main_on, arrived_on } => {
            format!("back-dated: dated {main_on}, arrived {arrived_on}")
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
            format!("“{}” has {chars} characters, fewer than {min_chars}", name(section))
        }
        Fault::EvidenceMissing { section } => format!("“{}” has no evidence", name(section)),
        Fault::Ditto { section } => format!("“{}” says 同上 (ditto)", name(section)),
        Fault::PlaceholderText { section, placeholder } => {
            format!("“{}” has the placeholder {}", name(section), Lang::En.word(*placeholder))
        }
        Fault::SameAsBefore { path, sections } => {
            format!("{} sections are the same as in the previous report ({path})", sections.len())
        }
        Fault::Widespread { section, paths } => format!(
            "“{}” is the same in {} reports on other clients ({})",
            name(section),
            paths.len(),
            paths.join(", ")
        ),
        Fault::Copied { path, sections } => {
            format!("{}: the same as in another client's report ({path})", names(sections))
        }
        Fault::ComplaintDenied { path } => {
            format!("it says 无投诉 (no complaints), but there is one ({path})")
        }
        Fault::GradeUnexplained { suggested, computed, conclusion_chars } => {
            let suggested = suggested.map_or("none", |grade| grade.key());
            let computed = computed.key();
            format!(
                "suggested grade {suggested}, computed {computed}, and a conclusion of only \
                 {conclusion_chars} characters does not explain why"
            )
        }
    }
}
