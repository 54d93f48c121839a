//! A change as a unified diff that `git apply` understands.

use super::Would;
use similar::TextDiff;
use std::fmt::Write;

/// The diff of every file that would change, in the order of paths.
pub fn unified(would: &Would) -> String {
    let mut text = String::new();
    for change in &would.changes {
        if would.moves.iter().any(|(from, _)| *from == change.path) {
            continue;
        }
        let moved = would.moves.iter().find(|(_, to)| *to == change.path);
        let came = moved.and_then(|(from, _)| would.changes.iter().find(|c| c.path == *from));
        let before = came.map_or(&change.before, |came| &came.before);
        let old = came.map_or(&change.path, |came| &came.path);
        // Writing to a text cannot fail.
        let _ = writeln!(text, "diff --git a/{old} b/{}", change.path);
        if came.is_some() {
            let _ = writeln!(text, "rename from {old}\nrename to {}", change.path);
        }
        if *before == change.after {
            continue;
        }
        let mode = match (before, &change.after) {
            (None, Some(_)) => "new file mode 100644\n",
            (Some(_), None) => "deleted file mode 100644\n",
            (Some(_), Some(_)) | (None, None) => "",
        };
        text.push_str(mode);
        let name = |side: &str, path: &str, there: bool| {
            if there { format!("{side}/{path}") } else { "/dev/null".to_owned() }
        };
        let header =
            (name("a", old, before.is_some()), name("b", &change.path, change.after.is_some()));
        let (before, after) = (lossy(before.as_deref()), lossy(change.after.as_deref()));
        let diff = TextDiff::from_lines(&before, &after);
        let _ = write!(text, "{}", diff.unified_diff().header(&header.0, &header.1));
    }
    text
}

fn lossy(bytes: Option<&[u8]>) -> String {
    String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned()
}
