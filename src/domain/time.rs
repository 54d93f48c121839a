//! Civil dates and instants in the archive's time zone. Nothing here reads a clock.

use chrono::{
    DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, NaiveDateTime, TimeDelta, TimeZone,
    Utc,
};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, de};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::str::FromStr;

/// A civil date. It is chrono's, read by our own reader: with chrono's, two fifths of what typing
/// a parsed record cost were its dates.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(transparent)]
pub struct Date(NaiveDate);

impl Date {
    pub const MIN: Self = Self(NaiveDate::MIN);
    pub const MAX: Self = Self(NaiveDate::MAX);

    /// `None` where there is no such day.
    pub const fn from_ymd_opt(year: i32, month: u32, day: u32) -> Option<Self> {
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) => Some(Self(date)),
            None => None,
        }
    }

    /// `days` earlier; at the beginning of the calendar, its first day.
    pub fn minus_days(self, days: u32) -> Self {
        self.checked_sub_days(Days::new(days.into())).map_or(Self::MIN, Self)
    }

    /// Another day of the same month; `None` where the month has no such day.
    pub fn on_day(self, day: u32) -> Option<Self> {
        self.with_day(day).map(Self)
    }
}

impl Deref for Date {
    type Target = NaiveDate;
    fn deref(&self) -> &NaiveDate {
        &self.0
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl FromStr for Date {
    type Err = chrono::ParseError;

    /// Reads what chrono reads, `2026-05-20` far faster.
    fn from_str(text: &str) -> Result<Self, chrono::ParseError> {
        plain(text.as_bytes()).map_or_else(|| text.parse().map(Self), Ok)
    }
}

/// A date of four, two and two digits, if it is one.
fn plain(text: &[u8]) -> Option<Date> {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = *text else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
        })
    };
    let year = i32::try_from(number(&[a, b, c, d])?).ok()?;
    Date::from_ymd_opt(year, number(&[e, f])?, number(&[g, h])?)
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        read_dated(source, "a date")
    }
}

pub type Instant = DateTime<Utc>;

/// The archive's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(pub Tz);

impl Zone {
    /// 00:00 of a date. Where the clock skips midnight, the first instant of the day.
    pub fn start_of(self, date: Date) -> Instant {
        self.local(date.and_time(chrono::NaiveTime::MIN))
    }

    /// 24:00 of a date.
    pub fn end_of(self, date: Date) -> Instant {
        self.start_of(next_day(date))
    }

    /// The civil date of an instant.
    pub fn date_of(self, instant: Instant) -> Date {
        instant.with_timezone(&self.0).date_naive().into()
    }

    /// A local date-time read in this zone: the earlier one where the clock is set back; where it
    /// is set forward, as long after the gap's start as it says (RFC 5545, 3.3.5).
    pub fn local(self, local: NaiveDateTime) -> Instant {
        let mut into_gap = TimeDelta::zero();
        loop {
            if let Some(found) = self.0.from_local_datetime(&(local - into_gap)).earliest() {
                return found.with_timezone(&Utc) + into_gap;
            }
            into_gap += TimeDelta::minutes(1);
        }
    }
}

pub fn next_day(date: Date) -> Date {
    date.succ_opt().map_or(Date::MAX, Date)
}

pub fn previous_day(date: Date) -> Date {
    date.pred_opt().map_or(Date::MIN, Date)
}

/// `days` later; at the end of the calendar, its last day.
pub fn days_after(date: Date, days: u32) -> Date {
    date.checked_add_days(Days::new(days.into())).map_or(Date::MAX, Date)
}

/// N months before: same day number, clipped to the month's end (rules §0).
pub fn months_before(date: Date, months: u32) -> Date {
    date.checked_sub_months(Months::new(months)).map_or(Date::MIN, Date)
}

/// N months after: same day number, clipped to the month's end (rules §0).
pub fn months_after(date: Date, months: u32) -> Date {
    date.checked_add_months(Months::new(months)).map_or(Date::MAX, Date)
}

/// "Within the last N months": from N months before the as-of date to it, both inclusive
/// (rules §0).
pub fn is_within_months(date: Date, as_of: Date, months: u32) -> bool {
    months_before(as_of, months) <= date && date <= as_of
}

/// Civil days from one date to another; negative when `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    (to.0 - from.0).num_days()
}

/// A point in time as a record gives it: an instant, a local time, or a bare date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    Offset(DateTime<FixedOffset>),
    Local(NaiveDateTime),
    Day(Date),
}

impl Moment {
    /// The civil date in the archive's zone.
    pub fn date(self, zone: Zone) -> Date {
        match self {
            Self::Offset(at) => zone.date_of(at.with_timezone(&Utc)),
            Self::Local(at) => at.date().into(),
            Self::Day(day) => day,
        }
    }

