//! English: every text of the program.

pub mod assess;
pub mod grade;
pub mod help;
pub mod phrase;
pub mod refusal;
pub mod usage;
