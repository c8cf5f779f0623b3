//! DeBERTa (He et al. 2021) and its versions 2 and 3 (He et al. 2023), as Hugging Face computes them.
//!
//! rust-bert 0.23 has them too, with other numbers: of the first it takes the number of heads for the
//! length of a text, and of the second it leaves out the root of a scale and the middle of an index.

mod attention;
mod config;

use attention::{Attention, Distances};
use config::Config;
pub(crate) use config::Version;
use serde_json::Value;
use std::error::Error;
use tch::{Kind, Tensor, nn};

/// A network up to its last hidden layer.
#[derive(Debug)]
pub(crate) struct Deberta {
    config: Config,
    words: nn::Embedding,
    positions: Option<nn::Embedding>,
    types: Option<nn::Embedding>,
    projection: Option<nn::Linear>,
    norm: nn::LayerNorm,
    layers: Vec<Layer>,
    /// The embeddings of relative positions.
    relative: Option<nn::Embedding>,
    relative_norm: Option<nn::LayerNorm>,
    convolution: Option<(nn::Conv1D, nn::LayerNorm)>,
}

#[derive(Debug)]
struct Layer {
    attention: Attention,
    out: nn::Linear,
    norm: nn::LayerNorm,
    inner: nn::Linear,
    outer: nn::Linear,
    outer_norm: nn::LayerNorm,
}

impl Deberta {
    /// The network of a configuration, with its variables under "deberta".
    pub(crate) fn new(
        root: &nn::Path<'_>,
        json: &Value,
        version: Version,
    ) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let config = Config::read(json, version)?;
        let path = root / "deberta";
        let (embeddings, encoder) = (&path / "embeddings", &path / "encoder");
        let embedding =
            |path, rows, width| nn::embedding(path, rows, width, nn::EmbeddingConfig::default());
        let (width, hidden) = (config.embedding, config.hidden);
        let table =
            |r: &config::RelativeConfig| 2 * if r.buckets > 0 { r.buckets } else { r.furthest };
        let bare = nn::LinearConfig {
            bias: false,
            ..nn::LinearConfig::default()
        };
        let layers =
            (0..config.layers).map(|layer| Layer::new(&(&encoder / "layer" / layer), &config));
        let convolution = config.convolution.as_ref().map(|convolution| {
            let path = &encoder / "conv";
            let options = nn::ConvConfig {
                padding: (convolution.kernel - 1) / 2,
                groups: convolution.groups,
                ..nn::ConvConfig::default()
            };
            let filter = nn::conv1d(&path / "conv", hidden, hidden, convolution.kernel, options);
            (filter, norm(&path / "LayerNorm", &config))
        });
        Ok(Self {
            words: embedding(&embeddings / "word_embeddings", config.vocabulary, width),
            positions: config
                .absolute
                .then(|| embedding(&embeddings / "position_embeddings", config.positions, width)),
            types: (config.types > 0)
                .then(|| embedding(&embeddings / "token_type_embeddings", config.types, width)),
            projection: (width != hidden)
                .then(|| nn::linear(&embeddings / "embed_proj", width, hidden, bare)),
            norm: norm(&embeddings / "LayerNorm", &config),
            layers: layers.collect(),
            relative: config
                .relative
                .as_ref()
                .map(|relative| embedding(&encoder / "rel_embeddings", table(relative), hidden)),
            relative_norm: config
                .normalised
                .then(|| norm(&encoder / "LayerNorm", &config)),
            convolution,
            config,
        })
    }

    /// The last hidden layer of a batch: pieces in rows, and a mask that is 0 at padding.
    pub(crate) fn forward(&self, pieces: &Tensor, mask: &Tensor) -> Tensor {
        let length = pieces.size()[1];
        let kept = mask.unsqueeze(-1).to_kind(Kind::Float);
        let mut x = pieces.apply(&self.words);
        if let Some(positions) = &self.positions {
            x += positions.ws.slice(0, 0, length, 1);
        }
        if let Some(types) = &self.types {
            x += types.ws.get(0);
        }
        if let Some(projection) = &self.projection {
            x = x.apply(projection);
        }
        let embedded = x.apply(&self.norm) * &kept;

        let distances = match (&self.relative, &self.config.relative) {
            (Some(table), Some(config)) => {
                let norm = self.relative_norm.as_ref();
                let table = norm.map_or(table.ws.shallow_clone(), |norm| table.ws.apply(norm));
                Some(Distances::new(length, &table, config))
            }
            _ => None,
        };
        let padded = mask.eq(0).unsqueeze(1).unsqueeze(1);
        let mut hidden = embedded.shallow_clone();
        for (at, layer) in self.layers.iter().enumerate() {
            hidden = layer.forward(&hidden, &padded, distances.as_ref(), &self.config);
            if let (0, Some((filter, norm)), Some(config)) =
                (at, &self.convolution, &self.config.convolution)
            {
                let filtered = embedded.transpose(1, 2).apply(filter).transpose(1, 2) * &kept;
                let filtered = config.activation.get_function().get_fn()(&filtered);
                hidden = (hidden + filtered).apply(norm) * &kept;
            }
        }
        hidden
    }
}

