//! Help of the commands that write clients, contact persons, projects, people and branches.

/// As `help::help`.
pub fn help(path: &str, arg: &str) -> Option<&'static str> {
    Some(match (path, arg) {
        ("*", "dry_run") => "only show the change as a unified diff, write nothing",
        ("*", "set") => "a key with its value, such as facts.credit.value=good; may be repeated",
        ("*", "from") => "take the values from a TOML file; - for standard input",
        ("*", "by") => {
            "who you are, by id or name; default: KEBU_PERSON, else whoever has Git's \
             e-mail address"
        }
        ("*", "yes") => "write without asking",
        ("client new", "") => {
            "make a client's file, after searching the whole archive for the same organisation"
        }
        ("client new", "after") => {
            "On a terminal an editor opens for missing keys; elsewhere all of them are listed.\n\
             The credit code gives kind and region. Standard output is the new id alone."
        }
        ("client new", "branch") => "the branch it belongs to; default: your own",
        ("client new", "even_so") => "similar clients have been checked: this is another one",
        ("client edit", "") => "change a client's file: by options, from a file, in the editor",
        ("client edit", "client") => "a client, by id, name or pinyin",
        ("client set", "") => "set keys of one client or of several",
        ("client set", "after") => {
            "key=value sets, key= removes, key+=value adds to a list, key-=value takes from it;\n\
             needs.new.title=… adds a need. A fact whose value changes is re-dated.\n\
             With --where the count and the differences are shown first; without a terminal\n\
             --yes is needed."
        }
        ("client set", "words") => "the client, then key=value, such as kh2501-7k3m9q stage=signed",
        ("client set", "filter") => {
            "select several by grade, branch, owner, stage, kind or status, such as grade=A,B; may \
             be repeated, all must hold"
        }
        ("client verify", "") => {
            "show the recorded facts and confirm that they are still true today"
        }
        ("client verify", "after") => {
            "All facts shown are re-dated; with --facts only the ones named are shown and re-dated."
        }
        ("client verify", "clients") => "clients, by id, name or pinyin",
        ("client verify", "facts") => {
            "only these facts, separated by commas, such as credit,integrity"
        }
        ("client move", "") => {
            "move a client to another branch: its file, contact persons and their documents"
        }
        ("client move", "after") => {
            "Projects, complaints, visits, surveys and analyses stay with, and count for, the old \
             branch."
        }
        ("client move", "client") => "a client, by id, name or pinyin",
        ("client move", "branch") => "the branch it goes to",
        ("client move", "owner") => "its new account manager",
        ("client abandon", "") => {
            "abandon a grade C client: record observation period, reason and headquarters' approval"
        }
        ("client abandon", "after") => {
            "If an observation period is already recorded, reason and approval are enough. To \
             pursue\n\
             the client again: kebu client set CLIENT status=active"
        }
        ("client abandon", "client") => "a client, by id, name or pinyin",
        ("client abandon", "reason") => "why it is abandoned",
        ("client abandon", "approved_by") => "who approved: someone at headquarters",
        ("client abandon", "from") => "first day of the observation period",
        ("client abandon", "until") => "last day of the observation period",
        ("client abandon", "decided_on") => "day of the decision; default: today",
        ("client abandon", "even_so") => "abandon it although its grade is not C",
        ("client merge", "") => {
            "merge a duplicate client into another; references in all records follow"
        }
        ("client merge", "after") => {
            "The merged file stays as history, with its contact persons. What changed is recorded \
             in\n\
             documents/merges/, so that `kebu client unmerge` can take it back later."
        }
        ("client merge", "from") => "the client to be merged",
        ("client merge", "into") => "the client that stays",
        ("client unmerge", "") => "take a merge back",
        ("client unmerge", "after") => {
            "Records written since the merge stay as they are; places changed again since are \
             listed."
        }
        ("client unmerge", "client") => "the client that was merged",
        ("contact", "") => "contact persons: list, add, edit, remove",
        ("contact list", "") => "list contact persons",
        ("contact list", "client") => "only those of this client, and of clients merged into it",
        ("contact list", "branch") => "a branch, by id or name",
        ("contact list", "redact") => "hide people's names; always done when CI is set",
        ("contact add", "") => "add a contact person to a client; prints the key",
        ("contact add", "after") => {
            "Unless given, the key is made from the name's pinyin. Personal data needs a legal \
             basis (--basis)."
        }
        ("contact add", "client") => "a client, by id, name or pinyin",
        ("contact edit", "") => "change a contact person",
        ("contact edit", "client") => "a client, by id, name or pinyin",
        ("contact edit", "person") => {
            "the person's key or name; without one, all of them in the editor"
        }
        ("contact remove", "") => "remove a contact person; refused while any record mentions them",
        ("contact remove", "client") => "a client, by id, name or pinyin",
        ("contact remove", "person") => "the person's key or name",
        ("project", "") => "projects: list, show, new, set",
        ("project new", "") => "make a project; prints its id",
        ("project new", "branch") => "the branch it belongs to; default: your own",
        ("project set", "") => "set keys of a project",
        ("project set", "which") => "the id or its beginning, or the name",
        ("person set", "") => "set keys of a person",
        ("person set", "which") => "the person, by id or name",
        ("branch set", "") => "set keys of a branch",
        ("branch set", "which") => "the branch, by id or name",
        ("project list", "") => "list projects that match all the filters given",
        ("project list", "branch") => "a branch, by id or name",
        ("project list", "client") => "a client, by id, name or pinyin",
        ("project list", "status") => "bidding, lost, in_progress, completed, warranty, closed",
        ("project show", "") => "show a project",
        ("project show", "project") => "the id or its beginning, or the name",
        ("person", "") => "people on our side: list, new, set, leave",
        ("person new", "") => "make a person's record; prints the id",
        ("person new", "id") => "the id, such as li-na; default: made from the name's pinyin",
        ("person leave", "") => "record that somebody leaves, and list the clients to hand over",
        ("person leave", "person") => "the person, by id or name",
        ("person leave", "on") => "day of leaving; default: today",
        ("person leave", "to") => "hand the clients over to this person at once",
        ("person list", "") => "list people",
        ("person list", "unit") => "the unit: hq or a branch",
        ("person list", "all") => "those who have left too",
        ("branch", "") => "branches: list, new, set, close",
        ("branch new", "") => "make a branch; prints its id",
        ("branch new", "id") => "the id, which is its folder's name, such as linjiang",
        ("branch close", "") => {
            "record that a branch closes, and list the clients that are still there"
        }
        ("branch close", "branch") => "a branch, by id or name",
        ("branch close", "on") => "day of closing; default: today",
        ("branch list", "") => "list branches",
        ("branch list", "all") => "those that are closed too",
        ("handover", "") => "hand a person's clients over to another",
        ("handover", "after") => {
            "Clients without an account manager are listed first. If no persons are named, nothing \
             else is done."
        }
        ("handover", "from") => "who hands over",
        ("handover", "to") => "who takes over",
        ("handover", "branch") => "only clients of this branch",
        _ => return None,
    })
}
