use crate::claim::{Claims, polarity};
use crate::events;
use crate::names::{Names, Sort};
use crate::roles::{Scene, Tie};
use crate::tables::Tables;
use newsgraph_document::{
    AnnotateError, Annotator, Document, Entity, Label, Layer, Mention, MentionKind, Quote, QuoteId,
    Relation, Span, Syntax, TokenizedText, Upos, dep,
};
use std::collections::HashSet;
use std::ops::Range;

/// Finds typed relations between the entities of a text, by rules over names, titles, appositions
/// and verbs.
#[derive(Clone, Debug, Default)]
pub struct RelationExtractor {
    tables: Tables,
    implied: bool,
}

/// A relation before it is checked against those found so far.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) label: &'static str,
    pub(crate) subject: usize,
    pub(crate) object: usize,
    pub(crate) evidence: Vec<Range<usize>>,
    /// The token whose verb or noun tells whether it is denied or only possible.
    pub(crate) anchor: usize,
}

impl RelationExtractor {
    /// The same extractor, which also gives what goes along with a relation by its type: who is
    /// `head_of_state` of a country is its `citizen_of` and `agent_of` too.
    #[must_use]
    pub fn with_implied(mut self) -> Self {
        self.implied = true;
        self
    }

    /// Whether this is the name of a country or of a like region that has a demonym.
    pub fn is_country(&self, name: &str) -> bool {
        self.tables.country(name).is_some()
    }

    /// Relations in the order of the sentences that they were read from, each once for the same
    /// entities, polarity and quote. Empty where the trees are not of this text.
    pub fn extract(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Mention],
        entities: &[Entity],
        quotes: &[Quote],
    ) -> Vec<Relation> {
        if syntax.len() != text.tokens.len() {
            return Vec::new();
        }
        let names = Names::new(text, syntax, mentions, entities, &self.tables);
        let scene = Scene {
            text,
            syntax,
            names: &names,
            tables: &self.tables,
        };
        let mut sink = Sink {
            scene,
            claims: Claims::new(quotes),
            seen: HashSet::new(),
            relations: Vec::new(),
            implied: self.implied,
        };
        let mut next = 0;
        for sentence in text.sentences {
            let start = next;
            while next < names.places.len() && names.places[next].tokens.start < sentence.tokens.end
            {
                next += 1;
            }
            for place in &names.places[start..next] {
                described(&mut sink, place, &sentence.tokens);
            }
            for found in events::find(&scene, &sentence.tokens) {
                sink.push(&found);
            }
        }
        sink.demonyms();
        sink.relations
    }
}

/// Reads the descriptions around one mention.
fn described(sink: &mut Sink<'_>, place: &crate::names::Place, sentence: &Range<usize>) {
    let scene = sink.scene;
    let mut add = |ties: &[Tie]| {
        for tie in ties {
            sink.tie(tie, place.entity, &place.tokens, place.head);
        }
    };
    let ties = |words: Range<usize>| scene.read(&words, place.entity);
    match place.kind {
        MentionKind::Proper => {
            let before = scene.before(&place.tokens, sentence);
            let leader = scene.bare_leader(&before, place.entity, sentence);
            add(&ties(before));
            add(leader.as_slice());
            if let Some(words) = scene.after(&place.tokens, sentence) {
                add(&ties(words));
            }
            if let Some(words) = predicate(&scene, place.head) {
                add(&ties(words));
            }
            if let Some(words) = inside(&scene, place, sentence) {
                add(&ties(words));
            }
        }
        MentionKind::Nominal => add(&ties(place.tokens.clone())),
        MentionKind::Pronoun => {
            if let Some(words) = predicate(&scene, place.head) {
                add(&ties(words));
            }
        }
        MentionKind::Value => {}
    }
}

/// "She is [the chancellor of Germany]".
fn predicate(scene: &Scene<'_>, subject: usize) -> Option<Range<usize>> {
    if scene.syntax.dep(subject) != dep::NSUBJ {
        return None;
    }
    let noun = scene.syntax.head(subject)?;
    let copula = scene.syntax.dependent(noun, dep::COP)?;
    if scene.syntax.dependent(noun, dep::CASE).is_some() {
        return None;
    }
    let nominal = matches!(scene.syntax.upos(noun), Upos::Noun | Upos::Propn);
    let now = matches!(
        scene.text.word(copula).to_lowercase().as_str(),
        "is" | "'s" | "’s" | "are" | "was"
    );
    let end = scene.syntax.subtree(noun).end.min(noun + 6);
    (nominal && now && copula < noun).then(|| copula + 1..end.max(noun + 1))
}

