use std::borrow::Cow;
use std::fmt;

/// The name of a type of mention, entity or relation.
///
/// An open set: a model may bring labels of its own. The constants are the ones that newsgraph's
/// own models give. Two labels are equal when their text is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Label(Cow<'static, str>);

macro_rules! constants {
    ($($name:ident = $text:literal, $doc:literal;)*) => {
        impl Label {
            $(#[doc = $doc] pub const $name: Self = Self(Cow::Borrowed($text));)*

            /// The label with this text; those that have a constant are not allocated.
            pub fn new(text: &str) -> Self {
                match text {
                    $($text => Self::$name,)*
                    _ => Self(Cow::Owned(text.to_owned())),
                }
            }
        }
    };
}

constants! {
    PERSON = "Person", "A human being, real or fictional.";
    ORGANIZATION = "Organization", "A company, agency, party, team, government body or news outlet.";
    LOCATION = "Location", "A country, region, city or natural place.";
    FACILITY = "Facility", "A building, airport, road, base.";
    GROUP = "Group", "A nationality, religion or political group (\"Chinese\").";
    PRODUCT = "Product", "A thing that is made and named.";
    EVENT = "Event", "A named war, match, election, storm.";
    WORK = "Work", "A book, film, law, painting.";
    MISC = "Misc", "A name of another kind.";
    DATE = "Date", "A calendar date or period.";
    TIME = "Time", "A time of day.";
    DURATION = "Duration", "A length of time.";
    MONEY = "Money", "An amount of money.";
    PERCENT = "Percent", "A percentage.";
    NUMBER = "Number", "A count.";
    ORDINAL = "Ordinal", "A rank (\"first\").";
    QUANTITY = "Quantity", "A measured amount with its unit.";
}

impl Label {
    /// The label's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is one of the labels of values: dates, times, durations, amounts and numbers.
    pub fn is_value(&self) -> bool {
        const VALUES: [Label; 8] = [
            Label::DATE,
            Label::TIME,
            Label::DURATION,
            Label::MONEY,
            Label::PERCENT,
            Label::NUMBER,
            Label::ORDINAL,
            Label::QUANTITY,
        ];
        VALUES.contains(self)
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl PartialEq<str> for Label {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Label {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
