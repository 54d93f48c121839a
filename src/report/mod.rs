//! Outcomes as sheets: typed cells under named columns, in no language and no format.
//! One report per file; none of them prints.

pub mod agenda;
pub mod assessment;
pub mod changes;
pub mod clients;
pub mod column;
pub mod complaints;
pub mod demo;
pub mod facts;
pub mod grade_explained;
pub mod grades;
pub mod issue;
pub mod lists;
pub mod notice;
pub mod paper;
pub mod phrase;
pub mod ranking;
pub mod ranking_comparison;
pub mod record_phrase;
pub mod records;
pub mod returns;
pub mod sheet;
pub mod submission;
pub mod surveys;
pub mod trend;
pub mod verification;
pub mod visits;
pub mod what_if;
