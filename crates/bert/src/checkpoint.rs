use crate::BertError;
use crate::architecture::{Architecture, Head};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The configuration of a checkpoint: which network it is and what its outputs mean.
#[derive(Debug)]
pub(crate) struct Checkpoint {
    pub(crate) folder: PathBuf,
    pub(crate) architecture: Architecture,
    pub(crate) config: Value,
    /// What each output of the classifier stands for, in their order.
    pub(crate) labels: Vec<String>,
}

/// Fields whose other values rust-bert does not compute, with the value that it does.
const FIXED: [(&str, &str, &str); 2] = [
    (
        "position_embedding_type",
        "absolute",
        "position_embedding_type \"absolute\"",
    ),
    ("is_decoder", "false", "is_decoder false"),
];

impl Checkpoint {
    /// Reads `config.json` of a folder, for this head.
    pub(crate) fn open(folder: &Path, head: Head) -> Result<Self, BertError> {
        let path = config_path(folder);
        let bytes = read(folder, "config.json")?;
        let config: Value = serde_json::from_slice(&bytes).map_err(|source| BertError::Config {
            path: path.clone(),
            architecture: "transformer".to_owned(),
            source: source.into(),
        })?;
        let refuse = |expected, found: &Value| BertError::Architecture {
            path: path.clone(),
            expected,
            found: shown(found),
        };
        let model_type = &config["model_type"];
        let architecture = model_type
            .as_str()
            .and_then(Architecture::of_model_type)
            .filter(|architecture| architecture.has(head))
            .ok_or_else(|| refuse(head.model_types(), model_type))?;
        let class = &config["architectures"][0];
        if class.as_str().is_some_and(|c| !c.ends_with(head.suffix())) {
            return Err(refuse(head.expected_class(), class));
        }
        for (field, value, expected) in FIXED {
            let found = &config[field];
            if !found.is_null() && shown(found) != value {
                return Err(refuse(expected, found));
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
            architecture,
            labels: labels(&config, &path)?,
            config,
        })
    }

    /// The folder's own name.
    pub(crate) fn name(&self) -> String {
        let full = self.folder.canonicalize();
        let name = full.as_deref().unwrap_or(&self.folder).file_name();
        name.map_or(String::new(), |name| name.to_string_lossy().into_owned())
    }

    /// A number of the configuration.
    pub(crate) fn number(&self, field: &'static str) -> Result<usize, BertError> {
        let number = self.config[field].as_u64();
        number
            .map(|n| n as usize)
            .ok_or_else(|| self.unfit(format!("expected a number as {field}").into()))
    }

    /// The most pieces that the network has positions for.
    pub(crate) fn positions(&self) -> Result<usize, BertError> {
        let positions = self.number("max_position_embeddings")?;
        Ok(positions.saturating_sub(self.architecture.unused_positions()))
    }

    /// The piece that fills up a batch.
    pub(crate) fn padding(&self) -> i64 {
        let fallback = self.architecture.padding();
        self.config["pad_token_id"].as_i64().unwrap_or(fallback)
    }

    /// The error that the configuration is not of its architecture.
    pub(crate) fn unfit(&self, source: Box<dyn std::error::Error + Send + Sync>) -> BertError {
        BertError::Config {
            path: config_path(&self.folder),
            architecture: self.architecture.name().to_owned(),
            source,
        }
    }
}

/// A value without the quotation marks of a text.
fn shown(value: &Value) -> String {
    value.as_str().map_or(value.to_string(), str::to_owned)
}

pub(crate) fn config_path(folder: &Path) -> PathBuf {
    folder.join("config.json")
}

/// The bytes of a file that must be there.
pub(crate) fn read(folder: &Path, file: &'static str) -> Result<Vec<u8>, BertError> {
    let path = folder.join(file);
    if !path.is_file() {
        return Err(BertError::MissingFile {
            folder: folder.to_owned(),
            expected: file,
        });
    }
    fs::read(&path).map_err(|source| BertError::Io { path, source })
}

fn labels(config: &Value, path: &Path) -> Result<Vec<String>, BertError> {
    let refuse = |found: &str| BertError::Labels {
        path: path.to_owned(),
        expected: "id2label with a label for each number from 0".to_owned(),
        found: found.to_owned(),
    };
    let listed = config["id2label"].as_object().ok_or(refuse("none"))?;
    let label = |number: usize| listed.get(&number.to_string()).and_then(Value::as_str);
    let labels: Option<Vec<String>> = (0..listed.len())
        .map(|number| label(number).map(str::to_owned))
        .collect();
    labels
        .filter(|labels| !labels.is_empty())
        .ok_or_else(|| refuse(&config["id2label"].to_string()))
}
