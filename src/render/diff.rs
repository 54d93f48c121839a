//! What a command changes, or would change, as a unified diff: the form that `git apply` and
//! `patch` read. Knows texts only, no records.

use crate::text::wording::visible;
use similar::{ChangeTag, TextDiff};
use std::fmt::Write;

/// A file before and after; `None`: not there.
#[derive(Debug, Clone, Copy)]
pub struct Changed<'c> {
    pub path: &'c str,
    pub before: Option<&'c [u8]>,
    pub after: Option<&'c [u8]>,
}

/// How a diff is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// By programs: every byte as it is.
    Exact,
    /// By people on a terminal: what hides is made visible.
    Visible { coloured: bool },
}

/// Lines around a change.
const CONTEXT: usize = 3;

/// One diff after the other, in the order given; nothing for a file that stays as it is.
pub fn unified<'c>(changes: impl IntoIterator<Item = Changed<'c>>, look: Look) -> String {
    let mut text = String::new();
    for changed in changes {
        one(&changed, look, &mut text);
    }
    text
}

fn one(changed: &Changed<'_>, look: Look, into: &mut String) {
    let Changed { path, before, after } = *changed;
    if before == after {
        return;
    }
    let header = |side: &str, content: Option<&[u8]>| match content {
        Some(_) => format!("{side}/{path}"),
        None => "/dev/null".to_owned(),
    };
    let (old, new) = (header("a", before), header("b", after));
    let text = |content: Option<&[u8]>| match std::str::from_utf8(content.unwrap_or_default()) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => None,
    };
    let (Some(before), Some(after)) = (text(before), text(after)) else {
        // As `diff` and Git say it, in every language.
        let _ = writeln!(into, "Binary files {old} and {new} differ");
        return;
    };
    line(into, look, ChangeTag::Equal, &format!("--- {old}\n+++ {new}\n"));
    let diff = TextDiff::from_lines(&before, &after);
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        line(into, look, ChangeTag::Equal, &format!("{}\n", hunk.header()));
        for change in hunk.iter_changes() {
            let shown = format!("{}{}", change.tag(), change.value());
            line(into, look, change.tag(), &shown);
            if change.missing_newline() {
                into.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
}

fn line(into: &mut String, look: Look, tag: ChangeTag, text: &str) {
    let colour = match (look, tag) {
        (Look::Visible { coloured: true }, ChangeTag::Delete) => "\u{1b}[31m",
        (Look::Visible { coloured: true }, ChangeTag::Insert) => "\u{1b}[32m",
        _ => "",
    };
    let (body, end) = match text.strip_suffix('\n') {
        Some(body) => (body, "\n"),
        None => (text, ""),
    };
    let reset = if colour.is_empty() { "" } else { "\u{1b}[0m" };
    match look {
        Look::Exact => into.push_str(text),
        Look::Visible { .. } => {
            // A carriage return would let a line write over itself.
            let body = visible(body).replace('\r', "\\r");
            into.push_str(&format!("{colour}{body}{reset}{end}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(before: Option<&str>, after: Option<&str>, look: Look) -> String {
        let bytes = |text: Option<&'static str>| text.map(str::as_bytes);
        let leak = |text: Option<&str>| text.map(|text| &*text.to_owned().leak());
        let (before, after) = (bytes(leak(before)), bytes(leak(after)));
        unified([Changed { path: "a.toml", before, after }], look)
    }

    #[test]
    fn changes_are_shown_with_their_surroundings() {
        for (before, after, expected) in [
            (
                Some("a\nb\nc\n"),
                Some("a\nx\nc\n"),
                "--- a/a.toml\n+++ b/a.toml\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n",
            ),
            (None, Some("a\n"), "--- /dev/null\n+++ b/a.toml\n@@ -0,0 +1 @@\n+a\n"),
            (Some("a\n"), None, "--- a/a.toml\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"),
            (
                Some("a"),
                Some("a\n"),
                "--- a/a.toml\n+++ b/a.toml\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n",
            ),
            (Some("a\n"), Some("a\n"), ""),
        ] {
            assert_eq!(diff(before, after, Look::Exact), expected);
        }
        let binary = Changed { path: "x", before: Some(b"\xff"), after: None };
        assert_eq!(unified([binary], Look::Exact), "Binary files a/x and /dev/null differ\n");
    }

    #[test]
    fn a_terminal_is_shown_what_hides() {
        let look = Look::Visible { coloured: true };
        let shown = diff(Some("a\n"), Some("a\u{202e}\u{1b}[2J\r\n"), look);
        let expected = "\u{1b}[31m-a\u{1b}[0m\n\u{1b}[32m+a\\u{202e}\\u{1b}[2J\\r\u{1b}[0m\n";
        assert!(shown.ends_with(expected), "{shown:?}");
    }
}
