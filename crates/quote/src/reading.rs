use crate::lexicon::{CueRates, Lexicon};
use crate::paragraph::{Position, bucket, paragraphs, positions};
use crate::reporters::Reporters;
use crate::speech::Speech;
use newsgraph_document::{Mention, MentionKind, Syntax, TokenizedText, Upos};
use newsgraph_lexicon::small_letters;
use newsgraph_linear::{Feature, feature, hash_bytes};
use newsgraph_neural::WordVectors;
use newsgraph_phrase::{Parts, Sort, Trees};
use std::borrow::Cow;
use std::ops::Range;

/// Dependents of a token that make features.
const DEPENDENTS: usize = 6;

/// Hashes of what features ask of a token.
#[derive(Clone, Copy, Debug)]
struct Word {
    form: u64,
    lemma: u64,
    xpos: u64,
    dep: u64,
    cue: CueRates,
    rates: u16,
    shape: u8,
    mention: u8,
}

/// A text as the network reads it.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) text: TokenizedText<'a>,
    pub(crate) syntax: &'a Syntax,
    pub(crate) speech: Speech,
    pub(crate) trees: Trees<'a>,
    pub(crate) lexicon: &'a Lexicon,
    reporters: Reporters,
    words: Vec<Word>,
    vectors: &'a WordVectors,
    positions: Vec<Position>,
    is_time: Vec<bool>,
}

/// Numbers of mentions that values, persons and places are.
const VALUE: u8 = 1;
const PERSON: u8 = 2;
const PLACE: u8 = 4;

/// Stands for a word that is not there.
const NONE: u64 = 0;

impl<'a> Reading<'a> {
    pub(crate) fn new(
        text: TokenizedText<'a>,
        syntax: &'a Syntax,
        speech: Speech,
        mentions: &[Mention],
        lexicon: &'a Lexicon,
        vectors: &'a WordVectors,
    ) -> Self {
        let mut words: Vec<Word> = (0..text.tokens.len())
            .map(|token| word(text, syntax, lexicon, token))
            .collect();
        let mut is_time = vec![false; text.tokens.len()];
        let kinds = |m: &&Mention| m.kind == MentionKind::Proper || m.kind == MentionKind::Value;
        for mention in mentions.iter().filter(kinds) {
            let sort = Sort::of(&mention.label);
            let label = match mention.kind {
                MentionKind::Value => VALUE,
                _ => match sort {
                    Sort::Person => PERSON,
                    Sort::Organization => 3,
                    Sort::Place => PLACE,
                    Sort::Group => 5,
                    _ => 6,
                },
            };
            let tokens = text.tokens_in(mention.span);
            if matches!(sort, Sort::Date | Sort::Time) {
                is_time[tokens.clone()].fill(true);
            }
            for token in tokens.clone() {
                let last = u8::from(token + 1 == tokens.end);
                words[token].mention = 4 * label + 2 * u8::from(token == tokens.start) + last;
            }
        }
        let positions = positions(text, &speech);
        Self {
            trees: Trees::new(text, syntax, &lexicon.grammar),
            reporters: Reporters::new(syntax, |token| words[token].cue),
            lexicon,
            text,
            syntax,
            speech,
            positions,
            is_time,
            words,
            vectors,
        }
    }

    /// The row of a token's word among the vectors, where it has one.
    pub(crate) fn vector(&self, token: usize) -> Option<u32> {
        self.vectors.row_of(self.text.word(token))
    }

