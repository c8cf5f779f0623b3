use newsgraph_document::Act;
use newsgraph_lexicon::{TableError, Tables, WordMap, WordSet};
use newsgraph_phrase::Grammar;

/// Of 100 occurrences of a word those that must report for it to be taken as one that may.
const LEAST_RATE: u8 = 8;

/// Most words of a name that signs, introduces or begins what is said.
pub(crate) const NAME_WORDS: usize = 6;

/// How often of 100 a word reports, by what stands with it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CueRates {
    /// A verb with a clause.
    pub(crate) clause: u8,
    /// A verb with an infinitive.
    pub(crate) infinitive: u8,
    /// A verb in any other place.
    pub(crate) other: u8,
    /// A noun with a clause.
    pub(crate) noun: u8,
}

impl CueRates {
    /// Whether no occurrence tells how often the word reports.
    pub(crate) fn is_unknown(self) -> bool {
        [self.clause, self.infinitive, self.other, self.noun] == [0; 4]
    }

    /// Whether the word reports often enough to be looked at.
    pub(crate) fn may_report(self) -> bool {
        let all = [self.clause, self.infinitive, self.other, self.noun];
        all.into_iter().any(|rate| rate >= LEAST_RATE)
    }

    /// The rate of a verb whose speech may stand between marks: any but that with an infinitive.
    pub(crate) fn speech(self) -> u8 {
        self.clause.max(self.other)
    }
}

/// What kind of act a reporting word stands for, by the form of what it reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Acts {
    /// "that it ends".
    pub(crate) clause: Act,
    /// "to end it".
    pub(crate) infinitive: Act,
    /// "the end".
    pub(crate) phrase: Act,
    /// "it the end", "it as the end".
    pub(crate) predicate: Act,
}

/// The words of a language that the forms of reporting are told by.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    pub(crate) grammar: Grammar,
    cues: WordMap<CueRates>,
    acts: WordMap<Acts>,
    phrase_cues: WordMap<Box<str>>,
    addressing: WordSet,
    /// Prepositions before whose account a sentence is, as words in order.
    accounts: Vec<Vec<Box<str>>>,
    person_pronoun: WordSet,
    recipient: WordSet,
    within_name: WordSet,
    withheld: WordSet,
    asks: WordSet,
    topic: WordSet,
    called: WordSet,
    charge: WordSet,
    title: WordSet,
    honorific: WordSet,
    document: WordSet,
    definite: WordSet,
    author: WordSet,
    line_label: WordSet,
}

/// The tables of English: `cues`, `acts`, `phrase_cues`, `addressing`, `accounts`, `quote_words`, and those of [`newsgraph_phrase`].
pub fn english_tables() -> Tables {
    newsgraph_phrase::english_tables().and(Tables::embedded(
        "en",
        [
            ("cues", include_str!("../data/en/cues.txt")),
            ("acts", include_str!("../data/en/acts.txt")),
            ("phrase_cues", include_str!("../data/en/phrase_cues.txt")),
            ("addressing", include_str!("../data/en/addressing.txt")),
            ("accounts", include_str!("../data/en/accounts.txt")),
            ("quote_words", include_str!("../data/en/quote_words.txt")),
        ],
    ))
}

