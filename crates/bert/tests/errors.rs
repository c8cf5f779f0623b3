//! What is wrong with a folder is said, and nothing panics.

mod common;

use common::{Tiny, tokenize};
use newsgraph_bert::{
    BertEntityRecognizer, BertError, BertOptions, BertRelationClassifier, EntityMarkers,
};
use serde_json::json;
use std::fs;

fn error(tiny: &Tiny) -> BertError {
    BertEntityRecognizer::load(&tiny.folder).expect_err("it is not sound")
}

#[test]
fn missing_files_are_named() {
    for (file, expected) in [
        ("config.json", "config.json"),
        (
            "vocab.txt",
            "tokenizer.json, vocab.txt, or vocab.json and merges.txt",
        ),
        ("model.safetensors", "model.safetensors or rust_model.ot"),
    ] {
        let tiny = Tiny::tokens(&format!("without-{file}"), "bert");
        fs::remove_file(tiny.folder.join(file)).expect("it was there");
        let error = error(&tiny);
        let folder = tiny.folder.display();
        assert_eq!(
            error.to_string(),
            format!("expected {expected} in {folder}, found none")
        );
    }
}

#[test]
fn a_configuration_must_be_one() {
    let mut tiny = Tiny::tokens("config", "bert");
    fs::write(tiny.folder.join("config.json"), "{").expect("a writable folder");
    assert!(matches!(error(&tiny), BertError::Config { .. }));

    tiny.config["hidden_size"] = json!(null);
    tiny.write();
    let error = error(&tiny);
    assert!(
        error
            .to_string()
            .ends_with("is not the configuration of a BERT model"),
        "{error}"
    );
    assert!(
        std::error::Error::source(&error).is_some(),
        "the cause is kept"
    );
}

#[test]
fn what_the_network_refuses_is_an_error() {
    let mut tiny = Tiny::tokens("heads", "bert");
    tiny.config["num_attention_heads"] = json!(3);
    tiny.write();
    assert!(matches!(error(&tiny), BertError::Config { .. }));
}

#[test]
fn other_architectures_are_named() {
    let mut tiny = Tiny::tokens("architecture", "bert");
    for (field, value) in [
        ("model_type", json!("gpt2")),
        ("model_type", json!(null)),
        ("architectures", json!(["BertForMaskedLM"])),
        ("position_embedding_type", json!("relative_key")),
    ] {
        let before = tiny.config[field].clone();
        tiny.config[field] = value.clone();
        tiny.write();
        let error = error(&tiny);
        assert!(
            matches!(error, BertError::Architecture { .. }),
            "{field}: {error}"
        );
        let found = value.as_str().or(value[0].as_str()).unwrap_or("null");
        assert!(error.to_string().contains(found), "{error}");
        tiny.config[field] = before;
    }
    let tiny = Tiny::sequence("head", "bert", &["a", "b"]);
    assert!(matches!(error(&tiny), BertError::Architecture { .. }));
}

#[test]
fn labels_must_be_as_many_as_the_classifier_gives() {
    let mut tiny = Tiny::tokens("fewer-labels", "bert");
    for labels in [
        json!({"0": "O", "1": "B-PER"}),
        json!({"0": "O", "2": "B-PER"}),
        json!({}),
        json!(null),
    ] {
        tiny.config["id2label"] = labels.clone();
        tiny.write();
        let error = error(&tiny);
        assert!(
            matches!(error, BertError::Labels { .. }),
            "{labels}: {error}"
        );
    }
}

#[test]
fn a_table_may_name_its_own_labels_alone() {
    let tiny = Tiny::tokens("unknown-label", "bert");
    let recognizer = BertEntityRecognizer::load(&tiny.folder).expect("a sound checkpoint");
    let table = "PER = Person\nORG = Organization"
        .parse()
        .expect("a sound table");
    let error = recognizer.with_labels(&table).expect_err("it has no ORG");
    assert_eq!(
        error.to_string(),
        "the table of labels names \"ORG\"; the checkpoint gives PER, LOC"
    );
}

