//! Monthly returns of the demo: when each branch files which, and what it says.

use super::cast::{Branch, Cast, Temper, YOUNG};
use super::draw::{Draw, after, before, day, working};
use super::values::{Paper, Values};
use super::{Demo, FIRST};
use crate::diag::edit::EditRefusal;
use crate::domain::record::Kind;
use crate::domain::time::Date;
use std::collections::BTreeSet;

/// How a return is filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filing {
    InTime,
    /// Days later than the 25th.
    Late,
    /// Committed on the evening of the 25th and pushed the next morning.
    Overnight,
    /// "Nothing changed", though something had.
    FalseNil,
    Missing,
}

/// One month of one branch.
#[derive(Debug, Clone)]
pub struct Month {
    /// `2026-06`
    pub name: String,
    pub on: Date,
    pub filing: Filing,
}

/// The months that a branch owes.
pub fn months(demo: &Demo, branch: &Branch, number: usize) -> Vec<Month> {
    let mut draw = Draw::new(demo.seed, "returns", number);
    let all = (0..18).map(|at| (2025 + at / 12, at % 12 + 1));
    let owed = all.filter(|(year, month)| {
        let begins_on = after(before(day(*year, u32::from(*month as u8), 25), 31), 1);
        number != YOUNG || begins_on > branch.opened_on
    });
    owed.map(|(year, month)| {
        let month = u32::from(month as u8);
        let filing = filing(branch, number, (year, month), &mut draw);
        let due_on = day(year, month, 25);
        let on = match filing {
            Filing::InTime | Filing::FalseNil | Filing::Missing => {
                let on = before(due_on, draw.below(5));
                if working(on) == on { on } else { before(on, 2) }
            }
            Filing::Late => working(after(due_on, draw.between(1, 5))),
            Filing::Overnight => due_on,
        };
        Month { name: format!("{year}-{month:02}"), on: on.max(after(FIRST, 3)), filing }
    })
    .collect()
}

fn filing(branch: &Branch, number: usize, month: (i32, u32), draw: &mut Draw) -> Filing {
    let drawn = draw.below(100);
    // The third branch has everything to show, whatever is drawn.
    match (number, month) {
        (2, (2026, 2)) => return Filing::FalseNil,
        (2, (2026, 4)) => return Filing::Missing,
        (2, (2026, 5)) => return Filing::Late,
        (0, (2025, 6)) | (1, (2026, 3)) => return Filing::Overnight,
        _ => {}
    }
    match (branch.temper, drawn) {
        (Temper::Careful, _) | (Temper::Usual, 0..88) | (Temper::Careless, 0..52) => Filing::InTime,
        (Temper::Usual, 88..97) | (Temper::Careless, 52..76) => Filing::Late,
        (Temper::Usual, _) | (Temper::Careless, 76..82) => Filing::Overnight,
        (Temper::Careless, 82..92) => Filing::Missing,
        (Temper::Careless, _) => Filing::FalseNil,
    }
}

/// The return's file. `new` and `changed`: paths that came and changed since the return before.
pub fn paper(
    cast: &Cast,
    branch: &Branch,
    month: &Month,
    new: &BTreeSet<&str>,
    changed: &BTreeSet<&str>,
) -> Result<Paper, EditRefusal> {
    let values = Values::default().date("submitted_on", month.on);
    let values = values.text("by", cast.id(branch.clerks[0]));
    let values = values.text("approved_by", cast.id(branch.head));
    let values = if new.is_empty() && changed.is_empty() || month.filing == Filing::FalseNil {
        values.flag("nil", true)
    } else {
        values.table("counts", counts(new, changed))
    };
    let path = format!("branches/{}/returns/{}.toml", branch.id, month.name);
    let text = Some(values.compose(Kind::Return, &path)?.into());
    Ok(Paper { path, text })
}

fn counts(new: &BTreeSet<&str>, changed: &BTreeSet<&str>) -> Values {
    let of = |paths: &BTreeSet<&str>, folder: &str| {
        paths.iter().filter(|path| path.contains(folder)).count() as u64
    };
    let all = |folder: &str| of(new, folder) + of(changed, folder);
    let values = Values::default().whole("clients_new", of(new, "/clients/"));
    let values = values.whole("clients_changed", of(changed, "/clients/"));
    let values = values.whole("complaints", all("/complaints/"));
    let values = values.whole("evaluations", all("/surveys/") + all("/analyses/"));
    values.whole("relations", all("/visits/") + all("/contacts/"))
}
