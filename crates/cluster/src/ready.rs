use newsgraph_datafusion::datafusion::common::{Result, exec_err};
use std::io;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};

/// How long between two questions.
const PAUSE: Duration = Duration::from_millis(100);
/// How long an answer may take.
const ANSWER: Duration = Duration::from_secs(5);
/// The most bytes of an answer that are read.
const MOST: u64 = 4096;

/// Waits until a scheduler, given as HOST:PORT, has an executor.
///
/// # Errors
/// Where the scheduler cannot be reached or has no executor in that time.
pub async fn wait_for_executor(scheduler: &str, at_most: Duration) -> Result<()> {
    let answer = answer(scheduler, "/readyz", at_most).await;
    if matches!(&answer, Ok(status) if status.contains(" 503 ")) {
        let seconds = at_most.as_secs();
        return exec_err!(
            "the scheduler at {scheduler} has had no executor for {seconds} s; start one with `newsgraph-cluster executor --scheduler {scheduler}`"
        );
    }
    check(scheduler, answer, at_most)
}

/// Waits until there is a scheduler.
pub(crate) async fn wait_for_scheduler(scheduler: &str, at_most: Duration) -> Result<()> {
    let answer = answer(scheduler, "/healthz", at_most).await;
    check(scheduler, answer, at_most)
}

fn check(scheduler: &str, answer: io::Result<String>, at_most: Duration) -> Result<()> {
    match answer {
        Ok(status) if status.contains(" 200 ") => Ok(()),
        Ok(_) => exec_err!("what listens at {scheduler} is no scheduler"),
        Err(error) => exec_err!(
            "no scheduler could be reached at {scheduler} for {} s: {error}; start one with `newsgraph-cluster scheduler --bind {scheduler}`",
            at_most.as_secs()
        ),
    }
}

/// The first line of the answer of a scheduler: one that is good, or the last in that time.
async fn answer(scheduler: &str, path: &str, at_most: Duration) -> io::Result<String> {
    let end = Instant::now() + at_most;
    loop {
        let answer = timeout(ANSWER, ask(scheduler, path)).await;
        let answer = answer.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
        let is_good = matches!(&answer, Ok(status) if status.contains(" 200 "));
        if is_good || Instant::now() + PAUSE > end {
            return answer;
        }
        sleep(PAUSE).await;
    }
}

async fn ask(scheduler: &str, path: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(scheduler).await?;
    let question = format!("GET {path} HTTP/1.1\r\nHost: {scheduler}\r\nConnection: close\r\n\r\n");
    stream.write_all(question.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(MOST).read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    Ok(answer.lines().next().unwrap_or_default().to_owned())
}
