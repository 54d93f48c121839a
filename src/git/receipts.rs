//! Receipts of the server and observations: who proves when a commit arrived. Their form is told
//! in docs/git.md: a commit for each, whose message holds its keys.

use super::call::{Git, short};
use super::history::{History, RawCommit, missing};
use super::objects::{Found, Wanted, read};
use super::repository::{Part, Proofs};
use crate::diag::past::{PastRefusal, PastStop};
use crate::domain::returns::EvidenceGrade;
use crate::domain::time::Instant;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// Where receipts (evidence A) and observations (B) are kept.
const REFS: [(&str, EvidenceGrade); 2] =
    [("refs/kebu/receipts", EvidenceGrade::A), ("refs/kebu/observations", EvidenceGrade::B)];

/// What somebody received or saw: everything behind `new` that was not behind `before`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Receipt {
    /// The commit that holds it.
    pub(super) commit: String,
    pub(super) grade: EvidenceGrade,
    pub(super) at: Instant,
    pub(super) reference: String,
    /// The ref's commit before; none when the push made the ref.
    pub(super) old: Option<String>,
    /// All zeros when the push removed the ref: that is no commit, so nothing is behind it.
    pub(super) new: String,
    /// `old` and whatever else was there already.
    pub(super) before: Vec<String>,
}

/// Every receipt and observation in a repository.
pub(super) fn receipts(git: &Git, part: &Part) -> Result<Vec<Receipt>, PastStop> {
    let seat = &part.seat;
    let mut all = Vec::new();
    let tips = tips(git, part)?;
    for (reference, grade) in REFS {
        let Some(tip) = tips.get(reference) else { continue };
        // A chain that is cut off would lose its oldest receipts: reading history refuses that.
        let chain = History::read(git, seat, &[tip])?;
        let wanted: Vec<Wanted> =
            chain.commits.iter().map(|commit| Wanted::whole(commit.id.as_str())).collect();
        for (wanted, found) in wanted.iter().zip(read(git, seat, &wanted)?) {
            let Found::Content(raw) = found else { return Err(missing(seat, &wanted.id)) };
            let message = RawCommit::parse(&raw).map(|raw| raw.message).unwrap_or_default();
            let bad = |key| PastRefusal::BadReceipt { commit: short(&wanted.id).to_owned(), key };
            all.push(parse(&message, &wanted.id, grade).map_err(bad)?);
        }
    }
    Ok(all)
}

/// The newest receipt and the newest observation that count, by ref.
pub(super) fn tips(git: &Git, part: &Part) -> Result<BTreeMap<String, String>, PastStop> {
    if let Proofs::Then(tips) = &part.proofs {
        return Ok(tips.clone());
    }
    let mut tips = BTreeMap::new();
    for (reference, _) in REFS {
        let args = ["rev-parse", "--verify", "--quiet", reference];
        let output = git.ask(&part.seat, &args)?;
        if output.status.success() {
            let tip = String::from_utf8_lossy(&output.stdout).trim().to_owned();
            tips.insert(reference.to_owned(), tip);
        }
    }
    Ok(tips)
}

impl Receipt {
    fn removes_its_ref(&self) -> bool {
        ReceiptId(&self.new).known().is_none()
    }
}

/// Reads a message; the key that is missing or wrong where it is no receipt.
fn parse(message: &str, commit: &str, grade: EvidenceGrade) -> Result<Receipt, &'static str> {
    let values = |key: &'static str| {
        let pairs = message.lines().filter_map(|line| line.split_once(':'));
        pairs.filter(move |(name, _)| *name == key).map(|(_, value)| value.trim())
    };
    let value = |key: &'static str| values(key).next().ok_or(key);
    let id = |key: &'static str| value(key).and_then(|text| object_id(text).ok_or(key));
    let at = DateTime::parse_from_rfc3339(value("time")?).map_err(|_| "time")?.with_timezone(&Utc);
    let reference = value("ref")?.to_owned();
    let (old, new) = (id("old")?, id("new")?);
    let (old, new) = (old.known(), new.0.to_owned());
    let mut before: Vec<String> = old.iter().cloned().collect();
    for base in values("base") {
        before.extend(object_id(base).ok_or("base")?.known());
    }
    Ok(Receipt { commit: commit.to_owned(), grade, at, reference, old, new, before })
}

