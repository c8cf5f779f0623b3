//! Tiny checkpoints with random weights, written as Hugging Face writes them.

#![allow(dead_code, reason = "each test file uses a part of it")]

use newsgraph_bert::document::{Sentence, Token, TokenizedText};
use newsgraph_tokenize::{Tokenization, Tokenizer};
use safetensors::{Dtype, tensor::TensorView};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const HIDDEN: usize = 16;
const INNER: usize = 24;
const LAYERS: usize = 2;
const POSITIONS: usize = 66;
/// The width of ELECTRA's embeddings, which it projects to the hidden width.
const EMBEDDING: usize = 8;
/// Half the number of relative positions of DeBERTa.
const RELATIVE: usize = 8;

pub(crate) const TAGS: [&str; 5] = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"];

/// Texts that are hard to align: accents, a ligature, an emoji of several code points, no space at all.
pub(crate) const TEXTS: [&str; 6] = [
    "Anna Köhler met Zoë in São Paulo. She isn’t “certain” of it. Nobody asked.",
    "",
    "x",
    "中国 and 日本国 agreed; the ﬁrst 👩‍👩‍👧 family cheered in e\u{301}tat!",
    "Supercalifragilisticexpialidociousandthensomemoreletterssothatonewordfillsawholewindowbyitself ended it",
    "One (two) [SEP] three [CLS] four <s> five </s> six.",
];

/// A checkpoint in a folder of its own under the target directory.
pub(crate) struct Tiny {
    pub(crate) folder: PathBuf,
    pub(crate) config: Value,
    pub(crate) tensors: BTreeMap<String, (Vec<usize>, Vec<f32>)>,
}

impl Tiny {
    /// A token classifier of this `model_type`.
    pub(crate) fn tokens(name: &str, model_type: &str) -> Self {
        Self::new(name, model_type, &TAGS, true)
    }

    /// A sequence classifier of this `model_type`.
    pub(crate) fn sequence(name: &str, model_type: &str, labels: &[&str]) -> Self {
        Self::new(name, model_type, labels, false)
    }

