//! A text as words that can be compared: without case, marks, and ways to write a number.

use crate::lexicon::{Class, Lexicon};
use newsgraph_document::Span;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// A word of a text as it is compared.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    /// Where it stands.
    pub(crate) span: Span,
    /// Small letters, plain marks, numbers as digits; empty where it is no word.
    pub(crate) form: String,
    pub(crate) kind: WordKind,
    /// Whether it begins with a capital that no sentence asks for.
    pub(crate) is_name: bool,
    /// Whether a sentence begins with it.
    pub(crate) begins: bool,
    /// Whether a comma, dash or the like stands before it.
    pub(crate) after_mark: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordKind {
    Word,
    /// Words are left out here: `...`, `[…]`.
    Gap,
    /// A word between brackets.
    Bracketed,
}

/// The words of a text between two bytes, in order; both lie on char boundaries.
pub(crate) fn words(text: &str, span: Span, lexicon: &Lexicon) -> Vec<Word> {
    let mut reader = Reader {
        text,
        lexicon,
        found: Vec::new(),
        begins: true,
        after_mark: false,
        depth: 0,
    };
    reader.read(span);
    numbers(reader.found, lexicon)
}

struct Reader<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    found: Vec<Word>,
    begins: bool,
    after_mark: bool,
    /// Brackets that are open.
    depth: usize,
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

impl Reader<'_> {
    fn read(&mut self, span: Span) {
        let text = &self.text[span];
        let mut rest = text.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let start = span.start() + at;
            if c.is_alphanumeric() || Self::opens_word(c, &text[at..]) {
                let len = length(&text[at..]);
                while rest.next_if(|(next, _)| *next < at + len).is_some() {}
                self.push_run(start, start + len);
            } else {
                self.sign(start, c, &text[at..]);
                if c == '.' || c == '…' {
                    while let Some((at, c)) = rest.next_if(|(_, next)| matches!(next, '.' | '…'))
                    {
                        self.widen_gap(span.start() + at + c.len_utf8());
                    }
                }
            }
        }
    }

    /// Whether a bracket opens that is closed within the word: "[w]e".
    fn opens_word(c: char, rest: &str) -> bool {
        let mut letters = rest.chars().skip(1);
        c == '['
            && letters.next().is_some_and(char::is_alphabetic)
            && letters.next() == Some(']')
            && letters.next().is_some_and(char::is_alphabetic)
    }

    fn sign(&mut self, start: usize, c: char, rest: &str) {
        match c {
            '.' if !(rest.starts_with("..") || rest.starts_with(". .")) => {
                // "U.S." and "Mr." end no sentence; a capital after other words tells a new one.
                self.begins = ends_sentence(&self.text[..start], &rest[1..]);
                self.after_mark |= self.begins;
            }
            '.' | '…' => self.gap(start, c),
            '!' | '?' | '\n' => self.begins = true,
            ':' | ';' | ',' | '–' | '—' | '(' | ')' => self.after_mark = true,
            '-' if rest.starts_with("--") || rest.starts_with("- ") => self.after_mark = true,
            '[' => self.depth += 1,
            ']' => self.depth = self.depth.saturating_sub(1),
            '"' | '“' => self.begins |= self.found.is_empty(),
            c => {
                if let Some(word) = self.lexicon.sign(c) {
                    let word = word.to_owned();
                    self.push(start, start + c.len_utf8(), word);
                }
            }
        }
    }

    fn gap(&mut self, start: usize, c: char) {
        let is_gap = |word: &Word| word.kind == WordKind::Gap;
        if !self.found.last().is_some_and(is_gap) {
            self.push(start, start + c.len_utf8(), String::new());
            if let Some(last) = self.found.last_mut() {
                last.kind = WordKind::Gap;
                last.is_name = false;
            }
        }
        self.widen_gap(start + c.len_utf8());
        self.after_mark = true;
    }

    /// Takes more marks of what is left out to the last one.
    fn widen_gap(&mut self, end: usize) {
        let last = self.found.last_mut();
        if let Some(last) = last.filter(|word| word.kind == WordKind::Gap) {
            last.span = Span::new(last.span.start(), end);
        }
    }

    /// A run of letters, digits, apostrophes.
    fn push_run(&mut self, start: usize, end: usize) {
        let mut form = plain(&self.text[start..end]);
        // "US" is no "us".
        let letters = self.text[start..end].chars().filter(|c| *c != '.');
        let is_loud = form.len() > 1 && letters.clone().all(char::is_uppercase);
        if is_loud && self.lexicon.class(&form) == Class::Small {
            form = letters.collect();
        }
        if let Some(long) = self.lexicon.long(&form) {
            let long: Vec<String> = long.iter().map(ToString::to_string).collect();
            self.push_all(start, end, end, long);
            return;
        }
        let cut = form.rfind('\'');
        let denied = form.strip_suffix("n't");
        let (head, tail) = match (denied, cut) {
            (Some(head), _) => (head, "n't"),
            (None, Some(at)) => form.split_at(at),
            (None, None) => (&form[..], ""),
        };
        let long = self.lexicon.long(tail).unwrap_or_default();
        let tails: Vec<String> = long.iter().map(ToString::to_string).collect();
        let head = if tails.is_empty() {
            form.trim_end_matches('\'')
        } else {
            head
        };
        let head = head.trim_matches('\'');
        let mut all = vec![head.strip_suffix("'s").unwrap_or(head).to_owned()];
        all.extend(tails);
        all.retain(|word| !word.is_empty());
        let raw = &self.text[start..end];
        // The first part ends where the apostrophe stands: both parts have spans of their own.
        let apart = raw.rfind(is_apostrophe).map_or(end, |at| {
            let before = raw[..at].chars().next_back().map_or(0, char::len_utf8);
            start + if denied.is_some() { at - before } else { at }
        });
        self.push_all(start, if apart > start { apart } else { end }, end, all);
    }

    fn push_all(&mut self, start: usize, apart: usize, end: usize, forms: Vec<String>) {
        let many = forms.len() > 1;
        for (at, form) in forms.into_iter().enumerate() {
            let (from, to) = match (many, at) {
                (true, 0) => (start, apart),
                (true, _) if apart < end => (apart, end),
                _ => (start, end),
            };
            self.push(from, to, form);
        }
    }

    fn push(&mut self, start: usize, end: usize, form: String) {
        let first = self.text[start..end].chars().find(|c| *c != '[');
        let kind = if self.depth > 0 {
            WordKind::Bracketed
        } else {
            WordKind::Word
        };
        self.found.push(Word {
            span: Span::new(start, end),
            is_name: first.is_some_and(char::is_uppercase) && !self.begins,
            begins: self.begins,
            after_mark: self.after_mark,
            form,
            kind,
        });
        self.begins = false;
        self.after_mark = false;
    }
}

