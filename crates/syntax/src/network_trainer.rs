use crate::network::{ArcScorer, DISTANCE_VALUES, LONGEST, LabelScorer, Network, ROLES, distance};
use crate::word::{WordReader, spaces};
use newsgraph_linear::{ClusterSets, ModelFile, Random};
use newsgraph_neural::{
    DenseId, EncoderSize, EncoderStep, EncoderTrainer, Features, Fit, Gradients, Matrix,
    Parameters, Part, Pass, Pool, Share, Trainee, VectorInput, WordVectors, add_scaled, dropout,
    leaky, leaky_backward, log_loss,
};

/// A sentence to learn from: gold numbers of tags and labels, and heads.
pub(crate) struct Example {
    pub(crate) words: Vec<String>,
    /// Whether each word follows the one before without a space.
    pub(crate) glued: Vec<bool>,
    pub(crate) tags: Vec<usize>,
    pub(crate) heads: Vec<Option<usize>>,
    pub(crate) labels: Vec<usize>,
}

/// How large a network is.
#[derive(Clone, Copy)]
pub(crate) struct Sizes {
    pub(crate) encoder: EncoderSize,
    /// Numbers that stand for a word in each of its roles.
    pub(crate) role: usize,
    pub(crate) tags: usize,
    pub(crate) labels: usize,
}

/// Places of what reads tags, heads and labels off the encoder among the parameters.
struct Places {
    tags: DenseId,
    roles: [DenseId; 4],
    query: DenseId,
    arc_root: usize,
    distances: usize,
    label_root: usize,
    label_out: DenseId,
}

impl Places {
    fn new(sizes: Sizes, parameters: &mut Parameters, random: &mut Random) -> Self {
        let (width, role) = (sizes.encoder.width, sizes.role);
        Self {
            tags: parameters.add_dense(width, sizes.tags, random),
            roles: ROLES.map(|_| parameters.add_dense(width, role, random)),
            query: parameters.add_dense(role, role, random),
            arc_root: parameters.add(1, role, 1.0, random),
            distances: parameters.add(1, DISTANCE_VALUES, 0.0, random),
            label_root: parameters.add(1, role, 1.0, random),
            label_out: parameters.add_dense(role, sizes.labels, random),
        }
    }

    fn arc_scorer(&self, parameters: &Parameters) -> ArcScorer {
        ArcScorer {
            query: parameters.dense(self.query),
            root: parameters.get(self.arc_root).values().to_vec(),
            distances: parameters.get(self.distances).values().to_vec(),
        }
    }

    fn label_scorer(&self, parameters: &Parameters) -> LabelScorer {
        LabelScorer {
            root: parameters.get(self.label_root).values().to_vec(),
            out: parameters.dense(self.label_out),
        }
    }

    fn write(&self, parameters: &Parameters, file: &mut ModelFile) {
        parameters.write_dense("tags", self.tags, file);
        for (name, id) in ROLES.iter().zip(self.roles) {
            parameters.write_dense(name, id, file);
        }
        parameters.write_dense("arc.query", self.query, file);
        parameters.write_dense("label.out", self.label_out, file);
        parameters.get(self.arc_root).write("arc.root", file);
        parameters.get(self.distances).write("arc.distances", file);
        parameters.get(self.label_root).write("label.root", file);
    }
}

/// The features of each word of the examples.
fn features(examples: &[Example], clusters: &ClusterSets) -> Features {
    let mut reader = WordReader::default();
    let mut sentence = |example: &Example| {
        let words = example.words.iter().zip(spaces(&example.glued));
        let features = words.map(|(word, space)| {
            let own = reader.features(word, clusters).map(Some);
            own.into_iter().chain([space]).collect()
        });
        features.collect()
    };
    examples.iter().map(&mut sentence).collect()
}