    fn new(name: &str, model_type: &str, labels: &[&str], tokens: bool) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::remove_dir_all(&folder).ok();
        fs::create_dir_all(&folder).expect("a folder for the checkpoint");
        let byte_level = matches!(model_type, "roberta" | "deberta");
        let pieces = if byte_level {
            byte_pairs(&folder, model_type == "roberta")
        } else {
            word_pieces(&folder)
        };
        let class = if tokens {
            "ForTokenClassification"
        } else {
            "ForSequenceClassification"
        };
        let mut tiny = Self {
            folder,
            config: config(model_type, class, labels, pieces),
            tensors: BTreeMap::new(),
        };
        tiny.encoder(model_type, pieces);
        tiny.head(model_type, labels.len(), tokens);
        tiny.write();
        tiny
    }

    /// Writes the configuration and the weights again, as they now are.
    pub(crate) fn write(&self) {
        let config = serde_json::to_vec_pretty(&self.config).expect("plain JSON");
        fs::write(self.folder.join("config.json"), config).expect("a writable folder");
        let bytes: BTreeMap<&String, Vec<u8>> = self
            .tensors
            .iter()
            .map(|(name, (_, numbers))| {
                (name, numbers.iter().flat_map(|n| n.to_le_bytes()).collect())
            })
            .collect();
        let views = self.tensors.iter().map(|(name, (shape, _))| {
            let view = TensorView::new(Dtype::F32, shape.clone(), &bytes[name]);
            (name, view.expect("as many numbers as its shape says"))
        });
        let file = safetensors::serialize(views, None).expect("sound tensors");
        fs::write(self.folder.join("model.safetensors"), file).expect("a writable folder");
    }

    fn tensor(&mut self, name: &str, shape: &[usize]) {
        let seed = name.bytes().fold(7u64, |hash, byte| {
            hash.wrapping_mul(31).wrapping_add(u64::from(byte))
        });
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let numbers = (0..shape.iter().product()).map(|_| {
            // xorshift64 (Marsaglia 2003), scaled to -0.5 .. 0.5.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 40) as f32 / (1u64 << 24) as f32 - 0.5
        });
        let numbers = numbers.collect();
        self.tensors
            .insert(name.to_owned(), (shape.to_vec(), numbers));
    }

    fn linear(&mut self, name: &str, out: usize, from: usize) {
        self.tensor(&format!("{name}.weight"), &[out, from]);
        self.tensor(&format!("{name}.bias"), &[out]);
    }

    fn norm(&mut self, name: &str, width: usize) {
        let ones = |width| (vec![width], vec![1.0; width]);
        self.tensors.insert(format!("{name}.weight"), ones(width));
        self.tensor(&format!("{name}.bias"), &[width]);
    }

    fn encoder(&mut self, model_type: &str, pieces: usize) {
        let prefix = if model_type == "deberta-v2" {
            "deberta"
        } else {
            model_type
        };
        let width = if model_type == "electra" {
            EMBEDDING
        } else {
            HIDDEN
        };
        let embeddings = format!("{prefix}.embeddings");
        self.tensor(
            &format!("{embeddings}.word_embeddings.weight"),
            &[pieces, width],
        );
        self.norm(&format!("{embeddings}.LayerNorm"), width);
        if model_type != "deberta-v2" {
            self.tensor(
                &format!("{embeddings}.position_embeddings.weight"),
                &[POSITIONS, width],
            );
        }
        if matches!(model_type, "bert" | "roberta" | "electra") {
            self.tensor(
                &format!("{embeddings}.token_type_embeddings.weight"),
                &[2, width],
            );
        }
        if model_type == "electra" {
            self.linear("electra.embeddings_project", HIDDEN, EMBEDDING);
        }
        if prefix == "deberta" {
            self.tensor(
                "deberta.encoder.rel_embeddings.weight",
                &[2 * RELATIVE, HIDDEN],
            );
        }
        if model_type == "deberta-v2" {
            self.norm("deberta.encoder.LayerNorm", HIDDEN);
        }
        for layer in 0..LAYERS {
            if model_type == "distilbert" {
                let layer = format!("distilbert.transformer.layer.{layer}");
                for part in ["q_lin", "k_lin", "v_lin", "out_lin"] {
                    self.linear(&format!("{layer}.attention.{part}"), HIDDEN, HIDDEN);
                }
                self.norm(&format!("{layer}.sa_layer_norm"), HIDDEN);
                self.linear(&format!("{layer}.ffn.lin1"), INNER, HIDDEN);
                self.linear(&format!("{layer}.ffn.lin2"), HIDDEN, INNER);
                self.norm(&format!("{layer}.output_layer_norm"), HIDDEN);
                continue;
            }
            let layer = format!("{prefix}.encoder.layer.{layer}");
            self.attention(model_type, &format!("{layer}.attention.self"));
            self.linear(&format!("{layer}.attention.output.dense"), HIDDEN, HIDDEN);
            self.norm(&format!("{layer}.attention.output.LayerNorm"), HIDDEN);
            self.linear(&format!("{layer}.intermediate.dense"), INNER, HIDDEN);
            self.linear(&format!("{layer}.output.dense"), HIDDEN, INNER);
            self.norm(&format!("{layer}.output.LayerNorm"), HIDDEN);
        }
    }

    fn attention(&mut self, model_type: &str, name: &str) {
        match model_type {
            "deberta" => {
                self.tensor(&format!("{name}.in_proj.weight"), &[3 * HIDDEN, HIDDEN]);
                self.tensor(&format!("{name}.q_bias"), &[HIDDEN]);
                self.tensor(&format!("{name}.v_bias"), &[HIDDEN]);
                self.tensor(&format!("{name}.pos_proj.weight"), &[HIDDEN, HIDDEN]);
                self.linear(&format!("{name}.pos_q_proj"), HIDDEN, HIDDEN);
            }
            "deberta-v2" => {
                for part in ["query_proj", "key_proj", "value_proj"] {
                    self.linear(&format!("{name}.{part}"), HIDDEN, HIDDEN);
                }
            }
            _ => {
                for part in ["query", "key", "value"] {
                    self.linear(&format!("{name}.{part}"), HIDDEN, HIDDEN);
                }
            }
        }
    }

    fn head(&mut self, model_type: &str, labels: usize, tokens: bool) {
        match (model_type, tokens) {
            ("bert", false) => self.linear("bert.pooler.dense", HIDDEN, HIDDEN),
            ("distilbert", false) => self.linear("pre_classifier", HIDDEN, HIDDEN),
            ("deberta" | "deberta-v2", false) => self.linear("pooler.dense", HIDDEN, HIDDEN),
            ("roberta", false) => {
                self.linear("classifier.dense", HIDDEN, HIDDEN);
                self.linear("classifier.out_proj", labels, HIDDEN);
                return;
            }
            _ => {}
        }
        self.linear("classifier", labels, HIDDEN);
    }
}

