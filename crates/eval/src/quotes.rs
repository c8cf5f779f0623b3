//! Quotes as PolNeAR has them: its reader and its scores.

use crate::{CorpusError, Measure, Report};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// A half-open range of Unicode scalar values.
pub type CharRange = (usize, usize);

/// An article with its quotes, or with predictions for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// Its text; empty in files of predictions that leave it out.
    pub text: String,
    /// Its date, where there is one.
    pub date: Option<String>,
    /// Its quotes.
    pub quotes: Vec<Attribution>,
}

/// A quote by the positions of its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// What was said.
    pub content: Vec<CharRange>,
    /// The reporting words.
    pub cue: Vec<CharRange>,
    /// Who said it.
    pub source: Vec<CharRange>,
}

/// Reads JSON Lines with `attributions` (the corpus) or `quotes` (`newsgraph annotate --offsets
/// char`).
///
/// # Errors
/// [`CorpusError`] where the file cannot be read, or a line is not such an object.
pub fn read(path: impl AsRef<Path>) -> Result<Vec<Article>, CorpusError> {
    let path = path.as_ref();
    let text = CorpusError::read(path)?;
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty());
    lines
        .map(|(number, line)| {
            let error = |expected| CorpusError::Format {
                path: path.to_owned(),
                line: number + 1,
                expected,
                found: line.chars().take(60).collect(),
            };
            let row: Value = serde_json::from_str(line).map_err(|_| error("a JSON object"))?;
            article(&row).map_err(error)
        })
        .collect()
}

/// An article from a row of JSON.
///
/// # Errors
/// What was expected, where the row is something else.
pub fn article(row: &Value) -> Result<Article, &'static str> {
    let string = |name: &str| row[name].as_str().map(str::to_owned);
    if row["offsets"].as_str().is_some_and(|unit| unit != "char") {
        return Err("offsets in chars; annotate with --offsets char");
    }
    let items = [&row["attributions"], &row["quotes"]];
    let items = items.into_iter().find_map(Value::as_array);
    let quote = |item: &Value| Attribution {
        content: ranges(&item["content"]),
        cue: ranges(&item["cue"]),
        source: ranges(if item["speaker"].is_null() {
            &item["source"]
        } else {
            &item["speaker"]
        }),
    };
    Ok(Article {
        id: string("id").ok_or("a field \"id\" with a string")?,
        text: string("text").unwrap_or_default(),
        date: string("date"),
        quotes: items
            .ok_or("a field \"attributions\" or \"quotes\" with an array")?
            .iter()
            .map(quote)
            .collect(),
    })
}

/// `[s, e]`, `[[s, e], ...]`, an object with a `span`, or nothing.
fn ranges(value: &Value) -> Vec<CharRange> {
    let value = if value.is_object() {
        &value["span"]
    } else {
        value
    };
    let one = |value: &Value| -> Option<CharRange> {
        let number = |at: usize| usize::try_from(value.get(at)?.as_u64()?).ok();
        Some((number(0)?, number(1)?)).filter(|(s, e)| s < e)
    };
    let mut ranges: Vec<CharRange> = match (one(value), value.as_array()) {
        (Some(range), _) => vec![range],
        (None, Some(items)) => items.iter().filter_map(one).collect(),
        (None, None) => Vec::new(),
    };
    ranges.sort_unstable();
    ranges
}

/// The words of a text for partial scores: runs of word chars, joined by `.`, `'`, `’`, `-`; else
/// single chars.
struct Grid {
    chars: Vec<char>,
    token: Vec<Option<usize>>,
}

