use crate::boundary::Class;
use std::ops::Range;

/// How far from its opening bracket a closing one is looked for.
const BRACKETED: usize = 16;

/// The most numbers and commas in the mark of a note.
const NOTE: usize = 9;

/// The tokens of a paragraph with what is known of them all.
#[derive(Default)]
pub(crate) struct Paragraph {
    pub(crate) tokens: Range<usize>,
    classes: Vec<Class>,
    /// Whether it ends with a mark that ends sentences.
    pub(crate) is_stopped: bool,
}

impl Paragraph {
    /// Makes this the paragraph of these tokens.
    pub(crate) fn set(&mut self, tokens: Range<usize>, class: impl FnMut(usize) -> Class) {
        self.tokens = tokens.clone();
        self.classes.clear();
        self.classes.extend(tokens.map(class));
        let last = self.classes.iter().rev().find(|class| !class.closes());
        self.is_stopped = last.is_some_and(|class| class.stops());
    }

    pub(crate) fn class(&self, token: usize) -> Class {
        let at = token.wrapping_sub(self.tokens.start);
        self.classes.get(at).copied().unwrap_or(Class::Outside)
    }

    /// Whether this token and the next are words in small letters.
    pub(crate) fn are_lower(&self, at: usize) -> bool {
        let at = at - self.tokens.start;
        self.classes[at..].starts_with(&[Class::Lower; 2])
    }

    /// Classes of the token before this one, this one and the next two.
    pub(crate) fn near(&self, at: usize) -> [Class; 4] {
        [at.wrapping_sub(1), at, at + 1, at + 2].map(|token| self.class(token))
    }

    /// The closing bracket of one that opens at this token, if it follows soon.
    pub(crate) fn closing(&self, open: usize) -> Option<usize> {
        let end = (open + BRACKETED).min(self.tokens.end);
        (open..end).find(|&token| self.class(token) == Class::Close)
    }

    /// Where the bracket opens that closes at this token, if both hold numbers or dots alone: the mark
    /// of a note, or of an omission.
    pub(crate) fn note(&self, close: usize) -> Option<usize> {
        if self.class(close) != Class::Close {
            return None;
        }
        let held = |token: &usize| {
            let class = self.class(*token);
            matches!(class, Class::Number | Class::Comma | Class::Ellipsis)
        };
        let inside = (close.saturating_sub(NOTE)..close).rev();
        let inside = inside.take_while(held).count();
        let open = close.checked_sub(inside + 1)?;
        (inside > 0 && self.class(open) == Class::Open).then_some(open)
    }
}

/// What a paragraph's tokens up to one leave open.
#[derive(Clone, Copy)]
pub(crate) struct Inside {
    /// Class of the last token before closing marks and notes.
    pub(crate) anchor: Class,
    /// The bracket that opened last, with the anchor before it.
    bracket: (usize, Class),
    brackets: u32,
    quoted: bool,
}

impl Default for Inside {
    fn default() -> Self {
        Self {
            anchor: Class::Outside,
            bracket: (0, Class::Outside),
            brackets: 0,
            quoted: false,
        }
    }
}

impl Inside {
    /// Takes in a token; the anchor goes back where a note closes.
    pub(crate) fn enter(&mut self, paragraph: &Paragraph, at: usize) {
        match paragraph.class(at) {
            Class::Open => {
                self.brackets += 1;
                self.bracket = (at, self.anchor);
            }
            Class::Close => {
                self.brackets = self.brackets.saturating_sub(1);
                if paragraph.note(at) == Some(self.bracket.0) {
                    self.anchor = self.bracket.1;
                }
            }
            Class::OpenQuote => self.quoted = true,
            Class::CloseQuote => self.quoted = false,
            _ => {}
        }
    }

    /// Moves the anchor past a token.
    pub(crate) fn pass(&mut self, class: Class) {
        if !class.closes() {
            self.anchor = class;
        }
    }

    /// 1 for an open bracket, 2 for an open quotation mark, 3 for both.
    pub(crate) fn code(self) -> u32 {
        u32::from(self.brackets > 0) + u32::from(self.quoted) * 2
    }
}
