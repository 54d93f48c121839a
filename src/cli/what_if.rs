//! `--policy FILE`: grades and assessments under another policy; `--compare`: who would move, and
//! by which of its settings; `--halves N`: the same of past half-years. Nothing is written.

use super::context::{Context, Opened, Stop};
use super::env::Exit;
use super::issue::issued;
use super::policy;
use super::then::Then;
use crate::app::issue::{Frozen, Subject};
use crate::app::what_if::{Variants, assessments, grades};
use crate::archive::files::{Files, sha256};
use crate::archive::load::{Depth, load};
use crate::check;
use crate::diag::issue::IssueRefusal;
use crate::diag::{Refusal, Severity};
use crate::domain::assess::half_close;
use crate::domain::book::Book;
use crate::domain::grade::Grading;
use crate::domain::id::BranchId;
use crate::domain::period::Half;
use crate::domain::policy::Policy;
use crate::domain::returns::Evidence;
use crate::domain::time::Date;
use crate::git::State;
use crate::report::phrase::Phrase;
use crate::report::sheet::Sheet;
use crate::report::what_if::{self as report, Scene, WhatIfSaying};
use serde_json::{Value, json};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

/// Eight years are more than any archive has.
const HALVES_MAX: i64 = 16;

#[derive(Debug, Default, clap::Args)]
pub struct PolicyArgs {
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    #[arg(long, requires = "policy")]
    pub compare: bool,
    #[arg(long, value_name = "NUMBER", requires = "compare",
        value_parser = clap::value_parser!(u32).range(1..=HALVES_MAX))]
    pub halves: Option<u32>,
}

/// A policy that is not the archive's.
pub struct OtherPolicy {
    /// As it was named.
    file: String,
    text: String,
    policy: Policy,
}

impl OtherPolicy {
    pub fn note(&self) -> Phrase {
        WhatIfSaying::OtherPolicy { file: self.file.clone() }.into()
    }

    /// Marks what was computed under it.
    pub fn mark(&self, mut value: Value) -> Value {
        value["policy"] = self.json();
        value
    }

    fn json(&self) -> Value {
        json!({ "file": self.file, "sha256": sha256(self.text.as_bytes()) })
    }
}

/// The archive of which two policies are compared.
struct Stage {
    book: Book,
    /// The texts of `archive.toml` and `policy.toml`.
    texts: [String; 2],
    evidence: Option<Evidence>,
    half: Option<Half>,
    today: Date,
    scene: Scene,
}

/// A half-year without an archive, and the day on which there was none.
type Staged = Result<Stage, (Half, Date)>;

