use crate::boundary::{Boundaries, Class};
use crate::doubt::Doubt;
use crate::lexicon::Lexicon;
use crate::mark::{is_double_quote, is_single_quote};
use crate::paragraph::{Inside, Paragraph};
use newsgraph_document::{Sentence, Span, Token, TokenizedText};
use std::ops::Range;

/// Finds sentences among the tokens of a text.
pub(crate) struct SentenceSplitter<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) lexicon: &'a Lexicon,
}

/// The longest row of closing marks, notes and tags after a sentence.
const CLOSING: usize = 16;

impl SentenceSplitter<'_> {
    /// Sentences in order, each token in exactly one; without a model the rules decide all.
    pub(crate) fn split(&self, boundaries: Option<&Boundaries>) -> Vec<Sentence> {
        match boundaries {
            Some(model) => {
                self.split_by(|doubt| model.is_boundary(&doubt.coarse(), || doubt.fine()))
            }
            None => self.split_by(|doubt| doubt.rule),
        }
    }

    /// As [`Self::split`], with the gaps that are in doubt decided by the caller.
    pub(crate) fn split_by(&self, mut decide: impl FnMut(&Doubt<'_>) -> bool) -> Vec<Sentence> {
        let wrapped = is_wrapped(self.text);
        let mut sentences = Vec::new();
        let mut paragraph = Paragraph::default();
        let mut number = 0;
        let mut headline: Option<Span> = None;
        while paragraph.tokens.end < self.tokens.len() {
            self.advance(&mut paragraph, wrapped);
            let Range { start, end } = paragraph.tokens;
            let forced = headline.and_then(|h| self.repeats(h, start));
            self.split_paragraph(&paragraph, forced, &mut decide, |tokens| {
                let (first, last) = (self.tokens[tokens.start], self.tokens[tokens.end - 1]);
                sentences.push(Sentence {
                    span: first.span.cover(last.span),
                    tokens,
                    paragraph: number,
                });
            });
            if number == 0 && sentences.len() == 1 {
                headline = Some(sentences[0].span).filter(|_| self.is_headline(end - 1));
            }
            number += 1;
        }
        sentences
    }

    /// Goes on to the next paragraph.
    fn advance(&self, paragraph: &mut Paragraph, wrapped: bool) {
        let start = paragraph.tokens.end;
        let end = (start + 1..self.tokens.len())
            .find(|&next| self.is_paragraph_end(next, wrapped))
            .unwrap_or(self.tokens.len());
        let mut marks = [false; 2];
        paragraph.set(start..end, |token| match self.class(token) {
            class @ (Class::Quote | Class::OpenQuote | Class::CloseQuote) => {
                self.side(token, class, &mut marks)
            }
            class => class,
        });
    }

    /// The class of a quotation mark, one that is glued to words on both sides told by whether a double or a single one
    /// is open before it: "left.“We", "go.”The".
    fn side(&self, token: usize, class: Class, open: &mut [bool; 2]) -> Class {
        let word = self.word(token);
        let open = &mut open[usize::from(is_single_quote(word))];
        let side = match class {
            Class::Quote if self.is_between_sentences(token) => {
                let opens = matches!(word, "“" | "„" | "«" | "‘") || !*open;
                if opens {
                    Class::OpenQuote
                } else {
                    Class::CloseQuote
                }
            }
            class => class,
        };
        *open = match side {
            Class::OpenQuote => true,
            Class::CloseQuote => false,
            _ => *open,
        };
        side
    }

    /// Whether a mark stands right between a stop and a capital.
    fn is_between_sentences(&self, token: usize) -> bool {
        let Some(before) = token.checked_sub(1) else {
            return false;
        };
        let [before, this, after] = [before, token, token + 1].map(|t| self.tokens.get(t).copied());
        let (Some(before), Some(this), Some(after)) = (before, this, after) else {
            return false;
        };
        before.span.end() == this.span.start()
            && this.span.end() == after.span.start()
            && matches!(&self.text[before.span], "." | "!" | "?" | "," | "…")
            && self.text[after.span].starts_with(char::is_uppercase)
    }

    fn split_paragraph(
        &self,
        paragraph: &Paragraph,
        forced: Option<usize>,
        decide: &mut impl FnMut(&Doubt<'_>) -> bool,
        mut found: impl FnMut(Range<usize>),
    ) {
        let Range { start: first, end } = paragraph.tokens;
        let mut start = first;
        let mut inside = Inside::default();
        let text = TokenizedText {
            text: self.text,
            tokens: self.tokens,
            sentences: &[],
        };
        for at in first..end {
            let next = at + 1;
            // Nearly half of all gaps lie between two words in small letters.
            if forced.is_none() && paragraph.are_lower(at) {
                inside.pass(Class::Lower);
                continue;
            }
            let near = paragraph.near(at);
            inside.enter(paragraph, at);
            let title = forced == Some(self.tokens[at].span.end()) && !near[2].never_begins();
            let ends = next == end || title || {
                let spaced = self.tokens[at].span.end() < self.tokens[next].span.start();
                Self::is_in_doubt(near, spaced) && {
                    let doubt = Doubt {
                        text,
                        paragraph,
                        near,
                        inside,
                        start,
                        at,
                        spaced,
                        rule: self.ends(paragraph, start, at, spaced),
                    };
                    self.settled(&doubt).unwrap_or_else(|| decide(&doubt))
                }
            };
            inside.pass(near[1]);
            if ends {
                found(start..next);
                start = next;
            }
        }
    }

    fn class(&self, token: usize) -> Class {
        let span = self.tokens[token].span;
        if self.text.as_bytes()[span.start()].is_ascii_lowercase() && Class::is_short(span.len()) {
            return Class::Lower;
        }
        let word = &self.text[span];
        match Class::of(word) {
            Class::Capital if self.lexicon.is_common(word) => return Class::Common,
            Class::Initial if self.lexicon.is_letter_word(word) => return Class::Letter,
            Class::Quote => {}
            class => return class,
        }
        let tight_left = token > 0 && self.tokens[token - 1].span.end() == span.start();
        let tight_right = self
            .tokens
            .get(token + 1)
            .is_some_and(|t| t.span.start() == span.end());
        match (tight_left, tight_right) {
            (false, true) => Class::OpenQuote,
            (true, false) => Class::CloseQuote,
            _ if matches!(&self.text[span], "”" | "»") => Class::CloseQuote,
            _ => Class::Quote,
        }
    }

    /// Whether a sentence may end here at all: not between two words in small letters, nor before a
    /// mark that none begins with.
    fn is_in_doubt([_, left, right, _]: [Class; 4], spaced: bool) -> bool {
        let word = matches!(left, Class::Lower | Class::Comma | Class::Hyphen);
        let name = matches!(left, Class::Capitals | Class::Number)
            || left.is_capitalised() && left != Class::Initial;
        !(right.never_begins()
            || left == Class::Tag && right == Class::Tag
            || (word || name) && matches!(right, Class::Lower | Class::Hyphen)
            || !spaced && (word || name))
    }

    pub(crate) fn word(&self, token: usize) -> &str {
        &self.text[self.tokens[token].span]
    }

    /// Whether a paragraph ends before this token.
    fn is_paragraph_end(&self, next: usize, wrapped: bool) -> bool {
        let (end, start) = (
            self.tokens[next - 1].span.end(),
            self.tokens[next].span.start(),
        );
        if end == start || end + 1 == start && self.text.as_bytes()[end] == b' ' {
            return false;
        }
        let between = &self.text[end..start];
        let lines = between
            .matches(['\n', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}'])
            .count()
            .max(between.matches('\r').count());
        let indented = between.ends_with('\t') || between.ends_with("   ");
        lines > 1 || lines == 1 && (indented || !wrapped)
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
    fn ends(&self, paragraph: &Paragraph, start: usize, at: usize, spaced: bool) -> bool {
        let next = at + 1;
        if !self.is_mark(at) && !self.word(at).ends_with('.') {
            return false;
        }
        // Closing marks belong to the sentence before them.
        if self.closes(next) {
            return false;
        }
        let mut last = at;
        while last > start && at - last < CLOSING {
            if let Some(open) = paragraph.note(last).filter(|&open| open > start) {
                last = open - 1;
            } else if let Some(tag) = self.tag(start, last) {
                last = tag - 1;
            } else if self.closes(last) {
                last -= 1;
            } else {
                break;
            }
        }
        let end = self.word(last);
        let closed = last < at;
        let follows = self.word(next);
        let lower = follows.chars().next().is_some_and(char::is_lowercase);
        match end {
            "." => !lower && (spaced || self.starts_capitalised(next)),
            _ if end.chars().all(|c| matches!(c, '!' | '?')) => {
                let goes_on = lower || matches!(follows, "," | "-" | "–" | "—");
                !(goes_on || closed && self.is_reported(next))
            }
            "…" | "..." | "...." => {
                let goes_on = lower || self.lexicon.is_letter_word(follows);
                spaced && !(goes_on || closed && self.is_reported(next))
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

    /// Where a tag of HTML begins that ends with this token and stands after a token of the sentence.
    pub(crate) fn tag(&self, start: usize, close: usize) -> Option<usize> {
        if self.word(close) != ">" || close < start + 3 {
            return None;
        }
        let open = (close.saturating_sub(4).max(start + 1)..close)
            .rev()
            .find(|&token| self.word(token) == "<")?;
        let text = &self.text[self.tokens[open].span.start()..self.tokens[close].span.end()];
        (!text.contains(char::is_whitespace)).then_some(open)
    }

    /// Whether a token begins with no letter or digit of ASCII.
    fn is_mark(&self, token: usize) -> bool {
        !self.text.as_bytes()[self.tokens[token].span.start()].is_ascii_alphanumeric()
    }

    /// A mark or bracket that closes what stands before it.
    fn closes(&self, token: usize) -> bool {
        if !self.is_mark(token) {
            return false;
        }
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

    pub(crate) fn starts_capitalised(&self, token: usize) -> bool {
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
