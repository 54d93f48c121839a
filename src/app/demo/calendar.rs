//! From entries to commits: clerks commit on their day of the week and before a return is due;
//! headquarters when it has something. Late and parallel work is marked here and woven later.

use super::cast::{ARCHIVIST, Cast};
use super::draw::{Draw, after, seconds};
use super::returns::{self, Filing, Month};
use super::values::{Entry, Hand, Paper};
use super::{Demo, FIRST, TODAY};
use crate::diag::edit::EditRefusal;
use crate::domain::time::Date;
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};

/// A commit before it has parents.
#[derive(Debug)]
pub struct Made {
    /// When it was committed, when it came to the others, when its author says to have made it.
    pub made: i64,
    pub arrives: i64,
    pub authored: i64,
    /// By place in the cast.
    pub author: usize,
    /// Whose clone it was made in.
    pub line: Hand,
    /// Whether others went on meanwhile, so that it has to be merged.
    pub apart: bool,
    pub message: String,
    pub papers: Vec<Paper>,
}

/// What a clerk commits at one time.
#[derive(Default)]
struct Batch {
    papers: Vec<Paper>,
    notes: Vec<String>,
    month: Option<Month>,
}

type Batches = BTreeMap<(Date, Hand), Batch>;

/// Every commit but the first, in the order of their arrival.
pub fn commits(demo: &Demo, cast: &Cast, entries: Vec<Entry>) -> Result<Vec<Made>, EditRefusal> {
    let branches = cast.branches.iter().enumerate();
    let months: Vec<Vec<Month>> =
        branches.map(|(number, branch)| returns::months(demo, branch, number)).collect();
    let mut imports: BTreeMap<usize, Vec<Paper>> = BTreeMap::new();
    let mut batches = Batches::new();
    for entry in entries {
        match entry.by {
            Hand::Clerk { branch, .. } if entry.on <= FIRST => {
                imports.entry(branch).or_default().extend(entry.files);
            }
            _ => {
                let slot = slot(&entry, &months);
                let batch = batches.entry((slot, entry.by)).or_default();
                batch.papers.extend(entry.files);
                batch.notes.extend(entry.note);
            }
        }
    }
    for (number, months) in months.iter().enumerate() {
        file(cast, number, months, &mut batches)?;
    }
    let mut commits: Vec<Made> = imports
        .into_iter()
        .map(|(branch, papers)| import(cast, branch, papers))
        .chain(batches.into_iter().map(|((on, hand), batch)| commit(demo, cast, on, hand, batch)))
        .collect();
    commits.sort_by_key(|commit| (commit.arrives, commit.line));
    Ok(commits)
}

/// The day on which something is committed: the clerk's own day of the week, or the day of the
/// return when that comes first.
fn slot(entry: &Entry, months: &[Vec<Month>]) -> Date {
    let Hand::Clerk { branch, clerk } = entry.by else { return entry.on.min(TODAY) };
    let weekday = u32::try_from((branch + 2 * clerk) % 5).unwrap_or(0);
    let ahead = (7 + weekday - entry.on.weekday().num_days_from_monday()) % 7;
    let own = after(entry.on, u64::from(ahead));
    let in_time = months[branch].iter().filter(|month| month.filing == Filing::InTime);
    let filed = in_time.map(|month| month.on).find(|on| *on >= entry.on);
    filed.map_or(own, |filed| filed.min(own)).min(TODAY)
}

/// Puts a branch's returns into what its first clerk commits on the day.
fn file(
    cast: &Cast,
    number: usize,
    months: &[Month],
    batches: &mut Batches,
) -> Result<(), EditRefusal> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut since = after(FIRST, 1);
    for month in months.iter().filter(|month| month.filing != Filing::Missing) {
        let hand = |clerk| Hand::Clerk { branch: number, clerk };
        let reported = batches.range((since, hand(0))..=(month.on, hand(1)));
        let reported = reported.filter(|((_, by), _)| *by == hand(0) || *by == hand(1));
        let paths: Vec<&str> = reported
            .flat_map(|(_, batch)| &batch.papers)
            .filter(|paper| paper.text.is_some())
            .map(|paper| paper.path.as_str())
            .collect();
        let is_new = |path: &&&str| !known.contains(**path);
        let new: BTreeSet<&str> = paths.iter().filter(is_new).copied().collect();
        let changed: BTreeSet<&str> = paths.iter().filter(|p| !is_new(p)).copied().collect();
        let paper = returns::paper(cast, &cast.branches[number], month, &new, &changed)?;
        known.extend(new.into_iter().map(str::to_owned).collect::<Vec<_>>());
        let batch = batches.entry((month.on, hand(0))).or_default();
        batch.papers.push(paper);
        batch.month = Some(month.clone());
        since = after(month.on, 1);
    }
    Ok(())
}