/// Whether a full stop ends a sentence, by what stands around it.
fn ends_sentence(before: &str, after: &str) -> bool {
    let last: usize = before
        .chars()
        .rev()
        .take_while(|c| c.is_alphanumeric())
        .count();
    let is_initial = last == 1 && before.ends_with(char::is_uppercase);
    let mut next = after
        .chars()
        .filter(|c| !matches!(c, '"' | '”' | '\'' | '’' | ')'));
    !is_initial && next.next().is_none_or(char::is_whitespace)
}

/// Bytes of the word that a text begins with.
fn length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    let mut before = ' ';
    // Whether all so far is letters with full stops between them: "U.S", "e.g"; and the length of its last part.
    let (mut is_initials, mut part) = (true, 0);
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let joins = |c: char| c.is_alphanumeric();
        let inner = at > 0 && joins(before) && next.is_some_and(joins);
        let number = before.is_ascii_digit() && next.is_some_and(|c| c.is_ascii_digit());
        let passes = c.is_alphanumeric()
            || is_combining(c)
            || (is_apostrophe(c) && inner)
            || (matches!(c, '.' | ',') && inner && number)
            || (c == '.' && inner && is_initials && part == 1)
            || (c == '[' && at == 0)
            || (c == ']' && end > 0 && text.starts_with('[') && at < 6);
        if !passes {
            break;
        }
        is_initials &= c != '.' || part == 1;
        part = if c == '.' { 0 } else { part + 1 };
        before = if c == ']' { 'a' } else { c };
        end = at + c.len_utf8();
    }
    end
}

fn is_combining(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{ad}'
    )
}

