//! Where output goes, and what it may not overwrite.

use crate::Usage;
use anyhow::{Context, Result, bail};
use same_file::Handle;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Links that may follow one another; systems allow as many.
const LINKS: usize = 40;

/// Where the output goes. A file is written beside its place and takes it when it is whole; standard output, pipes,
/// terminals and devices are written to as they are.
#[derive(Debug)]
pub(crate) struct Place {
    kind: Kind,
    /// What messages call it.
    name: String,
    /// The files that the output goes to; nothing may be read from them.
    taken: Vec<Handle>,
}

#[derive(Debug)]
enum Kind {
    Standard,
    Stream(PathBuf),
    File { target: PathBuf, partial: PathBuf },
}

/// What becomes of a partial file that a run before has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// It is an error, with what to do.
    Refuse(&'static str),
    /// It is gone on with.
    Keep,
}

/// What to do about a partial file that cannot be gone on with.
pub(crate) const REMOVE: Left = Left::Refuse("remove it, or name another file");

impl Place {
    /// The place that `--out` names; none or `-` is standard output.
    pub(crate) fn new(out: Option<&Path>) -> Result<Self> {
        let stdout = Handle::stdout().ok();
        let Some(out) = out.filter(|out| out.as_os_str() != "-") else {
            return Ok(Self::standard(stdout));
        };
        let name = format!("--out {}", out.display());
        let there = fs::metadata(out).ok();
        let ends_as_folder = out.to_string_lossy().ends_with(std::path::is_separator);
        if ends_as_folder || there.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(Usage(format!("{name}: that is a folder; name a file in it")).into());
        }
        let same = identity(out);
        if same.is_some() && same == stdout {
            return Ok(Self::standard(stdout));
        }
        let is_descriptor = ["/dev/fd", "/dev/stderr", "/proc"]
            .iter()
            .any(|start| out.starts_with(start));
        let kind = match there {
            Some(there) if !there.is_file() || is_descriptor => Kind::Stream(out.to_owned()),
            _ => {
                let target = resolve(out).with_context(|| name.clone())?;
                let mut partial = OsString::from(&target);
                partial.push(".partial");
                let partial = partial.into();
                Kind::File { target, partial }
            }
        };
        let left = kind.partial().and_then(identity);
        let taken = same.into_iter().chain(left).collect();
        Ok(Self { kind, name, taken })
    }

    fn standard(stdout: Option<Handle>) -> Self {
        let is_file = |handle: &Handle| handle.as_file().metadata().is_ok_and(|m| m.is_file());
        Self {
            kind: Kind::Standard,
            name: "standard output".to_owned(),
            taken: stdout.into_iter().filter(is_file).collect(),
        }
    }

    /// A wrong usage where what is read from here is a file that the output goes to, by whatever name; `-` is standard
    /// input. `what` says what the file is read as.
    pub(crate) fn check(&self, what: &str, path: &Path) -> Result<()> {
        let is_standard = path.as_os_str() == "-";
        let read = if is_standard {
            Handle::stdin().ok()
        } else {
            identity(path)
        };
        // A file that is not there yet has a name alone.
        let is_partial =
            |partial: &Path| std::path::absolute(partial).ok() == std::path::absolute(path).ok();
        let is_taken = match read {
            Some(read) => self.taken.contains(&read),
            None => !is_standard && self.kind.partial().is_some_and(is_partial),
        };
        if !is_taken {
            return Ok(());
        }
        let read = if is_standard {
            "the file that standard input comes from".to_owned()
        } else {
            format!("{what} {}", path.display())
        };
        let name = &self.name;
        Err(Usage(format!("{name} would overwrite {read}; name another file")).into())
    }

    /// What messages call what is written to until it is whole.
    pub(crate) fn written(&self) -> String {
        match &self.kind {
            Kind::Standard => self.name.clone(),
            Kind::Stream(path) => path.display().to_string(),
            Kind::File { partial, .. } => partial.display().to_string(),
        }
    }

    /// That nothing was written, and what that means for a file that was there before.
    pub(crate) fn untouched(&self) -> String {
        match &self.kind {
            Kind::File { target, .. } if target.exists() => {
                format!("nothing was written; {} is as it was", target.display())
            }
            _ => "nothing was written".to_owned(),
        }
    }

    /// Whether the output is a file that takes its place when it is whole.
    pub(crate) fn is_file(&self) -> bool {
        self.kind.partial().is_some()
    }

    /// The partial file, empty or as a run before has left it, with the permissions of the file whose place it takes.
    /// A file of `None` is a stream.
    pub(crate) fn open_file(&mut self, left: Left) -> Result<Option<File>> {
        let Kind::File { target, partial } = &self.kind else {
            return Ok(None);
        };
        let file = open_partial(target, partial, left)
            .with_context(|| format!("{}: could not be written", self.name))?;
        self.taken.push(Handle::from_file(file.try_clone()?)?);
        Ok(Some(file))
    }

    /// What takes the bytes of a stream.
    pub(crate) fn open_stream(&self) -> Result<Box<dyn Write + Send>> {
        let opened = match &self.kind {
            Kind::Stream(path) => OpenOptions::new()
                .append(true)
                .open(path)
                .map(|file| Box::new(file) as Box<dyn Write + Send>),
            Kind::Standard | Kind::File { .. } => crate::standard::open(),
        };
        opened.with_context(|| format!("{}: could not be written", self.name))
    }

    /// Writes all there is to write. What could not be written whole leaves nothing behind.
    pub(crate) fn fill(&mut self, bytes: &[u8]) -> Result<()> {
        let Some(mut file) = self.open_file(REMOVE)? else {
            let mut stream = self.open_stream()?;
            let written = stream.write_all(bytes).and_then(|()| stream.flush());
            return written.with_context(|| format!("{}: could not be written", self.name));
        };
        if let Err(error) = file.write_all(bytes) {
            self.remove();
            return Err(error).with_context(|| format!("{}: could not be written", self.name));
        }
        self.finish(&file)
    }

    /// Puts the partial file, which is whole now, where the output belongs.
    pub(crate) fn finish(&self, file: &File) -> Result<()> {
        let Kind::File { target, partial } = &self.kind else {
            return Ok(());
        };
        file.sync_all()
            .with_context(|| format!("{}: could not be written", partial.display()))?;
        fs::rename(partial, target).with_context(|| {
            let (partial, target) = (partial.display(), target.display());
            format!("{partial} could not be renamed to {target}")
        })
    }

    /// Removes the partial file.
    pub(crate) fn remove(&self) {
        if let Some(partial) = self.kind.partial() {
            // One that stays is empty, and no run minds it.
            let _ = fs::remove_file(partial);
        }
    }
}

