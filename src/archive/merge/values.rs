//! Lists of plain values in a merge: told value by value what became of them.

use crate::archive::compare::items::same;
use crate::archive::edit::Given;

/// A list of plain values that both sides changed and only added to or took from, so that it can
/// be told value by value what became of it.
pub struct Values<'g> {
    before: &'g [Given],
    ours: &'g [Given],
    theirs: &'g [Given],
}

impl<'g> Values<'g> {
    /// `None` where something is no such list or has a value twice, and where both put different
    /// values in the place of the same one.
    pub fn of(
        before: Option<&'g Given>,
        ours: Option<&'g Given>,
        theirs: Option<&'g Given>,
    ) -> Option<Self> {
        let plain = |given: Option<&'g Given>| match given {
            None => Some([].as_slice()),
            Some(Given::List(items)) => {
                let is_plain = |item: &Given| !matches!(item, Given::Table(_) | Given::List(_));
                let is_once = items.iter().enumerate().all(|(at, item)| !has(&items[..at], item));
                (is_once && items.iter().all(is_plain)).then_some(items.as_slice())
            }
            Some(_) => None,
        };
        let (before, ours, theirs) = (plain(before)?, plain(ours)?, plain(theirs)?);
        let adds = |side: &[Given], other: &[Given]| {
            side.iter().any(|value| !has(before, value) && !has(other, value))
        };
        let both_took = before.iter().any(|value| !has(ours, value) && !has(theirs, value));
        let replaced_twice = both_took && adds(ours, theirs) && adds(theirs, ours);
        (!replaced_twice).then_some(Self { before, ours, theirs })
    }

    /// What they added and we did not.
    pub fn added(&self) -> impl Iterator<Item = &'g Given> {
        let Self { before, ours, theirs } = *self;
        theirs.iter().filter(move |value| !has(before, value) && !has(ours, value))
    }

    /// The positions of ours that they took away.
    pub fn gone(&self) -> impl Iterator<Item = usize> {
        let Self { before, ours, theirs } = *self;
        let goes = move |value: &Given| has(before, value) && !has(theirs, value);
        ours.iter().enumerate().filter(move |(_, value)| goes(value)).map(|(place, _)| place)
    }

    /// Whether nothing is left of the list that we have.
    pub fn is_emptied(&self) -> bool {
        !self.ours.is_empty()
            && self.gone().count() == self.ours.len()
            && self.added().next().is_none()
    }
}

fn has(values: &[Given], value: &Given) -> bool {
    values.iter().any(|other| same(other, value))
}

#[cfg(test)]
mod tests {
    use crate::archive::merge::merge;
    use crate::domain::record::Kind;

    #[test]
    fn lists_of_plain_values_are_merged_by_value() {
        for (base, ours, theirs, merged) in [
            ("a", "a b", "a c", Ok("a b c")),
            ("a b c", "b c", "a b", Ok("b")),
            ("a b", "b x", "a b y", Ok("b x y")),
            ("a b", "a b x", "b x y", Ok("b x y")),
            ("", "x", "y", Ok("x y")),
            ("a", "", "a y", Ok("y")),
            ("a", "a x", "", Ok("x")),
            ("a b", "a", "b", Ok("")),
            // Two values in the place of one: nobody can tell which is right.
            ("a", "x", "y", Err(())),
            ("a", "a x x", "a y", Err(())),
        ] {
            let text = |values: &str| {
                let values: Vec<String> =
                    values.split_whitespace().map(|value| format!("\"{value}\"")).collect();
                let list = format!("aliases = [{}]\n", values.join(", "));
                let list = if values.is_empty() { "" } else { &list };
                format!("name = \"n\"\n{list}")
            };
            let (base, ours, theirs) = (text(base), text(ours), text(theirs));
            let made = merge(Kind::Client, &base, &ours, &theirs).unwrap();
            match merged {
                Ok(values) => {
                    assert_eq!(made.conflicts, Vec::<String>::new(), "{ours}{theirs}");
                    assert_eq!(made.text, text(values));
                }
                Err(()) => assert_eq!(made.conflicts, ["aliases"], "{ours}{theirs}"),
            }
        }
    }
}
