//! What the parser tripped over, in Chinese.

use crate::archive::parse::{NewerToml, SyntaxFault};
use crate::text::wording::{Wording, quote};

fn w(message: impl Into<String>) -> Wording {
    Wording::new(message)
}

pub fn words(fault: &SyntaxFault) -> Wording {
    match fault {
        SyntaxFault::UnexpectedEnd => w("文件在这里中断，后面缺内容").label("到此为止"),
        SyntaxFault::UnexpectedCharacter('\n' | '\r') => {
            w("这一行没有写完").label("后面缺内容").help("在等号后写上值，或删去这一行")
        }
        SyntaxFault::UnexpectedCharacter(found) => {
            w(format!("此处不应有字符 {}", quote(&found.to_string()))).label("多余的字符")
        }
        SyntaxFault::ControlCharacter(found) => {
            w(format!("此处有控制字符 {}", quote(&found.to_string()))).label("看不见的字符")
        }
        SyntaxFault::BadEscape(found) => {
            w(format!("文本中没有转义写法 {}", quote(&format!("\\{found}"))))
                .label("不认识的转义")
                .help("用单引号括起文本，反斜杠即按原样保留")
        }
        SyntaxFault::UnterminatedString => {
            w("文本没有结束的引号").label("引号从这里开始").help("在文本末尾补上引号")
        }
        SyntaxFault::BadNumber => w("数字写法不对")
            .label("不是数字")
            .help("写成 `1280000` 或 `0.05`；不是数字的内容用引号括起"),
        SyntaxFault::NumberOutOfRange => w("数字太大，超出可存的范围").label("太大"),
        SyntaxFault::BadDate => w("日期或时间写法不对，或没有这一天")
            .label("不是日期")
            .help("写成 `2026-05-06` 或 `2026-05-06T09:30:00+08:00`"),
        SyntaxFault::Expected { wanted, found } => {
            w(format!("此处应为{}，实为{}", token(wanted), token(found)))
                .label(format!("应为{}", token(wanted)))
        }
        SyntaxFault::DuplicateKey => {
            w("同一个字段写了两次").label("第二次").related("第一次").help("只保留其中一处")
        }
        SyntaxFault::DuplicateTable => {
            w("同一个表写了两次").label("第二次").related("第一次").help("把两处合并为一处")
        }
        SyntaxFault::NotATable => {
            w("此前已有同名的值，不能再当作表").label("不能当作表").related("先前的值")
        }
        SyntaxFault::UnquotedText => w("文本没有加引号").label("缺引号").help("用双引号括起文本"),
        SyntaxFault::MultilineKey => w("字段名不能跨行").label("跨行的字段名"),
        SyntaxFault::MissingComma => w("两项之间缺逗号").label("此处之前缺逗号"),
        SyntaxFault::Unclosed(bracket) => {
            w(format!("缺少与开头配对的 {}", quote(&bracket.to_string()))).label("没有结束")
        }
        SyntaxFault::TooDeep => w("表或数组嵌套得太深").label("太深"),
        SyntaxFault::TooNew(NewerToml::Escape) => {
            w("转义 `\\e` 和 `\\x` 是 TOML 1.1 的写法，档案用 TOML 1.0")
                .label("TOML 1.0 没有")
                .help("改用 `\\u00XX` 的写法")
        }
        SyntaxFault::TooNew(NewerToml::InlineTableLines) => {
            w("花括号里的表须写在一行内，且末尾不加逗号")
                .label("跨行或末尾有逗号")
                .help("改用 `[表名]` 或 `[[表名]]` 分行写")
        }
        SyntaxFault::TooNew(NewerToml::TimeWithoutSeconds) => {
            w("时间没有写秒").label("缺秒").help("写成 `09:30:00`")
        }
        SyntaxFault::Other => w("此处不符合 TOML 的写法").label("读到这里出错"),
    }
}

/// The parser's name of a token.
fn token(name: &str) -> &'static str {
    match name {
        "eof" => "文件结尾",
        "newline" | "a newline" => "换行",
        "a carriage return" => "单独的回车符",
        "whitespace" => "空白",
        "a comment" => "注释",
        "an equals" => "等号 `=`",
        "a period" => "点号 `.`",
        "a comma" => "逗号 `,`",
        "a colon" => "冒号 `:`",
        "a plus" => "加号 `+`",
        "a left brace" => "左花括号 `{`",
        "a right brace" => "右花括号 `}`",
        "a left bracket" => "左方括号 `[`",
        "a right bracket" => "右方括号 `]`",
        "a string" => "带引号的文本",
        "a table key" => "字段名",
        "an identifier" => "没有加引号的词",
        _ => "别的字符",
    }
}
