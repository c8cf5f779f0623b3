use crate::encoded::encoded;
use crate::plain::{self, joins};
use crate::visible;
use newsgraph_document::{Document, Sentence, Syntax, TokenizedText, dep};
use std::fmt::{self, Write};
use std::ops::Range;

/// The document as CoNLL-U: a block of ten columns for each sentence, with `newdoc`, `newpar`, `sent_id` and `text`.
///
/// Words that are written as one (`do|n't`, `Kim|'s`) stand under a range line. A `sent_id` is the document's id, with
/// all that is no plain letter or digit as `%2F`, and the number of the sentence, so that those of documents with
/// different ids differ. Columns of an absent layer are `_`; without sentences there are no blocks.
///
/// What Universal Dependencies demand of the file holds for any text: words are in the normal form NFC, white space in
/// them is one space, control characters are symbols for them, a root is called `root` and nothing else is, and a label
/// that is none of Universal Dependencies is `dep`. Where none of this is so, words are those of the text.
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
    let id = plain::line(&visible(document.id()));
    let prefix = match encoded(document.id()) {
        id if id.is_empty() => id,
        id => id + "-",
    };
    for (number, sentence) in text.sentences.iter().enumerate() {
        if number == 0 && !id.is_empty() {
            writeln!(out, "# newdoc id = {id}")?;
        } else if number == 0 {
            writeln!(out, "# newdoc")?;
        }
        let before = number
            .checked_sub(1)
            .map(|before| text.sentences[before].paragraph);
        if before != Some(sentence.paragraph) {
            writeln!(out, "# newpar")?;
        }
        writeln!(out, "# sent_id = {prefix}{}", number + 1)?;
        let goes_on = text
            .sentences
            .get(number + 1)
            .is_some_and(|next| next.paragraph == sentence.paragraph);
        let words = words(text, syntax, sentence, goes_on);
        writeln!(out, "# text = {}", line(text, &words))?;
        write_words(out, syntax, sentence, &words)?;
        writeln!(out)?;
    }
    Ok(())
}

/// One or more tokens that are written as one word.
struct Word {
    tokens: Range<usize>,
    /// The form of each token.
    forms: Vec<String>,
    space_after: bool,
}

/// The words of a sentence. The last one is followed by a space where its paragraph does not go on.
fn words(
    text: TokenizedText<'_>,
    syntax: Option<&Syntax>,
    sentence: &Sentence,
    goes_on: bool,
) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for token in sentence.tokens.clone() {
        let form = plain::column(text.word(token));
        let is_last = token + 1 == sentence.tokens.end;
        let space_after = if is_last {
            !goes_on || has_space_after(text, token)
        } else {
            has_space_after(text, token) || !joins(&plain::column(text.word(token + 1)))
        };
        match words.last_mut() {
            Some(word) if !word.space_after && one_word(text, syntax, token, word, &form) => {
                word.tokens.end = token + 1;
                word.forms.push(form);
                word.space_after = space_after;
            }
            _ => words.push(Word {
                tokens: token..token + 1,
                forms: vec![form],
                space_after,
            }),
        }
    }
    words
}

/// Whether the token is written as one word with the one before it.
fn one_word(
    text: TokenizedText<'_>,
    syntax: Option<&Syntax>,
    token: usize,
    word: &Word,
    form: &str,
) -> bool {
    let has_space = |form: &str| form.contains(char::is_whitespace);
    if text.space_before(token) || has_space(form) || has_space(&word.forms[0]) {
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

fn has_space_after(text: TokenizedText<'_>, token: usize) -> bool {
    let end = text.tokens[token].span.end();
    let next = text.tokens.get(token + 1);
    next.is_none_or(|next| next.span.start() > end)
}

/// The sentence as its words spell it, with as many spaces between them as the text has.
fn line(text: TokenizedText<'_>, words: &[Word]) -> String {
    let mut line = String::new();
    for (at, word) in words.iter().enumerate() {
        line.extend(word.forms.iter().map(String::as_str));
        let Some(next) = words.get(at + 1).filter(|_| word.space_after) else {
            continue;
        };
        let [end, start] = [
            text.tokens[word.tokens.end - 1].span.end(),
            text.tokens[next.tokens.start].span.start(),
        ];
        let gap = &text.text[end..start];
        let spaces = gap.chars().filter(|c| c.is_whitespace()).count().max(1);
        line.extend(std::iter::repeat_n(' ', spaces));
    }
    line
}

fn write_words(
    out: &mut String,
    syntax: Option<&Syntax>,
    sentence: &Sentence,
    words: &[Word],
) -> fmt::Result {
    let first = sentence.tokens.start;
    for word in words {
        let misc = if word.space_after {
            "_"
        } else {
            "SpaceAfter=No"
        };
        let is_range = word.forms.len() > 1;
        if is_range {
            let (from, to) = (word.tokens.start - first + 1, word.tokens.end - first);
            let form = word.forms.concat();
            writeln!(out, "{from}-{to}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}")?;
        }
        let misc = if is_range { "_" } else { misc };
        for (token, form) in word.tokens.clone().zip(&word.forms) {
            write!(out, "{}\t{form}\t", token - first + 1)?;
            write_syntax(out, syntax, token, first)?;
            writeln!(out, "\t_\t{misc}")?;
        }
    }
    Ok(())
}

/// Columns 3 to 8.
fn write_syntax(
    out: &mut String,
    syntax: Option<&Syntax>,
    token: usize,
    first: usize,
) -> fmt::Result {
    let Some(syntax) = syntax else {
        return write!(out, "_\t_\t_\t_\t_\t_");
    };
    let head = syntax.head(token).map_or(0, |h| h - first + 1);
    let lemma = plain::column(syntax.lemma(token));
    let xpos = plain::tag(syntax.xpos(token));
    let dep = label(syntax.dep(token), head == 0);
    let upos = syntax.upos(token);
    write!(out, "{lemma}\t{upos}\t{xpos}\t_\t{head}\t{dep}")
}

/// The relations of Universal Dependencies, version 2.
const RELATIONS: [&str; 37] = [
    "acl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "case",
    "cc",
    "ccomp",
    "clf",
    "compound",
    "conj",
    "cop",
    "csubj",
    "dep",
    "det",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nsubj",
    "nummod",
    "obj",
    "obl",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
];

/// The label of an arc, or what stands for one that Universal Dependencies do not know there.
fn label(label: &str, is_root: bool) -> &str {
    if is_root {
        return dep::ROOT;
    }
    let (relation, subtype) = label.split_once(':').unwrap_or((label, "x"));
    let is_name = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
    let is_known = RELATIONS.contains(&relation) && relation != dep::ROOT && is_name(subtype);
    if is_known { label } else { dep::DEP }
}
