//! "Did you mean": the one measure of nearness between words.

/// The nearest of some words, when it is near enough to be meant, without regard to case;
/// of equally near ones the first.
pub fn nearest<'w>(word: &str, among: impl IntoIterator<Item = &'w str>) -> Option<String> {
    let folded = word.to_lowercase();
    // A single letter is near only to itself in another case: any other is a word of its own.
    let limit = match word.chars().count() {
        0 | 1 => 0,
        length => (length / 3).clamp(1, 3),
    };
    among
        .into_iter()
        .filter(|other| other.len().abs_diff(word.len()) <= limit * 4)
        .map(|other| (strsim::damerau_levenshtein(&folded, &other.to_lowercase()), other))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_letter_is_near_only_to_itself_in_another_case() {
        let near = |word| nearest(word, ["A", "B", "C"]);
        assert_eq!(near("D"), None);
        assert_eq!(near("b").as_deref(), Some("B"));
        assert_eq!(nearest("hd", ["hq"]).as_deref(), Some("hq"));
    }
}