/// "Hamburg in Germany", "Merkel of the CDU": what a preposition ties to a name.
fn inside(
    scene: &Scene<'_>,
    place: &crate::names::Place,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let at = place.tokens.end;
    if at + 1 >= sentence.end || scene.syntax.upos(at) != Upos::Adp {
        return None;
    }
    let word = scene.text.word(at);
    let person = scene.names.sorts[place.entity] == Sort::Person;
    let fits = if person {
        matches!(word, "of" | "from")
    } else {
        matches!(word, "in" | "of")
    };
    let mut next = at + 1;
    if scene.text.word(next).eq_ignore_ascii_case("the") && next + 1 < sentence.end {
        next += 1;
    }
    let other = scene.names.at(next)?;
    let tied = scene.syntax.is_within(other.head, place.head);
    (fits && tied && other.kind == MentionKind::Proper).then_some(at..other.tokens.end)
}

/// What makes a relation the same as another: type, subject, object, polarity, quote.
type Key = (&'static str, usize, usize, (bool, bool), Option<usize>);

struct Sink<'a> {
    scene: Scene<'a>,
    claims: Claims<'a>,
    seen: HashSet<Key>,
    relations: Vec<Relation>,
    implied: bool,
}

impl Sink<'_> {
    fn tie(&mut self, tie: &Tie, subject: usize, named: &Range<usize>, head: usize) {
        let mut evidence = vec![named.clone(), tie.named.clone()];
        evidence.extend(tie.trigger.clone());
        let (subject, object) = if tie.reversed {
            (tie.entity, subject)
        } else {
            (subject, tie.entity)
        };
        let copular = self.scene.syntax.head(head).filter(|&h| {
            self.scene.syntax.dependent(h, dep::COP).is_some()
                && self.scene.syntax.dep(head) == dep::NSUBJ
        });
        let anchor = copular
            .or(tie.trigger.as_ref().map(|t| t.end - 1))
            .unwrap_or(tie.named.start);
        self.push(&Found {
            label: tie.label,
            subject,
            object,
            evidence,
            anchor,
        });
    }

    fn push(&mut self, found: &Found) {
        if found.subject == found.object {
            return;
        }
        let (negated, hedged) = polarity(self.scene.text, self.scene.syntax, found.anchor);
        let mut evidence: Vec<Span> = found
            .evidence
            .iter()
            .filter(|r| !r.is_empty())
            .map(|r| self.scene.text.span_of(r.clone()))
            .collect();
        evidence.sort_unstable();
        evidence.dedup();
        let quote = self.claims.of(self.scene.text.tokens[found.anchor].span);
        let implied: &[&'static str] = if self.implied {
            self.scene.tables.implied(found.label)
        } else {
            &[]
        };
        for label in std::iter::once(found.label).chain(implied.iter().copied()) {
            if self
                .seen
                .insert((label, found.subject, found.object, (negated, hedged), quote))
            {
                self.relations.push(Relation {
                    label: Label::new(label),
                    subject: Names::id(found.subject),
                    object: Names::id(found.object),
                    evidence: evidence.clone(),
                    negated,
                    hedged,
                    quote: quote.map(QuoteId::new),
                    score: None,
                });
            }
        }
    }

    /// The word for what is from a country goes with the country.
    fn demonyms(&mut self) {
        let links: Vec<(usize, usize)> = self.scene.names.demonym_links().collect();
        for (from, to) in links {
            let place = self.scene.names.first(from).cloned();
            if let Some(place) = place {
                self.push(&Found {
                    label: "demonym_of",
                    subject: from,
                    object: to,
                    evidence: vec![place.tokens.clone()],
                    anchor: place.head,
                });
            }
        }
    }
}

impl Annotator for RelationExtractor {
    fn name(&self) -> &'static str {
        "relation"
    }

    fn requires(&self) -> &[Layer] {
        &[Layer::Syntax, Layer::Quotes, Layer::Entities]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Relations]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let found = self.extract(
            document.tokenized()?,
            document.syntax()?,
            document.mentions()?,
            document.entities()?,
            document.quotes()?,
        );
        document.set_relations(found, self)?;
        Ok(())
    }
}
