//! What kind of act a quote reports: told by its reporting word and by the form of its content.

use crate::draft::Draft;
use crate::link::Linker;
use newsgraph_document::{Act, QuoteKind, Upos, dep};
use std::ops::Range;

/// Words between marks from which on a phrase is taken for words that were said, not for a term of the writer's.
const SAID: usize = 3;

/// Words of a content among which a verb is looked for.
const LONG: usize = 200;

/// Steps up a tree from a content to what reports it.
const UP: usize = 8;

/// The form of a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// "that it ends", "it ends", "whether it ends".
    Clause,
    /// "to end it", "him to end it".
    Infinitive,
    /// "the end".
    Phrase,
    /// "it the end", "it as the end".
    Predicate,
}

/// The act of a reporting word for each form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Acts {
    pub(crate) clause: Act,
    pub(crate) infinitive: Act,
    pub(crate) phrase: Act,
    pub(crate) predicate: Act,
}

impl Acts {
    fn of(self, form: Form) -> Act {
        match form {
            Form::Clause => self.clause,
            Form::Infinitive => self.infinitive,
            Form::Phrase => self.phrase,
            Form::Predicate => self.predicate,
        }
    }
}

/// The act of a draft whose content is of this kind.
pub(crate) fn act(linker: Linker<'_>, draft: &Draft, kind: QuoteKind) -> Act {
    let Some(cue) = &draft.cue else {
        return match kind {
            QuoteKind::Indirect => Act::Other,
            _ => Act::Speech,
        };
    };
    let quoted = Quoted {
        linker,
        draft,
        cue,
        kind,
    };
    quoted.act()
}

/// A content with its cue.
struct Quoted<'a> {
    linker: Linker<'a>,
    draft: &'a Draft,
    cue: &'a Range<usize>,
    kind: QuoteKind,
}

