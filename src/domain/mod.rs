//! Pure values and rules: what the records mean and what follows from them.
//! Nothing here knows TOML, Git, a clock, a terminal or a language: dates, thresholds and
//! evidence come in as values. The bilingual doc comments of the record types are data (the
//! schemas and the labels are made from them), not texts of the program.

pub mod agenda;
pub mod analysis;
pub mod assess;
pub mod book;
#[cfg(test)]
pub mod book_builder;
pub mod client_name;
pub mod client_search;
pub mod client_twins;
pub mod commit;
pub mod complaints;
pub mod credit_code;
pub mod grade;
pub mod id;
pub mod keyword;
pub mod movement;
pub mod period;
pub mod person_name;
pub mod personal_data;
pub mod policy;
pub mod ranking;
pub mod record;
pub mod region;
pub mod returns;
pub mod sampling;
pub mod score;
pub mod survey;
pub mod time;
pub mod visits;
pub mod works;
