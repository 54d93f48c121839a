//! Clients that may be the same organisation as one that is to be made: equal credit code, equal
//! name in its normal form, or a name of one that is an alias of the other.

use crate::domain::book::{Book, Entry};
use crate::domain::client_name::normal_form;
use crate::domain::keyword::keyword;
use crate::domain::record::client::Client;
use std::collections::BTreeSet;

keyword! {
    /// In what two clients are alike, the surest sign first.
    pub enum Likeness {
        /// 信用代码相同
        /// same credit code
        CreditCode = "credit_code",
        /// 名称相同
        /// same name
        Name = "name",
        /// 名称与别名相同
        /// a name equals an alias
        Alias = "alias",
    }
}

/// What is known of a client that is to be made.
#[derive(Debug, Default)]
pub struct Newcomer<'a> {
    pub name: Option<&'a str>,
    pub aliases: Vec<&'a str>,
    pub credit_code: Option<&'a str>,
}

/// The clients of the whole archive that are alike, the surest first, then by id. Merged ones too:
/// the organisation is then in the archive under another id.
pub fn twins<'b>(book: &'b Book, new: &Newcomer<'_>) -> Vec<(Likeness, &'b Entry<Client>)> {
    let code = new.credit_code.map(normal_code);
    let name = new.name.map(normal_form).filter(|name| !name.is_empty());
    let all: BTreeSet<String> =
        new.aliases.iter().map(|alias| normal_form(alias)).chain(name.clone()).collect();
    let mut found: Vec<(Likeness, &Entry<Client>)> = book
        .records
        .clients
        .iter()
        .filter_map(|client| {
            let record = &client.record;
            let other_code = record.credit_code.as_deref().map(normal_code);
            if code.is_some() && code == other_code {
                return Some((Likeness::CreditCode, client));
            }
            let other_name = normal_form(&record.name);
            if name.as_ref() == Some(&other_name) {
                return Some((Likeness::Name, client));
            }
            let aliases = record.aliases.iter().map(|alias| normal_form(alias));
            let is_known = aliases.chain([other_name]).any(|other| all.contains(&other));
            is_known.then_some((Likeness::Alias, client))
        })
        .collect();
    found.sort_by_key(|(likeness, client)| (*likeness, client.id));
    found
}

/// A credit code as records have it: upper case, without spaces.
pub fn normal_code(code: &str) -> String {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    code.to_uppercase()
}
