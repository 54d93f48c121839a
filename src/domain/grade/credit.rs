//! F3: credit from payments (rules §1). It reads no recorded fact and no risk check.

use super::select::DuePayment;
use crate::domain::policy::CreditPolicy;
use crate::domain::record::Rating;
use crate::domain::score::{Exact, ratio, whole};
use crate::domain::time::Date;

/// What the payments of a client add up to on the as-of date.
#[derive(Debug, Clone, Copy)]
pub struct Credit<'a> {
    pub payments: u32,
    /// Amount of all these payments.
    pub total_yuan: i128,
    /// Amount unpaid with `due_on` before the as-of date.
    pub overdue_yuan: i128,
    /// The payment that is or was overdue longest; the first of several.
    pub longest: DuePayment<'a>,
}

impl<'a> Credit<'a> {
    /// `None` without any such payment.
    pub fn of(payments: impl Iterator<Item = DuePayment<'a>>, as_of: Date) -> Option<Self> {
        let mut credit: Option<Self> = None;
        for payment in payments {
            let amount_yuan = i128::from(payment.at.item.amount);
            let is_overdue = payment.is_unpaid && payment.at.item.due_on < as_of;
            let so_far = credit.get_or_insert(Self {
                payments: 0,
                total_yuan: 0,
                overdue_yuan: 0,
                longest: payment,
            });
            so_far.payments += 1;
            so_far.total_yuan += amount_yuan;
            so_far.overdue_yuan += if is_overdue { amount_yuan } else { 0 };
            if payment.overdue_days > so_far.longest.overdue_days {
                so_far.longest = payment;
            }
        }
        credit
    }

    /// The overdue share; 0 where every amount is 0, since nothing is owed then.
    pub fn overdue_share(&self) -> Exact {
        if self.total_yuan == 0 { whole(0) } else { ratio(self.overdue_yuan, self.total_yuan) }
    }

    pub fn rating(&self, policy: &CreditPolicy) -> Rating {
        let share = self.overdue_share();
        let longest_days = self.longest.overdue_days;
        if share > policy.poor_share.exact() || longest_days > policy.poor_days.into() {
            Rating::Poor
        } else if share <= policy.good_share.exact() && longest_days <= policy.good_days.into() {
            Rating::Good
        } else {
            Rating::Fair
        }
    }
}
