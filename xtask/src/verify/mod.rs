//! `cargo xtask verify-set --data FOLDER`: how well quotes are checked against their sources, on sentences that are made of
//! the quotes of two corpora.

mod alter;
mod corpus;
mod learn;
mod make;

use crate::workspace::root;
use anyhow::{Context, Result};
use corpus::{Article, Reader};
use make::{Case, Truth};
use newsgraph::document::{Document, QuoteKind};
use newsgraph_eval::{Measure, Report};
use newsgraph_verify::{Verdict, VerdictKind, Verifier};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where the corpora are, and what to do.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder with the corpora.
    #[arg(long)]
    data: PathBuf,
    /// Learns the weights of paraphrases on the train part and writes them.
    #[arg(long)]
    learn: bool,
    /// Measures the train part.
    #[arg(long)]
    train: bool,
    /// Prints the sentences whose verdict is wrong, with what was said of them.
    #[arg(long)]
    wrong: bool,
    /// Writes the sentences of the set to a file, one a line with tabs: truth, how it was made, text.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Makes the set, and measures on it.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if arguments.learn {
        return learn::run(&arguments.data);
    }
    let set = Set::read(&arguments.data, arguments.train)?;
    if let Some(out) = &arguments.out {
        let rows = set
            .cases
            .iter()
            .map(|case| format!("{:?}\t{}\t{}\n", case.truth, case.what, case.text));
        std::fs::write(out, rows.collect::<String>()).with_context(|| out.display().to_string())?;
    }
    for way in [Way::Given, Way::Read] {
        println!("{}", way.name());
        let judged = set.judged(way)?;
        print!("{}", report(&set.cases, &judged));
        if arguments.wrong {
            for (case, verdict) in set
                .cases
                .iter()
                .zip(&judged)
                .filter(|(c, v)| !is_right(c, v.as_ref()))
            {
                let told = verdict.as_ref().map(|v| {
                    (
                        v.kind.as_str(),
                        &v.reason,
                        v.source.as_ref().map(|s| &s.text),
                    )
                });
                println!(
                    "{:?} {}: {}\n    {told:?}",
                    case.truth, case.what, case.text
                );
            }
        }
    }
    Ok(())
}

/// What is measured, for the floors: the dev part, end to end.
pub(crate) fn measure(data: &Path) -> Result<Report> {
    let set = Set::read(data, false)?;
    let mut both = Report::default();
    for way in [Way::Given, Way::Read] {
        let judged = set.judged(way)?;
        for (name, measure) in report(&set.cases, &judged).rows() {
            // The rows of single ways to make a sentence are left to the command.
            if name.starts_with(char::is_lowercase) {
                both.push(format!("{name}{}", way.suffix()), *measure);
            }
        }
    }
    Ok(both)
}

/// Who finds quotes and speakers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// They are given, in the sentences and in the sources.
    Given,
    /// The pipeline finds them.
    Read,
}

impl Way {
    /// What the names of rows of figures end with.
    fn suffix(self) -> &'static str {
        match self {
            Self::Given => " given",
            Self::Read => "",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Given => "quotes given",
            Self::Read => "end to end",
        }
    }
}

struct Set {
    reader: Reader,
    sources: Vec<Article>,
    cases: Vec<Case>,
}

/// Of five articles one is no source: what is said in it was not said.
const HELD_OUT: usize = 5;
/// Of the articles of PolNeAR's train part each so many is taken.
const TRAIN_STEP: usize = 3;
/// The most cases of one kind.
const MOST: usize = 400;

impl Set {
    fn read(data: &Path, train: bool) -> Result<Self> {
        let reader = Reader::new(&crate::train::models()?)?;
        let mut articles = Vec::new();
        if train {
            articles.extend(corpus::articles(
                &data.join("polnear/train.jsonl"),
                TRAIN_STEP,
                &reader,
            )?);
        } else {
            articles.extend(corpus::articles(&data.join("facts/dev.jsonl"), 1, &reader)?);
            articles.extend(corpus::articles(
                &data.join("polnear/dev.jsonl"),
                1,
                &reader,
            )?);
        }
        let (mut sources, mut others) = (Vec::new(), Vec::new());
        for (at, article) in articles.into_iter().enumerate() {
            if at % HELD_OUT == HELD_OUT - 1 {
                others.push(article);
            } else {
                sources.push(article);
            }
        }
        let all = make::cases(&sources, &others, &synonyms()?);
        let mut by_kind: BTreeMap<_, Vec<Case>> = BTreeMap::new();
        for case in all {
            by_kind
                .entry((case.truth, case.what))
                .or_default()
                .push(case);
        }
        let thin = |cases: Vec<Case>| {
            let step = cases.len().div_ceil(MOST).max(1);
            cases.into_iter().step_by(step)
        };
        let cases = by_kind.into_values().flat_map(thin).collect();
        Ok(Self {
            reader,
            sources,
            cases,
        })
    }