/// The clients that were there before the archive.
fn import(cast: &Cast, branch: usize, papers: Vec<Paper>) -> Made {
    let at = seconds(FIRST, 10 * 60 + branch as u64);
    let message = format!("导入{}的既有档案：{}\n", cast.branches[branch].name, kinds(&papers));
    let (author, line) = (ARCHIVIST, Hand::Headquarters(ARCHIVIST));
    Made { made: at, arrives: at, authored: at, author, line, apart: false, message, papers }
}

fn commit(demo: &Demo, cast: &Cast, on: Date, hand: Hand, batch: Batch) -> Made {
    let name = format!("{hand:?} {on}");
    let mut draw = Draw::new(demo.seed, &name, 0);
    let filing = batch.month.as_ref().map(|month| month.filing);
    let (made, later, apart) = match filing {
        // In the evening, and pushed the next morning.
        Some(Filing::Overnight) => (draw.between(17 * 60, 22 * 60), 24 * 60, true),
        // The other clerk's work of the day is there already.
        Some(_) => (draw.between(16 * 60, 17 * 60 + 40), 0, false),
        None => (draw.between(9 * 60, 12 * 60), 0, draw.chance(25)),
    };
    let arrives = match (later, apart) {
        (0, false) => made,
        (0, true) => made + draw.between(30, 170),
        (later, _) => later + draw.between(8 * 60 + 20, 9 * 60 + 40),
    };
    // Seconds keep commits of one minute apart.
    let second = i64::try_from(draw.below(60)).unwrap_or(0);
    let made = seconds(on, made) + second;
    let authored = match filing {
        // Says to have been made in time. Author times prove nothing.
        Some(Filing::Late) => {
            seconds(on, 16 * 60) - 86_400 * i64::from(on.day().saturating_sub(25))
        }
        _ => made,
    };
    Made {
        made,
        arrives: seconds(on, arrives) + second,
        authored,
        author: cast.hand(hand),
        line: hand,
        apart,
        message: message(cast, hand, &batch),
        papers: last_of_each(batch.papers),
    }
}

fn message(cast: &Cast, hand: Hand, batch: &Batch) -> String {
    let kinds = kinds(&batch.papers);
    let title = match (&batch.month, hand) {
        (Some(month), Hand::Clerk { branch, .. }) => {
            format!("{}上报 {}：{kinds}", cast.branches[branch].name, month.name)
        }
        (_, Hand::Clerk { branch, .. }) => format!("{}：{kinds}", cast.branches[branch].name),
        (_, Hand::Headquarters(_)) => format!("集团市场营销部：{kinds}"),
    };
    let mut notes: Vec<&str> = batch.notes.iter().map(String::as_str).collect();
    notes.dedup();
    match notes.is_empty() {
        true => format!("{title}\n"),
        false => format!("{title}\n\n{}\n", notes.join("\n")),
    }
}

/// Folder of records and what they are.
const KINDS: [(&str, &str); 15] = [
    ("/clients/", "客户"),
    ("/projects/", "项目"),
    ("/complaints/", "投诉"),
    ("/visits/", "拜访"),
    ("/surveys/", "调查表"),
    ("/analyses/", "分析报告"),
    ("/returns/", "月度上报"),
    ("/activities/", "计划"),
    ("/market/", "市场信息"),
    ("/summaries/", "工作总结"),
    ("/notices/", "考核通知"),
    ("hq/checks/", "抽查"),
    ("hq/access/", "查阅申请"),
    ("people/", "人员"),
    ("policy.toml", "制度参数"),
];

/// How many records of which kind.
fn kinds(papers: &[Paper]) -> String {
    let paths: BTreeSet<&str> = papers.iter().map(|paper| paper.path.as_str()).collect();
    let counted = KINDS.iter().filter_map(|(folder, name)| {
        let count = paths.iter().filter(|path| path.contains(folder)).count();
        (count > 0).then(|| format!("{name} {count}"))
    });
    let counted: Vec<String> = counted.collect();
    if counted.is_empty() { "资料".to_owned() } else { counted.join("、") }
}

/// Of a file that was entered twice before it was committed the last state counts.
fn last_of_each(papers: Vec<Paper>) -> Vec<Paper> {
    let last: BTreeMap<String, Paper> =
        papers.into_iter().map(|paper| (paper.path.clone(), paper)).collect();
    last.into_values().collect()
}
