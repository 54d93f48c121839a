//! What another policy would change: who moves, and which of its keys moves them. A key is to
//! blame when it alone, in the policy in force, changes the outcome; where no key does so alone,
//! those without which the outcome would stay as it was.

use crate::archive::edit::{Given, compose, inline, tree};
use crate::archive::files::Files;
use crate::archive::load::{Depth, load};
use crate::domain::assess::{Assessment, BranchAssessment, assess};
use crate::domain::book::Book;
use crate::domain::grade::{Grading, grade, grade_all};
use crate::domain::id::BranchId;
use crate::domain::period::Half;
use crate::domain::policy::{DEFAULTS, Policy};
use crate::domain::record::Kind;
use crate::domain::returns::Evidence;
use crate::domain::score::Tenths;
use crate::domain::time::Date;
use crate::report::what_if::{AssessShift, Blame, BranchShift, GradeMove, GradeShift, PolicyKey};

const POLICY: &str = "policy.toml";

/// The other policy, and those that lie between it and the one in force.
pub struct Variants {
    pub other: Policy,
    pub keys: Vec<PolicyKey>,
    /// The policy in force with one key of the other.
    alone: Vec<Policy>,
    /// The other policy with one key of that in force.
    without: Vec<Policy>,
}

/// A setting by its path.
type Setting = (Vec<String>, Given);

impl Variants {
    /// From the texts of `archive.toml` and of the two policies; `None` where one is no policy.
    pub fn new(archive: &str, base: &str, other: &str) -> Option<Self> {
        let (base_tree, other_tree) = (tree(base).ok()?, tree(other).ok()?);
        let (base_all, other_all) = (settings(&base_tree)?, settings(&other_tree)?);
        let find = |all: &[Setting], path: &[String]| {
            all.iter().find(|(own, _)| own == path).map(|(_, value)| value.clone())
        };
        let mut paths: Vec<Vec<String>> = base_all.iter().map(|(path, _)| path.clone()).collect();
        paths.extend(other_all.iter().map(|(path, _)| path.clone()));
        let mut variants = Self {
            other: policy(archive, other)?,
            keys: Vec::new(),
            alone: Vec::new(),
            without: Vec::new(),
        };
        for (at, path) in paths.iter().enumerate() {
            let (was, is) = (find(&base_all, path), find(&other_all, path));
            let is_repeated = paths.get(..at).is_some_and(|before| before.contains(path));
            if is_repeated || written(&was) == written(&is) {
                continue;
            }
            let alone = policy(archive, &text(&with(&base_tree, path, is.as_ref()))?);
            let without = policy(archive, &text(&with(&other_tree, path, was.as_ref()))?);
            // Some keys only make a policy together; then they are to blame together.
            variants.alone.push(alone.or_else(|| policy(archive, base))?);
            variants.without.push(without.or_else(|| policy(archive, other))?);
            variants.keys.push(PolicyKey {
                key: path.join("."),
                was: written(&was),
                is: written(&is),
            });
        }
        Some(variants)
    }

    /// Which keys change an outcome: `outcome` computes it under a policy.
    fn blame<T: PartialEq>(&self, before: &T, mut outcome: impl FnMut(&Policy) -> T) -> Blame {
        let alone = |policies: &[Policy], is_hit: &mut dyn FnMut(&Policy) -> bool| -> Vec<usize> {
            let hits = policies.iter().enumerate().filter(|(_, policy)| is_hit(policy));
            hits.map(|(at, _)| at).collect()
        };
        let keys = alone(&self.alone, &mut |policy| outcome(policy) != *before);
        if !keys.is_empty() {
            return Blame { keys, together: false };
        }
        let keys = alone(&self.without, &mut |policy| outcome(policy) == *before);
        let all = || (0..self.keys.len()).collect();
        Blame { keys: if keys.is_empty() { all() } else { keys }, together: true }
    }
}