impl Context<'_, '_, '_> {
    /// The policy of `--policy`, as good as the archive's own: what `check` would find in it ends
    /// the run.
    pub fn other_policy(
        &mut self,
        opened: &Opened,
        given: Option<&Path>,
    ) -> Result<Option<OtherPolicy>, Stop> {
        let Some(given) = given else { return Ok(None) };
        let file = given.display().to_string();
        let bytes = policy::read(&self.env.cwd.join(given))?;
        let files = opened.files.with([("policy.toml", Some(bytes.as_slice()))].into_iter());
        let loaded = load(&files, Depth::Full);
        let mut findings = check::check(&files, &loaded, opened.today);
        findings.retain(|finding| {
            finding.place.path == "policy.toml" && finding.severity == Severity::Error
        });
        let text = files.text("policy.toml").map(str::to_owned);
        match (loaded.book, text) {
            (Some(book), Some(text)) if findings.is_empty() => {
                Ok(Some(OtherPolicy { file, text, policy: book.policy }))
            }
            _ => {
                super::check::print_findings(self, &files, &findings);
                let errors = findings.len();
                Err(Refusal::from(IssueRefusal::PolicyInvalid { file, errors }).into())
            }
        }
    }

    /// Computes under another policy from here on.
    pub fn adopt(
        &mut self,
        opened: &mut Opened,
        args: &PolicyArgs,
    ) -> Result<Option<OtherPolicy>, Stop> {
        let other = self.other_policy(opened, args.policy.as_deref())?;
        if let Some(other) = &other {
            opened.book.policy = other.policy.clone();
        }
        Ok(other)
    }

    /// Who would be graded otherwise. `is_wanted`: which gradings are looked at.
    pub fn compare_grades(
        &mut self,
        opened: Opened,
        args: &PolicyArgs,
        is_wanted: &dyn Fn(&Book, &Grading) -> bool,
    ) -> Result<Exit, Stop> {
        let Some(other) = self.other_policy(&opened, args.policy.as_deref())? else {
            return Ok(Exit::Done);
        };
        let today = opened.today;
        let (mut sheets, mut values) = (Vec::new(), Vec::new());
        for mut stage in self.stages_of_grades(opened, args.halves, today)? {
            match &mut stage {
                Ok(stage) => {
                    let variants = self.variants(stage, &other)?;
                    let shift = grades(&mut stage.book, &variants, stage.today, is_wanted);
                    let scene = stage.scene.clone();
                    values.push(report::grade_json(&stage.book, &shift, stage.half));
                    sheets.extend(report::grade_sheets(&stage.book, &shift, stage.half, scene));
                }
                Err((half, on)) => self.say_nothing_then(*half, *on),
            }
        }
        self.print_comparison(&other, sheets, values)
    }

    /// Which branches would be assessed otherwise.
    pub fn compare_assessments(
        &mut self,
        opened: Opened,
        half: Half,
        branch: Option<&BranchId>,
        args: &PolicyArgs,
    ) -> Result<Exit, Stop> {
        let Some(other) = self.other_policy(&opened, args.policy.as_deref())? else {
            return Ok(Exit::Done);
        };
        let (mut sheets, mut values) = (Vec::new(), Vec::new());
        for mut stage in self.stages_of_assessments(opened, half, args.halves)? {
            match &mut stage {
                Ok(Stage { half: Some(half), evidence: Some(evidence), .. }) => {
                    let (half, evidence) = (*half, std::mem::take(evidence));
                    let Ok(stage) = &mut stage else { continue };
                    let variants = self.variants(stage, &other)?;
                    let today = stage.today;
                    let book = &mut stage.book;
                    let shift = assessments(book, &variants, half, today, &evidence, branch);
                    values.push(report::assess_json(&shift));
                    let sheet = report::assess_sheet(book, &shift, stage.scene.clone());
                    let is_one_of = args.halves.is_some();
                    sheets.push(if is_one_of { report::of_half(sheet, half) } else { sheet });
                }
                Ok(_) => {}
                Err((half, on)) => self.say_nothing_then(*half, *on),
            }
        }
        self.print_comparison(&other, sheets, values)
    }

    fn variants(&self, stage: &Stage, other: &OtherPolicy) -> Result<Variants, Stop> {
        let [archive, policy] = &stage.texts;
        let made = Variants::new(archive, policy, &other.text);
        // Both were read as policies before.
        made.ok_or_else(|| {
            let (file, errors) = (other.file.clone(), 1);
            Refusal::from(IssueRefusal::PolicyInvalid { file, errors }).into()
        })
    }

    fn print_comparison(
        &mut self,
        other: &OtherPolicy,
        mut sheets: Vec<Sheet>,
        comparisons: Vec<Value>,
    ) -> Result<Exit, Stop> {
        if self.wants_json()? {
            let value = json!({ "policy": other.json(), "comparisons": comparisons });
            self.print_json(&value)?;
            return Ok(Exit::Done);
        }
        if let Some(first) = sheets.first_mut() {
            first.notes.insert(0, other.note());
        }
        self.print_sheets(&sheets)?;
        Ok(Exit::Done)
    }

    fn say_nothing_then(&mut self, half: Half, on: Date) {
        let saying = WhatIfSaying::NothingThen { half, on };
        let message = self.lang.phrase(&saying.into());
        self.note(&message);
    }

    fn stages_of_grades(
        &mut self,
        opened: Opened,
        halves: Option<u32>,
        today: Date,
    ) -> Result<Vec<Staged>, Stop> {
        let Some(halves) = halves else {
            return Ok(vec![Ok(as_read(opened, None, None, today))]);
        };
        let current = Half::of(today);
        let last = if current.last_day() <= today { current } else { current.previous() };
        let mut stages = Vec::new();
        for half in halves_until(last, halves) {
            let stage = self.stood(&opened, half, half.last_day())?;
            stages.push(stage.ok_or((half, half.last_day())));
        }
        Ok(stages)
    }

    fn stages_of_assessments(
        &mut self,
        opened: Opened,
        half: Half,
        halves: Option<u32>,
    ) -> Result<Vec<Staged>, Stop> {
        let Some(halves) = halves else {
            let (today, evidence) = (opened.today, self.evidence(&opened)?);
            return Ok(vec![Ok(as_read(opened, Some(half), Some(evidence), today))]);
        };
        let mut stages = Vec::new();
        for half in halves_until(half, halves) {
            let day = half_close(&opened.book.policy, half).min(opened.today);
            let mut stage = match self.as_issued(&opened, half)? {
                Some(stage) => Some(stage),
                None => self.stood(&opened, half, day)?,
            };
            if let Some(stage) = &mut stage
                && stage.evidence.is_none()
            {
                stage.evidence = Some(Evidence::declared(&stage.book));
            }
            stages.push(stage.ok_or((half, day)));
        }
        Ok(stages)
    }

    /// The archive at the end of a day, from Git; where that is not asked, as it is read, seen
    /// from that day. `None` where there was none yet.
    fn stood(&self, opened: &Opened, half: Half, day: Date) -> Result<Option<Stage>, Stop> {
        let Some(head) = self.proof(&opened.book, opened.state.as_ref())? else {
            let scene = Scene::SeenFrom { on: day };
            return seen_from(&opened.files, half, day, scene).map(Some);
        };
        let Some(state) = head.on_day(day, opened.book.zone)? else { return Ok(None) };
        let then = Then::read(state)?.map_err(|unreadable| {
            let errors = unreadable.findings.len();
            Stop::Refusal(Refusal::RecordsUnreadable { errors })
        })?;
        let evidence = self.evidence_of(&then.book, Some(&then.state))?;
        Ok(Some(of_then(then, evidence, half, day, Scene::Stood { on: day })))
    }

    /// The archive as the issued assessment saw it, where that can be read here.
    fn as_issued(&self, opened: &Opened, half: Half) -> Result<Option<Stage>, Stop> {
        let subject = Subject::Assessment(half);
        let Some((number, record)) = issued(&opened.book, subject).pop() else { return Ok(None) };
        let frozen = Frozen::read(subject, number, record);
        let head: State = self.head(opened)?;
        let Ok(then) = self.then(&head, &frozen)? else { return Ok(None) };
        let evidence = self.evidence_of(&then.book, Some(&then.state))?;
        let scene = Scene::Issued { path: frozen.path() };
        Ok(Some(of_then(then, evidence, half, frozen.as_of, scene)))
    }
}

