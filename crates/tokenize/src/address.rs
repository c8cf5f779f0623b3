//! Addresses, character references and emoticons: what is one word by how it is written in any language.

/// Length of a character reference of HTML at the start of a rest: "&nbsp;", "&#39;".
pub(crate) fn entity(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('&')?;
    let len = name
        .bytes()
        .take(8)
        .take_while(|&b| b.is_ascii_alphanumeric() || b == b'#')
        .count();
    (len >= 2 && name[len..].starts_with(';')).then_some(len + 2)
}

/// Length of an emoticon at the start of a chunk, one that ends it or stands before a mark.
pub(crate) fn emoticon(chunk: &str) -> Option<usize> {
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

/// The longest part of a mail address before its sign; bounds the search for it.
const LOCAL_PART: usize = 64;

/// Length of a web or mail address, handle or hashtag at the start of a chunk.
pub(crate) fn address(chunk: &str) -> Option<usize> {
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
