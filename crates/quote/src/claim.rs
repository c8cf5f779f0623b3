use crate::lexicon::Lexicon;
use crate::phrase::Parsed;
use newsgraph_document::{Upos, dep};
use std::ops::Range;

/// How often of 100 a word must report for its clause to be taken as a quote.
const CLAUSE: u8 = 15;
const INFINITIVE: u8 = 30;
const NOUN: u8 = 24;
/// A verb next to a direct quote reports already at a lower rate.
const BESIDE_MARKS: u8 = 12;

/// Verbs whose subject is not whose view it is.
const RAISING: &[&str] = &["appear", "seem"];

/// A quote as the trees show it, in tokens.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub(crate) cue: Range<usize>,
    /// Head of the speaker's noun phrase.
    pub(crate) speaker: Option<usize>,
    pub(crate) addressee: Option<usize>,
    /// Runs of tokens in order, disjoint.
    pub(crate) content: Vec<Range<usize>>,
}

/// Reads claims off the trees.
pub(crate) struct Claims<'a> {
    pub(crate) parsed: Parsed<'a>,
    pub(crate) lexicon: &'a Lexicon,
}

impl Claims<'_> {
    /// The claims of a sentence, in the order of their cues.
    pub(crate) fn of(&self, sentence: &Range<usize>) -> Vec<Claim> {
        let claim = |token: usize| match self.parsed.syntax.upos(token) {
            Upos::Verb | Upos::Aux => self
                .by_verb(token, sentence)
                .or_else(|| self.according(token, sentence)),
            Upos::Noun => self.by_noun(token),
            _ => self.according(token, sentence),
        };
        sentence.clone().filter_map(claim).collect()
    }

    fn by_verb(&self, verb: usize, sentence: &Range<usize>) -> Option<Claim> {
        let syntax = self.parsed.syntax;
        let rates = self.lexicon.rates(syntax.lemma(verb));
        let child = |labels: &[&str]| {
            syntax
                .dependents(verb)
                .find(|&t| labels.contains(&syntax.dep(t)))
        };
        let content = if let Some(clause) = child(&[dep::CCOMP]).filter(|_| rates.clause >= CLAUSE)
        {
            vec![self.clause(clause, verb)]
        } else if let Some(infinitive) = child(&[dep::XCOMP, dep::ADVCL])
            .filter(|&t| rates.infinitive >= INFINITIVE && self.is_infinitive(t))
            .filter(|_| !RAISING.contains(&syntax.lemma(verb)))
        {
            vec![self.clause(infinitive, verb)]
        } else if let Some(infinitive) = self.far_infinitive(verb) {
            vec![self.clause(infinitive, verb)]
        } else if let Some(content) = self
            .far_clause(verb)
            .or_else(|| self.object_clause(verb))
            .or_else(|| self.governing_clause(verb, sentence))
            .filter(|_| rates.clause >= CLAUSE)
        {
            vec![content]
        } else if syntax.dep(verb) == dep::PARATAXIS
            && rates.clause >= CLAUSE
            && child(&[dep::OBJ]).is_none()
        {
            self.parsed.subject(verb)?;
            self.around(verb, sentence)
        } else {
            return None;
        };
        let content: Vec<Range<usize>> = content.into_iter().filter(|c| !c.is_empty()).collect();
        let speaker = self
            .parsed
            .subject(verb)
            .filter(|s| !content.iter().any(|c| c.contains(s)));
        let addressee = self.addressee(verb);
        (!content.is_empty()).then(|| Claim {
            cue: self.parsed.verb_group(verb),
            speaker,
            addressee,
            content,
        })
    }

    fn is_infinitive(&self, token: usize) -> bool {
        self.parsed
            .syntax
            .dependents(token)
            .any(|t| self.parsed.syntax.dep(t) == dep::MARK && self.parsed.word(t) == "to")
    }

    /// The tokens of a clause, which does not reach over the verb that governs it, nor over a
    /// reporting participle that is set off after it.
    fn clause(&self, clause: usize, verb: usize) -> Range<usize> {
        let mut tokens = self.parsed.syntax.subtree(clause);
        if clause > verb {
            tokens.start = tokens.start.max(verb + 1);
            tokens.end = self.with_objects(verb, tokens.end);
        } else {
            tokens.end = tokens.end.min(verb);
        }
        let ends = |&t: &usize| self.goes_on(t) || t > tokens.start && self.is_aside(t);
        if let Some(end) = tokens.clone().find(ends) {
            tokens.end = end;
        }
        self.parsed.trim(tokens)
    }

    /// Past the objects of a reporting verb that stand right after its clause: they belong to the
    /// clause, whose end the tree has missed.
    fn with_objects(&self, verb: usize, mut end: usize) -> usize {
        let syntax = self.parsed.syntax;
        for after in syntax.dependents(verb) {
            let subtree = syntax.subtree(after);
            if syntax.dep(after) == dep::OBJ && subtree.start == end {
                end = subtree.end;
            }
        }
        end
    }

    /// Whether another report begins here: "..., adding that".
    fn goes_on(&self, token: usize) -> bool {
        let syntax = self.parsed.syntax;
        self.parsed.is_set_off(token)
            && self.lexicon.rates(syntax.lemma(token)).clause >= CLAUSE
            && syntax.dependent(token, dep::CCOMP).is_some()
    }

    /// Whether the writer's own remark begins here: a dash right after a closing mark.
    fn is_aside(&self, token: usize) -> bool {
        matches!(self.parsed.word(token), "-" | "–" | "—" | "--")
            && matches!(self.parsed.word(token - 1), "”" | "\"" | "''")
    }

    /// "said after talks that ...": a clause with "that" and a subject of its own, which the tree
    /// hangs on a noun between.
    fn far_clause(&self, verb: usize) -> Option<Range<usize>> {
        let syntax = self.parsed.syntax;
        let listener = self.lexicon.addresses(syntax.lemma(verb));
        let between = |&t: &usize| {
            let part = match syntax.dep(t) {
                dep::OBL | dep::ADVMOD => true,
                dep::OBJ | dep::IOBJ => listener,
                _ => false,
            };
            t > verb && part
        };
        let near = syntax.dependents(verb).filter(between).last()?;
        let clause = |&t: &usize| self.is_that_clause(t) && syntax.subtree(t).start > verb + 1;
        let found = (verb + 1..syntax.subtree(near).end).find(clause)?;
        Some(self.parsed.trim(syntax.subtree(found)))
    }

    /// "pledged in talks to work": an infinitive which the tree hangs on a noun of the place or time where a
    /// verb that asks for one reports.
    fn far_infinitive(&self, verb: usize) -> Option<usize> {
        let syntax = self.parsed.syntax;
        (self.lexicon.rates(syntax.lemma(verb)).infinitive >= INFINITIVE).then_some(())?;
        let between = |&t: &usize| t > verb && syntax.dep(t) == dep::OBL;
        let near = syntax.dependents(verb).filter(between).last()?;
        let infinitive = |&t: &usize| syntax.dep(t) == dep::ACL && self.is_infinitive(t);
        (near..syntax.subtree(near).end).find(infinitive)
    }

    /// Whether a clause begins with "that" and has a subject of its own, whatever the tree makes of
    /// the "that".
    fn is_that_clause(&self, token: usize) -> bool {
        let syntax = self.parsed.syntax;
        let first = syntax.subtree(token).start;
        self.parsed.word(first) == "that"
            && syntax.head(first) == Some(token)
            && syntax
                .dependents(token)
                .any(|d| d > first && syntax.dep(d).starts_with(dep::NSUBJ))
    }

    /// "declared the city would pay": a clause whose subject the tree takes for the object of the verb
    /// before it, and whose own verb it hangs elsewhere.
    fn object_clause(&self, verb: usize) -> Option<Range<usize>> {
        let syntax = self.parsed.syntax;
        let object = syntax.subtree(syntax.dependent(verb, dep::OBJ)?);
        let begins = object.start == self.parsed.verb_group(verb).end;
        let auxiliary = Some(object.end).filter(|&t| begins && t < syntax.len())?;
        let own = syntax.head(auxiliary).filter(|&own| {
            own > auxiliary
                && syntax.dep(auxiliary).starts_with(dep::AUX)
                && !syntax
                    .dependents(own)
                    .any(|d| syntax.dep(d).starts_with(dep::NSUBJ))
        })?;
        Some(self.parsed.trim(object.start..self.clause(own, verb).end))
    }

    /// "The agency said the regime had tested": the clause after the verb, where the tree takes it for
    /// the one that governs the verb.
    fn governing_clause(&self, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let syntax = self.parsed.syntax;
        let head = syntax.head(verb).filter(|&head| head > verb)?;
        let group = self.parsed.verb_group(verb);
        let turned = matches!(syntax.dep(verb), dep::ADVCL | dep::PARATAXIS | dep::CCOMP)
            && syntax.dependent(verb, dep::MARK).is_none()
            && syntax
                .dependents(verb)
                .any(|d| d < verb && syntax.dep(d).starts_with(dep::NSUBJ))
            && !syntax
                .dependents(verb)
                .any(|d| d > verb && syntax.upos(d) != Upos::Punct)
            && sentence.contains(&group.end)
            && syntax.upos(group.end) != Upos::Punct;
        let content = group.end..syntax.subtree(head).end.min(sentence.end);
        turned
            .then(|| self.parsed.trim(content))
            .filter(|c| c.contains(&head))
    }

    /// The sentence on both sides of a reporting clause that stands in it.
    fn around(&self, verb: usize, sentence: &Range<usize>) -> Vec<Range<usize>> {
        let own = self.parsed.syntax.subtree(verb);
        [sentence.start..own.start, own.end..sentence.end]
            .map(|r| self.parsed.trim(r))
            .to_vec()
    }

    /// Whom the verb is said to: its object, "to somebody", or the object of the verb that a
    /// reporting participle goes with ("chided him, saying").
    pub(crate) fn addressee(&self, verb: usize) -> Option<usize> {
        let syntax = self.parsed.syntax;
        let object = |verb: usize| {
            syntax
                .dependents(verb)
                .find(|&t| matches!(syntax.dep(t), dep::OBJ | dep::IOBJ))
        };
        if self.lexicon.addresses(syntax.lemma(verb))
            && let Some(object) = object(verb)
        {
            return Some(object);
        }
        let to = |t: &usize| {
            let case = syntax.dependent(*t, dep::CASE);
            syntax.dep(*t) == dep::OBL && case.is_some_and(|c| matches!(self.parsed.word(c), "to"))
        };
        let person = |t: &usize| matches!(syntax.upos(*t), Upos::Propn | Upos::Pron | Upos::Noun);
        if let Some(listener) = syntax.dependents(verb).filter(to).find(person) {
            return Some(listener);
        }
        let governor = syntax
            .head(verb)
            .filter(|_| syntax.dep(verb) == dep::ADVCL)?;
        self.lexicon
            .addresses(syntax.lemma(governor))
            .then(|| object(governor))
            .flatten()
    }

    /// "X's claim that ..."
    fn by_noun(&self, noun: usize) -> Option<Claim> {
        let syntax = self.parsed.syntax;
        (self.lexicon.rates(syntax.lemma(noun)).noun >= NOUN).then_some(())?;
        let that = |t: &usize| {
            let mark = syntax.dependent(*t, dep::MARK);
            let to = mark.is_some_and(|m| self.parsed.word(m) == "to");
            match syntax.dep(*t) {
                dep::ACL | dep::CCOMP => to || self.is_that_clause(*t),
                dep::ACL_RELCL => self.is_that_clause(*t),
                _ => false,
            }
        };
        let clause = syntax.dependents(noun).find(that)?;
        let governor = syntax
            .ancestors(noun)
            .find(|&t| syntax.upos(t) == Upos::Verb);
        if governor.and_then(|verb| self.far_infinitive(verb)) == Some(clause) {
            return None;
        }
        let speaker = syntax
            .dependent(noun, dep::NMOD_POSS)
            .or_else(|| self.possessor(noun))
            .or_else(|| self.by_subject(noun));
        let addressee = None;
        Some(Claim {
            cue: noun..noun + 1,
            speaker,
            addressee,
            content: vec![self.clause(clause, noun)],
        })
    }

    /// The possessor before a noun and the words that are compounded with it.
    fn possessor(&self, noun: usize) -> Option<usize> {
        let syntax = self.parsed.syntax;
        let compounded =
            |&t: &usize| matches!(syntax.upos(t), Upos::Noun | Upos::Propn | Upos::Adj);
        let before = (0..noun).rev().take(4).find(|t| !compounded(t))?;
        let case = syntax.dep(before) == dep::CASE && syntax.xpos(before) == "POS";
        syntax.head(before).filter(|_| case)
    }

    /// Who makes a promise, has a hope.
    fn by_subject(&self, noun: usize) -> Option<usize> {
        let verb = self
            .parsed
            .syntax
            .head(noun)
            .filter(|_| self.parsed.syntax.dep(noun) == dep::OBJ)?;
        self.parsed.subject(verb)
    }

    /// "According to X, ..."
    fn according(&self, token: usize, sentence: &Range<usize>) -> Option<Claim> {
        let to = token + 1;
        let matches = self.parsed.word(token).eq_ignore_ascii_case("according")
            && sentence.contains(&to)
            && self.parsed.word(to) == "to";
        matches.then_some(())?;
        let syntax = self.parsed.syntax;
        let speaker = std::iter::once(token)
            .chain(syntax.ancestors(token))
            .find(|&t| t > to)?;
        let phrase = self.parsed.noun_phrase(speaker);
        let mut own = token..phrase.end.max(to + 1);
        // Where the tree takes the sentence for the name, the comma ends the phrase.
        if token == sentence.start && own.end + 1 >= sentence.end {
            own.end = (to + 1..own.end).find(|&t| self.parsed.word(t) == ",")?;
        }
        let content: Vec<Range<usize>> = [sentence.start..own.start, own.end..sentence.end]
            .into_iter()
            .map(|r| self.parsed.trim(r))
            .filter(|r| !r.is_empty())
            .collect();
        (!content.is_empty()).then(|| Claim {
            cue: token..to + 1,
            speaker: Some(speaker),
            addressee: None,
            content,
        })
    }

    /// The reporting verb of a direct quote that no claim covers: outside the marks, in the sentences
    /// that the marks begin and end in, the nearest one with a subject.
    pub(crate) fn beside(
        &self,
        marks: &Range<usize>,
        is_quoted: impl Fn(usize) -> bool,
    ) -> Option<(usize, Range<usize>)> {
        let text = self.parsed.text;
        let last = text.sentences.get(text.sentence_of(marks.end - 1))?;
        let first = text.sentences.get(text.sentence_of(marks.start))?;
        let after = (marks.end..last.tokens.end).map(|t| (t - marks.end, t));
        let before = (first.tokens.start..marks.start)
            .rev()
            .map(|t| (marks.start - t + 1, t));
        let reports = |&(_, token): &(usize, usize)| {
            let rates = self.lexicon.rates(self.parsed.syntax.lemma(token));
            let strong = rates.clause.max(rates.other) >= BESIDE_MARKS;
            strong
                && self.parsed.syntax.upos(token) == Upos::Verb
                && !is_quoted(token)
                && self.parsed.subject(token).is_some()
        };
        let (_, verb) = after.chain(before).filter(reports).min()?;
        Some((verb, self.parsed.verb_group(verb)))
    }
}
