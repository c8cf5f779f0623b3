//! The types that TypeScript cannot see from here.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const FACTS: &str = include_str!("facts.d.ts");

#[wasm_bindgen(typescript_custom_section)]
const OPTIONS: &str = include_str!("options.d.ts");

#[wasm_bindgen]
extern "C" {
    /// As JavaScript's own: text to a value.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse)]
    pub(crate) fn value_of_json(json: &str) -> JsValue;

    /// As JavaScript's own: a value to text, or to `undefined` where it is none that JSON has.
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = stringify)]
    pub(crate) fn json_of_value(value: &JsValue) -> Result<JsValue, JsValue>;
}
