//! The readers of models: a shipped file with some of its bytes changed and its checksum mended.

use crate::document::{assert_exports, assert_sound};
use crate::{choices, shipped};
use newsgraph::coref::CorefResolver;
use newsgraph::document::Annotator;
use newsgraph::ner::EntityRecognizer;
use newsgraph::quote::QuoteAttributor;
use newsgraph::relation::{RelationExtractor, TripleExtractor};
use newsgraph::syntax::SyntaxParser;
use newsgraph::tokenize::{self, Tokenizer};
use newsgraph::{Model, ModelError, ModelFile, WordVectors};
use std::sync::LazyLock;

/// The shipped files with the names of their parts.
static FILES: LazyLock<Vec<(ModelFile, Vec<String>)>> = LazyLock::new(|| {
    let file = |&model: &Model| {
        let bytes = shipped::MODELS.bytes(model).expect("the shipped models");
        let file = ModelFile::of_any_task(bytes.clone()).expect("the shipped models");
        (file, names(&bytes).expect("a header"))
    };
    Model::ALL.iter().map(file).collect()
});

/// The names of the parts of a `safetensors` file, which its header has.
fn names(bytes: &[u8]) -> Option<Vec<String>> {
    let (length, rest) = bytes.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let header: serde_json::Value = serde_json::from_slice(rest.get(..length)?).ok()?;
    let names = header.as_object()?.keys().cloned();
    Some(names.filter(|name| !name.starts_with("__")).collect())
}

static VECTORS: LazyLock<WordVectors> =
    LazyLock::new(|| shipped::MODELS.vectors().expect("vectors"));

/// Numbers that readers stumble over, as bytes of floats and of integers.
const WORDS: [[u8; 4]; 12] = [
    [0; 4],
    [0xFF; 4],
    f32::MAX.to_le_bytes(),
    f32::MIN.to_le_bytes(),
    f32::NAN.to_le_bytes(),
    f32::INFINITY.to_le_bytes(),
    f32::NEG_INFINITY.to_le_bytes(),
    f32::MIN_POSITIVE.to_le_bytes(),
    i32::MAX.to_le_bytes(),
    i32::MIN.to_le_bytes(),
    1_f32.to_le_bytes(),
    1_i32.to_le_bytes(),
];

/// The first byte chooses the model. A zero second byte takes the rest as the file; else the rest is edits of seven
/// bytes each: the part, what is done to it, where, and with what.
pub fn check(data: &[u8]) {
    let ([model, way], rest) = choices(data);
    let at = usize::from(model) % (FILES.len() + 1);
    let Some((file, names)) = FILES.get(at) else {
        return sentence_ends(way, rest);
    };
    let model = Model::ALL[at];
    if way == 0 {
        let _ = component(model, rest.to_vec());
        return;
    }
    let mut file = file.clone();
    for edit in rest.chunks_exact(7).take(8) {
        let name = &names[usize::from(edit[0]) % names.len()];
        if let Ok(part) = file.take(name) {
            let mut part = part.to_vec();
            change(&mut part, edit);
            if edit[1] != 255 {
                file.set(name, part);
            }
        }
    }
    let Ok(bytes) = file.to_bytes() else {
        return;
    };
    match component(model, bytes) {
        Ok(Some(component)) => run(&*component),
        Ok(None) => {}
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Does to a part what an edit says.
fn change(part: &mut Vec<u8>, edit: &[u8]) {
    let [_, what, a, b, c, value, more] = edit else {
        return;
    };
    if part.is_empty() {
        part.push(*value);
        return;
    }
    let far = usize::from(*a) << 16 | usize::from(*b) << 8 | usize::from(*c);
    let at = far % part.len();
    let word = WORDS[usize::from(*value) % WORDS.len()];
    match what % 8 {
        0 => part[at] = *value,
        1 => part[at] ^= 1 << (value % 8),
        2 => part.truncate(at),
        3 => drop(part.drain(at..(at + usize::from(*value)).min(part.len()))),
        4 => {
            let at = at & !3;
            let end = (at + 4).min(part.len());
            part[at..end].copy_from_slice(&word[..end - at]);
        }
        5 => {
            let end = (at + 4 * usize::from(*more)).min(part.len());
            let words = word.into_iter().cycle();
            part[at..end]
                .iter_mut()
                .zip(words)
                .for_each(|(byte, new)| *byte = new);
        }
        6 => drop(part.splice(at..at, [*value, *more])),
        _ => part.extend_from_within(at..(at + usize::from(*value)).min(part.len())),
    }
}

/// The component of a file; none for the vectors, of which some are read.
fn component(model: Model, bytes: Vec<u8>) -> Result<Option<Box<dyn Annotator>>, ModelError> {
    let vectors = &*VECTORS;
    Ok(Some(match model {
        Model::Syntax => Box::new(SyntaxParser::from_bytes(bytes, vectors)?),
        Model::Names => Box::new(EntityRecognizer::from_bytes(bytes, vectors)?.with_threshold(0.0)),
        Model::Quotes => Box::new(QuoteAttributor::from_bytes(bytes, vectors)?.with_threshold(0.0)),
        Model::Coreference => Box::new(CorefResolver::from_bytes(bytes, vectors)?),
        Model::Triples => Box::new(TripleExtractor::from_bytes(bytes)?.with_least_score(0.0)),
        Model::Relations | Model::RelationsConll04 | Model::RelationsKnowledgeNet => {
            Box::new(RelationExtractor::from_bytes(bytes)?)
        }
        _ => {
            with_vectors(&WordVectors::from_bytes(bytes)?)?;
            return Ok(None);
        }
    }))
}

/// A parser that says it was trained with these vectors.
fn with_vectors(vectors: &WordVectors) -> Result<(), ModelError> {
    let syntax = Model::ALL.iter().position(|&model| model == Model::Syntax);
    let mut file = FILES[syntax.unwrap_or_default()].0.clone();
    file.describe("vectors", vectors.identity().into());
    let bytes = file.to_bytes()?;
    run(&SyntaxParser::from_bytes(bytes, vectors)?);
    Ok(())
}

/// The two sentences again, with this component in the place of the shipped one.
fn run(component: &dyn Annotator) {
    let mut document = shipped::READ.clone();
    component
        .annotate(&mut document)
        .expect("no text is an error");
    let others = shipped::COMPONENTS.iter();
    for other in others.filter(|c| c.name() != component.name()) {
        if other.provides().iter().any(|&layer| !document.has(layer)) {
            other.annotate(&mut document).expect("no text is an error");
        }
    }
    assert_sound(&document);
    assert_exports(&document);
}

/// The weights that decide where sentences end.
fn sentence_ends(way: u8, rest: &[u8]) {
    const WEIGHTS: usize = 1 << 17;
    let mut weights = vec![way; WEIGHTS];
    if way == 0 {
        weights = rest.to_vec();
    } else {
        for edit in rest.chunks_exact(7) {
            change(&mut weights, edit);
        }
    }
    if let Ok(tokenizer) = Tokenizer::from_tables(&tokenize::english_tables(), Some(&weights)) {
        run(&tokenizer);
    }
}
