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
    History,
    Diff,
    Changes,
    WhatIf,
    Since,
    Staged,
    IssueRank,
    Issue,
    Verify,
    Notice,
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

/// The policy without any key of its own: the defaults.
const WITHOUT_POLICY: &str = "assess 2026H1 --policy /dev/null";

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
        (Suggestion::History, now(format!("history {promoted}"))),
        (Suggestion::Diff, now("diff 2025H2..2026H1".to_owned())),
        (Suggestion::Changes, now("grade --changes --since 2025-12-31".to_owned())),
        (Suggestion::WhatIf, now(format!("{WITHOUT_POLICY} --compare --halves 3"))),
        (Suggestion::Since, now("check --since 2026-06-30".to_owned())),
        (Suggestion::Staged, now("check --staged --since HEAD".to_owned())),
        (Suggestion::IssueRank, now("rank 2026Q2 --issue".to_owned())),
        (Suggestion::Issue, now("assess 2026H1 --issue".to_owned())),
        (Suggestion::Verify, now("verify 2026H1".to_owned())),
        (Suggestion::Notice, now("assess notice 2026H1".to_owned())),
    ]
}
