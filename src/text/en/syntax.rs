//! What the parser tripped over, in English.

use crate::archive::parse::{NewerToml, SyntaxFault};
use crate::text::wording::{Wording, quote};

fn w(message: impl Into<String>) -> Wording {
    Wording::new(message)
}

pub fn words(fault: &SyntaxFault) -> Wording {
    match fault {
        SyntaxFault::UnexpectedEnd => {
            w("the file ends too early; something is missing").label("ends here")
        }
        SyntaxFault::UnexpectedCharacter('\n' | '\r') => w("the line ends too early")
            .label("something is missing after this")
            .help("write the value after the equals sign, or delete the line"),
        SyntaxFault::UnexpectedCharacter(found) => {
            w(format!("the character {} does not belong here", quote(&found.to_string())))
                .label("unexpected character")
        }
        SyntaxFault::ControlCharacter(found) => {
            w(format!("there is a control character {} here", quote(&found.to_string())))
                .label("invisible character")
        }
        SyntaxFault::BadEscape(found) => {
            w(format!("{} is not an escape that texts can have", quote(&format!("\\{found}"))))
                .label("unknown escape")
                .help("put the text in single quotes to keep backslashes as they are")
        }
        SyntaxFault::UnterminatedString => w("the text has no closing quote")
            .label("the quote opens here")
            .help("add a quote at the end of the text"),
        SyntaxFault::BadNumber => w("the number is not in a form that TOML allows")
            .label("not a number")
            .help("write `1280000` or `0.05`, or put quotes around text"),
        SyntaxFault::NumberOutOfRange => {
            w("the number is too large to be stored").label("too large")
        }
        SyntaxFault::BadDate => {
            w("the date or time is not in a form that TOML allows, or does not exist")
                .label("not a date")
                .help("write `2026-05-06` or `2026-05-06T09:30:00+08:00`")
        }
        SyntaxFault::Expected { wanted, found } => {
            w(format!("{} belongs here, not {}", token(wanted), token(found)))
                .label(format!("{} is missing", token(wanted)))
        }
        SyntaxFault::DuplicateKey => w("the same key is written twice")
            .label("the second time")
            .related("the first time")
            .help("keep one of the two"),
        SyntaxFault::DuplicateTable => w("the same table is written twice")
            .label("the second time")
            .related("the first time")
            .help("combine the two tables"),
        SyntaxFault::NotATable => w("this name already has a value above, so it cannot be a table")
            .label("cannot be a table")
            .related("the value before"),
        SyntaxFault::UnquotedText => {
            w("the text has no quotes").label("no quotes").help("put double quotes around the text")
        }
        SyntaxFault::MultilineKey => w("a key must stand on one line").label("over two lines"),
        SyntaxFault::MissingComma => {
            w("a comma is missing between two items").label("comma missing before this")
        }
        SyntaxFault::Unclosed(bracket) => {
            w(format!("the opening bracket is not closed with {}", quote(&bracket.to_string())))
                .label("not closed")
        }
        SyntaxFault::TooDeep => w("tables or lists are nested too deeply").label("too deep"),
        SyntaxFault::TooNew(NewerToml::Escape) => {
            w("the escapes `\\e` and `\\x` are TOML 1.1; archives use TOML 1.0")
                .label("not in TOML 1.0")
                .help("write `\\u00XX`")
        }
        SyntaxFault::TooNew(NewerToml::InlineTableLines) => {
            w("a table in braces must stand on one line and not end with a comma")
                .label("over several lines, or with a comma at its end")
                .help("use `[table]` or `[[table]]` to write it over several lines")
        }
        SyntaxFault::TooNew(NewerToml::TimeWithoutSeconds) => {
            w("the time has no seconds").label("no seconds").help("write `09:30:00`")
        }
        SyntaxFault::Other => w("this is not valid TOML").label("reading stopped here"),
    }
}

/// The parser's name of a token.
fn token(name: &str) -> &'static str {
    match name {
        "eof" => "the end of the file",
        "newline" | "a newline" => "a line break",
        "a carriage return" => "a lone carriage return",
        "whitespace" => "white space",
        "a comment" => "a comment",
        "an equals" => "an equals sign `=`",
        "a period" => "a full stop `.`",
        "a comma" => "a comma `,`",
        "a colon" => "a colon `:`",
        "a plus" => "a plus sign `+`",
        "a left brace" => "a left brace `{`",
        "a right brace" => "a right brace `}`",
        "a left bracket" => "a left bracket `[`",
        "a right bracket" => "a right bracket `]`",
        "a string" => "a quoted text",
        "a table key" => "a key",
        "an identifier" => "a word without quotes",
        _ => "another character",
    }
}
