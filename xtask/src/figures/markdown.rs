//! Figures in Markdown: what stands between `<!-- figures: … -->` and `<!-- /figures -->`.
//!
//! The comment names the figures in the order in which numbers with a decimal point stand in the block:
//! `gum:` begins those of that id, `all` is its F1 in the row `all`, `all@r` its recall, `all@prf`
//! all three, and `-` a number that is kept by hand.

use super::table::Figures;
use anyhow::{Context, Result, ensure};
use std::fmt::Write as _;

const OPEN: &str = "<!-- figures: ";
const CLOSE: &str = "<!-- /figures -->";

/// The text with the figures of the file, each with as many decimals as the number that stood there.
pub(super) fn render(text: &str, figures: &Figures) -> Result<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, block)) = rest.split_once(OPEN) {
        let (names, block) = block.split_once("-->").context("an open comment")?;
        let (block, after) = block
            .split_once(CLOSE)
            .with_context(|| format!("no {CLOSE} after {names}"))?;
        let values = values(names, figures)?;
        let block = filled(block, &values).with_context(|| format!("figures: {names}"))?;
        for part in [before, OPEN, names, "-->", &block, CLOSE] {
            out += part;
        }
        rest = after;
    }
    Ok(out + rest)
}

/// The named figures; none for a number that is kept by hand.
fn values(names: &str, figures: &Figures) -> Result<Vec<Option<f64>>> {
    let mut id = "";
    let mut values = Vec::new();
    for name in names.split_whitespace() {
        if let Some(next) = name.strip_suffix(':') {
            id = next;
        } else if name == "-" {
            values.push(None);
        } else {
            let (row, metrics) = name.split_once('@').unwrap_or((name, "f1"));
            let metrics: &[&str] = match metrics {
                "prf" => &["p", "r", "f1"],
                ref one => std::slice::from_ref(one),
            };
            for metric in metrics {
                values.push(Some(figures.value(id, row, metric)?));
            }
        }
    }
    Ok(values)
}

fn filled(block: &str, values: &[Option<f64>]) -> Result<String> {
    let mut out = String::new();
    let mut values = values.iter();
    let mut rest = block;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let number = &rest[start..];
        let end = number.find(|c: char| !c.is_ascii_digit() && c != '.');
        let number = number[..end.unwrap_or(number.len())].trim_end_matches('.');
        out += &rest[..start];
        rest = &rest[start + number.len()..];
        let Some((_, decimals)) = number.split_once('.') else {
            out += number;
            continue;
        };
        let value = values.next().context("more numbers than names")?;
        match value {
            // Half of the last place goes up, as who reads the two decimals of the file would have it.
            Some(value) => write!(out, "{:.*}", decimals.len(), value + 1e-6)?,
            None => out += number,
        }
    }
    ensure!(values.next().is_none(), "more names than numbers");
    Ok(out + rest)
}

#[cfg(test)]
mod tests {
    use super::{Figures, render};

    const FILE: &str = "a\tA\tevaluate ner a\tall\tp\t94.63\t\tday\n\
                        a\tA\tevaluate ner a\tall\tr\t80.05\t\tday\n\
                        a\tA\tevaluate ner a\tall\tf1\t86.70\t\tday\n";

    #[test]
    fn numbers_are_put_in_their_places() {
        let figures = Figures::parse(FILE).unwrap();
        let block = |numbers: &str| {
            format!(
                "x 1.5\n<!-- figures: a: all@prf - all@r -->\n| 98 {numbers}, conll2003.\n<!-- /figures -->\n"
            )
        };
        let found = render(&block("1.0 / 1.0 / 1.00; 0.99; 2.0"), &figures);
        assert_eq!(found.unwrap(), block("94.6 / 80.1 / 86.70; 0.99; 80.1"));
        assert!(render(&block("1.0"), &figures).is_err());
    }
}
