use clap::{Args, Parser, Subcommand};
use newsgraph_cluster::sql::command::{Output, Reading};
use newsgraph_cluster::{ExecutorOptions, SchedulerOptions, SessionOptions};
use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// Asks news texts in SQL on many machines: a scheduler, executors that read texts, and queries.
///
/// Every machine runs the same version and sees the same files under the same paths. `RUST_LOG=info` tells what scheduler and
/// executors do.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Plans queries and gives their tasks to executors, until it is ended.
    Scheduler(Scheduler),
    /// Runs tasks of a scheduler, until it is ended.
    Executor(Executor),
    /// Runs a query and writes its rows.
    Sql(Sql),
}

#[derive(Args, Debug)]
pub(crate) struct Scheduler {
    /// Where it listens; port 0 is a free one. It tells the address on standard output.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:50050")]
    bind: SocketAddr,
    /// After how many seconds without a word an executor is taken for lost, and its tasks go to others; executors say something
    /// every 5 seconds.
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = clap::value_parser!(u64).range(6..))]
    lost_after: u64,
}

impl Scheduler {
    pub(crate) fn options(&self) -> SchedulerOptions {
        let mut options = SchedulerOptions::default();
        options.bind = self.bind;
        options.lost_after = Duration::from_secs(self.lost_after);
        options
    }
}

#[derive(Args, Debug)]
pub(crate) struct Executor {
    /// The scheduler whose tasks it runs.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
    scheduler: Place,
    /// Where the scheduler and other executors get rows from it; port 0 is a free one.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:0")]
    bind: SocketAddr,
    /// By which name they reach it [default: the address from which it calls the scheduler].
    #[arg(long)]
    host: Option<String>,
    /// A folder for rows between two stages [default: a temporary one].
    #[arg(long, value_name = "DIR")]
    work: Option<PathBuf>,
    /// How many tasks it runs at once, and how many threads read texts, for all of them together [default: one for each core].
    #[arg(long)]
    threads: Option<NonZeroUsize>,
    /// How many seconds it tries to reach the scheduler.
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    timeout: u64,
}

impl Executor {
    pub(crate) fn options(&self) -> ExecutorOptions {
        let Place { host, port } = &self.scheduler;
        let mut options = ExecutorOptions::new(host, *port);
        options.bind = self.bind;
        options.host.clone_from(&self.host);
        options.work.clone_from(&self.work);
        options.slots = self.threads.unwrap_or(options.slots);
        options.connect_for = Duration::from_secs(self.timeout);
        options
    }
}

#[derive(Args, Debug)]
pub(crate) struct Sql {
    /// The query; - reads it from standard input.
    pub(crate) query: String,
    /// The scheduler that plans it.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
    pub(crate) scheduler: Place,
    /// A folder that `newsgraph annotate --format parquet` has written, whose tables get their names: quotes, entities, ...
    #[arg(long, value_name = "DIR")]
    pub(crate) tables: Option<PathBuf>,
    /// A name for a file of rows, or for a folder or pattern of them.
    #[arg(long, value_name = "NAME=PATH")]
    pub(crate) table: Vec<NamedTable>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    reading: Reading,
    /// In how many parts texts are read and rows are grouped and joined: best some for each thread of the executors.
    #[arg(long, default_value = "16")]
    partitions: NonZeroUsize,
    /// How many seconds it waits for a scheduler with an executor.
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub(crate) timeout: u64,
}

impl Sql {
    pub(crate) fn options(&self) -> SessionOptions {
        let mut options = SessionOptions::default();
        options.reading = self.reading.options();
        options.partitions = self.partitions;
        options
    }
}

/// A host and a port.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    host: String,
    port: u16,
}

impl FromStr for Place {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, Self::Err> {
        let fault = || format!("expected HOST:PORT, found {words:?}");
        let (host, port) = words.rsplit_once(':').ok_or_else(fault)?;
        match port.parse() {
            Ok(port) if !host.is_empty() => Ok(Self {
                host: host.to_owned(),
                port,
            }),
            _ => Err(fault()),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

/// A name and the path of a table.
#[derive(Clone, Debug)]
pub(crate) struct NamedTable {
    pub(crate) name: String,
    pub(crate) path: String,
}

impl FromStr for NamedTable {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, Self::Err> {
        match words.split_once('=') {
            Some((name, path)) if !name.is_empty() && !path.is_empty() => Ok(Self {
                name: name.to_owned(),
                path: path.to_owned(),
            }),
            _ => Err(format!("expected NAME=PATH, found {words:?}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error;
    use std::path::Path;
    use yaml_rust2::{Yaml, YamlLoader};

    /// Every list of words below a key that says what a container runs.
    fn commands(yaml: &Yaml, found: &mut Vec<Vec<String>>) {
        match yaml {
            Yaml::Array(items) => items.iter().for_each(|item| commands(item, found)),
            Yaml::Hash(entries) => {
                for (key, value) in entries {
                    let runs = matches!(key.as_str(), Some("command" | "args" | "entrypoint"));
                    match value {
                        Yaml::Array(words) if runs => found.push(
                            words
                                .iter()
                                .filter_map(|word| Some(word.as_str()?.to_owned()))
                                .collect(),
                        ),
                        other => commands(other, found),
                    }
                }
            }
            _ => {}
        }
    }

    #[test]
    fn what_containers_run_is_understood() -> Result<(), Box<dyn Error>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy");
        for (file, runs) in [("compose.yaml", 3), ("kubernetes.yaml", 2)] {
            let yaml = YamlLoader::load_from_str(&std::fs::read_to_string(folder.join(file))?)?;
            let mut found = Vec::new();
            for part in &yaml {
                commands(part, &mut found);
            }
            assert_eq!(found.len(), runs, "{file}");
            for mut words in found {
                if words[0] != "newsgraph-cluster" {
                    words.insert(0, "newsgraph-cluster".to_owned());
                }
                if words[1] == "sql" {
                    words.push("SELECT 1".to_owned());
                }
                Arguments::try_parse_from(&words).map_err(|error| format!("{file}: {error}"))?;
            }
        }
        Ok(())
    }

    #[test]
    fn places_and_tables_are_named() {
        let place: Result<Place, _> = "scheduler:50050".parse();
        assert!(matches!(place, Ok(Place { host, port: 50050 }) if host == "scheduler"));
        for wrong in ["scheduler", ":1", "scheduler:x"] {
            assert!(
                wrong
                    .parse::<Place>()
                    .is_err_and(|told| told.contains("HOST:PORT")),
                "{wrong}"
            );
        }
        assert!(
            "=a".parse::<NamedTable>()
                .is_err_and(|told| told.contains("NAME=PATH"))
        );
    }
}
