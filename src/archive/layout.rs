//! Which record a path holds, and in which folders a kind's records lie: the archive's layout.

use crate::diag::problem::NameForm;
use crate::domain::id::{BranchId, Id, PersonId, Unit};
use crate::domain::period::{Half, Month, Period};
use crate::domain::record::Kind;
use crate::domain::record::issued::Issue;

/// What a path names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stem {
    /// The only file of its kind (`archive.toml`, `policy.toml`, `branch.toml`).
    Only,
    Id(Id),
    Person(PersonId),
    Month(Month),
    Half(Half),
    Ranking(Issue<Period>),
    Assessment(Issue<Half>),
}

/// The folder between the kind's folder and the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    None,
    Year(i32),
    Half(Half),
}

/// A record's place in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub kind: Kind,
    pub unit: Unit,
    pub folder: Folder,
    pub stem: Stem,
}

/// What a path is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    Record(Slot),
    /// A file that is no record and may lie there: documents, schemas, notes for people.
    Other,
    /// A group's own schema for `[extra]`.
    ExtraSchema(Kind),
    /// A file that has no business there, but is no record either.
    Stray,
    /// A TOML file where no record belongs.
    Misplaced,
    /// The name of the file or of its year folder has the wrong form.
    BadName {
        name: String,
        expected: NameForm,
    },
    /// An id of another kind.
    WrongPrefix {
        id: String,
        kind: Kind,
        expected: &'static str,
    },
}

/// The folders in which records of a kind with ids lie.
pub fn folders<'b>(kind: Kind, branches: impl Iterator<Item = &'b BranchId>) -> Vec<String> {
    let of_branches = |name: &str| -> Vec<String> {
        branches.map(|branch| format!("branches/{branch}/{name}")).collect()
    };
    match kind {
        Kind::Client => of_branches("clients"),
        Kind::Contacts => of_branches("contacts"),
        Kind::Project => of_branches("projects"),
        Kind::Complaint => of_branches("complaints"),
        Kind::Visit => of_branches("visits"),
        Kind::Survey => of_branches("surveys"),
        Kind::Analysis => of_branches("analyses"),
        Kind::Market => of_branches("market"),
        Kind::Activity => {
            let mut all = of_branches("activities");
            all.push("hq/activities".to_owned());
            all
        }
        Kind::SpotCheck => vec!["hq/checks".to_owned()],
        Kind::Access => vec!["hq/access".to_owned()],
        // None of them has an id.
        Kind::Archive
        | Kind::Policy
        | Kind::Person
        | Kind::Branch
        | Kind::Return
        | Kind::Summary
        | Kind::Notice
        | Kind::Ranking
        | Kind::Assessment => Vec::new(),
    }
}

/// Reads a path inside the archive (forward slashes).
pub fn spot(path: &str) -> Spot {
    if path.starts_with('.') || path.contains("/.") {
        return Spot::Other;
    }
    // No record lies deeper; what does is a stray file, or one that is misplaced.
    const DEPTH_MAX: usize = 5;
    let mut parts = [""; DEPTH_MAX + 1];
    let count = parts.iter_mut().zip(path.split('/')).map(|(to, part)| *to = part).count();
    match &parts[..count] {
        ["archive.toml"] => only(Kind::Archive, Unit::Hq),
        ["policy.toml"] => only(Kind::Policy, Unit::Hq),
        ["people", file] => match stem_of(file) {
            Some(stem) => match stem.parse() {
                Ok(person) => record(Kind::Person, Unit::Hq, Folder::None, Stem::Person(person)),
                Err(_) => bad_name(stem, NameForm::Slug),
            },
            None => stray_or_misplaced(file),
        },
        ["schemas", "extra", file] => match file.strip_suffix(".schema.json") {
            Some(kind) => kind.parse().map_or(Spot::Stray, Spot::ExtraSchema),
            None => Spot::Stray,
        },
        ["schemas", ..] => Spot::Other,
        ["branches", branch, rest @ ..] if !rest.is_empty() => match branch.parse() {
            Ok(branch) => in_branch(path, &branch, rest),
            Err(_) => bad_name(branch, NameForm::Slug),
        },
        ["hq", rest @ ..] if !rest.is_empty() => in_hq(path, rest),
        [file] if !is_toml(file) => Spot::Other,
        _ => stray_or_misplaced(path),
    }
}

