//! What a document holds of each layer, and how it is read.

use crate::made::{Entities, Made, Maker, Mentions};
use crate::spans::Spans;
use crate::table::layer_table;
use crate::{
    DocumentError, Entity, EntityId, Layer, Mention, MentionId, Quote, QuoteMark, Relation,
    Sentence, Span, Syntax, Token, TokenizedText, Triple,
};

macro_rules! storage {
    ($(
        $(#[$doc:meta])*
        $layer:ident $name:literal rests on [$($below:ident)*] {
            kept as $kept:ty, checked by $check:path;
            $(#[$read_doc:meta])*
            read by $field:ident -> $view:ty;
            $(#[$set_doc:meta])*
            set by $set:ident($given:ty);
        }
    )*) => {
        /// What a document holds of each layer.
        #[derive(Clone, Debug, Default, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub(crate) struct Layers {
            $( pub(crate) $field: Option<Made<$kept>>, )*
        }

        impl Layers {
            $(
                pub(crate) fn $field(&self) -> Result<&$view, DocumentError> {
                    match &self.$field {
                        Some(made) => Ok(&made.items),
                        None => Err(DocumentError::MissingLayer { wanted: Layer::$layer }),
                    }
                }
            )*

            pub(crate) fn maker(&self, layer: Layer) -> Option<&Maker> {
                match layer {
                    $( Layer::$layer => self.$field.as_ref().map(|made| &made.by), )*
                }
            }

            /// Passes each span of each layer.
            pub(crate) fn each_span(&mut self, pass: &dyn Fn(&mut Span)) {
                $(
                    if let Some(made) = &mut self.$field {
                        made.items.each_span(pass);
                    }
                )*
            }

            pub(crate) fn drop(&mut self, layer: Layer) {
                match layer {
                    $( Layer::$layer => self.$field = None, )*
                }
            }
        }
    };
}

layer_table!(storage);

impl Layers {
    pub(crate) fn entity_of(&self, mention: MentionId) -> Option<EntityId> {
        self.entities.as_ref()?.items.of(mention)
    }
}

/// The text and the layers that are there already, for the check of a further one.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub(crate) text: &'a str,
    pub(crate) layers: &'a Layers,
}

impl<'a> Ground<'a> {
    pub(crate) fn tokenized(self) -> Result<TokenizedText<'a>, DocumentError> {
        Ok(TokenizedText {
            text: self.text,
            tokens: self.layers.tokens()?,
            sentences: self.layers.sentences()?,
        })
    }
}
