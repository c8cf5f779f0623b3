//! What a document states, as statements of RDF.

use super::base::BaseIri;
use super::graph::{Graph, Node};
use super::phrases::Phrases;
use super::vocabulary::{class, iri};
use crate::encoded::encoded;
use crate::text::Report;
use newsgraph_document::{
    Document, EntityId, EntityView, Layer, Maker, Mention, MentionId, MentionKind, MentionView,
    Participant, Quote, QuoteId, Relation, Span, Status, Triple, View,
};

/// The most mentions within a quote that are looked at for what it is about.
const MOST_ABOUT: usize = 200;

/// Passes the statements of a document on, one after another.
pub(super) fn tell(document: &Document, base: &BaseIri, graph: &mut Graph<'_>) {
    let iri = base.document(document.id());
    let facts = Facts {
        report: Report::new(document),
        phrases: Phrases::new(document, &iri),
        document,
        iri,
    };
    facts.article(graph);
    facts.layers(graph);
    facts.entities(graph);
    facts.mentions(graph);
    facts.quotes(graph);
    facts.relations(graph);
    facts.triples(graph);
    facts.phrases.write(graph);
}

struct Facts<'a> {
    document: &'a Document,
    report: Report<'a>,
    phrases: Phrases<'a>,
    iri: String,
}

