//! A short name of a person in letters: the id of one of ours, the key of a contact person.

use pinyin::ToPinyin;

/// The name in lower-case letters, surname first: 李娜 is `li-na`, 王小明 `wang-xiaoming`, Ann Lee
/// `ann-lee`. `None` where nothing of it can be spelled.
pub fn spelled(name: &str) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut begins = true;
    for (character, reading) in name.chars().zip(name.to_pinyin()) {
        let letters = match reading {
            Some(reading) => reading.plain().replace('ü', "v"),
            None if character.is_ascii_alphanumeric() => character.to_ascii_lowercase().to_string(),
            None => {
                begins = true;
                continue;
            }
        };
        // A surname stands alone, what follows it is one given name.
        let after_surname = reading.is_some() && parts.len() == 1 && !begins;
        match parts.last_mut() {
            Some(last) if !begins && !after_surname => last.push_str(&letters),
            Some(_) | None => parts.push(letters),
        }
        begins = false;
    }
    let name: String = parts.join("-").chars().take(40).collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn names_are_spelled_surname_first() {
        for (name, letters) in [
            ("李娜", Some("li-na")),
            ("王小明", Some("wang-xiaoming")),
            ("吕布", Some("lv-bu")),
            ("Ann Lee", Some("ann-lee")),
            ("赵", Some("zhao")),
            ("…", None),
        ] {
            assert_eq!(spelled(name).as_deref(), letters, "{name}");
        }
    }
}
