use crate::boundary::{COARSE, Class, FINE, feature, form, is_boundary};
use crate::lexicon::Lexicon;
use crate::word::{is_double_quote, is_single_quote};
use newsgraph_document::{Sentence, Span, Token};

/// Finds sentences among the tokens of a text.
pub(crate) struct SentenceSplitter<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) lexicon: &'a Lexicon,
}

/// A gap between two tokens that may end a sentence.
pub(crate) struct Doubt {
    /// Classes of the token before the left one, the left one, the right one and the one after.
    near: [Class; 4],
    /// Class of the last token before closing marks and bracketed notes.
    anchor: Class,
    /// The sentence's first token, and the left one.
    start: usize,
    pub(crate) at: usize,
    spaced: bool,
    /// Whether the rules end the sentence here.
    pub(crate) rule: bool,
}

impl Doubt {
    fn rule(&self) -> u32 {
        u32::from(self.rule)
    }

    fn state(&self) -> u32 {
        u32::from(self.rule) * 2 + u32::from(self.spaced)
    }

    /// Length of the sentence so far, in steps.
    fn length(&self) -> u32 {
        match self.at - self.start {
            short @ 0..=2 => short as u32,
            3..=4 => 3,
            5..=8 => 4,
            9..=17 => 5,
            _ => 6,
        }
    }
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
        self.split_by(|splitter, doubt| {
            is_boundary(&splitter.coarse(doubt), || splitter.fine(doubt))
        })
    }

    /// All features of a gap.
    #[cfg(feature = "train")]
    pub(crate) fn features(&self, doubt: &Doubt) -> impl Iterator<Item = usize> + Clone + use<> {
        let all = self.coarse(doubt).into_iter().chain(self.fine(doubt));
        all.map(|feature| feature as usize)
    }

    /// As [`Self::split`], with the gaps that are in doubt decided by the caller.
    pub(crate) fn split_by(&self, mut decide: impl FnMut(&Self, &Doubt) -> bool) -> Vec<Sentence> {
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
                || Self::is_in_doubt(near, gap) && {
                    let rule = self.ends(start, at, gap);
                    let doubt = Doubt {
                        near,
                        anchor,
                        start,
                        at,
                        spaced: gap == Gap::Space,
                        rule,
                    };
                    self.settled(&doubt).unwrap_or_else(|| decide(self, &doubt))
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

    /// What the rules know for sure: words that only begin sentences after an abbreviation, titles
    /// before names, a number after a full stop, the label before a headline ("Trump: I will win").
    fn settled(&self, doubt: &Doubt) -> Option<bool> {
        let [before, left, right, after] = doubt.near;
        let word = self.word(doubt.at);
        let title = left == Class::Abbreviation || word == "v.";
        if title && word.ends_with('.') && self.lexicon.goes_on(word) {
            return Some(false);
        }
        let label = doubt.at - doubt.start <= 2 && before == Class::Capital;
        if left == Class::Colon && matches!(right, Class::Initial | Class::Capital) && label {
            return Some(false);
        }
        let starter = left == Class::Abbreviation && self.is_starter(doubt.at + 1);
        let counted = left == Class::Stop && (right, after) == (Class::Number, Class::Lower);
        let whole = doubt.at > doubt.start && self.word(doubt.at - 1).len() > 2;
        (doubt.rule && (starter || counted && whole)).then_some(true)
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
    fn is_in_doubt([_, left, right, _]: [Class; 4], gap: Gap) -> bool {
        let word = matches!(left, Class::Lower | Class::Comma | Class::Hyphen);
        let name = matches!(left, Class::Capital | Class::Capitals | Class::Number);
        !(right.never_begins()
            || left == Class::Tag && right == Class::Tag
            || (word || name) && matches!(right, Class::Lower | Class::Hyphen)
            || gap == Gap::Nothing && (word || name))
    }

    /// What the classes of the words around a gap say for and against a boundary.
    fn coarse(&self, gap: &Doubt) -> [u32; COARSE] {
        let [before, left, right, after] = gap.near.map(|class| class as u32);
        let pair = left * 32 + right;
        let four = (before * 32 + left) * 1024 + right * 32 + after;
        let first = self.class(gap.start) as u32;
        let anchor = gap.anchor as u32;
        let (rule, state, length) = (gap.rule(), gap.state(), gap.length());
        [
            feature(0, 0, rule),
            feature(1, pair, state),
            feature(2, before * 1024 + pair, state),
            feature(3, pair * 32 + after, state),
            feature(4, four, rule),
            feature(12, pair, length),
            feature(13, anchor * 1024 + pair, rule),
            feature(14, first * 1024 + pair, length),
            feature(16, left, state * 8 + length),
            feature(17, right, state * 8 + length),
            feature(19, anchor, four),
        ]
    }

    /// What the words around a gap say.
    fn fine(&self, gap: &Doubt) -> [u32; FINE] {
        let [_, left, right, _] = gap.near.map(|class| class as u32);
        let pair = left * 32 + right;
        let at = gap.at;
        let word = |token: usize| {
            let span = self.tokens.get(token).map(|t| t.span);
            span.map_or(0, |span| form(&self.text[span]))
        };
        let (own, next, second) = (word(at), word(at + 1), word(at + 2));
        let last = at.checked_sub(1).map_or(0, word);
        let rule = gap.rule();
        [
            feature(5, own, right),
            feature(6, next, left),
            feature(7, own, rule),
            feature(8, next, rule),
            feature(9, last, pair),
            feature(10, second, pair),
            feature(11, own, next),
            feature(15, word(gap.start), pair),
            feature(18, last, own ^ right),
            feature(20, next, second),
            feature(21, next, gap.length() * 2 + rule),
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
