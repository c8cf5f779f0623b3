use newsgraph::Component;
use newsgraph::document::Layer;
use newsgraph_arrow::{Table, TableSet};

/// What a function gives for a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Fact {
    /// The rows of a table.
    Rows(Table),
    /// The rows of every table.
    All,
}

impl Fact {
    /// Every function.
    pub(crate) const ALL: [Self; 8] = [
        Self::Rows(Table::Sentences),
        Self::Rows(Table::Mentions),
        Self::Rows(Table::Entities),
        Self::Rows(Table::Quotes),
        Self::Rows(Table::Relations),
        Self::Rows(Table::Triples),
        Self::Rows(Table::Values),
        Self::All,
    ];

    /// The function's name: that of the table, but that VALUES is a word of SQL.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Rows(Table::Values) => "values_of",
            Self::Rows(table) => table.as_str(),
            Self::All => "annotate",
        }
    }

    /// The tables whose rows it gives; that of the texts tells the layers of a document.
    pub(crate) fn tables(self) -> TableSet {
        match self {
            Self::Rows(table) => table.into(),
            Self::All => TableSet::ALL,
        }
    }

    /// The components whose work the rows show, in the order of the pipeline.
    pub(crate) fn components(self) -> Vec<Component> {
        match self {
            // What is appended to the mentions later is no value.
            Self::Rows(Table::Values) => vec![Component::Tokenize, Component::Ner],
            Self::Rows(Table::Sentences) => Component::for_layers(&[Layer::Sentences]),
            Self::Rows(Table::Mentions | Table::Entities | Table::Quotes) => {
                Component::for_layers(&[Layer::Entities])
            }
            Self::Rows(Table::Relations) => {
                Component::for_layers(&[Layer::Entities, Layer::Relations])
            }
            Self::Rows(Table::Triples) => Component::for_layers(&[Layer::Entities, Layer::Triples]),
            Self::Rows(_) | Self::All => Component::ALL.to_vec(),
        }
    }
}