    /// Features of a token; the first says which word it is.
    pub(crate) fn features(&self, token: usize, out: &mut Vec<Option<Feature>>) {
        out.clear();
        let own = &self.words[token];
        let mut add = |template, values: [u64; 3]| out.push(Some(feature(template, values)));
        add(0, [own.lemma, NONE, NONE]);
        add(1, [own.form, NONE, NONE]);
        let mention = u64::from(own.mention);
        add(2, [mention, own.dep, NONE]);
        add(3, [own.shape.into(), mention, NONE]);
        add(4, [own.xpos, own.dep, NONE]);
        add(5, [own.rates.into(), NONE, NONE]);
        // The word above it, and the one above that.
        let head = self.syntax.head(token);
        let far = head.map_or(0, |head| signed_bucket(token, head));
        let above = head.map(|head| &self.words[head]);
        let lemma = |word: Option<&Word>| word.map_or(NONE, |w| w.lemma);
        let xpos = |word: Option<&Word>| word.map_or(NONE, |w| w.xpos);
        add(10, [lemma(above), own.dep, NONE]);
        add(11, [xpos(above), own.dep, far]);
        let top = head.and_then(|head| self.syntax.head(head));
        let top = top.map(|top| &self.words[top]);
        add(12, [lemma(top), above.map_or(NONE, |w| w.dep), NONE]);
        // What depends on it.
        for dependent in self.syntax.dependents(token).take(DEPENDENTS) {
            let side = u64::from(dependent > token);
            let word = &self.words[dependent];
            add(13, [word.dep, side, NONE]);
            if matches!(
                self.syntax.upos(dependent),
                Upos::Adp | Upos::Sconj | Upos::Part | Upos::Aux
            ) {
                add(14, [word.dep, word.lemma, NONE]);
            }
        }
        // The reporting word that it stands under.
        if let Some(reporter) = self.reporters.of(self.syntax, token) {
            let (word, branch) = (&self.words[reporter.word], &self.words[reporter.branch]);
            let side =
                u64::from(reporter.branch > reporter.word) * 2 + u64::from(token > reporter.word);
            add(15, [word.lemma, branch.dep, side]);
            add(16, [branch.dep, side, signed_bucket(token, reporter.word)]);
            add(17, [branch.dep, word.rates.into(), side]);
        }
        // The largest part of the sentence that begins, and that ends, with it.
        for (template, edge) in [
            (18, self.trees.opened(token)),
            (20, self.trees.closed(token)),
        ] {
            let word = &self.words[edge];
            let head = self.syntax.head(edge);
            let side = head.map_or(2, |head| u64::from(head > edge));
            let above = head.map(|head| &self.words[head]);
            add(template, [word.dep, lemma(above), side]);
            let length = bucket(self.trees.extent(edge).len());
            add(
                template + 1,
                [
                    word.dep,
                    above.map_or(NONE, |w| w.rates.into()),
                    side * 16 + length,
                ],
            );
        }
        // Quotation marks around it.
        let place = self.speech.place(token);
        add(22, [place.state(), NONE, NONE]);
        add(23, [place.state(), place.stretch(), NONE]);
        let Position { place, turn } = self.positions[token];
        let (place, turn) = (u64::from(place), u64::from(turn));
        add(24, [place, NONE, NONE]);
        add(25, [place / 64, own.form, NONE]);
        if turn > 0 {
            add(26, [turn, NONE, NONE]);
        }
    }

    /// Whether the token is a part of a date or a time.
    pub(crate) fn is_time(&self, token: usize) -> bool {
        self.is_time[token]
    }

    /// Whether the token is a part of a person's name.
    pub(crate) fn is_person(&self, token: usize) -> bool {
        self.words[token].mention / 4 == PERSON
    }

    /// Whether the token is a part of a place's name.
    pub(crate) fn is_place(&self, token: usize) -> bool {
        self.words[token].mention / 4 == PLACE
    }

    /// The head of who does what a verb says; the noun itself for a participle that describes one.
    pub(crate) fn subject(&self, verb: usize) -> Option<usize> {
        self.trees.subject(verb).map(|subject| subject.head)
    }

    /// The noun phrase of one who takes part in a quote: with what it is coordinated with and called besides,
    /// without clauses.
    pub(crate) fn noun_phrase(&self, head: usize) -> Range<usize> {
        self.trees.noun_phrase(head, Parts::PARTICIPANT)
    }

