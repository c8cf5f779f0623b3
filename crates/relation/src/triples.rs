use crate::claim::{Claims, polarity};
use crate::phrases::Phrases;
use newsgraph_document::{
    AnnotateError, Annotator, Document, Layer, Quote, QuoteId, Span, Syntax, TokenizedText, Triple,
    Upos, dep,
};

/// Finds what the clauses of a text state, as subject, predicate and arguments, from its trees.
#[derive(Clone, Debug, Default)]
pub struct TripleExtractor {
    _private: (),
}

/// The most subjects and objects of one clause that are paired.
const WIDE: usize = 6;

impl TripleExtractor {
    /// Triples in the order of sentences and of their predicates. Empty where the trees are not of
    /// this text.
    pub fn extract(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        quotes: &[Quote],
    ) -> Vec<Triple> {
        if syntax.len() != text.tokens.len() {
            return Vec::new();
        }
        let mut clauses = Clauses {
            phrases: Phrases { text, syntax },
            text,
            syntax,
            claims: Claims::new(quotes),
            triples: Vec::new(),
        };
        for sentence in text.sentences {
            for token in sentence.tokens.clone() {
                clauses.clause(token);
                clauses.apposition(token);
                clauses.possession(token);
            }
        }
        clauses.triples
    }
}

struct Clauses<'a> {
    phrases: Phrases<'a>,
    text: TokenizedText<'a>,
    syntax: &'a Syntax,
    claims: Claims<'a>,
    triples: Vec<Triple>,
}

