//! The text in stretches over which the same annotations hold; spans may cross freely.

use super::escape::Attribute;
use super::reading::{Reading, kind};
use super::values::Values;
use newsgraph_document::{MentionId, MentionKind, Span};
use std::collections::BTreeSet;
use std::fmt::Write;

/// How many annotations of one sort a stretch tells, the shortest first.
const SHOWN: usize = 3;

/// The most characters and words of a headline.
const HEADLINE: usize = 200;

/// A paragraph.
pub(crate) struct Block<'a> {
    pub(crate) is_headline: bool,
    /// Whether it is the headline once more.
    pub(crate) is_again: bool,
    pub(crate) runs: Vec<Run<'a>>,
}

/// A sentence, or what stands between two.
pub(crate) struct Run<'a> {
    pub(crate) sentence: Option<usize>,
    pub(crate) pieces: Vec<Piece<'a>>,
}

/// A stretch of the text.
#[derive(Default)]
pub(crate) struct Piece<'a> {
    pub(crate) text: &'a str,
    /// The mentions that begin here.
    pub(crate) anchors: Vec<usize>,
    /// The quotes that begin here, with who says each.
    pub(crate) quotes: Vec<(usize, Attribute)>,
    pub(crate) class: String,
    /// The facts that it belongs to.
    pub(crate) keys: String,
    /// The card that it leads to.
    pub(crate) target: String,
    pub(crate) title: Attribute,
    /// Whether the stretch before leads to the same card.
    pub(crate) goes_on: bool,
}

/// What covers a stretch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cover {
    Mention,
    Quote,
    Cue,
    Who,
    Pair,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    at: usize,
    opens: bool,
    len: usize,
    cover: Cover,
    id: usize,
}

/// The paragraphs of the text, the first of them as the headline where it reads as one.
pub(crate) fn blocks<'a>(reading: &Reading<'a>, values: &Values) -> Vec<Block<'a>> {
    let text = reading.document.text();
    let paragraphs = reading.document.paragraphs().unwrap_or_default();
    let headline = headline(reading);
    let mut sweep = Sweep::new(reading, values);
    let mut blocks = Vec::new();
    let mut from = 0;
    let mut sentences = reading.sentences;
    for (at, span) in paragraphs.into_iter().enumerate() {
        blocks.extend(sweep.gap(from, span.start()));
        let here = sentences.iter().take_while(|s| s.paragraph == at).count();
        let first = reading.sentences.len() - sentences.len();
        let words = text[span].trim();
        blocks.push(Block {
            is_headline: at == 0 && headline.is_some(),
            is_again: at > 0 && Some(words) == headline,
            runs: sweep.runs(span, first..first + here),
        });
        sentences = &sentences[here..];
        from = span.end();
    }
    blocks.extend(sweep.gap(from, text.len()));
    blocks
}

/// The first paragraph where it is short and has no full stop.
pub(crate) fn headline<'a>(reading: &Reading<'a>) -> Option<&'a str> {
    let first = reading.sentences.first()?.span;
    let count = reading.sentences.iter().take(4);
    let last = count.take_while(|s| s.paragraph == 0).last()?.span;
    let words = reading.document.text()[first.cover(last)].trim();
    let goes_on = reading.sentences.get(3).is_some_and(|s| s.paragraph == 0);
    let has_stop = words.ends_with(['.', ':', ';', ',', '”', '"']);
    let is_short = words.chars().take(HEADLINE + 1).count() <= HEADLINE;
    let is_text = words.contains(char::is_alphabetic);
    (is_short && is_text && !goes_on && !has_stop).then_some(words)
}

/// The first words of the text.
pub(crate) fn lead(reading: &Reading<'_>) -> String {
    const WORDS: usize = 24;
    let text = reading.document.text();
    let mut words: Vec<&str> = text.split_whitespace().take(WORDS + 1).collect();
    let goes_on = words.len() > WORDS;
    words.truncate(WORDS);
    let lead: String = words.join(" ").chars().take(HEADLINE).collect();
    if goes_on { format!("{lead} …") } else { lead }
}

