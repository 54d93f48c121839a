//! Finding a client by what people have at hand: id, name, alias, credit code, pinyin, initials.
//! Also the order of names: by pinyin, never by Unicode.

use crate::domain::book::{Book, Entry};
use crate::domain::keyword::keyword;
use crate::domain::record::client::Client;
use pinyin::{ToPinyin, ToPinyinMulti};

keyword! {
    /// How a query matched, nearest first.
    pub enum Match {
        /// 编号
        /// id
        Id = "id",
        /// 名称
        /// name
        Name = "name",
        /// 信用代码
        /// credit code
        CreditCode = "credit_code",
        /// 名称的一部分
        /// part of the name
        Part = "part",
        /// 拼音
        /// pinyin
        Pinyin = "pinyin",
    }
}

/// How a client matches a query, or `None`.
pub fn matches(query: &str, client: &Entry<Client>) -> Option<Match> {
    let query = query.trim();
    if query.is_empty() {
        return None;
    }
    let record = &client.record;
    let lower = query.to_lowercase();
    if client.id.as_str().starts_with(&lower) {
        return Some(Match::Id);
    }
    let names = || std::iter::once(&record.name).chain(&record.aliases);
    if names().any(|name| name == query) {
        return Some(Match::Name);
    }
    // A few digits of a code would match half the archive.
    let is_code = |code: &String| query.len() >= 6 && code.to_lowercase().starts_with(&lower);
    if record.credit_code.as_ref().is_some_and(is_code) {
        return Some(Match::CreditCode);
    }
    if names().any(|name| name.to_lowercase().contains(&lower)) {
        return Some(Match::Part);
    }
    let letters: String = lower.chars().filter(|c| !matches!(c, ' ' | '\'' | '-')).collect();
    let spelled = letters.len() >= 2 && letters.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (spelled && names().any(|name| is_spelled(&letters, name))).then_some(Match::Pinyin)
}

/// The clients that match, nearest first, then by the order of names.
pub fn search<'b>(book: &'b Book, query: &str) -> Vec<(Match, &'b Entry<Client>)> {
    let mut found: Vec<_> = book
        .records
        .clients
        .iter()
        .filter_map(|client| Some((matches(query, client)?, client)))
        .collect();
    found.sort_by_cached_key(|(how, client)| (*how, sort_key(&client.record.name), client.id));
    found
}

/// The clients that a command-line word may mean: an exact id or name alone, else every match of
/// the nearest kind.
pub fn candidates<'b>(book: &'b Book, query: &str) -> Vec<&'b Entry<Client>> {
    let found = search(book, query);
    if let Some((_, exact)) = found.iter().find(|(_, client)| client.id.as_str() == query) {
        return vec![exact];
    }
    let Some(nearest) = found.first().map(|(how, _)| *how) else { return Vec::new() };
    found.into_iter().filter(|(how, _)| *how == nearest).map(|(_, client)| client).collect()
}

/// Whether letters spell a run of a name's characters, each by a whole reading or its first letter:
/// `ljct`, `linjiangct` and `linjiang` all find 临江城投.
pub fn is_spelled(letters: &str, name: &str) -> bool {
    let characters: Vec<char> = name.chars().collect();
    (0..characters.len()).any(|start| spells(letters, &characters[start..]))
}

fn spells(letters: &str, characters: &[char]) -> bool {
    if letters.is_empty() {
        return true;
    }
    let Some((first, rest)) = characters.split_first() else { return false };
    match first.to_pinyin_multi() {
        Some(readings) => readings.into_iter().any(|reading| {
            let whole = reading.plain();
            // `lv` is how keyboards write `lü`.
            let typed = whole.replace('ü', "v");
            let initial = reading.first_letter();
            [typed.as_str(), initial].iter().any(|spelling| {
                letters.strip_prefix(*spelling).is_some_and(|left| spells(left, rest))
            }) || typed.starts_with(letters)
        }),
        // Brackets and other signs are not spelled.
        None if !first.is_alphanumeric() => spells(letters, rest),
        None => {
            let mut lower = first.to_lowercase();
            let same = lower.next().and_then(|c| letters.strip_prefix(c));
            same.is_some_and(|left| spells(left, rest))
        }
    }
}

/// A key that sorts names by pinyin, then by themselves; other characters as they are.
pub fn sort_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len() * 3);
    for (character, reading) in name.chars().zip(name.to_pinyin()) {
        match reading {
            Some(reading) => {
                key.push_str(reading.plain());
                key.push(' ');
            }
            None => key.extend(character.to_lowercase()),
        }
    }
    key.push('\u{0}');
    key.push_str(name);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinyin_and_initials_spell_a_name() {
        for letters in ["ljct", "linjiang", "linjct", "ct", "chengtou", "jiangchengt", "lj"] {
            assert!(is_spelled(letters, "临江城投"), "{letters}");
        }
        for letters in ["ljt", "xyz", "linjiangctx"] {
            assert!(!is_spelled(letters, "临江城投"), "{letters}");
        }
        // Both readings of 重 and 长 are found.
        assert!(is_spelled("chongqing", "重庆建投") && is_spelled("zq", "重庆建投"));
        assert!(is_spelled("lvyuan", "绿源(集团)") && is_spelled("lyjt", "绿源(集团)"));
    }

    #[test]
    fn names_stand_in_the_order_of_pinyin() {
        let mut names = ["浙江", "安徽", "北京", "重庆", "上海"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["安徽", "北京", "上海", "浙江", "重庆"]);
    }
}
