//! English: every text of the program.

pub mod agenda;
pub mod assess;
pub mod change;
pub mod check_summary;
pub mod demo;
pub mod edit;
pub mod finding;
mod finding_more;
pub mod grade;
pub mod help;
mod help_issue;
mod help_records;
mod help_submit;
mod help_work;
mod init;
pub mod issue;
pub mod notice;
mod past;
pub mod phrase;
mod problem_parts;
mod record_phrase;
pub mod refusal;
pub mod submit;
mod syntax;
mod trend;
pub mod usage;
mod user_git;
pub mod what_if;
pub mod work;
mod writing;

/// An amount of money with its thousands apart.
fn yuan(amount: i128) -> String {
    let digits = amount.unsigned_abs().to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).unwrap_or_default())
        .collect();
    format!("{}{} yuan", if amount < 0 { "-" } else { "" }, groups.join(","))
}
