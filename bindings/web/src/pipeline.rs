use crate::annotated::Annotated;
use crate::options::{DocumentOptions, PipelineOptions, options, text};
use newsgraph::{Document, Models};
use wasm_bindgen::prelude::*;

/// Components in their order, with their models.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Pipeline(newsgraph::Pipeline);

/// The pipeline for English news. Make it once: loading the models takes a tenth of a second. Throws for options that
/// are wrong.
///
/// The models have licences of their own, among them CC BY-NC-SA 4.0, which forbids commercial use.
#[wasm_bindgen]
#[expect(clippy::needless_pass_by_value, reason = "the macro gives values")]
pub fn english(
    #[wasm_bindgen(unchecked_optional_param_type = "PipelineOptions")] options: JsValue,
) -> Result<Pipeline, JsError> {
    let chosen: PipelineOptions = self::options("english", &options)?;
    let builder = Models::embedded().builder_for(&chosen.layers()?)?;
    Ok(Pipeline(builder.build()?))
}

#[wasm_bindgen]
impl Pipeline {
    /// Reads a text, which does not change. Throws for options that are wrong, and for more than 16 MiB; no other text is
    /// an error.
    #[expect(clippy::needless_pass_by_value, reason = "the macro gives values")]
    pub fn annotate(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "DocumentOptions")] options: JsValue,
    ) -> Result<Annotated, JsError> {
        let about: DocumentOptions = self::options("annotate", &options)?;
        let text = self::text("annotate", &text)?;
        let mut document = Document::new(about.id(), text)?.with_date(about.date()?);
        self.0.annotate(&mut document)?;
        Ok(Annotated::new(document))
    }
}
