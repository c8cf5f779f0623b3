use rust_bert::Activation;
use serde_json::Value;
use std::error::Error;

/// Which of the two families.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// `model_type` "deberta".
    One,
    /// `model_type` "deberta-v2": DeBERTa-v2 and DeBERTa-v3.
    Two,
}

/// What a network is built from.
#[derive(Debug)]
pub(super) struct Config {
    pub(super) version: Version,
    pub(super) vocabulary: i64,
    pub(super) embedding: i64,
    pub(super) hidden: i64,
    pub(super) inner: i64,
    pub(super) heads: i64,
    pub(super) layers: i64,
    pub(super) positions: i64,
    pub(super) types: i64,
    pub(super) epsilon: f64,
    pub(super) activation: Activation,
    pub(super) pooler_activation: Activation,
    /// Whether positions are added to the embeddings too.
    pub(super) absolute: bool,
    pub(super) relative: Option<RelativeConfig>,
    /// Whether the embeddings of relative positions are normalised.
    pub(super) normalised: bool,
    pub(super) convolution: Option<ConvolutionConfig>,
}

/// Relative positions in attention.
#[derive(Clone, Copy, Debug)]
pub(super) struct RelativeConfig {
    /// The furthest distance that is told from further ones.
    pub(super) furthest: i64,
    /// How many buckets distances of one side fall into; 0 where each distance is its own.
    pub(super) buckets: i64,
    pub(super) content_to_position: bool,
    pub(super) position_to_content: bool,
    /// Whether positions go through the projections of the pieces.
    pub(super) shared: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct ConvolutionConfig {
    pub(super) kernel: i64,
    pub(super) groups: i64,
    pub(super) activation: Activation,
}

type Cause = Box<dyn Error + Send + Sync>;

impl Config {
    /// Reads `config.json`, with the defaults of Hugging Face.
    pub(super) fn read(json: &Value, version: Version) -> Result<Self, Cause> {
        let number = |field: &str| {
            let number = json[field].as_i64().filter(|&n| n > 0);
            number.ok_or_else(|| format!("expected a number above 0 as {field}"))
        };
        let number_or = |field: &str, other| json[field].as_i64().unwrap_or(other);
        let flag = |field: &str, other| json[field].as_bool().unwrap_or(other);
        let activation = |field: &str, other: &str| {
            let name = json[field].as_str().unwrap_or(other);
            serde_json::from_value::<Activation>(name.into())
        };
        if flag("talking_head", false) || number_or("z_steps", 0) > 1 {
            return Err("expected neither talking_head nor z_steps".into());
        }
        let norms = |name: &str| words(&json["norm_rel_ebd"]).iter().any(|w| w == name);
        let hidden = number("hidden_size")?;
        let heads = number("num_attention_heads")?;
        if hidden % heads != 0 {
            return Err(
                format!("{heads} attention heads do not divide a width of {hidden}").into(),
            );
        }
        let positions = number("max_position_embeddings")?;
        let relative = flag("relative_attention", false);
        let relative = relative
            .then(|| RelativeConfig::read(json, version, positions))
            .transpose()?;
        let kernel = number_or("conv_kernel_size", 0);
        let convolution = match (version, kernel) {
            (Version::Two, 1..) => Some(ConvolutionConfig {
                kernel,
                groups: number_or("conv_groups", 1),
                activation: activation("conv_act", "tanh")?,
            }),
            _ => None,
        };
        Ok(Self {
            version,
            vocabulary: number("vocab_size")?,
            embedding: number_or("embedding_size", hidden),
            hidden,
            inner: number("intermediate_size")?,
            heads,
            layers: number("num_hidden_layers")?,
            positions,
            types: number_or("type_vocab_size", 0),
            epsilon: json["layer_norm_eps"].as_f64().unwrap_or(1e-7),
            activation: activation("hidden_act", "gelu")?,
            pooler_activation: activation("pooler_hidden_act", "gelu")?,
            absolute: flag("position_biased_input", true),
            normalised: version == Version::Two && relative.is_some() && norms("layer_norm"),
            relative,
            convolution,
        })
    }
}

impl RelativeConfig {
    fn read(json: &Value, version: Version, positions: i64) -> Result<Self, Cause> {
        let number = |field: &str| json[field].as_i64().filter(|&n| n > 0);
        let kinds = words(&json["pos_att_type"]);
        let unknown = kinds
            .iter()
            .find(|kind| !matches!(kind.as_str(), "c2p" | "p2c"));
        if let Some(unknown) = unknown {
            return Err(format!("expected c2p or p2c in pos_att_type, found {unknown:?}").into());
        }
        let has = |kind: &str| kinds.iter().any(|k| k == kind);
        Ok(Self {
            furthest: number("max_relative_positions").unwrap_or(positions),
            buckets: number("position_buckets").unwrap_or(0),
            content_to_position: has("c2p"),
            position_to_content: has("p2c"),
            shared: version == Version::Two && json["share_att_key"] == true,
        })
    }
}

/// The words of a list, or of one text with bars between them.
fn words(value: &Value) -> Vec<String> {
    let listed = value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    let parted = value.as_str().into_iter().flat_map(|text| text.split('|'));
    listed
        .chain(parted)
        .map(|word| word.trim().to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}
