//! Where runs begin and end that labels draw too wide or too narrow.

use crate::labels::Role;
use crate::reading::Reading;
use newsgraph_document::{Upos, dep};
use std::ops::Range;

/// Draws in what a run lacks, up to a closing mark or the comma before what reports it, and cuts off what is no part
/// of it: the writer's own remark behind a content, the main clause behind the content of a participle ("Asked whether
/// she would run, Ann Lee laughed"), the place or time of speaking before an infinitive ("pledged in talks to help"), the
/// time before a source ("on Monday state media").
///
/// A remark of the writer's own that was labelled as a content behind the one that it follows is no run.
pub(crate) fn trim(reading: &Reading<'_>, runs: &mut Vec<(Role, Range<usize>)>) {
    for at in 0..runs.len() {
        let next = runs.get(at + 1).map_or(usize::MAX, |(_, run)| run.start);
        let (before, rest) = runs.split_at_mut(at);
        let (role, run) = &mut rest[0];
        match role {
            Role::Content => {
                run.end = with_stop(reading, run)
                    .filter(|&end| end <= next)
                    .unwrap_or(run.end);
                run.end = up_to_report(reading, run, before.last(), next).unwrap_or(run.end);
                run.end = reading
                    .speech
                    .before_aside(reading.text, run)
                    .unwrap_or(run.end);
                if let Some((Role::Content, whole)) = before.last() {
                    let both = whole.start..run.end;
                    let aside = reading.speech.before_aside(reading.text, &both);
                    if aside.is_some_and(|end| end < run.start) {
                        run.end = run.start;
                    }
                }
                run.end = with_comma(reading, run).unwrap_or(run.end);
                if is_remark_about(reading, before, run) {
                    run.end = run.start;
                }
                if let Some((Role::Cue, cue)) = before.last_mut() {
                    run.start = after_setting(reading, cue, run).unwrap_or(run.start);
                    if let Some((verb, start)) = at_clause(reading, cue, run) {
                        (cue.end, run.start) = (verb + 1, start);
                    }
                    run.start = behind_addressee(reading, cue, run).unwrap_or(run.start);
                    run.end = before_main_clause(reading, cue, run).unwrap_or(run.end);
                }
            }
            Role::Source => run.start = after_time(reading, run).unwrap_or(run.start),
            Role::Cue => {}
        }
    }
    runs.retain(|(_, run)| !run.is_empty());
}

/// Where quoted speech ends that lacks nothing but the signs before its end.
fn with_stop(reading: &Reading<'_>, content: &Range<usize>) -> Option<usize> {
    let end = reading.speech.opened_by(content.start)?.end;
    let is_sign = |t: usize| reading.syntax.upos(t) == Upos::Punct;
    (content.end < end && (content.end..end).all(is_sign)).then_some(end)
}

/// Where quoted speech ends whose last word between marks is a comma, and behind which the writer goes on.
fn with_comma(reading: &Reading<'_>, content: &Range<usize>) -> Option<usize> {
    let speech = &reading.speech;
    speech.opened_by(content.start)?;
    let last = content.clone().rev().find(|&t| speech.is_marked(t))?;
    let is_comma = last > content.start && reading.text.word(last - 1) == ",";
    (is_comma && last + 1 < content.end).then_some(last + 1)
}

/// Whether a run is what quoted speech before it is about: "“...,” she said of those who came".
fn is_remark_about(
    reading: &Reading<'_>,
    before: &[(Role, Range<usize>)],
    run: &Range<usize>,
) -> bool {
    let [
        ..,
        (Role::Content, quoted),
        (Role::Source, _),
        (Role::Cue, cue),
    ] = before
    else {
        return false;
    };
    let is_preposition = |t: usize| reading.syntax.upos(t) == Upos::Adp;
    let closed = reading.speech.is_marked(quoted.end - 1) && !reading.speech.is_marked(run.start);
    closed && cue.start + 1 < cue.end && (cue.start + 1..cue.end).any(is_preposition)
}

