//! Help of the commands that file returns and merge.

pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("merge-driver", "") => {
            "merge records key by key in Git: two clerks who change two keys of a client do not \
             conflict"
        }
        ("merge-driver", "after") => {
            "Git merges lines, and conflicts where neighbouring lines were changed or both sides\n\
             added an item. With this driver only one key with two new values is a conflict, and\n\
             markers stand around that key alone; comments of both sides stay. Every clone has to\n\
             install it once."
        }
        ("merge-driver install", "") => {
            "switch it on in the archive's repository: .gitattributes and merge.kebu.driver"
        }
        ("merge-driver run", "") => "merge one record; Git calls this, the result goes to our file",
        ("merge-driver run", "base") => "the file before both sides changed it (%O)",
        ("merge-driver run", "ours") => "our file (%A)",
        ("merge-driver run", "theirs") => "their file (%B)",
        ("merge-driver run", "path") => "the file's path in the repository (%P)",
        _ => return None,
    })
}
