//! Models of one's own as the command line names them.

use newsgraph::Model;
use std::path::PathBuf;
use std::str::FromStr;

/// A model of one's own as the command line names it: `ner=own.model`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OwnModel {
    pub(crate) model: Model,
    pub(crate) file: PathBuf,
}

impl FromStr for OwnModel {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || Model::OF_TASKS.map(Model::name).join(", ");
        let (name, file) = text
            .split_once('=')
            .filter(|(_, file)| !file.is_empty())
            .ok_or_else(|| {
                format!(
                    "expected TASK=FILE, such as ner=own.model, with {}",
                    known()
                )
            })?;
        let model = Model::named(name).filter(|model| Model::OF_TASKS.contains(model));
        let model = model.ok_or_else(|| {
            format!(
                "there is no task {name:?} with a model; choose from {}",
                known()
            )
        })?;
        Ok(Self {
            model,
            file: file.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_has_a_task_and_a_file() {
        let own: OwnModel = "ner=a=b.model".parse().unwrap();
        assert_eq!(
            (own.model.name(), own.file),
            ("ner", PathBuf::from("a=b.model"))
        );
        for (text, message) in [
            ("own.model", "expected TASK=FILE"),
            ("ner=", "expected TASK=FILE"),
            ("quotes=own.model", "no task \"quotes\""),
        ] {
            let error = text.parse::<OwnModel>().unwrap_err();
            assert!(error.contains(message), "{error}");
        }
    }
}
