//! What the agenda says.

use super::phrase::counted;
use super::yuan;
use crate::domain::agenda::Matter;
use crate::domain::keyword::Keyword;
use crate::domain::time::Date;
use crate::text::{Lang, deadline};

pub fn title(today: Date, days: u32, items: usize, overdue: usize) -> String {
    let days = counted(days as usize, "day", "days");
    format!("Agenda as of {today}, due within {days} ({items}, of which {overdue} overdue)")
}

pub fn nothing(today: Date, days: u32) -> String {
    let days = counted(days as usize, "day", "days");
    format!("nothing is overdue, and nothing falls due within {days} of {today}")
}

pub fn matter(matter: &Matter) -> String {
    let word = Lang::En;
    match matter {
        Matter::ComplaintStep { step, severity, summary, at, is_paused } => {
            let paused = if *is_paused { ", clocks paused" } else { "" };
            let (step, severity) = (word.word(*step), word.word(*severity));
            format!("{step} by {}{paused} ({severity}: {summary})", deadline(*at))
        }
        Matter::Reply { topics, at } => {
            format!("answer the client's visit or inquiry by {}: {topics}", deadline(*at))
        }
        Matter::Commitment { text } => format!("keep the commitment to the client: {text}"),
        Matter::Promise { text, project } => format!("keep the promise: {text} ({project})"),
        Matter::Visit { level, cadence, briefing } => {
            let visit = format!("visit by {} ({})", word.word(*level), word.word(*cadence));
            if briefing.is_empty() {
                return visit;
            }
            let keys: Vec<_> = briefing.iter().map(|predicate| predicate.key()).collect();
            format!("{visit}; bad-record briefing first: {}", keys.join(", "))
        }
        Matter::VisitReport { on } => format!("report on the visit of {on}"),
        Matter::ReturnVisit { project, accepted_on } => {
            format!("return visit after completion: {project} (accepted {accepted_on})")
        }
        Matter::Appraisal { registered_on } => {
            format!("first appraisal of a stranger (registered {registered_on})")
        }
        Matter::Return { month } => format!("submit the return for {month}"),
        Matter::ProjectReport { month } => {
            format!("project departments report to the branch for {month}")
        }
        Matter::Analysis { half } => format!("submit the analysis report for {half}"),
        Matter::Survey { half, project } => format!("satisfaction survey for {half}: {project}"),
        Matter::Cause { item, score } => {
            format!("find the cause of the dissatisfied item: {} (score {score})", word.word(*item))
        }
        Matter::Improvement { item, text } => format!("improve {}: {text}", word.word(*item)),
        Matter::NextStep { need, step } => match step {
            Some(step) => format!("{step} (need: {need})"),
            None => format!("follow up the need: {need}"),
        },
        Matter::Payment { amount_yuan, project } => {
            format!("collect {}: {project}", yuan((*amount_yuan).into()))
        }
        Matter::Facts { facts } => {
            format!("check again the facts that expire or have expired: {}", names(facts))
        }
        Matter::Verification { verified_on, missing } => {
            let since = match verified_on {
                Some(on) => format!("verify the whole file (last {on})"),
                None => "verify the whole file (never verified)".to_owned(),
            };
            if missing.is_empty() {
                since
            } else {
                format!("{since}; facts to collect: {}", names(missing))
            }
        }
        Matter::Override { grade } => {
            format!(
                "override to {} ends; from the next day the computed grade applies",
                grade.key()
            )
        }
        Matter::Observation => "observation period ends: take a decision".to_owned(),
        Matter::Retention { contact } => {
            format!("retention period of the personal data of contact {contact} ends: delete them")
        }
        Matter::Summary { kind, half } => format!("submit the {} for {half}", word.word(*kind)),
        Matter::Interview { half } => {
            format!("admonitory interview about the assessment of {half}")
        }
        Matter::Recheck { half } => format!("re-check after the assessment of {half}"),
        Matter::AccessDecision { scope } => {
            format!("decide on the access request ({})", word.word(*scope))
        }
        Matter::AccessEnd { scope } => format!("access ends ({})", word.word(*scope)),
        Matter::Action { text, activity } => format!("{text} ({activity})"),
        Matter::Correction { what } => format!("correct what the spot check found: {what}"),
        Matter::CareDay { name } => format!("greet the client: {name}"),
        Matter::Festival { name } => format!("greet the clients: {name}"),
        Matter::Duty { title, .. } => title.clone(),
    }
}

fn names(facts: &[impl Keyword]) -> String {
    facts.iter().map(|fact| Lang::En.word(*fact)).collect::<Vec<_>>().join(", ")
}

/// The calendar's name.
pub const CALENDAR: &str = "kebu agenda";

/// The title of an item in a calendar; what is overdue says for how long.
pub fn summary(matter: &str, text: &str, client: &str, days_left: i64) -> String {
    let client = if client.is_empty() { String::new() } else { format!(" ({client})") };
    let late = match days_left {
        0.. => String::new(),
        -1 => "[1 day overdue] ".to_owned(),
        days => format!("[{} days overdue] ", -days),
    };
    format!("{late}{matter}: {text}{client}")
}

/// What stands below the title in a calendar.
pub fn description(due: Date, who: &str, branch: &str, command: &str) -> String {
    format!("due: {due}\nwho: {who}\nbranch: {branch}\n{command}")
}
