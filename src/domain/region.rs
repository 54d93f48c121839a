//! Region codes 行政区划代码 (GB/T 2260): only the province part is held to a table, since county
//! codes change every year and old ones stay in use.

/// The first two digits of every province-level region.
const PROVINCES: [&str; 34] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82",
];

/// Whether the province part of a region code exists.
pub fn has_province(region: &str) -> bool {
    region.get(..2).is_some_and(|province| PROVINCES.contains(&province))
}
