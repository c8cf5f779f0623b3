use crate::BertError;
use crate::checkpoint::Checkpoint;
use crate::deberta::{Deberta, SequenceClassifier, TokenClassifier, Version};
use crate::weights::Weights;
use rust_bert::RustBertError;
use rust_bert::bert::{BertForSequenceClassification, BertForTokenClassification};
use rust_bert::distilbert::{DistilBertForTokenClassification, DistilBertModelClassifier};
use rust_bert::electra::ElectraForTokenClassification;
use rust_bert::roberta::{RobertaForSequenceClassification, RobertaForTokenClassification};
use serde_json::Value;
use std::any::Any;
use std::error::Error;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tch::{Device, Tensor, nn};

/// What a checkpoint classifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    /// Each piece.
    Tokens,
    /// The window as a whole.
    Sequence,
}

impl Head {
    /// The values of `model_type` that can be loaded with this head.
    pub(crate) fn model_types(self) -> &'static str {
        match self {
            Self::Tokens => {
                "model_type bert, distilbert, roberta, xlm-roberta, camembert, electra, deberta or deberta-v2"
            }
            Self::Sequence => {
                "model_type bert, distilbert, roberta, xlm-roberta, camembert, deberta or deberta-v2"
            }
        }
    }

    /// How the names of fitting classes end.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::Tokens => "ForTokenClassification",
            Self::Sequence => "ForSequenceClassification",
        }
    }

    pub(crate) fn expected_class(self) -> &'static str {
        match self {
            Self::Tokens => "architectures [\"...ForTokenClassification\"]",
            Self::Sequence => "architectures [\"...ForSequenceClassification\"]",
        }
    }
}

/// A kind of network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Architecture {
    Bert,
    DistilBert,
    Roberta,
    Electra,
    Deberta(Version),
}

impl Architecture {
    /// The network of this `model_type`.
    pub(crate) fn of_model_type(name: &str) -> Option<Self> {
        Some(match name {
            "bert" => Self::Bert,
            "distilbert" => Self::DistilBert,
            "roberta" | "xlm-roberta" | "camembert" => Self::Roberta,
            "electra" => Self::Electra,
            "deberta" => Self::Deberta(Version::One),
            "deberta-v2" => Self::Deberta(Version::Two),
            _ => return None,
        })
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Bert => "BERT",
            Self::DistilBert => "DistilBERT",
            Self::Roberta => "RoBERTa",
            Self::Electra => "ELECTRA",
            Self::Deberta(Version::One) => "DeBERTa",
            Self::Deberta(Version::Two) => "DeBERTa-v2",
        }
    }

    pub(crate) fn has(self, head: Head) -> bool {
        head == Head::Tokens || self != Self::Electra
    }

    /// Positions that no piece takes: RoBERTa counts from behind its padding.
    pub(crate) fn unused_positions(self) -> usize {
        if self == Self::Roberta { 2 } else { 0 }
    }

    /// The padding where the configuration names none.
    pub(crate) fn padding(self) -> i64 {
        i64::from(self == Self::Roberta)
    }
}

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

/// Calls libtorch. Where it throws, tch panics with its message; that becomes an error.
pub(crate) fn guarded<T, E: Display>(
    during: &'static str,
    call: impl FnOnce() -> Result<T, E>,
) -> Result<T, BertError> {
    let message = match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(value)) => return Ok(value),
        Ok(Err(error)) => error.to_string(),
        Err(panic) => message(&*panic),
    };
    Err(BertError::Backend { during, message })
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no message").to_owned()
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
