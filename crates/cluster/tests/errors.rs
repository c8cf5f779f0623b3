//! What goes wrong on a cluster is told, in bounded time.

#[path = "machines/articles.rs"]
mod articles;
mod machines;

use ballista_core::config::TaskSchedulingPolicy;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use machines::{COMMAND, Cluster, Outcome, run, until, wait};
use std::process::{Command, Stdio};
use std::sync::Arc;

const TEXT: &str = "SELECT quotes(text) FROM (VALUES ('“No,” Ann Lee said.'), ('“Yes,” Bob Ray said.')) AS t(text)";

fn told(arguments: &[&str]) -> Outcome<String> {
    let output = run(Command::new(COMMAND).args(arguments))?;
    assert_ne!(output.status.code(), Some(0), "{arguments:?}");
    Ok(String::from_utf8(output.stderr)?)
}

#[test]
fn a_cluster_without_executors_is_told() -> Outcome {
    let cluster = Cluster::start(0)?;
    let told = cluster.refused(&["--timeout", "1", TEXT])?;
    assert!(told.contains("has had no executor for 1 s"), "{told}");
    assert!(
        told.contains("newsgraph-cluster executor --scheduler"),
        "{told}"
    );
    Ok(())
}

#[test]
fn a_scheduler_that_is_not_there_is_told() -> Outcome {
    // Nothing listens at a port that was free a moment ago.
    let free = std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .to_string();
    let asked = told(&["sql", "--scheduler", &free, "--timeout", "1", TEXT])?;
    assert!(
        asked.contains("newsgraph-cluster scheduler --bind"),
        "{asked}"
    );
    let executor = told(&["executor", "--scheduler", &free, "--timeout", "1"])?;
    assert!(executor.contains(&free), "{executor}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_executor_without_the_functions_is_told() -> Outcome {
    let cluster = Cluster::start(0)?;
    let (host, port) = cluster.address.rsplit_once(':').ok_or("HOST:PORT")?;
    let free = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let work = cluster.folder.path().join("work");
    std::fs::create_dir(&work)?;
    let plain = ExecutorProcessConfig {
        port: free.port(),
        scheduler_host: host.to_owned(),
        scheduler_port: port.parse()?,
        scheduler_connect_timeout_seconds: 30,
        vcores: 1,
        task_scheduling_policy: TaskSchedulingPolicy::PullStaged,
        work_dir: work.to_str().map(str::to_owned),
        ..ExecutorProcessConfig::default()
    };
    let executor = tokio::spawn(start_executor_process(Arc::new(plain)));
    let asked = tokio::task::spawn_blocking(move || {
        let told = cluster.refused(&[TEXT]);
        told.map_err(|error| error.to_string())
    });
    let told = asked.await??;
    executor.abort();
    assert!(
        told.contains("does not know the functions of newsgraph"),
        "{told}"
    );
    assert!(told.contains("newsgraph-cluster executor"), "{told}");
    Ok(())
}

#[test]
fn queries_that_are_wrong_are_told() -> Outcome {
    let cluster = Cluster::start(1)?;
    for (query, said) in [
        ("SELEC 1", "SELEC"),
        (
            "SELECT * FROM quotes('none.jsonl')",
            "no such file or folder",
        ),
        (
            "SELECT quotes(text, day) FROM (VALUES ('No.', 'Monday'), ('Yes.', 'Tuesday')) AS t(text, day)",
            "\"Monday\"",
        ),
    ] {
        let told = cluster.refused(&[query])?;
        assert!(told.contains(said), "{query}: {told}");
    }
    Ok(())
}

#[test]
fn the_loss_of_the_last_executor_is_told() -> Outcome {
    let folder = tempfile::tempdir()?;
    articles::write(folder.path(), 1, 200)?;
    let mut cluster = Cluster::start(1)?;
    let query = format!("SELECT count(*) FROM quotes('{}')", folder.path().display());
    let mut asked = cluster.sql(&[&query]);
    let asked = asked
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    until(|| Ok(cluster.told(0)?.contains("Received task")))?;
    cluster.executors[0].kill()?;
    let output = wait(asked)?;
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr)?;
    assert!(told.contains("all executors were lost"), "{told}");
    Ok(())
}
