//! `kebu verify`: what was issued for a period is computed again at its commits and compared byte
//! for byte (docs/issuing.md).

use super::context::{Context, Opened, Stop};
use super::env::Exit;
use super::issue::{issued, subjects};
use super::output::WORDS;
use super::then::Then;
use crate::app::issue::{Frozen, Subject, TOOL};
use crate::app::verify::{Computed, compute, differences};
use crate::archive::files::Files;
use crate::archive::load::{Depth, load};
use crate::diag::Refusal;
use crate::diag::issue::IssueRefusal;
use crate::domain::book::Book;
use crate::domain::period::Period;
use crate::domain::returns::Evidence;
use crate::git::{At, Git, Repositories, State, Unreached};
use crate::report::issue::Reason;
use crate::report::verification::{Difference, Verification, json, sheets};

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
        for case in context.cases(&opened, &head, subject)? {
            all.push(context.verify(&opened, &head, case)?.verification);
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

/// A result that was issued, and what became of its file.
pub(super) struct Case {
    pub frozen: Frozen,
    /// The commits that took it away; none of them where it went from the disk alone.
    taken_away: Option<Vec<String>>,
    /// The commits that edited it.
    edits: Vec<String>,
}

/// An issued result that was verified.
pub(super) struct Checked {
    pub verification: Verification,
    /// What was computed again, where it could be.
    pub again: Option<Again>,
}

pub(super) struct Again {
    pub then: Then,
    pub evidence: Evidence,
    pub computed: Computed,
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

    /// All that was issued of a subject, the newest last; what was taken away since too.
    pub(super) fn cases(
        &self,
        opened: &Opened,
        head: &State,
        subject: Subject,
    ) -> Result<Vec<Case>, Stop> {
        let first = subject.path(0);
        let folder = first.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut touches = head.touches(folder)?;
        let mut gone = Vec::new();
        for (path, touches) in touches.iter().filter(|(path, _)| opened.files.get(path).is_none()) {
            let text = head.as_added(touches)?.and_then(|bytes| String::from_utf8(bytes).ok());
            gone.extend(text.map(|text| (path.as_str(), text)));
        }
        let archive = opened.files.text("archive.toml").unwrap_or_default();
        let gone = gone.into_iter().chain([("archive.toml", archive.to_owned())]);
        let gone = load(&Files::from_pairs(gone), Depth::Records).book;
        let mut cases = Vec::new();
        for (book, is_gone) in [(Some(&*opened.book), false), (gone.as_ref(), true)] {
            let found = book.into_iter().flat_map(|book| issued(book, subject));
            for (number, record) in found {
                let frozen = Frozen::read(subject, number, record);
                let later = touches.remove(&frozen.path()).unwrap_or_default().later;
                let (edits, taken_away) =
                    if is_gone { (Vec::new(), Some(later)) } else { (later, None) };
                cases.push(Case { frozen, taken_away, edits });
            }
        }
        cases.sort_by_key(|case| case.frozen.restatement);
        Ok(cases)
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
            Err(Unreached::NoProof { path, name }) => {
                return Ok(Err(Reason::NoProof { path, name }));
            }
        };
        Ok(Then::read(state)?
            .map_err(|unreadable| Reason::Unreadable { errors: unreadable.findings.len() }))
    }

    pub(super) fn verify(
        &self,
        opened: &Opened,
        head: &State,
        case: Case,
    ) -> Result<Checked, Stop> {
        let Case { frozen, taken_away, edits } = case;
        let path = frozen.path();
        let mut reasons = Vec::new();
        let is_committed = match taken_away {
            Some(commits) => {
                reasons.push(Reason::TakenAway { commits });
                true
            }
            None => {
                if !frozen.is_in(&opened.files) {
                    reasons.push(Reason::NotAsWritten);
                }
                let committed = head.text(&path)?;
                if committed.as_deref().is_some_and(|text| opened.files.text(&path) != Some(text)) {
                    reasons.push(Reason::EditedHere);
                }
                if !edits.is_empty() {
                    reasons.push(Reason::Edited { commits: edits });
                }
                committed.is_some()
            }
        };
        let again = match self.then(head, &frozen)? {
            Ok(then) => {
                let evidence = self.evidence_of(&then.book, Some(&then.state))?;
                let computed = compute(frozen.subject, &then.book, &evidence);
                Some(Again { then, evidence, computed })
            }
            Err(reason) => {
                reasons.push(reason);
                None
            }
        };
        let mut differences = Vec::new();
        if let Some(Again { then, computed, .. }) = &again {
            if let Some((path, commit)) = head.not_behind(&then.state)? {
                reasons.push(Reason::NotInHistory { path, commit });
            }
            differences = held_against(&frozen, &then.files, computed, &mut reasons);
        }
        let verification = Verification {
            kind: frozen.subject.kind(),
            period: frozen.subject.period().to_string(),
            restatement: frozen.restatement,
            path,
            issued_on: frozen.issued_on,
            as_of: frozen.as_of,
            tool: frozen.tool,
            commits: frozen.commits,
            is_committed,
            reasons,
            differences,
        };
        Ok(Checked { verification, again })
    }
}

/// The figures in which a result is not what is computed again, and what else differs.
fn held_against(
    frozen: &Frozen,
    files: &Files,
    computed: &Computed,
    reasons: &mut Vec<Reason>,
) -> Vec<Difference> {
    let again = frozen.again(files, computed);
    if again.policy_sha256 != frozen.policy_sha256 {
        let recorded = frozen.policy_sha256.clone();
        reasons.push(Reason::PolicyDiffers { recorded, found: again.policy_sha256 });
    }
    if again.as_of != frozen.as_of {
        let (recorded, found) = (frozen.as_of, again.as_of);
        reasons.push(Reason::AsOfDiffers { recorded, found });
    }
    if again.result == frozen.result {
        return Vec::new();
    }
    let found = match differences(&frozen.result, &computed.result) {
        Some(found) => found,
        None => {
            reasons.push(Reason::NotJson);
            Vec::new()
        }
    };
    // The same figures, written otherwise, are not the same bytes either.
    if found.is_empty() && reasons.is_empty() {
        reasons.push(Reason::NotAsWritten);
    }
    if frozen.tool != TOOL {
        let recorded = frozen.tool.clone();
        reasons.push(Reason::OtherTool { recorded, now: TOOL });
    }
    found
}
