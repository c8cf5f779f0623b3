//! What kind of act a quote reports: told by its reporting word and by the form of its content.

use crate::draft::Draft;
use crate::lexicon::Acts;
use crate::link::Linker;
use crate::reasons::ActBy;
use newsgraph_document::{Act, QuoteKind, Upos, dep};
use std::ops::Range;

/// Words between marks from which on a phrase is taken for words that were said, not for a term of the writer's.
const SAID: usize = 3;

/// Most words of a title between marks.
const TITLE: usize = 8;

/// Words of a content among which a verb is looked for.
const LONG: usize = 200;

/// Steps up a tree from a content to what reports it.
const UP: usize = 8;

/// The form of a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// "that it ends", "it ends", "whether it ends".
    Clause,
    /// "to end it", "him to end it".
    Infinitive,
    /// "the end".
    Phrase,
    /// "it the end", "it as the end".
    Predicate,
}

/// The act of a reporting word for a form.
fn of_form(acts: Acts, form: Form) -> Act {
    match form {
        Form::Clause => acts.clause,
        Form::Infinitive => acts.infinitive,
        Form::Phrase => acts.phrase,
        Form::Predicate => acts.predicate,
    }
}

/// The act of a draft whose content is of this kind, and what tells it.
pub(crate) fn act(linker: Linker<'_>, draft: &Draft, kind: QuoteKind) -> (Act, ActBy) {
    let Some(cue) = &draft.cue else {
        let act = match kind {
            QuoteKind::Indirect => Act::Other,
            _ => Act::Speech,
        };
        return (act, ActBy::NoCue);
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
    fn act(&self) -> (Act, ActBy) {
        let reading = self.linker.reading;
        let (lexicon, syntax) = (reading.lexicon, reading.syntax);
        let is_marked = self.kind == QuoteKind::Direct;
        let first = reading.text.word(self.cue.start);
        if lexicon.accounts().any(|words| {
            let first_word = words.first();
            first_word.is_some_and(|word| word.eq_ignore_ascii_case(first))
        }) {
            return (Act::Speech, ActBy::Account);
        }
        let text = reading.text;
        if self.cue.len() == 1 && matches!(text.word(self.cue.start), ":" | "—" | "–" | "--") {
            return (Act::Speech, ActBy::Sign);
        }
        let reporter = self.reporter();
        let form = self.form(reporter);
        if !is_marked && self.is_empty() {
            return (Act::Other, ActBy::Empty);
        }
        if !is_marked && self.is_withheld(reporter) {
            return (Act::Other, ActBy::Withheld);
        }
        let Some(acts) = lexicon.acts(syntax.lemma(reporter)) else {
            return (self.act_of_unknown(reporter, form), ActBy::UnknownWord);
        };
        let (is_topic, is_nobodys) = (
            form == Form::Phrase && self.is_topic(reporter),
            self.is_nobodys(reporter),
        );
        let (act, by) = match form {
            _ if is_marked && acts.clause == Act::Other && self.is_introduced() => {
                (Act::Speech, ActBy::Marks)
            }
            _ if is_marked => (acts.clause, ActBy::Word),
            // "is expected to end", "was named mayor": the form is that of what stands behind the verb.
            _ if is_nobodys && acts.infinitive == Act::Speech => (Act::Speech, ActBy::Nobody),
            _ if is_nobodys => (Act::Other, ActBy::Nobody),
            _ if is_topic => (Act::Other, ActBy::Topic),
            form => (of_form(acts, form), ActBy::Word),
        };
        let is_said = form == Form::Phrase && self.marked_words() >= SAID;
        if act == Act::Attitude && (is_marked || is_said) {
            return (Act::Speech, ActBy::Marks);
        }
        (act, by)
    }

    /// The act where no table tells the reporting word.
    fn act_of_unknown(&self, reporter: usize, form: Form) -> Act {
        let reading = self.linker.reading;
        if self.kind == QuoteKind::Direct {
            return Act::Speech;
        }
        let rates = reading.rates(reporter);
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
        // "blamed Lee for leaving": what somebody is blamed or praised for.
        let is_charge = |t: usize| {
            let case = || {
                syntax
                    .dependent(t, dep::CASE)
                    .or_else(|| syntax.dependent(t, dep::MARK))
            };
            trees.is_present_participle(t)
                && case().is_some_and(|case| reading.lexicon.is_charge(reading.text.word(case)))
        };
        if complements().any(|t| t > head && (is_called(t) || is_charge(t))) {
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

    /// Whether a colon stands before the content, or it is longer than a title: "made the following remark: ‘...’".
    fn is_introduced(&self) -> bool {
        let start = self.draft.content[0].start;
        let text = self.linker.reading.text;
        start > 0 && text.word(start - 1) == ":" || self.marked_words() > TITLE
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
        let lemma = reading.syntax.lemma(reporter);
        let is_view = reading.syntax.upos(reporter) == Upos::Noun
            && (reading.lexicon.acts(lemma)).is_some_and(|acts| acts.phrase == Act::Thought);
        (reading.lexicon.asks(lemma) || is_view)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketched;
    use newsgraph_sketch::Sketch;

    const THAT: &str = "
        Lee PROPN 2 nsubj
        said/say VERB 0 root
        that SCONJ 5 mark
        rates NOUN 5 nsubj
        fell VERB 2 ccomp";
    const BILL: &str = "
        Lee PROPN 2 nsubj
        said/say VERB 0 root
        the DET 4 det
        bill NOUN 2 obj";
    const COMMENT: &str = "
        Lee PROPN 2 nsubj
        said/say VERB 0 root
        to PART 4 mark TO
        leave VERB 2 xcomp VB";
    const CALLED: &str = "
        Lee PROPN 2 nsubj
        said/say VERB 0 root
        the DET 4 det
        bill NOUN 2 obj
        a DET 6 det
        mistake NOUN 2 xcomp";
    const EXPECTED: &str = "
        is AUX 2 aux:pass VBZ
        said/say VERB 0 root VBN
        to PART 4 mark TO
        leave VERB 2 xcomp VB";

    fn read(rows: &str, lemma: &str, cue: &str, content: &str, source: Option<&str>) -> Act {
        let sketch = Sketch::new(&rows.replace("said/say", &format!("said/{lemma}")));
        let spans = sketched::spans(&sketch, &[]);
        let draft = Draft {
            content: vec![sketched::run(&sketch, content)],
            cue: Some(sketched::run(&sketch, cue)),
            source: source.map(|source| sketched::run(&sketch, source)),
            ..Draft::default()
        };
        sketched::read(&sketch, &[], |reading| {
            let linker = Linker {
                reading,
                spans: &spans,
            };
            act(linker, &draft, QuoteKind::Indirect).0
        })
    }

    /// Each row: a text, the lemma of its cue, the content, and the act.
    #[test]
    fn verb_and_form_tell_the_act() {
        use Act::{Attitude, Other, Speech, Thought};
        let cases = [
            (THAT, "say", "that rates fell", Speech),
            (THAT, "warn", "that rates fell", Speech),
            (THAT, "believe", "that rates fell", Thought),
            (THAT, "support", "that rates fell", Speech),
            (BILL, "support", "the bill", Attitude),
            (BILL, "criticize", "the bill", Attitude),
            (BILL, "announce", "the bill", Speech),
            (BILL, "block", "the bill", Other),
            (BILL, "say", "the bill", Other),
            (COMMENT, "hope", "to leave", Thought),
            (COMMENT, "promise", "to leave", Speech),
            (COMMENT, "decline", "to leave", Other),
            (COMMENT, "agree", "to leave", Other),
            (CALLED, "call", "the bill a mistake", Speech),
            (CALLED, "consider", "the bill a mistake", Thought),
        ];
        for (rows, lemma, content, expected) in cases {
            let found = read(rows, lemma, "said", content, Some("Lee"));
            assert_eq!(found, expected, "{lemma} {content}");
        }
    }

    #[test]
    fn what_nobody_says_is_none() {
        let denied = THAT.replace("that SCONJ 5", "not PART 2 advmod\n        that SCONJ 6");
        let denied = denied.replace("rates NOUN 5 nsubj", "rates NOUN 6 nsubj");
        assert_eq!(
            read(&denied, "say", "said", "that rates fell", Some("Lee")),
            Act::Other
        );
        assert_eq!(
            read(EXPECTED, "expect", "said", "to leave", None),
            Act::Other
        );
        assert_eq!(
            read(EXPECTED, "report", "said", "to leave", None),
            Act::Speech
        );
    }
}