impl Quoted<'_> {
    fn act(&self) -> Act {
        let reading = self.linker.reading;
        let (lexicon, syntax) = (reading.lexicon, reading.syntax);
        let is_marked = self.kind == QuoteKind::Direct;
        let first = reading.text.word(self.cue.start);
        if lexicon.accounts().any(|words| {
            let first_word = words.first();
            first_word.is_some_and(|word| word.eq_ignore_ascii_case(first))
        }) {
            return Act::Speech;
        }
        let reporter = self.reporter();
        let form = self.form(reporter);
        if !is_marked && (self.is_empty() || self.is_withheld(reporter)) {
            return Act::Other;
        }
        let Some(acts) = lexicon.acts(syntax.lemma(reporter)) else {
            return self.act_of_unknown(reporter, form);
        };
        let (is_topic, is_nobodys) = (
            form == Form::Phrase && self.is_topic(reporter),
            self.is_nobodys(reporter),
        );
        let act = match form {
            _ if is_marked => acts.clause,
            // "is expected to end", "was named mayor": the form is that of what stands behind the verb.
            _ if is_nobodys && acts.infinitive == Act::Speech => Act::Speech,
            _ if is_nobodys || is_topic => Act::Other,
            form => acts.of(form),
        };
        if form == Form::Phrase && act == Act::Attitude && self.marked_words() >= SAID {
            return Act::Speech;
        }
        if is_marked && act == Act::Attitude {
            return Act::Speech;
        }
        act
    }

    /// The act where no table tells the reporting word.
    fn act_of_unknown(&self, reporter: usize, form: Form) -> Act {
        let reading = self.linker.reading;
        if self.kind == QuoteKind::Direct {
            return Act::Speech;
        }
        let rates = reading.lexicon.rates(reading.syntax.lemma(reporter));
        let is_verb = matches!(reading.syntax.upos(reporter), Upos::Verb | Upos::Aux);
        match form {
            Form::Clause if !is_verb || rates.is_unknown() || rates.clause >= OFTEN => Act::Speech,
            Form::Clause => Act::Other,
            _ if self.marked_words() >= SAID => Act::Speech,
            Form::Infinitive => Act::Other,
            _ => Act::Attitude,
        }
    }

    /// The word of the cue that the content hangs on, else the cue's own head.
    fn reporter(&self) -> usize {
        let syntax = self.linker.reading.syntax;
        let content = self.head();
        let mut above = syntax.ancestors(content).take(UP);
        above
            .find(|t| self.cue.contains(t))
            .unwrap_or_else(|| self.linker.head(self.cue))
    }

    fn head(&self) -> usize {
        self.linker.head(&self.draft.content[0])
    }

    fn form(&self, reporter: usize) -> Form {
        let reading = self.linker.reading;
        let (syntax, trees) = (reading.syntax, &reading.trees);
        let content = &self.draft.content[0];
        let mut words = content.clone().filter(|&t| !trees.is_sign(t));
        let Some(first) = words.next() else {
            return Form::Phrase;
        };
        let head = self.head();
        let begins_clause = trees.is_complementizer(first)
            || syntax.dep(first) == dep::MARK
            || trees.has_relative_form(first) && content.len() > 2;
        if trees.is_infinitive_mark(first) {
            return Form::Infinitive;
        }
        if begins_clause || self.is_clause(head) {
            return Form::Clause;
        }
        if trees.is_infinitive(head) {
            return Form::Infinitive;
        }
        let below = |t: &usize| content.contains(t);
        let complements = || syntax.dependents(reporter).filter(below);
        if complements().any(|t| syntax.dep(t) == dep::XCOMP && trees.is_infinitive(t)) {
            return Form::Infinitive;
        }
        let is_called = |t: usize| {
            let case = syntax.dependent(t, dep::CASE);
            syntax.dep(t) == dep::XCOMP
                || case.is_some_and(|case| reading.lexicon.is_called(reading.text.word(case)))
        };
        if complements().any(|t| t > head && is_called(t)) {
            return Form::Predicate;
        }
        Form::Phrase
    }

    /// Whether the content has a finite verb that is no part of a clause which describes a noun.
    fn is_clause(&self, head: usize) -> bool {
        let reading = self.linker.reading;
        let (syntax, trees) = (reading.syntax, &reading.trees);
        let verb = |t: usize| match syntax.dep(t) {
            dep::AUX | dep::AUX_PASS | dep::COP => syntax.head(t).unwrap_or(t),
            _ => t,
        };
        let describes = |t: usize| matches!(syntax.dep(t), dep::ACL | dep::ACL_RELCL | dep::ADVCL);
        let is_own = |t: usize| t == head || !describes(t);
        let words = self.draft.content.iter().cloned().flatten();
        let mut words = words.take(LONG);
        words.any(|t| (trees.is_finite(t) || trees.is_past_participle(t)) && is_own(verb(t)))
    }

    /// Whether the content is nothing but a pronoun or one word without marks.
    fn is_empty(&self) -> bool {
        let syntax = self.linker.reading.syntax;
        let tells = |t: &usize| {
            !matches!(
                syntax.upos(*t),
                Upos::Punct | Upos::Pron | Upos::Det | Upos::Adp | Upos::Part | Upos::Sconj
            )
        };
        let words = self.draft.content.iter().cloned().flatten();
        let mut words = words.filter(tells);
        let Some(only) = words.next() else {
            return true;
        };
        words.next().is_none()
            && matches!(
                syntax.upos(only),
                Upos::Propn | Upos::Noun | Upos::Adv | Upos::Adj
            )
            && self.draft.content.iter().map(Range::len).sum::<usize>() < 2
    }

    /// Whether the cue says that nothing is said: "declined to comment", "did not say".
    fn is_withheld(&self, reporter: usize) -> bool {
        let reading = self.linker.reading;
        let (syntax, trees, lexicon) = (reading.syntax, &reading.trees, reading.lexicon);
        let withholds = |t: usize| lexicon.withholds(syntax.lemma(t));
        if self.cue.clone().any(withholds) {
            return true;
        }
        let governs = |t: usize| {
            matches!(syntax.dep(t), dep::XCOMP | dep::ACL | dep::ADVCL) && trees.is_infinitive(t)
        };
        let above = syntax.head(reporter).filter(|_| governs(reporter));
        if above.is_some_and(withholds) {
            return true;
        }
        let is_thought = lexicon
            .acts(syntax.lemma(reporter))
            .is_some_and(|acts| acts.clause == Act::Thought);
        trees.polarity(reporter).negated && !is_thought
    }

    /// Whether the content is what a question is about.
    fn is_topic(&self, reporter: usize) -> bool {
        let reading = self.linker.reading;
        let case = reading.syntax.dependent(self.head(), dep::CASE);
        reading.lexicon.asks(reading.syntax.lemma(reporter))
            && case.is_some_and(|case| reading.lexicon.is_topic(reading.text.word(case)))
    }

    /// Whether no one is told to say or think it: "is expected", "was seen as".
    fn is_nobodys(&self, reporter: usize) -> bool {
        let trees = &self.linker.reading.trees;
        self.draft.source.is_none() && trees.is_passive(reporter) && trees.agent(reporter).is_none()
    }

    /// Words of the content between marks.
    fn marked_words(&self) -> usize {
        let reading = self.linker.reading;
        let is_word = |t: &usize| {
            reading.speech.is_marked(*t) && reading.text.word(*t).chars().any(char::is_alphanumeric)
        };
        let words = self.draft.content.iter().cloned().flatten();
        words.filter(is_word).count()
    }
}

/// Rate of a verb with clauses from which on it is taken for one of speech.
const OFTEN: u8 = 40;
