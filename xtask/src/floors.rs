//! `cargo xtask floors --data FOLDER`: the dev figures that a change must not lose.

use crate::workspace::{cargo, output};
use anyhow::{Context, Result, ensure};
use std::path::PathBuf;

/// Where the corpora are.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder with the corpora.
    #[arg(long)]
    data: PathBuf,
}

/// What `newsgraph evaluate` is asked, and the least F1 of rows of its answer, in percent.
struct Floor {
    task: &'static str,
    corpus: &'static str,
    options: &'static [&'static str],
    rows: &'static [(&'static str, f64)],
}

const FLOORS: &[Floor] = &[
    Floor {
        task: "tokens",
        corpus: "gum/dev.conllu",
        options: &[],
        rows: &[("words", 99.6), ("sentences", 96.7)],
    },
    Floor {
        task: "tokens",
        corpus: "ewt/dev.conllu",
        options: &[],
        rows: &[("words", 98.9), ("sentences", 87.9)],
    },
    Floor {
        task: "syntax",
        corpus: "gum/dev.conllu",
        options: &[],
        rows: &[
            ("xpos", 97.0),
            ("lemmas", 98.5),
            ("uas", 88.3),
            ("las", 85.5),
        ],
    },
    Floor {
        task: "syntax",
        corpus: "ewt/dev.conllu",
        options: &[],
        rows: &[("xpos", 94.9), ("las", 84.8)],
    },
    Floor {
        task: "ner",
        corpus: "conll2003/dev.conll",
        options: &["--model", "conll"],
        rows: &[("all", 94.4)],
    },
    Floor {
        task: "ner",
        corpus: "worldwide/dev.conll",
        options: &[],
        rows: &[("all", 80.3), ("Date", 83.5), ("Money", 83.0)],
    },
    Floor {
        task: "quotes",
        corpus: "polnear/dev.jsonl",
        options: &[],
        rows: &[
            ("content strict", 66.1),
            ("content strict direct", 93.2),
            ("content partial", 80.9),
            ("cue strict", 71.2),
            ("source strict", 77.3),
            ("linked strict", 56.3),
            ("speaker any", 93.5),
        ],
    },
    Floor {
        task: "relations",
        corpus: "conll04/dev.jsonl",
        options: &[],
        rows: &[("relations", 76.3)],
    },
    Floor {
        task: "relations",
        corpus: "knowledgenet/fold3.jsonl",
        options: &[],
        rows: &[("relations", 69.2)],
    },
    Floor {
        task: "triples",
        corpus: "carb/dev.tsv",
        options: &[],
        rows: &[("triples", 58.5)],
    },
    Floor {
        task: "triples",
        corpus: "carb/said-dev.tsv",
        options: &[],
        rows: &[("triples", 63.0), ("claims", 63.0)],
    },
    Floor {
        task: "triples",
        corpus: "wire57/WiRe57_343-manual-oie.json",
        options: &[],
        rows: &[("triples", 38.5)],
    },
    Floor {
        task: "coref",
        corpus: "gum/ontogum-dev.conll",
        options: &[],
        rows: &[("muc", 68.8), ("b-cubed", 55.2), ("ceaf-e", 48.0)],
    },
    Floor {
        task: "coref",
        corpus: "gap/gap-validation.tsv",
        options: &[],
        rows: &[("all", 68.2), ("feminine", 67.0)],
    },
    Floor {
        task: "coref",
        corpus: "dwie/docs.json",
        options: &[],
        rows: &[("b-cubed", 97.8)],
    },
];

/// Measures each corpus and fails where a figure lies below its floor.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let mut below = Vec::new();
    for floor in FLOORS {
        let corpus = arguments.data.join(floor.corpus);
        let corpus = corpus
            .canonicalize()
            .with_context(|| format!("{} is not there", corpus.display()))?;
        let newsgraph = [
            "run",
            "--quiet",
            "--release",
            "--package=newsgraph-cli",
            "--",
        ];
        let table = output(
            cargo()
                .args(newsgraph)
                .args(["evaluate", floor.task])
                .arg(&corpus)
                .args(floor.options),
        )?;
        for &(row, least) in floor.rows {
            let f1 = f1(&table, row)
                .with_context(|| format!("no row {row} for {}:\n{table}", floor.corpus))?;
            let line = format!("{} {row}: F1 {f1:.2}, floor {least:.2}", floor.corpus);
            println!("{line}");
            if f1 < least {
                below.push(line);
            }
        }
    }
    ensure!(below.is_empty(), "below the floor:\n{}", below.join("\n"));
    Ok(())
}

/// The F1 of a row of a report: the third figure after its name.
fn f1(table: &str, row: &str) -> Option<f64> {
    table.lines().find_map(|line| {
        let figures = line.strip_prefix(row)?.strip_prefix("  ")?;
        figures.split_whitespace().nth(2)?.parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::f1;

    #[test]
    fn reads_the_row_of_that_name() {
        let table = "                    P     R    F1  gold\nlas universal   80.00 81.00 80.50  100\nlas             70.00 71.00 70.50  100\n";
        assert_eq!(f1(table, "las"), Some(70.5));
        assert_eq!(f1(table, "las universal"), Some(80.5));
        assert_eq!(f1(table, "uas"), None);
    }
}
