//! English: every text of the program.

pub mod assess;
pub mod check_summary;
pub mod finding;
mod finding_more;
pub mod grade;
pub mod help;
pub mod phrase;
mod problem_parts;
pub mod refusal;
mod syntax;
pub mod usage;
