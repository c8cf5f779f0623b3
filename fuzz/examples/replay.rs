//! Runs the bodies over the seeds and changes of them, under stable Rust: `replay --seconds 60 [TARGET...]`.
//!
//! The order of the changes is the same in every run; how far it goes depends on the machine. An argument that is a
//! file runs the body of the target before it on that file alone.

use newsgraph_fuzz::{TARGETS, Target, mutate::mutated};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};
use std::{fs, process, thread};

/// What runs now: the target, the bytes and since when.
static NOW: Mutex<Option<(&str, Vec<u8>, Instant)>> = Mutex::new(None);

/// The longest that one input may take.
const LONGEST: Duration = Duration::from_secs(25);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mut seconds, mut chosen, mut files) = (60, Vec::new(), Vec::new());
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if argument == "--seconds" {
            seconds = arguments
                .next()
                .and_then(|n| n.parse().ok())
                .unwrap_or_else(usage);
        } else if let Some(target) = TARGETS.iter().find(|target| target.name == argument) {
            chosen.push(*target);
        } else if let Ok(bytes) = fs::read(argument) {
            files.push(bytes);
        } else {
            usage::<()>();
        }
    }
    let chosen = if chosen.is_empty() {
        TARGETS.to_vec()
    } else {
        chosen
    };
    keep_what_fails();
    for target in chosen {
        if files.is_empty() {
            replay(target, Duration::from_secs(seconds));
        }
        for file in &files {
            run(target, file);
        }
    }
}

fn usage<T>() -> T {
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    eprintln!(
        "replay [--seconds N] [TARGET...] [FILE...], with targets of: {}",
        names.join(" ")
    );
    process::exit(2);
}

/// The seeds as they are, then changes of them until the time is over.
fn replay(target: Target, time: Duration) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("seeds")
        .join(target.name);
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let seeds: Vec<Vec<u8>> = paths
        .iter()
        .filter_map(|path| fs::read(path).ok())
        .collect();
    let (start, mut random, mut count) = (Instant::now(), fastrand::Rng::with_seed(1), 0_u64);
    for seed in &seeds {
        run(target, seed);
        count += 1;
    }
    while start.elapsed() < time {
        run(target, &mutated(&seeds, &mut random));
        count += 1;
    }
    println!(
        "{}\t{count} inputs\t{} s",
        target.name,
        start.elapsed().as_secs()
    );
}

fn run(target: Target, bytes: &[u8]) {
    if let Ok(mut now) = NOW.lock() {
        *now = Some((target.name, bytes.to_vec(), Instant::now()));
    }
    (target.check)(bytes);
}

/// Writes the input of a panic, or one that takes too long, to `artifacts` and ends the run.
fn keep_what_fails() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        tell(info);
        keep("crash");
        process::exit(1);
    }));
    thread::spawn(|| {
        loop {
            thread::sleep(Duration::from_secs(1));
            let late = NOW.lock().is_ok_and(|now| {
                let now = now.as_ref();
                now.is_some_and(|(_, _, since)| since.elapsed() > LONGEST)
            });
            if late {
                keep("slow");
                process::exit(1);
            }
        }
    });
}

fn keep(kind: &str) {
    let Ok(now) = NOW.lock() else { return };
    let Some((target, bytes, _)) = &*now else {
        return;
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("artifacts")
        .join(target);
    let path = folder.join(format!(
        "{kind}-{:x}",
        bytes.iter().fold(bytes.len() as u64, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        })
    ));
    let kept = fs::create_dir_all(&folder).and_then(|()| fs::write(&path, bytes));
    match kept {
        Ok(()) => eprintln!("{target}: {kind}; the input is kept as {}", path.display()),
        Err(error) => eprintln!("{target}: {kind}; the input could not be kept: {error}"),
    }
}
