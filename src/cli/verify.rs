//! `kebu verify`: what was issued for a period is computed again at its commits and compared byte
//! for byte (docs/issuing.md).

use super::context::{Context, Opened, Stop};
use super::env::Exit;
use super::issue::{issued, subjects};
use super::output::WORDS;
use crate::app::issue::{Frozen, TOOL};
use crate::app::verify::{compute, differences};
use crate::archive::files::Files;
use crate::archive::load::{Depth, load};
use crate::diag::Refusal;
use crate::diag::issue::IssueRefusal;
use crate::domain::book::Book;
use crate::domain::period::Period;
use crate::git::{At, Git, Repositories, State, Unreached};
use crate::report::issue::Reason;
use crate::report::verification::{Verification, json, sheets};
use std::mem::ManuallyDrop;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "PERIOD")]
    pub period: String,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let opened = context.open()?;
    let bad = || Refusal::BadPeriod { given: args.period.clone() };
    let period: Period = args.period.parse().map_err(|_| bad())?;
    let head = context.head(&opened)?;
    let mut all = Vec::new();
    for subject in subjects(period) {
        for (number, record) in issued(&opened.book, subject) {
            let frozen = Frozen::read(subject, number, record);
            all.push(context.verify(&opened, &head, frozen)?);
        }
    }
    if all.is_empty() {
        let near = periods(&opened.book);
        let period = period.to_string();
        return Err(Refusal::from(IssueRefusal::NothingIssued { period, near }).into());
    }
    let name = period.to_string();
    if context.wants_json()? {
        context.print_json(&json(&name, &all, WORDS))?;
    } else {
        context.print_sheets(&sheets(&opened.book, &name, &all))?;
    }
    Ok(if all.iter().all(Verification::is_equal) { Exit::Done } else { Exit::Negative })
}

/// The periods for which something was issued.
fn periods(book: &Book) -> Vec<String> {
    let rankings = book.records.rankings.keys().map(|issue| issue.period.to_string());
    let assessments = book.records.assessments.keys().map(|issue| issue.period.to_string());
    let mut periods: Vec<String> = rankings.chain(assessments).collect();
    periods.sort();
    periods.dedup();
    periods
}

/// The archive as an issued result saw it.
pub struct Then {
    pub state: State,
    pub files: ManuallyDrop<Files>,
    pub book: ManuallyDrop<Book>,
}

impl Context<'_, '_, '_> {
    /// What is read, or checked out: in whose history issued results have to be.
    pub(super) fn head(&self, opened: &Opened) -> Result<State, Stop> {
        if let Some(state) = &opened.state {
            return Ok(state.clone());
        }
        let root = self.folder()?;
        let folder = root.display().to_string();
        match Repositories::of_folder(Git::new(&self.env.vars), &root)? {
            Some(repositories) => Ok(repositories.state(&At::Head)?),
            None => Err(Refusal::from(IssueRefusal::NoRepository { folder }).into()),
        }
    }

    /// The archive at the commits of an issued result, or why it cannot be had.
    pub(super) fn then(&self, head: &State, frozen: &Frozen) -> Result<Result<Then, Reason>, Stop> {
        let state = match head.repositories().recorded(&frozen.commits)? {
            Ok(state) => state,
            Err(Unreached::NoRepository { path }) => {
                return Ok(Err(Reason::NoRepository { path }));
            }
            Err(Unreached::NoCommit { path, commit }) => {
                return Ok(Err(Reason::NoCommit { path, commit }));
            }
        };
        let files = state.files()?;
        let loaded = load(&files, Depth::Records);
        let errors = loaded.findings.len();
        match loaded.book {
            Some(book) if !loaded.incomplete => {
                let (files, book) = (ManuallyDrop::new(files), ManuallyDrop::new(book));
                Ok(Ok(Then { state, files, book }))
            }
            _ => Ok(Err(Reason::Unreadable { errors })),
        }
    }

    fn verify(&self, opened: &Opened, head: &State, frozen: Frozen) -> Result<Verification, Stop> {
        let path = frozen.path();
        let mut reasons = Vec::new();
        let mut found = Vec::new();
        if !frozen.is_in(&opened.files) {
            reasons.push(Reason::NotAsWritten);
        }
        let committed = head.text(&path)?;
        if committed.as_deref().is_some_and(|text| opened.files.text(&path) != Some(text)) {
            reasons.push(Reason::EditedHere);
        }
        let commits = head.edits(&path)?;
        if !commits.is_empty() {
            reasons.push(Reason::Edited { commits });
        }
        match self.then(head, &frozen)? {
            Err(reason) => reasons.push(reason),
            Ok(then) => {
                if let Some((path, commit)) = head.not_behind(&then.state)? {
                    reasons.push(Reason::NotInHistory { path, commit });
                }
                let evidence = self.evidence_of(&then.book, Some(&then.state))?;
                let computed = compute(frozen.subject, &then.book, &evidence);
                let again = frozen.again(&then.files, &computed);
                if again.policy_sha256 != frozen.policy_sha256 {
                    let recorded = frozen.policy_sha256.clone();
                    reasons.push(Reason::PolicyDiffers { recorded, found: again.policy_sha256 });
                }
                if again.as_of != frozen.as_of {
                    let (recorded, found) = (frozen.as_of, again.as_of);
                    reasons.push(Reason::AsOfDiffers { recorded, found });
                }
                if again.result != frozen.result {
                    match differences(&frozen.result, &computed.result) {
                        Some(differences) => found = differences,
                        None => reasons.push(Reason::NotJson),
                    }
                    // The same figures, written otherwise, are not the same bytes either.
                    if found.is_empty() && reasons.is_empty() {
                        reasons.push(Reason::NotAsWritten);
                    }
                    if frozen.tool != TOOL {
                        let recorded = frozen.tool.clone();
                        reasons.push(Reason::OtherTool { recorded, now: TOOL });
                    }
                }
            }
        }
        Ok(Verification {
            kind: frozen.subject.kind(),
            period: frozen.subject.period().to_string(),
            restatement: frozen.restatement,
            path,
            issued_on: frozen.issued_on,
            as_of: frozen.as_of,
            tool: frozen.tool,
            commits: frozen.commits,
            is_committed: committed.is_some(),
            reasons,
            differences: found,
        })
    }
}