/// Fits a network to examples, those that are too long for one tree left out. `report` is told of the
/// network after each pass, with its loss.
pub(crate) fn fit(
    fit: Fit,
    mut examples: Vec<Example>,
    sizes: Sizes,
    (clusters, vectors): (&ClusterSets, &WordVectors),
    file: &mut ModelFile,
    mut report: impl FnMut(Pass, &dyn Fn() -> Network),
) {
    examples.retain(|example| example.words.len() <= LONGEST);
    let mut parameters = Parameters::default();
    let mut reader = WordReader::default();
    let mut row = |word: &String| {
        reader.features(word, clusters);
        vectors.row(reader.lower())
    };
    let rows = examples
        .iter()
        .map(|e| e.words.iter().map(&mut row).collect());
    let input = VectorInput::new(vectors, rows.collect());
    let random = &mut Random::new(0x5EED);
    let dropout_share = fit.dropout;
    let encoder = EncoderTrainer::new(
        &features(&examples, clusters),
        sizes.encoder,
        input,
        fit,
        &mut parameters,
        random,
    );
    let places = Places::new(sizes, &mut parameters, random);
    let prepare = |parameters: &Parameters| Step::new(&encoder, &places, parameters);
    let learner = Learner {
        encoder: &encoder,
        places: &places,
        examples: &examples,
        dropout: dropout_share,
    };
    encoder.fit(
        &mut parameters,
        prepare,
        |step, parameters, share, gradients| learner.part(step, parameters, share, gradients),
        |pass, parameters| {
            let network = || Network {
                clusters: clusters.clone(),
                encoder: encoder.encoder(parameters),
                tags: parameters.dense(places.tags),
                roles: parameters.dense_beside(&places.roles),
                arcs: places.arc_scorer(parameters),
                labels: places.label_scorer(parameters),
                pool: Pool::default(),
            };
            report(pass, &network);
        },
    );
    clusters.write(file);
    encoder.write("encoder", &parameters, file);
    places.write(&parameters, file);
}

/// What threads share of the parameters in a step.
struct Step {
    encoder: EncoderStep,
    tags: Trainee,
    roles: [Trainee; 4],
    query: Trainee,
    label_out: Trainee,
    arcs: ArcScorer,
    labels: LabelScorer,
}

impl Step {
    fn new(encoder: &EncoderTrainer, places: &Places, parameters: &Parameters) -> Self {
        Self {
            encoder: encoder.step(parameters),
            tags: parameters.trainee(places.tags),
            roles: places.roles.map(|id| parameters.trainee(id)),
            query: parameters.trainee(places.query),
            label_out: parameters.trainee(places.label_out),
            arcs: places.arc_scorer(parameters),
            labels: places.label_scorer(parameters),
        }
    }
}

/// Finds loss and slopes of sentences.
struct Learner<'a> {
    encoder: &'a EncoderTrainer,
    places: &'a Places,
    examples: &'a [Example],
    dropout: f32,
}

