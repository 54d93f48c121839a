//! The next steps of open needs (`next_on`).

use super::{Desk, Item, Matter};
use crate::domain::record::client::NeedStatus;

pub(super) fn collect(desk: &Desk<'_>, into: &mut Vec<Item>) {
    for (client, _) in desk.graded() {
        for (index, need) in client.record.needs.iter().enumerate() {
            let is_open = match need.status {
                NeedStatus::Open => true,
                NeedStatus::Won | NeedStatus::Lost | NeedStatus::Dropped => false,
            };
            let Some(due) = need.next_on.filter(|_| is_open) else { continue };
            let step = need.next_step.clone();
            let matter = Matter::NextStep { need: need.title.clone(), step };
            let item = desk.of_client(client, due, matter, format!("needs.{index}"));
            into.push(item.by(need.by.clone()));
        }
    }
}
