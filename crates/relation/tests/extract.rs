//! Relations of small awkward sentences.

mod common;

use common::Trees;
use newsgraph_document::{
    Entity, Label, Mention, MentionId, Sentence, Span, Syntax, Token, TokenizedText, Upos,
    WordSyntax,
};
use newsgraph_relation::RelationExtractor;
use proptest::prelude::*;

fn alone(mentions: &[Mention], text: &str) -> Vec<Entity> {
    let entity = |(id, m): (usize, &Mention)| Entity {
        label: m.label.clone(),
        name: text[m.span].to_owned(),
        mentions: vec![MentionId::new(id)],
    };
    mentions.iter().enumerate().map(entity).collect()
}

/// Relations as "label: subject > object", with "not" and "maybe" before them.
fn relations(rows: &str, names: &[(&str, Label)]) -> Vec<String> {
    let trees = Trees::new(rows);
    let mentions = trees.names(names);
    let entities = alone(&mentions, &trees.text);
    let found = RelationExtractor::default().extract(
        trees.view(),
        &trees.syntax(),
        &mentions,
        &entities,
        &[],
    );
    found
        .iter()
        .map(|r| {
            let name = |id: newsgraph_document::EntityId| entities[id.index()].name.as_str();
            let not = if r.negated { "not " } else { "" };
            let maybe = if r.hedged { "maybe " } else { "" };
            format!(
                "{not}{maybe}{}: {} > {}",
                r.label,
                name(r.subject),
                name(r.object)
            )
        })
        .collect()
}

#[test]
fn titles_before_names() {
    let rows = "Peruvian ADJ 3 amod\nForeign ADJ 3 amod\nMinister/minister NOUN 4 compound\nAna PROPN 6 nsubj\nRuiz PROPN 4 flat\nspoke/speak VERB 0 root";
    let names = [("Peruvian", Label::GROUP), ("Ana Ruiz", Label::PERSON)];
    assert_eq!(
        relations(rows, &names),
        ["minister_of: Ana Ruiz > Peruvian"]
    );
    let rows = "Peru PROPN 4 nmod:poss\n's PART 1 case\npresident NOUN 4 compound\nRuiz PROPN 5 nsubj\nspoke/speak VERB 0 root";
    let names = [("Peru", Label::LOCATION), ("Ruiz", Label::PERSON)];
    assert_eq!(relations(rows, &names), ["head_of_state: Ruiz > Peru"]);
}

#[test]
fn a_former_office_is_no_office() {
    let rows = "former ADJ 3 amod\nPeruvian ADJ 3 amod\npresident NOUN 4 compound\nRuiz PROPN 5 nsubj\nspoke/speak VERB 0 root";
    let names = [("Peruvian", Label::GROUP), ("Ruiz", Label::PERSON)];
    assert_eq!(relations(rows, &names), ["citizen_of: Ruiz > Peruvian"]);
}

#[test]
fn appositions_after_names() {
    let rows = "Ruiz PROPN 9 nsubj\n, PUNCT 4 punct\nthe DET 4 det\nhead NOUN 1 appos\nof ADP 7 case\nthe DET 7 det\nOrrin PROPN 4 nmod\n, PUNCT 4 punct\nspoke/speak VERB 0 root";
    let names = [("Orrin", Label::ORGANIZATION), ("Ruiz", Label::PERSON)];
    assert_eq!(relations(rows, &names), ["head_of: Ruiz > Orrin"]);
}

#[test]
fn meetings_keep_their_polarity() {
    let met =
        |extra: &str| format!("Ruiz PROPN 3 nsubj\n{extra}\nmeet VERB 0 root\nOak PROPN 3 obj");
    let names = [("Ruiz", Label::PERSON), ("Oak", Label::PERSON)];
    assert_eq!(
        relations(&met("did AUX 3 aux"), &names),
        ["is_meeting: Ruiz > Oak"]
    );
    assert_eq!(
        relations(&met("might AUX 3 aux"), &names),
        ["maybe is_meeting: Ruiz > Oak"]
    );
    assert_eq!(
        relations(&met("never ADV 3 advmod"), &names),
        ["not is_meeting: Ruiz > Oak"]
    );
}

#[test]
fn a_country_is_its_demonym() {
    let rows = "Peruvian ADJ 3 amod\nPresident/president NOUN 3 compound\nRuiz PROPN 4 nsubj\nleft/leave VERB 0 root\nPeru PROPN 4 obj";
    let names = [
        ("Peruvian", Label::GROUP),
        ("Ruiz", Label::PERSON),
        ("Peru", Label::LOCATION),
    ];
    assert_eq!(
        relations(rows, &names),
        ["head_of_state: Ruiz > Peru", "demonym_of: Peruvian > Peru"]
    );
}

proptest! {
    #[test]
    fn any_text_gives_facts_that_fit(words in prop::collection::vec("[A-Z]?[a-z]{1,4}|president|of|the|,|'s|é|met|wife", 1..40), picks in prop::collection::vec((0usize..40, 1usize..3, 0usize..5), 0..12), turn in 0usize..17) {
        let text = words.join(" ");
        let mut tokens = Vec::new();
        let mut at = 0;
        for word in &words {
            tokens.push(Token { span: Span::new(at, at + word.len()) });
            at += word.len() + 1;
        }
        let sentences = [Sentence { span: Span::new(0, text.len()), tokens: 0..tokens.len(), paragraph: 0 }];
        let view = TokenizedText { text: &text, tokens: &tokens, sentences: &sentences };
        let syntax = Syntax::new(view, words.iter().enumerate().map(|(i, w)| WordSyntax {
            upos: Upos::ALL[(w.len() * 7 + i + turn) % 17],
            xpos: "X",
            lemma: w,
            head: i.checked_sub(1 + i % 2).or((i > 0).then_some(0)),
            dep: ["nsubj", "obj", "nmod:poss", "case", "acl:relcl", "conj", "xcomp", "appos", "cop", "obl"][(i + turn) % 10],
        })).unwrap();
        let labels = [Label::PERSON, Label::LOCATION, Label::ORGANIZATION, Label::GROUP, Label::WORK];
        let mut mentions: Vec<Mention> = picks.iter().filter(|(from, len, _)| from + len <= tokens.len()).map(|&(from, len, label)| Mention {
            span: view.span_of(from..from + len),
            label: labels[label].clone(),
            kind: newsgraph_document::MentionKind::Proper,
            value: None,
            score: None,
        }).collect();
        mentions.sort_by_key(|m| m.span);
        mentions.dedup_by(|b, a| a.span.overlaps(b.span));
        let entities = alone(&mentions, &text);
        for r in RelationExtractor::default().with_implied().extract(view, &syntax, &mentions, &entities, &[]) {
            prop_assert!(!r.evidence.is_empty() && r.subject != r.object && r.subject.index() < entities.len());
            prop_assert!(r.evidence.windows(2).all(|w| w[0] < w[1]) && r.evidence.iter().all(|s| s.fits(&text)));
        }
    }
}
