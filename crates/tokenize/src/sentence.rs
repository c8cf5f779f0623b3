use crate::boundary::{Class, FEATURES, feature, form, is_boundary};
use crate::lexicon::Lexicon;
use crate::word::{is_double_quote, is_single_quote};
use newsgraph_document::{Sentence, Span, Token};

/// Finds sentences among the tokens of a text.
pub(crate) struct SentenceSplitter<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) lexicon: &'a Lexicon,
}

/// What stands between two tokens.
#[derive(Clone, Copy, PartialEq)]
enum Gap {
    Nothing,
    Space,
    Paragraph,
}

impl SentenceSplitter<'_> {
    /// Sentences in order, each token in exactly one.
    pub(crate) fn split(&self) -> Vec<Sentence> {
        self.split_by(|_, features, _| is_boundary(features))
    }

    /// As [`Self::split`], with the gaps after a token that are in doubt decided by their features and
    /// by what the rules say.
    pub(crate) fn split_by(
        &self,
        mut decide: impl FnMut(usize, &[u32; FEATURES], bool) -> bool,
    ) -> Vec<Sentence> {
        let wrapped = is_wrapped(self.text);
        let mut sentences = Vec::new();
        let (mut start, mut paragraph) = (0, 0);
        // The last token before closing marks and bracketed notes.
        let mut anchor = Class::Outside;
        // Classes of the token before, this one and the next two.
        let mut near = [Class::Outside, self.class(0), self.class(1), self.class(2)];
        let mut headline: Option<Span> = None;
        let mut forced = None;
        for at in 0..self.tokens.len() {
            let next = at + 1;
            let gap = if next == self.tokens.len() {
                Gap::Paragraph
            } else {
                self.gap(next, wrapped)
            };
            let ends = gap == Gap::Paragraph
                || forced == Some(self.tokens[at].span.end())
                || self.is_in_doubt(&near, gap) && {
                    let rule = self.ends(start, at, gap);
                    // A word that only begins sentences settles what an abbreviation leaves open.
                    let starter = rule && near[1] == Class::Abbreviation && self.is_starter(next);
                    starter
                        || decide(
                            at,
                            &self.features(&near, anchor, (start, at), gap, rule),
                            rule,
                        )
                };
            if !matches!(near[1], Class::Close | Class::Quote) {
                anchor = near[1];
            }
            near = [near[1], near[2], near[3], self.class(at + 3)];
            if !ends {
                continue;
            }
            let span = self.tokens[start].span.cover(self.tokens[at].span);
            sentences.push(Sentence {
                span,
                tokens: start..next,
                paragraph,
            });
            start = next;
            if gap == Gap::Paragraph && next < self.tokens.len() {
                if headline.is_none() && sentences.len() == 1 {
                    headline = Some(span).filter(|_| self.is_headline(at));
                }
                paragraph += 1;
                anchor = Class::Outside;
                forced = headline.and_then(|h| self.repeats(h, next));
            }
        }
        sentences
    }

    fn is_starter(&self, token: usize) -> bool {
        self.starts_capitalised(token) && self.lexicon.is_starter(self.word(token))
    }

    fn class(&self, token: usize) -> Class {
        self.tokens
            .get(token)
            .map_or(Class::Outside, |token| Class::of(&self.text[token.span]))
    }

    /// Whether a sentence may end here at all: not between two words in small letters, nor before a
    /// mark that none begins with.
    fn is_in_doubt(&self, near: &[Class; 4], gap: Gap) -> bool {
        let [_, left, right, _] = *near;
        let word = matches!(left, Class::Lower | Class::Comma | Class::Hyphen);
        !(right.never_begins()
            || word && matches!(right, Class::Lower | Class::Hyphen)
            || gap == Gap::Nothing && word)
    }

    /// What speaks for and against a boundary in a gap.
    fn features(
        &self,
        near: &[Class; 4],
        anchor: Class,
        (start, at): (usize, usize),
        gap: Gap,
        rule: bool,
    ) -> [u32; FEATURES] {
        let [before, left, right, after] = near.map(|class| class as u32);
        let pair = left * 32 + right;
        let four = (before * 32 + left) * 1024 + right * 32 + after;
        let spaced = u32::from(gap == Gap::Space);
        let rule = u32::from(rule);
        let length = match at - start {
            0..=2 => (at - start) as u32,
            3..=4 => 3,
            5..=8 => 4,
            9..=17 => 5,
            _ => 6,
        };
        let word = |token: usize| {
            self.tokens
                .get(token)
                .map_or(0, |t| form(&self.text[t.span]))
        };
        let (own, next) = (word(at), word(at + 1));
        let (last, second) = (at.checked_sub(1).map_or(0, word), word(at + 2));
        let first = self.class(start) as u32;
        let anchored = anchor as u32;
        let state = rule * 2 + spaced;
        [
            feature(0, 0, rule),
            feature(1, pair, state),
            feature(2, before * 1024 + pair, state),
            feature(3, pair * 32 + after, state),
            feature(4, four, rule),
            feature(5, own, right),
            feature(6, next, left),
            feature(7, own, rule),
            feature(8, next, rule),
            feature(9, last, pair),
            feature(10, second, pair),
            feature(11, own, next),
            feature(12, pair, length),
            feature(13, anchored * 1024 + pair, rule),
            feature(14, first * 1024 + pair, length),
            feature(15, word(start), pair),
            feature(16, left, state * 8 + length),
            feature(17, right, state * 8 + length),
            feature(18, last, own ^ right),
            feature(19, anchored, four),
            feature(20, next, second),
            feature(21, next, length * 2 + rule),
        ]
    }

    fn word(&self, token: usize) -> &str {
        &self.text[self.tokens[token].span]
    }

    fn gap(&self, next: usize, wrapped: bool) -> Gap {
        let between = &self.text[self.tokens[next - 1].span.end()..self.tokens[next].span.start()];
        if between.is_empty() {
            return Gap::Nothing;
        }
        let lines = between
            .matches(['\n', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}'])
            .count()
            .max(between.matches('\r').count());
        let indented = between.ends_with('\t') || between.ends_with("   ");
        match lines {
            0 => Gap::Space,
            1 if wrapped && !indented => Gap::Space,
            _ => Gap::Paragraph,
        }
    }

    /// Whether the first paragraph, which ends at this token, reads as a title.
    fn is_headline(&self, last: usize) -> bool {
        last >= 2 && !matches!(self.word(last), "." | "!" | "?" | "”" | "\"" | ":")
    }

    /// Where a copy of the title ends that the paragraph at this token begins with, if text follows.
    fn repeats(&self, title: Span, first: usize) -> Option<usize> {
        let start = self.tokens[first].span.start();
        let rest = self.text[start..].strip_prefix(&self.text[title])?;
        rest.starts_with([' ', '\u{A0}'])
            .then_some(start + title.len())
    }

    /// Whether a sentence ends with the token at `at`, with another one following.
    fn ends(&self, start: usize, at: usize, gap: Gap) -> bool {
        let next = at + 1;
        // Closing marks belong to the sentence before them.
        if self.closes(next) {
            return false;
        }
        let mut last = at;
        while last > start && self.closes(last) {
            last -= 1;
        }
        let end = self.word(last);
        let closed = last < at;
        let follows = self.word(next);
        let lower = follows.chars().next().is_some_and(char::is_lowercase);
        match end {
            "." => !lower && (gap != Gap::Nothing || self.starts_capitalised(next)),
            _ if end.chars().all(|c| matches!(c, '!' | '?')) => {
                let goes_on = lower || matches!(follows, "," | "-" | "–" | "—");
                !(goes_on || closed && self.is_reported(next))
            }
            "…" | "..." | "...." => {
                !lower && gap == Gap::Space && !(closed && self.is_reported(next)) && follows != "I"
            }
            "。" | "！" | "？" => true,
            _ if end.ends_with('.') && end.len() > 1 => {
                if self.lexicon.goes_on(end) && !closed {
                    return false;
                }
                !lower && (closed || self.lexicon.is_starter(follows)) || self.opens(next)
            }
            _ => false,
        }
    }

    /// A mark or bracket that closes what stands before it.
    fn closes(&self, token: usize) -> bool {
        let word = self.word(token);
        if matches!(word, ")" | "]" | "}" | "”" | "»") {
            return true;
        }
        let plain = is_double_quote(word) || is_single_quote(word);
        let attached =
            token > 0 && self.tokens[token - 1].span.end() == self.tokens[token].span.start();
        let spaced = self
            .tokens
            .get(token + 1)
            .is_none_or(|t| t.span.start() > self.tokens[token].span.end());
        let stop = self
            .tokens
            .get(token + 1)
            .is_some_and(|_| matches!(self.word(token + 1), "." | "," | "”" | "\"" | ")"));
        plain && attached && (spaced || stop)
    }

    /// A mark that opens a quotation.
    fn opens(&self, token: usize) -> bool {
        let word = self.word(token);
        (is_double_quote(word) || word == "‘") && !self.closes(token)
    }

    fn starts_capitalised(&self, token: usize) -> bool {
        let first = self.word(token).chars().next();
        first.is_some_and(char::is_uppercase) || self.opens(token)
    }

    /// Whether the words after a question or exclamation in quotes report it: "Why?" Smith asked.
    fn is_reported(&self, next: usize) -> bool {
        let end = (next + 5).min(self.tokens.len());
        for token in next..end {
            let word = self.word(token);
            if self.lexicon.is_reporting(word) {
                return true;
            }
            if !word.chars().next().is_some_and(char::is_uppercase) {
                return false;
            }
        }
        false
    }
}

/// Whether single line feeds of the text only wrap its lines: many lines go on in small letters.
fn is_wrapped(text: &str) -> bool {
    let (mut breaks, mut small) = (0usize, 0usize);
    let mut before_blank = true;
    for line in text.lines() {
        let blank = line.trim().is_empty();
        if !blank && !before_blank {
            breaks += 1;
            small += usize::from(line.trim_start().starts_with(char::is_lowercase));
        }
        before_blank = blank;
    }
    breaks >= 3 && small * 3 >= breaks
}
