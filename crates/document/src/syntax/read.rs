//! Syntax as a list of words, the form in which it is written and read.

use super::{Syntax, SyntaxError, Upos, WordSyntax};

#[derive(serde::Serialize, serde::Deserialize)]
pub(super) struct Word {
    upos: Upos,
    xpos: String,
    lemma: String,
    head: Option<usize>,
    dep: String,
}

impl From<Syntax> for Vec<Word> {
    fn from(syntax: Syntax) -> Self {
        let word = |at| Word {
            upos: syntax.upos(at),
            xpos: syntax.xpos(at).to_owned(),
            lemma: syntax.lemma(at).to_owned(),
            head: syntax.head(at),
            dep: syntax.dep(at).to_owned(),
        };
        (0..syntax.len()).map(word).collect()
    }
}

impl TryFrom<Vec<Word>> for Syntax {
    type Error = SyntaxError;

    /// Without its text only heads can be checked; a document asks for one tree a sentence.
    fn try_from(words: Vec<Word>) -> Result<Self, SyntaxError> {
        let mut syntax = Self::unlinked(words.iter().map(|word| WordSyntax {
            upos: word.upos,
            xpos: &word.xpos,
            lemma: &word.lemma,
            head: word.head,
            dep: &word.dep,
        }));
        let len = syntax.len();
        syntax.check_heads(&(0..len), &mut vec![0; len])?;
        syntax.link();
        Ok(syntax)
    }
}