impl Kind {
    fn partial(&self) -> Option<&Path> {
        match self {
            Self::File { partial, .. } => Some(partial),
            Self::Standard | Self::Stream(_) => None,
        }
    }
}

fn open_partial(target: &Path, partial: &Path, left: Left) -> Result<File> {
    let folder = target.parent().filter(|path| !path.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        let name = folder.display();
        if folder.exists() {
            bail!("{name} is a file, not a folder; name another place");
        }
        bail!("there is no folder {name}; make it first");
    }
    let former = match fs::metadata(target) {
        Ok(former) => {
            // A file that may not be written to is not replaced either.
            OpenOptions::new().write(true).open(target)?;
            Some(former)
        }
        Err(_) => None,
    };
    let name = partial.display();
    if fs::symlink_metadata(partial).is_ok_and(|there| !there.is_file()) {
        bail!("{name}, where it is written first, is no file; remove it");
    }
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(partial)
        .with_context(|| format!("it is written as {name} first"))?;
    let locked = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
    if locked || Handle::from_file(file.try_clone()?).ok() != identity(partial) {
        bail!("another run is writing {name}; wait for its end, or name another file");
    }
    if let Left::Refuse(remedy) = left
        && file.metadata()?.len() > 0
    {
        let message = format!("{name} is there from a run that did not end; {remedy}");
        return Err(Usage(message).into());
    }
    if let Some(former) = former {
        take_over(&file, &former);
    }
    Ok(file)
}

/// Gives a file the owner and the permissions of the one whose place it takes. Where that is not allowed, the file has
/// those of any new file, and is no less whole.
fn take_over(file: &File, former: &fs::Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let _ = fchown(file, Some(former.uid()), Some(former.gid()));
    }
    let _ = file.set_permissions(former.permissions());
}

/// Which file it is, whatever its name; none where it is no regular file, since opening others has effects.
fn identity(path: &Path) -> Option<Handle> {
    fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Handle::from_path(path).ok()
}

/// The file that a path stands for, which need not be there, after all links.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let Ok(next) = fs::read_link(&path) else {
            return Ok(path);
        };
        path = match path.parent() {
            Some(folder) => folder.join(next),
            None => next,
        };
    }
    Err(io::Error::other("too many links"))
}