    /// When a clock that starts here begins to run: 24:00 of a bare date.
    pub fn as_start(self, zone: Zone) -> Instant {
        match self {
            Self::Day(day) => zone.end_of(day),
            timed => timed.as_event(zone),
        }
    }

    /// When an event given so happened: 00:00 of a bare date.
    pub fn as_event(self, zone: Zone) -> Instant {
        match self {
            Self::Offset(at) => at.with_timezone(&Utc),
            Self::Local(at) => zone.local(at),
            Self::Day(day) => zone.start_of(day),
        }
    }
}

impl FromStr for Moment {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        if let Ok(day) = text.parse::<Date>() {
            return Ok(Self::Day(day));
        }
        let text = text.replacen([' ', 't'], "T", 1);
        if let Ok(at) = DateTime::parse_from_rfc3339(&text.to_uppercase()) {
            return Ok(Self::Offset(at));
        }
        text.parse().map(Self::Local).map_err(|_| ())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offset(at) => f.pad(&at.format("%Y-%m-%dT%H:%M:%S%:z").to_string()),
            Self::Local(at) => f.pad(&at.format("%Y-%m-%dT%H:%M:%S").to_string()),
            Self::Day(day) => f.pad(&day.to_string()),
        }
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        read_dated(source, "a date or a date with a time")
    }
}

/// `deserialize_str` asks our reader for a TOML date; text asks with `deserialize_string`.
fn read_dated<'de, T: FromStr, D: Deserializer<'de>>(
    source: D,
    expected: &'static str,
) -> Result<T, D::Error> {
    struct Visitor<T>(&'static str, PhantomData<T>);
    impl<T: FromStr> de::Visitor<'_> for Visitor<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
        }
    }
    source.deserialize_str(Visitor(expected, PhantomData))
}

impl schemars::JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": MOMENT_PATTERN })
    }
}

/// A bare date, a local date-time or an offset date-time, as editors see them (a `format` would
/// refuse two of the three).
pub const MOMENT_PATTERN: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}\
                                  (\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})?)?$";

/// A day of the year, `MM-DD`, for dates that return every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct YearDay {
    month: u32,
    day: u32,
}

impl YearDay {
    pub const fn constant(month: u32, day: u32) -> Self {
        Self { month, day }
    }

    /// This day in a year; 29 February falls on the 28th of a common year.
    pub fn in_year(self, year: i32) -> Date {
        Date::from_ymd_opt(year, self.month, self.day)
            .or_else(|| Date::from_ymd_opt(year, self.month, 28))
            .unwrap_or(Date::MIN)
    }
}

impl FromStr for YearDay {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        // 2000 is a leap year, so that 02-29 is accepted.
        let date: Date = format!("2000-{text}").parse().map_err(|_| ())?;
        let day = Self { month: date.month(), day: date.day() };
        if day.to_string() == text { Ok(day) } else { Err(()) }
    }
}

impl fmt::Display for YearDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:02}-{:02}", self.month, self.day))
    }
}

impl<'de> Deserialize<'de> for YearDay {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        crate::domain::id::read_str(source)
    }
}

impl schemars::JsonSchema for YearDay {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "YearDay".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string", "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_was_skipped_counts_from_the_change_of_the_clock() {
        let berlin = Zone(chrono_tz::Europe::Berlin);
        for (local, instant) in [
            ("2026-03-29T01:59:00", "2026-03-29T00:59:00+00:00"),
            ("2026-03-29T02:00:00", "2026-03-29T01:00:00+00:00"),
            ("2026-03-29T02:30:00", "2026-03-29T01:30:00+00:00"),
            ("2026-03-29T03:00:00", "2026-03-29T01:00:00+00:00"),
            ("2026-10-25T02:30:00", "2026-10-25T00:30:00+00:00"),
        ] {
            assert_eq!(berlin.local(local.parse().unwrap()).to_rfc3339(), instant, "{local}");
        }
        // Samoa went without this day.
        let skipped = Date::from_ymd_opt(2011, 12, 30).unwrap();
        let start = Zone(chrono_tz::Pacific::Apia).start_of(skipped);
        assert_eq!(start.to_rfc3339(), "2011-12-30T10:00:00+00:00");
    }

    #[test]
    fn a_date_is_read_as_chrono_reads_it() {
        for text in [
            "2026-05-20",
            "2024-02-29",
            "2026-02-29",
            "2026-00-10",
            "2026-13-01",
            "2026-5-2",
            "+2026-05-02",
            "02026-05-02",
            "2026/05/02",
            "2026-05-2０",
            "2026-05-020",
            "",
        ] {
            let ours = text.parse::<Date>().ok().map(|date| *date);
            assert_eq!(ours, text.parse::<NaiveDate>().ok(), "{text}");
        }
    }
}
