//! 中文：程序的全部文字。

pub mod assess;
pub mod grade;
pub mod help;
pub mod phrase;
pub mod refusal;
pub mod usage;