impl Layer {
    fn new(path: &nn::Path<'_>, config: &Config) -> Self {
        let linear = |path, from, to| nn::linear(path, from, to, nn::LinearConfig::default());
        let attended = path / "attention" / "output";
        let output = path / "output";
        Self {
            attention: Attention::new(&(path / "attention" / "self"), config),
            out: linear(&attended / "dense", config.hidden, config.hidden),
            norm: norm(&attended / "LayerNorm", config),
            inner: linear(path / "intermediate" / "dense", config.hidden, config.inner),
            outer: linear(&output / "dense", config.inner, config.hidden),
            outer_norm: norm(&output / "LayerNorm", config),
        }
    }

    fn forward(
        &self,
        hidden: &Tensor,
        padded: &Tensor,
        distances: Option<&Distances>,
        config: &Config,
    ) -> Tensor {
        let attended = self.attention.forward(hidden, padded, distances);
        let hidden = (attended.apply(&self.out) + hidden).apply(&self.norm);
        let inner = config.activation.get_function().get_fn()(&hidden.apply(&self.inner));
        (inner.apply(&self.outer) + hidden).apply(&self.outer_norm)
    }
}

fn norm(path: nn::Path<'_>, config: &Config) -> nn::LayerNorm {
    let options = nn::LayerNormConfig {
        eps: config.epsilon,
        ..nn::LayerNormConfig::default()
    };
    nn::layer_norm(path, vec![config.hidden], options)
}

/// The network with a classifier of each piece.
#[derive(Debug)]
pub(crate) struct TokenClassifier {
    deberta: Deberta,
    classifier: nn::Linear,
}

/// The network with a classifier of what the first piece has come to.
#[derive(Debug)]
pub(crate) struct SequenceClassifier {
    deberta: Deberta,
    pooler: nn::Linear,
    classifier: nn::Linear,
}

impl TokenClassifier {
    pub(crate) fn new(root: &nn::Path<'_>, deberta: Deberta, labels: i64) -> Self {
        let hidden = deberta.config.hidden;
        Self {
            deberta,
            classifier: nn::linear(
                root / "classifier",
                hidden,
                labels,
                nn::LinearConfig::default(),
            ),
        }
    }

    pub(crate) fn forward(&self, pieces: &Tensor, mask: &Tensor) -> Tensor {
        self.deberta.forward(pieces, mask).apply(&self.classifier)
    }
}

impl SequenceClassifier {
    pub(crate) fn new(root: &nn::Path<'_>, deberta: Deberta, labels: i64) -> Self {
        let hidden = deberta.config.hidden;
        let linear = |path, to| nn::linear(path, hidden, to, nn::LinearConfig::default());
        Self {
            pooler: linear(root / "pooler" / "dense", hidden),
            classifier: linear(root / "classifier", labels),
            deberta,
        }
    }

    pub(crate) fn forward(&self, pieces: &Tensor, mask: &Tensor) -> Tensor {
        let first = self.deberta.forward(pieces, mask).select(1, 0);
        let activation = self.deberta.config.pooler_activation.get_function();
        activation.get_fn()(&first.apply(&self.pooler)).apply(&self.classifier)
    }
}
