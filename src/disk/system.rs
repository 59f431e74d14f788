//! What writing asks of the file system, so that a test can take the power away after any of these
//! calls.
//!
//! Reading changes nothing and needs no such place. Nothing here decides anything.

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Every way in which the output folder is changed.
pub(super) trait System: Debug + Send + Sync {
    /// Makes one folder, whose parent exists.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Writes a new file.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Waits until a file's bytes are on the medium.
    fn sync(&self, path: &Path) -> io::Result<()>;
    /// Waits until the bytes of all files in a folder are on the medium.
    fn sync_files(&self, folder: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are on the medium.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Gives a file another name, at once, over what had that name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder that is empty.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// The number of the device that holds a folder; 0 where the system has none.
    fn device(&self, folder: &Path) -> io::Result<u64>;
    /// The number of the mount that holds a file or folder; 0 where the system does not tell.
    fn mount(&self, path: &Path) -> io::Result<u64>;
    /// Refuses, where no file may be put into a folder.
    fn may_change(&self, folder: &Path) -> io::Result<()>;
}

/// The file system itself.
#[derive(Debug)]
pub(super) struct Real;

impl System for Real {
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // Never over anything: what has that name may be another name of somebody's file.
        File::options().create_new(true).write(true).open(path)?.write_all(bytes)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        // Windows flushes only what was opened for writing.
        File::options().write(true).open(path)?.sync_data()
    }

    // One call for all: 10,000 pages of 12 kB take 0.7 s. Waiting for each takes 4 to 8 s here.
    #[cfg(target_os = "linux")]
    fn sync_files(&self, folder: &Path) -> io::Result<()> {
        Ok(rustix::fs::syncfs(File::open(folder)?)?)
    }

    #[cfg(not(target_os = "linux"))]
    fn sync_files(&self, folder: &Path) -> io::Result<()> {
        use rayon::prelude::*;
        std::fs::read_dir(folder)?.par_bridge().try_for_each(|entry| hand_over(&entry?.path()))
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Windows cannot open a folder as a file; NTFS keeps its names in a log of its own.
        if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    #[cfg(unix)]
    fn device(&self, folder: &Path) -> io::Result<u64> {
        use std::os::unix::fs::MetadataExt;
        Ok(fs::metadata(folder)?.dev())
    }

    #[cfg(not(unix))]
    fn device(&self, _: &Path) -> io::Result<u64> {
        Ok(0)
    }

    // A folder or file of the same device that is mounted a second time has its device's number and
    // cannot be moved to all the same; this tells them apart (Linux 5.8 and newer).
    #[cfg(target_os = "linux")]
    fn mount(&self, path: &Path) -> io::Result<u64> {
        use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
        match statx(CWD, path, AtFlags::empty(), StatxFlags::MNT_ID) {
            Ok(about) if about.stx_mask & StatxFlags::MNT_ID.bits() != 0 => Ok(about.stx_mnt_id),
            // An older kernel, or a sandbox that does not let it be asked.
            Ok(_) | Err(rustix::io::Errno::NOSYS | rustix::io::Errno::PERM) => Ok(0),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn mount(&self, _: &Path) -> io::Result<u64> {
        Ok(0)
    }

    #[cfg(unix)]
    fn may_change(&self, folder: &Path) -> io::Result<()> {
        use rustix::fs::{Access, access};
        Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
    }

    // Who may do what is told by trying alone.
    #[cfg(not(unix))]
    fn may_change(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// Hands a file's bytes to the disk. On macOS that is quick; that they are on the medium is waited
/// for once, with the journal, whose `sync` there empties the disk's own memory too.
#[cfg(all(unix, not(target_os = "linux")))]
fn hand_over(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::fsync(File::open(path)?)?)
}

#[cfg(not(unix))]
fn hand_over(path: &Path) -> io::Result<()> {
    Real.sync(path)
}
