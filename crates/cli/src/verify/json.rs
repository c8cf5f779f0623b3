//! Verdicts as JSON, with spans in the unit that is asked for.

use anyhow::Result;
use newsgraph::Document;
use newsgraph::document::{OffsetUnit, Offsets, Span};
use newsgraph_verify::{Change, Found, Verdict, Verifier};
use serde::Serialize;

/// The version of the form.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Told<'a> {
    schema: u32,
    id: &'a str,
    offsets: &'static str,
    quotes: Vec<ToldQuote<'a>>,
}

#[derive(Serialize)]
struct ToldQuote<'a> {
    span: [usize; 2],
    content: Vec<[usize; 2]>,
    speaker: Option<&'a str>,
    verdict: &'static str,
    harmful: bool,
    source: Option<ToldSource<'a>>,
    also: Vec<ToldSource<'a>>,
    reason: &'a str,
    score: f32,
    changes: Vec<ToldChange<'a>>,
}

#[derive(Serialize)]
struct ToldSource<'a> {
    id: &'a str,
    span: [usize; 2],
    spans: Vec<[usize; 2]>,
    text: &'a str,
    speaker: Option<&'a str>,
}

#[derive(Serialize)]
struct ToldChange<'a> {
    what: &'static str,
    harmful: bool,
    span: Option<[usize; 2]>,
    text: &'a str,
    source_span: Option<[usize; 2]>,
    source: &'a str,
}

/// The verdicts of a document, on one line.
pub(super) fn written(
    verifier: &Verifier,
    document: &Document,
    verdicts: &[Verdict],
    unit: OffsetUnit,
) -> Result<String> {
    let offsets = Offsets::new(document.text(), unit);
    let mut sources = Units {
        verifier,
        unit,
        last: None,
    };
    let quotes = verdicts.iter().map(|v| told(v, &offsets, &mut sources));
    let told = Told {
        schema: SCHEMA,
        id: document.id(),
        offsets: unit.as_str(),
        quotes: quotes.collect(),
    };
    Ok(serde_json::to_string(&told)? + "\n")
}

/// The offsets of sources; those of the last one are kept, since several quotes of a text are often of one.
struct Units<'a> {
    verifier: &'a Verifier,
    unit: OffsetUnit,
    last: Option<(usize, Offsets)>,
}

impl Units<'_> {
    fn of(&mut self, source: usize) -> Option<&Offsets> {
        if self.last.as_ref().is_none_or(|(last, _)| *last != source) {
            let text = self.verifier.text(source)?;
            self.last = Some((source, Offsets::new(text, self.unit)));
        }
        self.last.as_ref().map(|(_, offsets)| offsets)
    }
}

fn place(span: Span, offsets: &Offsets) -> [usize; 2] {
    [span.start(), span.end()].map(|byte| offsets.from_byte(byte))
}

/// From the first to the last of some spans.
fn whole(spans: &[Span]) -> Span {
    let covered = spans.iter().copied().reduce(Span::cover);
    covered.unwrap_or_default()
}

fn told_source<'a>(found: &'a Found, sources: &mut Units<'_>) -> ToldSource<'a> {
    let offsets = sources.of(found.source);
    let place = |span: Span| offsets.map(|offsets| place(span, offsets));
    ToldSource {
        id: &found.id,
        span: place(whole(&found.spans)).unwrap_or_default(),
        spans: found.spans.iter().filter_map(|&span| place(span)).collect(),
        text: &found.text,
        speaker: found.speaker.as_deref(),
    }
}

fn told<'a>(verdict: &'a Verdict, offsets: &Offsets, sources: &mut Units<'_>) -> ToldQuote<'a> {
    let of_source = |span: Span, sources: &mut Units<'_>| {
        let found = verdict.source.as_ref()?;
        Some(place(span, sources.of(found.source)?))
    };
    let source = verdict
        .source
        .as_ref()
        .map(|found| told_source(found, sources));
    let also = verdict.also.iter().map(|found| told_source(found, sources));
    let also = also.collect();
    let changes = verdict.changes.iter().map(|change: &Change| ToldChange {
        what: change.what.as_str(),
        harmful: change.harmful,
        span: change.span.map(|span| place(span, offsets)),
        text: &change.text,
        source_span: change.source.and_then(|span| of_source(span, sources)),
        source: &change.source_text,
    });
    ToldQuote {
        changes: changes.collect(),
        span: place(whole(&verdict.content), offsets),
        content: verdict
            .content
            .iter()
            .map(|&span| place(span, offsets))
            .collect(),
        speaker: verdict.speaker.as_deref(),
        verdict: verdict.kind.as_str(),
        harmful: verdict.harmful,
        source,
        also,
        reason: &verdict.reason,
        score: (verdict.score * 100.0).round() / 100.0,
    }
}
