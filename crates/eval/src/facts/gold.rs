use crate::quotes::CharRange;
use serde::Deserialize;

/// An article with what a careful reader says it states.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(expecting = "an object")]
pub struct Article {
    /// Its id.
    pub id: String,
    /// Its date, where there is one.
    pub date: Option<String>,
    /// Its text.
    pub text: String,
    /// Who and what has a name in it.
    pub entities: Vec<GoldEntity>,
    /// Who said what.
    pub quotes: Vec<GoldQuote>,
    /// How the entities relate.
    pub relations: Vec<GoldRelation>,
    /// Dates, times, amounts.
    pub values: Vec<GoldValue>,
}

/// Somebody or something with a name.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldEntity {
    /// Its type.
    pub label: String,
    /// Its fullest name.
    pub name: String,
    /// Where its names stand.
    pub mentions: Vec<CharRange>,
    /// Where descriptions of it stand.
    #[serde(default)]
    pub descriptions: Vec<CharRange>,
}

/// What somebody said or thought.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldQuote {
    /// Whether it was said or thought.
    pub act: String,
    /// Direct, indirect or mixed.
    pub kind: String,
    /// The words.
    pub content: Vec<CharRange>,
    /// The noun phrase of who said it.
    pub speaker: Option<CharRange>,
    /// Position of the entity whose words they are.
    pub speaker_entity: Option<usize>,
}

/// A relation between two entities.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldRelation {
    /// Its type.
    pub label: String,
    /// Position of the entity that it is said of.
    pub subject: usize,
    /// Position of the other one.
    pub object: usize,
    /// The words that show it.
    pub evidence: CharRange,
}

/// A date, a time, an amount.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldValue {
    /// Where it stands.
    pub span: CharRange,
    /// Its type.
    pub label: String,
    /// Its normal form.
    pub value: String,
}
