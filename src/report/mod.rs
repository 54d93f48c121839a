//! Outcomes as sheets: typed cells under named columns, in no language and no format.
//! One report per file; none of them prints.

pub mod column;
pub mod phrase;
pub mod sheet;
