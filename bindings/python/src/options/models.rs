//! The models that work: those inside, or those of files.

use super::Options;
use crate::error::{ModelError, OptionError, told};
use newsgraph::{Model, Models};
use pyo3::PyResult;
use std::path::Path;

/// The models that can be replaced.
const REPLACEABLE: [Model; 7] = [
    Model::Names,
    Model::Relations,
    Model::Quotes,
    Model::Syntax,
    Model::Coreference,
    Model::Triples,
    Model::Vectors,
];

/// The models that are asked for, each own one of its task.
pub(super) fn models(options: &Options<'_>) -> PyResult<Models> {
    let mut models = match &options.models {
        Some(folder) if !folder.is_dir() => {
            let message = format!("models: there is no folder {}", folder.display());
            return Err(ModelError::new_err(message));
        }
        Some(folder) => Models::folder(folder),
        None => Models::embedded(),
    };
    let own = options.model.iter().flatten();
    for (task, file) in own.clone() {
        models = models.with_file(of_task(task)?, file);
    }
    for (task, file) in own {
        is_of_task(&models, of_task(task)?, file)?;
    }
    Ok(models)
}

fn of_task(task: &str) -> PyResult<Model> {
    let model = Model::named(task).filter(|model| REPLACEABLE.contains(model));
    model.ok_or_else(|| {
        let known = REPLACEABLE.map(Model::name).join(", ");
        OptionError::new_err(format!(
            "model: there is no task {task:?} with a model; choose from {known}"
        ))
    })
}

/// Refuses a file whose model is of another task.
fn is_of_task(models: &Models, model: Model, file: &Path) -> PyResult<()> {
    let found = models
        .file(model)
        .map_err(|error| ModelError::new_err(told(&error)))?;
    if found.task() == model.name() {
        return Ok(());
    }
    let (task, found) = (model.name(), found.task());
    Err(ModelError::new_err(format!(
        "model: {} was given for {task}, and is a model of {found}",
        file.display()
    )))
}
