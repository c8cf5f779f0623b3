//! Parts of speech, lemmas and trees.

pub mod dep;
mod names;
#[cfg(feature = "serde")]
mod read;
mod upos;

use crate::TokenizedText;
use names::Names;
use std::ops::Range;
pub use upos::{Upos, UposError};

/// What syntax says of one token, as a builder of a [`Syntax`] gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordSyntax<'a> {
    /// Universal part of speech.
    pub upos: Upos,
    /// The treebank's own tag, Penn style (`NNP`).
    pub xpos: &'a str,
    /// Base form.
    pub lemma: &'a str,
    /// Position of the head among all tokens of the document; `None` for the root of a sentence.
    pub head: Option<usize>,
    /// Dependency label.
    pub dep: &'a str,
}

const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Node {
    lemma: (u32, u32),
    head: u32,
    first_dependent: u32,
    next_sibling: u32,
    upos: Upos,
    xpos: u16,
    dep: u16,
}

/// Parts of speech, lemmas and dependency trees of all tokens of a text.
///
/// Tokens are named by their position in the document. Every sentence has exactly one root and no
/// cycle. Navigation allocates nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "Vec<read::Word>", into = "Vec<read::Word>")
)]
pub struct Syntax {
    nodes: Vec<Node>,
    lemmas: String,
    names: Vec<String>,
}

/// The trees are not trees.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SyntaxError {
    /// There must be one entry for each token.
    #[error("expected syntax for {expected} tokens, found {found}")]
    Length {
        /// Tokens of the text.
        expected: usize,
        /// Entries given.
        found: usize,
    },
    /// A head lies outside its token's sentence.
    #[error(
        "token {token}: expected a head among the tokens {tokens:?} of its sentence, found {head}"
    )]
    HeadOutside {
        /// The token.
        token: usize,
        /// Its head.
        head: usize,
        /// The tokens that it could be.
        tokens: Range<usize>,
    },
    /// A sentence must have one root.
    #[error("sentence {sentence}: expected one root, found {roots}")]
    Roots {
        /// Position of the sentence.
        sentence: usize,
        /// Roots found.
        roots: usize,
    },
    /// Heads lead in a circle.
    #[error("expected trees, found token {0} as its own ancestor")]
    Cycle(usize),
}