struct Sweep<'r, 'a> {
    reading: &'r Reading<'a>,
    values: &'r Values,
    edges: Vec<Edge>,
    next: usize,
    open: [BTreeSet<(usize, usize)>; 5],
    begun: BTreeSet<usize>,
    before: String,
}

impl<'r, 'a> Sweep<'r, 'a> {
    fn new(reading: &'r Reading<'a>, values: &'r Values) -> Self {
        Self {
            reading,
            values,
            edges: edges(reading, values),
            next: 0,
            open: Default::default(),
            begun: BTreeSet::new(),
            before: String::new(),
        }
    }

    /// What stands between two paragraphs, where it is more than space.
    fn gap(&mut self, from: usize, to: usize) -> Option<Block<'a>> {
        let between = self.reading.document.text().get(from..to)?;
        (!between.trim().is_empty()).then(|| Block {
            is_headline: false,
            is_again: false,
            runs: vec![self.run(None, from, to)],
        })
    }

    fn runs(&mut self, span: Span, sentences: std::ops::Range<usize>) -> Vec<Run<'a>> {
        let mut runs = Vec::with_capacity(2 * sentences.len());
        let mut from = span.start();
        for at in sentences {
            let sentence = self.reading.sentences[at].span;
            if from < sentence.start() {
                runs.push(self.run(None, from, sentence.start()));
            }
            runs.push(self.run(Some(at), sentence.start(), sentence.end()));
            from = sentence.end();
        }
        runs
    }

    fn run(&mut self, sentence: Option<usize>, from: usize, to: usize) -> Run<'a> {
        let mut pieces = Vec::new();
        let mut at = from;
        while at < to {
            let mut piece = Piece::default();
            while let Some(&edge) = self.edges.get(self.next).filter(|e| e.at <= at) {
                self.next += 1;
                self.pass(edge, &mut piece);
            }
            let next = self.edges.get(self.next).map_or(to, |edge| edge.at.min(to));
            piece.text = &self.reading.document.text()[at..next];
            self.tell(&mut piece);
            pieces.push(piece);
            at = next;
        }
        Run { sentence, pieces }
    }

    fn pass(&mut self, edge: Edge, piece: &mut Piece<'a>) {
        let open = &mut self.open[edge.cover as usize];
        if !edge.opens {
            open.remove(&(edge.len, edge.id));
            return;
        }
        open.insert((edge.len, edge.id));
        match edge.cover {
            Cover::Mention => piece.anchors.push(edge.id),
            Cover::Quote if self.begun.insert(edge.id) => {
                let quotes = self.reading.document.quotes().unwrap_or_default();
                let speaker = self.reading.report.speaker(&quotes[edge.id]);
                piece.quotes.push((edge.id, Attribute::new(&speaker)));
            }
            _ => {}
        }
    }

    /// Tells what covers a stretch.
    fn tell(&mut self, piece: &mut Piece<'a>) {
        let mut keys: Vec<String> = Vec::new();
        let open = |cover: Cover| self.open[cover as usize].iter().map(|&(_, id)| id);
        for id in open(Cover::Mention).take(SHOWN) {
            keys.extend(self.card_of(id));
        }
        for (cover, letter) in [
            (Cover::Quote, 'q'),
            (Cover::Cue, 'q'),
            (Cover::Who, 'q'),
            (Cover::Pair, 'p'),
        ] {
            keys.extend(open(cover).take(SHOWN).map(|id| format!("{letter}{id}")));
        }
        let mention = open(Cover::Mention).next();
        piece.class = self.class(mention);
        if let Some(mention) = mention {
            piece.target = self.card_of(mention).unwrap_or_default();
            piece.title = self.title(mention);
        }
        piece.goes_on = !piece.target.is_empty() && self.before == piece.target;
        self.before.clone_from(&piece.target);
        let mut seen = BTreeSet::new();
        keys.retain(|key| seen.insert(key.clone()));
        piece.keys = keys.join(" ");
    }

    fn class(&self, mention: Option<usize>) -> String {
        let mut class = String::new();
        let mut add = |name: &str| {
            if !class.is_empty() {
                class.push(' ');
            }
            class.push_str(name);
        };
        match self.open[Cover::Quote as usize].len() {
            0 => {}
            1 => add("q"),
            2 => add("q q2"),
            _ => add("q q3"),
        }
        if !self.open[Cover::Cue as usize].is_empty() {
            add("c");
        }
        if let Some(id) = mention {
            add("m");
            let mention = &self.reading.mentions[id];
            add(kind(&mention.label));
            if matches!(mention.kind, MentionKind::Nominal | MentionKind::Pronoun) {
                add("d");
            }
            if !self.is_named(id) {
                add("u");
            }
        }
        class
    }

    /// Whether a name or value stands for what a mention means.
    fn is_named(&self, mention: usize) -> bool {
        let entity = self.reading.document.entity_of(MentionId::new(mention));
        entity.is_none_or(|entity| self.reading.report.is_named(entity))
    }

    /// The anchor of the card that a mention leads to.
    fn card_of(&self, mention: usize) -> Option<String> {
        if let Some(group) = self.values.group_of(mention) {
            return Some(format!("v{group}"));
        }
        let entity = self.reading.document.entity_of(MentionId::new(mention))?;
        let has_card = self.reading.has_card(entity.index());
        has_card.then(|| format!("e{}", entity.index()))
    }

    fn title(&self, mention: usize) -> Attribute {
        let at = &self.reading.mentions[mention];
        let mut title = String::new();
        let entity = self.reading.document.entity_of(MentionId::new(mention));
        // Writing to a string does not fail.
        let _ = match (at.kind, entity, &at.value) {
            (MentionKind::Value, _, Some(value)) => write!(title, "{}: {value}", at.label),
            (MentionKind::Value, _, None) | (_, None, _) => write!(title, "{}", at.label),
            (_, Some(id), _) => {
                let name = self.reading.report.entity_name(id.index());
                write!(title, "{name}, {}", at.label)
            }
        };
        Attribute::new(&title)
    }
}

