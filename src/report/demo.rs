//! What a demo that was made has to show, as data: its size, and commands to try.

use crate::domain::time::Date;

/// A demo that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoMade {
    pub folder: String,
    pub seed: u64,
    pub branches: usize,
    pub clients: usize,
    pub commits: usize,
    pub repositories: usize,
    pub today: Date,
}

/// What takes time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Telling,
    Writing,
}

/// What a command is worth trying for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suggestion {
    Check,
    Grade,
    Promoted,
    Demoted,
    Before,
    Moved,
    Rank,
    Past,
    Trend,
    Returns,
    Assess,
    Explain,
    Overdue,
    Agenda,
}

/// Clients and a branch to look at, by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sights {
    /// A branch with much to explain.
    pub branch: String,
    pub promoted: String,
    pub demoted: String,
    pub moved: String,
}

/// Commands to paste, each with what it shows. They are run in the demo's folder.
pub fn suggestions(sights: &Sights, today: Date) -> Vec<(Suggestion, String)> {
    let Sights { branch, promoted, demoted, moved } = sights;
    let now = |words: String| format!("kebu --today {today} {words}");
    vec![
        (Suggestion::Check, now("check".to_owned())),
        (Suggestion::Grade, now(format!("grade --branch {branch}"))),
        (Suggestion::Promoted, now(format!("grade {promoted} --explain"))),
        (Suggestion::Demoted, now(format!("grade {demoted} --explain"))),
        (Suggestion::Before, format!("kebu --at 2025-12-31 grade {demoted} --explain")),
        (Suggestion::Moved, now(format!("client show {moved}"))),
        (Suggestion::Rank, now("rank 2026Q2".to_owned())),
        (Suggestion::Past, "kebu --at 2025-09-30 rank 2025Q3".to_owned()),
        (Suggestion::Trend, now("rank 2026Q2 --trend 8".to_owned())),
        (Suggestion::Returns, now("returns 2026H1".to_owned())),
        (Suggestion::Assess, now("assess 2026H1".to_owned())),
        (Suggestion::Explain, now(format!("assess 2026H1 --branch {branch} --explain"))),
        (Suggestion::Overdue, now("complaint list --overdue".to_owned())),
        (Suggestion::Agenda, now(format!("agenda --branch {branch}"))),
    ]
}
