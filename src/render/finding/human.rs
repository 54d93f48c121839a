//! Findings as excerpts with carets, as rustc shows them. What does not show is made visible
//! before anything reaches a terminal.

use super::Options;
use super::region::{Region, region};
use crate::archive::files::Files;
use crate::archive::text_scan::is_hidden_or_control;
use crate::diag::{CheckReport, Code, Finding, Severity};
use crate::text::wording::{code_point, masked, visible};
use crate::text::{self, Wording};
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

pub fn render(report: &CheckReport, files: &Files, options: &Options<'_>) -> String {
    let mut out = excerpts_of(report, files, options);
    out.push_str(&text::check_summary(options.lang, report));
    out.push('\n');
    if report.partial {
        out.push_str(text::check_is_partial(options.lang));
        out.push('\n');
    }
    out
}

/// The excerpts alone, without the closing count.
pub fn excerpts_of(report: &CheckReport, files: &Files, options: &Options<'_>) -> String {
    let renderer = if options.coloured { Renderer::styled() } else { Renderer::plain() };
    let private = private(report, files);
    let mut out = String::new();
    for finding in &report.findings {
        let wording = text::finding(options.lang, &finding.problem);
        let group = match report.since.as_ref().filter(|_| finding.known) {
            Some(since) => mention(finding, &wording, &since.given, files, options),
            None => draw(finding, &wording, files, options, &private),
        };
        let drawn = renderer.render(&[group]).replace(DRAWN_COLON, text::colon(options.lang));
        // Without an excerpt there is no gutter: the path still stands one in from the title.
        let bare = drawn.lines().nth(1).is_some_and(|line| line.trim_start() == line);
        for (index, line) in drawn.lines().enumerate() {
            if bare && index > 0 {
                out.push(' ');
            }
            // The excerpt's last gutter may end in white space.
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// Marks a text before which the renderer has drawn its own colon.
const AFTER_COLON: char = '\u{e001}';
const DRAWN_COLON: &str = ": \u{e001}";

/// A text that the renderer puts behind a word and a colon.
fn introduced(text: &str) -> String {
    format!("{AFTER_COLON}{text}")
}

/// Where personal data stand that no archive may keep, by file.
type Private<'r> = BTreeMap<&'r str, Vec<Range<usize>>>;

fn private<'r>(report: &'r CheckReport, files: &Files) -> Private<'r> {
    let mut private = Private::new();
    let found = report.findings.iter().filter(|finding| finding.code() == Code::PersonalData);
    for place in found.map(|finding| &finding.place) {
        let span = region(files, place).map(|region| region.span);
        private.entry(&place.path).or_default().extend(span);
    }
    private
}

/// A path on one line: a file's name may hold a line break, and what follows it could be read as a
/// command by whoever reads the log.
fn path_shown(options: &Options<'_>, path: &str) -> String {
    visible(&options.path(path)).replace('\n', "\\u{a}").replace('\r', "\\u{d}")
}

/// A file's text for an excerpt: what must not be kept is not shown either, whatever the finding.
fn hide<'t>(private: &Private<'_>, path: &str, text: &'t str) -> Cow<'t, str> {
    let spans = private.get(path).map_or(&[][..], Vec::as_slice);
    spans.iter().fold(Cow::Borrowed(text), |text, span| Cow::Owned(masked(&text, span)))
}

fn draw<'a>(
    finding: &Finding,
    wording: &Wording,
    files: &Files,
    options: &Options<'_>,
    private: &Private<'_>,
) -> Group<'a> {
    let lang = options.lang;
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let level = level.with_name(text::severity(lang, finding.severity));
    let title = level.primary_title(introduced(&visible(&wording.message)));
    let title = title.id(finding.code().key());
    let mut group =
        Group::with_title(title).elements(excerpts(finding, wording, files, options, private));
    for help in &wording.helps {
        let help = introduced(&visible(help));
        group = group.element(Level::HELP.with_name(text::help_word(lang)).message(help));
    }
    if let Some(reason) = &finding.waived {
        let word = text::waived_word(lang);
        group = group.element(Level::NOTE.with_name(word).message(introduced(&one_line(reason))));
    }
    group
}

