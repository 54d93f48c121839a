//! 中文：程序的全部文字。

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
pub mod paper;
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

/// 名字后面接汉字：名字以字母或数字结尾时空一格，以汉字结尾时不空。
fn before_han(name: &str) -> String {
    let spaced = name.ends_with(|last: char| last.is_ascii_alphanumeric());
    if spaced { format!("{name} ") } else { name.to_owned() }
}

/// 金额，以万元计，最多两位小数。
fn wan_yuan(yuan: i128) -> String {
    let hundredths = (yuan.abs() + 50) / 100;
    let sign = if yuan < 0 && hundredths > 0 { "-" } else { "" };
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => format!("{sign}{whole} 万元"),
        _ => format!("{sign}{whole}.{rest:02} 万元"),
    }
}
