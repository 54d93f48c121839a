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
/// `ljct`, `linjiangct` and `linjiang` all find 临江城投. One pass over the name carries every
/// place in the letters that the characters so far can have led to, so that a hostile name costs
/// no more than its length times that of the letters.
pub fn is_spelled(letters: &str, name: &str) -> bool {
    let mut places = vec![false; letters.len() + 1];
    for character in name.chars() {
        // A run may begin at any character.
        places[0] = true;
        match step(letters, &places, character) {
            Step::Spelled => return true,
            Step::Skipped => {}
            Step::On(next) => places = next,
        }
    }
    letters.is_empty()
}

/// What a character makes of the places reached before it.
enum Step {
    /// The letters end here.
    Spelled,
    /// Brackets and other signs are not spelled.
    Skipped,
    On(Vec<bool>),
}

fn step(letters: &str, places: &[bool], character: char) -> Step {
    let spellings = spellings(character);
    if spellings.is_empty() {
        return Step::Skipped;
    }
    let mut next = vec![false; places.len()];
    for place in (0..letters.len()).filter(|place| places[*place]) {
        let Some(left) = letters.get(place..) else { continue };
        for spelling in &spellings {
            if spelling.starts_with(left) {
                return Step::Spelled;
            }
            if left.starts_with(spelling.as_str()) {
                next[place + spelling.len()] = true;
            }
        }
    }
    Step::On(next)
}

/// The whole readings of a character and their first letters; another letter or digit is itself.
fn spellings(character: char) -> Vec<String> {
    match character.to_pinyin_multi() {
        Some(readings) => readings
            .into_iter()
            // `lv` is how keyboards write `lü`.
            .flat_map(|reading| {
                [reading.plain().replace('ü', "v"), reading.first_letter().to_owned()]
            })
            .collect(),
        None if character.is_alphanumeric() => vec![character.to_lowercase().collect()],
        None => Vec::new(),
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