impl Clauses<'_> {
    fn clause(&mut self, head: usize) {
        let copula = self.syntax.dependent(head, dep::COP);
        let verbal = self.syntax.upos(head) == Upos::Verb
            && !matches!(
                self.syntax.dep(head),
                dep::AMOD | dep::CASE | dep::COMPOUND | dep::MARK
            );
        if copula.is_none() && !verbal {
            return;
        }
        let mut subjects = self.subjects(head);
        subjects.truncate(WIDE);
        if subjects.is_empty() {
            return;
        }
        match copula {
            Some(copula) => self.copular(head, copula, &subjects),
            None => self.verbal(head, &subjects),
        }
    }

    /// The subjects of a clause: its own, or through coordination, control and relative clauses.
    fn subjects(&self, head: usize) -> Vec<usize> {
        let mut at = head;
        for _ in 0..5 {
            let own = self
                .syntax
                .dependents(at)
                .find(|&d| matches!(self.syntax.dep(d), dep::NSUBJ | dep::NSUBJ_PASS));
            if let Some(own) = own {
                let relative = matches!(
                    self.text.word(own).to_lowercase().as_str(),
                    "who" | "which" | "that"
                );
                if relative && self.syntax.upos(own) == Upos::Pron {
                    let clause = std::iter::once(at)
                        .chain(self.syntax.ancestors(at))
                        .find(|&t| self.syntax.dep(t) == dep::ACL_RELCL);
                    return clause
                        .and_then(|c| self.syntax.head(c))
                        .into_iter()
                        .collect();
                }
                return self.split(own);
            }
            let Some(up) = self.syntax.head(at) else {
                break;
            };
            match self.syntax.dep(at) {
                dep::CONJ if at != up => at = up,
                dep::XCOMP => {
                    // "told him to go": the object does what follows.
                    if let Some(object) = self.syntax.dependent(up, dep::OBJ).filter(|&o| o < at) {
                        return vec![object];
                    }
                    at = up;
                }
                dep::ACL => return vec![up],
                dep::ADVCL if self.syntax.upos(up) == Upos::Verb => at = up,
                _ => break,
            }
        }
        Vec::new()
    }

    /// A noun and those coordinated with it, each for itself.
    fn split(&self, noun: usize) -> Vec<usize> {
        let nouns = |&d: &usize| {
            self.syntax.dep(d) == dep::CONJ
                && matches!(self.syntax.upos(d), Upos::Noun | Upos::Propn | Upos::Num)
        };
        let others = self.syntax.dependents(noun).filter(nouns).take(WIDE);
        std::iter::once(noun).chain(others).collect()
    }

    /// "Ann's house": she has it.
    fn possession(&mut self, owner: usize) {
        let case = self.syntax.dependent(owner, dep::CASE);
        let (Some(case), Some(thing)) = (case, self.syntax.head(owner)) else {
            return;
        };
        let nominal = matches!(self.syntax.upos(owner), Upos::Noun | Upos::Propn);
        if self.syntax.dep(owner) != dep::NMOD_POSS || !nominal || case >= thing {
            return;
        }
        let subject = self.phrases.noun(owner);
        let object = self.phrases.after(thing, case);
        if subject.overlaps(object) {
            return;
        }
        let quote = self
            .claims
            .of(self.text.tokens[case].span)
            .map(QuoteId::new);
        self.triples.push(Triple {
            subject,
            predicate: vec![self.text.tokens[case].span],
            object,
            arguments: Vec::new(),
            negated: false,
            hedged: false,
            quote,
        });
    }

    fn copular(&mut self, head: usize, copula: usize, subjects: &[usize]) {
        let mut predicate = self.phrases.auxiliaries(head);
        predicate.push(copula);
        let mut object = head;
        let mut rest = Vec::new();
        if self.syntax.upos(head) == Upos::Adj || self.syntax.dependent(head, dep::CASE).is_some() {
            let obliques: Vec<usize> = self
                .syntax
                .dependents(head)
                .filter(|&d| d > head && matches!(self.syntax.dep(d), dep::OBL | dep::OBL_UNMARKED))
                .collect();
            if let (Some(&first), Upos::Adj) = (obliques.first(), self.syntax.upos(head)) {
                predicate.push(head);
                predicate.extend(
                    self.syntax
                        .dependents(first)
                        .filter(|&d| self.syntax.dep(d) == dep::CASE),
                );
                object = first;
                rest = obliques[1..].to_vec();
            }
        }
        let span = if object == head {
            self.phrases.predicate_noun(head, copula)
        } else {
            self.phrases.noun(object)
        };
        self.emit(head, subjects, predicate, span, &rest);
    }

    fn verbal(&mut self, verb: usize, subjects: &[usize]) {
        let mut predicate = self.phrases.auxiliaries(verb);
        if self.syntax.dep(verb) == dep::XCOMP
            && let Some(up) = self.syntax.head(verb).filter(|&u| u < verb)
            && self.syntax.dependent(up, dep::OBJ).is_none()
        {
            predicate.extend(self.phrases.auxiliaries(up));
            predicate.push(up);
            predicate.extend(
                self.syntax
                    .dependents(verb)
                    .filter(|&d| self.syntax.dep(d) == dep::MARK),
            );
        }
        predicate.push(verb);
        predicate.extend(
            self.syntax
                .dependents(verb)
                .filter(|&d| self.syntax.dep(d) == dep::COMPOUND_PRT),
        );
        let of = |labels: &[&str]| -> Vec<usize> {
            self.syntax
                .dependents(verb)
                .filter(|&d| labels.contains(&self.syntax.dep(d)) && !self.relative(d))
                .collect()
        };
        let objects = of(&[dep::OBJ]);
        let mut obliques = of(&[dep::OBL, dep::OBL_AGENT, dep::OBL_UNMARKED]);
        obliques.sort_by_key(|&o| (o < verb, o));
        if let Some(&object) = objects.first() {
            for object in self.split(object) {
                let span = self.phrases.noun(object);
                self.emit(verb, subjects, predicate.clone(), span, &obliques);
            }
            return;
        }
        let clause = of(&[dep::CCOMP]);
        if let Some(&clause) = clause.iter().find(|&&c| c > verb) {
            let span = self.phrases.clause(clause);
            self.emit(verb, subjects, predicate, span, &obliques);
            return;
        }
        if of(&[dep::XCOMP])
            .iter()
            .any(|&x| x > verb && self.syntax.upos(x) == Upos::Verb)
        {
            return;
        }
        if let Some(&x) = of(&[dep::XCOMP]).iter().find(|&&x| x > verb) {
            let span = self.phrases.noun(x);
            self.emit(verb, subjects, predicate, span, &obliques);
            return;
        }
        if let Some(&first) = obliques.first() {
            let rest = obliques[1..].to_vec();
            predicate.extend(
                self.syntax
                    .dependents(first)
                    .filter(|&d| self.syntax.dep(d) == dep::CASE && d > verb),
            );
            for first in self.split(first) {
                let span = self.phrases.noun(first);
                self.emit(verb, subjects, predicate.clone(), span, &rest);
            }
        }
    }

    fn relative(&self, token: usize) -> bool {
        self.syntax.upos(token) == Upos::Pron
            && matches!(
                self.text.word(token).to_lowercase().as_str(),
                "which" | "that" | "who" | "whom"
            )
    }

    /// "Ann Lee, a physicist from Leeds" states what she is.
    fn apposition(&mut self, token: usize) {
        if self.syntax.dep(token) != dep::APPOS {
            return;
        }
        let Some(name) = self.syntax.head(token) else {
            return;
        };
        if !matches!(self.syntax.upos(token), Upos::Noun | Upos::Propn) || name > token {
            return;
        }
        let between = (name + 1..token).find(|&t| self.text.word(t) == ",");
        let Some(comma) = between else { return };
        let subject = self.phrases.noun(name);
        let object = self.phrases.noun(token);
        if subject.overlaps(object) {
            return;
        }
        let quote = self
            .claims
            .of(self.text.tokens[token].span)
            .map(QuoteId::new);
        self.triples.push(Triple {
            subject,
            predicate: vec![self.text.tokens[comma].span],
            object,
            arguments: Vec::new(),
            negated: false,
            hedged: false,
            quote,
        });
    }

    fn emit(
        &mut self,
        head: usize,
        subjects: &[usize],
        mut predicate: Vec<usize>,
        object: Span,
        rest: &[usize],
    ) {
        predicate.sort_unstable();
        predicate.dedup();
        let (negated, hedged) = polarity(self.text, self.syntax, head);
        let words = self.phrases.runs(&predicate);
        let arguments: Vec<Span> = rest
            .iter()
            .take(WIDE)
            .map(|&r| self.phrases.oblique(r))
            .filter(|s| !s.overlaps(object))
            .collect();
        let quote = self
            .claims
            .of(self.text.tokens[head].span)
            .map(QuoteId::new);
        for &subject in subjects {
            let subject = self.phrases.noun(subject);
            if subject.overlaps(object) {
                continue;
            }
            self.triples.push(Triple {
                subject,
                predicate: words.clone(),
                object,
                arguments: arguments.clone(),
                negated,
                hedged,
                quote,
            });
        }
    }
}

impl Annotator for TripleExtractor {
    fn name(&self) -> &'static str {
        "triples"
    }

    fn requires(&self) -> &[Layer] {
        &[Layer::Syntax, Layer::Quotes]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Triples]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let found = self.extract(
            document.tokenized()?,
            document.syntax()?,
            document.quotes()?,
        );
        document.set_triples(found, self)?;
        Ok(())
    }
}
