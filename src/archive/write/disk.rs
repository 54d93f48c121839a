//! The few acts on a disk that writing is made of, behind a trait so that tests can let each of
//! them fail, or let the power fail after it. Symbolic links are never followed below the archive.

use super::names::split;
use std::fs::{File, Metadata};
use std::io::{self, Read, Write};
use std::path::Path;

/// Paths are inside the archive, with forward slashes; the empty one is the archive's folder.
pub trait Disk {
    /// The content of a regular file; `None` where nothing is. Anything else is `NotPlain`.
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>>;
    /// Makes a file that is not there yet, with the rights of another where that is there, and
    /// brings its content to the disk.
    fn create(&self, path: &str, bytes: &[u8], like: &str) -> io::Result<()>;
    /// Gives a file another name in the same folder, in the place of what has it.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    fn remove(&self, path: &str) -> io::Result<()>;
    fn make_folder(&self, path: &str) -> io::Result<()>;
    /// Takes an empty folder away.
    fn remove_folder(&self, path: &str) -> io::Result<()>;
    /// Brings the names in a folder to the disk.
    fn sync_folder(&self, path: &str) -> io::Result<()>;
    /// The names in a folder; `None` where there is no folder.
    fn names(&self, path: &str) -> io::Result<Option<Vec<String>>>;
}

/// A link, a device, or a folder where a file should be, or the other way round.
#[derive(Debug)]
pub struct NotPlain;

impl std::fmt::Display for NotPlain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no regular file")
    }
}

impl std::error::Error for NotPlain {}

pub fn not_plain() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, NotPlain)
}

pub fn is_not_plain(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<NotPlain>())
}

/// The archive's folder. On Unix it is held open, and every path is walked from it name by name,
/// so that a folder swapped for a link is refused and not followed.
pub struct Folder {
    #[cfg(unix)]
    root: rustix::fd::OwnedFd,
    #[cfg(not(unix))]
    root: std::path::PathBuf,
}

/// The lock's file, made where it is not there.
pub fn lock_file(folder: &Folder, path: &str) -> io::Result<File> {
    folder.open_lock(path)
}

/// The number by which the file system knows a file, where it has one.
#[cfg(unix)]
pub fn number(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
pub fn number(_metadata: &Metadata) -> u64 {
    0
}

fn read_all(mut file: File) -> io::Result<Option<Vec<u8>>> {
    if !file.metadata()?.is_file() {
        return Err(not_plain());
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// `None` for what is not there.
fn found<T>(result: io::Result<Option<T>>) -> io::Result<Option<T>> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        other => other,
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use rustix::fd::OwnedFd;
    use rustix::fs::{AtFlags, Dir, Mode, OFlags, mkdirat, open, openat, renameat, unlinkat};
    use rustix::io::Errno;

    /// New files and folders get what the user's mask leaves of these.
    const FILE_MODE: Mode = Mode::from_raw_mode(0o666);
    const FOLDER_MODE: Mode = Mode::from_raw_mode(0o777);

    impl Folder {
        pub fn open(root: &Path) -> io::Result<Self> {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            Ok(Self { root: open(root, flags, Mode::empty())? })
        }

        /// A folder inside the archive, opened name by name.
        fn folder(&self, path: &str) -> io::Result<OwnedFd> {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let mut folder = openat(&self.root, ".", flags, Mode::empty())?;
            for name in path.split('/').filter(|name| !name.is_empty()) {
                folder = openat(&folder, name, flags, Mode::empty()).map_err(linked)?;
            }
            Ok(folder)
        }

        fn parent<'p>(&self, path: &'p str) -> io::Result<(OwnedFd, &'p str)> {
            let (folder, name) = split(path);
            Ok((self.folder(folder)?, name))
        }

        pub fn open_lock(&self, path: &str) -> io::Result<File> {
            let (folder, name) = self.parent(path)?;
            let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let file = File::from(openat(&folder, name, flags, FILE_MODE).map_err(linked)?);
            if file.metadata()?.is_file() { Ok(file) } else { Err(not_plain()) }
        }
    }

    /// A link where a plain file or folder was expected.
    fn linked(error: Errno) -> io::Error {
        match error {
            Errno::LOOP | Errno::NOTDIR => not_plain(),
            other => other.into(),
        }
    }

    impl Disk for Folder {
        fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
            let read = || {
                let (folder, name) = self.parent(path)?;
                // A pipe with nobody at its other end must not keep us waiting.
                let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
                read_all(openat(&folder, name, flags, Mode::empty()).map_err(linked)?.into())
            };
            found(read())
        }

        fn create(&self, path: &str, bytes: &[u8], like: &str) -> io::Result<()> {
            let (folder, name) = self.parent(path)?;
            let flags =
                OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let mut file = File::from(openat(&folder, name, flags, FILE_MODE)?);
            let (_, like) = split(like);
            if let Ok(old) = rustix::fs::statat(&folder, like, AtFlags::SYMLINK_NOFOLLOW) {
                let mode = Mode::from_raw_mode(old.st_mode);
                let new = rustix::fs::fstat(&file)?;
                // Only where they differ: some file systems know no rights and refuse.
                if mode != Mode::from_raw_mode(new.st_mode) {
                    rustix::fs::fchmod(&file, mode)?;
                }
            }
            file.write_all(bytes)?;
            file.sync_all()
        }

        fn rename(&self, from: &str, to: &str) -> io::Result<()> {
            let (folder, name) = self.parent(from)?;
            let (_, to) = split(to);
            Ok(renameat(&folder, name, &folder, to)?)
        }

        fn remove(&self, path: &str) -> io::Result<()> {
            let (folder, name) = self.parent(path)?;
            Ok(unlinkat(&folder, name, AtFlags::empty())?)
        }

        fn make_folder(&self, path: &str) -> io::Result<()> {
            let (folder, name) = self.parent(path)?;
            Ok(mkdirat(&folder, name, FOLDER_MODE)?)
        }

        fn remove_folder(&self, path: &str) -> io::Result<()> {
            let (folder, name) = self.parent(path)?;
            Ok(unlinkat(&folder, name, AtFlags::REMOVEDIR)?)
        }

        fn sync_folder(&self, path: &str) -> io::Result<()> {
            match rustix::fs::fsync(self.folder(path)?) {
                // A file system that keeps no folders of its own has nothing to bring to the disk.
                Err(Errno::INVAL) => Ok(()),
                other => Ok(other?),
            }
        }

        fn names(&self, path: &str) -> io::Result<Option<Vec<String>>> {
            let names = || {
                let entries = Dir::new(self.folder(path)?)?;
                let name = |entry: Result<rustix::fs::DirEntry, Errno>| {
                    Ok(entry?.file_name().to_string_lossy().into_owned())
                };
                Ok(Some(entries.map(name).collect::<io::Result<Vec<_>>>()?))
            };
            found(names())
        }
    }
}

