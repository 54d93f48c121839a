//! 不能新建档案库时的说明。

use crate::diag::init::InitRefusal;
use crate::text::Message;

/// 最多列出这么多个名字。
const NAMES: usize = 5;

pub fn refusal(refusal: &InitRefusal) -> Message {
    match refusal {
        InitRefusal::NotEmpty { folder, names } => {
            let listed: Vec<_> = names.iter().take(NAMES).map(|name| format!("`{name}`")).collect();
            let more = if names.len() > NAMES { " 等" } else { "" };
            Message::new(format!(
                "`{folder}` 不是空目录，里面有 {}{more}，没有写入",
                listed.join("、")
            ))
            .help("换一个空目录，例如 `kebu init archive`")
        }
        InitRefusal::BadPair { option: "--group", .. } => {
            Message::new("`--group` 的集团名称是空白").help("写成 `--group 集团名称`")
        }
        InitRefusal::BadPair { option: "--person", given } => {
            Message::new(format!("`--person` 不能是 `{given}`"))
                .help("写成 `--person \"代号=姓名 <邮箱>\"`")
                .help("例如 `--person \"li-na=李娜 <li.na@group.example>\"`")
        }
        InitRefusal::BadPair { option, given } => {
            Message::new(format!("`{option}` 不能是 `{given}`"))
                .help(format!("写成 `{option} 代号=名称`，如 `{option} hz=杭州分公司`"))
        }
        InitRefusal::BadShortId { given } => Message::new(format!("`{given}` 不能作代号"))
            .help("用 1 到 40 个小写字母、数字或连字符，如 `hz`、`li-na`；`hq` 专指集团总部"),
        InitRefusal::NoEmail { given } => {
            Message::new(format!("`{given}` 没有邮箱，Git 里也没有配置"))
                .help(format!("写成 `--person \"{given} <邮箱>\"`"))
                .help("或先运行 `git config --global user.email 邮箱`")
        }
        InitRefusal::UnknownZone { given } => Message::new(format!("没有名为 `{given}` 的时区"))
            .help("写 IANA 名称，如 `Asia/Shanghai`"),
    }
}
