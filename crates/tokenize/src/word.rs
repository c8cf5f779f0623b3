use crate::lexicon::Lexicon;
use newsgraph_document::{Span, Token};

/// Whether the char parts chunks and belongs to no token.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{200E}' | '\u{200F}'
        )
        || c.is_control()
}

/// Where a run of blanks, or of other chars, that begins at `at` ends.
pub(crate) fn skip(text: &str, mut at: usize, blanks: bool) -> usize {
    while let Some(&byte) = text.as_bytes().get(at) {
        let (blank, len) = if byte.is_ascii() {
            (byte <= b' ' || byte == 0x7F, 1)
        } else {
            let c = text[at..].chars().next().unwrap_or(' ');
            (is_blank(c), c.len_utf8())
        };
        if blank != blanks {
            break;
        }
        at += len;
    }
    at
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|w| word.eq_ignore_ascii_case(w))
}

/// What an apostrophe may join to the word before it.
const CLITICS: &[&str] = &["s", "re", "ve", "ll", "d", "m"];

pub(crate) fn is_double_quote(word: &str) -> bool {
    matches!(
        word,
        "\"" | "“" | "”" | "„" | "‟" | "«" | "»" | "''" | "``" | "’’" | "‘‘" | "＂"
    )
}

pub(crate) fn is_single_quote(word: &str) -> bool {
    matches!(word, "'" | "‘" | "’" | "`" | "‚" | "‹" | "›")
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´')
}

fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '£' | '€' | '¥' | '₹' | '₽' | '₩' | '₺' | '₪' | '₦' | '¢' | '฿'
    )
}

fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '−')
}

/// A char that is a token of its own wherever it stands in a chunk.
fn is_lone(c: char) -> bool {
    is_dash(c)
        || is_currency(c)
        || matches!(
            c,
            '"' | '“'
                | '”'
                | '„'
                | '‟'
                | '«'
                | '»'
                | '‹'
                | '›'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '<'
                | '>'
                | ';'
                | '!'
                | '?'
                | '…'
                | '|'
                | '•'
                | '·'
                | '*'
                | '~'
                | '='
                | '^'
                | '%'
                | '¿'
                | '¡'
                | '‚'
                | '＂'
                | '。'
                | '，'
                | '、'
                | '！'
                | '？'
                | '；'
                | '：'
                | '（'
                | '）'
                | '「'
                | '」'
                | '『'
                | '』'
                | '‐'
                | '×'
                | '→'
                | '©'
                | '®'
                | '™'
        )
}

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
            } else {
                len
            };
            out.push(Token {
                span: Span::new(at, at + len),
            });
            at += len;
        }
    }

    /// Whether a "No." is the answer, not the abbreviation: no number follows.
    fn is_answer(&self, start: usize, end: usize) -> bool {
        self.text[start..end].eq_ignore_ascii_case("no.") && {
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
        match &self.text[start..end] {
            "b" | "d" | "m" | "r" => before.ends_with('('),
            "c" | "ca" | "p" | "pp" | "vol" | "fig" => {
                let after = after[1..].trim_start();
                after.starts_with(|c: char| c.is_ascii_digit())
            }
            _ => false,
        }
    }

    fn before_is_word(&self, at: usize) -> bool {
        self.text[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
    }

    /// Length in bytes of the first token of a chunk's rest.
    fn first(&self, rest: &str, fresh: bool) -> usize {
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == rest.len() && letters > 0 {
            return shorten(rest, "");
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
            return apostrophe(rest, first, second, fresh);
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
            if c == '$' || c == '.' && self.lexicon.goes_on(&rest[..end]) && end > 2 {
                break;
            }
            previous = c;
            let plain = alphanumeric(end);
            if plain > 0 {
                end += plain;
                previous = char::from(rest.as_bytes()[end - 1]);
            }
        }
        shorten(&rest[..end], &rest[end..])
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
                let run = tail
                    .chars()
                    .take_while(|c| c.is_alphanumeric())
                    .map(char::len_utf8)
                    .sum::<usize>();
                let clitic = is_one_of(&tail[..run], CLITICS);
                let negated =
                    tail[..run].eq_ignore_ascii_case("t") && previous.eq_ignore_ascii_case(&'n');
                !(letters && !clitic || negated || (clitic && previous.is_ascii_digit()))
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
                let glued = tail >= 2 && n.is_uppercase() && previous.is_lowercase();
                // "Ph.D."
                let dotted = rest[1 + n.len_utf8()..].starts_with('.');
                !glued || dotted || self.lexicon.is_title(word)
            }
            _ => self.lexicon.keeps_stop(word),
        }
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
}

/// A rest that begins with an apostrophe: a clitic, an elision, two marks in one, or a mark.
fn apostrophe(rest: &str, first: char, second: Option<char>, fresh: bool) -> usize {
    let width = first.len_utf8();
    // "rock 'n' roll"
    if fresh
        && rest[width..]
            .strip_prefix(['n', 'N'])
            .is_some_and(|end| end.strip_prefix(first) == Some(""))
    {
        return rest.len();
    }
    if second == Some(first)
        && (first != '’' || fresh || rest.chars().nth(2).is_none_or(|c| !c.is_alphanumeric()))
    {
        return width * 2;
    }
    let tail = &rest[width..];
    let letters = tail
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .map(char::len_utf8)
        .sum::<usize>();
    let word = &tail[..letters];
    let clitic = is_one_of(word, CLITICS);
    let elided = fresh
        && (is_one_of(word, &["em", "til", "tis", "twas", "cause", "bout"]) || is_decade(word));
    if (clitic && (!fresh || tail.len() == letters) && first != '‘') || elided {
        return width + letters;
    }
    width
}

