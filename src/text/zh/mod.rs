//! Chinese texts, as a Chinese colleague would write them.

pub mod check_summary;
pub mod finding;
mod finding_more;
mod problem_parts;
mod syntax;