fn in_branch(path: &str, branch: &BranchId, rest: &[&str]) -> Spot {
    let unit = Unit::Branch(branch.clone());
    match rest {
        ["branch.toml"] => only(Kind::Branch, unit),
        ["documents", ..] => Spot::Other,
        ["clients", file] => by_id(Kind::Client, unit, Folder::None, file),
        ["contacts", file] => by_id(Kind::Contacts, unit, Folder::None, file),
        ["projects", file] => by_id(Kind::Project, unit, Folder::None, file),
        ["complaints", year, file] => in_year(Kind::Complaint, unit, year, file),
        ["visits", year, file] => in_year(Kind::Visit, unit, year, file),
        ["surveys", year, file] => in_year(Kind::Survey, unit, year, file),
        ["analyses", year, file] => in_year(Kind::Analysis, unit, year, file),
        ["activities", year, file] => in_year(Kind::Activity, unit, year, file),
        ["market", year, file] => in_year(Kind::Market, unit, year, file),
        ["returns", file] => by_stem(Kind::Return, unit, file, NameForm::Month, Stem::Month),
        ["summaries", file] => by_stem(Kind::Summary, unit, file, NameForm::Half, Stem::Half),
        ["notices", file] => by_stem(Kind::Notice, unit, file, NameForm::Half, Stem::Half),
        [file] if !is_toml(file) => Spot::Other,
        _ => stray_or_misplaced(path),
    }
}

fn in_hq(path: &str, rest: &[&str]) -> Spot {
    match rest {
        ["checks", half, file] => match half.parse::<Half>() {
            Ok(parsed) if parsed.to_string() == *half => {
                by_id(Kind::SpotCheck, Unit::Hq, Folder::Half(parsed), file)
            }
            _ => bad_name(half, NameForm::Half),
        },
        ["documents", ..] => Spot::Other,
        ["access", year, file] => in_year(Kind::Access, Unit::Hq, year, file),
        ["activities", year, file] => in_year(Kind::Activity, Unit::Hq, year, file),
        ["rankings", file] => {
            by_stem(Kind::Ranking, Unit::Hq, file, NameForm::Ranking, Stem::Ranking)
        }
        ["assessments", file] => {
            by_stem(Kind::Assessment, Unit::Hq, file, NameForm::Assessment, Stem::Assessment)
        }
        [file] if !is_toml(file) => Spot::Other,
        _ => stray_or_misplaced(path),
    }
}

fn record(kind: Kind, unit: Unit, folder: Folder, stem: Stem) -> Spot {
    Spot::Record(Slot { kind, unit, folder, stem })
}

fn only(kind: Kind, unit: Unit) -> Spot {
    record(kind, unit, Folder::None, Stem::Only)
}

fn bad_name(name: &str, expected: NameForm) -> Spot {
    Spot::BadName { name: name.to_owned(), expected }
}

fn stem_of(file: &str) -> Option<&str> {
    file.strip_suffix(".toml")
}

/// Whether somebody took the file for a record, however the ending is written.
fn is_toml(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".toml")
}

fn stray_or_misplaced(path: &str) -> Spot {
    if is_toml(path) { Spot::Misplaced } else { Spot::Stray }
}

fn by_id(kind: Kind, unit: Unit, folder: Folder, file: &str) -> Spot {
    let Some(stem) = stem_of(file) else { return stray_or_misplaced(file) };
    let expected = kind.id_prefix().unwrap_or_default();
    match stem.parse::<Id>() {
        Ok(id) if id.prefix() == expected => record(kind, unit, folder, Stem::Id(id)),
        Ok(id) => Spot::WrongPrefix { id: id.to_string(), kind, expected },
        Err(_) => bad_name(stem, NameForm::Id(expected)),
    }
}

fn in_year(kind: Kind, unit: Unit, year: &str, file: &str) -> Spot {
    let well_formed = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    match year.parse() {
        Ok(number) if well_formed => by_id(kind, unit, Folder::Year(number), file),
        _ => bad_name(year, NameForm::Year),
    }
}

fn by_stem<T: std::str::FromStr + ToString>(
    kind: Kind,
    unit: Unit,
    file: &str,
    form: NameForm,
    stem: impl Fn(T) -> Stem,
) -> Spot {
    let Some(name) = stem_of(file) else { return stray_or_misplaced(file) };
    match name.parse::<T>() {
        // Only the canonical spelling: `2026h1` and `2026H1` would be two files for one thing.
        Ok(parsed) if parsed.to_string() == name => record(kind, unit, Folder::None, stem(parsed)),
        _ => bad_name(name, form),
    }
}