    /// The position of the token's sentence.
    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        self.text.sentence_of(token)
    }

    /// The tokens of the token's sentence.
    pub(crate) fn sentence(&self, token: usize) -> &'a Range<usize> {
        &self.text.sentences[self.sentence_of(token)].tokens
    }

    /// The number of the token's paragraph.
    pub(crate) fn paragraph_of(&self, token: usize) -> usize {
        self.text.sentences[self.sentence_of(token)].paragraph
    }

    /// The tokens of the token's paragraph.
    pub(crate) fn paragraph(&self, token: usize) -> Range<usize> {
        let number = self.paragraph_of(token);
        let first = self
            .text
            .sentences
            .partition_point(|s| s.paragraph < number);
        let after = self
            .text
            .sentences
            .partition_point(|s| s.paragraph <= number);
        self.text.sentences[first].tokens.start..self.text.sentences[after - 1].tokens.end
    }

    /// A hash of the token's form in small letters.
    pub(crate) fn form(&self, token: usize) -> u64 {
        self.words[token].form
    }

    /// A hash of its lemma.
    pub(crate) fn lemma(&self, token: usize) -> u64 {
        self.words[token].lemma
    }

    /// How often its lemma reports.
    pub(crate) fn rates(&self, token: usize) -> CueRates {
        self.words[token].cue
    }

    /// A hash of its Penn-style tag.
    pub(crate) fn xpos(&self, token: usize) -> u64 {
        self.words[token].xpos
    }

    /// A hash of its dependency label.
    pub(crate) fn dep(&self, token: usize) -> u64 {
        self.words[token].dep
    }

    /// Runs of tokens that are read as one: paragraphs, those longer than `longest` in parts that end with
    /// sentences where they can.
    pub(crate) fn parts(&self, longest: usize) -> Vec<Range<usize>> {
        let mut parts: Vec<Range<usize>> = Vec::new();
        for paragraph in paragraphs(self.text) {
            let sentences = &self.text.sentences[paragraph];
            let mut open: Option<Range<usize>> = None;
            for sentence in sentences {
                let tokens = sentence.tokens.clone();
                match &mut open {
                    Some(part) if tokens.end - part.start <= longest => part.end = tokens.end,
                    _ => {
                        parts.extend(open.take());
                        let mut rest = tokens;
                        while rest.len() > longest {
                            parts.push(rest.start..rest.start + longest);
                            rest.start += longest;
                        }
                        open = Some(rest);
                    }
                }
            }
            parts.extend(open);
        }
        parts
    }
}

fn word(text: TokenizedText<'_>, syntax: &Syntax, lexicon: &Lexicon, token: usize) -> Word {
    let form = plain(text.word(token));
    let hash = |text: &str| hash_bytes(text.as_bytes());
    let lemma = plain(syntax.lemma(token));
    let cue = lexicon.rates(&lemma);
    Word {
        form: hash(&small_letters(&form)),
        lemma: hash(&lemma),
        shape: shape(text.word(token)),
        xpos: hash(syntax.xpos(token)),
        dep: hash(syntax.dep(token)),
        cue,
        rates: rates(cue, syntax.upos(token)),
        mention: 0,
    }
}

/// The word, or the sign that stands for all signs of its kind.
fn plain(word: &str) -> Cow<'_, str> {
    Cow::Borrowed(match word {
        "—" | "–" | "―" | "--" | "‒" | "---" => "-",
        "“" | "”" | "''" | "``" | "„" | "«" | "»" => "\"",
        "’" | "‘" | "`" => "'",
        "…" => "...",
        _ if word.contains('’') => return Cow::Owned(word.replace('’', "'")),
        _ => word,
    })
}

/// A number for the case of a word: small letters, a capital, capitals, digits, signs.
fn shape(form: &str) -> u8 {
    let mut letters = form.chars();
    match letters.next() {
        Some(c) if c.is_uppercase() => {
            let (mut any, mut all) = (false, true);
            for c in letters.filter(|c| c.is_alphabetic()) {
                any = true;
                all &= c.is_uppercase();
            }
            if any && all { 2 } else { 1 }
        }
        Some(c) if c.is_alphabetic() => 3,
        Some(c) if c.is_numeric() => 4,
        Some('@') => 5,
        _ => 6,
    }
}

/// A number for how often a word reports.
fn rates(rates: CueRates, upos: Upos) -> u16 {
    let step = |rate: u8| u16::from(rate.div_ceil(20));
    match upos {
        Upos::Verb | Upos::Aux => {
            1 + step(rates.clause) + 6 * step(rates.other) + 36 * step(rates.infinitive)
        }
        _ => 1000 + step(rates.noun) + 6 * step(rates.other),
    }
}

/// The distance from one token to another, with its side.
pub(crate) fn signed_bucket(from: usize, to: usize) -> u64 {
    bucket(from.abs_diff(to)) * 2 + u64::from(to > from)
}