impl Learner<'_> {
    fn part(
        &self,
        step: &Step,
        parameters: &Parameters,
        mut share: Share,
        mut gradients: Gradients,
    ) -> Part {
        let (hidden, trace) = self.encoder.forward(&step.encoder, parameters, &mut share);
        let examples = self.of(&share);
        let gold = |numbers: fn(&Example) -> &[usize]| -> Vec<Option<usize>> {
            let all = examples.iter().flat_map(|e| numbers(e));
            all.copied().map(Some).collect()
        };
        let mut scores = step.tags.forward(&hidden);
        let mut loss = log_loss(&mut scores, &gold(|e| &e.tags), share.scale);
        let mut slope = step.tags.backward(&hidden, &scores, &mut gradients);

        let (arc_loss, arc_slope) = self.arcs(step, &hidden, &mut share, &mut gradients);
        slope.add(&arc_slope);
        let labels = gold(|e| &e.labels);
        let (label_loss, label_slope) = self.labels(step, &hidden, &share, &labels, &mut gradients);
        slope.add(&label_slope);
        loss += arc_loss + label_loss;
        self.encoder
            .backward(&step.encoder, trace, &share, (loss, slope), gradients)
    }

    fn of(&self, share: &Share) -> Vec<&Example> {
        let example = |&sentence: &usize| &self.examples[sentence];
        share.sentences.iter().map(example).collect()
    }

    /// Loss of the gold heads, and the slopes of what the encoder gave.
    fn arcs(
        &self,
        step: &Step,
        hidden: &Matrix,
        share: &mut Share,
        gradients: &mut Gradients,
    ) -> (f32, Matrix) {
        let mut with_dropout = |layer: &Trainee| {
            let mut out = layer.forward(hidden);
            leaky(out.values_mut());
            let factors = dropout(out.values().len(), self.dropout, &mut share.random);
            let factors = Matrix::new(out.columns(), factors);
            out.scale(&factors);
            (out, factors)
        };
        let (heads, head_factors) = with_dropout(&step.roles[0]);
        let (dependents, dependent_factors) = with_dropout(&step.roles[1]);
        let queries = step.query.forward(&dependents);
        let mut head_slope = Matrix::zeros(hidden.rows(), heads.columns());
        let mut query_slope = head_slope.clone();
        let mut loss = 0.0;
        for (example, rows) in self.of(share).into_iter().zip(&share.sequences) {
            let block = |matrix: &Matrix| matrix.block(rows.clone(), 0..matrix.columns());
            let mut scores = step.arcs.scores(block(&heads), block(&queries));
            for word in 0..scores.rows() {
                scores.row_mut(word)[word + 1] = f32::NEG_INFINITY;
            }
            let gold = example
                .heads
                .iter()
                .map(|head| Some(head.map_or(0, |h| h + 1)));
            loss += log_loss(&mut scores, &gold.collect::<Vec<_>>(), share.scale);
            for word in 0..scores.rows() {
                let at = rows.start + word;
                for (column, &slope) in scores.row(word).iter().enumerate() {
                    let Some(head) = column.checked_sub(1) else {
                        let root = gradients.get_mut(self.places.arc_root).values_mut();
                        add_scaled(root, queries.row(at), slope);
                        add_scaled(query_slope.row_mut(at), &step.arcs.root, slope);
                        continue;
                    };
                    let other = rows.start + head;
                    let distances = gradients.get_mut(self.places.distances).values_mut();
                    distances[distance(word, head)] += slope;
                    add_scaled(query_slope.row_mut(at), heads.row(other), slope);
                    add_scaled(head_slope.row_mut(other), queries.row(at), slope);
                }
            }
        }
        let mut slope = step.query.backward(&dependents, &query_slope, gradients);
        slope.scale(&dependent_factors);
        leaky_backward(dependents.values(), slope.values_mut());
        let mut sum = step.roles[1].backward(hidden, &slope, gradients);
        head_slope.scale(&head_factors);
        leaky_backward(heads.values(), head_slope.values_mut());
        sum.add(&step.roles[0].backward(hidden, &head_slope, gradients));
        (loss, sum)
    }

    /// Loss of the gold labels of the gold arcs, and the slopes of what the encoder gave.
    fn labels(
        &self,
        step: &Step,
        hidden: &Matrix,
        share: &Share,
        gold: &[Option<usize>],
        gradients: &mut Gradients,
    ) -> (f32, Matrix) {
        let heads: Vec<Option<usize>> = self
            .of(share)
            .into_iter()
            .zip(&share.sequences)
            .flat_map(|(e, s)| e.heads.iter().map(|head| head.map(|head| head + s.start)))
            .collect();
        let as_heads = step.roles[2].forward(hidden);
        let mut arcs = step.roles[3].forward(hidden);
        step.labels
            .make_arcs(|head| as_heads.row(head), &mut arcs, &heads);
        let mut scores = step.label_out.forward(&arcs);
        let loss = log_loss(&mut scores, gold, share.scale);
        let mut slope = step.label_out.backward(&arcs, &scores, gradients);
        leaky_backward(arcs.values(), slope.values_mut());
        let mut head_slope = Matrix::zeros(hidden.rows(), as_heads.columns());
        for (word, head) in heads.iter().enumerate() {
            let sum = match head {
                Some(head) => head_slope.row_mut(*head),
                None => gradients.get_mut(self.places.label_root).values_mut(),
            };
            add_scaled(sum, slope.row(word), 1.0);
        }
        let mut sum = step.roles[2].backward(hidden, &head_slope, gradients);
        sum.add(&step.roles[3].backward(hidden, &slope, gradients));
        (loss, sum)
    }
}
