//! Papers as Markdown.

use super::markdown::escape;
use crate::report::paper::Block;
use crate::text::shown;

/// One paper after the other, a rule between them.
pub fn render(blocks: &[Block]) -> String {
    let last = blocks.len().saturating_sub(1);
    let shown_blocks = blocks.iter().enumerate().filter(|(at, b)| **b != Block::End || *at < last);
    shown_blocks.map(|(_, block)| one(block)).collect::<Vec<_>>().join("\n")
}

fn one(block: &Block) -> String {
    let plain = |text: &str| escape(&shown(text));
    let lines = |items: &[String], mark: &dyn Fn(usize) -> String| -> String {
        let items = items.iter().enumerate();
        items.map(|(at, item)| format!("{}{}\n", mark(at), plain(item))).collect()
    };
    match block {
        Block::Title(text) => format!("# {}\n", plain(text)),
        Block::Heading(text) => format!("## {}\n", plain(text)),
        Block::Paragraph(text) => format!("{}\n", plain(text)),
        Block::Items(items) => lines(items, &|_| "- ".to_owned()),
        Block::Numbered(items) => lines(items, &|at| format!("{}. ", at + 1)),
        Block::Table { head, rows } => {
            let line = |cells: &[String]| {
                let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
                format!("| {} |\n", cells.join(" | "))
            };
            let rule = vec!["---"; head.len()].join(" | ");
            let rows: String = rows.iter().map(|row| line(row)).collect();
            format!("{}| {rule} |\n{rows}", line(head))
        }
        // Two spaces at the end of a line break it.
        Block::Signature(rows) => {
            let rows: Vec<String> = rows.iter().map(|row| plain(row)).collect();
            format!("{}\n", rows.join("  \n"))
        }
        Block::End => "---\n".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_records_cannot_become_markdown() {
        let blocks = [
            Block::Title("a|b".to_owned()),
            Block::Items(vec!["<x>".to_owned(), "*y*".to_owned()]),
            Block::End,
        ];
        assert_eq!(render(&blocks), "# a\\|b\n\n- &lt;x&gt;\n- \\*y\\*\n");
    }
}
