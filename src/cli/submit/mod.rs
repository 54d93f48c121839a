//! `kebu submit`: the monthly return. The branch's records are checked, what changed is told, the
//! return is written, all of it is committed through the user's own Git, and pushed if asked
//! (C-032, C-072). Must not judge returns: `domain::returns` does.

mod base;
mod place;

use super::context::{Context, Opened, Stop};
use super::env::Exit;
use super::record::desk::{Desk, WriteArgs, known_person};
use crate::app::change::{self, Step, Would};
use crate::app::submit::{self, Counts};
use crate::archive::compare::RecordChange;
use crate::archive::edit::{Change, Given};
use crate::archive::load::{Depth, load};
use crate::check;
use crate::diag::change::ChangeRefusal;
use crate::diag::submit::SubmitRefusal;
use crate::diag::{Refusal, Severity};
use crate::domain::agenda::{self, Source, Wanted};
use crate::domain::book::return_path;
use crate::domain::id::{BranchId, PersonId, Unit};
use crate::domain::period::{Month, Period};
use crate::domain::policy::NilPolicy;
use crate::domain::record::archive::ArchiveLanguage;
use crate::domain::record::returns::Return;
use crate::domain::returns::due::{Reason, month_due};
use crate::domain::returns::{Evidence, months, return_period};
use crate::domain::time::{Date, days_between};
use crate::report::clients::branch_name;
use crate::report::column::Label;
use crate::report::phrase::Phrase;
use crate::report::sheet::Sheet;
use crate::report::submission::{CommitText, Saying, commit_text};
use crate::report::{agenda as agenda_report, changes};
use crate::text::Lang;
use place::Place;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "MONTH")]
    pub month: Option<String>,
    #[arg(long, value_name = "BRANCH")]
    pub branch: Option<String>,
    #[arg(long)]
    pub nil: bool,
    #[arg(long)]
    pub again: bool,
    #[arg(long)]
    pub push: bool,
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
    #[arg(long, value_name = "PERSON")]
    pub approved_by: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[command(flatten)]
    pub write: WriteArgs,
}

/// A return that is to be filed.
struct Filing<'a> {
    desk: &'a Desk,
    args: &'a Args,
    branch: BranchId,
    by: PersonId,
    approved_by: Option<PersonId>,
    month: Month,
    due_on: Date,
    path: String,
    /// The return of the month that was filed before.
    filed: Option<&'a Return>,
    changes: Vec<RecordChange>,
    counts: Counts,
}

pub fn run(context: &mut Context<'_, '_, '_>, args: &Args) -> Result<Exit, Stop> {
    let opened = context.submission_desk()?;
    let (desk, evidence) = (&opened.0, &opened.1);
    let Some(by) = context.person(desk, args.by.as_deref())? else {
        return Err(ChangeRefusal::NobodyKnown { email: context.email(desk) }.into());
    };
    let branch = context.home_branch(desk, args.branch.as_deref(), Some(&by))?;
    let approved_by = args.approved_by.as_deref();
    let approved_by = approved_by.map(|given| known_person(&desk.book, given)).transpose()?;
    let (month, due_on) = month_of(context, desk, &branch, evidence, args)?;
    let vars = context.env.vars.clone();
    let place = Place::of(context, &vars, desk, &branch, args.push)?;
    let path = return_path(&branch, month);
    let filed = filed(desk, &branch, month, &path, &place, args)?;
    refuse_findings(context, desk, &branch)?;

    let (base, changes) = base::changes(context, desk, &branch, month, &place, evidence)?;
    let counts = submit::counts(&changes);
    let title = Saying::Title {
        branch: branch_name(&desk.book, &branch),
        month,
        base,
        records: changes.len(),
    };
    let filing =
        Filing { desk, args, branch, by, approved_by, month, due_on, path, filed, changes, counts };
    let is_possible = filing.refuse_nil(evidence);
    if is_possible.is_ok() || !filing.changes.is_empty() {
        filing.report(context, title, evidence)?;
    }
    is_possible?;
    filing.file(context, &place)
}

