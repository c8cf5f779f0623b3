use crate::mark::{is_double_quote, is_single_quote};
use newsgraph_document::{QuoteMark, QuoteMarkKind, Repair, Span, TokenizedText};

/// Pairs the quotation marks of a text, paragraph by paragraph, in order of their opening marks.
///
/// Marks that open and close alike are told apart by the spaces around them and by what is open. A
/// mark that nothing closes runs to the end of its paragraph; where the next paragraph opens with a
/// mark again, the quotation `continues` there and nothing is wrong, else the pair names its repair.
/// Apostrophes are no marks.
pub fn pair_quote_marks(text: TokenizedText<'_>) -> Vec<QuoteMark> {
    let mut pairs = Vec::new();
    for group in text.sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let tokens = group[0].tokens.start..group[group.len() - 1].tokens.end;
        let next = text
            .tokens
            .get(tokens.end)
            .map_or("", |t| &text.text[t.span]);
        let reopens = is_double_quote(next) && next != "”" && next != "»";
        Paragraph {
            text,
            tokens,
            pairs: &mut pairs,
            open: Vec::new(),
        }
        .pair(reopens);
    }
    pairs.sort_by_key(|p: &QuoteMark| (p.span.start(), std::cmp::Reverse(p.span.end())));
    set_depths(&mut pairs);
    pairs
}

/// Counts the pairs around each pair: only now is it known which marks were apostrophes.
fn set_depths(pairs: &mut [QuoteMark]) {
    let mut around: Vec<Span> = Vec::new();
    for pair in pairs {
        while around.last().is_some_and(|o| o.end() <= pair.span.start()) {
            around.pop();
        }
        pair.depth = u8::try_from(around.len()).unwrap_or(u8::MAX);
        around.push(pair.span);
    }
}

/// Whether a token begins with a byte that a quotation mark may begin with.
fn may_be_mark(text: TokenizedText<'_>, token: usize) -> bool {
    let first = text.text.as_bytes()[text.tokens[token].span.start()];
    !first.is_ascii() || matches!(first, b'"' | b'\'' | b'`')
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Opens,
    Closes,
    Either,
}

struct Paragraph<'a, 'p> {
    text: TokenizedText<'a>,
    tokens: std::ops::Range<usize>,
    pairs: &'p mut Vec<QuoteMark>,
    /// Opening marks without a closing one: token and kind.
    open: Vec<(usize, QuoteMarkKind)>,
}

impl Paragraph<'_, '_> {
    fn pair(mut self, reopens: bool) {
        // The last single mark, looked for where there is one: it opens only where another may still close it.
        let mut last_single = None;
        let text = self.text;
        let may_be_mark = |token: &usize| may_be_mark(text, *token);
        for token in self.tokens.clone().filter(may_be_mark) {
            let word = self.text.word(token);
            if is_double_quote(word) {
                self.double(token, word);
            } else if is_single_quote(word) {
                let last = *last_single.get_or_insert_with(|| {
                    let mut marks = self.tokens.clone().rev().filter(may_be_mark);
                    marks.find(|&token| is_single_quote(text.word(token)))
                });
                self.single(token, word, last > Some(token));
            }
        }
        let end = self.text.tokens[self.tokens.end - 1].span;
        while let Some((token, kind)) = self.open.pop() {
            let open = self.text.tokens[token].span;
            // A single mark that never closes was an apostrophe.
            if kind == QuoteMarkKind::Single {
                continue;
            }
            let continues = reopens && self.open.is_empty();
            let repair = (!continues).then_some(Repair::Unclosed);
            self.push(open.cover(end), Some(open), None, kind, repair, continues);
        }
    }

    fn double(&mut self, token: usize, word: &str) {
        let by_glyph = match word {
            "“" | "„" | "«" | "``" | "‟" | "‘‘" => Side::Opens,
            "”" | "»" => Side::Closes,
            _ => Side::Either,
        };
        let by_space = self.by_space(token);
        let is_open = self.open.iter().any(|o| o.1 == QuoteMarkKind::Double);
        let side = match (by_glyph, by_space) {
            (Side::Either, Side::Either) => {
                if is_open {
                    Side::Closes
                } else {
                    Side::Opens
                }
            }
            // A plain mark cannot open inside an open pair of its like.
            (Side::Either, Side::Opens) if !is_open || token == self.tokens.start => Side::Opens,
            (Side::Either, _) => Side::Closes,
            (Side::Opens, Side::Closes) if is_open => Side::Closes,
            (Side::Closes, Side::Opens) if !is_open => Side::Opens,
            (glyph, _) => glyph,
        };
        let wrong = by_glyph != Side::Either && by_glyph != side;
        match side {
            Side::Closes => self.close(token, QuoteMarkKind::Double, wrong),
            _ => self.open.push((token, QuoteMarkKind::Double)),
        }
    }

    fn single(&mut self, token: usize, word: &str, another_follows: bool) {
        let is_open = self
            .open
            .last()
            .is_some_and(|o| o.1 == QuoteMarkKind::Single);
        let opens = matches!(word, "‘" | "‚" | "‹" | "`") || word == "'" || word == "’";
        match self.by_space(token) {
            Side::Opens if opens && another_follows && !is_open => {
                self.open.push((token, QuoteMarkKind::Single));
            }
            Side::Closes | Side::Either if is_open && word != "‘" => {
                self.close(token, QuoteMarkKind::Single, false);
            }
            _ => {}
        }
    }

    /// What the spaces around a mark say of it.
    fn by_space(&self, token: usize) -> Side {
        let word = |t: usize| self.text.word(t);
        let opening = |w: &str| {
            matches!(
                w,
                "(" | "[" | "{" | "-" | "–" | "—" | "--" | "‘" | "“" | "``"
            )
        };
        let closing = |w: &str| {
            matches!(
                w,
                "." | "," | ";" | ":" | "?" | "!" | ")" | "]" | "—" | "–" | "--" | "…" | "..."
            )
        };
        let before =
            token == self.tokens.start || self.text.space_before(token) || opening(word(token - 1));
        let last = token + 1 >= self.tokens.end;
        let after = last || self.text.space_before(token + 1) || closing(word(token + 1));
        match (before, after) {
            (true, false) => Side::Opens,
            (false, true) => Side::Closes,
            _ if last => Side::Closes,
            _ if token == self.tokens.start => Side::Opens,
            _ => Side::Either,
        }
    }

    fn close(&mut self, token: usize, kind: QuoteMarkKind, wrong: bool) {
        let mark = self.text.tokens[token].span;
        let Some(at) = self.open.iter().rposition(|o| o.1 == kind) else {
            self.push(mark, None, Some(mark), kind, Some(Repair::Unopened), false);
            return;
        };
        // Single marks left open inside were apostrophes.
        self.open.truncate(at + 1);
        if let Some((opening, _)) = self.open.pop() {
            let open = self.text.tokens[opening].span;
            let wrong = wrong || self.text.word(opening) == "”";
            self.push(
                open.cover(mark),
                Some(open),
                Some(mark),
                kind,
                wrong.then_some(Repair::WrongWay),
                false,
            );
        }
    }

    fn push(
        &mut self,
        span: Span,
        open: Option<Span>,
        close: Option<Span>,
        kind: QuoteMarkKind,
        repair: Option<Repair>,
        continues: bool,
    ) {
        self.pairs.push(QuoteMark {
            span,
            open,
            close,
            kind,
            depth: 0,
            continues,
            repair,
        });
    }
}
