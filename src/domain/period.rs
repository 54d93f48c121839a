//! Months, quarters, half-years, years: `2026-06`, `2026Q2`, `2026H1`, `2026`.

use crate::domain::time::{Date, next_day, previous_day};
use chrono::Datelike;
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::str::FromStr;

/// The text is no period: `2026-06`, `2026Q2`, `2026H1` or `2026` (years 1000 to 9999).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadPeriod;

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    pub year: i32,
    /// 1..=12
    pub month: u32,
}

/// A calendar half-year: January to June or July to December.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Half {
    pub year: i32,
    /// 1 or 2
    pub half: u32,
}

/// Any period that is ranked or reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    Month(Month),
    Quarter {
        year: i32,
        /// 1..=4
        quarter: u32,
    },
    Half(Half),
    Year(i32),
}

fn first_of(year: i32, month: u32) -> Date {
    Date::from_ymd_opt(year, month, 1).unwrap_or(Date::MIN)
}

/// The day before the first day of the month that lies `months` after `year`-`month`.
fn last_before(year: i32, month: u32, months: u32) -> Date {
    previous_day(crate::domain::time::months_after(first_of(year, month), months))
}

impl Month {
    pub fn of(date: Date) -> Self {
        Self { year: date.year(), month: date.month() }
    }

    pub fn first_day(self) -> Date {
        first_of(self.year, self.month)
    }

    pub fn last_day(self) -> Date {
        last_before(self.year, self.month, 1)
    }

    pub fn previous(self) -> Self {
        Self::of(previous_day(self.first_day()))
    }

    pub fn next(self) -> Self {
        Self::of(next_day(self.last_day()))
    }

    pub fn half(self) -> Half {
        Half::of(self.first_day())
    }
}

impl Half {
    pub fn of(date: Date) -> Self {
        Self { year: date.year(), half: if date.month() <= 6 { 1 } else { 2 } }
    }

    pub fn first_day(self) -> Date {
        first_of(self.year, self.half * 6 - 5)
    }

    pub fn last_day(self) -> Date {
        last_before(self.year, self.half * 6 - 5, 6)
    }

    pub fn previous(self) -> Self {
        Self::of(previous_day(self.first_day()))
    }

    pub fn contains(self, date: Date) -> bool {
        Self::of(date) == self
    }

    /// Its six months, in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        Period::Half(self).months()
    }
}

impl Period {
    pub fn first_day(self) -> Date {
        match self {
            Self::Month(month) => month.first_day(),
            Self::Quarter { year, quarter } => first_of(year, quarter * 3 - 2),
            Self::Half(half) => half.first_day(),
            Self::Year(year) => first_of(year, 1),
        }
    }

    pub fn last_day(self) -> Date {
        match self {
            Self::Month(month) => month.last_day(),
            Self::Quarter { year, quarter } => last_before(year, quarter * 3 - 2, 3),
            Self::Half(half) => half.last_day(),
            Self::Year(year) => last_before(year, 1, 12),
        }
    }

    /// Its months, in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        let last = Month::of(self.last_day());
        std::iter::successors(Some(Month::of(self.first_day())), |month| Some(month.next()))
            .take_while(move |month| *month <= last)
    }

    /// The period of the same kind before this one.
    pub fn previous(self) -> Self {
        let eve = previous_day(self.first_day());
        match self {
            Self::Month(_) => Self::Month(Month::of(eve)),
            Self::Quarter { .. } => {
                Self::Quarter { year: eve.year(), quarter: eve.month().div_ceil(3) }
            }
            Self::Half(_) => Self::Half(Half::of(eve)),
            Self::Year(year) => Self::Year(year - 1),
        }
    }
}

fn year(text: &str) -> Result<i32, BadPeriod> {
    let plain =
        text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    if plain { text.parse().map_err(|_| BadPeriod) } else { Err(BadPeriod) }
}

impl FromStr for Period {
    type Err = BadPeriod;
    fn from_str(text: &str) -> Result<Self, BadPeriod> {
        let (head, tail) = text.split_at_checked(4).ok_or(BadPeriod)?;
        let year = year(head)?;
        if tail.is_empty() {
            return Ok(Self::Year(year));
        }
        let (sign, number) = tail.split_at_checked(1).ok_or(BadPeriod)?;
        match (sign, number) {
            ("Q" | "q", "1" | "2" | "3" | "4") => {
                Ok(Self::Quarter { year, quarter: number.parse().map_err(|_| BadPeriod)? })
            }
            ("H" | "h", "1" | "2") => {
                Ok(Self::Half(Half { year, half: number.parse().map_err(|_| BadPeriod)? }))
            }
            // `parse` alone would take `+1`.
            ("-", number) if number.len() == 2 && !number.starts_with('+') => {
                match number.parse() {
                    Ok(month @ 1..=12) => Ok(Self::Month(Month { year, month })),
                    _ => Err(BadPeriod),
                }
            }
            _ => Err(BadPeriod),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => month.fmt(f),
            Self::Quarter { year, quarter } => f.pad(&format!("{year}Q{quarter}")),
            Self::Half(half) => half.fmt(f),
            Self::Year(year) => f.pad(&format!("{year}")),
        }
    }
}

impl FromStr for Month {
    type Err = BadPeriod;
    fn from_str(text: &str) -> Result<Self, BadPeriod> {
        match text.parse()? {
            Period::Month(month) => Ok(month),
            _ => Err(BadPeriod),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-{:02}", self.year, self.month))
    }
}

impl FromStr for Half {
    type Err = BadPeriod;
    fn from_str(text: &str) -> Result<Self, BadPeriod> {
        match text.parse()? {
            Period::Half(half) => Ok(half),
            _ => Err(BadPeriod),
        }
    }
}

impl fmt::Display for Half {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}H{}", self.year, self.half))
    }
}

impl<'de> Deserialize<'de> for Half {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        crate::domain::id::read_str(source)
    }
}

/// The regular expression of a half-year in a record; there it is written with a capital H.
pub const HALF_PATTERN: &str = "^[1-9][0-9]{3}H[12]$";

impl schemars::JsonSchema for Half {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Half".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": HALF_PATTERN })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_print_as_they_are_read() {
        for text in ["2026", "2026H1", "2026H2", "2026Q1", "2026Q4", "2026-01", "2026-12"] {
            let period: Period = text.parse().unwrap();
            assert_eq!(period.to_string(), text);
        }
        for text in [
            "",
            "26",
            "2026Q5",
            "2026H0",
            "2026-13",
            "2026-1",
            "2026-+1",
            "0026",
            "2026 H1",
            "２０２６",
        ] {
            assert_eq!(text.parse::<Period>(), Err(BadPeriod), "{text}");
        }
    }

    #[test]
    fn a_period_knows_its_days_and_its_forerunner() {
        for (text, first, last, previous) in [
            ("2026Q1", "2026-01-01", "2026-03-31", "2025Q4"),
            ("2026H1", "2026-01-01", "2026-06-30", "2025H2"),
            ("2024-02", "2024-02-01", "2024-02-29", "2024-01"),
            ("2026", "2026-01-01", "2026-12-31", "2025"),
        ] {
            let period: Period = text.parse().unwrap();
            assert_eq!(period.first_day().to_string(), first);
            assert_eq!(period.last_day().to_string(), last);
            assert_eq!(period.previous().to_string(), previous);
        }
    }
}
