//! The agenda's calendar, read by a program that reads calendars.

use icalendar::{Calendar, CalendarComponent, Component};
use std::collections::BTreeSet;
use std::process::Command;

/// What `kebu agenda` prints of the sample.
fn agenda(lang: &str, format: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_kebu"))
        .env_clear()
        .args(["-C", concat!(env!("CARGO_MANIFEST_DIR"), "/archive")])
        .args(["--today", "2026-07-20", "--lang", lang, "--format", format, "agenda"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn rows(lang: &str) -> Vec<csv::StringRecord> {
    let text = agenda(lang, "csv");
    csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
}

#[test]
fn the_calendar_has_an_event_for_every_row_of_the_agenda() {
    for lang in ["zh", "en"] {
        let calendar: Calendar = agenda(lang, "ics").parse().unwrap();
        let events: Vec<_> = calendar
            .components
            .iter()
            .map(|component| match component {
                CalendarComponent::Event(event) => event,
                other => panic!("{other:?} is no event"),
            })
            .collect();
        let rows = rows(lang);
        assert!(rows.len() > 150, "{} rows", rows.len());
        assert_eq!(events.len(), rows.len());
        let names: BTreeSet<_> = events.iter().map(|event| event.get_uid().unwrap()).collect();
        assert_eq!(names.len(), events.len(), "names are distinct");
        for (event, row) in events.iter().zip(&rows) {
            // Columns: due, days left, matter, content, client, record, who, branch, command.
            let (due, matter, content, command) = (&row[0], &row[2], &row[3], &row[8]);
            let day = due.max("2026-07-20").replace('-', "");
            assert_eq!(event.property_value("DTSTART"), Some(&*day));
            assert_eq!(event.property_value("DTSTAMP"), Some("20260720T000000Z"));
            let title = event.get_summary().unwrap();
            assert!(title.contains(matter) && title.contains(content), "{title}: {row:?}");
            let about = event.get_description().unwrap();
            assert!(about.lines().last() == Some(command), "{about}: {row:?}");
            assert!(about.contains(due), "{about}");
        }
    }
}

#[test]
fn lines_of_the_calendar_are_as_long_as_the_format_allows() {
    for lang in ["zh", "en"] {
        let text = agenda(lang, "ics");
        let lines: Vec<_> = text.split("\r\n").collect();
        assert_eq!(lines.last(), Some(&""), "ends with a line break");
        assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains('\n')));
        assert!(lines.iter().any(|line| line.starts_with(' ')), "something is folded");
    }
}

#[test]
fn an_item_keeps_its_name_from_day_to_day() {
    let names = |today: &str| -> BTreeSet<String> {
        let output = Command::new(env!("CARGO_BIN_EXE_kebu"))
            .env_clear()
            .args(["-C", concat!(env!("CARGO_MANIFEST_DIR"), "/archive"), "--today", today])
            .args(["--lang", "zh", "--format", "ics", "agenda", "--matter", "complaint"])
            .args(["--matter", "payment", "--matter", "next_step", "--matter", "verification"])
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().filter_map(|line| line.strip_prefix("UID:")).map(str::to_owned).collect()
    };
    let (today, tomorrow) = (names("2026-07-20"), names("2026-07-21"));
    assert!(!today.is_empty() && today.is_subset(&tomorrow));
}
