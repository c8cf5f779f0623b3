use crate::draft::Draft;
use crate::link::Linker;
use crate::phrases;
use crate::reasons::{ChosenBy, FoundBy};
use newsgraph_document::{QuoteMark, Upos, dep};
use std::ops::Range;

/// Least words between inner marks that are speech.
const SPEECH_WORDS: usize = 3;

/// Least rate of a verb that reports what stands between inner marks.
const REPORTS: u8 = 12;

/// Least rates of a noun and of a verb whose clause is a claim within a claim.
const NOUN: u8 = 24;
const CLAUSE: u8 = 60;

/// Finds the quotes within a quote.
pub(crate) struct Nested<'a> {
    pub(crate) linker: Linker<'a>,
    /// All quotation marks of the text.
    pub(crate) marks: &'a [QuoteMark],
}

impl Nested<'_> {
    /// Quotes within each content of a quote: speech between inner marks, and claims in what stands outside
    /// marks.
    pub(crate) fn within(&self, outer: &Draft) -> Vec<Draft> {
        let mut found = Vec::new();
        for content in &outer.content {
            self.add_speech(content, &mut found);
            let speech = &self.linker.reading.speech;
            let open = content.clone().filter(|&token| !speech.is_marked(token));
            found.extend(open.filter_map(|token| self.claim(content, token)));
        }
        found
    }

    /// "X's claim that ..." where no quote among these has a part of it, with its score: the share of such
    /// nouns that report.
    pub(crate) fn missed(&self, found: &[(Draft, f32)]) -> Vec<(Draft, f32)> {
        let reading = self.linker.reading;
        let mut free = vec![true; reading.text.tokens.len()];
        for (draft, _) in found {
            for run in draft.content.iter().chain(&draft.cue) {
                free[run.clone()].fill(false);
            }
        }
        let is_free = |draft: &Draft| {
            let parts = draft.content.iter().chain(&draft.cue).cloned();
            parts.flatten().all(|token| free[token])
        };
        let mut missed = Vec::new();
        for sentence in reading.text.sentences {
            for token in sentence.tokens.clone().filter(|&token| free[token]) {
                let phrase = phrases::phrase(self.linker, &sentence.tokens, token);
                missed.extend(phrase.filter(is_free).map(|draft| (draft, phrases::SCORE)));
                if reading.syntax.upos(token) == Upos::Noun
                    && let Some(draft) = self.claim(&sentence.tokens, token)
                    && is_free(&draft)
                {
                    missed.push((draft, f32::from(reading.rates(token).noun) / 100.0));
                }
            }
        }
        missed
    }

    fn add_speech(&self, content: &Range<usize>, found: &mut Vec<Draft>) {
        let text = self.linker.reading.text;
        let span = text.span_of(content.clone());
        let first = self
            .marks
            .partition_point(|mark| mark.span.start() < span.start());
        let within = self.marks[first..]
            .iter()
            .take_while(|mark| mark.span.start() < span.end());
        for mark in within
            .filter(|mark| mark.depth == 1 && mark.close.is_some() && span.contains(mark.span))
        {
            let inner = text.tokens_in(mark.span);
            let begins = |token: usize| text.word(token).starts_with(char::is_uppercase);
            if inner.len() > SPEECH_WORDS + 1 && begins(inner.start + 1) {
                found.extend(self.reported(content, inner));
            }
        }
    }

    /// The noun phrase of a head, where it lies in the content and outside a part of it.
    fn phrase(
        &self,
        head: usize,
        content: &Range<usize>,
        part: &Range<usize>,
    ) -> Option<Range<usize>> {
        let phrase = self.linker.reading.noun_phrase(head);
        let inside = content.start <= phrase.start && phrase.end <= content.end;
        (inside && (phrase.end <= part.start || part.end <= phrase.start)).then_some(phrase)
    }

    /// Speech between inner marks with the nearest verb that reports it: in the same sentence and inside the
    /// content.
    fn reported(&self, content: &Range<usize>, inner: Range<usize>) -> Option<Draft> {
        let (reading, trees) = (self.linker.reading, self.linker.trees());
        let start = reading.sentence(inner.start).start.max(content.start);
        let end = reading.sentence(inner.end - 1).end.min(content.end);
        let source = |verb: usize| self.phrase(reading.subject(verb)?, content, &inner);
        let reports = |&verb: &usize| {
            trees.syntax.upos(verb) == Upos::Verb
                && reading.rates(verb).speech() >= REPORTS
                && source(verb).is_some()
        };
        // A comma or colon sets it off, on the side where the verb stands.
        let word = |token: usize| reading.text.word(token);
        let introduced = inner.start > start && matches!(word(inner.start - 1), "," | ":");
        let before = (start..inner.start)
            .rev()
            .find(|verb| introduced && reports(verb));
        let followed = word(inner.end - 2) == ",";
        let after = (inner.end..end).find(|verb| followed && reports(verb));
        let distance = |verb: &usize| {
            if *verb < inner.start {
                inner.start - verb
            } else {
                verb - inner.end
            }
        };
        let verb = [before, after].into_iter().flatten().min_by_key(distance)?;
        Some(Draft {
            source: source(verb),
            cue: Some(trees.verb_group(verb)),
            content: vec![inner],
            found_by: FoundBy::InnerMarks,
            cue_by: ChosenBy::Tree,
            source_by: ChosenBy::Tree,
            ..Draft::default()
        })
    }

    /// "... X's claim that ...", "... X said that ...": a clause within a content with the word that reports it
    /// and whose claim it is.
    fn claim(&self, content: &Range<usize>, token: usize) -> Option<Draft> {
        let (reading, trees) = (self.linker.reading, self.linker.trees());
        let syntax = reading.syntax;
        let rates = reading.rates(token);
        let is_noun = match syntax.upos(token) {
            Upos::Noun if rates.noun >= NOUN => true,
            Upos::Verb if rates.clause >= CLAUSE => false,
            _ => return None,
        };
        let is_clause = |label: &str| {
            label == dep::CCOMP || is_noun && matches!(label, dep::ACL | dep::ACL_RELCL)
        };
        let behind = token + 1..content.end;
        let clause = syntax.dependents(token).find(|&t| {
            behind.contains(&t) && is_clause(syntax.dep(t)) && self.begins_with_complementizer(t)
        })?;
        let extent = trees.extent(clause);
        let clause = extent.start.max(token + 1)..extent.end.min(content.end);
        let owner = if is_noun {
            self.owner(token)?
        } else {
            reading.subject(token)?
        };
        let source = self.phrase(owner, content, &clause)?;
        Some(Draft {
            source: Some(source),
            cue: Some(if is_noun {
                token..token + 1
            } else {
                trees.verb_group(token)
            }),
            content: vec![clause],
            found_by: FoundBy::Claim,
            cue_by: ChosenBy::Tree,
            source_by: ChosenBy::Tree,
            ..Draft::default()
        })
    }

    /// Whether a clause begins with "that" and has a subject of its own, whatever the tree makes of the "that".
    fn begins_with_complementizer(&self, clause: usize) -> bool {
        let (trees, syntax) = (self.linker.trees(), self.linker.reading.syntax);
        let first = trees.extent(clause).start;
        let is_subject = |t: usize| t > first && syntax.dep(t).starts_with(dep::NSUBJ);
        trees.is_complementizer(first)
            && syntax.head(first) == Some(clause)
            && syntax.dependents(clause).any(is_subject)
    }

    /// Whose a noun is: by the tree, or by the possessor before the words that are compounded with it.
    fn owner(&self, noun: usize) -> Option<usize> {
        let syntax = self.linker.reading.syntax;
        let compounded = |t: usize| matches!(syntax.upos(t), Upos::Noun | Upos::Propn | Upos::Adj);
        let possessor = || {
            let before = (0..noun).rev().take(4).find(|&t| !compounded(t))?;
            let is_case =
                syntax.dep(before) == dep::CASE && self.linker.trees().is_possessive_mark(before);
            syntax.head(before).filter(|_| is_case)
        };
        syntax.dependent(noun, dep::NMOD_POSS).or_else(possessor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketched;
    use newsgraph_sketch::Sketch;

    const CLAIM: &str = "
        The DET 2 det
        bank NOUN 3 nsubj
        rejected VERB 0 root
        the DET 5 det
        minister NOUN 7 nmod:poss
        's PART 5 case POS
        claim NOUN 3 obj
        that SCONJ 10 mark
        rates NOUN 10 nsubj NNS
        fell VERB 7 acl";

    /// Each row: a text, its content, and source, cue and content of the quote within.
    #[test]
    fn claims_within_have_their_own_source() {
        let said = CLAIM
            .replace("the DET 5 det\n        minister NOUN 7 nmod:poss\n        's PART 5 case POS\n        claim NOUN 3 obj", "that SCONJ 6 mark\n        Lee PROPN 6 nsubj\n        said/say VERB 3 ccomp")
            .replace("that SCONJ 10 mark\n        rates NOUN 10 nsubj NNS\n        fell VERB 7 acl", "that SCONJ 9 mark\n        rates NOUN 9 nsubj NNS\n        fell VERB 6 ccomp");
        let cases = [
            (
                CLAIM,
                "the minister 's claim that rates fell",
                ["the minister 's", "claim", "that rates fell"],
            ),
            (
                &said,
                "that Lee said that rates fell",
                ["Lee", "said", "that rates fell"],
            ),
        ];
        for (rows, content, expected) in cases {
            let sketch = Sketch::new(rows);
            let spans = sketched::spans(&sketch, &[]);
            let outer = Draft {
                content: vec![sketched::run(&sketch, content)],
                ..Draft::default()
            };
            let inner = sketched::read(&sketch, &[], |reading| {
                let linker = Linker {
                    reading,
                    spans: &spans,
                };
                Nested { linker, marks: &[] }.within(&outer)
            });
            let parts = |draft: &Draft| {
                let runs = [
                    draft.source.clone(),
                    draft.cue.clone(),
                    draft.content.first().cloned(),
                ];
                runs.map(|run| run.map_or("none".to_owned(), |run| sketch.words(run)))
            };
            let found: Vec<[String; 3]> = inner.iter().map(parts).collect();
            assert_eq!(found, [expected.map(str::to_owned)], "{rows}");
        }
    }
}