/// The word in small letters and plain marks.
fn plain(word: &str) -> String {
    let whole: Cow<'_, str> = match is_nfkc_quick(word.chars()) {
        IsNormalized::Yes => word.into(),
        _ => word.nfkc().collect::<String>().into(),
    };
    let is_number = whole.starts_with(|c: char| c.is_ascii_digit());
    let mut form = String::with_capacity(whole.len());
    for c in whole.chars() {
        match c {
            '[' | ']' | '\u{ad}' | '\u{200c}' | '\u{200d}' => {}
            ',' if is_number => {}
            '.' if !is_number => {}
            c if is_apostrophe(c) => form.push('\''),
            c => form.extend(c.to_lowercase()),
        }
    }
    form
}

/// The words with numbers as digits, those of several words as one: "two million" is "2000000".
fn numbers(words: Vec<Word>, lexicon: &Lexicon) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    // The number that the last word tells: its sum, and what is still to be multiplied.
    let mut open: Option<(f64, f64)> = None;
    for mut word in words {
        let digits = word
            .form
            .parse::<f64>()
            .ok()
            .filter(|_| word.form.starts_with(|c: char| c.is_ascii_digit()));
        let small = lexicon.number(&word.form);
        let scale = lexicon.scale(&word.form);
        let apart = word.after_mark || word.kind == WordKind::Gap || word.begins;
        let told = match (open.filter(|_| !apart), digits.or(small), scale) {
            // "forty five"; but "two four" are two numbers.
            (Some((sum, last)), Some(value), _)
                if digits.is_none() && value < 10.0 && (20.0..100.0).contains(&last) =>
            {
                Some((sum, last + value, true))
            }
            (Some((sum, last)), Some(value), _)
                if digits.is_none() && last >= 100.0 && value < 100.0 =>
            {
                Some((sum + last, value, true))
            }
            (Some((sum, last)), None, Some(scale)) if last > 0.0 => Some((sum, last * scale, true)),
            (_, Some(value), _) => Some((0.0, value, false)),
            (_, None, _) => None,
        };
        open = told.map(|(sum, last, _)| (sum, last));
        match told {
            Some((sum, last, true)) => {
                if let Some(before) = out.last_mut() {
                    before.form = (sum + last).to_string();
                    before.span = before.span.cover(word.span);
                }
            }
            Some((sum, last, false)) => {
                word.form = (sum + last).to_string();
                out.push(word);
            }
            None => out.push(word),
        }
    }
    out
}

/// Words on one line.
pub(crate) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english_tables;

    #[test]
    fn ways_to_write_the_same_are_the_same_words() {
        let lexicon = Lexicon::from_tables(&english_tables()).expect("the tables are whole");
        let read = |text: &str| -> Vec<String> {
            let words = words(text, Span::new(0, text.len()), &lexicon);
            words.into_iter().map(|word| word.form).collect()
        };
        let same = [
            ("We WON'T go!", "we will not go"),
            ("they don’t", "they do not"),
            ("it cannot", "it can not"),
            ("1,000 people", "one thousand people"),
            ("$24 million", "$24,000,000"),
            ("forty-five", "forty five"),
            ("5%", "5 percent"),
            ("U.S. banks", "US banks"),
            ("[w]e go", "we go"),
            ("co\u{ad}operate", "cooperate"),
            ("ﬁne", "fine"),
            ("cafe\u{301}", "café"),
            ("go — now", "go, now"),
        ];
        for (one, other) in same {
            assert_eq!(read(one), read(other), "{one} / {other}");
        }
        let others = [
            ("US banks", "us banks"),
            ("14", "40"),
            ("1.5", "15"),
            ("two four", "24"),
            ("can", "could"),
            ("we go ... now", "we go now"),
        ];
        for (one, other) in others {
            assert_ne!(read(one), read(other), "{one} / {other}");
        }
    }

    #[test]
    fn each_word_has_its_own_span() {
        let lexicon = Lexicon::from_tables(&english_tables()).expect("the tables are whole");
        let text = "Ann’s bank doesn’t owe two million.";
        let found = words(text, Span::new(0, text.len()), &lexicon);
        let shown: Vec<&str> = found.iter().map(|word| &text[word.span]).collect();
        assert_eq!(
            shown,
            ["Ann’s", "bank", "does", "n’t", "owe", "two million"]
        );
    }
}