/// The grades under both policies, of the clients that are wanted. The book keeps its policy.
pub fn grades(
    book: &mut Book,
    variants: &Variants,
    as_of: Date,
    is_wanted: impl Fn(&Book, &Grading) -> bool,
) -> GradeShift {
    let mut before = grade_all(book, as_of);
    before.retain(|grading| is_wanted(book, grading));
    let base = std::mem::replace(&mut book.policy, variants.other.clone());
    let mut after = grade_all(book, as_of);
    after.retain(|grading| is_wanted(book, grading));
    let outcome = |grading: &Grading| (grading.effective, grading.state);
    let mut moved = Vec::new();
    for (before, after) in before.iter().zip(&after) {
        let Some(client) = book.client(before.client).filter(|_| outcome(before) != outcome(after))
        else {
            continue;
        };
        let client = client.id;
        let blame = variants.blame(&outcome(before), |policy| {
            book.policy.clone_from(policy);
            let entry = book.records.clients.get(client);
            entry.map_or(outcome(before), |entry| outcome(&grade(book, entry, as_of)))
        });
        moved.push(GradeMove { before: before.clone(), after: after.clone(), blame });
    }
    book.policy = base;
    GradeShift { as_of, before, after, moved, keys: variants.keys.clone() }
}

/// The assessments under both policies. The book keeps its policy.
pub fn assessments(
    book: &mut Book,
    variants: &Variants,
    half: Half,
    today: Date,
    evidence: &Evidence,
    only: Option<&BranchId>,
) -> AssessShift {
    let before = assess(book, half, today, evidence, only);
    let base = std::mem::replace(&mut book.policy, variants.other.clone());
    let after = assess(book, half, today, evidence, only);
    let moves = before.branches.iter().zip(&after.branches).any(|(b, a)| outcome(b) != outcome(a));
    let mut of = |policies: &[Policy]| -> Vec<Assessment> {
        let policies = if moves { policies } else { &[] };
        let under = policies.iter().map(|policy| {
            book.policy.clone_from(policy);
            assess(book, half, today, evidence, only)
        });
        under.collect()
    };
    let (alone, without) = (of(&variants.alone), of(&variants.without));
    book.policy = base;
    let branches = before.branches.iter().zip(&after.branches).enumerate();
    let branches = branches.map(|(at, (before, after))| {
        let is_moved = outcome(before) != outcome(after);
        let blame = is_moved.then(|| {
            let same = |all: &[Assessment], key: usize| {
                let branch = all.get(key).and_then(|assessment| assessment.branches.get(at));
                branch.is_some_and(|branch| outcome(branch) == outcome(before))
            };
            let all = 0..variants.keys.len();
            let keys: Vec<usize> = all.clone().filter(|key| !same(&alone, *key)).collect();
            if !keys.is_empty() {
                return Blame { keys, together: false };
            }
            let keys: Vec<usize> = all.clone().filter(|key| same(&without, *key)).collect();
            Blame { keys: if keys.is_empty() { all.collect() } else { keys }, together: true }
        });
        BranchShift { before: before.clone(), after: after.clone(), blame }
    });
    let branches = branches.collect();
    let (as_of, in_progress) = (before.as_of, before.in_progress);
    AssessShift { half, as_of, in_progress, branches, keys: variants.keys.clone() }
}

/// Everything of a branch's assessment that is shown.
fn outcome(branch: &BranchAssessment) -> impl PartialEq + use<> {
    let points = branch
        .indicators
        .each_ref()
        .map(|score| (score.applicable, Tenths::round(&score.points), Tenths::round(&score.of)));
    let caps: Vec<String> = branch.caps.iter().map(ToString::to_string).collect();
    (branch.total, branch.result, caps, branch.veto.is_some(), points)
}

/// Every setting in force: the defaults, with those of a policy in their place.
fn settings(own: &Given) -> Option<Vec<Setting>> {
    let mut all = Vec::new();
    leaves(&tree(DEFAULTS).ok()?, &mut Vec::new(), &mut all);
    let mut given = Vec::new();
    leaves(own, &mut Vec::new(), &mut given);
    for (path, value) in given {
        match all.iter_mut().find(|(known, _)| *known == path) {
            Some((_, known)) => *known = value,
            None => all.push((path, value)),
        }
    }
    Some(all)
}

