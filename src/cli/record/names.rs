//! People named by their names where records have their ids: whichever key of whichever kind holds
//! a person, on whatever way it came. A name that nobody has, or two have, is left for the check.

use super::desk::Desk;
use crate::app::change::Step;
use crate::archive::edit::{Change, Given};
use crate::archive::fields::field;
use crate::archive::layout::{Spot, spot};
use crate::domain::id::SLUG_PATTERN;
use crate::domain::record::Kind;

impl Desk {
    /// The steps with ids of people for their names.
    pub fn with_people(&self, steps: &[Step]) -> Vec<Step> {
        let mut steps = steps.to_vec();
        for step in &mut steps {
            match step {
                Step::New { path, values } => {
                    let Spot::Record(slot) = spot(path) else { continue };
                    for (key, value) in values {
                        self.name_people_at(slot.kind, key, value);
                    }
                }
                Step::Edit { path, changes } => {
                    let Spot::Record(slot) = spot(path) else { continue };
                    for change in changes {
                        match change {
                            Change::Set { path, value } | Change::Push { path, value } => {
                                self.name_people_at(slot.kind, path, value);
                            }
                            Change::Remove { .. } => {}
                        }
                    }
                }
                // Texts stay as people wrote them; files that go elsewhere stay as they are.
                Step::NewText { .. }
                | Step::Replace { .. }
                | Step::Move { .. }
                | Step::Copy { .. }
                | Step::Remove { .. } => {}
            }
        }
        steps
    }

    /// The same in the value of a key, and in all below it.
    pub fn name_people_at(&self, kind: Kind, path: &str, value: &mut Given) {
        match value {
            Given::Text(text) if holds_person(kind, path) => {
                if let Some(id) = self.person_called(text) {
                    *text = id;
                }
            }
            Given::List(items) => {
                items.iter_mut().for_each(|item| self.name_people_at(kind, path, item));
            }
            Given::Table(entries) => {
                for (key, value) in entries {
                    self.name_people_at(kind, &format!("{path}.{key}"), value);
                }
            }
            _ => {}
        }
    }

    /// The id of the only person of a name, where the word is no id itself.
    fn person_called(&self, given: &str) -> Option<String> {
        let people = &self.book.records.people;
        if people.keys().any(|id| id.as_str() == given) {
            return None;
        }
        let mut called = people.iter().filter(|(_, person)| person.name == given);
        let (id, _) = called.next()?;
        called.next().is_none().then(|| id.to_string())
    }
}

/// Branches have ids of the same form.
fn holds_person(kind: Kind, path: &str) -> bool {
    field(kind, path).is_some_and(|field| {
        let name = field.path.rsplit('.').next().unwrap_or_default();
        field.pattern == SLUG_PATTERN && name != "unit" && !name.contains("branch")
    })
}
