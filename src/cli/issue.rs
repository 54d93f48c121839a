//! `rank --issue` and `assess --issue`: a result of what is committed becomes a record that is
//! never overwritten (C-061, C-080; docs/issuing.md). Must not compute a result.

use super::context::{Context, Stop};
use super::env::Exit;
use super::record::desk::{Carried, Desk, WriteArgs};
use crate::app::issue::{Frozen, Subject, TOOL, policy_digest, result_text};
use crate::archive::files::{Content, Files};
use crate::archive::layout::{Spot, spot};
use crate::archive::load::{Depth, load};
use crate::check;
use crate::diag::issue::IssueRefusal;
use crate::diag::{Refusal, Severity};
use crate::domain::book::Book;
use crate::domain::period::Period;
use crate::domain::record::Kind;
use crate::domain::record::issued::Issued;
use crate::domain::time::Date;
use crate::git::{At, Git, Repositories, State};
use crate::report::issue::IssueSaying;
use crate::report::phrase::Phrase;
use serde_json::Value;
use std::collections::BTreeSet;
use std::mem::ManuallyDrop;

#[derive(Debug, Default, clap::Args)]
pub struct IssueArgs {
    #[arg(long)]
    pub issue: bool,
    #[arg(long, value_name = "TEXT", requires = "issue")]
    pub reason: Option<String>,
    #[arg(long, requires = "issue")]
    pub dry_run: bool,
}

/// What a result is computed from when it is to be issued: the archive as it is committed, after
/// everything was looked at that would make the result doubtful.
pub struct Press {
    desk: Desk,
    pub state: State,
    files: ManuallyDrop<Files>,
    pub book: ManuallyDrop<Book>,
    pub today: Date,
}

/// A result to be issued.
pub struct Draft {
    pub subject: Subject,
    pub as_of: Date,
    /// The period, or its close, was not over on the as-of date; the day on which it is.
    pub open_until: Option<Date>,
    pub result: Value,
    /// Whether it rests on arrivals, too.
    pub has_evidence: bool,
}

impl Context<'_, '_, '_> {
    /// Takes the archive as it is committed; refuses where the disk holds other records, history
    /// is cut off, or findings stand.
    pub fn press(&mut self) -> Result<Press, Stop> {
        let desk = self.desk()?;
        let folder = desk.root.display().to_string();
        let no_repository = || Stop::from(Refusal::from(IssueRefusal::NoRepository { folder }));
        let found = Repositories::of_folder(Git::new(&self.env.vars), &desk.root)?;
        let state = match found {
            Some(repositories) => repositories.state(&At::Head)?,
            None => return Err(no_repository()),
        };
        let files = state.files()?;
        let paths = uncommitted(&desk.files, &files);
        if !paths.is_empty() {
            return Err(Refusal::from(IssueRefusal::Uncommitted { paths }).into());
        }
        state.refuse_incomplete()?;
        let loaded = load(&files, Depth::Full);
        let today = desk.today;
        let arrivals = match &loaded.book {
            Some(book) => check::arrivals(book, &self.return_arrivals(book, Some(&state))?),
            None => Vec::new(),
        };
        let mut findings = check::check_with(&files, &loaded, today, arrivals);
        findings.retain(|finding| finding.severity == Severity::Error);
        match loaded.book {
            Some(book) if findings.is_empty() => {
                let (files, book) = (ManuallyDrop::new(files), ManuallyDrop::new(book));
                Ok(Press { desk, state, files, book, today })
            }
            _ => {
                super::check::print_findings(self, &files, &findings);
                let errors = findings.len();
                Err(Refusal::from(IssueRefusal::FindingsStand { errors }).into())
            }
        }
    }

    /// Writes the record of a result; prints its path.
    pub fn issue(&mut self, press: &Press, draft: &Draft, args: &IssueArgs) -> Result<Exit, Stop> {
        let subject = draft.subject;
        let period = subject.period().to_string();
        let today = press.today;
        if let Some(over_on) = draft.open_until {
            return Err(Refusal::from(IssueRefusal::NotOver { period, over_on, today }).into());
        }
        let result = result_text(&draft.result);
        let issued = issued(&press.desk.book, subject);
        let restatement = restatement(subject, &issued, &result, args.reason.as_deref())?;
        let commits = press.state.commits(draft.has_evidence)?;
        let frozen = Frozen {
            subject,
            restatement,
            issued_on: today,
            as_of: draft.as_of,
            tool: TOOL.to_owned(),
            commits,
            policy_sha256: policy_digest(&press.files),
            reason: args.reason.clone(),
            result,
        };
        let write = WriteArgs { dry_run: args.dry_run };
        let carried = self.carry_out(&press.desk, &[frozen.step()], write)?;
        let (kind, as_of) = (subject.kind(), frozen.as_of);
        let commit = press.state.commit().unwrap_or_default();
        let commit = commit.get(..12).unwrap_or(commit).to_owned();
        let path = frozen.path();
        match carried {
            Carried::Written => {
                self.print(&format!("{path}\n"))?;
                let period = period.clone();
                self.say_of_issue(IssueSaying::Issued { kind, period, as_of, commit, restatement });
            }
            Carried::Shown | Carried::Unchanged => {
                let saying = IssueSaying::WouldIssue { kind, period, as_of, commit, restatement };
                self.say_of_issue(saying);
                return Ok(Exit::Done);
            }
        }
        self.say_of_issue(IssueSaying::CommitIt { path, kind, period });
        Ok(Exit::Done)
    }

    pub(super) fn say_of_issue(&mut self, saying: IssueSaying) {
        let message = self.lang.phrase(&Phrase::from(saying));
        self.note(&message);
    }
}

