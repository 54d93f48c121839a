//! Git repositories in temporary folders, with a configuration of their own: nothing of the
//! machine's or the user's reaches a test.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with a home, which goes when it is dropped.
pub struct World {
    folder: tempfile::TempDir,
    pub vars: BTreeMap<String, String>,
}

impl World {
    /// With the clerk Li Na configured as the user.
    pub fn new() -> Self {
        let world = Self::without_identity();
        world.configure("user.name", "李娜");
        world.configure("user.email", "li-na@example.com");
        world
    }

    pub fn without_identity() -> Self {
        let folder = crate::scratch::folder();
        let home = folder.path().join("home");
        fs::create_dir(&home).unwrap();
        let mut vars: BTreeMap<String, String> = BTreeMap::new();
        vars.insert("PATH".to_owned(), std::env::var("PATH").unwrap());
        vars.insert("HOME".to_owned(), home.display().to_string());
        vars.insert("GIT_CONFIG_NOSYSTEM".to_owned(), "1".to_owned());
        vars.insert("GIT_AUTHOR_DATE".to_owned(), "2026-06-24T09:00:00+08:00".to_owned());
        vars.insert("GIT_COMMITTER_DATE".to_owned(), "2026-06-24T09:00:00+08:00".to_owned());
        let world = Self { folder, vars };
        world.configure("init.defaultBranch", "main");
        world.configure("commit.gpgSign", "false");
        world
    }

    pub fn configure(&self, key: &str, value: &str) {
        self.git(self.folder.path(), &["config", "--global", key, value]);
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs git and says what it printed; a call that fails fails the test.
    pub fn git(&self, folder: &Path, args: &[&str]) -> String {
        let (done, said) = self.try_git(folder, args);
        assert!(done, "git {args:?}: {said}");
        said
    }

    /// Whether git did it, and what it said.
    pub fn try_git(&self, folder: &Path, args: &[&str]) -> (bool, String) {
        let output = Command::new("git")
            .env_clear()
            .envs(&self.vars)
            .current_dir(folder)
            .args(args)
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    }

    /// A repository with one commit of these files.
    pub fn repository(&self, name: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder = self.at(name);
        fs::create_dir_all(&folder).unwrap();
        self.git(&folder, &["init", "--quiet"]);
        for (path, text) in files {
            write(&folder.join(path), text);
        }
        self.git(&folder, &["add", "--all"]);
        self.git(&folder, &["commit", "--quiet", "--allow-empty", "--message", "start"]);
        folder
    }
}

pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Puts a hook into a repository.
#[cfg(unix)]
pub fn hook(repository: &Path, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    let folder = if repository.join(".git").is_dir() { ".git/hooks" } else { "hooks" };
    let path = repository.join(folder).join(name);
    write(&path, &format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}
