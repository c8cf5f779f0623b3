//! Holds the features of fixed sentences beside the version of the templates.

use crate::lexicon::Lexicon;
use crate::ranker::TEMPLATES;
use crate::walk::Walk;
use newsgraph_document::{Act, Label, Participant, Quote, QuoteKind, Reference, Span};
use newsgraph_linear::hash_bytes;
use newsgraph_neural::WordVectors;
use newsgraph_phrase::Trees;
use newsgraph_sketch::Sketch;

/// Version of the templates, hash of the features.
const EXPECTED: &str = "4 67c111bbe706eb7a";

const ROWS: &str = "\
Angela PROPN 3 nsubj
Merkel PROPN 1 flat
met/meet VERB 0 root
Mark PROPN 3 obj
Rutte PROPN 4 flat
in ADP 7 case
Paris PROPN 3 obl
. PUNCT 3 punct

She/she PRON 2 nsubj
said/say VERB 0 root
that SCONJ 6 mark
his/he PRON 5 nmod:poss
country NOUN 6 nsubj
wanted/want VERB 2 ccomp
it PRON 6 obj
, PUNCT 10 punct
and CCONJ 10 cc
agreed/agree VERB 2 conj
. PUNCT 2 punct

The/the DET 3 det
Dutch ADJ 3 amod
leader NOUN 4 nsubj
praised/praise VERB 0 root
the DET 6 det
chancellor NOUN 4 obj
himself PRON 4 obl
. PUNCT 4 punct";

#[test]
fn changed_features_raise_the_version() {
    let sketch = Sketch::new(ROWS);
    let person = |name| (name, Label::PERSON);
    let names = [
        person("Angela Merkel"),
        person("Mark Rutte"),
        ("Paris", Label::LOCATION),
    ];
    let (syntax, mentions) = (sketch.syntax(), sketch.names(&names));
    let span = |first: usize, last: usize| sketch.view().span_of(first..last + 1);
    let quotes = [report(span(10, 14), span(9, 9), span(8, 8))];
    let (text, lexicon) = (sketch.view(), Lexicon::english());
    let trees = Trees::new(text, &syntax, &lexicon.grammar);
    let mut walk = Walk::new(
        &trees,
        &mentions,
        &quotes,
        &lexicon,
        &WordVectors::default(),
    );
    let mut bytes = Vec::new();
    walk.run(|_, _, options| {
        for at in 0..options.entities().len() {
            bytes.extend(options.features(at).iter().flat_map(|f| f.to_le_bytes()));
        }
        0
    });
    assert!(bytes.len() > 1000, "the walk asks for some mentions");
    assert_eq!(
        format!("{TEMPLATES} {:016x}", hash_bytes(&bytes)),
        EXPECTED,
        "the features have changed: raise TEMPLATES, train with `cargo xtask train coref`, then write the left side into EXPECTED"
    );
}

fn report(content: Span, cue: Span, speaker: Span) -> Quote {
    Quote {
        kind: QuoteKind::Indirect,
        act: Act::Speech,
        content: vec![content],
        cue: Some(cue),
        speaker: Some(Participant::new(speaker, Reference::Pronoun)),
        speakers: Vec::new(),
        addressee: None,
        parent: None,
        score: None,
    }
}
