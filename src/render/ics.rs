//! The agenda as iCalendar (RFC 5545): all-day events, which every calendar shows (many ignore
//! to-dos). What is overdue stands on the as-of date, since nobody looks at the past; its text says
//! since when. Same agenda, same bytes: the stamp is the as-of date, never the clock.

use super::cell;
use crate::domain::time::Date;
use crate::report::agenda::Event;
use crate::report::sheet::Cell;
use crate::text::{Lang, agenda, shown};

/// The longest line in octets, without its line break (RFC 5545 §3.1).
const LINE_OCTETS: usize = 75;

/// A calendar of the events, each with a name that stays the same from day to day.
pub fn render(events: &[Event], today: Date, lang: Lang) -> String {
    let mut text = String::new();
    let name = agenda::calendar_name(lang);
    line(&mut text, "BEGIN:VCALENDAR");
    line(&mut text, "VERSION:2.0");
    line(&mut text, &format!("PRODID:-//kebu//kebu//{}", lang.key().to_uppercase()));
    line(&mut text, "CALSCALE:GREGORIAN");
    line(&mut text, "METHOD:PUBLISH");
    line(&mut text, &format!("X-WR-CALNAME:{}", escaped(name)));
    for event in events {
        write(&mut text, event, today, lang);
    }
    line(&mut text, "END:VCALENDAR");
    text
}

fn write(text: &mut String, event: &Event, today: Date, lang: Lang) {
    let said = |cell: &Cell| cell::text(cell, lang);
    let on = event.due.max(today);
    let day = |date: Date| date.format("%Y%m%d").to_string();
    let title = agenda::event_title(
        lang,
        &said(&event.matter),
        &said(&event.what),
        &said(&event.client),
        event.days_left,
    );
    let about = agenda::event_text(
        lang,
        event.due,
        &said(&event.who),
        &said(&event.unit),
        &shown(&event.command),
    );
    line(text, "BEGIN:VEVENT");
    line(text, &format!("UID:{}@kebu", event.uid));
    line(text, &format!("DTSTAMP:{}T000000Z", day(today)));
    line(text, &format!("DTSTART;VALUE=DATE:{}", day(on)));
    // The end of an all-day event is the day after it; without one it lasts one day.
    line(text, &format!("SUMMARY:{}", escaped(&title)));
    line(text, &format!("DESCRIPTION:{}", escaped(&about)));
    line(text, &format!("CATEGORIES:{}", escaped(&said(&event.matter))));
    line(text, "TRANSP:TRANSPARENT");
    line(text, "END:VEVENT");
}

/// Text as a value: its own signs escaped, line breaks as `\n` (RFC 5545 §3.3.11).
fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\n' => escaped.push_str("\\n"),
            plain => escaped.push(plain),
        }
    }
    escaped
}

/// Writes a content line, folded after at most 75 octets and never inside a character.
fn line(text: &mut String, content: &str) {
    let mut octets = 0;
    for character in content.chars() {
        if octets + character.len_utf8() > LINE_OCTETS {
            // The space that opens a continued line counts as one of its octets.
            text.push_str("\r\n ");
            octets = 1;
        }
        text.push(character);
        octets += character.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        for (content, folded) in [
            ("a".repeat(75), format!("{}\r\n", "a".repeat(75))),
            ("a".repeat(76), format!("{}\r\n a\r\n", "a".repeat(75))),
            (
                "a".repeat(75 + 74 + 1),
                format!("{}\r\n {}\r\n a\r\n", "a".repeat(75), "a".repeat(74)),
            ),
            ("客".repeat(25), format!("{}\r\n", "客".repeat(25))),
            ("客".repeat(26), format!("{}\r\n 客\r\n", "客".repeat(25))),
            // 74 octets are left in a continued line: 24 characters of three.
            ("客".repeat(50), format!("{}\r\n {}\r\n 客\r\n", "客".repeat(25), "客".repeat(24))),
        ] {
            let mut text = String::new();
            line(&mut text, &content);
            assert_eq!(text, folded);
            assert!(text.split("\r\n").all(|line| line.len() <= LINE_OCTETS));
        }
    }

    #[test]
    fn signs_of_the_format_are_escaped() {
        for (value, written) in [
            ("a,b;c\\d", "a\\,b\\;c\\\\d"),
            ("一\n二", "一\\n二"),
            ("：，", "：，"),
            ("a:b", "a:b"),
        ] {
            assert_eq!(escaped(value), written);
        }
    }
}
