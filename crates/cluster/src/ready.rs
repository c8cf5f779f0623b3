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

/// Waits until a scheduler has an executor.
///
/// # Errors
/// Where the scheduler cannot be reached or has no executor in that time.
pub async fn wait_for_executor(scheduler: &str, at_most: Duration) -> Result<()> {
    let end = Instant::now() + at_most;
    loop {
        let answer = timeout(ANSWER, ask(scheduler)).await;
        let answer = answer.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
        if matches!(&answer, Ok(status) if status.contains(" 200 ")) {
            return Ok(());
        }
        if Instant::now() + PAUSE > end {
            let seconds = at_most.as_secs();
            return match answer {
                Ok(status) if status.contains(" 503 ") => exec_err!(
                    "the scheduler at {scheduler} has had no executor for {seconds} s; start one with `newsgraph-cluster executor --scheduler {scheduler}`"
                ),
                Ok(_) => exec_err!("what listens at {scheduler} is no scheduler"),
                Err(error) => exec_err!(
                    "no scheduler could be reached at {scheduler} for {seconds} s: {error}; start one with `newsgraph-cluster scheduler --bind {scheduler}`"
                ),
            };
        }
        sleep(PAUSE).await;
    }
}

/// The first line of what a scheduler says when it is asked whether it can take queries.
async fn ask(scheduler: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(scheduler).await?;
    let question =
        format!("GET /readyz HTTP/1.1\r\nHost: {scheduler}\r\nConnection: close\r\n\r\n");
    stream.write_all(question.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(MOST).read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    Ok(answer.lines().next().unwrap_or_default().to_owned())
}
