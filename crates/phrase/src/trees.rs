use crate::Grammar;
use crate::grammar::Tag;
use newsgraph_document::{Syntax, TokenizedText, Upos};
use std::ops::Range;

/// The dependency trees of a text, with what is asked of them again and again worked out once.
///
/// Tokens are positions among all tokens of the text. Making it takes time linear in their number.
#[derive(Debug)]
pub struct Trees<'a> {
    /// The text.
    pub text: TokenizedText<'a>,
    /// Its trees: one entry for each token of the text.
    pub syntax: &'a Syntax,
    pub(crate) grammar: &'a Grammar,
    /// First and last token under each token, itself included.
    extents: Vec<[u32; 2]>,
    /// The highest token whose tree begins, or ends, with each token.
    opened: Vec<u32>,
    closed: Vec<u32>,
}

impl<'a> Trees<'a> {
    /// The trees of a text, with the words of its language.
    ///
    /// # Panics
    /// If `syntax` has not as many tokens as the text.
    pub fn new(text: TokenizedText<'a>, syntax: &'a Syntax, grammar: &'a Grammar) -> Self {
        assert_eq!(
            text.tokens.len(),
            syntax.len(),
            "the trees are of another text"
        );
        let order = leaves_first(syntax);
        let mut extents: Vec<[u32; 2]> = (0..syntax.len() as u32).map(|t| [t, t]).collect();
        for &token in &order {
            if let Some(head) = syntax.head(token as usize) {
                let [first, last] = extents[token as usize];
                let whole = &mut extents[head];
                *whole = [whole[0].min(first), whole[1].max(last)];
            }
        }
        let mut opened: Vec<u32> = (0..syntax.len() as u32).collect();
        let mut closed = opened.clone();
        // The last to come of those with the same end is the highest.
        for &token in &order {
            let [first, last] = extents[token as usize];
            opened[first as usize] = token;
            closed[last as usize] = token;
        }
        Self {
            text,
            syntax,
            grammar,
            extents,
            opened,
            closed,
        }
    }

    /// The word of a token.
    pub fn word(&self, token: usize) -> &'a str {
        self.text.word(token)
    }

    /// From the first to the last token under this one, itself included, as [`Syntax::subtree`], looked up.
    pub fn extent(&self, token: usize) -> Range<usize> {
        let [first, last] = self.extents[token];
        first as usize..last as usize + 1
    }

    /// The highest token whose tree begins with this one.
    pub fn opened(&self, token: usize) -> usize {
        self.opened[token] as usize
    }

    /// The highest token whose tree ends with this one.
    pub fn closed(&self, token: usize) -> usize {
        self.closed[token] as usize
    }

    /// The head of a run of tokens: the word that the others hang on. Where several hang on words outside, the
    /// first content word among them, else the first of them; the first token where none does.
    ///
    /// "Art Levinson, Genentech chairman" has the head of "Art Levinson", "the mother of Milo Grant" has "mother".
    pub fn head(&self, tokens: Range<usize>) -> usize {
        let is_outside = |&t: &usize| {
            let head = self.syntax.head(t);
            head.is_none_or(|head| !tokens.contains(&head))
        };
        let is_content = |&t: &usize| {
            matches!(
                self.syntax.upos(t),
                Upos::Verb | Upos::Noun | Upos::Adj | Upos::Propn
            )
        };
        let mut outside = tokens.clone().filter(is_outside);
        let Some(first) = outside.next() else {
            return tokens.start;
        };
        if is_content(&first) {
            return first;
        }
        outside.find(is_content).unwrap_or(first)
    }

    /// Whether the token is a sign, and no sign of an amount.
    pub fn is_sign(&self, token: usize) -> bool {
        self.syntax.upos(token) == Upos::Punct && !self.word(token).starts_with(['$', '%'])
    }

    /// Whether the token is a plural noun.
    pub fn is_plural(&self, token: usize) -> bool {
        self.has(token, Tag::Plural)
    }

    /// Whether the token marks possession: "'s".
    pub fn is_possessive_mark(&self, token: usize) -> bool {
        self.has(token, Tag::Possessive)
    }

    pub(crate) fn has(&self, token: usize, tag: Tag) -> bool {
        self.grammar.has_tag(self.syntax, token, tag)
    }
}

/// Every token, after all that stand under it.
fn leaves_first(syntax: &Syntax) -> Vec<u32> {
    let mut waiting = vec![0u32; syntax.len()];
    for head in (0..syntax.len()).filter_map(|token| syntax.head(token)) {
        waiting[head] += 1;
    }
    let leaves = (0..syntax.len()).filter(|&token| waiting[token] == 0);
    let mut order: Vec<u32> = leaves.map(|token| token as u32).collect();
    let mut next = 0;
    while let Some(&token) = order.get(next) {
        next += 1;
        if let Some(head) = syntax.head(token as usize) {
            waiting[head] -= 1;
            if waiting[head] == 0 {
                order.push(head as u32);
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsgraph_sketch::Sketch;

    const ROWS: &str = "
        the DET 2 det
        mother NOUN 5 nsubj
        of ADP 4 case
        Grant PROPN 2 nmod
        spoke VERB 0 root
        . PUNCT 5 punct";

    #[test]
    fn extents_and_heads() {
        let sketch = Sketch::new(ROWS);
        let (syntax, grammar) = (sketch.syntax(), Grammar::english());
        let trees = Trees::new(sketch.view(), &syntax, &grammar);
        assert_eq!(trees.extent(1), 0..4);
        assert_eq!(trees.extent(4), 0..6);
        assert_eq!((trees.opened(0), trees.closed(3)), (4, 1));
        assert_eq!(trees.head(0..4), 1);
        assert_eq!(trees.head(2..4), 3);
        assert_eq!(trees.head(0..1), 0);
    }
}
