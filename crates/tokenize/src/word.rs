use crate::address::{address, emoticon, entity};
use crate::lexicon::Lexicon;
use crate::mark::{is_apostrophe, is_blank, is_lone, letters};
use newsgraph_document::{Span, Token};

/// Splits one run of chars without blanks into tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chunk<'a> {
    pub(crate) text: &'a str,
    pub(crate) lexicon: &'a Lexicon,
}

impl Chunk<'_> {
    /// Appends the tokens of `text[start..end]`.
    pub(crate) fn split(&self, start: usize, end: usize, out: &mut Vec<Token>) {
        let mut at = start;
        while at < end {
            let rest = &self.text[at..end];
            let len = self.first(rest, at == start || !self.before_is_word(at));
            if len == 0 {
                break;
            }
            let len = if at + len == end && self.is_answer(at, end) {
                len - 1
            } else if at + len + 1 == end && self.is_note(at, at + len) {
                len + 1
            } else if self.is_lettered(at, at + len) {
                len - 1
            } else {
                len
            };
            out.push(Token {
                span: Span::new(at, at + len),
            });
            at += len;
        }
    }

    /// Whether a chunk of letters up to the second place, and of no more than a mark behind them, is a token of the
    /// letters, and one of the mark where there is one.
    pub(crate) fn is_plain(&self, start: usize, letters: usize, end: usize) -> bool {
        let word = &self.text[start..letters];
        let is_apart = match &self.text.as_bytes()[letters..end] {
            [] | [b',' | b';' | b':' | b'?' | b'!' | b')'] => true,
            b"." => !self.lexicon.keeps_stop(word) && !self.is_note(start, letters),
            _ => false,
        };
        is_apart && self.lexicon.cut(word, true) == word.len()
    }

    /// Whether a "No." is the answer, not the abbreviation: no number follows.
    fn is_answer(&self, start: usize, end: usize) -> bool {
        let word = self.text[start..end].strip_suffix('.');
        word.is_some_and(|word| self.lexicon.is_answer(word)) && {
            let after = self.text[end..].chars().find(|&c| !is_blank(c));
            after.is_none_or(|c| !(c.is_ascii_digit() || c == '#'))
        }
    }

    /// Whether a short word keeps the stop after it, which ends the chunk, in a note: "(b. 1950)",
    /// "p. 28".
    fn is_note(&self, start: usize, end: usize) -> bool {
        let (before, after) = (&self.text[..start], &self.text[end..]);
        if !after.starts_with('.') {
            return false;
        }
        let word = &self.text[start..end];
        let number = || {
            let after = after[1..].trim_start();
            after.starts_with(|c: char| c.is_ascii_digit())
        };
        self.lexicon.is_bracketed(word) && before.ends_with('(')
            || self.lexicon.is_counting(word) && number()
            || self.lexicon.is_before_verse(word) && is_verse(after[1..].trim_start())
    }

    /// Whether a capital with its stop is a name that ends a sentence, not an initial: "in Group B. Fans came".
    fn is_lettered(&self, start: usize, end: usize) -> bool {
        let letter = self.text[start..end].strip_suffix('.');
        if !letter.is_some_and(|l| l.len() == 1 && l.starts_with(|c: char| c.is_ascii_uppercase()))
        {
            return false;
        }
        let before = self.text[..start].trim_end_matches(' ');
        let word = before.rfind(|c: char| !c.is_alphanumeric());
        let word = word.map_or(before, |at| {
            before[at..].trim_start_matches(|c: char| !c.is_alphanumeric())
        });
        let after = self.text[end..].trim_start_matches(['”', '"', '’', '\'', ')']);
        let ends = after.is_empty() || after.starts_with(is_blank);
        let next = after.chars().find(|&c| !is_blank(c));
        before.len() < start
            && self.lexicon.is_lettered(word)
            && ends
            && next.is_none_or(|c| !c.is_lowercase() && !matches!(c, ',' | ';' | ':'))
    }

    fn before_is_word(&self, at: usize) -> bool {
        self.text[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
    }

    /// Length in bytes of the first token of a chunk's rest.
    fn first(&self, rest: &str, fresh: bool) -> usize {
        let letters = letters(rest.as_bytes());
        if letters == rest.len() && letters > 0 {
            return self.shorten(rest, "");
        }
        let mut chars = rest.chars();
        let Some(first) = chars.next() else { return 0 };
        let second = chars.next();
        if fresh && let Some(len) = address(rest).or_else(|| emoticon(rest)) {
            return len;
        }
        if first == '.' {
            let dots = rest.bytes().take_while(|&b| b == b'.').count();
            let decimal = dots == 1 && fresh && second.is_some_and(|c| c.is_ascii_digit());
            return if decimal { self.word(rest) } else { dots };
        }
        if is_apostrophe(first) {
            return self.apostrophe(rest, first, second, fresh);
        }
        if first == '-' {
            let run = rest.bytes().take_while(|&b| b == b'-').count();
            let signed = run == 1 && fresh && second.is_some_and(|c| c.is_ascii_digit());
            return if signed { self.word(rest) } else { run };
        }
        if let Some(len) = entity(rest) {
            return len;
        }
        if matches!(first, '!' | '?' | '*' | '=' | '_' | '~' | '<' | '>') {
            return rest
                .chars()
                .take_while(|&c| c == first || (first == '?' && c == '!'))
                .map(char::len_utf8)
                .sum();
        }
        if is_lone(first)
            || (matches!(first, ',' | ':' | '/' | '\\' | '&' | '+')
                && !(first == '+' && fresh && second.is_some_and(|c| c.is_ascii_digit())))
        {
            return first.len_utf8();
        }
        self.word(rest)
    }

    /// Length of the word at the start of a rest.
    fn word(&self, rest: &str) -> usize {
        let alphanumeric = |from: usize| {
            let bytes = &rest.as_bytes()[from..];
            bytes
                .iter()
                .take_while(|b| b.is_ascii_alphanumeric())
                .count()
        };
        let mut end = alphanumeric(0);
        let mut previous = rest[..end].chars().next_back().unwrap_or(' ');
        while let Some(c) = rest[end..].chars().next() {
            let next = rest[end + c.len_utf8()..].chars().next();
            if end > 0 && self.breaks(&rest[..end], previous, c, &rest[end..], next) {
                break;
            }
            end += c.len_utf8();
            // The amount after "HK$" is a word of its own, and so is the name after "Mr.Lee".
            if c == '$' || c == '.' && self.is_glued(&rest[..end], &rest[end..]) {
                break;
            }
            previous = c;
            let plain = alphanumeric(end);
            if plain > 0 {
                end += plain;
                previous = char::from(rest.as_bytes()[end - 1]);
            }
        }
        self.shorten(&rest[..end], &rest[end..])
    }

    /// Whether a word ends before `c`.
    fn breaks(&self, word: &str, previous: char, c: char, rest: &str, next: Option<char>) -> bool {
        if c.is_alphanumeric() {
            return false;
        }
        let digits = previous.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit());
        let letters = previous.is_alphanumeric() && next.is_some_and(char::is_alphanumeric);
        match c {
            '.' => !self.keeps_stop(word, previous, rest, next),
            '-' => !(letters && self.keeps_hyphen(word, &rest[1..], digits)),
            ',' | ':' => !digits,
            '/' => !(digits || (letters && word.len() == 1 && rest.len() == 2)),
            c if is_apostrophe(c) => {
                let tail = &rest[c.len_utf8()..];
                let tail = &tail[..alphanumeric(tail)];
                let clitic = self.lexicon.is_clitic(tail);
                !(letters && !clitic
                    || clitic && previous.is_ascii_digit()
                    || self.lexicon.is_ending(word, tail))
            }
            '&' => !letters || entity(rest).is_some(),
            '_' | '@' | '#' => !letters,
            '$' => {
                !(word.len() <= 4
                    && word.chars().all(|c| c.is_ascii_uppercase())
                    && next.is_some_and(|n| n.is_ascii_digit()))
            }
            c if is_lone(c) => true,
            '\u{AD}' | '\u{200D}' | '\u{200C}' => false,
            // Combining marks and the like stay with their base.
            c => {
                c.is_ascii_punctuation()
                    || matches!(c, '\u{2010}'..='\u{205E}' | '\u{3000}'..='\u{303F}')
            }
        }
    }

    /// Whether a full stop belongs to the word before it.
    fn keeps_stop(&self, word: &str, previous: char, rest: &str, next: Option<char>) -> bool {
        if rest.starts_with("..") {
            return false;
        }
        match next {
            Some(n) if n.is_ascii_digit() => previous.is_ascii_digit() || word.is_empty(),
            // "said.The" is two words; "U.S.A" and "example.com" are one.
            Some(n) if n.is_alphabetic() => {
                let tail: usize = word.chars().rev().take_while(|c| c.is_alphabetic()).count();
                let after = &rest[1..];
                let number = word.bytes().all(|b| b.is_ascii_digit()) && is_title_case(after);
                let glued = number || tail >= 2 && previous.is_lowercase();
                // "Ph.D."
                let dotted = after[n.len_utf8()..].starts_with('.');
                let domain = || self.lexicon.is_domain(&after[..alphanumeric(after)]);
                !(glued && n.is_uppercase()) || dotted || self.lexicon.is_title(word) || domain()
            }
            _ => self.lexicon.keeps_stop(word),
        }
    }

    /// Whether a name or a sentence begins right after a word with its stop: "Mr.Lee", "the U.S.The".
    fn is_glued(&self, word: &str, after: &str) -> bool {
        let dotted = || word.strip_suffix('.').is_some_and(Lexicon::is_dotted);
        word.len() > 2 && (self.lexicon.goes_on(word) || is_title_case(after) && dotted())
    }

    /// Whether a hyphen between two parts of a word belongs to it: after a prefix, in a telephone
    /// number or a code.
    fn keeps_hyphen(&self, word: &str, rest: &str, digits: bool) -> bool {
        if digits {
            let run = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
            let before = word.bytes().rev().take_while(u8::is_ascii_digit).count();
            let after = run(rest);
            let date = word.len() == before
                && before == 4
                && after == 2
                && rest.as_bytes().get(2) == Some(&b'-');
            return date
                || (word.contains('-') && before <= 4)
                || (before == 3 && matches!(after, 3 | 4));
        }
        self.lexicon.is_prefix(word)
    }

    /// A rest that begins with an apostrophe: a clitic, an elision, two marks in one, or a mark.
    fn apostrophe(&self, rest: &str, first: char, second: Option<char>, fresh: bool) -> usize {
        let width = first.len_utf8();
        // "rock 'n' roll"
        let inner = rest[width..].strip_suffix(first);
        if fresh && inner.is_some_and(|word| self.lexicon.is_between(word)) {
            return rest.len();
        }
        if second == Some(first)
            && (first != '’' || fresh || rest.chars().nth(2).is_none_or(|c| !c.is_alphanumeric()))
        {
            return width * 2;
        }
        let tail = &rest[width..];
        let word = &tail[..alphanumeric(tail)];
        let clitic = self.lexicon.is_clitic(word) && (!fresh || word == tail) && first != '‘';
        if clitic || fresh && self.lexicon.is_elided(word) {
            return width + word.len();
        }
        width
    }

    /// Length of a word, which `after` follows, without what at its end is a word of its own.
    fn shorten(&self, word: &str, after: &str) -> usize {
        let is_whole = after.chars().next().is_none_or(|c| !c.is_alphanumeric());
        self.lexicon.cut(word, is_whole)
    }
}

/// Whether a text begins with a capital and a small letter.
fn is_title_case(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

/// Whether a text begins with a chapter and a verse: "4:8".
fn is_verse(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(':');
    digits > 0 && rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Bytes of the letters and digits at the start of a text.
fn alphanumeric(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len())
}
