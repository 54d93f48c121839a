//! Numbers that identify a person wherever they are typed: ID cards, bank cards, mobile phones
//! (PIPL: sensitive personal information is not kept in an archive at all).

use super::credit_code;
use std::ops::Range;

/// A card whose number was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// A resident's ID card (GB 11643).
    Identity,
    /// A bank card: 16 to 19 digits with the check digit of ISO/IEC 7812.
    Bank,
}

/// Digits as they were typed: in one run, or in groups with single spaces or hyphens between. A
/// date may be among them: what it stands beside is looked at by itself.
struct Number {
    groups: Vec<Group>,
    /// The ID card's check character X behind the last digit.
    ends_in_x: bool,
}

struct Group {
    digits: String,
    span: Range<usize>,
}

impl Number {
    /// So many groups, from this one on; none where there are fewer.
    fn part(&self, at: usize, count: usize) -> Option<Part> {
        let groups = self.groups.get(at..at + count)?;
        let (first, last) = (groups.first()?, groups.last()?);
        Some(Part {
            digits: groups.iter().map(|group| group.digits.as_str()).collect(),
            lengths: groups.iter().map(|group| group.digits.len()).collect(),
            ends_in_x: self.ends_in_x && at + count == self.groups.len(),
            span: first.span.start..last.span.end,
        })
    }
}

/// Some groups of a number.
struct Part {
    digits: String,
    lengths: Vec<usize>,
    ends_in_x: bool,
    span: Range<usize>,
}

/// Every number of a text with at least `fewest` digits that stands alone: neither letters nor
/// digits nor a decimal point touch it. Full-width digits count.
///
/// All texts of an archive come through here: every byte of a number is one of its signs, so that
/// only one byte in `fewest` is looked at where there is none.
fn numbers(text: &str, fewest: usize) -> Vec<Number> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at + fewest - 1) {
        if !is_sign(*byte) {
            at += fewest;
            continue;
        }
        let before = bytes[at..at + fewest].iter().rposition(|byte| !is_sign(*byte));
        let start = before.map_or(at, |before| at + before + 1);
        at = numbers_from(text, start, fewest, &mut found);
    }
    found
}

/// The numbers in the run of their signs that begins here; returns where it ends.
fn numbers_from(text: &str, start: usize, fewest: usize, found: &mut Vec<Number>) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(byte) = bytes.get(at).filter(|byte| is_sign(**byte)) {
        if !byte.is_ascii_digit() && *byte != FULL_WIDTH[0] {
            at += 1;
            continue;
        }
        let (end, count) = extent(text, at);
        if count >= fewest {
            found.extend(number(text, at..end));
        }
        at = end.max(at + 1);
    }
    at
}

/// How a full-width digit begins, as do other signs of its width.
const FULL_WIDTH: [u8; 2] = [0xef, 0xbc];

/// Whether a byte may be of a number: of a digit, or of what stands between groups.
fn is_sign(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b' ' | b'-' | 0x90..=0x99) || FULL_WIDTH.contains(&byte)
}

/// Where the number that begins here ends, and how many digits it has.
fn extent(text: &str, start: usize) -> (usize, usize) {
    let (mut end, mut count) = (start, 0);
    let mut chars = text[start..].chars().peekable();
    while let Some(character) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let goes_on = matches!(character, ' ' | '-') && digit(next).is_some();
        if digit(character).is_some() {
            count += 1;
        } else if count == 0 || !goes_on {
            break;
        }
        end += character.len_utf8();
    }
    (end, count)
}