/// Most words between the end of a content and the comma before what reports it.
const SHORT: usize = 6;

/// Where a content ends that opens its sentence and stops short of the comma before the next run, which reports it: "Two
/// men were arrested on Monday, police said."
fn up_to_report(
    reading: &Reading<'_>,
    content: &Range<usize>,
    before: Option<&(Role, Range<usize>)>,
    next: usize,
) -> Option<usize> {
    let (text, speech) = (reading.text, &reading.speech);
    let sentence = reading.sentence(content.start);
    let comma = next.checked_sub(1)?;
    let opens =
        content.start == sentence.start && before.is_none_or(|(_, run)| run.end <= sentence.start);
    let is_near = (content.end + 1..=content.end + SHORT).contains(&comma);
    let is_plain = |t: usize| text.word(t) != "," && !speech.is_marked(t);
    (opens && next < sentence.end && is_near && text.word(comma) == ",")
        .then_some(comma)
        .filter(|_| (content.end - 1..comma).all(is_plain))
}

/// Where a source begins behind a time with a preposition, the one or both of them within it.
fn after_time(reading: &Reading<'_>, source: &Range<usize>) -> Option<usize> {
    let is_placed = |&t: &usize| reading.syntax.upos(t) == Upos::Adp || reading.is_time(t);
    let leads = |&t: &usize| matches!(reading.syntax.upos(t), Upos::Adv | Upos::Adp | Upos::Adj);
    let lead = source
        .clone()
        .take_while(leads)
        .take_while(|&t| !reading.is_time(t));
    let start = source.start + lead.count();
    let time = (start..source.end).take_while(|&t| reading.is_time(t));
    let end = start + time.count();
    let before = source.start.saturating_sub(1)..start;
    let cuts = start < end && end < source.end && before.into_iter().any(|t| is_placed(&t));
    (cuts && !reading.trees.is_possessive_mark(end)).then_some(end)
}

/// Most words between a cue and a content whose first words tell where or when.
const SETTING: usize = 6;

/// Where the infinitive of a content begins before which a cue, a preposition and its nouns stand, some of them maybe
/// in the content.
fn after_setting(
    reading: &Reading<'_>,
    cue: &Range<usize>,
    content: &Range<usize>,
) -> Option<usize> {
    let (syntax, trees) = (reading.syntax, &reading.trees);
    let is_verb = |t: usize| matches!(syntax.upos(t), Upos::Verb | Upos::Aux);
    let mut between = cue.end..content.start;
    let is_nominal = |t: usize| !is_verb(t) && syntax.upos(t) != Upos::Punct;
    let is_preposition = |t: usize| syntax.upos(t) == Upos::Adp;
    // "... in talks | on Friday to help", "... in talks on March | 9 to help".
    let cuts_time = |at: usize| reading.is_time(at - 1) && reading.is_time(at);
    let behind = (cue.end + 1..=cue.end + SETTING).contains(&content.start)
        && (is_preposition(content.start - 1) || cuts_time(content.start))
        && between.all(is_nominal);
    let before = cue.end == content.start && is_preposition(content.start);
    if !behind && !before {
        return None;
    }
    let to = content
        .clone()
        .find(|&t| trees.is_infinitive_mark(t) || is_verb(t))?;
    let is_infinitive =
        to + 1 < content.end && trees.is_infinitive_mark(to) && trees.has_infinitive_form(to + 1);
    is_infinitive.then_some(to)
}

