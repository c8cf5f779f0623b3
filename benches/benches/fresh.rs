//! What only a new process tells: its start, the most memory that it holds, and the reading of documents too long to be
//! read often. Each row is the least of some runs of this program by itself, which other work disturbs least.
//!
//! Memory is told by Linux alone; elsewhere its rows are left out.

use newsgraph::document::{Document, OffsetUnit};
use newsgraph::english;
use newsgraph_benches::{ARTICLES, Newsroom, Rows};
use newsgraph_export::{Format, Writer};
use std::error::Error;
use std::fs;
use std::io::sink;
use std::process::Command;
use std::time::Instant;

/// Holds the kind of texts that a run reads; the program that starts runs has none.
const KIND: &str = "NEWSGRAPH_BENCH_FRESH";

/// A kind of run, by its name, what it reads, and how often it runs.
struct Kind {
    name: &'static str,
    texts: fn() -> Vec<String>,
    runs: usize,
}

const KINDS: [Kind; 4] = [
    Kind {
        name: "one article",
        texts: || Newsroom::default().articles(1),
        runs: 11,
    },
    Kind {
        name: "corpus",
        texts: || Newsroom::default().articles(ARTICLES),
        runs: 3,
    },
    Kind {
        name: "1 MB",
        texts: || vec![Newsroom::default().text(1_000_000)],
        runs: 3,
    },
    Kind {
        name: "10 MB",
        texts: || vec![Newsroom::default().text(10_000_000)],
        runs: 1,
    },
];

/// What a run tells: milliseconds and kilobytes.
struct Told {
    load: f64,
    read: f64,
    peak: Option<u64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    if let Ok(name) = std::env::var(KIND) {
        let kind = KINDS.into_iter().find(|kind| kind.name == name);
        return run(&kind.ok_or("expected a kind of run")?);
    }
    let rows = Rows::from_command_line();
    for kind in &KINDS {
        if rows.wants("fresh", kind.name) {
            show(&rows, kind)?;
        }
    }
    Ok(())
}

/// Reads the texts and prints what it took.
fn run(kind: &Kind) -> Result<(), Box<dyn Error>> {
    let texts = (kind.texts)();
    let start = Instant::now();
    let pipeline = english()?;
    let load = start.elapsed();
    let start = Instant::now();
    let mut writer = Writer::new(sink(), Format::Jsonl, OffsetUnit::Byte);
    for text in texts {
        let mut document = Document::new("bench", text)?;
        pipeline.annotate(&mut document)?;
        writer.write(&document)?;
    }
    let read = start.elapsed();
    let milliseconds = [load, read].map(|time| time.as_secs_f64() * 1000.0);
    let peak = peak().map_or_else(String::new, |peak| peak.to_string());
    println!("{} {} {peak}", milliseconds[0], milliseconds[1]);
    Ok(())
}

/// The most memory that this process held, in kilobytes.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

fn show(rows: &Rows, kind: &Kind) -> Result<(), Box<dyn Error>> {
    let runs = (0..kind.runs).map(|_| told(kind));
    let runs = runs.collect::<Result<Vec<_>, _>>()?;
    let least = |of: fn(&Told) -> f64| {
        let least = runs.iter().map(of).min_by(f64::total_cmp);
        format!("{:.1}", least.unwrap_or_default())
    };
    let name = kind.name;
    if name == KINDS[0].name {
        rows.print(
            "fresh",
            &format!("{name}, loading"),
            least(|t| t.load),
            "ms",
        );
    }
    rows.print(
        "fresh",
        &format!("{name}, reading"),
        least(|t| t.read),
        "ms",
    );
    if let Some(peak) = runs.iter().map(|told| told.peak).min().flatten() {
        rows.print("fresh", &format!("{name}, peak memory"), peak, "kB");
    }
    Ok(())
}

/// Starts a run and reads what it tells.
fn told(kind: &Kind) -> Result<Told, Box<dyn Error>> {
    let program = std::env::current_exe()?;
    let output = Command::new(program).env(KIND, kind.name).output()?;
    let line = String::from_utf8(output.stdout)?;
    let mut parts = line.split_whitespace();
    let mut next = || parts.next().ok_or("a run ended without telling anything");
    let (load, read) = (next()?.parse()?, next()?.parse()?);
    let peak = next().ok().and_then(|peak| peak.parse().ok());
    Ok(Told { load, read, peak })
}
