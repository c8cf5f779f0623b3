//! Documents as JSON.

use crate::error::{NewsgraphError, OptionError, told};
use crate::unit;
use newsgraph::document::OffsetUnit;
use newsgraph_export::{ExportError, Field, Format, Writer, to_json};
use pyo3::prelude::*;

/// How JSON is written.
pub(crate) struct Json {
    unit: OffsetUnit,
    /// `None` for all of them.
    fields: Option<Vec<Field>>,
}

impl Json {
    /// In the unit and with the fields of these names.
    pub(crate) fn of(offsets: &str, layers: Option<Vec<String>>) -> PyResult<Self> {
        let fields = layers.map(|names| names.iter().map(|name| field(name)).collect());
        Ok(Self {
            unit: unit::named(offsets)?,
            fields: fields.transpose()?,
        })
    }

    /// A line without its end.
    pub(crate) fn write(&self, document: &newsgraph::Document) -> PyResult<String> {
        let Some(fields) = &self.fields else {
            return Ok(to_json(document, self.unit));
        };
        let failed = |error: ExportError| NewsgraphError::new_err(told(&error));
        let mut writer = Writer::new(Vec::new(), Format::Jsonl, self.unit).with_fields(fields);
        writer.write(document).map_err(failed)?;
        let mut line = writer.finish().map_err(failed)?;
        line.truncate(line.trim_ascii_end().len());
        Ok(String::from_utf8(line)?)
    }
}

fn field(name: &str) -> PyResult<Field> {
    let known = || Field::ALL.map(Field::as_str).join(", ");
    let error = |_| {
        OptionError::new_err(format!(
            "layers: there is no {name:?}; choose from {}",
            known()
        ))
    };
    name.parse().map_err(error)
}
