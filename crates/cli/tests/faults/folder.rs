//! A folder to run the command in.

use std::error::Error;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// The arguments that make a run quick.
pub(crate) const QUICK: [&str; 5] = ["annotate", "--components", "tokenize", "--threads", "1"];

/// Rows of a run that reads for some time.
pub(crate) const ROWS: usize = 64;

/// Bytes at the start of its input that a run may look at together.
const START: usize = 1 << 17;

/// How often it is looked for what a run writes: for a minute, where it does what it should no more than a moment.
const TRIES: usize = 12_000;

/// A folder of its own for each test, empty at the start.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(test: &str) -> Result<Self, Box<dyn Error>> {
        Ok(Self(crate::fresh::folder(&format!("faults/{test}"))?))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> std::io::Result<()> {
        fs::write(self.path(name), content)
    }

    pub(crate) fn read(&self, name: &str) -> std::io::Result<String> {
        fs::read_to_string(self.path(name))
    }

    /// The names of what is there, sorted.
    pub(crate) fn names(&self) -> std::io::Result<Vec<String>> {
        let names = fs::read_dir(&self.0)?.map(|entry| {
            let name = entry?.file_name();
            Ok(name.to_string_lossy().into_owned())
        });
        let mut names: Vec<String> = names.collect::<std::io::Result<_>>()?;
        names.sort();
        Ok(names)
    }

    /// The command in this folder, with its streams piped.
    pub(crate) fn command<I: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = I>,
    ) -> Command {
        let mut command = newsgraph();
        self.prepare(&mut command);
        command.args(arguments);
        command
    }

    /// A script of the shell in this folder; `$newsgraph` is the command and `$quick` are the arguments of a quick run.
    pub(crate) fn shell(&self, script: &str) -> Command {
        let mut command = Command::new("sh");
        self.prepare(&mut command);
        command
            .env("newsgraph", env!("CARGO_BIN_EXE_newsgraph"))
            .env("quick", QUICK.join(" "))
            .args(["-c", script]);
        command
    }

    fn prepare(&self, command: &mut Command) {
        command
            .current_dir(&self.0)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
    }

    /// A pipe with a name.
    pub(crate) fn pipe(&self, name: &str) -> Outcome {
        let made = Command::new("mkfifo").arg(self.path(name)).status()?;
        assert!(made.success());
        Ok(())
    }

    /// A quick run that reads the pipe `in.jsonl`, and the pipe's other end, with some rows written to it: they are written
    /// out and the run waits for more.
    pub(crate) fn waiting(&self, command: &mut Command) -> Result<(Child, File), Box<dyn Error>> {
        self.pipe("in.jsonl")?;
        let child = command.spawn()?;
        let mut pipe = File::options().write(true).open(self.path("in.jsonl"))?;
        // A reader may look at the start of what it reads before it takes a row.
        let rows = rows(0..ROWS).replace(
            '}',
            &format!(", \"more\": \"{}\"}}", ".".repeat(START / ROWS)),
        );
        pipe.write_all(rows.as_bytes())?;
        Ok((child, pipe))
    }

    /// Waits until a file holds this text.
    pub(crate) fn wait_for(&self, child: &mut Child, name: &str, text: &str) -> Outcome {
        for _ in 0..TRIES {
            if self.read(name).is_ok_and(|there| there.contains(text)) {
                return Ok(());
            }
            assert_eq!(child.try_wait()?, None);
            std::thread::sleep(Duration::from_millis(5));
        }
        Err(format!("{name} has no {text}").into())
    }

    /// Waits until the rows of a waiting run are written to a file, but for the end of the last one.
    pub(crate) fn wait_for_rows(&self, child: &mut Child, name: &str) -> Outcome {
        self.wait_for(child, name, &format!("r{}", ROWS - 1))
    }
}

type Outcome = crate::Outcome;

/// The command, which hears signals also where the tests run with some ignored, as in the background of a script.
fn newsgraph() -> Command {
    let path = env!("CARGO_BIN_EXE_newsgraph");
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    // Those of 1, 2 and 15 are HUP, INT and TERM.
    if ignored.is_none_or(|mask| mask & 0x4003 == 0) {
        return Command::new(path);
    }
    let mut command = Command::new("env");
    command.args(["--default-signal=HUP,INT,TERM", path]);
    command
}

/// Rows with these numbers.
pub(crate) fn rows(numbers: std::ops::Range<usize>) -> String {
    let row =
        |n| format!("{{\"id\": \"r{n}\", \"text\": \"Ann Lee met {n} sailors. They left.\"}}\n");
    numbers.map(row).collect::<Vec<_>>().concat()
}

/// The ids of rows, each of which is whole.
pub(crate) fn ids(rows: &str) -> Result<Vec<String>, Box<dyn Error>> {
    assert!(rows.is_empty() || rows.ends_with('\n'), "{rows}");
    let ids = rows.lines().map(|row| {
        let row: serde_json::Value = serde_json::from_str(row)?;
        Ok(row["id"].as_str().ok_or("no id")?.to_owned())
    });
    ids.collect()
}

/// What was told, on one line at least and with the exit code that was expected.
pub(crate) fn told(output: &Output, code: i32) -> Result<String, Box<dyn Error>> {
    let told = String::from_utf8(output.stderr.clone())?;
    assert_eq!(output.status.code(), Some(code), "{told}");
    Ok(told)
}

/// Sends a signal to a child.
pub(crate) fn send(signal: &str, child: &Child) -> Outcome {
    let pid = child.id().to_string();
    let sent = Command::new("kill").args(["-s", signal, &pid]).status()?;
    assert!(sent.success());
    Ok(())
}
