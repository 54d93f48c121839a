//! Why no archive was made.

use crate::diag::init::InitRefusal;
use crate::text::Message;

/// At most so many names are listed.
const NAMES: usize = 5;

pub fn refusal(refusal: &InitRefusal) -> Message {
    match refusal {
        InitRefusal::NotEmpty { folder, names } => {
            let listed: Vec<_> = names.iter().take(NAMES).map(|name| format!("`{name}`")).collect();
            let more = match names.len().saturating_sub(NAMES) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            Message::new(format!(
                "`{folder}` is not empty: it contains {}{more}; nothing was written",
                listed.join(", ")
            ))
            .help("choose an empty folder, such as `kebu init archive`")
        }
        InitRefusal::BadPair { option: "--group", .. } => {
            Message::new("the group's name after `--group` is blank")
                .help("write `--group \"NAME\"`")
        }
        InitRefusal::BadPair { option: "--person", given } => {
            Message::new(format!("`--person` cannot be `{given}`")).help(
                "write `--person \"ID=NAME <EMAIL>\"`, such as \
                 `--person \"li-na=Li Na <li.na@group.example>\"`",
            )
        }
        InitRefusal::BadPair { option, given } => {
            Message::new(format!("`{option}` cannot be `{given}`"))
                .help(format!("write `{option} ID=NAME`, such as `{option} \"hz=Hangzhou\"`"))
        }
        InitRefusal::BadShortId { given } => Message::new(format!("`{given}` cannot be an id"))
            .help(
                "use 1 to 40 lower-case letters, digits or hyphens, such as `hz` or `li-na`; `hq` \
                 always means headquarters",
            ),
        InitRefusal::NoEmail { given } => {
            Message::new(format!("`{given}` has no e-mail address, and Git knows none either"))
                .help(format!("write `--person \"{given} <EMAIL>\"`"))
                .help("or run `git config --global user.email EMAIL` first")
        }
        InitRefusal::UnknownZone { given } => {
            Message::new(format!("there is no time zone `{given}`"))
                .help("write an IANA name, such as `Asia/Shanghai`")
        }
    }
}
