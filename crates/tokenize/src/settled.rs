//! What the rules know for sure of a gap that may end a sentence.

use crate::boundary::Class;
use crate::doubt::Doubt;
use crate::paragraph::Paragraph;
use crate::sentence::SentenceSplitter;

/// Tokens between which the numbers of two footnotes stand.
const FOOTNOTES: usize = 500;

impl SentenceSplitter<'_> {
    /// What the rules know for sure: words that only begin sentences after an abbreviation, titles
    /// before names, a number after a full stop, the label before a headline ("Trump: I will win").
    pub(crate) fn settled(&self, doubt: &Doubt<'_>) -> Option<bool> {
        let [before, left, right, after] = doubt.near;
        let (at, next) = (doubt.at, doubt.at + 1);
        let word = self.word(at);
        let title = matches!(left, Class::Abbreviation | Class::Lower);
        if title && word.ends_with('.') && self.lexicon.goes_on(word) {
            return Some(false);
        }
        if left == Class::Number || right == Class::Number {
            // A footnote's number stands after the sentence that it belongs to.
            if self.is_footnote(doubt.paragraph, next) {
                return Some(false);
            }
            if at > doubt.start && self.is_footnote(doubt.paragraph, at) {
                return Some(true);
            }
        }
        // "1." counts what follows, and so does "3." where a language writes "3. März".
        let counts = (before, left) == (Class::Number, Class::Stop);
        if counts && (at == doubt.start + 1 || self.lexicon.is_after_ordinal(self.word(next))) {
            return Some(false);
        }
        if right == Class::Open && self.holds_on(doubt) {
            return Some(false);
        }
        // "Phil. 4:8"
        if right == Class::Number
            && self.lexicon.is_before_verse(word.trim_end_matches('.'))
            && word.ends_with('.')
        {
            return Some(false);
        }
        if !doubt.spaced && Self::is_glued(doubt) {
            return Some(true);
        }
        if left == Class::Stop
            && before == Class::Initial
            && at >= doubt.start + 2
            && right.is_capitalised()
            && self.lexicon.is_lettered(self.word(at - 2))
        {
            return Some(true);
        }
        let label = at - doubt.start <= 2 && before == Class::Capital;
        if left == Class::Colon && right.is_capitalised() && label {
            return Some(false);
        }
        if doubt.rule && self.tag(doubt.start, at).is_some() {
            return Some(true);
        }
        let short = left == Class::Abbreviation || left == Class::Lower && word.ends_with('.');
        let starter = short && self.is_starter(next);
        let counted = left == Class::Stop && (right, after) == (Class::Number, Class::Lower);
        let whole = at > doubt.start && self.word(at - 1).len() > 2;
        (doubt.rule && (starter || counted && whole)).then_some(true)
    }

    /// Whether two sentences stand side by side without a space: a stop, maybe with closing marks, before a capital or
    /// an opening mark.
    fn is_glued(doubt: &Doubt<'_>) -> bool {
        let [_, left, right, after] = doubt.near;
        let stops = |class| matches!(class, Class::Stop | Class::Question | Class::Exclamation);
        let begins = |class: Class| class.is_capitalised() || class == Class::Capitals;
        let ended = match left {
            Class::CloseQuote | Class::Close => stops(doubt.inside.anchor),
            _ => stops(left),
        };
        ended && (begins(right) || right == Class::OpenQuote && begins(after))
    }

    /// Whether the bracket that opens after the gap belongs to the sentence before it: a note as "[4]", or one after
    /// which the sentence goes on.
    fn holds_on(&self, doubt: &Doubt<'_>) -> bool {
        let open = doubt.at + 1;
        doubt.paragraph.closing(open).is_some_and(|close| {
            let follows = doubt.paragraph.class(close + 1);
            let called = matches!(doubt.near[1], Class::Question | Class::Exclamation);
            (self.word(open) == "[" && doubt.paragraph.note(close) == Some(open))
                || matches!(follows, Class::Comma | Class::Semicolon)
                || (called && follows == Class::Lower)
        })
    }

    /// Whether a token is the number of a footnote: one that stands between a full stop and a capital and counts on
    /// from the last such number nearby, or to the next. In a paragraph that begins with a number, numbers count steps.
    fn is_footnote(&self, paragraph: &Paragraph, token: usize) -> bool {
        self.footnote(token).is_some_and(|number| {
            let mut before = (token.saturating_sub(FOOTNOTES)..token).rev();
            let mut after = token + 1..token + FOOTNOTES;
            let is_next = |other: Option<u8>| other.is_some_and(|n| n.abs_diff(number) == 1);
            paragraph.class(paragraph.tokens.start) != Class::Number
                && (is_next(before.find_map(|token| self.footnote(token)))
                    || is_next(after.find_map(|token| self.footnote(token))))
        })
    }

    /// A number of one or two digits that stands between a full stop and a capital, after one space at most.
    fn footnote(&self, token: usize) -> Option<u8> {
        let (before, this) = (
            self.tokens.get(token.checked_sub(1)?)?,
            self.tokens.get(token)?,
        );
        let after = self.tokens.get(token + 1)?;
        let word = &self.text[this.span];
        let sound = word.len() <= 2
            && word.as_bytes()[0].is_ascii_digit()
            && matches!(&self.text[before.span], "." | "”" | "\"")
            && self.text[after.span].starts_with(char::is_uppercase)
            && this.span.start() - before.span.end() <= 1
            && this.span.end() < after.span.start();
        sound.then(|| word.parse().ok()).flatten()
    }

    fn is_starter(&self, token: usize) -> bool {
        self.starts_capitalised(token) && self.lexicon.is_starter(self.word(token))
    }
}