impl Facts<'_> {
    /// The IRI of an item of the document.
    fn item(&self, what: &str, number: usize) -> String {
        format!("{}#{what}-{number}", self.iri)
    }

    fn entity(&self, id: EntityId) -> String {
        self.item("entity", id.index())
    }

    fn quote_iri(&self, id: QuoteId) -> String {
        self.item("quote", id.index())
    }

    fn layer_iri(&self, layer: Layer) -> String {
        format!("{}#layer-{}", self.iri, layer.key())
    }

    fn article(&self, graph: &mut Graph<'_>) {
        let mut node = graph.about(&self.iri);
        node.is_a("schema:Article")
            .text("schema:identifier", self.document.id());
        if let Some(date) = self.document.date() {
            node.typed("schema:datePublished", &date.to_string(), "xsd:date");
        }
        self.phrases.write_context(graph);
    }

    /// Who made what: a component with its model for each layer.
    fn layers(&self, graph: &mut Graph<'_>) {
        let mut makers: Vec<&Maker> = Vec::new();
        for layer in Layer::ALL {
            let Some(maker) = self.document.maker(layer) else {
                continue;
            };
            let known = makers.iter().position(|known| *known == maker);
            let at = known.unwrap_or(makers.len());
            let component = self.component(&makers[..at], maker);
            graph
                .about(&self.layer_iri(layer))
                .is_a("prov:Entity")
                .is_a("ng:Layer")
                .text("schema:name", layer.key())
                .link("prov:wasDerivedFrom", &self.phrases.context())
                .link("prov:wasAttributedTo", &component);
            if known.is_some() {
                continue;
            }
            makers.push(maker);
            let mut node = graph.about(&component);
            node.is_a("prov:SoftwareAgent")
                .text("schema:name", &maker.component);
            if let Some(model) = &maker.model {
                node.text("ng:model", model);
            }
        }
    }

    /// The IRI of a component, with a number where others of its name, with other models, go before it.
    fn component(&self, before: &[&Maker], maker: &Maker) -> String {
        let name = encoded(&maker.component);
        let same = before.iter().filter(|m| m.component == maker.component);
        match same.count() {
            0 => format!("{}#component-{name}", self.iri),
            others => format!("{}#component-{name}-{}", self.iri, others + 1),
        }
    }

    fn entities(&self, graph: &mut Graph<'_>) {
        let entities = self.document.entities().unwrap_or_default();
        for (number, entity) in entities.iter().enumerate() {
            let mut node = graph.about(&self.item("entity", number));
            node.is_a(class(&entity.label))
                .text("ng:label", entity.label.as_str())
                .text("schema:name", &entity.name);
            for alias in self.report.other_names(entity) {
                node.text("schema:alternateName", &alias);
            }
            node.link("schema:subjectOf", &self.iri)
                .link("prov:wasDerivedFrom", &self.layer_iri(Layer::Entities));
        }
    }

    fn mentions(&self, graph: &mut Graph<'_>) {
        let mentions = self.document.mentions().unwrap_or_default();
        for (number, mention) in mentions.iter().enumerate() {
            let mut node = graph.about(&self.item("mention", number));
            node.is_a("ng:Mention")
                .link("ng:words", &self.phrases.at(mention.span))
                .text("ng:label", mention.label.as_str())
                .text("ng:mentionKind", mention.kind.as_str());
            if let Some(value) = &mention.value {
                node.text("ng:value", value);
            }
            node.score("ng:score", mention.score)
                .link("prov:wasDerivedFrom", &self.layer_iri(Layer::Mentions));
            self.annotation(graph, MentionId::new(number), mention);
        }
    }

    /// What the words of a mention mean, as ITS tells it.
    fn annotation(&self, graph: &mut Graph<'_>, id: MentionId, mention: &Mention) {
        let entity = self.document.entity_of(id);
        if entity.is_none() && mention.kind != MentionKind::Value {
            return;
        }
        let mut node = graph.about(&self.phrases.at(mention.span));
        node.link("itsrdf:taClassRef", &iri(class(&mention.label)));
        if let Some(entity) = entity {
            node.link("itsrdf:taIdentRef", &self.entity(entity));
        }
    }

    fn quotes(&self, graph: &mut Graph<'_>) {
        for (number, quote) in self
            .document
            .quotes()
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            let subject = self.item("quote", number);
            let mut node = graph.about(&subject);
            node.is_a("schema:Quotation")
                .text("schema:text", &self.report.content(quote))
                .link("schema:isPartOf", &self.iri);
            self.people(&mut node, &subject, quote);
            for entity in inside(self.document.view(), quote) {
                node.link("schema:about", &self.entity(entity));
            }
            node.text("ng:kind", quote.kind.as_str())
                .text("ng:act", quote.act.as_str());
            self.places(&mut node, "ng:content", &quote.content);
            self.places(&mut node, "ng:cue", quote.cue.as_slice());
            if let Some(outer) = quote.parent {
                node.link("ng:within", &self.quote_iri(outer));
            }
            node.score("ng:score", quote.score)
                .link("prov:wasDerivedFrom", &self.layer_iri(Layer::Quotes));
            self.participants(graph, &subject, quote);
        }
    }

    /// Who speaks and to whom, as far as they are entities, and the nodes that tell more.
    fn people(&self, node: &mut Node<'_, '_>, subject: &str, quote: &Quote) {
        for (at, who) in quote.each_speaker().enumerate() {
            if let Some(entity) = self.document.entity_of_participant(who) {
                node.link("schema:spokenByCharacter", &self.entity(entity));
            }
            node.link("ng:speaker", &format!("{subject}-speaker-{at}"));
        }
        if quote.addressee.is_some() {
            node.link("ng:addressee", &format!("{subject}-addressee"));
        }
    }

    fn participants(&self, graph: &mut Graph<'_>, subject: &str, quote: &Quote) {
        for (at, who) in quote.each_speaker().enumerate() {
            self.participant(graph, &format!("{subject}-speaker-{at}"), who);
        }
        if let Some(who) = &quote.addressee {
            self.participant(graph, &format!("{subject}-addressee"), who);
        }
    }

    fn participant(&self, graph: &mut Graph<'_>, subject: &str, who: &Participant) {
        let mut node = graph.about(subject);
        node.is_a("ng:Participant")
            .link("ng:words", &self.phrases.at(who.span))
            .link("ng:head", &self.phrases.at(who.head))
            .text("ng:reference", who.how.as_str());
        if let Some(entity) = self.document.entity_of_participant(who) {
            node.link("ng:entity", &self.entity(entity));
        }
        self.places(&mut node, "ng:role", who.role.as_slice());
        let behalf = who.behalf.and_then(|name| self.document.entity_at(name));
        if let Some(entity) = behalf {
            node.link("ng:speaksFor", &self.entity(entity));
        }
    }

    fn relations(&self, graph: &mut Graph<'_>) {
        for (number, relation) in self
            .document
            .relations()
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            let predicate = iri("ngrel:") + &encoded(relation.label.as_str());
            let [subject, object] = [relation.subject, relation.object].map(|e| self.entity(e));
            if is_plain(relation) {
                graph.about(&subject).link(&predicate, &object);
            }
            let mut node = graph.about(&self.item("relation", number));
            node.is_a("rdf:Statement")
                .is_a("ng:Relation")
                .link("rdf:subject", &subject)
                .link("rdf:predicate", &predicate)
                .link("rdf:object", &object)
                .text("ng:label", relation.label.as_str())
                .text("ng:status", relation.status.as_str());
            self.claim(&mut node, relation.negated, relation.hedged, relation.quote);
            self.places(&mut node, "ng:role", relation.role.as_slice());
            self.places(&mut node, "ng:evidence", &relation.evidence);
            node.score("ng:score", relation.score)
                .link("prov:wasDerivedFrom", &self.layer_iri(Layer::Relations));
        }
    }

    fn triples(&self, graph: &mut Graph<'_>) {
        for (number, triple) in self
            .document
            .triples()
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            let mut node = graph.about(&self.item("triple", number));
            self.triple(&mut node, triple);
        }
    }

    fn triple(&self, node: &mut Node<'_, '_>, triple: &Triple) {
        let [subject, predicate, object] = self.report.triple(triple);
        node.is_a("ng:OpenTriple")
            .text("rdfs:label", &format!("{subject} | {predicate} | {object}"));
        self.places(node, "ng:subject", &[triple.subject]);
        self.places(node, "ng:predicate", &triple.predicate);
        if let Some(implied) = &triple.implied {
            node.text("ng:impliedVerb", implied);
        }
        self.places(node, "ng:object", &[triple.object]);
        self.places(node, "ng:argument", &triple.arguments);
        self.claim(node, triple.negated, triple.hedged, triple.quote);
        node.score("ng:score", triple.score)
            .link("prov:wasDerivedFrom", &self.layer_iri(Layer::Triples));
    }

    /// What keeps a statement from being a plain one of the writer.
    fn claim(&self, node: &mut Node<'_, '_>, negated: bool, hedged: bool, quote: Option<QuoteId>) {
        node.truth("ng:negated", negated).truth("ng:hedged", hedged);
        let quotes = self.document.quotes().unwrap_or_default();
        let Some((id, quote)) = quote.and_then(|id| Some((id, quotes.get(id.index())?))) else {
            return;
        };
        node.link("ng:claimedIn", &self.quote_iri(id));
        for who in quote.each_speaker() {
            if let Some(entity) = self.document.entity_of_participant(who) {
                node.link("ng:claimant", &self.entity(entity));
            }
        }
    }

    fn places(&self, node: &mut Node<'_, '_>, predicate: &str, spans: &[Span]) {
        for &span in spans {
            node.link(predicate, &self.phrases.at(span));
        }
    }
}

/// Whether the writer states it as so.
fn is_plain(relation: &Relation) -> bool {
    let is_sure = !relation.negated && !relation.hedged && relation.quote.is_none();
    is_sure && relation.status == Status::Now
}

/// The entities that are mentioned in a quote, each once, in the order of their ids.
fn inside(view: View<'_>, quote: &Quote) -> Vec<EntityId> {
    let content = quote.content.iter();
    let within = content
        .flat_map(|&span| view.mentions_in(span))
        .take(MOST_ABOUT);
    let whole = within.filter(|mention| quote.contains(mention.span));
    let mut entities: Vec<_> = whole
        .filter_map(MentionView::entity)
        .map(EntityView::id)
        .collect();
    entities.sort_unstable();
    entities.dedup();
    entities
}
