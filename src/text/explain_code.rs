//! `kebu explain CODE`: what a code means, why it matters, how to mend it. The words stand in one
//! Markdown file for each language, a section for each code in the order of the list; a test
//! insists that none is missing.

use super::Lang;
use crate::diag::Code;

/// The explanation of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    pub title: &'static str,
    /// Markdown: paragraphs and one example.
    pub body: &'static str,
}

fn source(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => include_str!("zh/explain_code.md"),
        Lang::En => include_str!("en/explain_code.md"),
    }
}

/// What a code means.
pub fn explain_code(lang: Lang, code: Code) -> Explanation {
    let wanted = sections(lang).find(|(key, _)| *key == code.key());
    wanted.map_or(Explanation { title: code.key(), body: "" }, |(_, explanation)| explanation)
}

/// Every section: the code's name and its explanation.
fn sections(lang: Lang) -> impl Iterator<Item = (&'static str, Explanation)> {
    // The text before the first section is for whoever reads the file itself.
    source(lang).split("\n## ").skip(1).filter_map(|section| {
        let (heading, body) = section.split_once('\n')?;
        let (key, title) = heading.split_once(' ')?;
        Some((key, Explanation { title: title.trim(), body: body.trim() }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_section_in_the_order_of_the_list() {
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.key()).collect();
        for lang in Lang::ALL {
            let found: Vec<&str> = sections(lang).map(|(key, _)| key).collect();
            let missing: Vec<_> = codes.iter().filter(|code| !found.contains(code)).collect();
            assert!(missing.is_empty(), "{lang:?} lacks {missing:?}");
            assert_eq!(found, codes, "{lang:?}");
        }
    }

    #[test]
    fn every_section_says_why_and_how() {
        for lang in Lang::ALL {
            for (key, explanation) in sections(lang) {
                let paragraphs = explanation.body.split("\n\n").count();
                assert!(paragraphs >= 3, "{lang:?} {key}: meaning, mending, example");
                assert!(explanation.body.contains("```"), "{lang:?} {key}: an example");
                assert!(!explanation.title.is_empty(), "{lang:?} {key}");
                let han = explanation.title.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c));
                assert_eq!(han, lang == Lang::Zh, "{lang:?} {key}: {}", explanation.title);
            }
        }
    }
}
