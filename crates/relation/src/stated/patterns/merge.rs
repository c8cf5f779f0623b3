//! What patterns find beside what is found already.

use super::RelationPatterns;
use super::find::Found;
use newsgraph_document::{EntityId, Label, Quote, Relation, TokenizedText};
use newsgraph_phrase::QuoteIndex;
use std::collections::HashSet;

impl RelationPatterns {
    /// What these found with what is found already, in the order of the words that state it, each with the position of its
    /// pattern. Of several with the same label and ends the first is given, and what these found goes before.
    pub(in crate::stated) fn merge(
        &self,
        stated: Vec<Relation>,
        mut found: Vec<Found>,
        text: TokenizedText<'_>,
        quotes: &[Quote],
    ) -> Vec<(Relation, Option<usize>)> {
        for own in &mut found {
            let label = self.rules[own.rule].label.as_str();
            if self.both_ways.contains(label) {
                own.ends.sort_unstable();
            }
        }
        found.sort_by_key(|own| (own.evidence.start, own.evidence.end, own.rule, own.ends));
        let claims = QuoteIndex::new(quotes, |_| true);
        let mut seen: HashSet<(Label, [EntityId; 2])> = HashSet::new();
        let mut relations: Vec<(Relation, Option<usize>)> = Vec::new();
        let own = found.into_iter().map(|own| {
            let evidence = text.span_of(own.evidence);
            let [subject, object] = own.ends.map(EntityId::new);
            let relation = Relation {
                label: self.rules[own.rule].label.clone(),
                subject,
                object,
                evidence: vec![evidence],
                status: own.status,
                role: own.role.map(|role| text.span_of(role)),
                negated: own.polarity.negated,
                hedged: own.polarity.hedged,
                quote: claims.innermost(evidence),
                score: None,
            };
            (relation, Some(own.rule))
        });
        let stated = stated.into_iter().map(|relation| (relation, None));
        for (relation, rule) in own.chain(stated) {
            if seen.insert((relation.label.clone(), [relation.subject, relation.object])) {
                relations.push((relation, rule));
            }
        }
        relations.sort_by_key(|(relation, _)| {
            let first = relation.evidence.first();
            first.map(|e| (e.start(), e.end()))
        });
        relations
    }
}