/// What was issued of a subject, with the numbers of restatements, oldest first.
pub fn issued(book: &Book, subject: Subject) -> Vec<(u32, &Issued)> {
    match subject {
        Subject::Ranking(period) => {
            book.rankings_of(period).map(|(issue, record)| (issue.restatement, record)).collect()
        }
        Subject::Assessment(half) => {
            book.assessments_of(half).map(|(issue, record)| (issue.restatement, record)).collect()
        }
    }
}

/// Everything that a period can have issued.
pub fn subjects(period: Period) -> Vec<Subject> {
    match period {
        Period::Half(half) => vec![Subject::Ranking(period), Subject::Assessment(half)],
        Period::Month(_) | Period::Quarter { .. } | Period::Year(_) => {
            vec![Subject::Ranking(period)]
        }
    }
}

/// The number of the record: an issued result is never overwritten.
fn restatement(
    subject: Subject,
    issued: &[(u32, &Issued)],
    result: &str,
    reason: Option<&str>,
) -> Result<u32, Stop> {
    let command = format!("{} --issue", subject.command());
    let refusal = match (issued.last(), reason) {
        (None, None) => return Ok(0),
        (None, Some(_)) => {
            IssueRefusal::NothingToRestate { command, period: subject.period().to_string() }
        }
        (Some((number, record)), None) => {
            let (path, issued_on) = (subject.path(*number), record.issued_on);
            IssueRefusal::AlreadyIssued { command, path, issued_on }
        }
        (Some((number, record)), Some(_)) if record.result == result => {
            IssueRefusal::NothingRestated { path: subject.path(*number) }
        }
        (Some((number, _)), Some(_)) => return Ok(number + 1),
    };
    Err(Refusal::from(refusal).into())
}

/// Records that are not on the disk as they are committed, whatever Git's filters made of their
/// line breaks. Issued results wait for their commit and enter no figure.
fn uncommitted(disk: &Files, committed: &Files) -> Vec<String> {
    let paths: BTreeSet<&str> =
        disk.iter().chain(committed.iter()).map(|file| file.path.as_str()).collect();
    let counts = |path: &str| match spot(path) {
        Spot::Record(slot) => !matches!(slot.kind, Kind::Ranking | Kind::Assessment),
        Spot::ExtraSchema(_) | Spot::Misplaced | Spot::BadName { .. } => true,
        Spot::WrongPrefix { .. } => true,
        Spot::Other | Spot::Stray => false,
    };
    let differs = |path: &&str| {
        let content = |files: &Files| files.get(path).map(|file| plain(&file.content));
        counts(path) && content(disk) != content(committed)
    };
    paths.into_iter().filter(differs).map(str::to_owned).collect()
}

fn plain(content: &Content) -> Content {
    match content {
        Content::Bytes(bytes) if bytes.contains(&b'\r') => {
            let pairs = bytes.iter().zip(bytes.iter().skip(1).chain([&0]));
            let kept = pairs.filter(|pair| *pair != (&b'\r', &b'\n')).map(|(byte, _)| *byte);
            Content::Bytes(kept.collect())
        }
        other => other.clone(),
    }
}
