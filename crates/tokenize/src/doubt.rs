use crate::boundary::{COARSE, Class, FINE, feature, form};
use crate::paragraph::{Inside, Paragraph};
use newsgraph_document::TokenizedText;

/// A gap between two tokens that may end a sentence.
pub(crate) struct Doubt<'a> {
    pub(crate) text: TokenizedText<'a>,
    pub(crate) paragraph: &'a Paragraph,
    /// Classes of the token before the left one, the left one, the right one and the one after.
    pub(crate) near: [Class; 4],
    pub(crate) inside: Inside,
    /// The sentence's first token, and the left one.
    pub(crate) start: usize,
    pub(crate) at: usize,
    pub(crate) spaced: bool,
    /// Whether the rules end the sentence here.
    pub(crate) rule: bool,
}

impl Doubt<'_> {
    /// All features.
    #[cfg(feature = "train")]
    pub(crate) fn features(&self) -> impl Iterator<Item = usize> + Clone + use<> {
        let all = self.coarse().into_iter().chain(self.fine());
        all.map(|feature| feature as usize)
    }

    /// What the classes of the words around the gap say for and against a boundary.
    pub(crate) fn coarse(&self) -> [u32; COARSE] {
        let [before, left, right, after] = self.near.map(|class| class as u32);
        let pair = left * 32 + right;
        let four = (before * 32 + left) * 1024 + right * 32 + after;
        let first = self.paragraph.class(self.start) as u32;
        let anchor = self.inside.anchor as u32;
        let (rule, length) = (u32::from(self.rule), self.length());
        let state = rule * 2 + u32::from(self.spaced);
        [
            feature(0, 0, rule),
            feature(1, pair, state),
            feature(2, before * 1024 + pair, state),
            feature(3, pair * 32 + after, state),
            feature(4, four, rule),
            feature(5, pair, length),
            feature(6, anchor * 1024 + pair, rule),
            feature(7, first * 1024 + pair, length),
            feature(8, left, state * 8 + length),
            feature(9, right, state * 8 + length),
            feature(10, anchor, four),
            feature(11, anchor * 1024 + pair, self.inside.code()),
            feature(12, pair, self.rest()),
        ]
    }

    /// What the words around the gap say.
    pub(crate) fn fine(&self) -> [u32; FINE] {
        let [_, left, right, _] = self.near.map(|class| class as u32);
        let pair = left * 32 + right;
        let at = self.at;
        let (own, next, second) = (self.form(at), self.form(at + 1), self.form(at + 2));
        let last = self.form(at.wrapping_sub(1));
        let rule = u32::from(self.rule);
        [
            feature(13, own, right),
            feature(14, next, left),
            feature(15, own, rule),
            feature(16, next, rule),
            feature(17, last, pair),
            feature(18, second, pair),
            feature(19, own, next),
            feature(20, self.form(self.start), pair),
            feature(21, last, own ^ right),
            feature(22, next, second),
            feature(23, next, self.length() * 2 + rule),
        ]
    }

    /// A hash of a word of the paragraph; 0 outside it.
    fn form(&self, token: usize) -> u32 {
        let inside = self.paragraph.tokens.contains(&token);
        if inside {
            form(self.text.word(token))
        } else {
            0
        }
    }

    /// How far the paragraph goes on, in steps, and whether it ends with a mark that ends sentences.
    fn rest(&self) -> u32 {
        let steps = match self.paragraph.tokens.end - self.at {
            0..=2 => 1,
            3..=4 => 2,
            5..=7 => 3,
            8..=13 => 4,
            14..=26 => 5,
            _ => 6,
        };
        steps * 2 + u32::from(self.paragraph.is_stopped)
    }

    /// Length of the sentence so far, in steps.
    fn length(&self) -> u32 {
        match self.at - self.start {
            0 => 0,
            1 => 1,
            2 => 2,
            3..=4 => 3,
            5..=8 => 4,
            9..=17 => 5,
            _ => 6,
        }
    }
}
