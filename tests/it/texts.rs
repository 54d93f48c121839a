//! Texts are there in both languages, and Chinese is written as Chinese is: full-width marks, a
//! space between Han and Latin letters or digits.

use clap::Command;
use kebu::archive::shape;
use kebu::cli::help::localised;
use kebu::domain::keyword::Keyword;
use kebu::domain::record::Kind;
use kebu::report::column::Label;
use kebu::text::Lang;
use std::fs;
use std::path::PathBuf;

fn is_han(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
}

/// Every command and argument with its help: (`client list --sort`, text).
fn help_texts(command: &Command, path: &str, texts: &mut Vec<(String, String)>) {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    texts.push((path.to_owned(), about));
    if let Some(after) = command.get_after_help() {
        texts.push((format!("{path} (after)"), after.to_string()));
    }
    for arg in command.get_arguments() {
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        texts.push((format!("{path} {}", arg.get_id()), help));
    }
    for sub in command.get_subcommands() {
        help_texts(sub, &format!("{path} {}", sub.get_name()), texts);
    }
}

fn all_help(lang: Lang) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    help_texts(&localised(lang), "kebu", &mut texts);
    texts.retain(|(name, text)| !(name.ends_with("(after)") && text.is_empty()));
    texts
}

#[test]
fn every_command_and_argument_has_help_in_both_languages() {
    for lang in Lang::ALL {
        let missing: Vec<_> =
            all_help(lang).into_iter().filter(|(_, text)| text.trim().is_empty()).collect();
        assert!(missing.is_empty(), "{}: no help for {missing:?}", lang.key());
    }
}

#[test]
fn chinese_help_is_chinese_and_english_help_is_english() {
    for (name, text) in all_help(Lang::Zh) {
        for sentence in text.split(['。', '\n', '；']).filter(|part| !part.trim().is_empty()) {
            assert!(sentence.contains(is_han), "{name}: not Chinese: {sentence}");
        }
    }
    for (name, text) in all_help(Lang::En) {
        assert!(!text.contains(is_han), "{name}: not English: {text}");
    }
}

#[test]
fn the_command_line_is_consistent() {
    for lang in Lang::ALL {
        localised(lang).debug_assert();
    }
}

/// What is wrong with the marks and spaces of a Chinese text. Between backticks stands what is
/// typed; between braces what is filled in.
fn faults_of_writing(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    let mut in_code = false;
    let mut in_braces = false;
    // A list on the command line has its comma there, in any language.
    for character in text.replace(",…", "").chars() {
        match character {
            '`' => {
                in_code = !in_code;
                plain.push('`');
            }
            '{' if !in_code => in_braces = true,
            '}' if !in_code => {
                in_braces = false;
                // Something stands here, nobody knows of what kind.
                plain.push('\u{fffc}');
            }
            _ if in_code || in_braces => {}
            other => plain.push(other),
        }
    }
    let characters: Vec<char> = plain.chars().collect();
    let mut faults = Vec::new();
    for pair in characters.windows(2) {
        let [first, second] = [pair[0], pair[1]];
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        if is_han(first) && matches!(second, ',' | ';' | ':' | '?' | '!' | '(' | ')') {
            faults.push(format!("half-width `{second}` after `{first}`"));
        }
        if (is_han(first) && is_latin(second)) || (is_latin(first) && is_han(second)) {
            faults.push(format!("no space in `{first}{second}`"));
        }
        if (is_han(first) && second == '`') || (first == '`' && is_han(second)) {
            faults.push(format!("no space in `{first}{second}`"));
        }
    }
    let is_mark =
        |c: char| matches!(c, '，' | '。' | '；' | '：' | '、' | '？' | '！' | '（' | '）');
    for pair in characters.windows(2) {
        if (is_mark(pair[0]) && pair[1] == ' ') || (pair[0] == ' ' && is_mark(pair[1])) {
            faults.push(format!("a space beside `{}{}`", pair[0], pair[1]));
        }
    }
    faults
}

#[test]
fn the_writing_is_judged_right() {
    for right in ["共 3 个", "错误（A 类）", "写成 `a,b`，再试", "{name}：{state}", "用 `-C` 指明"]
    {
        assert_eq!(faults_of_writing(right), Vec::<String>::new(), "{right}");
    }
    for wrong in ["共3个", "错误,再试", "错误: 无", "写成`a`", "A类", "好(的)", "共 3 个 ，多"]
    {
        assert!(!faults_of_writing(wrong).is_empty(), "{wrong}");
    }
}

/// The string literals of a Rust file; continued lines are joined.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut characters = source.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '/' if characters.peek() == Some(&'/') => {
                for rest in characters.by_ref() {
                    if rest == '\n' {
                        break;
                    }
                }
            }
            // A quote as a character: '"'.
            '\'' if characters.peek() == Some(&'"') => {
                characters.next();
            }
            '"' => found.push(literal(&mut characters)),
            _ => {}
        }
    }
    found
}

fn literal(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut text = String::new();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => match characters.next() {
                Some('\n') => {
                    while characters.peek().is_some_and(|next| next.is_whitespace()) {
                        characters.next();
                    }
                }
                Some('n') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    text
}

#[test]
fn chinese_texts_have_chinese_marks_and_spaces() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/text/zh");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        let Ok(source) = fs::read_to_string(entry.path()) else { continue };
        let texts = match entry.path().extension().and_then(|extension| extension.to_str()) {
            Some("rs") => literals(&source),
            Some("md") => source.lines().map(|line| line.replace(" -->", "")).collect(),
            _ => continue,
        };
        // An odd backtick is half of a pattern, not a text.
        let is_text =
            |text: &&String| text.contains(is_han) && text.matches('`').count().is_multiple_of(2);
        for text in texts.iter().filter(is_text) {
            seen += 1;
            for fault in faults_of_writing(text) {
                wrong.push(format!("{}: {fault}: {text}", entry.file_name().display()));
            }
        }
    }
    assert!(seen > 500, "only {seen} Chinese texts were found");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn chinese_labels_have_chinese_marks_and_spaces() {
    fn descriptions(schema: &serde_json::Value, found: &mut Vec<String>) {
        match schema {
            serde_json::Value::Object(object) => {
                if let Some(text) = object.get("description").and_then(|text| text.as_str()) {
                    found.extend(text.lines().filter(|line| line.contains(is_han)).map(Into::into));
                }
                object.values().for_each(|value| descriptions(value, found));
            }
            serde_json::Value::Array(items) => {
                items.iter().for_each(|value| descriptions(value, found));
            }
            _ => {}
        }
    }
    let mut labels: Vec<String> = Vec::new();
    for kind in Kind::ALL {
        descriptions(&shape::generate(*kind), &mut labels);
    }
    labels.extend(Label::ALL.iter().map(|label| label.labels()[0].to_owned()));
    assert!(labels.len() > 400, "only {} labels were found", labels.len());
    let wrong: Vec<String> = labels
        .iter()
        .flat_map(|label| {
            faults_of_writing(label).into_iter().map(move |fault| format!("{fault}: {label}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_column_has_a_key_and_a_heading_of_its_own_kind() {
    let mut keys: Vec<&str> = Label::ALL.iter().map(|label| label.key()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), Label::ALL.len(), "two columns have the same key");
    for label in Label::ALL {
        let [zh, en] = label.labels();
        assert!(!zh.is_empty() && !en.is_empty(), "{}", label.key());
        assert!(!en.contains(is_han), "{}: {en}", label.key());
    }
}
