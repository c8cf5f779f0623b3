use newsgraph_document::Syntax;
use newsgraph_lexicon::{TableError, Tables, WordSet};

/// The closed classes of words, and the tags, by which a language marks what trees are asked about.
///
/// Read from the table `grammar`, one group a row; words are asked in any case, tags as they are.
#[derive(Clone, Debug)]
pub struct Grammar {
    pub(crate) relative: WordSet,
    pub(crate) complement: WordSet,
    pub(crate) infinitive: WordSet,
    pub(crate) denial: WordSet,
    pub(crate) denied_noun: WordSet,
    pub(crate) doubt_adverb: WordSet,
    pub(crate) doubt_auxiliary: WordSet,
    pub(crate) doubt_adjective: WordSet,
    pub(crate) condition: WordSet,
    tags: [WordSet; Tag::COUNT],
}

/// What a treebank's own tags tell of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    Infinitive,
    Verb,
    PresentParticiple,
    PastParticiple,
    Past,
    Possessive,
    Plural,
    InfinitiveMark,
    Demonstrative,
    Relative,
    Modal,
}

impl Tag {
    const COUNT: usize = 11;

    /// The group of each tag, in the order of the variants.
    const GROUPS: [&'static str; Self::COUNT] = [
        "tag_infinitive",
        "tag_verb",
        "tag_present_participle",
        "tag_past_participle",
        "tag_past",
        "tag_possessive",
        "tag_plural",
        "tag_infinitive_mark",
        "tag_demonstrative",
        "tag_relative",
        "tag_modal",
    ];
}

/// The tables of English: `grammar`.
pub fn english_tables() -> Tables {
    Tables::embedded("en", [("grammar", include_str!("../data/en/grammar.txt"))])
}

impl Grammar {
    /// Reads the table `grammar`.
    ///
    /// # Errors
    /// [`TableError`] where the table or one of its groups is missing.
    pub fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        let table = tables.table("grammar")?;
        let mut tags: [WordSet; Tag::COUNT] = Default::default();
        for (words, group) in tags.iter_mut().zip(Tag::GROUPS) {
            *words = table.group(group)?;
        }
        Ok(Self {
            relative: table.group("relative")?,
            complement: table.group("complement")?,
            infinitive: table.group("infinitive")?,
            denial: table.group("denial")?,
            denied_noun: table.group("denied_noun")?,
            doubt_adverb: table.group("doubt_adverb")?,
            doubt_auxiliary: table.group("doubt_auxiliary")?,
            doubt_adjective: table.group("doubt_adjective")?,
            condition: table.group("condition")?,
            tags,
        })
    }

    /// The grammar of English.
    ///
    /// # Panics
    /// Never: the embedded table is whole, which a test shows.
    pub fn english() -> Self {
        Self::from_tables(&english_tables())
            .unwrap_or_else(|error| unreachable!("the embedded table is whole: {error}"))
    }

    pub(crate) fn has_tag(&self, syntax: &Syntax, token: usize, tag: Tag) -> bool {
        self.tags[tag as usize].contains(syntax.xpos(token))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_english_is_whole() {
        assert!(Grammar::english().relative.contains("who"));
    }

    #[test]
    fn a_missing_group_is_named() {
        let tables = Tables::new("xx").with("grammar", "relative: der die das\n");
        let error = Grammar::from_tables(&tables).unwrap_err().to_string();
        assert!(error.contains("tag_infinitive"), "{error}");
    }
}
