//! The words of another language, given at run time.

use newsgraph_coref::{CorefResolver, Tables, WordVectors, english_tables};
use newsgraph_document::{Label, Mention};
use newsgraph_sketch::Sketch;

fn vectors() -> WordVectors {
    WordVectors::from_bytes(newsgraph_models_en_vectors::NEWS).expect("sound vectors")
}

/// A few words of German. The grammar's own table stays that of English.
fn german() -> Tables {
    let own = Tables::new("de")
        .with("aliases", "Vereinigte Staaten;USA*\n")
        .with(
            "entity_words",
            "definite: der die das\ndemonstrative: dieser diese dieses\nnot_pronoun:\nempty_verb: regnen\n\
             empty_noun:\nempty_mark: dass\nplural_ending:\npossessive:\npossessive_plural:\narticle: der die das\n\
             suffix: gmbh ag\ngeneration:\nskipped: der und\ncompass:\nmark:\nnot_short:\nunit:\nplace_word:\n\
             sound_ending:\nconjunction: und\ncomma: ,\nlessening:\nnot_city:\nage_ending:\nparty_word:\nperson_ending: er\n\
             not_person:\n",
        )
        .with("bodies", "")
        .with("peoples", "")
        .with("places", "")
        .with("role_words", "")
        .with("given_names", "anna f\npeter m\n")
        .with("nicknames", "")
        .with("nouns", "mann person m\nfrau person f\n")
        .with(
            "pronouns",
            "er he one plain\nsie she one plain\nes it one plain\nsich he - reflexive\n",
        )
        .with("titles", "herr m\nfrau f\n");
    newsgraph_phrase::english_tables().and(own)
}

fn clusters(tables: &Tables, sketch: &Sketch, names: &[(&str, Label)]) -> Vec<Vec<String>> {
    let model = CorefResolver::from_bytes(newsgraph_models_en_coref::NEWS, &vectors())
        .expect("a sound model");
    let resolver = model.with_tables(tables).expect("whole tables");
    let names = sketch.names(names);
    let found = resolver.resolve(sketch.view(), &sketch.syntax(), &names, &[]);
    let all: Vec<&Mention> = names.iter().chain(&found.mentions).collect();
    let text = |mention: &Mention| sketch.text()[mention.span].to_owned();
    let texts = |e: &newsgraph_document::Entity| {
        let mentions = e.mentions.iter().map(|m| text(all[m.index()]));
        mentions.collect()
    };
    found.entities.iter().map(texts).collect()
}

#[test]
fn titles_tell_people_apart() {
    let sketch = Sketch::new(
        "
        Herr NOUN 2 compound
        Braun PROPN 3 nsubj
        kam/kommen VERB 0 root

        Frau NOUN 2 compound
        Braun PROPN 3 nsubj
        ging/gehen VERB 0 root",
    );
    let names = [("Braun", Label::PERSON)];
    let found = |tables: &Tables| clusters(tables, &sketch, &names);
    assert_eq!(found(&german()), [["Braun"], ["Braun"]]);
    assert_eq!(found(&english_tables()), [["Braun", "Braun"]]);
}

#[test]
fn pronouns_are_those_of_the_tables() {
    let sketch = Sketch::new(
        "
        Anna PROPN 3 nsubj
        Braun PROPN 1 flat
        traf/treffen VERB 0 root
        Peter PROPN 3 obj
        Lang PROPN 4 flat

        Er PRON 2 nsubj
        lachte/lachen VERB 0 root",
    );
    let names = [("Anna Braun", Label::PERSON), ("Peter Lang", Label::PERSON)];
    let found = |tables: &Tables| clusters(tables, &sketch, &names);
    assert_eq!(
        found(&german()),
        [vec!["Anna Braun"], vec!["Peter Lang", "Er"]]
    );
    assert_eq!(found(&english_tables()), [["Anna Braun"], ["Peter Lang"]]);
}

#[test]
fn a_missing_table_is_named() {
    let model = CorefResolver::from_bytes(newsgraph_models_en_coref::NEWS, &vectors())
        .expect("a sound model");
    let tables = newsgraph_phrase::english_tables();
    let error = model.with_tables(&tables).expect_err("no table of its own");
    assert!(error.to_string().contains("\"entity_words\""), "{error}");
}