impl Grid {
    fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let word = |at: usize| {
            chars
                .get(at)
                .is_some_and(|c| c.is_alphanumeric() || *c == '_')
        };
        let mut token = vec![None; chars.len()];
        let (mut at, mut number) = (0, 0);
        while at < chars.len() {
            let start = at;
            at += 1;
            if chars[start].is_whitespace() {
                continue;
            }
            let joins = |at: usize| matches!(chars.get(at), Some('.' | '\'' | '’' | '-'));
            while word(start) && (word(at) || joins(at) && word(at + 1)) {
                at += 1;
            }
            token[start..at].fill(Some(number));
            number += 1;
        }
        Self { chars, token }
    }

    fn tokens(&self, ranges: &[CharRange]) -> BTreeSet<usize> {
        let within = |&(s, e): &CharRange| s.min(self.token.len())..e.min(self.token.len());
        let tokens = ranges.iter().flat_map(|r| &self.token[within(r)]);
        tokens.filter_map(|t| *t).collect()
    }

    fn trim(&self, (mut start, mut end): CharRange) -> CharRange {
        end = end.min(self.chars.len());
        while start < end && self.chars[start].is_whitespace() {
            start += 1;
        }
        while start < end && self.chars[end - 1].is_whitespace() {
            end -= 1;
        }
        (start, end)
    }

    fn is_double_mark(&self, at: usize) -> bool {
        let c = self.chars[at];
        let beside = |other: Option<usize>| other.and_then(|o| self.chars.get(o)) == Some(&c);
        matches!(c, '"' | '“' | '”' | '‟' | '«' | '»')
            || matches!(c, '\'' | '`' | '‘' | '’')
                && (beside(Some(at + 1)) || beside(at.checked_sub(1)))
    }

    /// Pieces with nothing but white space and quotation marks between them are one.
    fn join(&self, ranges: &[CharRange]) -> Vec<CharRange> {
        let mut out: Vec<CharRange> = Vec::new();
        for (start, end) in ranges.iter().map(|&r| self.trim(r)).filter(|(s, e)| s < e) {
            let blank = |k: usize| self.chars[k].is_whitespace() || self.is_double_mark(k);
            match out.last_mut() {
                Some(last) if (last.1..start).all(blank) => last.1 = last.1.max(end),
                _ => out.push((start, end)),
            }
        }
        out
    }
}

struct Item {
    pieces: Vec<CharRange>,
    cue: Vec<CharRange>,
    source: Vec<CharRange>,
    tokens: BTreeSet<usize>,
    cue_tokens: BTreeSet<usize>,
    source_tokens: BTreeSet<usize>,
}

fn items(grid: &Grid, quotes: &[Attribution]) -> Vec<Item> {
    let trim = |ranges: &[CharRange]| ranges.iter().map(|&r| grid.trim(r)).collect::<Vec<_>>();
    let item = |quote: &Attribution| {
        let (pieces, cue, source) = (
            grid.join(&quote.content),
            trim(&quote.cue),
            trim(&quote.source),
        );
        Item {
            tokens: grid.tokens(&pieces),
            cue_tokens: grid.tokens(&cue),
            source_tokens: grid.tokens(&source),
            pieces,
            cue,
            source,
        }
    };
    let all = quotes.iter().map(item);
    all.filter(|i| !i.pieces.is_empty()).collect()
}

const ROWS: [&str; 8] = [
    "content strict",
    "content partial",
    "cue strict",
    "cue overlap",
    "source strict",
    "source overlap",
    "speaker any",
    "speaker strict",
];

/// Scores predictions, found by id, against gold articles: `content strict` (a piece with the same
/// boundaries), `content partial` (shares of tokens), `cue` and `source` strict and by overlap, and
/// over the contents paired with gold that has a source: `speaker any` (a token in common) and
/// `speaker strict`, where precision and recall are the accuracy. Articles that are missing count as
/// without quotes.
pub fn score(gold: &[Article], predicted: &[Article]) -> Report {
    let mut sums = [Measure::default(); ROWS.len()];
    for article in gold {
        let grid = Grid::new(&article.text);
        let found = predicted.iter().find(|p| p.id == article.id);
        let predictions = found.map_or(&[][..], |p| &p.quotes);
        let (gold, predicted) = (items(&grid, &article.quotes), items(&grid, predictions));
        add_side(&grid, &gold, &predicted, &mut sums, Measure::add_gold);
        add_side(&grid, &predicted, &gold, &mut sums, Measure::add_predicted);
        add_speakers(&gold, &predicted, &mut sums);
    }
    let mut report = Report::default();
    for (name, measure) in ROWS.into_iter().zip(sums) {
        report.push(name, measure);
    }
    report
}

