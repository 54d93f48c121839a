//! The three values of a predicate and Kleene's connectives (rules §0). Nothing else.

use crate::domain::keyword::keyword;

keyword! {
    /// Yes, no, or not known.
    pub enum Ternary {
        /// 是
        /// yes
        Yes = "yes",
        /// 否
        /// no
        No = "no",
        /// 未知
        /// unknown
        Unknown = "unknown",
    }
}

impl Ternary {
    /// A comparison with an unknown value is unknown.
    pub fn of(value: Option<bool>) -> Self {
        match value {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Unknown,
        }
    }

    /// No if either is no, yes if both are yes.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
        }
    }

    /// Yes if either is yes, no if both are no.
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
        }
    }

    pub fn is_yes(self) -> bool {
        self == Self::Yes
    }

    pub fn is_unknown(self) -> bool {
        self == Self::Unknown
    }
}

impl From<bool> for Ternary {
    fn from(value: bool) -> Self {
        Self::of(Some(value))
    }
}

#[cfg(test)]
mod tests {
    use super::Ternary::{self, No, Unknown, Yes};

    #[test]
    fn the_connectives_are_kleenes() {
        let table: [(Ternary, Ternary, Ternary, Ternary); 9] = [
            (Yes, Yes, Yes, Yes),
            (Yes, No, No, Yes),
            (Yes, Unknown, Unknown, Yes),
            (No, Yes, No, Yes),
            (No, No, No, No),
            (No, Unknown, No, Unknown),
            (Unknown, Yes, Unknown, Yes),
            (Unknown, No, No, Unknown),
            (Unknown, Unknown, Unknown, Unknown),
        ];
        for (left, right, and, or) in table {
            assert_eq!(left.and(right), and, "{left} and {right}");
            assert_eq!(left.or(right), or, "{left} or {right}");
        }
    }
}