/// The month: the one that was named, else the one that is due.
fn month_of(
    context: &mut Context<'_, '_, '_>,
    desk: &Desk,
    branch: &BranchId,
    evidence: &Evidence,
    args: &Args,
) -> Result<(Month, Date), Stop> {
    let (book, today) = (&desk.book, desk.today);
    let (month, reason) = match &args.month {
        Some(given) => {
            let bad = || Refusal::from(SubmitRefusal::BadMonth { given: given.clone() });
            (given.parse::<Month>().map_err(|_| bad())?, None)
        }
        None => {
            let (month, reason) = month_due(book, branch, today, evidence);
            (month, Some(reason))
        }
    };
    let (begins_on, due_on) = return_period(month, book.policy.returns.cutoff_day);
    if begins_on > today {
        return Err(Refusal::from(SubmitRefusal::NotBegun { month, begins_on, today }).into());
    }
    if months(book, branch, Period::Month(month), today, evidence).is_empty() {
        let branch = branch_name(book, branch);
        return Err(Refusal::from(SubmitRefusal::NotOwed { month, branch }).into());
    }
    let saying = reason.map(|reason| match reason {
        Reason::Missed => Saying::MonthMissed { month, due_on },
        Reason::Current => Saying::MonthCurrent { month, due_on },
    });
    if let Some(saying) = saying {
        context.say_of_return(saying);
    }
    Ok((month, due_on))
}

/// The return of the month that was filed before; one that was written and not committed was not
/// filed, and is written anew.
fn filed<'d>(
    desk: &'d Desk,
    branch: &BranchId,
    month: Month,
    path: &str,
    place: &Place<'_>,
    args: &Args,
) -> Result<Option<&'d Return>, Stop> {
    let record = desk.book.records.returns.get(&(branch.clone(), month));
    let Some(record) = record.filter(|_| !place.is_pending(path)) else { return Ok(None) };
    if args.again {
        return Ok(Some(record));
    }
    let (submitted_on, next) = (record.submitted_on, month.next());
    Err(Refusal::from(SubmitRefusal::AlreadySubmitted { month, submitted_on, next }).into())
}

/// Errors in the branch's own records stop its return; what is wrong elsewhere does not.
fn refuse_findings(
    context: &mut Context<'_, '_, '_>,
    desk: &Desk,
    branch: &BranchId,
) -> Result<(), Stop> {
    let findings = check::check(&desk.files, &load(&desk.files, Depth::Full), desk.today);
    let mut findings = check::only(findings, &[format!("branches/{branch}")]);
    findings.retain(|finding| finding.severity == Severity::Error);
    if findings.is_empty() {
        return Ok(());
    }
    super::check::print_findings(context, &desk.files, &findings);
    let (errors, branch) = (findings.len(), branch.to_string());
    Err(Refusal::from(SubmitRefusal::FindingsStand { errors, branch }).into())
}

