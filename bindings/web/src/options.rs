use crate::types::json_of_value;
use newsgraph::document::{Date, Layer, OffsetUnit};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsError, JsValue};

/// The longest text, so that its facts find place in the memory that there is and in the longest string of an engine.
const MOST_BYTES: usize = 16 << 20;

/// What `english` lets one choose.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PipelineOptions {
    /// The layers that are wanted; all without it.
    layers: Option<Vec<String>>,
}

/// What `annotate` is told of a text.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DocumentOptions {
    id: Option<String>,
    date: Option<String>,
}

impl PipelineOptions {
    pub(crate) fn layers(&self) -> Result<Vec<Layer>, JsError> {
        match &self.layers {
            None => Ok(Layer::ALL.to_vec()),
            Some(names) => names.iter().map(|name| layer(name)).collect(),
        }
    }
}

impl DocumentOptions {
    pub(crate) fn id(&self) -> &str {
        self.id.as_deref().unwrap_or_default()
    }

    pub(crate) fn date(&self) -> Result<Option<Date>, JsError> {
        match self.date.as_deref() {
            None | Some("") => Ok(None),
            Some(date) => {
                let parsed = date.parse();
                Ok(Some(
                    parsed.map_err(|error| told(&format!("date: {error}")))?,
                ))
            }
        }
    }
}

/// The options of a call, which may be left out.
pub(crate) fn options<T: Default + DeserializeOwned>(
    call: &str,
    value: &JsValue,
) -> Result<T, JsError> {
    if value.is_undefined() || value.is_null() {
        return Ok(T::default());
    }
    let json = json_of_value(value).ok().and_then(|json| json.as_string());
    let json = json.filter(|_| value.is_object());
    let json = json.ok_or_else(|| unlike(call, "an object of options", value))?;
    serde_json::from_str(&json).map_err(|error| told(&format!("{call}: {}", without_place(&error))))
}

/// What is wrong with JSON, without the place in a text that nobody wrote.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message
        .strip_suffix(&place)
        .map(str::to_owned)
        .unwrap_or(message)
}

/// A text that a call was given.
pub(crate) fn text(call: &str, value: &JsValue) -> Result<String, JsError> {
    let text = value
        .as_string()
        .ok_or_else(|| unlike(call, "a text", value))?;
    if text.len() > MOST_BYTES {
        return Err(told(&format!(
            "{call}: expected a text of at most {MOST_BYTES} bytes of UTF-8, found {}; split it into documents",
            text.len()
        )));
    }
    Ok(text)
}

/// The unit of positions: that of JavaScript without it.
pub(crate) fn unit(value: &JsValue) -> Result<OffsetUnit, JsError> {
    if value.is_undefined() {
        return Ok(OffsetUnit::Utf16);
    }
    let unit = value.as_string().as_deref().and_then(OffsetUnit::named);
    unit.ok_or_else(|| unlike("json", "\"byte\", \"char\" or \"utf16\"", value))
}

fn layer(name: &str) -> Result<Layer, JsError> {
    let found = Layer::ALL.into_iter().find(|layer| layer.key() == name);
    found.ok_or_else(|| {
        let known = Layer::ALL.map(Layer::key).join(", ");
        told(&format!("layers: expected some of {known}; found {name:?}"))
    })
}

fn unlike(call: &str, expected: &str, found: &JsValue) -> JsError {
    let found = match (found.as_string(), found.js_typeof().as_string()) {
        (Some(text), _) => format!("{text:?}"),
        (None, kind) => kind.unwrap_or_default(),
    };
    told(&format!("{call}: expected {expected}, found {found}"))
}

pub(crate) fn told(message: &str) -> JsError {
    JsError::new(message)
}
