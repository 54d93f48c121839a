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

/// One diff after the other, in the order given; nothing for a file that stays as it is. A file
/// that goes while one of the same name comes, in a folder of the same name, has moved there.
pub fn unified<'c>(changes: impl IntoIterator<Item = Changed<'c>>, look: Look) -> String {
    let changes: Vec<Changed<'c>> = changes.into_iter().collect();
    let origin = |to: &Changed<'c>| {
        let is_new = to.before.is_none() && to.after.is_some();
        changes.iter().find(|from| {
            is_new && from.before.is_some() && from.after.is_none() && is_same_place(from, to)
        })
    };
    let went: Vec<&str> = changes.iter().filter_map(origin).map(|from| from.path).collect();
    let mut text = String::new();
    for changed in changes.iter().filter(|changed| !went.contains(&changed.path)) {
        match origin(changed) {
            Some(from) => {
                let (old, new) = (from.path, changed.path);
                let head = format!("diff --git a/{old} b/{new}\n");
                let moved = format!("{head}rename from {old}\nrename to {new}\n");
                moved.split_inclusive('\n').for_each(|it| line(&mut text, look, EQUAL, it));
                let sides = (format!("a/{old}"), format!("b/{new}"));
                content(from.before, changed.after, sides, look, &mut text);
            }
            None => one(changed, look, &mut text),
        }
    }
    text
}

const EQUAL: ChangeTag = ChangeTag::Equal;

/// Whether two paths end in the same folder and name.
fn is_same_place(one: &Changed<'_>, other: &Changed<'_>) -> bool {
    let end = |path: &'_ str| {
        let mut names = path.rsplit('/').map(str::to_owned);
        (names.next(), names.next())
    };
    end(one.path) == end(other.path)
}

fn one(changed: &Changed<'_>, look: Look, into: &mut String) {
    let Changed { path, before, after } = *changed;
    let header = |side: &str, content: Option<&[u8]>| match content {
        Some(_) => format!("{side}/{path}"),
        None => "/dev/null".to_owned(),
    };
    content(before, after, (header("a", before), header("b", after)), look, into);
}

/// What became of a content, under the names of its two sides.
fn content(
    before: Option<&[u8]>,
    after: Option<&[u8]>,
    (old, new): (String, String),
    look: Look,
    into: &mut String,
) {
    if before == after {
        return;
    }
    let text = |content: Option<&[u8]>| match std::str::from_utf8(content.unwrap_or_default()) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => None,
    };
    let (Some(before), Some(after)) = (text(before), text(after)) else {
        // As `diff` and Git say it, in every language.
        let _ = writeln!(into, "Binary files {old} and {new} differ");
        return;
    };
    line(into, look, EQUAL, &format!("--- {old}\n+++ {new}\n"));
    let diff = TextDiff::from_lines(&before, &after);
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        line(into, look, EQUAL, &format!("{}\n", hunk.header()));
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
    fn a_file_that_goes_elsewhere_has_moved() {
        let file = |path, before: Option<&'static str>, after: Option<&'static str>| Changed {
            path,
            before: before.map(str::as_bytes),
            after: after.map(str::as_bytes),
        };
        let moved = [
            file("b/clients/k.toml", None, Some("x\nz\n")),
            file("b/contacts/k.toml", None, Some("p\n")),
            file("a/clients/k.toml", Some("x\ny\n"), None),
            file("a/contacts/k.toml", Some("p\n"), None),
        ];
        let expected = "diff --git a/a/clients/k.toml b/b/clients/k.toml\n\
                        rename from a/clients/k.toml\nrename to b/clients/k.toml\n\
                        --- a/a/clients/k.toml\n+++ b/b/clients/k.toml\n\
                        @@ -1,2 +1,2 @@\n x\n-y\n+z\n\
                        diff --git a/a/contacts/k.toml b/b/contacts/k.toml\n\
                        rename from a/contacts/k.toml\nrename to b/contacts/k.toml\n";
        assert_eq!(unified(moved, Look::Exact), expected);
        let apart = [file("a/k", Some("x\n"), None), file("b/k", None, Some("x\n"))];
        assert!(unified(apart, Look::Exact).starts_with("--- a/a/k\n+++ /dev/null\n"));
    }

    #[test]
    fn a_terminal_is_shown_what_hides() {
        let look = Look::Visible { coloured: true };
        let shown = diff(Some("a\n"), Some("a\u{202e}\u{1b}[2J\r\n"), look);
        let expected = "\u{1b}[31m-a\u{1b}[0m\n\u{1b}[32m+a\\u{202e}\\u{1b}[2J\\r\u{1b}[0m\n";
        assert!(shown.ends_with(expected), "{shown:?}");
    }
}
