//! A scheduler and executors of one test, as processes on loopback.
#![allow(dead_code, reason = "each test uses its part")]

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

pub(crate) const COMMAND: &str = env!("CARGO_BIN_EXE_newsgraph-cluster");

/// How long anything may take; what takes longer is killed, and the test fails.
const AT_MOST: Duration = Duration::from_mins(2);
const PAUSE: Duration = Duration::from_millis(20);

/// A process that ends with the test.
#[derive(Debug)]
pub(crate) struct Machine(Child);

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Machine {
    fn start(command: &mut Command) -> Outcome<Self> {
        Ok(Self(command.spawn()?))
    }

    /// Ends it at once, as a machine that fails does.
    pub(crate) fn kill(&mut self) -> Outcome {
        self.0.kill()?;
        self.0.wait()?;
        Ok(())
    }

    /// Asks it to end, as containers are asked, and says whether it ended well.
    pub(crate) fn terminate(&mut self) -> Outcome<bool> {
        let id = self.0.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status()?;
        let end = Instant::now() + AT_MOST;
        loop {
            if let Some(status) = self.0.try_wait()? {
                return Ok(status.success());
            }
            if Instant::now() > end {
                return Err("it does not end".into());
            }
            sleep(PAUSE);
        }
    }
}

/// Runs a command to its end, or kills it when it takes too long.
pub(crate) fn run(command: &mut Command) -> Outcome<Output> {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    wait(child)
}

/// Waits for the end of a process whose output is piped.
pub(crate) fn wait(mut child: Child) -> Outcome<Output> {
    let mut out = child.stdout.take().ok_or("no standard output")?;
    let mut told = child.stderr.take().ok_or("no standard error")?;
    let told = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        told.read_to_end(&mut bytes).map(|_| bytes)
    });
    let out = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        out.read_to_end(&mut bytes).map(|_| bytes)
    });
    let end = Instant::now() + AT_MOST;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if Instant::now() > end {
            child.kill()?;
            child.wait()?;
            return Err(format!("a query takes longer than {AT_MOST:?}").into());
        }
        sleep(PAUSE);
    };
    let joined = |thread: std::thread::JoinHandle<std::io::Result<Vec<u8>>>| {
        thread.join().map_err(|_| "a reader panicked")
    };
    Ok(Output {
        status,
        stdout: joined(out)??,
        stderr: joined(told)??,
    })
}

/// A scheduler with its executors.
#[derive(Debug)]
pub(crate) struct Cluster {
    pub(crate) executors: Vec<Machine>,
    pub(crate) scheduler: Machine,
    pub(crate) address: String,
    pub(crate) folder: TempDir,
}

impl Cluster {
    /// So many executors, each with one thread.
    pub(crate) fn start(executors: usize) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let mut scheduler = Command::new(COMMAND)
            .args(["scheduler", "--bind", "127.0.0.1:0", "--lost-after", "6"])
            .stdout(Stdio::piped())
            .stderr(File::create(folder.path().join("scheduler.log"))?)
            .spawn()?;
        let out = scheduler.stdout.take();
        let scheduler = Machine(scheduler);
        let mut line = String::new();
        BufReader::new(out.ok_or("no standard output")?).read_line(&mut line)?;
        let address = line.trim().strip_prefix("scheduler at ");
        let address = address.ok_or_else(|| format!("found {line:?}"))?.to_owned();
        let mut cluster = Self {
            executors: Vec::new(),
            scheduler,
            address,
            folder,
        };
        for number in 0..executors {
            cluster.add(number)?;
        }
        cluster.wait_for(executors)?;
        Ok(cluster)
    }

    fn add(&mut self, number: usize) -> Outcome {
        let executor = Machine::start(
            Command::new(COMMAND)
                .args(["executor", "--threads", "1", "--scheduler", &self.address])
                .env("RUST_LOG", "ballista_executor=info")
                .stdout(Stdio::null())
                .stderr(File::create(self.log(number))?),
        )?;
        self.executors.push(executor);
        Ok(())
    }

    fn log(&self, number: usize) -> std::path::PathBuf {
        self.folder.path().join(format!("executor-{number}.log"))
    }

    /// What an executor has told so far.
    pub(crate) fn told(&self, number: usize) -> Outcome<String> {
        Ok(fs::read_to_string(self.log(number))?)
    }

    /// Waits until the scheduler knows so many executors.
    pub(crate) fn wait_for(&self, executors: usize) -> Outcome {
        let known = format!("{executors}/1 executors");
        let ready = format!("ready: {executors} executors");
        until(|| {
            let answer = answer(&self.address).unwrap_or_default();
            Ok(answer.contains(&ready) || answer.contains(&known))
        })
    }

    /// A query of this cluster.
    pub(crate) fn sql(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(COMMAND);
        command.args(["sql", "--scheduler", &self.address]);
        command.args(arguments);
        command
    }

    /// The rows of a query that succeeds.
    pub(crate) fn rows(&self, arguments: &[&str]) -> Outcome<String> {
        rows(run(&mut self.sql(arguments))?)
    }

    /// What a query that fails tells.
    pub(crate) fn refused(&self, arguments: &[&str]) -> Outcome<String> {
        let output = run(&mut self.sql(arguments))?;
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        Ok(String::from_utf8(output.stderr)?)
    }
}

/// The rows of a run that succeeds.
pub(crate) fn rows(output: Output) -> Outcome<String> {
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    Ok(String::from_utf8(output.stdout)?)
}

/// What a scheduler says when it is asked whether it can take queries.
fn answer(address: &str) -> Outcome<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    write!(
        stream,
        "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// Waits until something is so.
pub(crate) fn until(mut is_so: impl FnMut() -> Outcome<bool>) -> Outcome {
    let end = Instant::now() + AT_MOST;
    while !is_so()? {
        if Instant::now() > end {
            return Err(format!("it is not so after {AT_MOST:?}").into());
        }
        sleep(PAUSE);
    }
    Ok(())
}

/// The root of the repository.
pub(crate) fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
