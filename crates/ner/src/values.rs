use newsgraph_document::{Date, Mention, TokenizedText};

/// Finds dates, times, amounts.
#[derive(Clone, Debug, Default)]
pub struct ValueRecognizer;

impl ValueRecognizer {
    /// Values.
    pub fn recognize(&self, _text: TokenizedText<'_>, _date: Option<Date>) -> Vec<Mention> {
        Vec::new()
    }
}
