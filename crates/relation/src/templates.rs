//! Holds the features of fixed sentences beside the version of the templates.

use crate::candidates::candidates;
use crate::facts::Facts;
use crate::reader::Reader;
use crate::scene::{Cast, Scene};
use crate::tables::Language;
use crate::{model, triples};
use newsgraph_document::{Entity, Label, Mention, MentionId};
use newsgraph_linear::hash_bytes;
use newsgraph_phrase::Trees;
use newsgraph_sketch::Sketch;

/// Versions of the templates, hashes of the features.
const RELATIONS: &str = "2 b38fcb3f4eb00abd";
const TRIPLES: &str = "2 0ca1febe4e3dcc66";

const ROWS: &str = "\
Angela PROPN 8 nsubj NNP
Merkel PROPN 1 flat NNP
, PUNCT 4 punct ,
chancellor NOUN 1 appos NN
of ADP 6 case IN
Germany PROPN 4 nmod NNP
, PUNCT 4 punct ,
met/meet VERB 0 root VBD
Mark PROPN 8 obj NNP
Rutte PROPN 9 flat NNP
in ADP 12 case IN
Paris PROPN 8 obl NNP
. PUNCT 8 punct .

The/the DET 4 det DT
Dutch ADJ 4 amod JJ
prime ADJ 4 amod JJ
minister NOUN 7 nsubj:pass NN
was/be AUX 7 aux:pass VBD
not PART 7 advmod RB
asked/ask VERB 0 root VBN
to PART 9 mark TO
visit VERB 7 xcomp VB
Germany PROPN 9 obj NNP
. PUNCT 7 punct .";

fn entities(mentions: &[Mention], text: &str) -> Vec<Entity> {
    let entity = |(at, mention): (usize, &Mention)| Entity {
        label: mention.label.clone(),
        name: text[mention.span].to_owned(),
        mentions: vec![MentionId::new(at)],
    };
    mentions.iter().enumerate().map(entity).collect()
}

#[test]
fn changed_features_of_relations_raise_the_version() {
    let sketch = Sketch::new(ROWS);
    let names = [
        ("Angela Merkel", Label::PERSON),
        ("Mark Rutte", Label::PERSON),
        ("Germany", Label::LOCATION),
        ("Paris", Label::LOCATION),
        ("Dutch", Label::GROUP),
    ];
    let (syntax, mentions) = (sketch.syntax(), sketch.names(&names));
    let entities = entities(&mentions, sketch.text());
    let (language, facts) = (Language::english(), Facts::default());
    let trees = Trees::new(sketch.view(), &syntax, &language.grammar);
    let cast = Cast {
        mentions: &mentions,
        entities: &entities,
    };
    let scene = Scene::new(trees, &language.lexicon, cast, Some(&language.countries));
    let get = |key| facts.get(key);
    let reader = Reader::new(&scene, &facts, &get);
    let (mut bytes, mut features) = (Vec::new(), Vec::new());
    for candidate in candidates(&scene, true, |_, _| true) {
        reader.of_pair(&candidate, &mut features);
        bytes.extend(features.iter().flat_map(|f| f.to_le_bytes()));
        for key in reader.keys(&candidate) {
            reader.of_one(key, &mut features);
            bytes.extend(features.iter().flat_map(|f| f.to_le_bytes()));
        }
    }
    assert!(bytes.len() > 1000, "there are candidates");
    assert_eq!(
        format!("{} {:016x}", model::TEMPLATES, hash_bytes(&bytes)),
        RELATIONS,
        "the features have changed: raise TEMPLATES, train with `cargo xtask train relation`, then write the left side here"
    );
}

#[test]
fn changed_features_of_triples_raise_the_version() {
    let sketch = Sketch::new(ROWS);
    let names = triples::feature_names(sketch.view(), &sketch.syntax());
    assert!(names.lines().count() > 50, "there are triples");
    assert_eq!(
        format!(
            "{} {:016x}",
            triples::TEMPLATES,
            hash_bytes(names.as_bytes())
        ),
        TRIPLES,
        "the features have changed: raise TEMPLATES, train with `cargo xtask train triples`, then write the left side here"
    );
}