impl Filing<'_> {
    /// Shows what changed, and what else is to be done before the return is due.
    fn report(
        &self,
        context: &mut Context<'_, '_, '_>,
        title: Saying,
        evidence: &Evidence,
    ) -> Result<(), Stop> {
        let redact = context.env.var("CI").is_some();
        let mut sheets = Vec::new();
        if !self.changes.is_empty() {
            let book = &self.desk.book;
            let mut sheet = changes::sheet(book, title.into(), &self.changes, redact);
            sheet.notes.push(Saying::Counted(self.counts.entries()).into());
            sheets.push(sheet);
        }
        // What is too late for this return is the agenda's affair.
        if self.desk.today <= self.due_on {
            self.left_to_do(evidence, &mut sheets);
        }
        if sheets.is_empty() { Ok(()) } else { context.print_sheets(&sheets) }
    }

    /// The branch's agenda of the return's period; what is overdue for longer is only counted.
    fn left_to_do(&self, evidence: &Evidence, sheets: &mut Vec<Sheet>) {
        let (book, today, due_on) = (&self.desk.book, self.desk.today, self.due_on);
        let (from, _) = return_period(self.month, book.policy.returns.cutoff_day);
        let days = u32::try_from(days_between(today, due_on)).unwrap_or(0);
        let unit = Some(Unit::Branch(self.branch.clone()));
        let wanted = Wanted { unit, person: None, sources: Vec::new() };
        let mut items = agenda::agenda(&agenda::Desk::new(book, today, evidence), days, &wanted);
        items.retain(|item| item.matter.source() != Source::Return);
        let all = items.len();
        items.retain(|item| item.due >= from);
        let older = all - items.len();
        if !items.is_empty() {
            let mut sheet = agenda_report::sheet(book, today, days, &items);
            sheet.title = Saying::LeftToDo { due_on, items: items.len() }.into();
            let columns =
                [Label::Due, Label::Matter, Label::Content, Label::Client, Label::Command];
            sheet.keep_columns(&columns);
            sheets.push(sheet);
        }
        if let Some(last) = sheets.last_mut().filter(|_| older > 0) {
            let branch = self.branch.to_string();
            last.notes.push(Saying::OverdueLonger { items: older, branch }.into());
        }
    }

    /// A nil return must be true, and no return says nothing.
    fn refuse_nil(&self, evidence: &Evidence) -> Result<(), Stop> {
        let policy = &self.desk.book.policy.returns;
        let (from, due_on) = return_period(self.month, policy.cutoff_day);
        // What had come before the last return may lie in this period all the same (rules §5).
        let arrived = evidence.changes(&self.branch, from, due_on.min(self.desk.today), None);
        let counted = self.changes.iter().filter(|change| submit::is_counted(change.kind)).count();
        let (month, changes) = (self.month, counted.max(arrived));
        let is_nil_required = policy.nil == NilPolicy::Required;
        Err(Refusal::from(match (self.args.nil, changes) {
            (true, 1..) => SubmitRefusal::NilWithChanges { month, changes },
            (false, 0) => SubmitRefusal::NothingChanged { month, is_nil_required },
            (true, 0) | (false, 1..) => return Ok(()),
        })
        .into())
    }

    fn file(&self, context: &mut Context<'_, '_, '_>, place: &Place<'_>) -> Result<Exit, Stop> {
        let would = change::plan(&self.desk.files, self.desk.today, &[self.step()])?;
        if let Some(would) = &would {
            context.tell(would)?;
        }
        let text = self.commit_text();
        let message = match self.desk.book.archive.language {
            ArchiveLanguage::Chinese => Lang::Zh.commit_text(&text),
            ArchiveLanguage::English => Lang::En.commit_text(&text),
        };
        let path = self.path.clone();
        if self.args.write.dry_run {
            let files = place.files_with(&path);
            context.say_of_return(Saying::WouldWrite { path, files, is_in_git: place.is_in_git() });
            if place.is_in_git() {
                context.note(message.trim_end());
            }
            return Ok(Exit::Done);
        }
        match would {
            Some(Would { changes, .. }) => {
                context.write(&self.desk.root, changes)?;
                context.say_of_return(Saying::Written { path });
            }
            None if self.filed.is_some() && !place.has_changes() => {
                context.say_of_return(Saying::Unchanged { path });
                return Ok(Exit::Done);
            }
            // Written before and not committed then, or the same figures for other changes.
            None => {}
        }
        place.commit(context, &message, self.submitted_on())?;
        Ok(Exit::Done)
    }

    /// A correction was submitted when the first one was: that is when the return arrived.
    fn submitted_on(&self) -> Date {
        self.filed.map_or(self.desk.today, |filed| filed.submitted_on)
    }

    fn step(&self) -> Step {
        let mut values = vec![("submitted_on", Given::Date(self.submitted_on().to_string()))];
        let by = self.filed.map(|filed| &filed.by).filter(|_| self.args.by.is_none());
        values.push(("by", Given::Text(by.unwrap_or(&self.by).to_string())));
        let approved_by = self.approved_by.as_ref();
        values.extend(approved_by.map(|by| ("approved_by", Given::Text(by.to_string()))));
        if self.args.nil {
            values.push(("nil", Given::Boolean(true)));
        }
        values.extend(self.args.note.as_ref().map(|note| ("note", Given::Text(note.clone()))));
        let mut values: Vec<(String, Given)> =
            values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        let counts = self.counts.entries().map(|(key, count)| {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            (format!("counts.{key}"), Given::Integer(count))
        });
        values.extend(counts.into_iter().filter(|_| !self.args.nil));
        let path = self.path.clone();
        if self.desk.files.get(&path).is_none() {
            return Step::New { path, values };
        }
        // What a person wrote into the return stays.
        let gone = if self.args.nil { "counts" } else { "nil" };
        let set = values.into_iter().map(|(path, value)| Change::Set { path, value });
        let mut changes = vec![Change::Remove { path: gone.to_owned() }];
        changes.extend(set);
        Step::Edit { path, changes }
    }

    fn commit_text(&self) -> CommitText {
        let counts = self.counts.entries();
        let (book, changes) = (&self.desk.book, self.changes.as_slice());
        let mut text = commit_text(book, &self.branch, self.month, &self.by, changes, counts);
        text.is_nil = self.args.nil;
        text.is_correction = self.filed.is_some();
        text
    }
}

impl Context<'_, '_, '_> {
    /// The archive with what is known of arrivals.
    fn submission_desk(&mut self) -> Result<(Desk, Evidence), Stop> {
        let Desk { root, files, book, today } = self.desk()?;
        let opened = Opened { files, book, today, state: None };
        let evidence = self.evidence(&opened)?;
        let Opened { files, book, today, .. } = opened;
        Ok((Desk { root, files, book, today }, evidence))
    }

    fn say_of_return(&mut self, saying: Saying) {
        let message = self.lang.phrase(&Phrase::from(saying));
        self.note(&message);
    }
}
