//! The words of a trend of rankings.

use crate::domain::period::Period;
use crate::report::trend::TrendPhrase;

pub fn phrase(phrase: &TrendPhrase) -> String {
    match phrase {
        TrendPhrase::OfGroup { first, last } => {
            format!("The group's clients by grade, {first} to {last}")
        }
        TrendPhrase::OfBranches { first, last } => {
            format!("Ranks and grades of the branches, {first} to {last}")
        }
        TrendPhrase::NoData { periods } => {
            let listed = listed(periods);
            format!("No data: {listed} (no archive was there yet, or there is no Git history)")
        }
        TrendPhrase::Unreadable { periods } => {
            let listed = listed(periods);
            format!(
                "Not computed: {listed} (some records of that time cannot be read; see `check \
                 --at`)"
            )
        }
        TrendPhrase::AsItStood => {
            "Earlier periods are computed from the records that had arrived by their last day and \
             the policy of that time"
                .to_owned()
        }
    }
}

fn listed(periods: &[Period]) -> String {
    periods.iter().map(Period::to_string).collect::<Vec<_>>().join(", ")
}
