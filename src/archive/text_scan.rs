//! What can be seen in a file's bytes before it is parsed: encoding, line endings, conflict
//! markers, characters that do not show.

use crate::diag::{Finding, Place, Problem};

/// The text of a file, or the finding that says why there is none.
pub fn to_text<'b>(path: &str, bytes: &'b [u8]) -> Result<&'b str, Box<Finding>> {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok(text);
    }
    // The slower way knows where.
    std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        let (_, _, had_errors) = encoding_rs::GB18030.decode(bytes);
        let problem = Problem::NotUtf8 { offset, gb18030: !had_errors };
        Box::new(Finding::new(Place::span(path, offset..offset), problem))
    })
}

/// The byte order mark, which TOML does not allow but editors write.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// Whether a text may hold one of Git's conflict markers: a cheap first look.
pub fn may_conflict(text: &str) -> bool {
    memchr::memchr2(b'<', b'>', text.as_bytes()).is_some()
        && (text.contains("<<<<<<<") || text.contains(">>>>>>>"))
}

/// The finding for a conflict marker, if there is one.
pub fn conflict(path: &str, text: &str) -> Option<Finding> {
    if !may_conflict(text) {
        return None;
    }
    let span = conflict_marker(text)?;
    Some(Finding::new(Place::span(path, span), Problem::ConflictMarker))
}

/// Findings about the text as a whole, conflict markers aside.
pub fn scan(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    if text.starts_with(BYTE_ORDER_MARK) {
        findings.push(Finding::new(Place::file(path), Problem::ByteOrderMark));
    }
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        let lines = text.matches("\r\n").count();
        if lines > 0 {
            findings.push(Finding::new(Place::file(path), Problem::CrlfLineEndings { lines }));
        }
    }
    if let Some((at, character)) = first_hidden(text) {
        let span = at..at + character.len_utf8();
        let problem = Problem::HiddenCharacter { character };
        findings.push(Finding::new(Place::span(path, span), problem));
    }
    findings
}

/// The first hidden character but a byte order mark at the very start, which has its own finding.
/// Looks at bytes first: only six of them begin a hidden character, and Chinese text has few.
fn first_hidden(text: &str) -> Option<(usize, char)> {
    const STEP: usize = 32;
    let begins = |byte: &u8| matches!(byte, 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3);
    // Without stopping at the first, all bytes of a step are looked at at once.
    let any = |step: &[u8]| step.iter().fold(false, |any, byte| any | begins(byte));
    let steps = text.as_bytes().chunks(STEP).enumerate().filter(|(_, step)| any(step));
    let bytes = steps.flat_map(|(nth, step)| (nth * STEP..).zip(step));
    bytes.filter(|(at, byte)| *at > 0 && begins(byte)).find_map(|(at, _)| {
        // Such a byte may also stand inside a character; then nothing begins there.
        let character = text.get(at..)?.chars().next()?;
        is_hidden(character).then_some((at, character))
    })
}

/// Git's markers at the start of a line, also inside multi-line strings.
fn conflict_marker(text: &str) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end();
        if ["<<<<<<< ", ">>>>>>> ", "||||||| "].iter().any(|mark| line.starts_with(mark))
            || matches!(shown, "<<<<<<<" | ">>>>>>>")
        {
            return Some(at..at + shown.len());
        }
        at += line.len();
    }
    None
}

/// Characters that change how text shows without showing themselves: bidirectional overrides,
/// zero-width and other format characters, C1 controls.
pub fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Also the controls that an escape can write into a text; line breaks and tabs are fine.
pub fn is_hidden_or_control(character: char) -> bool {
    is_hidden(character) || (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
}
