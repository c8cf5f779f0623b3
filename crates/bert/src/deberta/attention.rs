use super::config::{Config, RelativeConfig, Version};
use tch::{Device, Kind, Tensor, nn};

/// Attention between pieces, by what they are and by how far apart they stand.
#[derive(Debug)]
pub(super) struct Attention {
    heads: i64,
    projections: Projections,
    positions: Option<Positions>,
    /// What scores are divided by.
    scale: f64,
}

#[derive(Debug)]
enum Projections {
    /// One product for all three, a third of each head's part each; queries and values have a bias.
    Joint {
        product: nn::Linear,
        query_bias: Tensor,
        value_bias: Tensor,
    },
    Separate {
        query: nn::Linear,
        key: nn::Linear,
        value: nn::Linear,
    },
}

/// The projections of relative positions; `None` where the pieces' own serve, or there is no such part.
#[derive(Debug)]
struct Positions {
    config: RelativeConfig,
    key: Option<nn::Linear>,
    query: Option<nn::Linear>,
}

/// The relative positions of a batch.
#[derive(Debug)]
pub(super) struct Distances {
    /// Their embeddings, those of one side behind those of the other.
    pub(super) embeddings: Tensor,
    /// For each two pieces the row of the embedding, from the first's place to the second's.
    pub(super) forward: Tensor,
    /// The same the other way round.
    pub(super) backward: Tensor,
}

impl Attention {
    pub(super) fn new(path: &nn::Path<'_>, config: &Config) -> Self {
        let width = config.hidden;
        let linear =
            |name: &str, out| nn::linear(path / name, width, out, nn::LinearConfig::default());
        let bare = nn::LinearConfig {
            bias: false,
            ..nn::LinearConfig::default()
        };
        let projections = match config.version {
            Version::One => Projections::Joint {
                product: nn::linear(path / "in_proj", width, 3 * width, bare),
                query_bias: path.zeros("q_bias", &[width]),
                value_bias: path.zeros("v_bias", &[width]),
            },
            Version::Two => Projections::Separate {
                query: linear("query_proj", width),
                key: linear("key_proj", width),
                value: linear("value_proj", width),
            },
        };
        let positions = config.relative.map(|relative| {
            let key = || match config.version {
                Version::One => nn::linear(path / "pos_proj", width, width, bare),
                Version::Two => linear("pos_key_proj", width),
            };
            let query = || match config.version {
                Version::One => linear("pos_q_proj", width),
                Version::Two => linear("pos_query_proj", width),
            };
            Positions {
                config: relative,
                key: (relative.content_to_position && !relative.shared).then(key),
                query: (relative.position_to_content && !relative.shared).then(query),
            }
        });
        let kinds = config.relative.map_or(0, |relative| {
            i64::from(relative.content_to_position) + i64::from(relative.position_to_content)
        });
        Self {
            heads: config.heads,
            projections,
            positions,
            scale: ((width / config.heads * (1 + kinds)) as f64).sqrt(),
        }
    }

    /// What each piece takes from the others; `padded` is true where a piece is padding.
    pub(super) fn forward(
        &self,
        hidden: &Tensor,
        padded: &Tensor,
        distances: Option<&Distances>,
    ) -> Tensor {
        let (query, key, value) = match &self.projections {
            Projections::Joint {
                product,
                query_bias,
                value_bias,
            } => {
                let parts = self.by_head(&hidden.apply(product)).chunk(3, -1);
                let bias = |bias: &Tensor| self.by_head(&bias.view([1, 1, -1]));
                (
                    &parts[0] + bias(query_bias),
                    parts[1].shallow_clone(),
                    &parts[2] + bias(value_bias),
                )
            }
            Projections::Separate { query, key, value } => (
                self.by_head(&hidden.apply(query)),
                self.by_head(&hidden.apply(key)),
                self.by_head(&hidden.apply(value)),
            ),
        };
        let mut scores = query.matmul(&key.transpose(-1, -2));
        if let (Some(positions), Some(distances)) = (&self.positions, distances) {
            let size = scores.size();
            let (of_queries, of_keys) = self.shared();
            if positions.config.content_to_position {
                let projected = self.project(distances, positions.key.as_ref().or(of_keys));
                let index = distances.forward.expand(&size, true);
                let by_distance = query.matmul(&projected.transpose(-1, -2));
                scores += by_distance.gather(-1, &index, false);
            }
            if positions.config.position_to_content {
                let projected = self.project(distances, positions.query.as_ref().or(of_queries));
                let index = distances.backward.expand(&size, true);
                let by_distance = key.matmul(&projected.transpose(-1, -2));
                scores += by_distance.gather(-1, &index, false).transpose(-1, -2);
            }
        }
        let weights = (scores / self.scale)
            .masked_fill(padded, f64::from(f32::MIN))
            .softmax(-1, Kind::Float);
        let size = hidden.size();
        weights
            .matmul(&value)
            .transpose(1, 2)
            .contiguous()
            .view([size[0], size[1], -1])
    }

    /// The embeddings of relative positions, projected.
    fn project(&self, distances: &Distances, projection: Option<&nn::Linear>) -> Tensor {
        let embeddings = distances.embeddings.unsqueeze(0);
        self.by_head(&projection.map_or(embeddings.shallow_clone(), |p| embeddings.apply(p)))
    }

    /// The projections of queries and of keys that positions may share with pieces.
    fn shared(&self) -> (Option<&nn::Linear>, Option<&nn::Linear>) {
        match &self.projections {
            Projections::Joint { .. } => (None, None),
            Projections::Separate { query, key, .. } => (Some(query), Some(key)),
        }
    }

    /// From (batch, pieces, width) to (batch, heads, pieces, width of a head).
    fn by_head(&self, x: &Tensor) -> Tensor {
        let size = x.size();
        x.view([size[0], size[1], self.heads, -1]).transpose(1, 2)
    }
}

impl Distances {
    /// Those of a batch of this length. `table` has an embedding for each bucket of one side, then of the
    /// other.
    pub(super) fn new(length: i64, table: &Tensor, config: &RelativeConfig) -> Self {
        let places = Tensor::arange(length, (Kind::Int64, Device::Cpu));
        let relative = places.unsqueeze(1) - places.unsqueeze(0);
        let middle = table.size()[0] / 2;
        let (span, relative) = if config.buckets > 0 {
            (middle, buckets(&relative, config.buckets, config.furthest))
        } else {
            (length.min(middle), relative)
        };
        let index = |relative: Tensor| (relative + span).clamp(0, 2 * span - 1);
        Self {
            embeddings: table.slice(0, middle - span, middle + span, 1),
            backward: index(-&relative),
            forward: index(relative),
        }
    }
}

/// Distances up to half the buckets as they are, further ones by their logarithm.
fn buckets(relative: &Tensor, buckets: i64, furthest: i64) -> Tensor {
    let middle = buckets / 2;
    let far = relative.abs().clamp_min(middle - 1);
    let range = ((furthest - 1) as f32 / middle as f32).ln();
    let logarithm = (far.to_kind(Kind::Float) / middle as f64).log() / f64::from(range);
    let bucket = (logarithm * (middle - 1)).ceil() + middle;
    let signed = (bucket * relative.sign()).to_kind(Kind::Int64);
    relative.where_self(&far.le(middle), &signed)
}
