use crate::visible;
use newsgraph_document::{Document, Sentence, Syntax, TokenizedText};
use std::fmt::{self, Write};

/// The document as CoNLL-U: a block of ten columns for each sentence. Words that are written as
/// one (`do|n't`, `Kim|'s`) stand under a range line. Columns of an absent layer are `_`; without
/// sentences there are no blocks. Line ends and tabs in words are spaces, other control characters are
/// the replacement character, and in the id both are written as [`visible`] writes them.
pub fn to_conllu(document: &Document) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let written = write(&mut out, document);
    debug_assert!(written.is_ok());
    out
}

fn write(out: &mut String, document: &Document) -> fmt::Result {
    let Ok(text) = document.tokenized() else {
        return Ok(());
    };
    let syntax = document.syntax().ok();
    for (number, sentence) in text.sentences.iter().enumerate() {
        if number == 0 && !document.id().is_empty() {
            writeln!(out, "# newdoc id = {}", visible(document.id()))?;
        } else if number == 0 {
            writeln!(out, "# newdoc")?;
        }
        let before = number
            .checked_sub(1)
            .map(|before| text.sentences[before].paragraph);
        if before != Some(sentence.paragraph) {
            writeln!(out, "# newpar")?;
        }
        writeln!(out, "# sent_id = {}", number + 1)?;
        writeln!(out, "# text = {}", flat(&text.text[sentence.span]))?;
        write_words(out, text, syntax, sentence)?;
        writeln!(out)?;
    }
    Ok(())
}

fn write_words(
    out: &mut String,
    text: TokenizedText<'_>,
    syntax: Option<&Syntax>,
    sentence: &Sentence,
) -> fmt::Result {
    let first = sentence.tokens.start;
    let mut range_end = first;
    for token in sentence.tokens.clone() {
        let mut last = token;
        while token >= range_end
            && last + 1 < sentence.tokens.end
            && one_word(text, syntax, last + 1)
        {
            last += 1;
        }
        if last > token {
            let form = column(&text.text[text.span_of(token..last + 1)]);
            let (from, to) = (token - first + 1, last - first + 1);
            let misc = space_after(text, last);
            writeln!(out, "{from}-{to}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}")?;
            range_end = last + 1;
        }
        let misc = if token < range_end {
            "_"
        } else {
            space_after(text, token)
        };
        let form = column(text.word(token));
        write!(out, "{}\t{form}\t", token - first + 1)?;
        match syntax {
            None => write!(out, "_\t_\t_\t_\t_\t_")?,
            Some(syntax) => {
                let head = syntax.head(token).map_or(0, |h| h - first + 1);
                let [lemma, xpos, dep] =
                    [syntax.lemma(token), syntax.xpos(token), syntax.dep(token)].map(column);
                let upos = syntax.upos(token);
                write!(out, "{lemma}\t{upos}\t{xpos}\t_\t{head}\t{dep}")?;
            }
        }
        writeln!(out, "\t_\t{misc}")?;
    }
    Ok(())
}

/// Whether the token is written as one word with the one before it.
fn one_word(text: TokenizedText<'_>, syntax: Option<&Syntax>, token: usize) -> bool {
    if text.space_before(token) {
        return false;
    }
    let before = text.word(token - 1).chars().next_back();
    if !before.is_some_and(char::is_alphanumeric) {
        return false;
    }
    let mut chars = text.word(token).chars();
    match (chars.next(), chars.next()) {
        (Some('\'' | '’'), Some(next)) => next.is_alphabetic(),
        (Some('\'' | '’'), None) => syntax.is_some_and(|s| s.xpos(token) == "POS"),
        (Some(first), _) => first.is_alphabetic() && before.is_some_and(char::is_alphabetic),
        (None, _) => false,
    }
}

fn space_after(text: TokenizedText<'_>, token: usize) -> &'static str {
    let end = text.tokens[token].span.end();
    match text.tokens.get(token + 1) {
        Some(next) if next.span.start() == end => "SpaceAfter=No",
        _ => "_",
    }
}

/// What a column holds; `_` where nothing is left to print.
fn column(value: &str) -> String {
    match flat(value).trim() {
        "" => "_".to_owned(),
        value => value.to_owned(),
    }
}

/// One line without tabs, as a column or a comment must be.
fn flat(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() && c.is_whitespace() => ' ',
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(plain).collect()
}