fn add_side(
    grid: &Grid,
    mine: &[Item],
    others: &[Item],
    sums: &mut [Measure; ROWS.len()],
    add: fn(&mut Measure, f64),
) {
    fn all<T: Ord + Copy>(items: &[Item], part: impl Fn(&Item) -> Vec<T>) -> BTreeSet<T> {
        items.iter().flat_map(part).collect()
    }
    let list = |tokens: &BTreeSet<usize>| tokens.iter().copied().collect();
    let pieces = all(others, |i| i.pieces.clone());
    let tokens = all(others, |i| list(&i.tokens));
    let cues = all(others, |i| i.cue.clone());
    let cue_tokens = all(others, |i| list(&i.cue_tokens));
    let sources = all(others, |i| i.source.clone());
    let source_tokens = all(others, |i| list(&i.source_tokens));
    let truth = |is: bool| f64::from(u8::from(is));
    // The same piece, cue or source named twice counts once.
    let (mut seen, mut seen_cues, mut seen_sources) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for item in mine {
        for &piece in item.pieces.iter().filter(|p| seen.insert(**p)) {
            add(&mut sums[0], truth(pieces.contains(&piece)));
            let own = grid.tokens(&[piece]);
            if !own.is_empty() {
                let shared = own.intersection(&tokens).count();
                add(&mut sums[1], shared as f64 / own.len() as f64);
            }
        }
        if !item.cue.is_empty() && seen_cues.insert(&item.cue) {
            add(
                &mut sums[2],
                truth(item.cue.iter().all(|c| cues.contains(c))),
            );
            add(
                &mut sums[3],
                truth(!item.cue_tokens.is_disjoint(&cue_tokens)),
            );
        }
        if !item.source.is_empty() && seen_sources.insert(&item.source) {
            add(
                &mut sums[4],
                truth(item.source.iter().all(|s| sources.contains(s))),
            );
            add(
                &mut sums[5],
                truth(!item.source_tokens.is_disjoint(&source_tokens)),
            );
        }
    }
}

fn add_speakers(gold: &[Item], predicted: &[Item], sums: &mut [Measure; ROWS.len()]) {
    for (i, j) in pairs(gold, predicted) {
        let (gold, predicted) = (&gold[i], &predicted[j]);
        if gold.source.is_empty() {
            continue;
        }
        let any = !gold.source_tokens.is_disjoint(&predicted.source_tokens);
        let checks = [any, gold.source == predicted.source];
        for (sum, check) in sums[6..].iter_mut().zip(checks) {
            sum.add(Measure::of_counts(usize::from(check), 1, 1));
        }
    }
}

/// Pairs of items one to one, those with the most similar content (Dice over tokens) first.
fn pairs(gold: &[Item], predicted: &[Item]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            let shared = g.tokens.intersection(&p.tokens).count();
            if shared > 0 {
                let dice = 2.0 * shared as f64 / (g.tokens.len() + p.tokens.len()) as f64;
                candidates.push((-dice, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_gold, mut used_predicted) = (BTreeSet::new(), BTreeSet::new());
    let free = candidates.into_iter().filter(|&(_, i, j)| {
        let free = !used_gold.contains(&i) && !used_predicted.contains(&j);
        if free {
            used_gold.insert(i);
            used_predicted.insert(j);
        }
        free
    });
    free.map(|(_, i, j)| (i, j)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(row: &str) -> Article {
        super::article(&serde_json::from_str(row).unwrap()).unwrap()
    }

    #[test]
    fn counts_by_hand() {
        // 0      7 8   12        20   24    30
        // “We go,” said Ann Lee. Bob told her it rains.
        let gold = article(
            r#"{"id":"a","text":"“We go,” said Ann Lee. Bob told her it rains.","attributions":[
            {"content":[[0,8]],"cue":[[9,13]],"source":[[14,21]]},
            {"content":[[36,44]],"cue":[[27,31]],"source":[[23,26]]}]}"#,
        );
        // The first content whole, its speaker by half; of the second one word of two, no speaker.
        let predicted = article(
            r#"{"id":"a","quotes":[{"content":[0,8],"cue":[9,13],"speaker":{"span":[14,17]}},
            {"content":[39,44],"cue":null,"speaker":null}]}"#,
        );
        let report = score(&[gold], &[predicted]);
        let close = |name: &str, p: f64, r: f64| {
            let measure = report.get(name).unwrap();
            assert!(
                (measure.precision() - p).abs() < 1e-12,
                "{name} {measure:?}"
            );
            assert!((measure.recall() - r).abs() < 1e-12, "{name} {measure:?}");
        };
        close("content strict", 0.5, 0.5);
        close("content partial", 1.0, 0.75);
        close("cue strict", 1.0, 0.5);
        close("source strict", 0.0, 0.0);
        close("source overlap", 1.0, 0.5);
        close("speaker any", 0.5, 0.5);
        close("speaker strict", 0.0, 0.0);
    }

    #[test]
    fn refuses_bytes() {
        let row = serde_json::json!({"id": "a", "offsets": "byte", "quotes": []});
        assert!(super::article(&row).unwrap_err().contains("--offsets char"));
    }
}
