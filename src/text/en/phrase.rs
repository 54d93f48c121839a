//! What tables say in words.

use super::{agenda, assess, grade, issue, notice, submit, what_if, work};
use crate::domain::keyword::Keyword;
use crate::domain::record::client::Status;
use crate::report::phrase::Phrase;
use crate::text::{Lang, deadline, shown};

/// `1 client`, `2 clients`.
pub fn counted(number: usize, singular: &str, plural: &str) -> String {
    format!("{number} {}", if number == 1 { singular } else { plural })
}

pub fn phrase(phrase: &Phrase) -> String {
    match phrase {
        Phrase::Yes => "yes".to_owned(),
        Phrase::No => "no".to_owned(),
        Phrase::Redacted => "(redacted)".to_owned(),

        Phrase::WouldChange { records } => {
            format!("{} would change", counted(*records, "record", "records"))
        }
        Phrase::WriteThem => "write them? [y/N]".to_owned(),
        Phrase::Record(phrase) => super::record_phrase::phrase(phrase),

        Phrase::GradesAsOf { as_of, clients } => {
            format!("Client grades as of {as_of} ({})", counted(*clients, "client", "clients"))
        }
        Phrase::GradeCounts { a, b, c, provisional } => {
            format!("A: {a}, B: {b}, C: {c}; of these provisional: {provisional}")
        }
        Phrase::GradeDefaults => grade::DEFAULTS.to_owned(),
        Phrase::Conflict => "conditions of both A and C hold".to_owned(),
        Phrase::GradeExplained { id, name, grade, state, as_of } => {
            let state = Lang::En.word(*state);
            format!("{name} ({id}): grade {}, {state} (as of {as_of})", grade.key())
        }
        Phrase::Predicate(predicate) => {
            format!("{} {}", predicate.key(), Lang::En.word(*predicate))
        }
        Phrase::FactIs { fact, value } => {
            format!("{} {}: {}", fact.key(), Lang::En.word(*fact), grade::value(*value))
        }
        Phrase::Evidence { evidence, by } => grade::evidence(evidence, by),
        Phrase::ConflictNote { precedence } => grade::conflict(*precedence),
        Phrase::OverrideNote { grade, computed, from, until, reason, approved_by, place } => {
            let place = place.as_ref().map_or_else(String::new, |place| format!(", see {place}"));
            format!(
                "overridden to {} (computed {}) from {from} to {until}, approved by {approved_by}, \
                 reason: {reason}{place}",
                grade.key(),
                computed.key()
            )
        }
        Phrase::MissingFacts { facts } => {
            let names: Vec<_> = facts.iter().map(|fact| Lang::En.word(*fact)).collect();
            format!("facts to collect: {}", names.join(", "))
        }
        Phrase::CellNote { cell, scale_yuan, months } => {
            let cell = Lang::En.word(*cell);
            let scale = super::yuan(*scale_yuan);
            format!("scale–profit: {cell} ({scale} signed in the last {months} months) (default)")
        }
        Phrase::LiftNote { to, obstacles } => grade::lift(*to, obstacles),
        Phrase::NoLift => "grade A, confirmed".to_owned(),

        Phrase::ClientList { clients, today } => {
            format!("Clients as of {today} ({clients})")
        }
        Phrase::ClientFile { id, name } => format!("Client file: {name} ({id})"),
        Phrase::GradeOf { today } => format!("Grade as of {today}"),
        Phrase::NotGraded { status: Status::Active } => {
            "registered after the as-of date: not graded".to_owned()
        }
        Phrase::NotGraded { status } => format!("{}: not graded", Lang::En.word(*status)),
        Phrase::ContactsOf { people } => {
            format!("Contacts ({})", counted(*people, "person", "people"))
        }
        Phrase::LinkedRecords { records } => {
            format!("Linked records ({records}, newest first)")
        }

        Phrase::RankingOf { period, as_of } => {
            format!("Ranking by client grades, {period} (as of {as_of})")
        }
        Phrase::RankingTotals { a, b, c, clients } => {
            let clients = counted(*clients as usize, "client", "clients");
            format!("Group total: A {a}, B {b}, C {c}; {clients}")
        }
        Phrase::Trend(phrase) => super::trend::phrase(phrase),
        Phrase::RankingOrder => {
            "Order (default): most A, then the highest share of A, most B, fewest C; having many C \
             clients is no failing in itself, see the reasons"
                .to_owned()
        }
        Phrase::InProgress { as_of } => {
            format!("The period is not over: computed as of {as_of}, not final")
        }
        Phrase::ReturnsOf { period, today } => format!("Returns, {period} (as of {today})"),
        Phrase::ReturnsDeclared => {
            "By the dates declared in the records, without evidence from Git; due by 24:00 on the \
             cut-off day"
                .to_owned()
        }
        Phrase::ArrivalsUnchecked { why } => {
            format!("the arrival of returns was not checked: {why}")
        }
        Phrase::ReturnEvidence { a, b, c } => format!(
            "Evidence: server receipt (A) {a}, observation (B) {b}, self-declared commit date (C) \
             {c}; due by 24:00 on the cut-off day"
        ),
        Phrase::ReturnCounts { months, on_time, late, missing, false_nil } => format!(
            "{} owed: {on_time} on time or without change, {late} late, {missing} missing, \
             {false_nil} false nil",
            counted(*months, "return", "returns")
        ),

        Phrase::AssessmentOf { half, as_of } => {
            format!("Assessment of client maintenance, {half} (as of {as_of}, 100 points)")
        }
        Phrase::AssessmentDefaults => assess::DEFAULTS.to_owned(),
        Phrase::PointsOf { points: Some(points), of } => format!("{points}/{of}"),
        Phrase::PointsOf { points: None, .. } => "n/a".to_owned(),
        Phrase::Cap(cap) => assess::cap(cap),
        Phrase::CapNote(cap) => assess::cap_note(cap),
        Phrase::VetoShort => "veto".to_owned(),
        Phrase::VetoNote { place } => {
            format!(
                "veto: a spot check confirmed falsification, the result is poor (default); \
                     {place}"
            )
        }
        Phrase::BranchAssessment { name, half, total, result } => {
            let result = result.map_or("n/a", |result| Lang::En.word(result));
            match total {
                Some(total) => format!("{name}, {half}: {total} points, {result}"),
                None => format!("{name}, {half}: n/a"),
            }
        }
        Phrase::NotAssessed => {
            "not assessed: no active client, or nothing that could be assessed".to_owned()
        }
        Phrase::Adjusted { points, reason } => {
            format!("adjustment by headquarters {points}: {reason} (default)")
        }
        Phrase::Consequence { result, days } => assess::consequence(*result, *days),
        Phrase::Terms { indicator, part, terms } => assess::terms(*indicator, *part, terms),
        Phrase::PointsLost { name, losses: 0 } => format!("{name}: no points lost"),
        Phrase::PointsLost { name, losses } => {
            format!("{name}, points lost ({})", counted(*losses, "entry", "entries"))
        }
        Phrase::LostPoints(points) => assess::points(points),
        Phrase::Loss { loss, zone } => assess::loss(loss, *zone),

        Phrase::ComplaintList { complaints, today } => {
            format!("Complaints as of {today} ({complaints})")
        }
        Phrase::ComplaintFile { id, client } => format!("Complaint {id}: {client}"),
        Phrase::ComplaintClocks => "Deadlines (default)".to_owned(),
        Phrase::ComplaintEvents { events } => format!("Events ({events})"),
        Phrase::NextStep { step, is_passed } => {
            let step = Lang::En.word(*step);
            if *is_passed { format!("{step} (overdue)") } else { step.to_owned() }
        }
        Phrase::AppealToDecide => "next: the decision on the appeal, no deadline is set".to_owned(),
        Phrase::NothingDue => "nothing is due".to_owned(),
        Phrase::NextDue { step, at, is_passed } => {
            let (step, at) = (Lang::En.word(*step), deadline(*at));
            let passed = if *is_passed { ", overdue" } else { "" };
            format!("next: {step}, due {at}{passed}")
        }
        Phrase::StateIs { state, paused } => {
            let paused = if *paused { ", clocks paused" } else { "" };
            format!("state: {}{paused}", Lang::En.word(*state))
        }
        Phrase::VisitsDue { visits, today } => format!("Visits due as of {today} ({visits})"),
        Phrase::VisitExecution { met, due } => format!(
            "Due so far in the current periods: {due}, made: {met}. Levels and cadences follow \
             visit.lines of the policy (default)"
        ),
        Phrase::Briefing { predicates } => {
            let named: Vec<_> = predicates
                .iter()
                .map(|predicate| format!("{} {}", predicate.key(), Lang::En.word(*predicate)))
                .collect();
            let named = named.join(", ");
            format!("Bad-record briefing: {named}. Read the records in the file before any contact")
        }

        Phrase::History(phrase) => super::history::phrase(phrase),
        Phrase::Submit(saying) => submit::saying(saying),
        Phrase::Issue(saying) => issue::saying(saying),
        Phrase::WhatIf(saying) => what_if::saying(saying),
        Phrase::Notice(saying) => notice::saying(saying),
        Phrase::MergeConflicts { path, keys } => {
            format!(
                "{path}: both sides changed {}; choose at the conflict markers in the file",
                keys.join(", ")
            )
        }
        Phrase::MergeInstalled { repositories, attributes } => {
            let noun = if *repositories == 1 { "repository" } else { "repositories" };
            let written = match attributes.as_slice() {
                [] => String::new(),
                paths => format!("; wrote {}: commit it", paths.join(", ")),
            };
            format!("records are now merged key by key in {repositories} {noun}{written}")
        }
        Phrase::BriefingLine { predicate, phrase: said } => {
            format!("  {}: {}", predicate.key(), Lang::En.phrase(said))
        }
        Phrase::VisitPlan { lines, today } => {
            format!("Visit plan for the periods that include {today} ({lines})")
        }
        Phrase::RecordFile { kind, name } => {
            format!("{} {name}", work::capital(Lang::En.word(*kind)))
        }
        Phrase::RecordList { kind, records } => {
            format!("{} ({records})", work::capital(Lang::En.word(*kind)))
        }
        Phrase::SurveyForm { phase, client, project } => {
            work::survey_title(*phase, client, project)
        }
        Phrase::SurveyHead => work::SURVEY_HEAD.to_owned(),
        Phrase::SurveyScores => "Scores of the dimensions".to_owned(),
        Phrase::SurveyDimension(dimension) => work::capital(Lang::En.word(*dimension)),
        Phrase::SurveyOpinion => work::SURVEY_OPINION.to_owned(),
        Phrase::SurveyHow => work::SURVEY_HOW.to_owned(),
        Phrase::SurveyScore { answered, asked, score, is_valid, dissatisfied } => {
            work::survey_score(*answered, *asked, *score, *is_valid, *dissatisfied)
        }
        Phrase::Sample { clients, branches, seed } => {
            let clients = counted(*clients, "client", "clients");
            let branches = counted(*branches, "branch", "branches");
            format!("Sample for spot checks: {clients} from {branches}, seed {seed}")
        }
        Phrase::SampleAgain { command } => format!("to draw the same sample again: `{command}`"),

        Phrase::AgendaOf { today, days, items, overdue } => {
            agenda::title(*today, *days, *items, *overdue)
        }
        Phrase::NothingToDo { today, days } => agenda::nothing(*today, *days),
        Phrase::Matter(matter) => agenda::matter(matter),

        Phrase::Schemas => "Schemas of the records (JSON Schema draft-07)".to_owned(),
        Phrase::SchemasWritten { written: 0 } => "schemas/ is up to date".to_owned(),
        Phrase::SchemasWritten { written } => {
            format!("{} written into schemas/", counted(*written, "schema", "schemas"))
        }
        Phrase::PolicyInForce { changed } => {
            let keys = counted(*changed, "key", "keys");
            format!("Policy in force (policy.toml sets {keys}, the rest are defaults)")
        }
        Phrase::PolicySource => {
            "The regulation fixes only the 25th, the week for the summary after a pass, and the \
             half-year; everything else is a default that policy.toml can change"
                .to_owned()
        }
        Phrase::ArchiveMade { folder, files, named } => {
            let name = if *named {
                ""
            } else {
                "\nthe group is called \"Our Group\" for now: change it in archive.toml"
            };
            format!(
                "made an empty archive in `{}`, {files} files{name}\n\
                 next: `git init` to keep its history, `kebu check` to check it, `kebu --help` for \
                 every command",
                shown(folder)
            )
        }
        Phrase::PipelineMade { path } => {
            format!("the pipeline is `{path}`; its first lines say which variable to set")
        }
        Phrase::Undone { command, at, files, was_undo } => {
            let done = if *was_undo { "redone" } else { "undone" };
            format!(
                "{done}: `{}` ({}), {files} file{}; run `kebu undo` once more to take this back",
                shown(command),
                shown(at),
                if *files == 1 { "" } else { "s" }
            )
        }
        Phrase::WouldUndo { command, at, files, was_undo } => {
            let would = if *was_undo { "would redo" } else { "would undo" };
            format!(
                "{would}: `{}` ({}), {files} file{}; nothing was written",
                shown(command),
                shown(at),
                if *files == 1 { "" } else { "s" }
            )
        }
        Phrase::CannotUndo { command, at, paths } => format!(
            "`{}` ({}) cannot be undone, because these have changed since: {}",
            shown(command),
            shown(at),
            shown(&paths.join(", "))
        ),
        Phrase::LeftAsIs { paths } => {
            format!("changed since, left as they are: {}", shown(&paths.join(", ")))
        }
        Phrase::Finished { command } => {
            format!("`{}` had stopped half-way and is finished now", shown(command))
        }
        Phrase::Formatted { changed, records, unreadable } => {
            format!("{changed} of {records} records formatted{}", left_unread(*unreadable))
        }
        Phrase::WouldFormat { changed, records, unreadable } => {
            format!("{changed} of {records} records to be formatted{}", left_unread(*unreadable))
        }
        Phrase::PolicyWritten => "policy.toml written, every default commented out".to_owned(),
        Phrase::Topics => "Checks, indicators and predicates that can be explained".to_owned(),
    }
}

/// Records that cannot be read stay as they are.
fn left_unread(count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!("; {count} cannot be read and stay as they are"),
    }
}