    fn verifier(&self, way: Way) -> Result<Verifier> {
        let mut verifier = Verifier::english()?;
        for article in &self.sources {
            verifier.add_source(match way {
                Way::Given => &article.gold,
                Way::Read => &article.read,
            });
        }
        Ok(verifier)
    }

    fn document(&self, case: &Case, way: Way) -> Result<Document> {
        match way {
            Way::Given => self
                .reader
                .given("text", &case.text, std::slice::from_ref(&case.quote)),
            Way::Read => self.reader.read("text", &case.text),
        }
    }

    /// The verdict of each case; `None` where no quote was seen.
    fn judged(&self, way: Way) -> Result<Vec<Option<Verdict>>> {
        let verifier = self.verifier(way)?;
        let judge = |case: &Case| {
            let document = self.document(case, way)?;
            let shared = |verdict: &Verdict| {
                let spans = verdict.content.iter();
                let shared = spans.map(|span| {
                    let own = case.quote.content[0];
                    own.end()
                        .min(span.end())
                        .saturating_sub(own.start().max(span.start()))
                });
                shared.sum::<usize>()
            };
            let verdicts = verifier
                .verify(&document)
                .into_iter()
                .filter(|v| shared(v) > 0);
            Ok(verdicts.max_by_key(shared))
        };
        self.cases.par_iter().map(judge).collect()
    }
}

fn synonyms() -> Result<Vec<(String, String)>> {
    let path = root().join("xtask/data/synonyms.txt");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    let rows = rows.filter_map(|line| line.split_once(' '));
    Ok(rows.map(|(a, b)| (a.to_owned(), b.to_owned())).collect())
}

/// Whether the verdict tells what is true.
fn is_right(case: &Case, verdict: Option<&Verdict>) -> bool {
    let Some(verdict) = verdict else {
        return false;
    };
    let told = matches!(
        verdict.kind,
        VerdictKind::Verbatim | VerdictKind::Altered | VerdictKind::Paraphrase
    );
    match case.truth {
        Truth::True | Truth::Paraphrase => told && !verdict.harmful,
        Truth::Harmful => verdict.harmful,
        Truth::Swapped => verdict.kind == VerdictKind::Misattributed,
        Truth::Invented | Truth::InventedIndirect => verdict.kind == VerdictKind::NotFound,
    }
}

/// Whether the verdict of a harmful alteration names what was done.
fn has_reason(case: &Case, verdict: Option<&Verdict>) -> bool {
    use newsgraph_verify::Difference;
    let Some(verdict) = verdict else {
        return false;
    };
    let has = |what: &[Difference]| {
        verdict.kind == VerdictKind::Altered
            && verdict
                .changes
                .iter()
                .any(|change| change.harmful && what.contains(&change.what))
    };
    match case.what {
        "word" => has(&[
            Difference::Word,
            Difference::Hedge,
            Difference::Name,
            Difference::Modal,
        ]),
        "person" | "preposition" => has(&[Difference::Word]),
        "denial dropped" | "denial added" => has(&[Difference::Denial]),
        "number" => has(&[Difference::Number]),
        "name" => has(&[Difference::Name, Difference::Word]),
        "modal" => has(&[Difference::Modal]),
        "joined" => verdict.kind == VerdictKind::Joined,
        _ => verdict.kind == VerdictKind::Cut,
    }
}

/// Of each kind of case the share that is right.
fn report(cases: &[Case], judged: &[Option<Verdict>]) -> Report {
    let mut rows: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (case, verdict) in cases.iter().zip(judged) {
        let verdict = verdict.as_ref();
        let right = is_right(case, verdict);
        let indirect = case.quote.kind == QuoteKind::Indirect;
        let name = match case.truth {
            Truth::True => "true",
            Truth::Harmful => "harmful",
            Truth::Swapped => "speaker",
            Truth::Invented => "invented",
            Truth::Paraphrase | Truth::InventedIndirect => "told",
        };
        let mut add = |name: String, right: bool| {
            let row = rows.entry(name).or_default();
            row.0 += usize::from(right);
            row.1 += 1;
        };
        add(name.to_owned(), right);
        let form = if indirect { "indirect" } else { "direct" };
        add(format!("{:?}, {}, {form}", case.truth, case.what), right);
        if case.truth == Truth::Harmful {
            add("reason".to_owned(), has_reason(case, verdict));
        }
    }
    let mut report = Report::default();
    for (name, (right, all)) in rows {
        report.push(name, Measure::of_counts(right, all, all));
    }
    report
}