fn config(model_type: &str, class: &str, labels: &[&str], pieces: usize) -> Value {
    let numbered = labels.iter().enumerate();
    let mut config = json!({
        "model_type": model_type,
        "architectures": [format!("Any{class}")],
        "id2label": numbered.map(|(at, &label)| (at.to_string(), json!(label))).collect::<serde_json::Map<_, _>>(),
        "vocab_size": pieces,
        "max_position_embeddings": POSITIONS,
        "initializer_range": 0.02,
    });
    let rest = if model_type == "distilbert" {
        json!({
            "activation": "gelu", "attention_dropout": 0.1, "dim": HIDDEN, "dropout": 0.1,
            "hidden_dim": INNER, "n_heads": 2, "n_layers": LAYERS, "qa_dropout": 0.1,
            "seq_classif_dropout": 0.2, "sinusoidal_pos_embds": false, "tie_weights_": true,
            "pad_token_id": 0,
        })
    } else {
        json!({
            "hidden_act": "gelu", "attention_probs_dropout_prob": 0.1, "hidden_dropout_prob": 0.1,
            "hidden_size": HIDDEN, "intermediate_size": INNER, "num_attention_heads": 2,
            "num_hidden_layers": LAYERS, "type_vocab_size": 2,
            "pad_token_id": i32::from(model_type == "roberta"), "embedding_size": EMBEDDING,
        })
    };
    let deberta = json!({
        "embedding_size": HIDDEN, "type_vocab_size": 0, "relative_attention": true,
        "pos_att_type": "c2p|p2c", "pooler_dropout": 0, "pooler_hidden_act": "gelu",
        "pooler_hidden_size": HIDDEN, "layer_norm_eps": 1e-7,
    });
    let of_version = match model_type {
        "deberta" => json!({ "max_relative_positions": RELATIVE, "position_biased_input": true }),
        "deberta-v2" => json!({
            "max_relative_positions": -1, "position_buckets": RELATIVE, "share_att_key": true,
            "norm_rel_ebd": "layer_norm", "position_biased_input": false,
        }),
        _ => json!({}),
    };
    let mut add = |fields: &Value| {
        for (key, value) in fields.as_object().into_iter().flatten() {
            config[key] = value.clone();
        }
    };
    add(&rest);
    if model_type.starts_with("deberta") {
        add(&deberta);
    }
    add(&of_version);
    config
}

/// Letters and what follows on them, so that most words are several pieces.
fn word_pieces(folder: &Path) -> usize {
    let mut pieces: Vec<String> = [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[E1]", "[/E1]", "[E2]", "[/E2]", "the",
        "an", "met",
    ]
    .map(str::to_owned)
    .to_vec();
    for letter in ('a'..='z').chain('0'..='9') {
        pieces.push(letter.to_string());
        pieces.push(format!("##{letter}"));
    }
    pieces.extend(".,;:!?()[]/<>“”’'中国日本".chars().map(String::from));
    fs::write(folder.join("vocab.txt"), pieces.join("\n")).expect("a writable folder");
    pieces.len()
}

/// Every byte, and a few pairs.
fn byte_pairs(folder: &Path, roberta: bool) -> usize {
    let special = if roberta {
        ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    } else {
        ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "[MASK]"]
    };
    let mut bytes: Vec<char> =
        newsgraph_tokenize::subword::tokenizers::pre_tokenizers::byte_level::ByteLevel::alphabet()
            .into_iter()
            .collect();
    bytes.sort_unstable();
    let mut pieces: Vec<String> = special.map(str::to_owned).to_vec();
    pieces.extend(bytes.into_iter().map(String::from));
    pieces.extend(["Ġt", "an", "Ġm"].map(str::to_owned));
    let vocabulary: serde_json::Map<String, Value> = pieces
        .iter()
        .enumerate()
        .map(|(id, piece)| (piece.clone(), json!(id)))
        .collect();
    let vocabulary = Value::Object(vocabulary).to_string();
    fs::write(folder.join("vocab.json"), vocabulary).expect("a writable folder");
    let merges = "#version: 0.2\nĠ t\na n\nĠ m\n";
    fs::write(folder.join("merges.txt"), merges).expect("a writable folder");
    pieces.len()
}

pub(crate) fn tokenize(text: &str) -> Tokenization {
    Tokenizer::default().tokenize(text)
}

/// A text as one sentence.
pub(crate) fn one_sentence<'a>(
    text: &'a str,
    tokens: &'a [Token],
    sentences: &'a mut Vec<Sentence>,
) -> TokenizedText<'a> {
    if let [first, .., last] = tokens {
        sentences.push(Sentence {
            span: first.span.cover(last.span),
            tokens: 0..tokens.len(),
            paragraph: 0,
        });
    }
    TokenizedText {
        text,
        tokens,
        sentences,
    }
}

/// A folder beside the repository; `None`, with a message, where it is not there.
pub(crate) fn shared(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(folder);
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: there is no ../shared/{folder} beside the repository");
    None
}
