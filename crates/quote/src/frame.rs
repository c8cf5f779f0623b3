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
    linker.reading.speech.opened_by(content.start)?;
    name_before(linker, content).or_else(|| clause_after(linker, lexicon, content))
}

fn name_before(linker: Linker<'_>, content: &Range<usize>) -> Option<Frame> {
    let (reading, text) = (linker.reading, linker.reading.text);
    let colon = content.start.checked_sub(1)?;
    if text.word(colon) != ":" {
        return None;
    }
    let paragraph = reading.paragraph(content.start);
    let named = |&t: &usize| {
        let word = text.word(t);
        word.starts_with(char::is_uppercase) || matches!(word, "and" | "&" | "of")
    };
    let words = (paragraph.start..colon).rev().take(NAME).take_while(named);
    let start = colon - words.count();
    let is_set_off = start > paragraph.start && is_dash(text.word(start - 1));
    let begins = text.word(start).starts_with(char::is_uppercase);
    (is_set_off && start < colon && begins).then_some(Frame {
        cue: colon..colon + 1,
        source: start..colon,
    })
}

fn clause_after(linker: Linker<'_>, lexicon: &Lexicon, content: &Range<usize>) -> Option<Frame> {
    let (reading, parsed) = (linker.reading, linker.parsed());
    let (text, syntax, speech) = (reading.text, reading.syntax, &reading.speech);
    let end = content.end;
    let least = match text.word(end.checked_sub(2)?) {
        "," => 0,
        "?" | "!" | "…" | "..." => REPORTS,
        _ => return None,
    };
    let closes = content.len() > 2 && speech.is_marked(end - 1);
    let begins = reading.sentence(content.start).start == content.start;
    let goes_on = reading.paragraph(end - 1).contains(&end) && !speech.is_marked(end);
    if !closes || !begins || !goes_on {
        return None;
    }
    let reports = |&t: &usize| {
        syntax.upos(t) == Upos::Verb && lexicon.rates(syntax.lemma(t)).speech() >= least
    };
    let behind = (end..reading.sentence(end).end)
        .take(FAR)
        .take_while(|&t| !speech.is_marked(t));
    behind.filter(reports).find_map(|verb| {
        let is_subject = |&t: &usize| t >= end && syntax.dep(t) == dep::NSUBJ;
        let subject = syntax.dependents(verb).find(is_subject)?;
        let is_relative = matches!(syntax.xpos(subject), "WDT" | "WP" | "WRB");
        let (source, cue) = (parsed.noun_phrase(subject), parsed.verb_group(verb));
        let joins = source.start == end || cue.start == end && source.start == cue.end;
        (joins && !is_relative).then_some(Frame { cue, source })
    })
}

/// A dash with the name of who signs a quote: right behind it, at the end of a paragraph that begins with it, or alone
/// in the paragraph that follows.
pub(crate) fn signature(linker: Linker<'_>, content: &[Range<usize>]) -> Option<Frame> {
    let (reading, text) = (linker.reading, linker.reading.text);
    let end = content.last()?.end;
    let own = reading.paragraph(end - 1);
    let is_behind = own.contains(&end);
    if !is_behind && end == text.tokens.len() {
        return None;
    }
    let is_dash = |&t: &usize| is_dash(text.word(t));
    let (line, dash) = if is_dash(&end) {
        (reading.paragraph(end), end)
    } else {
        let is_whole = is_behind && content.len() == 1 && content[0].start == own.start;
        let mut last = (end..own.end).rev().take(SIGNATURE + 2);
        let dash = last.find(is_dash).filter(|_| is_whole)?;
        (own, dash)
    };
    let named = |&t: &usize| text.word(t).starts_with(char::is_uppercase);
    let name = (dash + 1..line.end).take(SIGNATURE).take_while(named);
    let source = dash + 1..dash + 1 + name.count();
    // Right behind the quote more may follow on the line.
    let at_once = is_behind && dash == end;
    let after = source.end;
    let ends = after == line.end
        || match text.word(after) {
            "." => at_once || after + 1 == line.end,
            "," | "(" | "“" | "\"" => at_once,
            _ => false,
        };
    (!source.is_empty() && ends).then_some(Frame {
        cue: dash..dash + 1,
        source,
    })
}
