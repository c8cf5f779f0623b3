//! Headlines that tell whose words they are: "Crane: Dyke will hold", "‘No more floods’, vows mayor", "Pumps to be
//! replaced – minister".

use crate::labels::{Parts, Role, put};
use crate::paragraph::paragraphs;
use crate::reading::Reading;
use newsgraph_document::Upos;
use newsgraph_phrase::is_dash;
use std::ops::Range;

/// How often such a line is a quote, by the measure of the score: 22 of the 28 in the train and dev parts of PolNeAR.
pub(crate) const SCORE: f32 = 0.79;

/// Most words of a headline, and of whom it names.
const LONG: usize = 20;
const NAME: usize = 6;

/// Least words of what is said.
const SHORT: usize = 2;

/// Least rate of a verb that reports in a headline.
const REPORTS: u8 = 20;

/// Puts the parts of headlines in the place of the runs within them. Gives the first tokens of their cues.
pub(crate) fn label(reading: &Reading<'_>, runs: &mut Vec<(Role, Range<usize>)>) -> Vec<usize> {
    let text = reading.text;
    let line = |sentences: Range<usize>| {
        let tokens = text.sentences[sentences.start].tokens.start
            ..text.sentences[sentences.end - 1].tokens.end;
        (sentences.len() == 1 && tokens.len() <= LONG && is_open(reading, &tokens))
            .then_some(tokens)
    };
    let lines = paragraphs(text).filter_map(line);
    let parts: Vec<_> = lines
        .filter_map(|line| {
            named_first(reading, &line)
                .or_else(|| quoted_first(reading, &line))
                .or_else(|| named_last(reading, &line))
        })
        .collect();
    put(runs, parts)
}

/// Whether a line ends without a stop.
fn is_open(reading: &Reading<'_>, line: &Range<usize>) -> bool {
    let last = reading.text.word(line.end - 1);
    !matches!(last, "." | "?" | "!" | ":" | "…" | "...")
}

/// "Crane: Dyke will hold", "Bank chief on rates: ‘We will not blink’": a person's name before words with a verb, or
/// anyone before words between marks.
fn named_first(reading: &Reading<'_>, line: &Range<usize>) -> Option<Parts> {
    let (text, syntax) = (reading.text, reading.syntax);
    let mut first = line.clone().take(2 * NAME);
    let colon = first.find(|&t| text.word(t) == ":" && !reading.speech.is_marked(t))?;
    let content = colon + 1..line.end;
    let leads = reading.lexicon.is_line_label(text.word(line.start));
    if content.len() < SHORT || colon == line.start || leads {
        return None;
    }
    let is_preposition = |&t: &usize| syntax.upos(t) == Upos::Adp;
    let topic = (line.start + 1..colon).find(is_preposition);
    let source = line.start..topic.unwrap_or(colon);
    let is_named = source.clone().all(|t| reading.is_person(t));
    let is_marked = reading.speech.is_marked(content.start);
    let is_nominal = |t: usize| {
        matches!(
            syntax.upos(t),
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det
        )
    };
    let tells = content.clone().any(|t| reading.trees.is_verb_form(t))
        || content.clone().any(|t| reading.trees.is_finite(t));
    let fits = is_marked && source.clone().all(is_nominal) || is_named && tells;
    (fits && source.len() <= NAME).then_some([
        (Role::Source, source),
        (Role::Cue, colon..colon + 1),
        (Role::Content, content),
    ])
}

/// "‘No more floods’, vows mayor", "‘No more floods’: mayor".
fn quoted_first(reading: &Reading<'_>, line: &Range<usize>) -> Option<Parts> {
    let (text, syntax) = (reading.text, reading.syntax);
    let content = reading.speech.opened_by(line.start)?.clone();
    let comma = content.end;
    let verb = comma + 1;
    let begins = verb + 1 < line.end && text.word(comma) == ",";
    let reports =
        begins && reading.rates(verb).speech() >= REPORTS && !reading.speech.is_marked(verb);
    let source = verb + 1..line.end.min(verb + 1 + NAME);
    let is_nominal = |t: usize| {
        matches!(
            syntax.upos(t),
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Verb
        )
    };
    (reports && source.end == line.end && source.clone().all(is_nominal)).then(|| {
        [
            (Role::Content, content),
            (Role::Cue, verb..verb + 1),
            (Role::Source, source),
        ]
    })
}

/// "Pumps to be replaced – minister".
fn named_last(reading: &Reading<'_>, line: &Range<usize>) -> Option<Parts> {
    let (text, syntax) = (reading.text, reading.syntax);
    let dash = line
        .clone()
        .rev()
        .take(NAME)
        .find(|&t| is_dash(text.word(t)))?;
    let spaced = |a: usize, b: usize| text.tokens[a].span.end() < text.tokens[b].span.start();
    let content = line.start..dash;
    let source = dash + 1..line.end;
    if content.len() < SHORT || source.is_empty() || source.len() > NAME / 2 {
        return None;
    }
    let is_apart = spaced(dash - 1, dash) && spaced(dash, dash + 1);
    let is_nominal = |t: usize| matches!(syntax.upos(t), Upos::Noun | Upos::Propn);
    let last = text.word(source.end - 1);
    let speaks = reading.lexicon.is_title(last) || reading.is_person(source.end - 1);
    let tells = content.clone().any(|t| reading.trees.is_verb_form(t));
    (is_apart && speaks && tells && source.clone().all(is_nominal)).then_some([
        (Role::Content, content),
        (Role::Cue, dash..dash + 1),
        (Role::Source, source),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketched;
    use newsgraph_document::Label;
    use newsgraph_sketch::Sketch;

    const NAMED: &str = "
        Lee PROPN 5 nsubj
        : PUNCT 1 punct
        Dyke NOUN 5 nsubj
        will AUX 5 aux MD
        hold VERB 0 root VB";
    const QUOTED: &str = "
        “ PUNCT 4 punct
        No DET 4 det
        more ADJ 4 amod
        floods NOUN 6 ccomp NNS
        ” PUNCT 4 punct
        , PUNCT 7 punct
        vows/vow VERB 0 root VBZ
        mayor NOUN 7 nsubj";
    const LAST: &str = "
        Pumps NOUN 4 nsubj NNS
        to PART 4 mark TO
        be AUX 4 aux:pass VB
        replaced/replace VERB 0 root VBN
        – PUNCT 4 punct
        minister NOUN 4 dep";

    /// Each row: a line, and its parts in text order; none where it is no such headline.
    #[test]
    fn headlines_tell_whose_words_they_are() {
        for (rows, expected) in [
            (NAMED.to_owned(), "Lee|:|Dyke will hold"),
            (QUOTED.to_owned(), "“ No more floods ”|vows|mayor"),
            (LAST.to_owned(), "Pumps to be replaced|–|minister"),
            (NAMED.replace("Lee PROPN", "Video NOUN"), ""),
            (format!("{NAMED}\n. PUNCT 5 punct"), ""),
            (LAST.replace("minister", "Monday"), ""),
        ] {
            let sketch = Sketch::new(&rows);
            let mut runs = Vec::new();
            let names = [("Lee", Label::PERSON)];
            let names = names
                .into_iter()
                .filter(|(name, _)| sketch.text().contains(name));
            let names: Vec<_> = names.collect();
            sketched::read(&sketch, &names, |reading| label(reading, &mut runs));
            let words: Vec<String> = runs.into_iter().map(|(_, run)| sketch.words(run)).collect();
            assert_eq!(words.join("|"), expected, "{rows}");
        }
    }
}
