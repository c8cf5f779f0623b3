//! What reports quoted speech by the form of the words around it alone.

use crate::lexicon::NAME_WORDS;
use crate::link::Linker;
use newsgraph_document::{Upos, dep};
use newsgraph_phrase::is_dash;
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

/// What reports a content that begins with a mark: a name behind a dash, and a colon, before it ("- Ann Lee: “...”");
/// or, where it is a sentence whose comma stands within the closing mark, the clause that follows, subject or verb
/// first ("“...,” the mayor went on").
pub(crate) fn frame(linker: Linker<'_>, content: &Range<usize>) -> Option<Frame> {
    linker.reading.speech.opened_by(content.start)?;
    name_before(linker, content).or_else(|| clause_after(linker, content))
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
        word.starts_with(char::is_uppercase) || reading.lexicon.is_within_name(word)
    };
    let words = (paragraph.start..colon)
        .rev()
        .take(NAME_WORDS)
        .take_while(named);
    let start = colon - words.count();
    let is_set_off = start > paragraph.start && is_dash(text.word(start - 1));
    let begins = text.word(start).starts_with(char::is_uppercase);
    (is_set_off && start < colon && begins).then_some(Frame {
        cue: colon..colon + 1,
        source: start..colon,
    })
}

fn clause_after(linker: Linker<'_>, content: &Range<usize>) -> Option<Frame> {
    let (reading, trees) = (linker.reading, linker.trees());
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
    let reports = |&t: &usize| syntax.upos(t) == Upos::Verb && reading.rates(t).speech() >= least;
    let behind = (end..reading.sentence(end).end)
        .take(FAR)
        .take_while(|&t| !speech.is_marked(t));
    behind.filter(reports).find_map(|verb| {
        let is_subject = |&t: &usize| t >= end && syntax.dep(t) == dep::NSUBJ;
        let subject = syntax.dependents(verb).find(is_subject)?;
        let is_relative = trees.has_relative_form(subject);
        let (source, cue) = (reading.noun_phrase(subject), trees.verb_group(verb));
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
        let mut last = (end..own.end).rev().take(NAME_WORDS + 2);
        let dash = last.find(is_dash).filter(|_| is_whole)?;
        (own, dash)
    };
    let named = |&t: &usize| text.word(t).starts_with(char::is_uppercase);
    let name = (dash + 1..line.end).take(NAME_WORDS).take_while(named);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketched;
    use newsgraph_sketch::Sketch;

    const SPOKEN: &str = "
        “ PUNCT 3 punct
        It PRON 3 nsubj
        ends VERB 0 root
        , PUNCT 3 punct
        ” PUNCT 3 punct
        the DET 7 det
        mayor NOUN 8 nsubj
        went VERB 3 parataxis
        on ADP 8 compound:prt";
    const DASHED: &str = "
        North NOUN 0 root
        - PUNCT 4 punct
        Ann PROPN 1 appos
        Lee PROPN 3 flat
        : PUNCT 8 punct
        “ PUNCT 8 punct
        It PRON 8 nsubj
        ended VERB 1 parataxis
        . PUNCT 8 punct
        ” PUNCT 8 punct";

    fn found(rows: &str, content: &str) -> Option<[String; 2]> {
        let sketch = Sketch::new(rows);
        let spans = sketched::spans(&sketch, &[]);
        sketched::read(&sketch, &[], |reading| {
            let linker = Linker {
                reading,
                spans: &spans,
            };
            let frame = frame(linker, &sketched::run(&sketch, content))?;
            Some([frame.cue, frame.source].map(|run| sketch.words(run)))
        })
    }

    /// Each row: a text, a content, and the cue and source that its form tells.
    #[test]
    fn forms_tell_cue_and_source() {
        let inverted = SPOKEN
            .replace(
                "the DET 7 det\n        mayor NOUN 8 nsubj\n        went",
                "went",
            )
            .replace(
                "went VERB 3 parataxis\n        on ADP 8 compound:prt",
                "said VERB 3 parataxis\n Lee PROPN 6 nsubj",
            );
        let cases: [(&str, &str, Option<[&str; 2]>); 5] = [
            (SPOKEN, "“ It ends , ”", Some(["went on", "the mayor"])),
            (&inverted, "“ It ends , ”", Some(["said", "Lee"])),
            // Whose sentence has ended is told by a verb of speech alone.
            (
                &SPOKEN.replace(", PUNCT 3", "! PUNCT 3"),
                "“ It ends ! ”",
                None,
            ),
            (DASHED, "“ It ended . ”", Some([":", "Ann Lee"])),
            // A name without a dash before it is the end of a clause.
            (
                &DASHED.replace("- PUNCT 4 punct", "with ADP 3 case"),
                "“ It ended . ”",
                None,
            ),
        ];
        for (rows, content, expected) in cases {
            let expected = expected.map(|parts| parts.map(str::to_owned));
            assert_eq!(found(rows, content), expected, "{rows}");
        }
    }
}
