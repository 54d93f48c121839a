//! The agenda's words in a calendar.

use super::{Lang, en, zh};
use crate::domain::time::Date;

/// The calendar's name.
pub fn calendar_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => zh::agenda::CALENDAR,
        Lang::En => en::agenda::CALENDAR,
    }
}

/// The title of an item: what it is, and for how long it is overdue.
pub fn event_title(lang: Lang, matter: &str, what: &str, client: &str, days_left: i64) -> String {
    match lang {
        Lang::Zh => zh::agenda::summary(matter, what, client, days_left),
        Lang::En => en::agenda::summary(matter, what, client, days_left),
    }
}

/// What stands below the title.
pub fn event_text(lang: Lang, due: Date, who: &str, branch: &str, command: &str) -> String {
    match lang {
        Lang::Zh => zh::agenda::description(due, who, branch, command),
        Lang::En => en::agenda::description(due, who, branch, command),
    }
}
