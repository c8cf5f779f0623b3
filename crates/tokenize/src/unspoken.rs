//! Quotation marks around a name, which quote nobody: a nickname, the title of a work.

use crate::lexicon::Lexicon;
use newsgraph_document::{QuoteMark, TokenizedText};
use std::ops::Range;

/// The most words of a nickname, and of a title.
const NICKNAME: usize = 3;
const TITLE: usize = 9;

/// The most words of a headline; a longer sentence is none.
const HEADLINE: usize = 40;

/// How far around a title words are looked for that tell it from speech.
const AROUND: usize = 6;

/// Whether a pair of marks is around a name.
pub(crate) fn is_unspoken(text: TokenizedText<'_>, pair: &QuoteMark, lexicon: &Lexicon) -> bool {
    if pair.open.is_none() || pair.close.is_none() {
        return false;
    }
    let tokens = text.tokens_in(pair.span);
    if tokens.len() < 3 || tokens.len() > TITLE + 3 {
        return false;
    }
    let marked = Marked {
        text,
        lexicon,
        sentence: text.sentences[text.sentence_of(tokens.start)]
            .tokens
            .clone(),
        tokens,
    };
    marked.is_nickname() || marked.is_title()
}

struct Marked<'a> {
    text: TokenizedText<'a>,
    lexicon: &'a Lexicon,
    sentence: Range<usize>,
    /// The tokens of the pair, its marks included.
    tokens: Range<usize>,
}

impl Marked<'_> {
    /// A nickname between a given name and a surname: Ann “Big Annie” Lee.
    fn is_nickname(&self) -> bool {
        let inside = self.inside();
        let after = self.tokens.end;
        let given = self.tokens.start.checked_sub(1);
        let given =
            given.is_some_and(|token| self.sentence.contains(&token) && self.is_name(token));
        let surname = self.sentence.contains(&after) && self.is_name(after);
        given
            && surname
            && self.text.space_before(self.tokens.start)
            && self.text.space_before(after)
            && inside.len() <= NICKNAME
            && self.is_name(inside.end - 1)
            && inside.clone().all(|token| self.is_capitalised(token))
    }

    /// The title of a work, its words in capitals: the film “Salt Road”, his “Nine Bad Harvests.”
    fn is_title(&self) -> bool {
        let mut inside = self.inside();
        if matches!(self.text.word(inside.end - 1), "," | "." | "!" | "?") {
            inside.end -= 1;
        }
        let begins_sentence = self.tokens.start <= self.sentence.start;
        if inside.is_empty()
            || inside.len() > TITLE
            || begins_sentence
            || !self.is_title_case(&inside)
        {
            return false;
        }
        let before = self
            .sentence
            .start
            .max(self.tokens.start.saturating_sub(AROUND))..self.tokens.start;
        let after = self.tokens.end..self.sentence.end.min(self.tokens.end + AROUND);
        let word = |token: usize| self.text.word(token);
        let is_speech = before
            .clone()
            .chain(after)
            .any(|token| self.lexicon.is_voice(word(token)))
            || word(self.tokens.start - 1) == ":";
        let near = before.rev().take(AROUND / 2).map(word);
        let mut telling =
            near.filter(|word| self.lexicon.is_work(word) || self.lexicon.is_voice(word));
        if telling
            .next()
            .is_some_and(|word| self.lexicon.is_work(word))
        {
            return true;
        }
        let thing = self.lexicon.is_before_thing(word(self.tokens.start - 1));
        !is_speech && !thing && inside.len() > 1 && !self.is_in_headline()
    }

    /// Whether the long words around the marks all begin with capitals, so that those inside say nothing.
    fn is_in_headline(&self) -> bool {
        if self.sentence.len() > HEADLINE {
            return false;
        }
        let long = |token: &usize| {
            let word = self.text.word(*token);
            !self.tokens.contains(token)
                && word.starts_with(char::is_alphabetic)
                && word.chars().count() > 4
        };
        let (mut capitalised, mut small) = (0, 0);
        for token in self.sentence.clone().filter(long) {
            if self.is_capitalised(token) {
                capitalised += 1;
            } else {
                small += 1;
            }
        }
        capitalised > 1 && small == 0
    }

    fn inside(&self) -> Range<usize> {
        self.tokens.start + 1..self.tokens.end - 1
    }

    fn is_capitalised(&self, token: usize) -> bool {
        self.text.word(token).starts_with(char::is_uppercase)
    }

    /// A capitalised word that may be part of a name.
    fn is_name(&self, token: usize) -> bool {
        self.is_capitalised(token) && !self.lexicon.is_common(self.text.word(token))
    }

    /// Whether the first word, the last one and all long ones begin with a capital, and not all words are in capitals.
    fn is_title_case(&self, tokens: &Range<usize>) -> bool {
        let is_sound = |token: usize| {
            let word = self.text.word(token);
            let first = word.chars().next().unwrap_or(' ');
            let ends = token == tokens.start || token + 1 == tokens.end;
            let long = ends || word.chars().count() > 4;
            let mark = matches!(word, ":" | "&" | "-" | "’" | "'");
            mark || first.is_uppercase()
                || first.is_ascii_digit()
                || !long && first.is_lowercase()
                || first == '’'
                || first == '\''
        };
        let has_small = |token: usize| self.text.word(token).contains(char::is_lowercase);
        let capitalised = tokens.clone().filter(|&token| self.is_name(token)).count();
        tokens.clone().all(is_sound) && tokens.clone().any(has_small) && capitalised > 0
    }
}