fn leaves(value: &Given, path: &mut Vec<String>, into: &mut Vec<Setting>) {
    match value {
        Given::Table(entries) => {
            for (key, value) in entries {
                path.push(key.clone());
                leaves(value, path, into);
                path.pop();
            }
        }
        // A list is replaced as a whole.
        other => into.push((path.clone(), other.clone())),
    }
}

/// A setting as it is written; decimals without the zeros at their end, which say nothing.
fn written(value: &Option<Given>) -> Option<String> {
    value.as_ref().map(|value| match value {
        Given::Number(number) if number.contains('.') => {
            number.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        other => inline(other),
    })
}

/// The tree with one setting, or without it.
fn with(tree: &Given, path: &[String], value: Option<&Given>) -> Given {
    let (Given::Table(entries), Some((key, below))) = (tree, path.split_first()) else {
        return value.cloned().unwrap_or(Given::Table(Vec::new()));
    };
    let mut entries = entries.clone();
    let known = entries.iter().position(|(known, _)| known == key);
    match (known, below, value) {
        (Some(at), [], None) => {
            entries.remove(at);
        }
        (None, _, None) => {}
        (Some(at), below, _) => {
            if let Some((_, inner)) = entries.get_mut(at) {
                *inner = with(inner, below, value);
            }
        }
        (None, below, Some(_)) => {
            entries.push((key.clone(), with(&Given::Table(Vec::new()), below, value)));
        }
    }
    Given::Table(entries)
}

fn text(tree: &Given) -> Option<String> {
    let Given::Table(entries) = tree else { return None };
    compose(Kind::Policy, POLICY, entries).ok()
}

/// The policy in a text; `None` where it is none.
fn policy(archive: &str, text: &str) -> Option<Policy> {
    let loaded =
        load(&Files::from_pairs([("archive.toml", archive), (POLICY, text)]), Depth::Records);
    loaded.book.filter(|_| !loaded.incomplete).map(|book| book.policy)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARCHIVE: &str =
        "format = 1\ngroup = \"g\"\ntimezone = \"Asia/Shanghai\"\nlanguage = \"zh-CN\"\n";

    fn told(base: &str, other: &str) -> Vec<String> {
        let variants = Variants::new(ARCHIVE, base, other).unwrap();
        let told = |key: &PolicyKey| format!("{} {:?} {:?}", key.key, key.was, key.is);
        variants.keys.iter().map(told).collect()
    }

    #[test]
    fn only_settings_that_differ_in_force_are_told() {
        for (base, other, keys) in [
            ("", "", vec![]),
            // A default that is written out is no change, nor are zeros.
            ("", "[grade]\nstranger_min_contacts = 2\nlow_margin = 0.030\n", vec![]),
            (
                "[assessment]\ngood = 85.0\n",
                "[assessment]\ngood = 90.0\n",
                vec![r#"assessment.good Some("85") Some("90")"#],
            ),
            (
                "[grade]\nstranger_min_contacts = 3\n",
                "[assessment.targets.2026H1]\nhz = 40\n",
                vec![
                    r#"grade.stranger_min_contacts Some("3") Some("2")"#,
                    r#"assessment.targets.2026H1.hz None Some("40")"#,
                ],
            ),
        ] {
            assert_eq!(told(base, other), keys, "{base} / {other}");
        }
        assert!(Variants::new(ARCHIVE, "", "[grade]\nno_such_key = 1\n").is_none());
    }

    #[test]
    fn a_key_that_moves_alone_is_to_blame_else_those_that_move_together() {
        let variants = Variants::new(
            ARCHIVE,
            "",
            "[grade]\nstranger_min_contacts = 5\n[assessment]\ngood = 90.0\n",
        )
        .unwrap();
        let contacts = |policy: &Policy| policy.grade.stranger_min_contacts == 5;
        let alone = variants.blame(&false, contacts);
        assert_eq!((alone.keys, alone.together), (vec![0], false));
        let good = Policy::default().assessment.good;
        let both = |policy: &Policy| contacts(policy) && policy.assessment.good != good;
        let together = variants.blame(&false, both);
        assert_eq!((together.keys, together.together), (vec![0, 1], true));
    }
}
