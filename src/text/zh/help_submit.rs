//! 上报与合并两组命令的帮助文字。

pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("merge-driver", "") => "Git 合并记录时按字段合并：两人改了同一个客户的不同字段，不算冲突",
        ("merge-driver", "after") => {
            "Git 按行合并，相邻两行各改一处、或者各加一条记录就会冲突。启用后，只有双方把同一个字段改成\n\
             不同的值才算冲突，冲突标记也只包住那个字段；双方的注释都保留。每个克隆都要启用一次。"
        }
        ("merge-driver install", "") => {
            "在档案库所在的仓库启用按字段合并：写 .gitattributes，设置 merge.kebu.driver"
        }
        ("merge-driver run", "") => "合并一份记录；由 Git 调用，结果写入我方的文件",
        ("merge-driver run", "base") => "双方修改之前的文件（%O）",
        ("merge-driver run", "ours") => "我方的文件（%A）",
        ("merge-driver run", "theirs") => "对方的文件（%B）",
        ("merge-driver run", "path") => "文件在仓库中的路径（%P）",
        _ => return None,
    })
}