/// What was there before is named with its place, and not shown.
fn mention<'a>(
    finding: &Finding,
    wording: &Wording,
    since: &str,
    files: &Files,
    options: &Options<'_>,
) -> Group<'a> {
    let lang = options.lang;
    let level = Level::NOTE.with_name(text::severity(lang, finding.severity));
    let title = level.primary_title(introduced(&visible(&wording.message)));
    let title = title.id(finding.code().key());
    let mut origin = Origin::path(path_shown(options, &finding.place.path));
    if let Some(region) = region(files, &finding.place) {
        origin = origin.line(region.line).char_column(region.column);
    }
    let (word, told) = text::known(lang, since);
    Group::with_title(title)
        .element(origin)
        .element(Level::NOTE.with_name(word).message(introduced(&one_line(&told))))
}

/// A message is one line: what a record says must not draw lines of its own.
fn one_line(text: &str) -> String {
    visible(&text.replace(['\r', '\n'], " "))
}

/// The place of the finding and its related places: those in one file in one excerpt.
fn excerpts<'a>(
    finding: &Finding,
    wording: &Wording,
    files: &Files,
    options: &Options<'_>,
    private: &Private<'_>,
) -> Vec<Element<'a>> {
    let place = &finding.place;
    let mut own = Vec::new();
    if let Some(region) = region(files, place) {
        own.push((region, AnnotationKind::Primary, wording.label.clone()));
    }
    let mut others: Vec<(&str, Region)> = Vec::new();
    for related in &finding.related {
        match region(files, related) {
            // A label of its own in the file that has no caret would look like the finding.
            Some(region) if related.path == place.path && !own.is_empty() => {
                own.push((region, AnnotationKind::Context, wording.related.clone()));
            }
            Some(region) => others.push((&related.path, region)),
            None => {}
        }
    }
    let path = path_shown(options, &place.path);
    let mut elements: Vec<Element<'a>> = Vec::new();
    match files.text(&place.path).filter(|_| !own.is_empty()) {
        Some(text) => elements.push(excerpt(&hide(private, &place.path, text), path, own).into()),
        // Bytes that are no text are not drawn, but their line is named.
        None => elements.push(match own.first() {
            Some((region, ..)) => {
                Origin::path(path).line(region.line).char_column(region.column).into()
            }
            None => Origin::path(path).into(),
        }),
    }
    for (other, region) in others {
        if let Some(text) = files.text(other) {
            let path = path_shown(options, other);
            let mark = vec![(region, AnnotationKind::Context, wording.related.clone())];
            elements.push(excerpt(&hide(private, other, text), path, mark).into());
        }
    }
    elements
}

/// More lines than this of a value are not drawn: the first line says where it stands.
const MARKED_LINES_MAX: usize = 4;

fn excerpt<'a>(
    text: &str,
    path: String,
    marks: Vec<(Region, AnnotationKind, Option<String>)>,
) -> Snippet<'a, Annotation<'a>> {
    let shown = Shown::new(text);
    let annotations: Vec<Annotation<'a>> = marks
        .into_iter()
        .map(|(region, kind, label)| {
            let mut span = region.span;
            if region.end_line - region.line >= MARKED_LINES_MAX {
                let rest = text.get(span.clone()).unwrap_or_default();
                span.end = span.start + rest.find('\n').unwrap_or(rest.len());
            }
            kind.span(shown.span(&span)).label(label)
        })
        .collect();
    Snippet::source(shown.text).path(path).annotations(annotations)
}

/// A text with its invisible characters written out, and where its bytes went.
struct Shown {
    text: String,
    /// Behind each replaced character: its offset in the file, its offset here.
    moved: Vec<(usize, usize)>,
}

impl Shown {
    fn new(source: &str) -> Self {
        let mut text = String::with_capacity(source.len());
        let mut moved = Vec::new();
        for (at, character) in source.char_indices() {
            let lone_return = character == '\r' && !source[at + 1..].starts_with('\n');
            if is_hidden_or_control(character) || lone_return {
                text.push_str(&code_point(character));
                moved.push((at + character.len_utf8(), text.len()));
            } else {
                text.push(character);
            }
        }
        Self { text, moved }
    }

    fn offset(&self, at: usize) -> usize {
        let behind = self.moved.partition_point(|(old, _)| *old <= at);
        match behind.checked_sub(1).map(|index| self.moved[index]) {
            Some((old, new)) => new + (at - old),
            None => at,
        }
    }

    fn span(&self, span: &Range<usize>) -> Range<usize> {
        self.offset(span.start)..self.offset(span.end)
    }
}