#[cfg(not(unix))]
mod elsewhere {
    //! Names are looked at before they are used; a folder cannot be held open without `unsafe`.

    use super::super::names::folders_of;
    use super::*;
    use std::fs;
    use std::path::PathBuf;

    impl Folder {
        pub fn open(root: &Path) -> io::Result<Self> {
            fs::read_dir(root)?;
            Ok(Self { root: root.to_owned() })
        }

        /// The place of a path, when no folder on the way is a link.
        fn place(&self, path: &str) -> io::Result<PathBuf> {
            for folder in folders_of(path) {
                if !self.root.join(folder).symlink_metadata()?.is_dir() {
                    return Err(not_plain());
                }
            }
            Ok(self.root.join(path))
        }

        pub fn open_lock(&self, path: &str) -> io::Result<File> {
            let place = self.place(path)?;
            match place.symlink_metadata() {
                Ok(there) if !there.is_file() => Err(not_plain()),
                _ => {
                    File::options().read(true).write(true).create(true).truncate(false).open(place)
                }
            }
        }
    }

    impl Disk for Folder {
        fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
            let read = || {
                let place = self.place(path)?;
                if !place.symlink_metadata()?.is_file() {
                    return Err(not_plain());
                }
                read_all(File::open(place)?)
            };
            found(read())
        }

        fn create(&self, path: &str, bytes: &[u8], _like: &str) -> io::Result<()> {
            let mut file = File::options().write(true).create_new(true).open(self.place(path)?)?;
            file.write_all(bytes)?;
            file.sync_all()
        }

        fn rename(&self, from: &str, to: &str) -> io::Result<()> {
            fs::rename(self.place(from)?, self.place(to)?)
        }

        fn remove(&self, path: &str) -> io::Result<()> {
            fs::remove_file(self.place(path)?)
        }

        fn make_folder(&self, path: &str) -> io::Result<()> {
            fs::create_dir(self.place(path)?)
        }

        fn remove_folder(&self, path: &str) -> io::Result<()> {
            fs::remove_dir(self.place(path)?)
        }

        fn sync_folder(&self, _path: &str) -> io::Result<()> {
            // The system has no such thing for folders.
            Ok(())
        }

        fn names(&self, path: &str) -> io::Result<Option<Vec<String>>> {
            let names = || {
                let entries = fs::read_dir(self.place(path)?)?;
                let name = |entry: io::Result<fs::DirEntry>| {
                    Ok(entry?.file_name().to_string_lossy().into_owned())
                };
                Ok(Some(entries.map(name).collect::<io::Result<Vec<_>>>()?))
            };
            found(names())
        }
    }
}
