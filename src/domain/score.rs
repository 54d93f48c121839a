//! Exact numbers: decimals as people typed them, scores as rationals, and the one rounding rule.
//! No binary float takes part in a computation (rules §0).

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use serde::{Deserialize, Deserializer, de};
use std::fmt;

/// An exact rational number of any size.
pub type Exact = BigRational;

/// A whole number as an exact one.
pub fn whole(number: impl Into<BigInt>) -> Exact {
    Exact::from_integer(number.into())
}

/// `numerator / denominator`; the denominator is never 0.
pub fn ratio(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> Exact {
    Exact::new(numerator.into(), denominator.into())
}

/// A finite decimal read from a record or the policy, for example `0.03`.
///
/// Held as the nearest double, whose shortest form is the decimal that was typed (up to 15
/// significant digits); [`Decimal::exact`] gives that decimal back.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Decimal(f64);

impl Decimal {
    /// A constant of the program; it must be finite.
    pub const fn constant(value: f64) -> Self {
        Self(value)
    }

    /// `None` for an infinity or not-a-number.
    pub fn new(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self(value))
    }

    /// The decimal that was typed, exactly.
    pub fn exact(self) -> Exact {
        let text = format!("{}", self.0);
        let (digits, places) = match text.split_once('.') {
            Some((head, tail)) => (format!("{head}{tail}"), tail.len()),
            None => (text, 0),
        };
        let scale = BigInt::from(10u8).pow(u32::try_from(places).unwrap_or(0));
        // `Display` of a finite double is digits, at most one point and a sign.
        Exact::new(digits.parse().unwrap_or_default(), scale)
    }

    pub fn value(self) -> f64 {
        self.0
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Decimal;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a finite number")
            }
            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Decimal, E> {
                Decimal::new(value).ok_or_else(|| E::custom("not a finite number"))
            }
            #[expect(clippy::cast_precision_loss, reason = "shares and rates are small")]
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Decimal, E> {
                Ok(Decimal(value as f64))
            }
        }
        source.deserialize_f64(Visitor)
    }
}

impl schemars::JsonSchema for Decimal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}

/// A score rounded for showing and comparing: tenths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenths(pub i64);

impl Tenths {
    /// Rounds to one decimal, half away from zero: the one rounding rule (rules §0).
    pub fn round(exact: &Exact) -> Self {
        let doubled = exact.abs() * whole(20);
        let rounded: BigInt = (doubled.floor().to_integer() + 1) / 2;
        let magnitude = i64::try_from(rounded).unwrap_or(i64::MAX);
        Self(if exact.is_negative() { -magnitude } else { magnitude })
    }

    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// For JSON: the double nearest to the tenth, which prints with one decimal.
    #[expect(clippy::cast_precision_loss, reason = "scores are small")]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 10.0
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        f.pad(&format!("{sign}{}.{}", magnitude / 10, magnitude % 10))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_away_from_zero_on_the_exact_value() {
        let table = [
            ((8495, 100), "85.0"),
            ((84_949, 1000), "84.9"),
            ((5994, 100), "59.9"),
            ((5995, 100), "60.0"),
            ((-5, 100), "-0.1"),
            ((-49, 1000), "0.0"),
            ((0, 1), "0.0"),
            ((1, 3), "0.3"),
            ((2, 3), "0.7"),
            ((1, 20), "0.1"),
        ];
        for ((numerator, denominator), shown) in table {
            assert_eq!(Tenths::round(&ratio(numerator, denominator)).to_string(), shown);
        }
    }

    #[test]
    fn a_decimal_is_what_was_typed() {
        for (value, numerator, denominator) in
            [(0.03, 3, 100), (0.1, 1, 10), (1.0, 1, 1), (-0.055, -55, 1000), (1e-7, 1, 10_000_000)]
        {
            assert_eq!(Decimal::constant(value).exact(), ratio(numerator, denominator));
        }
    }
}
