use newsgraph_document::{
    Act, Document, Entity, EntityId, MentionKind, Participant, Quote, QuoteId, Reference, Relation,
    Span, Status, Triple,
};

pub(crate) struct Report<'a> {
    pub(crate) document: &'a Document,
    /// For each entity whether a name, and not a description or pronoun alone, refers to it.
    named: Vec<bool>,
}

/// The most bytes of a sentence that a report shows beside a quote, and of a quote. What is longer is no sentence that
/// a person wrote: a text of one sentence with a quote in every few words would make a report as long as its square.
pub(crate) const LONGEST_SENTENCE: usize = 4_000;
const LONGEST_QUOTE: usize = 20_000;

/// The most bytes of a sentence that is cut which are shown before what it is shown for.
const BEFORE: usize = 1_000;

/// The most other names that are told of an entity.
const MOST_NAMES: usize = 12;

/// What stands for what is cut off.
const CUT: &str = "[…]";

impl<'a> Report<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        let mentions = document.mentions().unwrap_or_default();
        let is_name = |id: &newsgraph_document::MentionId| {
            let mention = mentions.get(id.index());
            mention.is_some_and(|mention| mention.kind == MentionKind::Proper)
        };
        let entities = document.entities().unwrap_or_default().iter();
        Self {
            document,
            named: entities.map(|e| e.mentions.iter().any(is_name)).collect(),
        }
    }
}

impl Report<'_> {
    /// The sentence in which the span begins, on one line.
    pub(crate) fn sentence(&self, span: Span) -> Option<String> {
        let whole = self.document.view().sentence_at(span.start())?.span;
        if whole.end() - whole.start() <= LONGEST_SENTENCE {
            return Some(one_line(&self.document.text()[whole]));
        }
        let start = boundary(self.document.text(), span.start().saturating_sub(BEFORE));
        let start = start.max(whole.start());
        let shown = self.shown(Span::new(start, whole.end()), LONGEST_SENTENCE);
        Some(if start > whole.start() {
            format!("{CUT} {shown}")
        } else {
            shown
        })
    }

    pub(crate) fn entity_name(&self, entity: usize) -> String {
        let entities = self.document.entities().unwrap_or_default();
        entities
            .get(entity)
            .map_or_else(String::new, |e| one_line(&e.name))
    }

    /// The words of a span on one line, the first of them where they are more than so many bytes.
    pub(crate) fn shown(&self, span: Span, most: usize) -> String {
        let text = self.document.text();
        if span.end() - span.start() <= most {
            return one_line(&text[span]);
        }
        let end = boundary(text, span.start() + most).max(span.start());
        format!("{} {CUT}", one_line(&text[span.start()..end]))
    }

    /// Whether a name, and not a description or pronoun alone, refers to it.
    pub(crate) fn is_named(&self, entity: EntityId) -> bool {
        self.named.get(entity.index()).is_some_and(|&is| is)
    }

    /// Its other names and descriptions, each once, in text order; no pronouns.
    pub(crate) fn aliases(&self, entity: &Entity) -> Vec<String> {
        self.also(entity, &[MentionKind::Proper, MentionKind::Nominal])
    }

    /// Its other names, each once, in text order.
    pub(crate) fn other_names(&self, entity: &Entity) -> Vec<String> {
        self.also(entity, &[MentionKind::Proper])
    }

    /// What its mentions of these kinds call it beside its name.
    fn also(&self, entity: &Entity, kinds: &[MentionKind]) -> Vec<String> {
        let mentions = self.document.mentions().unwrap_or_default();
        let name = one_line(&entity.name);
        let mut others: Vec<String> = Vec::new();
        let own = entity.mentions.iter();
        let own = own.filter_map(|id| mentions.get(id.index()));
        for mention in own.filter(|mention| kinds.contains(&mention.kind)) {
            let other = one_line(&self.document.text()[mention.span]);
            if other != name && !others.contains(&other) && others.len() < MOST_NAMES {
                others.push(other);
            }
        }
        others
    }

    /// Who says a quote: every one of those who say it together.
    pub(crate) fn speaker(&self, quote: &Quote) -> String {
        together(quote.each_speaker().map(|who| self.who(*who)))
    }

    /// The name behind a participant, with the words of the text where they differ, and with the role.
    pub(crate) fn who(&self, participant: Participant) -> String {
        let words = one_line(&self.document.text()[participant.span]);
        let entity = self.document.entity_of_participant(&participant);
        let name = entity.map(|e| self.entity_name(e.index()));
        match (name, participant.how) {
            (Some(name), Reference::Pronoun) if name != words => format!("{name} (\"{words}\")"),
            (Some(name), Reference::Implicit) => format!("{name} (implied)"),
            (Some(name), Reference::Named) => match participant.role {
                Some(role) => format!("{name} ({})", one_line(&self.document.text()[role])),
                None => name,
            },
            (Some(name), Reference::Described)
                if !words.contains(&name) && entity.is_some_and(|id| self.is_named(id)) =>
            {
                format!("{name} (\"{words}\")")
            }
            _ => words,
        }
    }

    pub(crate) fn content(&self, quote: &Quote) -> String {
        let pieces: Vec<String> = quote
            .content
            .iter()
            .map(|&span| self.shown(span, LONGEST_QUOTE))
            .collect();
        pieces.join(" ... ")
    }

    /// What a relation is beside its label: the role, when it holds, and what keeps it from being a
    /// plain fact of the writer.
    pub(crate) fn relation_notes(&self, relation: &Relation) -> String {
        let role = relation.role.map(|role| self.document.text()[role].trim());
        let role = role.map(|role| format!(" ({})", one_line(role)));
        let status = match relation.status {
            Status::Now => None,
            // The note that it is denied says it.
            Status::Denied if relation.negated => None,
            status => Some(format!(" [{}]", status.as_str())),
        };
        let notes = self.notes(relation.negated, relation.hedged, relation.quote);
        let parts = [role, status].into_iter().flatten();
        parts.chain([notes]).collect()
    }

    /// What keeps a statement from being a plain fact of the writer.
    pub(crate) fn notes(&self, negated: bool, hedged: bool, quote: Option<QuoteId>) -> String {
        let mut notes = Vec::new();
        if negated {
            notes.push("denied".to_owned());
        }
        if hedged {
            notes.push("not certain".to_owned());
        }
        let quotes = self.document.quotes().unwrap_or_default();
        if let Some(quote) = quote.and_then(|q| quotes.get(q.index())) {
            notes.push(format!("says {}", self.speaker(quote)));
        }
        if notes.is_empty() {
            String::new()
        } else {
            format!(" [{}]", notes.join("; "))
        }
    }

    pub(crate) fn triple(&self, triple: &Triple) -> [String; 3] {
        let text = self.document.text();
        [
            one_line(&text[triple.subject]),
            one_line(&triple.predicate_text(text)),
            one_line(&text[triple.object]),
        ]
    }
}

/// The last place up to `at` where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    let mut places = (0..=at.min(text.len())).rev();
    places.find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Those who say something together; "(unknown)" where the text tells of none.
pub(crate) fn together(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return "(unknown)".to_owned();
    }
    names.join(" and ")
}

/// The kind of a quote, and its act where it is none of speech.
pub(crate) fn manner(quote: &Quote) -> String {
    let kind = quote.kind.as_str();
    match quote.act {
        Act::Speech => kind.to_owned(),
        act => format!("{kind}, {}", act.as_str()),
    }
}

/// The text with each run of white space as one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
