//! The normal form of a client's name, in which two spellings of one organisation are equal.
//! For comparing and searching only; it is never shown and never stored.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// The name after NFKC, in lower case, without white space and without brackets (what stands in
/// them stays: `（北京）` distinguishes), with 有限责任公司 written 有限公司.
pub fn normal_form(name: &str) -> String {
    // Most names need no NFKC, and finding that out is far cheaper.
    let folded = match is_nfkc_quick(name.chars()) {
        IsNormalized::Yes => fold(name.chars()),
        _ => fold(name.nfkc()),
    };
    folded.replace("有限责任公司", "有限公司")
}

fn fold(name: impl Iterator<Item = char>) -> String {
    name.filter(|character| !character.is_whitespace() && !is_bracket(*character))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Brackets that NFKC leaves: it has already turned the full-width round ones into ASCII.
fn is_bracket(character: char) -> bool {
    matches!(
        character,
        '(' | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '<'
            | '>'
            | '【'
            | '】'
            | '〔'
            | '〕'
            | '〈'
            | '〉'
            | '《'
            | '》'
            | '「'
            | '」'
            | '『'
            | '』'
            | '〖'
            | '〗'
    )
}

#[cfg(test)]
mod tests {
    use super::normal_form;

    #[test]
    fn spellings_of_one_name_are_equal() {
        for (one, other) in [
            ("临江城市建设投资集团有限公司", "临江城市建设投资集团有限责任公司"),
            ("临江城投（集团）有限公司", "临江城投(集团)有限公司"),
            ("临江城投（集团）有限公司", "临江城投集团有限公司"),
            ("临江 城投　有限公司", "临江城投有限公司"),
            ("ＡＢＣ置业有限公司", "abc置业有限公司"),
            ("〔临江〕置业", "临江置业"),
        ] {
            assert_eq!(normal_form(one), normal_form(other), "{one} / {other}");
        }
    }

    #[test]
    fn different_names_stay_different() {
        for (one, other) in [
            ("临江置业有限公司", "临江置业股份有限公司"),
            ("临江置业（北京）有限公司", "临江置业（上海）有限公司"),
            ("临江第一医院", "临江第二医院"),
        ] {
            assert_ne!(normal_form(one), normal_form(other), "{one} / {other}");
        }
    }
}
