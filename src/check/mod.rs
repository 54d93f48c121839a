//! `check`: what is wrong with the records, beyond what loading says. Each rule sits in its own
//! file under `rule/`. Rules speak of records only: what people have yet to do (a visit overdue, a
//! late return, a fact gone stale, an override that has run out) is never a finding.

mod context;
mod dated;
mod key;
mod links;
mod order;
mod ratchet;
mod referrers;
mod rule;
mod sink;
mod suggest;
pub mod tamper;
mod waive;

pub use ratchet::{Earlier, mark};
pub use referrers::{Reference, ReferredTo, references_to};
pub use rule::arrival::check as arrivals;
pub use rule::events::possible as possible_events;

use crate::archive::files::Files;
use crate::archive::load::Loaded;
use crate::diag::Finding;
use crate::domain::book::{self, Shelf};
use crate::domain::id::{BranchId, Unit};
use crate::domain::period::{Half, Month, Period};
use crate::domain::record::issued::Issue;
use crate::domain::time::Date;
use context::{ARCHIVE, Context, POLICY, Subject};
use rayon::prelude::*;
use rule::{
    access, before_opening, before_period, client, complaint, contacts, credit_code, dates,
    documents, duplicates, merge, people, policy, references, review, spot_check, survey, visit,
};
use sink::Sink;

/// A rule about one record. It sees the whole archive and writes what it finds.
type Rule<T> = fn(&Context<'_>, &Subject<'_, T>, &mut Sink<'_>);

/// Loading's findings and the rules', one for each root cause, waivers applied, sorted by path,
/// position and code.
pub fn check(files: &Files, loaded: &Loaded, today: Date) -> Vec<Finding> {
    check_with(files, loaded, today, Vec::new())
}

/// The same with findings that others made, of what no record tells: arrivals.
pub fn check_with(files: &Files, loaded: &Loaded, today: Date, more: Vec<Finding>) -> Vec<Finding> {
    let mut findings = loaded.findings.clone();
    findings.extend(more);
    if let Some(book) = &loaded.book {
        let context = Context::new(files, loaded, book, today);
        let mut found = records(&context);
        found.extend(archive(&context));
        suggest::fill(&context, &mut found);
        findings.extend(found);
        waive::apply(&context, &mut findings);
    }
    order::sort(files, findings)
}

/// Only the findings in the given files and folders (paths inside the archive, with forward
/// slashes; an empty path or `.` is the whole archive).
pub fn only(findings: Vec<Finding>, paths: &[String]) -> Vec<Finding> {
    let wanted = |finding: &Finding| paths.iter().any(|path| is_in(&finding.place.path, path));
    findings.into_iter().filter(wanted).collect()
}

fn is_in(file: &str, path: &str) -> bool {
    let path = path.trim_start_matches("./").trim_end_matches('/');
    if path.is_empty() || path == "." {
        return true;
    }
    file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The rules about single records, in parallel over the records of each kind.
fn records(context: &Context<'_>) -> Vec<Finding> {
    let shelves = &context.book.records;
    let mut found = Vec::new();
    macro_rules! shelf {
        ($name:ident: $($rule:expr),*) => {
            found.extend(sweep(context, &shelves.$name, &[
                references::check, dates::check, documents::check, $($rule),*
            ]));
        };
    }
    shelf!(clients: client::check, credit_code::check, merge::check);
    shelf!(contacts: contacts::check);
    shelf!(projects:);
    shelf!(complaints: complaint::check, before_opening::complaint, references::project_owner);
    shelf!(visits: visit::check, before_opening::visit);
    shelf!(surveys: survey::check, before_opening::survey, references::project_owner);
    shelf!(analyses: review::analysis, before_opening::analysis, before_period::analysis,
        references::project_owner);
    shelf!(activities: review::activity, before_opening::activity);
    shelf!(market: before_opening::market);
    shelf!(spot_checks: spot_check::check, before_period::spot_check);
    shelf!(access: access::check);
    found.extend(unshelved(context));
    found
}

fn sweep<T: Sync>(context: &Context<'_>, shelf: &Shelf<T>, rules: &[Rule<T>]) -> Vec<Finding> {
    let look = |entry| look_at(context, &Subject::of(entry), rules);
    shelf.as_slice().par_iter().flat_map_iter(look).collect()
}

fn look_at<T>(context: &Context<'_>, subject: &Subject<'_, T>, rules: &[Rule<T>]) -> Vec<Finding> {
    let mut sink = Sink::new(subject.path);
    for rule in rules {
        rule(context, subject, &mut sink);
    }
    sink.findings
}

/// Records that are named by a person, a branch or a period. There are few of them.
fn unshelved(context: &Context<'_>) -> Vec<Finding> {
    let shelves = &context.book.records;
    let mut found = Vec::new();
    macro_rules! each {
        ($records:expr, $place:expr, [$($rule:expr),*]) => {
            for (name, record) in $records {
                let (path, unit): (String, Unit) = $place(name);
                let subject = Subject { path: &path, id: None, unit: &unit, record };
                found.extend(look_at(context, &subject, &[$($rule),*]));
            }
        };
    }
    let home = |branch: &BranchId| Unit::Branch(branch.clone());
    each!(
        &shelves.people,
        |id| (book::person_path(id), Unit::Hq),
        [references::check, dates::check, documents::check, people::check]
    );
    each!(
        &shelves.branches,
        |id| (book::branch_path(id), home(id)),
        [references::check, dates::check, documents::check]
    );
    each!(
        &shelves.returns,
        |(id, month): &(BranchId, Month)| { (book::return_path(id, *month), home(id)) },
        [
            references::check,
            dates::check,
            documents::check,
            before_opening::monthly_return,
            before_period::monthly_return
        ]
    );
    each!(
        &shelves.summaries,
        |(id, half): &(BranchId, Half)| { (book::summary_path(id, *half), home(id)) },
        [
            references::check,
            dates::check,
            documents::check,
            before_opening::summary,
            before_period::summary
        ]
    );
    each!(
        &shelves.notices,
        |(id, half): &(BranchId, Half)| { (book::notice_path(id, *half), home(id)) },
        [references::check, dates::check, documents::check, before_period::notice]
    );
    each!(
        &shelves.rankings,
        |issue: &Issue<Period>| (book::ranking_path(issue), Unit::Hq),
        [references::check, dates::check]
    );
    each!(
        &shelves.assessments,
        |issue: &Issue<Half>| (book::assessment_path(issue), Unit::Hq),
        [references::check, dates::check]
    );
    found
}

/// The rules about the archive as a whole.
fn archive(context: &Context<'_>) -> Vec<Finding> {
    let policy = Subject { path: POLICY, id: None, unit: &Unit::Hq, record: &context.book.policy };
    let mut found = policy::check(context);
    let archive = &context.book.archive;
    let archive = Subject { path: ARCHIVE, id: None, unit: &Unit::Hq, record: archive };
    found.extend(look_at(context, &archive, &[dates::check, documents::check]));
    found.extend(look_at(context, &policy, &[references::check]));
    found.extend(people::emails(context));
    found.extend(duplicates::clients(context));
    found.extend(duplicates::analyses(context));
    found.extend(merge::cycles(context));
    found
}
