//! Bash and its command line: which words stand before the cursor, and what is put in for the word
//! at it. Bash itself parts words at `=` and `:`, so the whole line is read here instead.

/// The words up to the cursor; the last one is being typed.
pub struct Line {
    pub words: Vec<String>,
    /// The quote in which the last word stands.
    quote: Option<char>,
}

impl Line {
    /// Reads a line up to a point: characters or, in older versions, bytes.
    pub fn read(line: &str, point: &str) -> Self {
        let point: usize = point.parse().unwrap_or(usize::MAX);
        let is_ascii = line.is_ascii();
        let end = line.char_indices().nth(point).map_or(line.len(), |(at, _)| at);
        // A point beyond the characters counts bytes, or is the end.
        let line =
            if is_ascii { &line[..end.min(line.len())] } else { line.get(..end).unwrap_or(line) };
        let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
        let mut is_begun = false;
        let mut characters = line.chars();
        while let Some(character) = characters.next() {
            match (quote, character) {
                (None, ' ' | '\t') => {
                    if is_begun {
                        words.push(std::mem::take(&mut word));
                    }
                    is_begun = false;
                    continue;
                }
                (None, '"' | '\'') => quote = Some(character),
                (Some(open), close) if open == close => quote = None,
                (None | Some('"'), '\\') => word.extend(characters.next()),
                (_, plain) => word.push(plain),
            }
            is_begun = true;
        }
        words.push(word);
        Self { words, quote }
    }

    /// A suggestion as bash puts it in: the part after the last character at which it parts words,
    /// with what it would read as its own escaped.
    pub fn completed(&self, value: &str, breaks: &str) -> String {
        let typed = self.words.last().map_or("", String::as_str);
        let is_break =
            |character: char| matches!(character, '=' | ':') && breaks.contains(character);
        let kept = match self.quote {
            Some(_) => 0,
            None => typed.rfind(is_break).map_or(0, |at| at + 1),
        };
        let rest = match value.starts_with(&typed[..kept]) {
            true => &value[kept..],
            false => value,
        };
        let mut written = String::with_capacity(rest.len());
        for character in rest.chars() {
            let is_special = character.is_ascii()
                && !character.is_ascii_alphanumeric()
                && !"_-./=:,@%+".contains(character);
            if is_special && self.quote.is_none() {
                written.push('\\');
            }
            written.push(character);
        }
        written
    }
}

/// The script that bash sources. Bash 3.2, which macOS has, understands it too.
pub fn bash_script(program: &str) -> String {
    let program = program.replace('\'', r"'\''");
    format!(
        r#"_kebu() {{
    local reply
    COMPREPLY=()
    while IFS= read -r reply; do
        COMPREPLY+=("$reply")
    done < <(
        {request}=bash KEBU_LINE="$COMP_LINE" KEBU_POINT="$COMP_POINT" \
            KEBU_BREAKS="$COMP_WORDBREAKS" '{program}' 2>/dev/null
    )
    if [[ ${{#COMPREPLY[@]}} -eq 1 && "${{COMPREPLY[0]}}" == *= ]]; then
        compopt -o nospace 2>/dev/null
    fi
}}
complete -o bashdefault -o default -F _kebu kebu
"#,
        request = super::REQUEST
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_parted_as_the_shell_parts_it() {
        for (line, words) in [
            ("kebu ", vec!["kebu", ""]),
            ("kebu client show kh", vec!["kebu", "client", "show", "kh"]),
            ("kebu client set kh1 stage=si", vec!["kebu", "client", "set", "kh1", "stage=si"]),
            ("kebu client show 临江", vec!["kebu", "client", "show", "临江"]),
            ("kebu a\\ b \"c d\" 'e", vec!["kebu", "a b", "c d", "e"]),
            ("kebu ''", vec!["kebu", ""]),
        ] {
            assert_eq!(Line::read(line, &line.chars().count().to_string()).words, words);
            assert_eq!(Line::read(line, &line.len().to_string()).words, words);
        }
        assert_eq!(Line::read("kebu client show", "8").words, ["kebu", "cli"]);
    }

    #[test]
    fn only_what_bash_replaces_is_put_in() {
        for (typed, value, breaks, put) in [
            ("kebu stage=si", "stage=signed", "=:", "signed"),
            ("kebu stage=si", "stage=signed", " ", "stage=signed"),
            ("kebu lin", "lin jiang", "=:", "lin\\ jiang"),
            ("kebu 'lin", "lin jiang", "=:", "lin jiang"),
            ("kebu ljct", "kh2501-7k3m9q", "=:", "kh2501-7k3m9q"),
        ] {
            let line = Line::read(typed, "99");
            assert_eq!(line.completed(value, breaks), put, "{typed}");
        }
    }
}