impl Lexicon {
    pub(crate) fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        let words = tables.table("quote_words")?;
        let phrases = tables.table("accounts")?.rows();
        Ok(Self {
            grammar: Grammar::from_tables(tables)?,
            cues: cues(tables)?,
            acts: acts(tables)?,
            phrase_cues: phrase_cues(tables)?,
            addressing: tables.table("addressing")?.words(),
            accounts: phrases
                .map(|row| row.split_whitespace().map(Box::from).collect())
                .collect(),
            person_pronoun: words.group("person_pronoun")?,
            recipient: words.group("recipient")?,
            within_name: words.group("within_name")?,
            withheld: words.group("withheld")?,
            asks: words.group("asks")?,
            topic: words.group("topic")?,
            called: words.group("called")?,
            charge: words.group("charge")?,
            title: words.group("title")?,
            honorific: words.group("honorific")?,
            document: words.group("document")?,
            definite: words.group("definite")?,
            author: words.group("author")?,
            line_label: words.group("line_label")?,
        })
    }

    pub(crate) fn english() -> Self {
        Self::from_tables(&english_tables())
            .unwrap_or_else(|error| unreachable!("the embedded tables are whole: {error}"))
    }

    pub(crate) fn rates(&self, lemma: &str) -> CueRates {
        self.cues.get(lemma).copied().unwrap_or_default()
    }

    /// Whether the object of this verb is whom it is said to.
    pub(crate) fn addresses(&self, lemma: &str) -> bool {
        self.addressing.contains(lemma)
    }

    /// The prepositions before whose account a sentence is, each as its words in order.
    pub(crate) fn accounts(&self) -> impl Iterator<Item = &[Box<str>]> {
        self.accounts.iter().map(Vec::as_slice)
    }

    /// Whether the word is a pronoun for one person.
    pub(crate) fn is_person_pronoun(&self, word: &str) -> bool {
        self.person_pronoun.contains_any_case(word)
    }

    /// Whether the word is the preposition before whom something is said or sent to.
    pub(crate) fn is_before_recipient(&self, word: &str) -> bool {
        self.recipient.contains_any_case(word)
    }

    /// What a reporting word of this lemma stands for, by the form of what it reports.
    pub(crate) fn acts(&self, lemma: &str) -> Option<Acts> {
        self.acts.get(lemma).copied()
    }

    /// The preposition that the phrase begins with by which a verb of this lemma says something; "-" for an object.
    pub(crate) fn says_by(&self, lemma: &str) -> Option<&str> {
        self.phrase_cues.get(lemma).map(AsRef::as_ref)
    }

    /// Whether a word of this lemma keeps what follows from being said.
    pub(crate) fn withholds(&self, lemma: &str) -> bool {
        self.withheld.contains(lemma)
    }

    /// Whether a verb of this lemma asks.
    pub(crate) fn asks(&self, lemma: &str) -> bool {
        self.asks.contains(lemma)
    }

    /// Whether the word is a preposition before what a question is about.
    pub(crate) fn is_topic(&self, word: &str) -> bool {
        self.topic.contains_any_case(word)
    }

    /// Whether the word is a preposition before what something is called.
    pub(crate) fn is_called(&self, word: &str) -> bool {
        self.called.contains_any_case(word)
    }

    /// Whether the word is a preposition before what somebody is blamed or praised for.
    pub(crate) fn is_charge(&self, word: &str) -> bool {
        self.charge.contains_any_case(word)
    }

    /// Whether the word may stand before a person's name and is no part of it.
    pub(crate) fn is_title(&self, word: &str) -> bool {
        self.title.contains_any_case(word)
    }

    /// Whether the word is a title that tells no role.
    pub(crate) fn is_honorific(&self, word: &str) -> bool {
        self.honorific.contains_any_case(word)
    }

    /// Whether a noun of this lemma is something that one writes or issues.
    pub(crate) fn is_document(&self, lemma: &str) -> bool {
        self.document.contains(lemma)
    }

    /// Whether the word points at something that was named before.
    pub(crate) fn is_definite(&self, word: &str) -> bool {
        self.definite.contains_any_case(word)
    }

    /// Whether the word is a preposition before whom something written is of.
    pub(crate) fn is_before_author(&self, word: &str) -> bool {
        self.author.contains_any_case(word)
    }

    /// Whether the word begins a line that leads elsewhere: "Related: ...".
    pub(crate) fn is_line_label(&self, word: &str) -> bool {
        self.line_label.contains_any_case(word)
    }

    /// Whether the word stands in small letters within names.
    pub(crate) fn is_within_name(&self, word: &str) -> bool {
        self.within_name.contains(word)
    }
}

/// Rows of a lemma and its rates: with a clause, with an infinitive, in any other place, as a noun with a clause.
fn cues(tables: &Tables) -> Result<WordMap<CueRates>, TableError> {
    let table = tables.table("cues")?;
    let mut cues = Vec::new();
    for row in table.fields::<5>()? {
        let rate = |column: usize| {
            let parsed = row[column].parse().ok().filter(|rate| *rate <= 100);
            parsed.ok_or_else(|| table.error(&row.join(" "), "a lemma and four rates of 0 to 100"))
        };
        let rates = CueRates {
            clause: rate(1)?,
            infinitive: rate(2)?,
            other: rate(3)?,
            noun: rate(4)?,
        };
        cues.push((row[0], rates));
    }
    Ok(cues.into_iter().collect())
}

/// Rows of a lemma and a preposition.
fn phrase_cues(tables: &Tables) -> Result<WordMap<Box<str>>, TableError> {
    let rows = tables.table("phrase_cues")?.fields::<2>()?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|[lemma, preposition]| (lemma, Box::from(preposition)))
        .collect())
}

/// Rows of a lemma and the letters of its acts: with a clause, an infinitive, a phrase, and a phrase and what it is called.
fn acts(tables: &Tables) -> Result<WordMap<Acts>, TableError> {
    let table = tables.table("acts")?;
    let mut acts = Vec::new();
    for row in table.fields::<5>()? {
        let act = |column: usize| match row[column] {
            "s" => Ok(Act::Speech),
            "t" => Ok(Act::Thought),
            "a" => Ok(Act::Attitude),
            "o" => Ok(Act::Other),
            _ => Err(table.error(&row.join(" "), "a lemma and four letters of s, t, a and o")),
        };
        let forms = Acts {
            clause: act(1)?,
            infinitive: act(2)?,
            phrase: act(3)?,
            predicate: act(4)?,
        };
        acts.push((row[0], forms));
    }
    Ok(acts.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        let lexicon = Lexicon::english();
        assert!(lexicon.rates("say").clause > 50 && lexicon.addresses("tell"));
        assert!(lexicon.accounts().any(|words| words.len() == 2));
    }

    #[test]
    fn a_rate_that_is_none_is_an_error() {
        let tables = english_tables().with("cues", "sagen 90 0 x 0\n");
        let error = Lexicon::from_tables(&tables).unwrap_err().to_string();
        assert_eq!(
            error,
            "row \"sagen 90 0 x 0\" of table \"cues\": expected a lemma and four rates of 0 to 100"
        );
    }
}