/// A half-year and those before it, the oldest first.
fn halves_until(last: Half, count: u32) -> Vec<Half> {
    let back = std::iter::successors(Some(last), |half| Some(half.previous()));
    let mut halves: Vec<Half> = back.take(count as usize).collect();
    halves.reverse();
    halves
}

fn as_read(opened: Opened, half: Option<Half>, evidence: Option<Evidence>, today: Date) -> Stage {
    let texts = texts(&opened.files);
    let book = ManuallyDrop::into_inner(opened.book);
    Stage { book, texts, evidence, half, today, scene: Scene::Read }
}

fn of_then(then: Then, evidence: Evidence, half: Half, today: Date, scene: Scene) -> Stage {
    let texts = texts(&then.files);
    let book = ManuallyDrop::into_inner(then.book);
    Stage { book, texts, evidence: Some(evidence), half: Some(half), today, scene }
}

/// The archive as it is read, for another day.
fn seen_from(files: &Files, half: Half, today: Date, scene: Scene) -> Result<Stage, Stop> {
    let loaded = load(files, Depth::Records);
    let errors = loaded.findings.len();
    let book = loaded.book.filter(|_| !loaded.incomplete);
    let book = book.ok_or(Stop::Refusal(Refusal::RecordsUnreadable { errors }))?;
    Ok(Stage { book, texts: texts(files), evidence: None, half: Some(half), today, scene })
}

fn texts(files: &Files) -> [String; 2] {
    ["archive.toml", "policy.toml"].map(|path| files.text(path).unwrap_or_default().to_owned())
}