/// The number at a place, when it stands alone.
fn number(text: &str, span: Range<usize>) -> Option<Number> {
    let mut number = Number { groups: Vec::new(), ends_in_x: false };
    let mut in_group = false;
    for (at, character) in text[span.clone()].char_indices() {
        let at = span.start + at;
        let value = digit(character);
        match (value, number.groups.last_mut()) {
            (Some(value), Some(group)) if in_group => {
                group.digits.push(value);
                group.span.end = at + character.len_utf8();
            }
            (Some(value), _) => {
                let span = at..at + character.len_utf8();
                number.groups.push(Group { digits: value.to_string(), span });
            }
            (None, _) => {}
        }
        in_group = value.is_some();
    }
    let before = text[..span.start].chars().next_back().unwrap_or(' ');
    let mut behind = text[span.end..].chars();
    let mut next = behind.next().unwrap_or(' ');
    if matches!(next, 'x' | 'X' | 'Ｘ') {
        number.ends_in_x = true;
        if let Some(last) = number.groups.last_mut() {
            last.span.end += next.len_utf8();
        }
        next = behind.next().unwrap_or(' ');
    }
    let touches = |c: char| c == '_' || (c.is_alphanumeric() && !is_han(c));
    (!touches(before) && before != '.' && !touches(next)).then_some(number)
}

/// Chinese is written without spaces: a number between Han characters stands alone.
fn is_han(character: char) -> bool {
    matches!(
        character,
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    )
}

fn digit(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        '０'..='９' => char::from_digit(character as u32 - '０' as u32, 10),
        _ => None,
    }
}

/// The fewest digits of a card's number, and of a mobile number.
const CARD_DIGITS: usize = 16;
const MOBILE_DIGITS: usize = 11;

/// The card numbers in a text, and where they stand.
pub fn cards(text: &str) -> Vec<(Range<usize>, Card)> {
    numbers(text, CARD_DIGITS).iter().flat_map(cards_of).collect()
}

/// The card numbers in a text, and whether it also holds a mobile number: one search for both.
pub fn cards_and_mobile(text: &str) -> (Vec<(Range<usize>, Card)>, bool) {
    let numbers = numbers(text, MOBILE_DIGITS);
    (numbers.iter().flat_map(cards_of).collect(), numbers.iter().any(holds_mobile))
}

