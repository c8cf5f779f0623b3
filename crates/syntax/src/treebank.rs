use newsgraph_document::Upos;

/// A word of a treebank, to learn from.
#[derive(Clone, Debug)]
pub struct TreebankWord {
    /// As spelled.
    pub form: String,
    /// Base form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn-style tag.
    pub xpos: String,
    /// Position of the head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Dependency label.
    pub dep: String,
    /// Whether white space follows.
    pub space_after: bool,
}

/// A treebank's sentences of words.
pub(crate) type Treebank = [Vec<TreebankWord>];
