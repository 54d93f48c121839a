//! `kebu explain`: what a code, an indicator or a predicate means, why it matters, what to do. The
//! words stand in two Markdown files for each language, a section for each topic in the order of
//! the lists; tests insist that none is missing.

use super::Lang;
use crate::diag::Code;

/// The explanation of a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    pub title: &'static str,
    /// Markdown: paragraphs and one example.
    pub body: &'static str,
}

fn codes(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => include_str!("zh/explain_code.md"),
        Lang::En => include_str!("en/explain_code.md"),
    }
}

fn rules(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => include_str!("zh/explain_rule.md"),
        Lang::En => include_str!("en/explain_rule.md"),
    }
}

/// What a code means.
pub fn explain_code(lang: Lang, code: Code) -> Explanation {
    find(codes(lang), code.key())
}

/// What a predicate (`A1` … `C7`) or an indicator (`reporting` …) means.
pub fn explain_rule(lang: Lang, rule: &'static str) -> Explanation {
    find(rules(lang), rule)
}

fn find(source: &'static str, wanted: &'static str) -> Explanation {
    let found = sections(source).find(|(key, _)| *key == wanted);
    found.map_or(Explanation { title: wanted, body: "" }, |(_, explanation)| explanation)
}

/// Every section: the topic's name and its explanation.
fn sections(source: &'static str) -> impl Iterator<Item = (&'static str, Explanation)> {
    // The text before the first section is for whoever reads the file itself.
    source.split("\n## ").skip(1).filter_map(|section| {
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
        let keys: Vec<&str> = Code::ALL.iter().map(|code| code.key()).collect();
        for lang in Lang::ALL {
            let found: Vec<&str> = sections(codes(lang)).map(|(key, _)| key).collect();
            let missing: Vec<_> = keys.iter().filter(|code| !found.contains(code)).collect();
            assert!(missing.is_empty(), "{lang:?} lacks {missing:?}");
            assert_eq!(found, keys, "{lang:?}");
        }
    }

    #[test]
    fn every_predicate_and_indicator_has_one_section() {
        let wanted: Vec<&str> = crate::cli::explain::rules().collect();
        for lang in Lang::ALL {
            let found: Vec<&str> = sections(rules(lang)).map(|(key, _)| key).collect();
            assert_eq!(found, wanted, "{lang:?}");
            for (key, explanation) in sections(rules(lang)) {
                let paragraphs = explanation.body.split("\n\n").count();
                assert_eq!(
                    paragraphs, 3,
                    "{lang:?} {key}: the text, how it is decided, what changes it"
                );
            }
        }
    }

    #[test]
    fn every_section_says_why_and_how() {
        for lang in Lang::ALL {
            for (key, explanation) in sections(codes(lang)) {
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