fn cards_of(number: &Number) -> Vec<(Range<usize>, Card)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < number.groups.len() {
        let card = (1..=5).find_map(|count| {
            let part = number.part(at, count)?;
            Some((count, part.span.clone(), card(&part)?))
        });
        match card {
            Some((count, span, card)) => {
                found.push((span, card));
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

fn card(part: &Part) -> Option<Card> {
    let whole = part.lengths.len() == 1;
    let identity = if part.ends_in_x { [6, 8, 3] } else { [6, 8, 4] };
    if whole || part.lengths == identity {
        let check = if part.ends_in_x { "X" } else { "" };
        if credit_code::is_id_card(&format!("{}{check}", part.digits)) {
            return Some(Card::Identity);
        }
    }
    let in_fours = part.lengths.split_last().is_some_and(|(last, others)| {
        others.len() >= 3 && others.iter().all(|length| *length == 4) && (1..=4).contains(last)
    });
    let bank = !part.ends_in_x && (whole || in_fours) && is_bank_card(&part.digits);
    bank.then_some(Card::Bank)
}

/// 16 to 19 digits that a card of a bank can have: issued under 3 to 6, the check digit right, and
/// no credit code of digits only.
fn is_bank_card(digits: &str) -> bool {
    (16..=19).contains(&digits.len())
        && digits.starts_with(['3', '4', '5', '6'])
        && luhn(digits)
        && credit_code::check(digits).is_err()
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let value = u32::from(byte - b'0') * if index % 2 == 1 { 2 } else { 1 };
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether a text holds a mobile number of mainland China, with or without 86, in one run or
/// grouped 3-4-4.
pub fn has_mobile(text: &str) -> bool {
    numbers(text, MOBILE_DIGITS).iter().any(holds_mobile)
}

fn holds_mobile(number: &Number) -> bool {
    let starts = 0..number.groups.len();
    let mut parts = starts.flat_map(|at| (1..=4).filter_map(move |n| number.part(at, n)));
    parts.any(|part| is_mobile(&part))
}

fn is_mobile(part: &Part) -> bool {
    let digits = part.digits.as_str();
    let local = digits.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(digits);
    let grouped = matches!(
        part.lengths.as_slice(),
        [11 | 13] | [2, 11] | [3, 4, 4] | [2, 3, 4, 4] | [5, 4, 4]
    );
    let second = local.as_bytes().get(1);
    grouped
        && !part.ends_in_x
        && local.len() == 11
        && local.starts_with('1')
        && second.is_some_and(|byte| (b'3'..=b'9').contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_found_where_they_are_typed() {
        for (text, expected) in [
            ("身份证11010519491231002X。", Some(Card::Identity)),
            ("11010519491231002x", Some(Card::Identity)),
            ("110105 19491231 002X", Some(Card::Identity)),
            ("１１０１０５１９４９１２３１００２Ｘ", Some(Card::Identity)),
            ("440308199901101512", Some(Card::Identity)),
            ("440308199901101513", None),
            ("a440308199901101512", None),
            ("4403081999011015123", None),
            ("4111111111111111", Some(Card::Bank)),
            ("账号 4111 1111 1111 1111。", Some(Card::Bank)),
            ("4111-1111-1111-1111", Some(Card::Bank)),
            ("4111111111111112", None),
            ("411111111111111", None),
            ("0.4111111111111111", None),
            ("2026-05-20 2026-06-20", None),
            // Beside a date, or one beside the other.
            ("2025-08-20 11010519491231002X", Some(Card::Identity)),
            ("2025-08-20 110105 19491231 002X", Some(Card::Identity)),
            ("440308199901101512 2025-08-20", Some(Card::Identity)),
            ("2025-08-20 4111111111111111", Some(Card::Bank)),
            ("2025-08-20 4111 1111 1111 1111", Some(Card::Bank)),
            ("20 4111111111111112 15", None),
            ("9111111111111111", None),
        ] {
            let found = cards(text).first().map(|(_, card)| *card);
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_number_is_found_wherever_it_stands() {
        for number in
            ["4111111111111111", "4111 1111 1111 1111", "４１１１１１１１１１１１１１１１"]
        {
            // Signs whose bytes look like a digit's stand in front, at every distance.
            for (before, times) in ["开", "：", "年 -", "08 "]
                .iter()
                .flat_map(|sign| (0..40).map(move |times| (sign, times)))
            {
                let text = format!("{}：{number}。", before.repeat(times));
                let start = text.len() - number.len() - "。".len();
                assert_eq!(cards(&text), [(start..start + number.len(), Card::Bank)], "{text}");
                assert_eq!(cards_and_mobile(&text), (cards(&text), false), "{text}");
            }
        }
    }

    #[test]
    fn a_span_covers_the_number_and_nothing_else() {
        let text = "证号：11010519491231002X（已核）";
        let (span, _) = cards(text).remove(0);
        assert_eq!(&text[span], "11010519491231002X");
    }

    #[test]
    fn each_of_two_cards_is_found() {
        let text = "440308199901101512 4111 1111 1111 1111 11010519491231002X";
        let found: Vec<&str> = cards(text).into_iter().map(|(span, _)| &text[span]).collect();
        assert_eq!(found, ["440308199901101512", "4111 1111 1111 1111", "11010519491231002X"]);
    }

    #[test]
    fn mobiles_are_told_from_switchboards() {
        for (text, expected) in [
            ("2025-08-20 13800138000", true),
            ("0571-88001234 138 0013 8000", true),
            ("13800138000", true),
            ("张工13800138000", true),
            ("138 0013 8000", true),
            ("138-0013-8000", true),
            ("+86 13800138000", true),
            ("8613800138000", true),
            ("0571-88001234", false),
            ("12345678901", false),
            ("400-800-1234", false),
            ("138001380001", false),
            ("公共邮箱 office@example.com", false),
        ] {
            assert_eq!(has_mobile(text), expected, "{text}");
            assert_eq!(cards_and_mobile(text), (cards(text), expected), "{text}");
        }
    }
}
