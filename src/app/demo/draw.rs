//! Numbers, days and ids that hang on the seed alone: the same on any machine and in any order of
//! work, since every client and every branch has a row of numbers of its own.

use crate::domain::id::Id;
use crate::domain::sampling::Generator;
use crate::domain::time::{Date, days_between};
use chrono::{Datelike, Days, Weekday};

/// A day of the calendar, written as its parts.
pub fn day(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).unwrap_or(Date::MIN)
}

pub fn after(date: Date, days: u64) -> Date {
    date.checked_add_days(Days::new(days)).map_or(date, Date::from)
}

pub fn before(date: Date, days: u64) -> Date {
    date.checked_sub_days(Days::new(days)).map_or(date, Date::from)
}

/// The day itself, or the Monday after a weekend.
pub fn working(date: Date) -> Date {
    match date.weekday() {
        Weekday::Sat => after(date, 2),
        Weekday::Sun => after(date, 1),
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => date,
    }
}

/// Seconds of Unix time at a minute of a day in Asia/Shanghai, which has kept UTC+8 since 1991.
pub fn seconds(date: Date, minute: u64) -> i64 {
    let days = days_between(day(1970, 1, 1), date);
    days * 86_400 + i64::try_from(minute).unwrap_or(0) * 60 - 8 * 3600
}

/// A moment as records write it.
pub fn moment(date: Date, minute: u64) -> String {
    let (date, minute) = (after(date, minute / 1440), minute % 1440);
    format!("{date}T{:02}:{:02}:00+08:00", minute / 60, minute % 60)
}

/// A row of drawn numbers.
pub struct Draw(Generator);

impl Draw {
    pub fn new(seed: u64, name: &str, number: usize) -> Self {
        Self(Generator::new(seed, &format!("{name} {number}")))
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.0.below(bound)
    }

    /// From `low` to `high`, both inclusive.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        let place = usize::try_from(self.below(list.len() as u64)).unwrap_or(0);
        &list[place]
    }

    /// A working day from `first` to some days after it.
    pub fn day(&mut self, first: Date, days: u64) -> Date {
        working(after(first, self.below(days + 1)))
    }
}

/// Numbers below 2^bits in another order: no two the same, and none that follows the one before.
pub fn shuffled(number: usize, seed: u64, bits: u32) -> u64 {
    let mask = (1_u64 << bits) - 1;
    let mut mixed = (number as u64 ^ seed.wrapping_mul(0x9e37_79b9)) & mask;
    for factor in [0x2c1b_3c6d, 0x297a_2d39_u64, 0x1b56_c4e9] {
        mixed = mixed.wrapping_mul(factor) & mask;
        mixed ^= mixed >> (bits / 2);
    }
    mixed
}

/// The id of a record: `number` is its place among all of its kind.
pub fn id(prefix: &str, on: Date, number: usize, seed: u64) -> String {
    // The form holds by construction: two letters, a month, six characters of a draw.
    Id::drawn(prefix, on, shuffled(number, seed, 30)).map(|id| id.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn shuffled_numbers_are_all_different() {
        let drawn: BTreeSet<u64> = (0..1 << 12).map(|number| shuffled(number, 7, 12)).collect();
        assert_eq!(drawn.len(), 1 << 12);
        assert_eq!(drawn.last(), Some(&((1 << 12) - 1)));
    }

    #[test]
    fn moments_are_those_of_shanghai() {
        assert_eq!(seconds(day(2026, 7, 20), 9 * 60 + 30), 1_784_511_000);
        assert_eq!(moment(day(2026, 7, 20), 25 * 60 + 5), "2026-07-21T01:05:00+08:00");
        assert_eq!(working(day(2026, 7, 18)), day(2026, 7, 20));
    }
}
