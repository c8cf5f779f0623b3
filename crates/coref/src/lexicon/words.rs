//! Small groups of words that rules ask about.

use newsgraph_lexicon::{Table, TableError, WordSet};

/// Small groups of words, each named for the row of the table `entity_words` that it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    pub(crate) definite: WordSet,
    pub(crate) demonstrative: WordSet,
    pub(crate) not_pronoun: WordSet,
    pub(crate) empty_verb: WordSet,
    pub(crate) empty_noun: WordSet,
    pub(crate) empty_mark: WordSet,
    pub(crate) plural_ending: WordSet,
    pub(crate) possessive: WordSet,
    pub(crate) possessive_plural: WordSet,
    pub(crate) article: WordSet,
    pub(crate) suffix: WordSet,
    pub(crate) generation: WordSet,
    pub(crate) mark: WordSet,
    pub(crate) not_short: WordSet,
    pub(crate) unit: WordSet,
    pub(crate) place_word: WordSet,
    pub(crate) sound_ending: WordSet,
    pub(crate) not_person: WordSet,
    pub(crate) person_ending: WordSet,
    pub(crate) conjunction: WordSet,
    pub(crate) lessening: WordSet,
    pub(crate) comma: WordSet,
    pub(crate) party_word: WordSet,
    pub(crate) age_ending: WordSet,
    pub(crate) not_city: WordSet,
    pub(crate) skipped: WordSet,
    pub(crate) compass: WordSet,
}

impl Words {
    /// The groups of a table.
    ///
    /// # Errors
    /// [`TableError`] where a group is missing.
    pub(super) fn read(table: Table<'_>) -> Result<Self, TableError> {
        Ok(Self {
            definite: table.group("definite")?,
            demonstrative: table.group("demonstrative")?,
            not_pronoun: table.group("not_pronoun")?,
            empty_verb: table.group("empty_verb")?,
            empty_noun: table.group("empty_noun")?,
            empty_mark: table.group("empty_mark")?,
            plural_ending: table.group("plural_ending")?,
            possessive: table.group("possessive")?,
            possessive_plural: table.group("possessive_plural")?,
            article: table.group("article")?,
            suffix: table.group("suffix")?,
            generation: table.group("generation")?,
            mark: table.group("mark")?,
            not_short: table.group("not_short")?,
            unit: table.group("unit")?,
            place_word: table.group("place_word")?,
            sound_ending: table.group("sound_ending")?,
            not_person: table.group("not_person")?,
            person_ending: table.group("person_ending")?,
            conjunction: table.group("conjunction")?,
            lessening: table.group("lessening")?,
            comma: table.group("comma")?,
            party_word: table.group("party_word")?,
            age_ending: table.group("age_ending")?,
            not_city: table.group("not_city")?,
            skipped: table.group("skipped")?,
            compass: table.group("compass")?,
        })
    }
}
