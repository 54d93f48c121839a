//! `policy.default.toml` is what `Policy::default()` says: people calibrate from the one, the
//! program computes with the other.

use kebu::archive::decode::decode;
use kebu::archive::fields::fields;
use kebu::archive::parse::with_tree;
use kebu::cli::policy::{DEFAULTS, template};
use kebu::domain::policy::Policy;
use kebu::domain::record::Kind;

/// The policy in a text, as the program shows it to itself.
fn read(text: &str) -> String {
    let policy: Policy = with_tree(text, |tree| decode(tree.unwrap())).unwrap();
    format!("{policy:#?}")
}

#[test]
fn the_default_file_sets_every_key_to_its_default() {
    assert_eq!(read(DEFAULTS), format!("{:#?}", Policy::default()));
}

#[test]
fn the_default_file_names_every_key() {
    for field in fields(Kind::Policy) {
        let name = field.path.rsplit('.').next().unwrap();
        let is_named = |line: &str| {
            let line = line.trim_start_matches(['#', ' ', '[']);
            let key = line.split(['=', ']', ' ']).next().unwrap_or_default();
            key.split('.').any(|step| step == name)
        };
        assert!(DEFAULTS.lines().any(is_named), "{}", field.path);
    }
}

#[test]
fn the_template_sets_nothing() {
    let keys = with_tree(&template(), |tree| tree.unwrap().table().unwrap().entries.len());
    assert_eq!(keys, 0);
    assert!(template().contains("# poor_days = 180"));
}