/// The verb of a cue, and where the clause of its content begins that hangs on it, behind the place or time of speaking:
/// "said after talks with Wang Yi that tensions had risen".
fn at_clause(
    reading: &Reading<'_>,
    cue: &Range<usize>,
    content: &Range<usize>,
) -> Option<(usize, usize)> {
    let syntax = reading.syntax;
    let mark = content.clone().find(|&t| syntax.dep(t) == dep::MARK)?;
    let verb = syntax.head(mark)?;
    let told = syntax.head(verb).filter(|head| cue.contains(head))?;
    let is_noun = |t: usize| !matches!(syntax.upos(t), Upos::Verb | Upos::Aux | Upos::Punct);
    let mut between = told + 1..mark;
    let begins = between.clone().any(|t| syntax.dep(t) == dep::CASE);
    let is_clause = syntax.dep(verb) == dep::CCOMP && content.contains(&verb);
    let is_late = begins && mark > content.start && between.all(is_noun);
    (is_clause && is_late).then_some((told, mark))
}

/// Where the clause of a content begins that has whom it is told before it: "told the teachers that they had won".
fn behind_addressee(
    reading: &Reading<'_>,
    cue: &Range<usize>,
    content: &Range<usize>,
) -> Option<usize> {
    let (syntax, trees) = (reading.syntax, &reading.trees);
    let addresses = |t: usize| reading.lexicon.addresses(syntax.lemma(t));
    let is_mark = |&t: &usize| trees.is_complementizer(t) && syntax.upos(t) == Upos::Sconj;
    let mark = content.clone().find(is_mark)?;
    let tells = |t: usize| trees.is_finite(t) || reading.speech.is_marked(t);
    let near = mark > content.start && content.start <= cue.end + 1 + FAR;
    (near && cue.clone().any(addresses) && !(content.start..mark).any(tells)).then_some(mark)
}

/// Most words between a cue and the last words for whom it is told to.
const FAR: usize = 12;

/// Where the content of a participle that opens its sentence ends since the main clause begins: at the last
/// comma within it, or right behind it, before a noun phrase with a finite verb.
fn before_main_clause(
    reading: &Reading<'_>,
    cue: &Range<usize>,
    content: &Range<usize>,
) -> Option<usize> {
    let verb = opening_participle(reading, cue)?;
    let sentence = reading.sentence(verb);
    if content.start < cue.end || content.start >= sentence.end {
        return None;
    }
    let start = main_clause(reading, verb, content.start)?;
    (start > content.start + 1 && start <= content.end).then_some(start - 1)
}

/// Whether a cue is a participle that opens its sentence and says what somebody was asked or told, not what he says: "Asked
/// whether she would run, Ann Lee laughed".
pub(crate) fn is_told(reading: &Reading<'_>, cue: &Range<usize>) -> bool {
    let verb = opening_participle(reading, cue);
    verb.is_some_and(|verb| {
        let syntax = reading.syntax;
        let is_past = matches!(syntax.xpos(verb), "VBD" | "VBN");
        let starts = verb == reading.sentence(verb).start;
        is_past && starts && syntax.dep(verb).starts_with(dep::ADVCL)
    })
}

/// The participle of a cue with which a sentence opens, maybe after a word such as "when" or "after".
pub(crate) fn opening_participle(reading: &Reading<'_>, cue: &Range<usize>) -> Option<usize> {
    let syntax = reading.syntax;
    let verb = cue
        .clone()
        .find(|&t| reading.trees.is_participle_or_past(t))?;
    let sentence = reading.sentence(verb);
    let joins = |t: usize| matches!(syntax.upos(t), Upos::Sconj | Upos::Adp | Upos::Adv);
    (verb - sentence.start <= 2 && (sentence.start..verb).all(joins)).then_some(verb)
}

/// Where the main clause behind an opening participle begins: after the last comma that a subject follows whose
/// clause has no conjunction of its own.
fn main_clause(reading: &Reading<'_>, participle: usize, from: usize) -> Option<usize> {
    let syntax = reading.syntax;
    let sentence = reading.sentence(participle);
    let begins = |&start: &usize| {
        // The comma may stand within a mark: "on," she was.
        let behind_mark =
            reading.speech.is_marked(start - 2) && !reading.speech.is_marked(start - 1);
        let comma = if behind_mark { start - 2 } else { start - 1 };
        let is_set_off = reading.text.word(comma) == "," && !reading.speech.is_marked(start);
        is_set_off
            && subject_at(reading, start, sentence).is_some_and(|subject| {
                syntax.head(subject).is_some_and(|verb| {
                    verb > subject
                        && syntax
                            .dependent(verb, dep::MARK)
                            .is_none_or(|mark| mark < start)
                })
            })
    };
    (from + 1..sentence.end).rev().find(begins)
}

