//! The unified social credit identifier 统一社会信用代码 (GB 32100-2015).

use crate::domain::record::client::ClientKind;

/// The 31 characters, value = position; no I, O, S, V, Z.
const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// First two characters: registering authority and class of organisation.
const AUTHORITIES: [&str; 38] = [
    "11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49", "51", "52",
    "53", "54", "55", "59", "61", "62", "69", "71", "72", "79", "81", "89", "91", "92", "93", "A1",
    "A9", "N1", "N2", "N3", "N9", "Y1",
];

/// What is wrong with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreditCodeFault {
    /// Not 18 of the 31 characters with six digits at positions 3 to 8.
    Form,
    /// The first two characters are no registering authority and class.
    Authority,
    /// The last character should be this one.
    CheckDigit { expected: char },
    /// It is an ID-card number: personal data.
    IdCard,
}

/// Checks a code as it stands in a record: upper case, no spaces.
pub fn check(code: &str) -> Result<(), CreditCodeFault> {
    if is_id_card(code) {
        return Err(CreditCodeFault::IdCard);
    }
    let bytes = code.as_bytes();
    let well_formed = bytes.len() == 18
        && bytes.iter().all(|byte| ALPHABET.contains(byte))
        && bytes[2..8].iter().all(u8::is_ascii_digit);
    if !well_formed {
        return Err(CreditCodeFault::Form);
    }
    if !AUTHORITIES.contains(&&code[..2]) {
        return Err(CreditCodeFault::Authority);
    }
    let expected = check_digit(&bytes[..17]);
    if bytes[17] == expected {
        Ok(())
    } else {
        Err(CreditCodeFault::CheckDigit { expected: char::from(expected) })
    }
}

/// What kind of client a code's first two characters speak of, as far as they do: the registering
/// authority and its class of organisation.
pub fn client_kind(code: &str) -> Option<ClientKind> {
    match code.get(..2)? {
        "11" => Some(ClientKind::Government),
        "12" => Some(ClientKind::PublicInstitution),
        "13" | "41" | "51" | "81" => Some(ClientKind::Association),
        "91" | "92" | "93" => Some(ClientKind::Enterprise),
        _ => None,
    }
}

/// The first 17 characters with the check character that belongs to them.
pub fn completed(body: &str) -> String {
    format!("{body}{}", char::from(check_digit(body.as_bytes())))
}

/// The check character of the first 17: weights 3^i mod 31.
fn check_digit(body: &[u8]) -> u8 {
    let mut weight = 1;
    let mut sum = 0;
    for byte in body {
        let value = ALPHABET.iter().position(|letter| letter == byte).unwrap_or(0);
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    ALPHABET[(31 - sum % 31) % 31]
}

/// Whether 18 characters are a resident's ID-card number: its check digit holds (GB 11643) and
/// the middle is a plausible date of birth.
pub fn is_id_card(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let bytes = text.as_bytes();
    if bytes.len() != 18 || !bytes[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    let (year, month, day) = (&text[6..10], &text[10..12], &text[12..14]);
    let born = ("1900".."2100").contains(&year)
        && ("01"..="12").contains(&month)
        && ("01"..="31").contains(&day);
    born && bytes[17].to_ascii_uppercase() == CHECKS[(sum % 11) as usize]
}
