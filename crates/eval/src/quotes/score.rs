use super::grid::Grid;
use super::{Article, Attribution, CharRange};
use crate::pairs::one_to_one;
use crate::{Measure, Report};
use newsgraph_document::QuoteKind;
use std::collections::BTreeSet;

/// What is measured, in the order of [`Row`].
const ROWS: [&str; 9] = [
    "content strict",
    "content partial",
    "cue strict",
    "cue overlap",
    "source strict",
    "source overlap",
    "linked strict",
    "speaker any",
    "speaker strict",
];

#[derive(Clone, Copy)]
enum Row {
    ContentStrict,
    ContentPartial,
    CueStrict,
    CueOverlap,
    SourceStrict,
    SourceOverlap,
    LinkedStrict,
    SpeakerAny,
    SpeakerStrict,
}

/// All quotes, then those of each kind.
const GROUPS: [&str; 4] = ["", " direct", " indirect", " mixed"];

/// Sums of each row for each group.
#[derive(Default)]
struct Sums {
    groups: [[Measure; ROWS.len()]; GROUPS.len()],
}

impl Sums {
    /// Adds to all quotes and to those of a kind.
    fn add(&mut self, kind: QuoteKind, row: Row, add: impl Fn(&mut Measure)) {
        let group = match kind {
            QuoteKind::Direct => 1,
            QuoteKind::Indirect => 2,
            QuoteKind::Mixed => 3,
        };
        for group in [0, group] {
            add(&mut self.groups[group][row as usize]);
        }
    }
}

struct Item {
    kind: QuoteKind,
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
            kind: grid.kind(&pieces),
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

/// Scores predictions, found by id, against gold articles.
///
/// `content strict` (a piece with the same boundaries), `content partial` (shares of tokens), `cue` and
/// `source` strict and by overlap, `linked strict` (all pieces and the source the same); over the contents
/// paired with gold that has a source, `speaker any` (a token in common) and `speaker strict`, where precision
/// and recall are the accuracy. Each row stands for all quotes, then for direct, indirect and mixed ones: what
/// is found of the gold of that kind, and what is right of the predictions of that kind, by the marks around
/// the content. Articles that are missing count as without quotes.
pub fn score(gold: &[Article], predicted: &[Article]) -> Report {
    let mut sums = Sums::default();
    for article in gold {
        let grid = Grid::new(&article.text);
        let found = predicted.iter().find(|p| p.id == article.id);
        let predictions = found.map_or(&[][..], |p| &p.quotes);
        let (gold, predicted) = (items(&grid, &article.quotes), items(&grid, predictions));
        add_side(&grid, &gold, &predicted, &mut sums, Measure::add_gold);
        add_side(&grid, &predicted, &gold, &mut sums, Measure::add_predicted);
        add_pairs(&gold, &predicted, &mut sums);
    }
    let mut report = Report::default();
    for (group, rows) in GROUPS.iter().zip(sums.groups) {
        for (name, measure) in ROWS.iter().zip(rows) {
            report.push(format!("{name}{group}"), measure);
        }
    }
    report
}

fn truth(is: bool) -> f64 {
    f64::from(u8::from(is))
}

fn add_side(
    grid: &Grid,
    mine: &[Item],
    others: &[Item],
    sums: &mut Sums,
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
    // The same piece, cue or source named twice counts once.
    let (mut seen, mut seen_cues, mut seen_sources) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for item in mine {
        let mut count = |row, share| sums.add(item.kind, row, |measure| add(measure, share));
        for &piece in item.pieces.iter().filter(|p| seen.insert(**p)) {
            count(Row::ContentStrict, truth(pieces.contains(&piece)));
            let own = grid.tokens(&[piece]);
            if !own.is_empty() {
                let shared = own.intersection(&tokens).count();
                count(Row::ContentPartial, shared as f64 / own.len() as f64);
            }
        }
        if !item.cue.is_empty() && seen_cues.insert(&item.cue) {
            let is_whole = item.cue.iter().all(|c| cues.contains(c));
            count(Row::CueStrict, truth(is_whole));
            let overlaps = !item.cue_tokens.is_disjoint(&cue_tokens);
            count(Row::CueOverlap, truth(overlaps));
        }
        if !item.source.is_empty() && seen_sources.insert(&item.source) {
            let is_whole = item.source.iter().all(|s| sources.contains(s));
            count(Row::SourceStrict, truth(is_whole));
            let overlaps = !item.source_tokens.is_disjoint(&source_tokens);
            count(Row::SourceOverlap, truth(overlaps));
        }
    }
}

/// Adds what is measured over pairs of gold and predicted quotes.
fn add_pairs(gold: &[Item], predicted: &[Item], sums: &mut Sums) {
    let mut linked = [vec![false; gold.len()], vec![false; predicted.len()]];
    for (i, j) in pairs(gold, predicted) {
        let (gold, predicted) = (&gold[i], &predicted[j]);
        let is_same = gold.source == predicted.source;
        if gold.pieces == predicted.pieces && is_same {
            (linked[0][i], linked[1][j]) = (true, true);
        }
        if gold.source.is_empty() {
            continue;
        }
        let any = !gold.source_tokens.is_disjoint(&predicted.source_tokens);
        for (row, right) in [(Row::SpeakerAny, any), (Row::SpeakerStrict, is_same)] {
            let one = Measure::of_counts(usize::from(right), 1, 1);
            sums.add(gold.kind, row, |measure| measure.add(one));
        }
    }
    for (item, right) in gold.iter().zip(&linked[0]) {
        let share = truth(*right);
        sums.add(item.kind, Row::LinkedStrict, |measure| {
            measure.add_gold(share);
        });
    }
    for (item, right) in predicted.iter().zip(&linked[1]) {
        let share = truth(*right);
        sums.add(item.kind, Row::LinkedStrict, |measure| {
            measure.add_predicted(share);
        });
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
    one_to_one(candidates)
}
