use crate::BertError;
use crate::architecture::{Architecture, Head};
use crate::backend::{guarded, message};
use crate::checkpoint::Checkpoint;
use crate::deberta::{Deberta, SequenceClassifier, TokenClassifier};
use crate::weights::Weights;
use rust_bert::RustBertError;
use rust_bert::bert::{BertForSequenceClassification, BertForTokenClassification};
use rust_bert::distilbert::{DistilBertForTokenClassification, DistilBertModelClassifier};
use rust_bert::electra::ElectraForTokenClassification;
use rust_bert::roberta::{RobertaForSequenceClassification, RobertaForTokenClassification};
use serde_json::Value;
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tch::{Device, Tensor, nn};

type Forward = Box<dyn Fn(&Tensor, &Tensor) -> Result<Tensor, RustBertError> + Send>;

/// A network with its weights.
pub(crate) struct Network {
    forward: Forward,
}

impl Network {
    /// Builds the network of a checkpoint over these weights, which it shares and does not copy.
    pub(crate) fn new(
        checkpoint: &Checkpoint,
        head: Head,
        weights: &Weights,
    ) -> Result<Self, BertError> {
        let mut store = nn::VarStore::new(Device::Cpu);
        let root = store.root();
        let (config, labels) = (&checkpoint.config, checkpoint.labels.len() as i64);
        let of_root = || build(checkpoint.architecture, head, &root, config, labels);
        let forward = match catch_unwind(AssertUnwindSafe(of_root)) {
            Ok(built) => built.map_err(|source| checkpoint.unfit(source))?,
            Err(panic) => return Err(checkpoint.unfit(message(&*panic).into())),
        };
        weights.fill(&store, checkpoint.labels.len())?;
        store.freeze();
        Ok(Self { forward })
    }

    /// The scores of the classifier for a batch: pieces in rows, and a mask that is 0 where a row is
    /// filled up.
    pub(crate) fn forward(&self, pieces: &Tensor, mask: &Tensor) -> Result<Tensor, BertError> {
        let _guard = tch::no_grad_guard();
        guarded("ran the network", || (self.forward)(pieces, mask))
    }
}

fn build(
    architecture: Architecture,
    head: Head,
    root: &nn::Path<'_>,
    config: &Value,
    labels: i64,
) -> Result<Forward, Box<dyn Error + Send + Sync>> {
    /// The model of this type with a closure that calls it.
    macro_rules! network {
        ($model:ty) => {
            network!($model, |net, pieces, mask| Ok(net
                .forward_t(Some(pieces), Some(mask), None, None, None, false)
                .logits))
        };
        ($model:ty, |$net:ident, $pieces:ident, $mask:ident| $call:expr) => {{
            let config = serde_json::from_value(config.clone())?;
            let $net = <$model>::new(root, &config)?;
            Box::new(move |$pieces: &Tensor, $mask: &Tensor| $call)
        }};
    }
    Ok(match (architecture, head) {
        (Architecture::Bert, Head::Tokens) => network!(BertForTokenClassification),
        (Architecture::Bert, Head::Sequence) => network!(BertForSequenceClassification),
        (Architecture::Roberta, Head::Tokens) => network!(RobertaForTokenClassification),
        (Architecture::Roberta, Head::Sequence) => network!(RobertaForSequenceClassification),
        (Architecture::DistilBert, Head::Tokens) => {
            network!(DistilBertForTokenClassification, |net, pieces, mask| Ok(
                net.forward_t(Some(pieces), Some(mask), None, false)?.logits
            ))
        }
        (Architecture::DistilBert, Head::Sequence) => {
            network!(DistilBertModelClassifier, |net, pieces, mask| Ok(net
                .forward_t(Some(pieces), Some(mask), None, false)?
                .logits))
        }
        (Architecture::Electra, _) => {
            network!(ElectraForTokenClassification, |net, pieces, mask| {
                // Unlike the others it adds the mask to the scores of attention as it stands.
                let mask = (mask - 1) * 10_000;
                Ok(net
                    .forward_t(Some(pieces), Some(&mask), None, None, None, false)
                    .logits)
            })
        }
        (Architecture::Deberta(version), head) => {
            let deberta = Deberta::new(root, config, version)?;
            match head {
                Head::Tokens => {
                    let net = TokenClassifier::new(root, deberta, labels);
                    Box::new(move |pieces, mask| Ok(net.forward(pieces, mask)))
                }
                Head::Sequence => {
                    let net = SequenceClassifier::new(root, deberta, labels);
                    Box::new(move |pieces, mask| Ok(net.forward(pieces, mask)))
                }
            }
        }
    })
}
