use super::pattern::{Implied, LeftOut};
use newsgraph_lexicon::{TableError, Tables, WordMap, WordSet};

/// The words that triples are read by, of one language.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) existence: WordSet,
    pub(super) relative_adverb: WordSet,
    pub(super) relative_owner: WordSet,
    pub(super) part: WordSet,
    pub(super) example: WordSet,
    pub(super) example_participle: WordSet,
    pub(super) neutral_pronoun: WordSet,
    pub(super) plural_pronoun: WordSet,
    pub(super) infinitive_auxiliary: WordSet,
    pub(super) tag_modal: WordSet,
    copula: Forms,
    possession: Forms,
    /// Prepositions with their places in the table, from 1.
    prepositions: WordMap<usize>,
}

/// A verb that is left out, of one and of several.
#[derive(Clone, Debug)]
struct Forms {
    one: Box<str>,
    several: Box<str>,
}

impl Words {
    /// Reads the tables `triple_words` and `triple_prepositions`.
    ///
    /// # Errors
    /// [`TableError`] where one of them, or a group, is missing.
    pub(super) fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        let table = tables.table("triple_words")?;
        let form = |group: &str| {
            let words = table.group(group)?;
            let first = words.iter().next().map(Box::from);
            first.ok_or_else(|| table.error(group, "a word"))
        };
        let prepositions = tables.table("triple_prepositions")?.rows();
        Ok(Self {
            existence: table.group("existence")?,
            relative_adverb: table.group("relative_adverb")?,
            relative_owner: table.group("relative_owner")?,
            part: table.group("part")?,
            example: table.group("example")?,
            example_participle: table.group("example_participle")?,
            neutral_pronoun: table.group("neutral_pronoun")?,
            plural_pronoun: table.group("plural_pronoun")?,
            infinitive_auxiliary: table.group("infinitive_auxiliary")?,
            tag_modal: table.group("tag_modal")?,
            copula: Forms {
                one: form("copula_one")?,
                several: form("copula_several")?,
            },
            possession: Forms {
                one: form("possession_one")?,
                several: form("possession_several")?,
            },
            prepositions: prepositions.zip(1..).collect(),
        })
    }

    /// The place of a preposition in the table, from 1; of others the place after the last.
    pub(super) fn preposition(&self, word: &str) -> usize {
        let place = self.prepositions.get_any_case(word).copied();
        place.unwrap_or(self.prepositions.len() + 1)
    }

    /// The verb that is left out, as a reader would put it.
    pub(super) fn implied(&self, implied: Implied) -> &str {
        let forms = match implied.verb {
            LeftOut::Copula => &self.copula,
            LeftOut::Possession => &self.possession,
        };
        if implied.of_several {
            &forms.several
        } else {
            &forms.one
        }
    }
}
