//! Who says something, and whether two texts mean the same one by it.

use crate::lexicon::Lexicon;
use crate::words::line;
use newsgraph_document::{
    Document, EntityId, EntityView, Label, MentionKind, MentionView, ParticipantView, QuoteView,
    Reference,
};
use newsgraph_lexicon::plain_letters;
use std::collections::HashMap;
use std::rc::Rc;

/// Who says a quote, as one document tells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Voice {
    /// The name, else the words, for a reader.
    pub(crate) shown: String,
    /// Each name as its words in small letters, without titles.
    names: Vec<Vec<String>>,
    /// The words of descriptions and roles.
    words: Vec<String>,
    /// The names of whom one speaks for.
    behalf: Vec<Vec<String>>,
    is_person: bool,
    /// Whether it is a pronoun that stands for nobody who is known.
    is_pronoun: bool,
}

/// Whether two voices are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// They may not be.
    Other,
    /// One of the texts does not say enough.
    Unknown,
    /// They are.
    Same,
}

/// Who speaks in one document. What is known of an entity is read once, however much it says.
pub(crate) struct Voices<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    known: HashMap<EntityId, Rc<Known<'a>>>,
    /// How many mentions were read.
    #[cfg(test)]
    read: usize,
}

/// What a document tells of an entity.
struct Known<'a> {
    name: Option<&'a str>,
    names: Vec<Vec<String>>,
    words: Vec<String>,
    is_person: bool,
}

impl<'a> Known<'a> {
    fn of(document: &'a Document, entity: EntityView<'a>, lexicon: &Lexicon) -> Self {
        let (mut names, mut words) = (Vec::new(), Vec::new());
        for mention in entity.mentions().take(MOST_MENTIONS) {
            match mention.kind {
                MentionKind::Proper => put(&mut names, parts(mention.text(), lexicon)),
                MentionKind::Nominal => words.extend(parts(mention.text(), lexicon)),
                _ => {}
            }
        }
        words.sort_unstable();
        words.dedup();
        let name = entity.is_named().then(|| entity.name());
        Self {
            name: name.or_else(|| apposed(document, entity)),
            names,
            words,
            is_person: entity.label == Label::PERSON,
        }
    }
}

impl<'a> Voices<'a> {
    pub(crate) fn new(document: &'a Document, lexicon: &'a Lexicon) -> Self {
        Self {
            document,
            lexicon,
            known: HashMap::new(),
            #[cfg(test)]
            read: 0,
        }
    }

    /// The voice of a quote; `None` where the text does not tell who says it.
    pub(crate) fn of(&mut self, quote: QuoteView<'a>) -> Option<Voice> {
        let mut voice = Voice::default();
        for speaker in quote.speakers() {
            let known = speaker.entity().map(|entity| self.known(entity));
            let whom = speaker.behalf().map(|entity| self.known(entity));
            let names = whom.iter().flat_map(|whom| whom.names.iter());
            for name in names {
                put(&mut voice.behalf, name.clone());
            }
            voice.take(self.document, speaker, known.as_deref(), self.lexicon);
        }
        (!voice.shown.is_empty()).then_some(voice)
    }

    fn known(&mut self, entity: EntityView<'a>) -> Rc<Known<'a>> {
        let (document, lexicon) = (self.document, self.lexicon);
        let known = self.known.entry(entity.id());
        known
            .or_insert_with(|| {
                #[cfg(test)]
                {
                    self.read += entity.mentions().take(MOST_MENTIONS).count();
                }
                Rc::new(Known::of(document, entity, lexicon))
            })
            .clone()
    }
}

impl Voice {
    /// Whether somebody is named.
    pub(crate) fn is_named(&self) -> bool {
        !self.names.is_empty()
    }

