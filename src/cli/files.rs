//! Writes files so that nobody ever sees half of one.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Makes a file hold `bytes`, all at once. A link stays one; owner and permissions stay what they
/// were. What is no ordinary file, such as a pipe, is written to as it is, and so is a file whose owner
/// a new one could not have.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let known = std::fs::metadata(&real).ok();
    if known.as_ref().is_some_and(|known| !known.is_file()) {
        return std::fs::write(&real, bytes);
    }
    let folder = folder_of(&real);
    std::fs::metadata(&folder)?;
    let mut file = beginning(folder)?;
    file.write_all(bytes)?;
    if let Some(known) = known {
        if !has_owner_of(file.as_file(), &known)? {
            return std::fs::write(&real, bytes);
        }
        file.as_file().set_permissions(known.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&real)?;
    Ok(())
}

/// Gives a file the owner and the group of another; whether it has them then.
#[cfg(unix)]
fn has_owner_of(file: &std::fs::File, known: &std::fs::Metadata) -> io::Result<bool> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let own = file.metadata()?;
    if (own.uid(), own.gid()) == (known.uid(), known.gid()) {
        return Ok(true);
    }
    Ok(fchown(file, Some(known.uid()), Some(known.gid())).is_ok())
}

#[cfg(not(unix))]
fn has_owner_of(_: &std::fs::File, _: &std::fs::Metadata) -> io::Result<bool> {
    Ok(true)
}

fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// A new file beside the one that it will replace.
fn beginning(folder: PathBuf) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".weir-");
    // As files are made that nobody says more of; the mask of the process takes from it.
    #[cfg(unix)]
    let builder = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // The name that was tried means nothing to anybody.
    builder.tempfile_in(folder).map_err(|error| io::Error::from(error.kind()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_in_full_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(replace(&folder.path().join("none/a.json"), b"").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        std::fs::write(&real, "one").unwrap();
        std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        replace(&link, b"two").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&real).unwrap(), b"two");
        assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn the_owner_stays() {
        use std::os::unix::fs::{MetadataExt as _, chown};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        std::fs::write(&path, "one").unwrap();
        // Only the administrator can give files away; for others there is nothing to lose.
        let given = chown(&path, Some(4711), Some(4712)).is_ok();
        let owner = |path: &Path| (path.metadata().unwrap().uid(), path.metadata().unwrap().gid());
        let before = owner(&path);
        replace(&path, b"two").unwrap();
        assert_eq!(owner(&path), before);
        assert_eq!(given, before == (4711, 4712));
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
    }
}
