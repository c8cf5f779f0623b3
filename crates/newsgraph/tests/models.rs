//! A set of models gives each component, and the pipeline up to any layer.
#![cfg(feature = "models-en")]

use newsgraph::document::{Annotator, Layer};
use newsgraph::{Component, Model, ModelFile, Models};
use std::path::Path;

fn folder() -> Models {
    Models::folder(Path::new(env!("CARGO_MANIFEST_DIR")).join("../models-en"))
}

fn names(layer: Layer) -> Vec<String> {
    let builder = Models::embedded().builder_for(&[layer]);
    let builder = builder.expect("sound models");
    let names = builder.names().map(str::to_owned).collect();
    builder.build().expect("a sound order");
    names
}

#[test]
fn a_layer_brings_what_it_needs_and_no_more() {
    assert_eq!(names(Layer::QuoteMarks), ["tokenize"]);
    assert_eq!(names(Layer::Syntax), ["tokenize", "syntax"]);
    assert_eq!(
        names(Layer::Entities),
        ["tokenize", "syntax", "ner", "quote", "coref"]
    );
    assert_eq!(
        names(Layer::Triples),
        ["tokenize", "syntax", "ner", "quote", "triples"]
    );
    assert_eq!(
        names(Layer::Relations),
        ["tokenize", "syntax", "ner", "quote", "coref", "relation"]
    );
}

#[test]
fn embedded_models_are_those_of_the_folder() {
    for model in Model::ALL {
        // Those inside the binary are read without their checksum.
        let bytes = Models::embedded().bytes(model).expect("it is embedded");
        let embedded = ModelFile::of_any_task(bytes.to_vec()).expect("a sound model");
        let file = folder().file(model).expect("a sound model");
        assert_eq!(embedded.identity(), file.identity());
        let bytes = folder().bytes(model).expect("a file");
        assert!(
            file.to_bytes().expect("a small file") == *bytes,
            "{model:?} is not as this version writes it"
        );
    }
}

/// What is known of components before they are loaded is what they say of themselves.
#[test]
fn components_are_what_is_known_of_them() {
    for component in Component::ALL {
        let loaded = Models::embedded().component(component);
        let loaded = loaded.expect("sound models");
        assert_eq!(loaded.name(), component.name());
        assert_eq!(loaded.provides(), component.provides());
        assert_eq!(loaded.requires(), component.requires());
        assert_eq!(loaded.extends(), component.extends());
    }
}

#[test]
fn components_name_their_models() {
    let components = Models::embedded().components(&Layer::ALL);
    let components = components.expect("sound models");
    // Relations are read by rules, which have no model.
    let named: Vec<&str> = components.iter().filter_map(|c| c.model()).collect();
    let shipped = [
        Model::Syntax,
        Model::Names,
        Model::Quotes,
        Model::Coreference,
        Model::Triples,
    ];
    let identity = |model| folder().file(model).expect("a sound model").identity();
    assert_eq!(named, shipped.map(identity));
}

#[test]
fn errors_name_the_file() {
    let error = Models::folder("no/such/folder").parser().unwrap_err();
    let message = error.to_string();
    // The vectors that it reads come first.
    assert!(
        message.contains("no/such/folder/vectors/news.safetensors"),
        "{message}"
    );
}

#[test]
fn one_model_is_replaced_and_the_rest_stays() {
    let shipped = |model: Model| {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../models-en")
            .join(model.path())
    };
    let read = |model: Model| std::fs::read(shipped(model)).expect("a file");
    let layers = [Layer::Entities];
    let expected = Models::embedded()
        .components(&layers)
        .expect("sound models");
    for model in [Model::Vectors, Model::Syntax, Model::Names, Model::Quotes] {
        let by_file = Models::embedded().with_file(model, shipped(model));
        let by_bytes = Models::embedded().with_bytes(model, read(model));
        for models in [by_file, by_bytes] {
            let found = models.components(&layers).expect("sound models");
            let identities = found.iter().map(|c| c.model());
            assert!(identities.eq(expected.iter().map(|c| c.model())));
        }
        // It is that one which is read.
        let other = if model == Model::Syntax {
            Model::Quotes
        } else {
            Model::Syntax
        };
        let wrong = Models::embedded().with_file(model, shipped(other));
        let message = chain(&wrong.components(&layers).map(|_| ()).unwrap_err());
        assert!(message.contains(other.path()), "{message}");
        assert!(message.contains("expected task"), "{message}");
    }
}

#[test]
fn other_vectors_are_read_after_a_component_took_the_first() {
    let models = Models::embedded();
    models.vectors().expect("sound vectors");
    let message = chain(
        &models
            .with_file(Model::Vectors, "no/such/file")
            .vectors()
            .unwrap_err(),
    );
    assert!(message.contains("no/such/file"), "{message}");
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |e| e.source());
    causes
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}

#[test]
fn each_model_has_its_name() {
    for model in Model::ALL {
        assert_eq!(Model::named(model.name()), Some(model));
    }
    assert_eq!(Model::named("names"), None);
}

/// The shipped models were trained on one another; without one of them, those that were trained on it are named.
#[test]
fn models_that_were_trained_on_others_are_named() -> Result<(), newsgraph::ModelError> {
    let models = Models::embedded();
    assert!(models.changed_upstream(&Model::ALL)?.is_empty());
    let without_names = Model::ALL.into_iter().filter(|&m| m != Model::Names);
    let changed = models.changed_upstream(&without_names.collect::<Vec<_>>())?;
    let names = models.file(Model::Names)?.name().to_owned();
    assert_eq!(changed.keys().collect::<Vec<_>>(), [&names]);
    assert!(changed[&names].contains(&Model::Quotes), "{changed:?}");
    Ok(())
}
