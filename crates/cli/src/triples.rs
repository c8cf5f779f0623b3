use crate::Outcome;
use crate::args::TriplesArguments;
use crate::tag::given;
use anyhow::{Context, Result};
use newsgraph::document::{Layer, Maker, Quote, Sentence, Span, Token, TokenizedText, Triple};
use newsgraph::relation::TripleExtractor;
use newsgraph::tokenize::pair_quote_marks;
use newsgraph::{Document, Pipeline};
use newsgraph_eval::triples::OpenTriple;
use std::io::Write;

pub(crate) fn run(arguments: &TriplesArguments) -> Result<Outcome> {
    let path = &arguments.file;
    let lines = std::fs::read_to_string(path)
        .with_context(|| format!("{}: could not be read as UTF-8 text", path.display()))?;
    let lines = lines.strip_prefix('\u{FEFF}').unwrap_or(&lines);
    let lines: Vec<&str> = lines.lines().collect();
    let words = if arguments.tokenized {
        Words::Given
    } else {
        Words::Found
    };
    let mut stdout = std::io::BufWriter::new(std::io::stdout().lock());
    for triple in read(&lines, words)? {
        let kept = if arguments.binary {
            2
        } else {
            triple.arguments.len()
        };
        let confidence = format!("{:.4}", triple.confidence);
        let parts = [triple.sentence, confidence, triple.predicate];
        let row: Vec<String> = parts
            .into_iter()
            .chain(triple.arguments.into_iter().take(kept))
            .collect();
        writeln!(stdout, "{}", row.join("\t"))?;
    }
    stdout.flush()?;
    Ok(Outcome::Done)
}

/// Whose words a line has: separated by its own spaces, or those that the tokenizer finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    Given,
    Found,
}

/// The triples of each line, which is a text of its own; nothing for a line without words. A tab in a
/// sentence becomes a space.
pub(crate) fn read(lines: &[&str], words: Words) -> Result<Vec<OpenTriple>> {
    let pipeline = pipeline(words)?;
    let filled = lines.iter().filter(|line| !line.trim().is_empty());
    let document = |line: &&str| {
        let line = line.replace('\t', " ");
        match words {
            Words::Given => tokenized(line),
            Words::Found => Ok(Document::new("", line)?),
        }
    };
    let mut documents = filled.map(document).collect::<Result<Vec<Document>>>()?;
    let results = pipeline.annotate_all(&mut documents);
    results.into_iter().collect::<Result<(), _>>()?;
    let mut triples = Vec::new();
    for document in &documents {
        triples.extend(rows(document)?);
    }
    Ok(triples)
}

/// The least confidence of a triple that is printed. Low, since a reader of the output can ask for more: below
/// it `WiRe57`, which takes all, loses.
const LEAST: f32 = 0.15;

fn pipeline(words: Words) -> Result<Pipeline> {
    let components = ["tokenize", "syntax", "ner", "quote", "triples"];
    let mut builder = newsgraph::english_builder()?
        .keep(|name| components.contains(&name))
        .replace(
            "triples",
            TripleExtractor::default()
                .with_alternatives()
                .with_least_score(LEAST),
        );
    if words == Words::Given {
        let layers = [Layer::Tokens, Layer::Sentences, Layer::QuoteMarks];
        builder = layers
            .into_iter()
            .fold(builder.keep(|name| name != "tokenize"), |b, layer| {
                b.given(layer)
            });
    }
    Ok(builder.build()?)
}

/// A line as one sentence of the words between its spaces.
fn tokenized(line: String) -> Result<Document> {
    let mut tokens = Vec::new();
    for word in line.split_whitespace() {
        let start = word.as_ptr() as usize - line.as_ptr() as usize;
        tokens.push(Token {
            span: Span::new(start, start + word.len()),
        });
    }
    let span = tokens[0].span.cover(tokens[tokens.len() - 1].span);
    let sentence = Sentence {
        span,
        tokens: 0..tokens.len(),
        paragraph: 0,
    };
    let mut document = given(line, tokens, vec![sentence])?;
    let marks = pair_quote_marks(document.tokenized()?);
    document.set_quote_marks(marks, Maker::default())?;
    Ok(document)
}

fn rows(document: &Document) -> Result<Vec<OpenTriple>> {
    let text = document.tokenized()?;
    let words = |span: Span| words(text, span);
    let quotes = document.quotes()?;
    let triples = document.triples()?.iter();
    let row = |triple: &Triple| OpenTriple {
        sentence: document.text().to_owned(),
        confidence: f64::from(triple.score.unwrap_or(1.0)),
        predicate: predicate(triple, text),
        arguments: [triple.subject, triple.object]
            .into_iter()
            .chain(triple.arguments.iter().copied())
            .map(words)
            .collect(),
        claim: triple
            .quote
            .and_then(|id| quotes.get(id.index()))
            .map(|quote| claimant(quote, text)),
    };
    Ok(triples.map(row).collect())
}

/// The words of a span with a space between; those that a hyphen joins stay together.
fn words(text: TokenizedText<'_>, span: Span) -> String {
    let tokens = text.tokens_in(span);
    let is_hyphen = |token: usize| matches!(text.word(token), "-" | "\u{2010}" | "\u{2011}" | "–");
    let mut words = String::new();
    for token in tokens.clone() {
        let joined = token > tokens.start
            && !text.space_before(token)
            && (is_hyphen(token) || is_hyphen(token - 1));
        if token > tokens.start && !joined {
            words.push(' ');
        }
        words.push_str(text.word(token));
    }
    words
}

fn predicate(triple: &Triple, text: TokenizedText<'_>) -> String {
    let spans = triple.predicate.iter().map(|&span| words(text, span));
    let implied = triple.implied.clone();
    implied
        .into_iter()
        .chain(spans)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Speaker and cue of a quote, in words.
fn claimant(quote: &Quote, text: TokenizedText<'_>) -> String {
    let speaker = quote.speaker.map(|speaker| speaker.span);
    let parts: Vec<&str> = speaker
        .into_iter()
        .chain(quote.cue)
        .map(|span| &text.text[span])
        .collect();
    parts.join(" ")
}
