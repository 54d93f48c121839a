//! 换一套制度参数试算的文字。

use super::assess;
use crate::domain::keyword::Keyword;
use crate::domain::score::Tenths;
use crate::report::what_if::{PolicyKey, Scene, WhatIfSaying};
use crate::text::{Lang, shown};

pub fn saying(saying: &WhatIfSaying) -> String {
    match saying {
        WhatIfSaying::OtherPolicy { file } => {
            format!("试算：按 {} 的制度参数，不是档案库现行的制度，不得作为结果", shown(file))
        }
        WhatIfSaying::Grades { as_of, half, clients, moved } => {
            let half = half.map_or(String::new(), |half| format!("{half} "));
            format!("{half}分级试算（基准日 {as_of}）：{clients} 个客户中 {moved} 个变动")
        }
        WhatIfSaying::GradesByBranch { as_of } => {
            format!("各单位的变动（试算，基准日 {as_of}）")
        }
        WhatIfSaying::Assessments { half, as_of, moved } => {
            format!("{half} 考核试算（基准日 {as_of}）：{moved} 个单位变动")
        }
        WhatIfSaying::Setting(key) => setting(key),
        WhatIfSaying::SameSettings => "两套制度参数的现行值完全相同".to_owned(),
        WhatIfSaying::Blamed { keys, together } => {
            let together = if *together && keys.len() > 1 { "（合起来）" } else { "" };
            format!("{}{together}", keys.join("、"))
        }
        WhatIfSaying::GradeIs { grade, state } => {
            format!("{} {}", grade.key(), Lang::Zh.word(*state))
        }
        WhatIfSaying::Predicate { predicate, was, is } => {
            let word = |value| Lang::Zh.word(value);
            format!("{} {}→{}", predicate.key(), word(*was), word(*is))
        }
        WhatIfSaying::Indicator { indicator, was, is } => {
            format!("{} {}→{}", Lang::Zh.word(*indicator), points(*was), points(*is))
        }
        WhatIfSaying::Cap { cap, is_new: true } => format!("新增限制：{}", assess::cap(cap)),
        WhatIfSaying::Cap { cap, is_new: false } => format!("不再限制：{}", assess::cap(cap)),
        WhatIfSaying::Scene(scene) => self::scene(scene),
        WhatIfSaying::NothingThen { half, on } => {
            format!("{half}：{on} 时还没有档案，没有试算")
        }
    }
}

fn setting(key: &PolicyKey) -> String {
    let value = |value: &Option<String>| value.as_deref().map_or("未设".to_owned(), cut);
    format!("{}：现行 {}，试算 {}", shown(&key.key), value(&key.was), value(&key.is))
}

/// 太长的值只写开头。
fn cut(value: &str) -> String {
    const SHOWN: usize = 40;
    let shown = shown(value);
    match shown.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", shown.get(..at).unwrap_or_default()),
        None => shown,
    }
}

fn points(points: Option<Tenths>) -> String {
    points.map_or("不适用".to_owned(), |points| points.to_string())
}

fn scene(scene: &Scene) -> String {
    match scene {
        Scene::Read => "依据现在读到的档案".to_owned(),
        Scene::Stood { on } => format!("依据 {on} 当时的档案（Git）和当时的制度"),
        Scene::Issued { path } => format!("依据印发 {path} 时的档案和制度"),
        Scene::SeenFrom { on } => {
            format!("依据现在读到的档案，只把基准日改为 {on}：档案库不以 Git 为证")
        }
    }
}
