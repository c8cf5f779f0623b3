//! Which networks there are and what they classify.

use crate::deberta::Version;

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