impl Syntax {
    /// Builds the trees from one entry for each token, in order.
    ///
    /// # Errors
    /// [`SyntaxError`] where the entries do not make one tree for each sentence.
    pub fn new<'a>(
        text: TokenizedText<'_>,
        words: impl IntoIterator<Item = WordSyntax<'a>>,
    ) -> Result<Self, SyntaxError> {
        let mut syntax = Self::unlinked(words);
        syntax.check(text)?;
        syntax.link();
        Ok(syntax)
    }

    /// The words without what leads from heads to dependents.
    fn unlinked<'a>(words: impl IntoIterator<Item = WordSyntax<'a>>) -> Self {
        let mut syntax = Self::default();
        let mut names = Names::default();
        for word in words {
            syntax.push(&word, &mut names);
        }
        syntax.names = names.all;
        syntax
    }

    fn push(&mut self, word: &WordSyntax<'_>, names: &mut Names) {
        let start = self.lemmas.len() as u32;
        self.lemmas.push_str(word.lemma);
        self.nodes.push(Node {
            lemma: (start, self.lemmas.len() as u32),
            // A head past the last possible token stays one, to be refused.
            head: word.head.map_or(NONE, |h| h.min(NONE as usize - 1) as u32),
            first_dependent: NONE,
            next_sibling: NONE,
            upos: word.upos,
            xpos: names.number(word.xpos),
            dep: names.number(word.dep),
        });
    }

    /// Whether these are trees of the text's sentences.
    pub(crate) fn check(&self, text: TokenizedText<'_>) -> Result<(), SyntaxError> {
        if self.nodes.len() != text.tokens.len() {
            return Err(SyntaxError::Length {
                expected: text.tokens.len(),
                found: self.nodes.len(),
            });
        }
        let mut seen = vec![0; self.nodes.len()];
        for (position, sentence) in text.sentences.iter().enumerate() {
            let tokens = sentence.tokens.clone();
            let roots = tokens.filter(|&t| self.nodes[t].head == NONE).count();
            if roots != 1 {
                return Err(SyntaxError::Roots {
                    sentence: position,
                    roots,
                });
            }
            self.check_heads(&sentence.tokens, &mut seen)?;
        }
        Ok(())
    }

    /// Whether the heads of these tokens are among them and none is its own ancestor. `seen` holds for
    /// each token of the text 0, or the token whose way to the root passed there, plus 1.
    fn check_heads(&self, tokens: &Range<usize>, seen: &mut [usize]) -> Result<(), SyntaxError> {
        for start in tokens.clone() {
            let mut token = start;
            while seen[token] == 0 {
                seen[token] = start + 1;
                let Some(head) = self.head(token) else { break };
                if !tokens.contains(&head) {
                    return Err(SyntaxError::HeadOutside {
                        token,
                        head,
                        tokens: tokens.clone(),
                    });
                }
                if seen[head] == start + 1 {
                    return Err(SyntaxError::Cycle(head));
                }
                token = head;
            }
        }
        Ok(())
    }

    fn link(&mut self) {
        for token in (0..self.nodes.len()).rev() {
            if let Some(head) = self.head(token) {
                self.nodes[token].next_sibling = self.nodes[head].first_dependent;
                self.nodes[head].first_dependent = token as u32;
            }
        }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Universal part of speech of the token.
    pub fn upos(&self, token: usize) -> Upos {
        self.nodes[token].upos
    }

    /// Penn-style tag of the token (`VBD`).
    pub fn xpos(&self, token: usize) -> &str {
        &self.names[usize::from(self.nodes[token].xpos)]
    }

    /// Base form of the token.
    pub fn lemma(&self, token: usize) -> &str {
        let (start, end) = self.nodes[token].lemma;
        &self.lemmas[start as usize..end as usize]
    }

    /// Head of the token; `None` for the root of its sentence.
    pub fn head(&self, token: usize) -> Option<usize> {
        let head = self.nodes[token].head;
        (head != NONE).then_some(head as usize)
    }

    /// Dependency label of the token, such as [`dep::NSUBJ`].
    pub fn dep(&self, token: usize) -> &str {
        &self.names[usize::from(self.nodes[token].dep)]
    }

    /// Tokens whose head is this one, in text order.
    pub fn dependents(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let step = |at: u32| (at != NONE).then_some(at as usize);
        let first = step(self.nodes[token].first_dependent);
        std::iter::successors(first, move |&t| step(self.nodes[t].next_sibling))
    }

    /// The first dependent with this label.
    pub fn dependent(&self, token: usize, dep: &str) -> Option<usize> {
        self.dependents(token).find(|&t| self.dep(t) == dep)
    }

    /// The token's head, its head's head, and so on up to the root; without the token itself.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(token), |&t| self.head(t))
    }

    /// Whether the token is `ancestor` or stands below it.
    pub fn is_within(&self, token: usize, ancestor: usize) -> bool {
        token == ancestor || self.ancestors(token).any(|t| t == ancestor)
    }

    /// From the first to the last token of the tree under this one, itself included. Tokens in the
    /// range may belong elsewhere where the tree is not projective.
    pub fn subtree(&self, token: usize) -> Range<usize> {
        let (mut first, mut last) = (token, token);
        // A walk without a stack: down to the first dependent, else on to the next sibling of the
        // nearest ancestor that has one.
        let mut at = token;
        loop {
            (first, last) = (first.min(at), last.max(at));
            if self.nodes[at].first_dependent != NONE {
                at = self.nodes[at].first_dependent as usize;
                continue;
            }
            while at != token && self.nodes[at].next_sibling == NONE {
                at = self.nodes[at].head as usize;
            }
            if at == token {
                return first..last + 1;
            }
            at = self.nodes[at].next_sibling as usize;
        }
    }

    /// The lowest token that is above or equal to both; `None` where they stand in different
    /// sentences.
    pub fn common_ancestor(&self, a: usize, b: usize) -> Option<usize> {
        std::iter::once(a)
            .chain(self.ancestors(a))
            .find(|&t| self.is_within(b, t))
    }

    /// The tokens on the way from one token to another, both included: up to their lowest common ancestor,
    /// then down. Nothing where they stand in different sentences.
    pub fn path(&self, from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
        let top = self.common_ancestor(from, to);
        let start = top.map(|_| from);
        let mut rises = true;
        std::iter::successors(start, move |&at| {
            rises &= Some(at) != top;
            if rises {
                return self.head(at);
            }
            let way = std::iter::once(to).chain(self.ancestors(to));
            way.take_while(|&t| t != at).last()
        })
    }

    /// The root of the sentence that holds these tokens: the one whose head lies outside them.
    pub fn head_of(&self, tokens: Range<usize>) -> Option<usize> {
        tokens
            .clone()
            .find(|&t| self.head(t).is_none_or(|h| !tokens.contains(&h)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Sentence, Span, Token};

    fn tree(heads: &[Option<usize>]) -> Result<Syntax, SyntaxError> {
        let text = "a".repeat(heads.len());
        let tokens: Vec<_> = (0..heads.len())
            .map(|i| Token {
                span: Span::new(i, i + 1),
            })
            .collect();
        let sentences = [Sentence {
            span: Span::new(0, heads.len()),
            tokens: 0..heads.len(),
            paragraph: 0,
        }];
        let view = TokenizedText {
            text: &text,
            tokens: &tokens,
            sentences: &sentences,
        };
        let word = |head| WordSyntax {
            upos: Upos::X,
            xpos: "FW",
            lemma: "a",
            head,
            dep: "dep",
        };
        Syntax::new(view, heads.iter().copied().map(word))
    }

    #[test]
    fn walks_the_tree() {
        // 1 is the root; 0 and 3 depend on it, 2 on 3, 4 on 2.
        let tree = tree(&[Some(1), None, Some(3), Some(1), Some(2)]).unwrap();
        assert_eq!(tree.dependents(1).collect::<Vec<_>>(), [0, 3]);
        assert_eq!(tree.subtree(3), 2..5);
        assert_eq!(tree.subtree(1), 0..5);
        assert_eq!(tree.subtree(0), 0..1);
        assert_eq!(tree.common_ancestor(4, 0), Some(1));
        assert_eq!(tree.ancestors(4).collect::<Vec<_>>(), [2, 3, 1]);
        assert_eq!(tree.head_of(2..5), Some(3));
        assert_eq!(tree.path(4, 0).collect::<Vec<_>>(), [4, 2, 3, 1, 0]);
        assert_eq!(tree.path(1, 2).collect::<Vec<_>>(), [1, 3, 2]);
        assert_eq!(tree.path(2, 2).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn refuses_what_is_no_tree() {
        assert_eq!(
            tree(&[Some(1), Some(0)]),
            Err(SyntaxError::Roots {
                sentence: 0,
                roots: 0
            })
        );
        assert_eq!(
            tree(&[None, None]),
            Err(SyntaxError::Roots {
                sentence: 0,
                roots: 2
            })
        );
        assert!(matches!(
            tree(&[None, Some(2), Some(1)]),
            Err(SyntaxError::Cycle(_))
        ));
        let outside = SyntaxError::HeadOutside {
            token: 1,
            head: 7,
            tokens: 0..2,
        };
        assert_eq!(tree(&[None, Some(7)]), Err(outside));
    }
}
