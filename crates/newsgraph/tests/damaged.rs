//! Models whose checksum is right and whose content is not: each is refused with an error, or reads any text.
#![cfg(feature = "models-en")]

use newsgraph::document::{Annotator, Layer};
use newsgraph::{
    Document, Model, ModelError, ModelFile, Models, Pipeline, WordVectors, coref::CorefResolver,
    ner::EntityRecognizer, quote::QuoteAttributor, relation::RelationExtractor,
    relation::TripleExtractor, syntax::SyntaxParser,
};
use std::sync::Arc;

/// Changed files of each model.
const ROUNDS: usize = 8;

const TEXT: &str = "ULM (AP) — “We left Norvik Inc. on March 3,” said Ann Lee, the head of its board, who \
    was born in Ulm. She told Bo Ek that “nothing” was lost.\n\nHe did not answer: ‘Why?’ According to Lee, the \
    two met, and they agreed that he would pay $5 million.\n\nQ: So? A: no stop here and and and";

/// Numbers without a pattern (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as usize % end.max(1)
    }
}

/// Changes a part: some bytes, some numbers, all bytes, its length, or the order of its lines.
fn change(bytes: &mut Vec<u8>, random: &mut Random) {
    const NUMBERS: [f32; 8] = [
        f32::NAN,
        f32::INFINITY,
        f32::NEG_INFINITY,
        3.4e38,
        -3.4e38,
        1e-40,
        0.0,
        900_000.0,
    ];
    match random.below(8) {
        0 => bytes.truncate(random.below(bytes.len())),
        1 => bytes
            .iter_mut()
            .for_each(|byte| *byte = random.below(256) as u8),
        2 => {
            let mut lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
            let (a, b) = (random.below(lines.len()), random.below(lines.len()));
            lines.swap(a, b);
            *bytes = lines.join(&b'\n');
        }
        3 | 4 => {
            for _ in 0..=random.below(4) {
                // Scales and counts stand at the beginning of many parts.
                let places = if random.below(2) == 0 {
                    4
                } else {
                    bytes.len() / 4
                };
                let at = 4 * random.below(places);
                let number = NUMBERS[random.below(NUMBERS.len())];
                if let Some(place) = bytes.get_mut(at..at + 4) {
                    place.copy_from_slice(&number.to_le_bytes());
                }
            }
        }
        _ => {
            for _ in 0..=random.below(64) {
                let at = random.below(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.below(256) as u8;
                }
            }
        }
    }
}

/// A shipped model with some parts changed, and the checksum of what it holds now.
fn changed(model: Model, random: &mut Random) -> ModelFile {
    let mut file = Models::embedded().file(model).expect("a sound model");
    let parts: Vec<String> = file.parts().map(str::to_owned).collect();
    for _ in 0..=random.below(2) {
        let part = &parts[random.below(parts.len())];
        let mut bytes = file.get(part).expect("it has it").to_vec();
        change(&mut bytes, random);
        file.set(part, bytes);
    }
    file
}

type Component = Arc<dyn Annotator>;

fn bytes(file: &ModelFile) -> Vec<u8> {
    file.to_bytes().expect("a small file")
}

/// The component that reads a model.
fn component(
    model: Model,
    file: &ModelFile,
    vectors: &WordVectors,
) -> Result<Component, ModelError> {
    let bytes = bytes(file);
    Ok(match model {
        Model::Vectors => {
            let vectors = WordVectors::from_bytes(bytes)?;
            let mut file = Models::embedded().file(Model::Syntax)?;
            file.describe("vectors", vectors.identity().into());
            return component(Model::Syntax, &file, &vectors);
        }
        Model::Syntax => Arc::new(SyntaxParser::from_bytes(bytes, vectors)?),
        Model::Names => Arc::new(EntityRecognizer::from_bytes(bytes, vectors)?),
        Model::Quotes => Arc::new(QuoteAttributor::from_bytes(bytes, vectors)?),
        Model::Coreference => Arc::new(CorefResolver::from_bytes(bytes, vectors)?),
        Model::Triples => Arc::new(TripleExtractor::from_bytes(bytes)?),
        _ => Arc::new(RelationExtractor::from_bytes(bytes)?),
    })
}

#[test]
fn changed_models_are_refused_or_read_any_text() {
    let models = Models::embedded();
    let vectors = models.vectors().expect("sound vectors");
    let shipped = models.components(&Layer::ALL).expect("sound models");
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut refused, mut read) = (0, 0);
    for model in Model::ALL {
        for round in 0..ROUNDS {
            let file = changed(model, &mut random);
            let Ok(changed) = component(model, &file, &vectors) else {
                refused += 1;
                continue;
            };
            read += 1;
            let mut builder = Pipeline::builder();
            for own in &shipped {
                let is_it = own.provides() == changed.provides();
                builder = builder.with(if is_it { changed.clone() } else { own.clone() });
            }
            let pipeline = builder.build().expect("the shipped order is sound");
            let mut document = Document::new("toy", TEXT).expect("a short text");
            let done = pipeline.annotate(&mut document);
            assert!(done.is_ok(), "{model:?}, round {round}: {done:?}");
        }
    }
    assert!(refused > 0 && read > 0, "{refused} refused, {read} read");
}

#[test]
fn a_scale_that_leads_out_of_the_numbers_is_refused() {
    let models = Models::embedded();
    let vectors = models.vectors().expect("sound vectors");
    let mut file = models.file(Model::Syntax).expect("a sound model");
    let part = "encoder.embedding.scales";
    let mut scales = file.get(part).expect("it has it").to_vec();
    scales[..4].copy_from_slice(&3.4e38f32.to_le_bytes());
    file.set(part, scales);
    let error = component(Model::Syntax, &file, &vectors)
        .err()
        .expect("refused");
    assert!(matches!(error, ModelError::Number { .. }), "{error}");
    assert_eq!(
        error.to_string(),
        "expected numbers up to 1048576 in the part \"encoder.embedding.scales\", found 3.4e38; the file is damaged \
         or was made by other code"
    );
}
