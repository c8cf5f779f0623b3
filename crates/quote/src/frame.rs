//! What reports quoted speech by the form of the words around it alone.

use crate::lexicon::Lexicon;
use crate::link::Linker;
use crate::speech::is_dash;
use newsgraph_document::{Upos, dep};
use std::ops::Range;

/// A cue with its source.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) cue: Range<usize>,
    pub(crate) source: Range<usize>,
}

/// Most words from a closing mark to the verb that reports what it closes.
const FAR: usize = 20;

/// Least rate of a verb that reports speech whose own sentence has ended.
const REPORTS: u8 = 60;

/// Most words of a name before a colon.
const NAME: usize = 5;

/// Longest name that signs a quote, in tokens.
const SIGNATURE: usize = 6;

/// What reports a content that begins with a mark: a name behind a dash, and a colon, before it ("- Ann Lee: “...”");
/// or, where it is a sentence whose comma stands within the closing mark, the clause that follows, subject or verb
/// first ("“...,” the mayor went on").
pub(crate) fn frame(
    linker: Linker<'_>,
    lexicon: &Lexicon,
    content: &Range<usize>,
) -> Option<Frame> {
    let speech = &linker.reading.speech;
    let stretch = &speech.stretches[speech.stretch_at(content.start)?];
    (stretch.start == content.start).then_some(())?;
    name_before(linker, content).or_else(|| clause_after(linker, lexicon, content))
}

fn name_before(linker: Linker<'_>, content: &Range<usize>) -> Option<Frame> {
    let (reading, text) = (linker.reading, linker.reading.text);
    let colon = content.start.checked_sub(1)?;
    let paragraph = reading.paragraph(content.start);
    if !paragraph.contains(&colon) || text.word(colon) != ":" {
        return None;
    }
    let named = |&t: &usize| {
        let word = text.word(t);
        word.starts_with(char::is_uppercase) || matches!(word, "and" | "&" | "of")
    };
    let words = (paragraph.start..colon).rev().take(NAME).take_while(named);
    let start = colon - words.count();
    let is_set_off = start > paragraph.start && is_dash(text.word(start - 1));
    let begins = text.word(start).starts_with(char::is_uppercase);
    (is_set_off && start < colon && begins).then(|| Frame {
        cue: colon..colon + 1,
        source: start..colon,
    })
}

fn clause_after(linker: Linker<'_>, lexicon: &Lexicon, content: &Range<usize>) -> Option<Frame> {
    let (reading, parsed) = (linker.reading, linker.parsed());
    let (text, syntax, speech) = (reading.text, reading.syntax, &reading.speech);
    let end = content.end;
    let paragraph = reading.paragraph(end - 1);
    let closes = content.len() > 2 && speech.is_marked(end - 1);
    let begins = text.sentences[reading.sentence_of(content.start)]
        .tokens
        .start
        == content.start;
    if !begins || !closes || !paragraph.contains(&end) || speech.is_marked(end) {
        return None;
    }
    let least = match text.word(end - 2) {
        "," => 0,
        "?" | "!" | "…" | "..." => REPORTS,
        _ => return None,
    };
    let sentence = &text.sentences[reading.sentence_of(end)].tokens;
    for verb in (end..sentence.end).take(FAR) {
        if speech.is_marked(verb) {
            break;
        }
        if syntax.upos(verb) != Upos::Verb {
            continue;
        }
        let rates = lexicon.rates(syntax.lemma(verb));
        if rates.clause.max(rates.other) < least {
            continue;
        }
        let subject = syntax
            .dependents(verb)
            .find(|&t| t >= end && syntax.dep(t) == dep::NSUBJ);
        let Some(subject) = subject else { continue };
        let relative = matches!(syntax.xpos(subject), "WDT" | "WP" | "WRB");
        let (source, cue) = (parsed.noun_phrase(subject), parsed.verb_group(verb));
        let joins = source.start == end || cue.start == end && source.start == cue.end;
        if joins && !relative {
            return Some(Frame { cue, source });
        }
    }
    None
}

/// A dash with the name of who signs a quote: right behind it, at the end of a paragraph that begins with it, or alone
/// in the paragraph that follows.
pub(crate) fn signature(linker: Linker<'_>, content: &[Range<usize>]) -> Option<Frame> {
    let (reading, text) = (linker.reading, linker.reading.text);
    let end = content.last()?.end;
    let own = reading.paragraph(end - 1);
    let signed = |dash: usize, line: &Range<usize>| {
        let named = |&t: &usize| text.word(t).starts_with(char::is_uppercase);
        let name = (dash + 1..line.end).take(SIGNATURE).take_while(named);
        let source = dash + 1..dash + 1 + name.count();
        (!source.is_empty()).then_some(Frame {
            cue: dash..dash + 1,
            source,
        })
    };
    let is_last = |end: usize, line: &Range<usize>| {
        end == line.end || end + 1 == line.end && text.word(end) == "."
    };
    let is_dash = |&t: &usize| t < text.tokens.len() && is_dash(text.word(t));
    if own.contains(&end) && is_dash(&end) {
        let goes_on = |end: usize| matches!(text.word(end), "." | "," | "(" | "“" | "\"");
        let frame = signed(end, &own)?;
        return (frame.source.end == own.end || goes_on(frame.source.end)).then_some(frame);
    }
    let (dash, line) = if own.contains(&end) {
        let is_whole = content.len() == 1 && content[0].start == own.start;
        let mut last = (end..own.end).rev().take(SIGNATURE + 2);
        (last.find(is_dash).filter(|_| is_whole)?, own)
    } else {
        let dash = Some(end).filter(is_dash)?;
        (dash, reading.paragraph(dash))
    };
    signed(dash, &line).filter(|frame| is_last(frame.source.end, &line))
}