    fn take(
        &mut self,
        document: &Document,
        speaker: ParticipantView<'_>,
        known: Option<&Known<'_>>,
        lexicon: &Lexicon,
    ) {
        let name = known.and_then(|known| known.name);
        let shown = name.unwrap_or_else(|| speaker.text());
        if !self.shown.is_empty() {
            self.shown += ", ";
        }
        self.shown += &line(shown);
        if let Some(known) = known {
            self.is_person |= known.is_person;
            for name in &known.names {
                put(&mut self.names, name.clone());
            }
            self.words.extend(known.words.iter().cloned());
        }
        match name {
            Some(name) => put(&mut self.names, parts(name, lexicon)),
            // A name that no entity has: that of a person among the words, or the head.
            None if speaker.how == Reference::Named => {
                let named = document.view().mentions_in(speaker.span);
                let mut named = named.filter(|m| m.kind == MentionKind::Proper);
                let person = named.find(|mention| mention.label == Label::PERSON);
                let head = &document.text()[speaker.head];
                if let Some(person) = person {
                    put(&mut self.names, parts(person.text(), lexicon));
                } else if head.starts_with(char::is_uppercase) {
                    put(&mut self.names, parts(head, lexicon));
                }
            }
            None => {}
        }
        self.is_pronoun |= name.is_none() && speaker.how == Reference::Pronoun;
        if speaker.how != Reference::Pronoun {
            self.words.extend(parts(speaker.text(), lexicon));
        }
        self.words.extend(
            speaker
                .role()
                .map(|role| parts(role, lexicon))
                .unwrap_or_default(),
        );
        self.words.sort_unstable();
        self.words.dedup();
    }

