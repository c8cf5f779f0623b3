use crate::options::unit;
use crate::types::value_of_json;
use newsgraph::Document;
use newsgraph::document::OffsetUnit;
use wasm_bindgen::prelude::*;

/// A text with what was found in it.
#[wasm_bindgen(js_name = AnnotatedDocument)]
#[derive(Debug)]
pub struct Annotated(Document);

impl Annotated {
    pub(crate) fn new(document: Document) -> Self {
        Self(document)
    }
}

#[wasm_bindgen(js_class = AnnotatedDocument)]
impl Annotated {
    /// All that was found, with positions that `text.slice` takes.
    #[wasm_bindgen(unchecked_return_type = "Facts")]
    pub fn facts(&self) -> JsValue {
        value_of_json(&newsgraph_export::to_json(&self.0, OffsetUnit::Utf16))
    }

    /// The same as JSON, the bytes that `newsgraph annotate --format jsonl` writes for a document.
    #[expect(clippy::needless_pass_by_value, reason = "the macro gives values")]
    pub fn json(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "OffsetUnit")] offsets: JsValue,
    ) -> Result<String, JsError> {
        Ok(newsgraph_export::to_json(&self.0, unit(&offsets)?))
    }

    /// The report for a person to read, a page of HTML that needs nothing else.
    pub fn report(&self) -> String {
        newsgraph_export::to_html(&self.0)
    }
}
