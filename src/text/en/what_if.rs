//! Words of computing under another policy.

use super::assess;
use crate::domain::keyword::Keyword;
use crate::domain::score::Tenths;
use crate::report::what_if::{PolicyKey, Scene, WhatIfSaying};
use crate::text::{Lang, shown};

pub fn saying(saying: &WhatIfSaying) -> String {
    match saying {
        WhatIfSaying::OtherPolicy { file } => format!(
            "What-if calculation under the policy {}, not the archive's own: not a valid result",
            shown(file)
        ),
        WhatIfSaying::Grades { as_of, half, clients, moved } => {
            let half = half.map_or(String::new(), |half| format!("{half}, "));
            format!(
                "Grades under another policy, {half}as of {as_of}: {moved} of {clients} clients \
                 change"
            )
        }
        WhatIfSaying::GradesByBranch { as_of } => {
            format!("Changes by branch (what if, as of {as_of})")
        }
        WhatIfSaying::Assessments { half, as_of, moved } => {
            let branches = if *moved == 1 { "branch changes" } else { "branches change" };
            format!("Assessment under another policy, {half} (as of {as_of}): {moved} {branches}")
        }
        WhatIfSaying::Setting(key) => setting(key),
        WhatIfSaying::SameSettings => "Both policies have the same values".to_owned(),
        WhatIfSaying::Blamed { keys, together } => {
            let together = if *together && keys.len() > 1 { " (together)" } else { "" };
            format!("{}{together}", keys.join(", "))
        }
        WhatIfSaying::GradeIs { grade, state } => {
            format!("{} {}", grade.key(), Lang::En.word(*state))
        }
        WhatIfSaying::Predicate { predicate, was, is } => {
            let word = |value| Lang::En.word(value);
            format!("{} {} → {}", predicate.key(), word(*was), word(*is))
        }
        WhatIfSaying::Indicator { indicator, was, is } => {
            format!("{} {} → {}", Lang::En.word(*indicator), points(*was), points(*is))
        }
        WhatIfSaying::Cap { cap, is_new: true } => format!("new cap: {}", assess::cap(cap)),
        WhatIfSaying::Cap { cap, is_new: false } => format!("cap lifted: {}", assess::cap(cap)),
        WhatIfSaying::Scene(scene) => self::scene(scene),
        WhatIfSaying::NothingThen { half, on } => {
            format!("{half}: there was no archive on {on}, nothing was computed")
        }
    }
}

fn setting(key: &PolicyKey) -> String {
    let value = |value: &Option<String>| value.as_deref().map_or("not set".to_owned(), cut);
    format!("{}: in force {}, what if {}", shown(&key.key), value(&key.was), value(&key.is))
}

/// A long value is cut.
fn cut(value: &str) -> String {
    const SHOWN: usize = 40;
    let shown = shown(value);
    match shown.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", shown.get(..at).unwrap_or_default()),
        None => shown,
    }
}

fn points(points: Option<Tenths>) -> String {
    points.map_or("n/a".to_owned(), |points| points.to_string())
}

fn scene(scene: &Scene) -> String {
    match scene {
        Scene::Read => "Based on the archive as read".to_owned(),
        Scene::Stood { on } => format!("Based on the archive and the policy as of {on} (Git)"),
        Scene::Issued { path } => {
            format!("Based on the archive and the policy on which {path} was issued")
        }
        Scene::SeenFrom { on } => format!(
            "Based on the archive as read, with {on} as the as-of date, since it does not use Git \
             as evidence"
        ),
    }
}