#[test]
fn the_vocabulary_must_have_embeddings() {
    let mut tiny = Tiny::tokens("vocabulary", "bert");
    tiny.config["vocab_size"] = json!(20);
    tiny.write();
    assert!(matches!(error(&tiny), BertError::Vocabulary { .. }));

    let tiny = Tiny::tokens("no-frame", "bert");
    fs::write(tiny.folder.join("vocab.txt"), "[UNK]\na\n").expect("a writable folder");
    assert!(matches!(error(&tiny), BertError::Tokenizer { .. }));

    let tiny = Tiny::tokens("no-unknown", "bert");
    fs::write(tiny.folder.join("vocab.txt"), "[CLS]\n[SEP]\na\n").expect("a writable folder");
    assert!(matches!(error(&tiny), BertError::Tokenizer { .. }));

    let tiny = Tiny::tokens("bad-tokenizer", "bert");
    fs::write(tiny.folder.join("tokenizer.json"), "{}").expect("a writable folder");
    assert!(matches!(error(&tiny), BertError::Tokenizer { .. }));
}

#[test]
fn markers_must_be_in_the_vocabulary() {
    let tiny = Tiny::sequence("markers", "bert", &["none", "meets"]);
    let mut markers = EntityMarkers::default();
    markers.object[0] = "♥ ".to_owned();
    let error = BertRelationClassifier::load_with(&tiny.folder, &BertOptions::default(), markers)
        .expect_err("there is no piece for a heart");
    assert!(matches!(error, BertError::Vocabulary { .. }), "{error}");
}

#[test]
fn damaged_weights_are_told_from_others() {
    let tiny = Tiny::tokens("damaged", "bert");
    let path = tiny.folder.join("model.safetensors");
    let whole = fs::read(&path).expect("it was written");
    for length in [0, 7, 100, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..length]).expect("a writable folder");
        assert!(
            matches!(error(&tiny), BertError::Weights { .. }),
            "{length} bytes"
        );
    }
    let mut flipped = whole.clone();
    flipped[20] ^= 0xff;
    fs::write(&path, flipped).expect("a writable folder");
    assert!(matches!(error(&tiny), BertError::Weights { .. }));

    fs::rename(&path, tiny.folder.join("rust_model.ot")).expect("a writable folder");
    fs::write(tiny.folder.join("rust_model.ot"), &whole).expect("a writable folder");
    assert!(matches!(error(&tiny), BertError::Weights { .. }));
}

#[test]
fn tensors_must_be_there_in_their_shape_and_finite() {
    let name = "bert.encoder.layer.1.output.dense.weight";
    let mut tiny = Tiny::tokens("tensors", "bert");
    let whole = tiny.tensors.remove(name).expect("BERT has it");
    tiny.write();
    let missing = error(&tiny);
    assert!(
        matches!(&missing, BertError::MissingTensor { first, count: 1, .. } if first == name),
        "{missing}"
    );

    let mut turned = whole.clone();
    turned.0.reverse();
    tiny.tensors.insert(name.to_owned(), turned);
    tiny.write();
    let shape = error(&tiny);
    assert!(
        shape
            .to_string()
            .ends_with("expected [16, 24], found [24, 16]"),
        "{shape}"
    );

    let mut holed = whole;
    holed.1[3] = f32::NAN;
    tiny.tensors.insert(name.to_owned(), holed);
    tiny.write();
    assert!(matches!(error(&tiny), BertError::Tensor { .. }));
}

/// A model with two positions cannot read a piece between two special ones; libtorch throws.
#[test]
fn what_libtorch_throws_is_an_error() {
    let mut tiny = Tiny::tokens("throws", "bert");
    tiny.config["max_position_embeddings"] = json!(2);
    let positions = "bert.embeddings.position_embeddings.weight";
    let (shape, numbers) = tiny.tensors.get_mut(positions).expect("BERT has them");
    numbers.truncate(2 * shape[1]);
    shape[0] = 2;
    tiny.write();
    let recognizer = BertEntityRecognizer::load(&tiny.folder).expect("its files fit one another");
    let text = "Anna met Bo.";
    let found = tokenize(text);
    for _ in 0..2 {
        let error = recognizer
            .recognize(found.view(text))
            .expect_err("there is no third position");
        assert!(matches!(error, BertError::Backend { .. }), "{error}");
    }
}