    /// Whether this voice and another one are the same.
    ///
    /// | one | other | |
    /// | --- | --- | --- |
    /// | Lee | Ann Lee | same |
    /// | A. Lee | Ann Lee | same |
    /// | Bob Lee | Ann Lee | other |
    /// | the Ulm Bank | Ann Lee, for the Ulm Bank | same |
    /// | a bank official | an official | same |
    /// | Ann Lee | an official | unknown |
    /// | the Ulm Bank | an official of the Elm Bank | other |
    pub(crate) fn likeness(&self, other: &Self, lexicon: &Lexicon) -> Likeness {
        let share = |a: &[Vec<String>], b: &[Vec<String>]| {
            a.iter().any(|a| b.iter().any(|b| are_one(a, b, lexicon)))
        };
        let speaks_for = |a: &Self, b: &Self| {
            share(&a.names, &b.behalf)
                || (!a.is_person && a.names.iter().any(|name| is_within(name, &b.words)))
        };
        let is_same =
            share(&self.names, &other.names) || speaks_for(self, other) || speaks_for(other, self);
        // "A spokeswoman of the Ulm Bank" is no other body's.
        let is_body = |a: &Self, b: &Self| a.is_named() && !a.is_person && !b.behalf.is_empty();
        match (is_same, self.is_named(), other.is_named()) {
            (true, ..) => Likeness::Same,
            _ if is_body(self, other) || is_body(other, self) => Likeness::Other,
            (false, true, true) => Likeness::Other,
            _ if self.is_pronoun || other.is_pronoun => Likeness::Unknown,
            (false, false, false) => {
                if self.words.iter().any(|word| other.words.contains(word)) {
                    Likeness::Same
                } else {
                    Likeness::Other
                }
            }
            _ => Likeness::Unknown,
        }
    }
}

/// The person who stands at the end of a description of an entity that has no other name: "the mayor, Ann Lee".
fn apposed<'a>(document: &'a Document, entity: EntityView<'a>) -> Option<&'a str> {
    let described = entity.mentions().take(MOST_MENTIONS);
    let mut described = described.filter(|mention| mention.kind == MentionKind::Nominal);
    described.find_map(|mention| {
        let mut within = document.view().mentions_in(mention.span);
        let person = within.find(|person| {
            let before = &document.text()[mention.span.start()..person.span.start()];
            person.kind == MentionKind::Proper
                && person.label == Label::PERSON
                && person.span.end() == mention.span.end()
                && before.trim_end().ends_with(',')
        });
        person.map(MentionView::text)
    })
}

fn put(names: &mut Vec<Vec<String>>, name: Vec<String>) {
    if !name.is_empty() && !names.contains(&name) && names.len() < MOST_NAMES {
        names.push(name);
    }
}

/// The first mentions of an entity that are asked for its names.
const MOST_MENTIONS: usize = 200;
/// The most names of one that are compared.
const MOST_NAMES: usize = 32;

/// The words of a name or description in small letters, without accents, articles and titles.
fn parts(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let text: String = plain_letters(text).collect();
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    let words = words.filter(|word| !word.is_empty()).map(str::to_owned);
    words
        .filter(|word| !lexicon.is_bare(word))
        .take(MOST_NAMES)
        .collect()
}

/// Whether each word of a name is among some others.
fn is_within(name: &[String], words: &[String]) -> bool {
    !name.is_empty() && name.iter().all(|part| words.contains(part))
}

/// Whether two names may be of one.
fn are_one(a: &[String], b: &[String], lexicon: &Lexicon) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if is_within(short, long) {
        return true;
    }
    match (short, long) {
        // "FBI", "Federal Bureau of Investigation".
        ([letters], [_, _, ..]) => {
            let first = long.iter().filter_map(|word| word.chars().next());
            letters.chars().eq(first)
        }
        // "J. Lee", "Jim Lee", "James Lee".
        ([given, .., family], [other, .., last]) if family == last => {
            let begins = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
            begins(given, other) || begins(other, given) || lexicon.are_nicknames(given, other)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english_tables;

    #[test]
    fn names_of_one_are_one() {
        let lexicon = Lexicon::from_tables(&english_tables()).expect("the tables are whole");
        let cases = [
            ("Lee", "Ann Lee", true),
            ("Mayor Lee", "Ann Lee", true),
            ("A. Lee", "Ann Lee", true),
            ("Bill Reyes", "William Reyes", true),
            ("Ann Maria Lee", "Ann Lee", true),
            ("FBI", "Federal Bureau of Investigation", true),
            ("the Ulm Bank", "Ulm Bank", true),
            ("José Álvarez", "Jose Alvarez", true),
            ("Jose\u{301} A\u{301}lvarez", "José Álvarez", true),
            ("Łukasz Søby", "Lukasz Soby", true),
            ("Weiß", "Anna Weiss", true),
            ("É. Roux", "Emile Roux", true),
            ("José Álvarez", "José Alvaro", false),
            ("Bob Lee", "Ann Lee", false),
            ("B. Lee", "Ann Lee", false),
            ("Ann Lee", "Ann Reyes", false),
            ("Ulm Bank", "Elm Bank", false),
        ];
        for (one, other, expected) in cases {
            let (a, b) = (parts(one, &lexicon), parts(other, &lexicon));
            assert_eq!(are_one(&a, &b, &lexicon), expected, "{one} / {other}");
            assert_eq!(are_one(&b, &a, &lexicon), expected, "{other} / {one}");
        }
    }

    #[test]
    fn an_entity_is_read_once_however_much_it_says() {
        let text = "“We will pay for the road,” said Ann Lee, who speaks for the Ulm Bank.\n\n\
            “The bank of Ulm has the money,” Lee said. The Ulm Bank said that it would pay.\n\n"
            .repeat(40);
        let pipeline = newsgraph_coref::english().expect("the models are inside");
        let mut document = Document::new("many", text).expect("a short text");
        pipeline.annotate(&mut document).expect("components fit");
        let lexicon = Lexicon::from_tables(&english_tables()).expect("the tables are whole");
        let mut voices = Voices::new(&document, &lexicon);
        let quotes = document
            .view()
            .quotes()
            .filter(|quote| voices.of(*quote).is_some());
        assert!(quotes.count() >= 80);
        let all = document.mentions().expect("they are found").len();
        assert!(voices.read <= all);
    }

    #[test]
    fn voices_are_compared_by_what_is_known_of_them() {
        let lexicon = Lexicon::from_tables(&english_tables()).expect("the tables are whole");
        let names = |name: &str| -> Vec<Vec<String>> {
            let name = parts(name, &lexicon);
            if name.is_empty() {
                Vec::new()
            } else {
                vec![name]
            }
        };
        // Name, words, for whom, a person, a pronoun.
        let voice =
            |(name, words, behalf, is_person, is_pronoun): (&str, &str, &str, bool, bool)| Voice {
                shown: name.to_owned(),
                names: names(name),
                words: parts(words, &lexicon),
                behalf: names(behalf),
                is_person,
                is_pronoun,
            };
        let ann = ("Ann Lee", "", "Ulm Bank", true, false);
        let cases = [
            (ann, ("Lee", "", "", true, false), Likeness::Same),
            (ann, ("Bob Lee", "", "", true, false), Likeness::Other),
            (ann, ("Ulm Bank", "", "", false, false), Likeness::Same),
            (ann, ("Elm Bank", "", "", false, false), Likeness::Other),
            (
                ann,
                ("", "an official", "", false, false),
                Likeness::Unknown,
            ),
            (ann, ("", "", "", false, true), Likeness::Unknown),
            (
                ("", "a bank official", "", false, false),
                ("", "the official", "", false, false),
                Likeness::Same,
            ),
            (
                ("", "a bank official", "", false, false),
                ("", "a farmer", "", false, false),
                Likeness::Other,
            ),
        ];
        for (one, other, expected) in cases {
            let (a, b) = (voice(one), voice(other));
            assert_eq!(a.likeness(&b, &lexicon), expected, "{one:?} / {other:?}");
            assert_eq!(b.likeness(&a, &lexicon), expected, "{other:?} / {one:?}");
        }
    }
}