/// The subject whose phrase begins here.
fn subject_at(reading: &Reading<'_>, start: usize, sentence: &Range<usize>) -> Option<usize> {
    let is_subject = |&t: &usize| {
        reading.syntax.dep(t).starts_with(dep::NSUBJ) && reading.trees.extent(t).start == start
    };
    (start..sentence.end).take(12).find(is_subject)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketched;
    use newsgraph_document::Label;
    use newsgraph_sketch::Sketch;

    const ASKED: &str = "
        Asked VERB 8 advcl VBN
        whether SCONJ 5 mark
        she PRON 5 nsubj
        would AUX 5 aux
        run VERB 1 ccomp VB
        , PUNCT 1 punct
        Lee PROPN 8 nsubj
        laughed VERB 0 root
        . PUNCT 8 punct";
    const VOWED: &str = "
        They PRON 2 nsubj
        vowed VERB 0 root
        in ADP 4 case
        talks NOUN 2 obl NNS
        to PART 6 mark TO
        help VERB 2 xcomp VB
        Tom PROPN 6 obj";
    const MONDAY: &str = "
        On ADP 2 case
        Monday PROPN 5 obl
        state NOUN 4 compound
        media NOUN 5 nsubj
        said VERB 0 root
        so ADV 5 advmod";
    const STOPPED: &str = "
        “ PUNCT 2 punct
        Go VERB 0 root VB
        now ADV 2 advmod
        . PUNCT 2 punct
        ” PUNCT 2 punct";
    const ARRESTED: &str = "
        Two NUM 2 nummod
        men NOUN 4 nsubj:pass NNS
        were AUX 4 aux:pass
        arrested VERB 9 ccomp VBN
        on ADP 6 case
        Monday PROPN 4 obl
        , PUNCT 9 punct
        police NOUN 9 nsubj
        said VERB 0 root";

    /// A text, the runs as labels drew them, and a run as it is to be.
    type Case<'a> = (&'a str, &'a [(Role, &'a str)], &'a str);

    #[test]
    fn runs_end_where_their_part_ends() {
        use Role::{Content, Cue, Source};
        let cases: [Case<'_>; 6] = [
            (
                ASKED,
                &[
                    (Cue, "Asked"),
                    (Content, "whether she would run , Lee laughed"),
                ],
                "whether she would run",
            ),
            (
                ASKED,
                &[(Cue, "Asked"), (Content, "whether she would run")],
                "whether she would run",
            ),
            (
                VOWED,
                &[(Cue, "vowed"), (Content, "in talks to help Tom")],
                "to help Tom",
            ),
            (MONDAY, &[(Source, "Monday state media")], "state media"),
            (STOPPED, &[(Content, "“ Go now")], "“ Go now . ”"),
            (
                ARRESTED,
                &[(Content, "Two men were arrested"), (Source, "police")],
                "Two men were arrested on Monday",
            ),
        ];
        for (rows, parts, expected) in cases {
            let sketch = Sketch::new(rows);
            let mut runs = sketched::runs(&sketch, parts);
            sketched::read(&sketch, &[("Monday", Label::DATE)], |reading| {
                trim(reading, &mut runs);
            });
            let words: Vec<String> = runs.into_iter().map(|(_, run)| sketch.words(run)).collect();
            assert!(
                words.iter().any(|w| w == expected),
                "{words:?}, not {expected:?}"
            );
        }
    }
}
