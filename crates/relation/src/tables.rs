use crate::countries::Countries;
use crate::lexicon::Lexicon;
use crate::rules::Rules;
use newsgraph_lexicon::{TableError, Tables};
use newsgraph_phrase::Grammar;

/// The tables of English, those of [`newsgraph_phrase::english_tables`] among them. `demonyms`, `relation_bodies`,
/// `relation_roles`, `relation_rules`, `relation_verbs` and `relation_words` are for relations, `triple_prepositions`
/// and `triple_words` for triples, `grammar` is for both.
pub fn english_tables() -> Tables {
    let own = Tables::embedded(
        "en",
        [
            ("demonyms", include_str!("../data/en/demonyms.txt")),
            (
                "relation_bodies",
                include_str!("../data/en/relation_bodies.txt"),
            ),
            (
                "relation_roles",
                include_str!("../data/en/relation_roles.txt"),
            ),
            (
                "relation_rules",
                include_str!("../data/en/relation_rules.txt"),
            ),
            (
                "relation_verbs",
                include_str!("../data/en/relation_verbs.txt"),
            ),
            ("stated_deeds", include_str!("../data/en/stated_deeds.txt")),
            ("stated_homes", include_str!("../data/en/stated_homes.txt")),
            (
                "stated_parties",
                include_str!("../data/en/stated_parties.txt"),
            ),
            ("stated_roles", include_str!("../data/en/stated_roles.txt")),
            (
                "stated_states",
                include_str!("../data/en/stated_states.txt"),
            ),
            ("stated_verbs", include_str!("../data/en/stated_verbs.txt")),
            ("stated_words", include_str!("../data/en/stated_words.txt")),
            (
                "relation_words",
                include_str!("../data/en/relation_words.txt"),
            ),
            (
                "triple_prepositions",
                include_str!("../data/en/triple_prepositions.txt"),
            ),
            ("triple_words", include_str!("../data/en/triple_words.txt")),
        ],
    );
    own.and(newsgraph_phrase::english_tables())
}

/// What relations need to know of a language.
#[derive(Clone, Debug)]
pub(crate) struct Language {
    pub(crate) grammar: Grammar,
    pub(crate) lexicon: Lexicon,
    pub(crate) countries: Countries,
    pub(crate) rules: Rules,
}

impl Language {
    /// # Errors
    /// [`TableError`] where a table or one of its groups is missing, or a row has another form.
    pub(crate) fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        Ok(Self {
            grammar: Grammar::from_tables(tables)?,
            lexicon: Lexicon::from_tables(tables)?,
            countries: Countries::from_tables(tables)?,
            rules: Rules::from_tables(tables)?,
        })
    }

    /// # Panics
    /// Never: the embedded tables are whole, which a test shows.
    pub(crate) fn english() -> Self {
        Self::from_tables(&english_tables())
            .unwrap_or_else(|error| unreachable!("the embedded tables are whole: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lower_hash;

    #[test]
    fn the_tables_of_english_are_whole() {
        let english = Language::english();
        let [meet, with, obj] = ["meet", "with", "obj"].map(lower_hash);
        let verb = |lemma, slot| english.lexicon.verb(lemma, slot);
        assert_ne!(verb(meet, with), 0);
        assert_eq!(verb(meet, with), verb(meet, obj));
        assert_eq!(verb(with, meet), 0);
        let countries = &english.countries;
        assert_eq!(countries.demonym("Chinese"), countries.country("China"));
        assert_eq!(
            countries.demonym("Americans"),
            countries.country("the U.S.")
        );
        assert!(countries.country("China").is_some());
        assert_eq!(countries.country("Chinese"), None);
    }
}