/// Leaves off what a word's last letters split into: n't, not of cannot, na of gonna.
fn shorten(word: &str, after: &str) -> usize {
    if !may_shorten(word) {
        return word.len();
    }
    let whole = after.chars().next().is_none_or(|c| !c.is_alphanumeric());
    if whole && word.len() <= 7 {
        if is_one_of(word, &["cannot", "gonna", "gotta", "wanna"]) {
            return 3;
        }
        // Contractions without their apostrophe.
        if is_one_of(word, WITHOUT_APOSTROPHE) {
            return word.len() - 2;
        }
        if is_one_of(word, &["im", "thats", "whats"]) {
            return word.len() - 1;
        }
        // "7:30pm"
        let clock = word.len() - 2;
        let digits = word.as_bytes()[..clock]
            .iter()
            .all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'));
        if digits && clock > 0 && word.is_char_boundary(clock) {
            let half = &word[clock..];
            if half.eq_ignore_ascii_case("am") || half.eq_ignore_ascii_case("pm") {
                return clock;
            }
        }
    }
    let negation = ["n't", "n’t"].iter().find(|n| {
        let at = word.len().saturating_sub(n.len());
        at > 0 && word.is_char_boundary(at) && word[at..].eq_ignore_ascii_case(n)
    });
    negation.map_or(word.len(), |n| word.len() - n.len())
}

/// Whether the last two letters are those of a word that [`shorten`] knows.
fn may_shorten(word: &str) -> bool {
    let [.., before, last] = word.as_bytes() else {
        return false;
    };
    matches!(
        [before.to_ascii_lowercase(), last.to_ascii_lowercase()],
        // The byte before a "t" is the last of either apostrophe, too.
        [b'n' | b'o' | b'\'' | 0x99, b't']
            | [b'v' | b'r', b'e']
            | [b'l', b'l']
            | [b'n' | b't', b'a']
            | [b'i' | b'a' | b'p', b'm']
            | [b't', b's']
    )
}

/// Contractions of two words, the second of two letters, as they are written without an apostrophe.
const WITHOUT_APOSTROPHE: &[&str] = &[
    "dont", "didnt", "doesnt", "couldnt", "wouldnt", "shouldnt", "isnt", "wasnt", "arent",
    "werent", "hasnt", "havent", "hadnt", "aint", "wont", "cant", "ive", "youve", "weve", "theyve",
    "youre", "theyre", "youll", "theyll",
];

/// Length of a character reference of HTML at the start of a rest: "&nbsp;", "&#39;".
fn entity(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('&')?;
    let len = name
        .bytes()
        .take(8)
        .take_while(|&b| b.is_ascii_alphanumeric() || b == b'#')
        .count();
    (len >= 2 && name[len..].starts_with(';')).then_some(len + 2)
}

/// Length of an emoticon at the start of a chunk, one that ends it or stands before a mark.
fn emoticon(chunk: &str) -> Option<usize> {
    let first = chunk.as_bytes().first()?;
    if !matches!(first, b':' | b';' | b'=') {
        return None;
    }
    let nose = usize::from(chunk.as_bytes().get(1) == Some(&b'-'));
    let mouth = *chunk.as_bytes().get(1 + nose)?;
    let letter = matches!(mouth, b'D' | b'P' | b'p' | b'o' | b'O');
    let end = 2 + nose;
    let rest = chunk.get(end..)?;
    let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    (ends && (letter || matches!(mouth, b')' | b'(' | b'/' | b'|'))).then_some(end)
}

/// A two-digit decade after an apostrophe: '90s.
fn is_decade(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && matches!(&word[2..], "" | "s" | "S")
}

/// The longest part of a mail address before its sign; bounds the search for it.
const LOCAL_PART: usize = 64;

/// Length of a web or mail address, handle or hashtag at the start of a chunk.
fn address(chunk: &str) -> Option<usize> {
    let starts = |prefix: &str| {
        let bytes = chunk.as_bytes();
        bytes.len() > prefix.len() && bytes[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes())
    };
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let first = chunk.chars().next()?;
    if matches!(first, '@' | '#') {
        let name = run(&chunk[1..], part);
        // "#1" is a number with its sign.
        let number = first == '#' && chunk.as_bytes()[1..=name].iter().all(u8::is_ascii_digit);
        return (name > 0).then_some(if number { 1 } else { 1 + name });
    }
    if !first.is_alphanumeric() {
        return None;
    }
    if starts("http://") || starts("https://") || starts("www.") {
        let body = chunk.trim_end_matches([
            '.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '"', '\'', '”', '’', '…', '»',
        ]);
        return Some(body.len());
    }
    let at = memchr::memchr(b'@', &chunk.as_bytes()[..chunk.len().min(LOCAL_PART)])?;
    let mail = |c: char| part(c) || matches!(c, '.' | '-' | '+' | '%');
    let domain = &chunk[at + 1..];
    let domain = domain[..run(domain, mail)].trim_end_matches(['.', '-', '+', '%']);
    let sound = chunk[..at].chars().all(mail) && domain.contains('.');
    sound.then_some(at + 1 + domain.len())
}

/// Bytes at the start of the text whose chars are all of a kind.
fn run(text: &str, kind: impl Fn(char) -> bool) -> usize {
    text.find(|c| !kind(c)).unwrap_or(text.len())
}