/// Where annotations begin and end, in text order.
fn edges(reading: &Reading<'_>, values: &Values) -> Vec<Edge> {
    let mut edges = Vec::new();
    let mut add = |span: Span, cover, id| {
        let (at, end) = (span.start(), span.end());
        let len = end - at;
        let edge = |at, opens| Edge {
            at,
            opens,
            len,
            cover,
            id,
        };
        if at < end {
            edges.extend([edge(at, true), edge(end, false)]);
        }
    };
    for (id, mention) in reading.mentions.iter().enumerate() {
        let entity = reading.document.entity_of(MentionId::new(id));
        let has_card = entity.is_some_and(|e| reading.has_card(e.index()));
        if has_card || values.group_of(id).is_some() || mention.kind == MentionKind::Proper {
            add(mention.span, Cover::Mention, id);
        }
    }
    for (id, quote) in reading
        .document
        .quotes()
        .unwrap_or_default()
        .iter()
        .enumerate()
    {
        for &span in &quote.content {
            add(span, Cover::Quote, id);
        }
        if let Some(cue) = quote.cue {
            add(cue, Cover::Cue, id);
        }
        let who = quote.speakers.iter().chain(&quote.speaker);
        let spans: BTreeSet<Span> = who.chain(&quote.addressee).map(|p| p.span).collect();
        for span in spans {
            add(span, Cover::Who, id);
        }
    }
    let mut evidence = BTreeSet::new();
    for (relation, &pair) in reading.relations.iter().zip(&reading.pair_of) {
        evidence.extend(relation.evidence.iter().map(|&span| (pair, span)));
    }
    for (pair, span) in evidence {
        add(span, Cover::Pair, pair);
    }
    edges.sort_unstable();
    edges
}
