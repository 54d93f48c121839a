//! What has happened cannot lie after today (`date-in-future`), and a period cannot end before it
//! begins (`period-reversed`).

use crate::check::context::{Context, Subject};
use crate::check::dated::{Dated, SeeDates};
use crate::check::key::Key;
use crate::check::sink::Sink;
use crate::diag::Problem;
use crate::domain::time::{Date, Moment, Zone};

struct Look<'s, 'p> {
    zone: Zone,
    today: Date,
    sink: &'s mut Sink<'p>,
    /// Keys of dates that are told to be wrong: what does not fit them is no other cause.
    told: Vec<String>,
}

impl SeeDates for Look<'_, '_> {
    fn happened(&mut self, key: Key<'_>, date: Option<Moment>) {
        let Some(date) = date.map(|moment| moment.date(self.zone)) else { return };
        let today = self.today;
        if date > today {
            self.sink.at(key, Problem::DateInFuture { key: key.to_string(), date, today });
            self.told.push(key.to_string());
        }
    }

    fn period(&mut self, from: (Key<'_>, Option<Date>), until: (Key<'_>, Option<Date>)) {
        let (Some(first), Some(last)) = (from.1, until.1) else { return };
        if last < first {
            let keys = [from.0.to_string(), until.0.to_string()];
            if keys.iter().any(|key| self.told.contains(key)) {
                return;
            }
            self.told.push(keys[0].clone());
            let problem = Problem::PeriodReversed {
                from_key: from.0.to_string(),
                until_key: until.0.to_string(),
                from: first,
                until: last,
            };
            let related = self.sink.place(from.0);
            self.sink.at_with(until.0, problem, related);
        }
    }
}

/// Every date of a record.
pub fn check<T: Dated>(context: &Context<'_>, subject: &Subject<'_, T>, sink: &mut Sink<'_>) {
    let mut look = Look { zone: context.book.zone, today: context.today, sink, told: Vec::new() };
    subject.record.dates(&mut look);
}
