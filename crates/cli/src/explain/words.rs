//! What reasons are called in a report.

use newsgraph::coref::JoinedBy;
use newsgraph::quote::{ActBy, AddressedBy, ChosenBy, FoundBy};

pub(super) fn found(by: FoundBy) -> &'static str {
    match by {
        FoundBy::Labels => "the labels that the network gives to words",
        FoundBy::Turn => {
            "the form of a transcript: a name in capitals and a colon begin the paragraph"
        }
        FoundBy::Account => {
            "a phrase of account, such as \"according to\", at the start of the sentence"
        }
        FoundBy::Closing => "the form of the sentence, which ends with whose words it is",
        FoundBy::Post => "the form of a post: the line below names its account",
        FoundBy::Headline => "the form of a headline",
        FoundBy::InnerMarks => "quotation marks within another quote",
        FoundBy::Claim => "a clause below a noun or verb that claims it",
        FoundBy::Phrase => "a verb that says something by a phrase alone",
        _ => by.as_str(),
    }
}

pub(super) fn act(by: ActBy) -> &'static str {
    match by {
        ActBy::NoCue => "there is no cue, and marks tell whether it is speech",
        ActBy::Account => "the cue is a phrase of account",
        ActBy::Sign => "the cue is a colon or a dash",
        ActBy::Word => "the reporting word, by the form of what it reports",
        ActBy::Marks => "the quotation marks, whatever the reporting word",
        ActBy::Empty => "the content is no more than a pronoun or a word",
        ActBy::Withheld => "the cue says that it is not said",
        ActBy::Nobody => "nobody is told to say it",
        ActBy::Topic => "the content is what a question or view is about",
        ActBy::UnknownWord => {
            "the reporting word is in no table: by the form of what it reports, and by how often it does"
        }
        _ => by.as_str(),
    }
}

/// What chose a part; `is_there` says whether there is one.
pub(super) fn chosen(by: ChosenBy, is_there: bool) -> &'static str {
    match by {
        ChosenBy::Ranker if !is_there => "the ranker scores none highest",
        ChosenBy::Ranker => "the ranker scores it highest",
        ChosenBy::Colon => "the colon right before the content",
        ChosenBy::OwnVerb => "the verb of another clause, on which the content hangs",
        ChosenBy::Form => "the words around quoted speech, by their form",
        ChosenBy::Signature => "a dash with a name behind the content",
        ChosenBy::Introduction => "the sentence before ends with a colon",
        ChosenBy::Participle => "the participle follows the name at once",
        ChosenBy::Tree => "the tree: whose act the verb is",
        ChosenBy::Actor => "the sentence before is about this person",
        ChosenBy::QuoteBefore => "the quote before goes on",
        ChosenBy::Asker => "who asked what somebody was asked",
        _ => by.as_str(),
    }
}

pub(super) fn addressed(by: AddressedBy) -> &'static str {
    match by {
        AddressedBy::Object => "the object of the cue",
        AddressedBy::Recipient => "a preposition of recipients below the cue",
        AddressedBy::Governor => "the object of the verb that the cue goes with",
        _ => by.as_str(),
    }
}

pub(super) fn joined(by: JoinedBy) -> &'static str {
    match by {
        JoinedBy::Name => "by its name",
        JoinedBy::Company => "the company's name without the words for its form",
        JoinedBy::Group => "another word for the same people",
        JoinedBy::Alias => "another name, by the table of aliases",
        JoinedBy::Person => "a part of the person's name",
        JoinedBy::Part => "a part of a longer name",
        JoinedBy::Bracketed => "in brackets behind what it is short for",
        JoinedBy::Acronym => "the initials of a longer name",
        JoinedBy::Speaker => "the speaker of the quote that it stands in",
        JoinedBy::Addressee => "the addressee of the quote that it stands in",
        JoinedBy::Voice => "as before in the same voice",
        JoinedBy::Relative => "the noun that its clause belongs to",
        JoinedBy::Row => "the people named in a row before",
        JoinedBy::Apposition => "an apposition",
        JoinedBy::Role => "what the text says that the name is",
        JoinedBy::Several => "it fits several names",
        JoinedBy::Ranker => "the ranker scores it highest",
        JoinedBy::First => "nothing before it that it may refer to",
        _ => by.as_str(),
    }
}

/// What a piece of evidence is called.
pub(super) fn evidence(name: &'static str) -> &'static str {
    match name {
        "content_labels" => "how sure the labels of the content are",
        "cue_labels" => "how sure the labels of the cue are",
        "speaker_labels" => "how sure the labels of the speaker are",
        "cue_margin" => "how far the cue stands above the next choice",
        "speaker_margin" => "how far the speaker stands above the next choice",
        "has_cue" => "that it has a cue",
        "has_speaker" => "that it has a speaker",
        "is_implicit" => "that the speaker is told around it alone",
        name => name,
    }
}