/// An id as receipts give it; all zeros for none.
struct ReceiptId<'t>(&'t str);

impl ReceiptId<'_> {
    fn known(&self) -> Option<String> {
        (!self.0.bytes().all(|byte| byte == b'0')).then(|| self.0.to_owned())
    }
}

fn object_id(text: &str) -> Option<ReceiptId<'_>> {
    let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    (matches!(text.len(), 40 | 64) && text.bytes().all(hex)).then_some(ReceiptId(text))
}

/// Refuses a history that the server once had otherwise: what was received before would seem to
/// have arrived with the rewriting. Receipts alone say so: what is checked out, and under which
/// name, changes nothing of what became of a commit.
pub(super) fn refuse_rewritten(
    history: &History,
    tip: usize,
    receipts: &[Receipt],
) -> Result<(), PastRefusal> {
    let home = home(history, tip, receipts);
    for receipt in receipts.iter().filter(|receipt| Some(receipt.reference.as_str()) == home) {
        let (Some(old), Some(new)) = (&receipt.old, history.place(&receipt.new)) else { continue };
        let kept = history.place(old).is_some_and(|old| history.is_behind(old, new));
        if !kept && history.is_behind(new, tip) {
            return Err(PastRefusal::Rewritten {
                receipt: short(&receipt.commit).to_owned(),
                old: short(old).to_owned(),
                new: short(&receipt.new).to_owned(),
            });
        }
    }
    Ok(())
}

/// The branch whose history the first-parent line is: the one that was first seen on it. Others
/// left it later; they may be pushed by force and then be taken over, as side branches are. A
/// branch that was removed gives way to those that are there.
fn home<'r>(history: &History, tip: usize, receipts: &'r [Receipt]) -> Option<&'r str> {
    let line: BTreeSet<usize> = history.line(tip).into_iter().collect();
    let is_gone = |of: &Receipt| {
        let last = receipts.iter().rfind(|receipt| receipt.reference == of.reference);
        last.is_some_and(Receipt::removes_its_ref)
    };
    let seen = receipts.iter().filter(|receipt| {
        receipt.reference.starts_with("refs/heads/")
            && history.place(&receipt.new).is_some_and(|new| line.contains(&new))
    });
    let first = seen.min_by_key(|receipt| (is_gone(receipt), receipt.at))?;
    Some(&first.reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "1111111111111111111111111111111111111111";
    const NEW: &str = "2222222222222222222222222222222222222222";
    const ZERO: &str = "0000000000000000000000000000000000000000";

    fn read(message: &str) -> Result<Receipt, &'static str> {
        parse(message, "c", EvidenceGrade::A)
    }

    #[test]
    fn a_receipt_is_read_key_by_key() {
        let text = format!(
            "receipt\n\ntime: 2026-06-24T10:15:30+08:00\nuser: wang-bo\nref: refs/heads/main\n\
             old: {ZERO}\nnew: {NEW}\nbase: {OLD}\n"
        );
        let receipt = read(&text).unwrap();
        assert_eq!(receipt.at.to_rfc3339(), "2026-06-24T02:15:30+00:00");
        assert_eq!((receipt.old, receipt.new.as_str()), (None, NEW));
        assert_eq!(receipt.before, [OLD]);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let good = [
            "time: 2026-06-24T10:15:30+08:00",
            "ref: refs/heads/main",
            &format!("old: {OLD}"),
            &format!("new: {NEW}"),
        ]
        .map(str::to_owned);
        assert!(!read(&good.join("\n")).unwrap().removes_its_ref());
        for (index, key) in ["time", "ref", "old", "new"].into_iter().enumerate() {
            let mut lines = good.to_vec();
            lines.remove(index);
            assert_eq!(read(&lines.join("\n")), Err(key));
        }
        let table =
            [(0, "time: 2026-06-24", "time"), (2, "old: 12", "old"), (3, "new: HEAD", "new")];
        for (index, line, key) in table {
            let mut lines = good.to_vec();
            lines[index] = line.to_owned();
            assert_eq!(read(&lines.join("\n")), Err(key));
        }
        let mut removed = good.to_vec();
        removed[3] = format!("new: {ZERO}");
        assert!(read(&removed.join("\n")).unwrap().removes_its_ref());
    }
}
