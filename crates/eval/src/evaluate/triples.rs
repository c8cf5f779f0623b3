use super::{Evaluation, Systems, Task, related};
use crate::columns::given;
use crate::triples::{self, GoldTriples, OpenTriple};
use crate::{EvaluateError, Report, System};
use newsgraph_document::{
    Document, DocumentError, Layer, Maker, Quote, Sentence, Span, Token, TokenizedText, Triple,
};
use newsgraph_tokenize::pair_quote_marks;

/// Open triples of a corpus's sentences: `CaRB` with its own words, `WiRe57` from its text.
pub(super) fn measure(asked: &Evaluation, systems: &dyn Systems) -> Result<Report, EvaluateError> {
    let gold = triples::read(&asked.gold)?;
    let words = match &gold {
        GoldTriples::Carb(_) => Words::Given,
        GoldTriples::Wire57(_) => Words::Found,
    };
    let predicted = match &asked.pred {
        Some(pred) => {
            let found = triples::read_predicted(pred)?;
            let key = |sentence: &str| triples::key(sentence);
            let of_found = found.iter().map(|triple| key(&triple.sentence));
            related(pred, gold.sentences().into_iter().map(key), of_found)?;
            found
        }
        None => extract(&gold.sentences(), words, &systems.system(Task::Triples)?)?,
    };
    Ok(match &gold {
        GoldTriples::Carb(gold) => {
            let mut report = triples::score(gold, &predicted);
            if asked.pred.is_none() && gold.iter().any(|triple| triple.claim.is_some()) {
                report.push("claims", triples::claims(gold, &predicted));
            }
            report
        }
        GoldTriples::Wire57(gold) => triples::score_wire57(gold, &predicted),
    })
}

/// Whose words a line has: separated by its own spaces, or those that the system finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Its own.
    Given,
    /// The system's.
    Found,
}

/// The triples of each line, which is a text of its own; nothing for a line without words. A tab in a
/// sentence becomes a space.
///
/// # Errors
/// [`EvaluateError`] where a component fails.
pub fn extract(
    lines: &[&str],
    words: Words,
    system: &System,
) -> Result<Vec<OpenTriple>, EvaluateError> {
    let filled = lines.iter().filter(|line| !line.trim().is_empty());
    let document = |line: &&str| {
        let line = line.replace('\t', " ");
        match words {
            Words::Given => tokenized(line),
            Words::Found => Document::new("", line),
        }
    };
    let mut documents = filled
        .map(document)
        .collect::<Result<Vec<Document>, DocumentError>>()?;
    system.fill_all(&mut documents, Layer::Triples)?;
    let mut triples = Vec::new();
    for document in &documents {
        triples.extend(rows(document)?);
    }
    Ok(triples)
}

/// A line as one sentence of the words between its spaces.
fn tokenized(line: String) -> Result<Document, DocumentError> {
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
    let mut document = given(String::new(), line, tokens, vec![sentence])?;
    let marks = pair_quote_marks(document.tokenized()?);
    document.set_quote_marks(marks, Maker::default())?;
    Ok(document)
}

fn rows(document: &Document) -> Result<Vec<OpenTriple>, DocumentError> {
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
