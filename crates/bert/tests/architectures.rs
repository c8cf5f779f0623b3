//! Each architecture loads by the names that Hugging Face's files have, and padding changes nothing.

mod common;

use common::{TEXTS, Tiny, tokenize};
use newsgraph_bert::{BertEntityRecognizer, BertOptions};
use serde_json::Value;
use std::fs;
use tch::{Kind, Tensor};

const MODEL_TYPES: [&str; 6] = [
    "bert",
    "distilbert",
    "roberta",
    "electra",
    "deberta",
    "deberta-v2",
];

fn logits(tiny: &Tiny, batch_windows: usize) -> Vec<Vec<f32>> {
    read(tiny, batch_windows, &TEXTS.join("\n"))
}

fn read(tiny: &Tiny, batch_windows: usize, text: &str) -> Vec<Vec<f32>> {
    let mut options = BertOptions::default();
    options.batch_windows = batch_windows;
    let recognizer = BertEntityRecognizer::load_with(&tiny.folder, &options);
    let recognizer = recognizer.expect("a sound checkpoint");
    let found = tokenize(text);
    recognizer
        .logits(found.view(text))
        .expect("no text is an error")
}

fn assert_near(a: &[Vec<f32>], b: &[Vec<f32>], what: &str) {
    let (a, b) = (a.concat(), b.concat());
    assert_eq!(a.len(), b.len(), "{what}");
    let furthest = a
        .iter()
        .zip(&b)
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f32::max);
    assert!(furthest < 1e-4, "{what}: {furthest}");
}

#[test]
fn each_architecture_reads_one_window_or_many() {
    for model_type in MODEL_TYPES {
        let tiny = Tiny::tokens(&format!("architecture-{model_type}"), model_type);
        let alone = logits(&tiny, 1);
        assert!(
            alone.iter().flatten().all(|n| n.is_finite()),
            "{model_type}"
        );
        assert_near(&alone, &logits(&tiny, 16), model_type);
    }
}

/// `reference-logits.json` holds what Hugging Face's implementation (transformers 4.38.2, TensorFlow 2.15.1)
/// computes from the same files for each letter but the first, with the epsilon that rust-bert has.
#[test]
fn the_numbers_of_hugging_face() {
    let reference: Value =
        serde_json::from_str(include_str!("reference-logits.json")).expect("sound JSON");
    for model_type in MODEL_TYPES {
        let tiny = Tiny::tokens(&format!("reference-{model_type}"), model_type);
        let ours = read(&tiny, 16, "k a b c d e f g h i j l");
        let rows = reference[model_type].as_array().expect("an entry for each");
        let theirs: Vec<Vec<f32>> = rows
            .iter()
            .map(|row| row.as_array().into_iter().flatten())
            .map(|row| row.filter_map(Value::as_f64).map(|n| n as f32).collect())
            .collect();
        assert_near(&ours[1..], &theirs, model_type);
    }
}

/// Other kinds of file hold the same weights: half as wide numbers, the older names, rust-bert's format.
#[test]
fn files_of_other_kinds() {
    let mut tiny = Tiny::tokens("kinds", "bert");
    // Numbers that 8 bits of mantissa hold exactly.
    for (_, numbers) in tiny.tensors.values_mut() {
        for number in numbers {
            *number = (*number * 64.0).round() / 64.0;
        }
    }
    tiny.write();
    let expected = logits(&tiny, 16);

    let tensors: Vec<(String, Tensor)> = tiny
        .tensors
        .iter()
        .map(|(name, (shape, numbers))| {
            let shape: Vec<i64> = shape.iter().map(|&n| n as i64).collect();
            (name.clone(), Tensor::from_slice(numbers).view(&shape[..]))
        })
        .collect();
    let path = tiny.folder.join("model.safetensors");
    for kind in [Kind::Float, Kind::Double, Kind::Half, Kind::BFloat16] {
        let tensors: Vec<(&str, Tensor)> = tensors
            .iter()
            .map(|(name, tensor)| (name.as_str(), tensor.to_kind(kind)))
            .collect();
        Tensor::write_safetensors(&tensors, &path).expect("a writable folder");
        assert_near(&expected, &logits(&tiny, 16), &format!("{kind:?}"));
    }

    let old: Vec<(String, &Tensor)> = tensors
        .iter()
        .map(|(name, tensor)| {
            let name = name.replace("LayerNorm.weight", "LayerNorm.gamma");
            (name.replace("LayerNorm.bias", "LayerNorm.beta"), tensor)
        })
        .collect();
    Tensor::write_safetensors(&old, &path).expect("a writable folder");
    assert_near(&expected, &logits(&tiny, 16), "names of TensorFlow");

    fs::remove_file(&path).expect("it was written");
    let ot = tiny.folder.join("rust_model.ot");
    Tensor::save_multi(&tensors, &ot).expect("a writable folder");
    assert_near(&expected, &logits(&tiny, 16), "rust_model.ot");
}

/// `tokenizer.json` goes before vocabulary files and its own truncation and padding are left aside.
#[test]
fn a_tokenizer_of_one_file() {
    use newsgraph_tokenize::subword::tokenizers::models::wordpiece::WordPiece;
    use newsgraph_tokenize::subword::tokenizers::normalizers::BertNormalizer;
    use newsgraph_tokenize::subword::tokenizers::pre_tokenizers::bert::BertPreTokenizer;
    use newsgraph_tokenize::subword::tokenizers::processors::bert::BertProcessing;
    use newsgraph_tokenize::subword::tokenizers::{PaddingParams, Tokenizer, TruncationParams};

    let tiny = Tiny::tokens("one-file", "bert");
    let expected = logits(&tiny, 16);
    let vocabulary = tiny.folder.join("vocab.txt");
    let model = WordPiece::from_file(&vocabulary.to_string_lossy()).unk_token("[UNK]".into());
    let mut tokenizer = Tokenizer::new(model.build().expect("a sound vocabulary"));
    tokenizer.with_normalizer(Some(BertNormalizer::default()));
    tokenizer.with_pre_tokenizer(Some(BertPreTokenizer));
    tokenizer.with_post_processor(Some(BertProcessing::new(
        ("[SEP]".into(), 3),
        ("[CLS]".into(), 2),
    )));
    tokenizer.with_padding(Some(PaddingParams::default()));
    let truncation = TruncationParams {
        max_length: 5,
        ..TruncationParams::default()
    };
    tokenizer
        .with_truncation(Some(truncation))
        .expect("no stride");
    tokenizer
        .save(tiny.folder.join("tokenizer.json"), false)
        .expect("a writable folder");
    fs::remove_file(vocabulary).expect("it was there");
    assert_near(&expected, &logits(&tiny, 16), "tokenizer.json");
}
