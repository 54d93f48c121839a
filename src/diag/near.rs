//! "Did you mean": the one measure of nearness between words.

/// The nearest of some words, when it is near enough to be meant, without regard to case;
/// of equally near ones the first.
pub fn nearest<'w>(word: &str, among: impl IntoIterator<Item = &'w str>) -> Option<String> {
    let folded = word.to_lowercase();
    let limit = (word.chars().count() / 3).clamp(1, 3);
    among
        .into_iter()
        .filter(|other| other.len().abs_diff(word.len()) <= limit * 4)
        .map(|other| (strsim::damerau_levenshtein(&folded, &other.to_lowercase()), other))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other.to_owned())
}
