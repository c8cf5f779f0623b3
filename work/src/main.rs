//! Counts the steps that reading a text takes, and holds that they grow with its length and no faster.
//!
//! A step is one run of a block of code, as the counters that `rustc.sh` asks for tell: the same numbers on every run
//! and machine. Each block is looked at alone, so that one which is quadratic shows in a short text already.
//!
//! `newsgraph-work` checks all families of hostile texts, and `newsgraph-work half 0` or `1` every other one.
//! `newsgraph-work NAME BYTES...` shows, for the families whose name holds NAME, steps for each byte and milliseconds
//! of each part of the work, for texts of so many bytes. `newsgraph-work names` tells all names, and
//! `newsgraph-work text NAME BYTES` writes a text.

mod families;
mod steps;
mod work;

use families::Family;
use std::process::ExitCode;
use work::{Taken, Work};

/// Bytes of the smaller text, and how many times as long the larger one is.
const BYTES: usize = 5_000;
const TIMES: usize = 4;

/// How many times as often for each byte a block may run in the larger text: four times where it is quadratic. Less
/// than twice as often is no growth: a number of six digits is written in more steps than one of four.
const GROWTH: f64 = 2.0;

/// Runs for each byte of the largest text that no block may pass while it grows. Fewer are those of a window that is
/// bounded and not yet full: of sentences' parts of 200 words, or of 10,000 words whose names agree.
const MANY: f64 = 120.0;

/// How many times as many steps for each byte all blocks together may take there.
const GROWTH_OF_ALL: f64 = 1.5;

/// Runs for each byte that are not looked at: of blocks that run once a text, or that a short text does not reach.
const FEW: f64 = 2.0;

/// How many times as many steps a byte may take as one of ordinary news.
const COST: f64 = 12.0;

/// What ordinary news looks like.
const ORDINARY: &str = include_str!("../../examples/data/article.txt");

fn main() -> ExitCode {
    if steps::now().iter().all(|&count| count == 0) {
        eprintln!(
            "newsgraph-work: compile with RUSTC_WRAPPER=work/rustc.sh, which has the steps counted"
        );
        return ExitCode::from(2);
    }
    let work = Work::new();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => return check(&work, families::all().collect()),
        ["half", rest] => {
            let rest = usize::from(rest == "1");
            let half = families::all()
                .enumerate()
                .filter(|(number, _)| number % 2 == rest);
            return check(&work, half.map(|(_, family)| family).collect());
        }
        ["text", name, bytes] => {
            let family = families::all().find(|family| family.0 == name);
            let text = family
                .zip(bytes.parse().ok())
                .map(|((_, make), bytes)| make(bytes));
            print!("{}", text.unwrap_or_default());
        }
        ["names"] => families::all().for_each(|(name, _)| println!("{name}")),
        [name, ref sizes @ ..] => {
            for family in chosen(name) {
                sizes
                    .iter()
                    .filter_map(|size| size.parse().ok())
                    .for_each(|size| show(&work, family, size));
            }
        }
    }
    ExitCode::SUCCESS
}

fn chosen(name: &str) -> impl Iterator<Item = Family> {
    families::all().filter(move |family| family.0.contains(name))
}

fn check(work: &Work, families: Vec<Family>) -> ExitCode {
    let ordinary = ORDINARY.repeat(BYTES * TIMES / ORDINARY.len());
    let cost = total(&work.take(&ordinary)) / ordinary.len() as f64;
    let all = families.len();
    let bad = families
        .into_iter()
        .filter(|&family| !is_bounded(work, family, cost))
        .count();
    if bad == 0 {
        println!("{all} families of hostile texts: steps grow with the text, and no faster");
        return ExitCode::SUCCESS;
    }
    println!(
        "{bad} of {all} families take too many steps; run newsgraph-work NAME BYTES to see more"
    );
    ExitCode::FAILURE
}

/// Whether no block of code runs much more often for each byte as a family grows, and all together not too often; says
/// so where not. What grows from the first text to the second may be bounded by what a short text does not reach, as
/// the longest sentence that is read at once: it is bad where it still grows from the second to a third.
fn is_bounded(work: &Work, (name, make): Family, ordinary: f64) -> bool {
    let run = |times: usize| Run::of(work, &make(BYTES * times));
    let [small, large] = [1, TIMES].map(run);
    let [before, cost] = [&small, &large].map(|run| total(&run.taken) / run.bytes);
    if cost > ordinary * COST || cost > before * GROWTH_OF_ALL {
        println!(
            "{name}: {cost:.0} steps a byte, {before:.0} where the text is {TIMES} times as short; ordinary news takes \
             {ordinary:.0}"
        );
        return false;
    }
    let growing = large.beyond(&small);
    if growing.is_empty() {
        return true;
    }
    let largest = run(TIMES * TIMES);
    let growing: Vec<Block> = largest
        .beyond(&large)
        .into_iter()
        .filter(|block| growing.contains(block))
        .collect();
    let count = |run: &Run, block: Block| run.taken[block.part].blocks[block.number];
    let worst = growing
        .into_iter()
        .max_by_key(|&block| count(&largest, block))
        .filter(|&block| count(&largest, block) as f64 > MANY * largest.bytes);
    if let Some(block) = worst {
        println!(
            "{name}: a block of code in {} runs {} times in a text of {} bytes, {} times in one of {}",
            large.taken[block.part].part,
            count(&large, block),
            large.bytes,
            count(&largest, block),
            largest.bytes
        );
    }
    worst.is_none()
}

/// A block of code in a part of the work, by numbers.
#[derive(Clone, Copy, PartialEq)]
struct Block {
    part: usize,
    number: usize,
}

/// What a text of so many bytes took.
struct Run {
    bytes: f64,
    taken: Vec<Taken>,
}

impl Run {
    fn of(work: &Work, text: &str) -> Self {
        Self {
            bytes: text.len() as f64,
            taken: work.take(text),
        }
    }

    /// The blocks that run much more often for each byte than in a shorter text.
    fn beyond(&self, shorter: &Self) -> Vec<Block> {
        let mut found = Vec::new();
        for (part, (short, long)) in shorter.taken.iter().zip(&self.taken).enumerate() {
            for (number, (&short, &long)) in short.blocks.iter().zip(&long.blocks).enumerate() {
                let most = (short as f64 / shorter.bytes).max(FEW) * GROWTH;
                if long as f64 > most * self.bytes {
                    found.push(Block { part, number });
                }
            }
        }
        found
    }
}

fn total(taken: &[Taken]) -> f64 {
    taken.iter().map(Taken::steps).sum::<u64>() as f64
}

fn show(work: &Work, (name, make): Family, bytes: usize) {
    let text = make(bytes);
    let taken = work.take(&text);
    let part = |taken: &Taken| {
        let steps = taken.steps() as f64 / text.len() as f64;
        format!(" {} {steps:.0}/{:.0}", taken.part, taken.seconds * 1000.0)
    };
    let seconds: f64 = taken.iter().map(|taken| taken.seconds).sum();
    let parts: String = taken.iter().map(part).collect();
    println!(
        "{name:30} {bytes:8} {:7.0} {:7.0} ms {parts}",
        total(&taken) / text.len() as f64,
        seconds * 1000.0
    );
}
