//! Payments that a client owes. They are on the agenda because credit, and with it the grade,
//! hangs on them (rules §1, F3), and somebody has to ask.

use super::{Desk, Item, Matter};

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for entry in &desk.book.records.projects {
        for (index, payment) in entry.record.payments.iter().enumerate() {
            if payment.paid_on.is_some_and(|paid| paid <= desk.today) {
                continue;
            }
            let project = entry.record.name.clone();
            let matter = Matter::Payment { amount_yuan: payment.amount, project };
            let key = format!("payments.{index}");
            into.push(desk.of_project(entry, payment.due_on, matter, key));
        }
    }
}
