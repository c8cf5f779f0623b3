//! The models that work: those inside, or those of files.

use super::Options;
use crate::error::{ModelError, OptionError, told};
use newsgraph::{Component, Model, Models};
use pyo3::exceptions::PyUserWarning;
use pyo3::prelude::*;
use std::ffi::CString;
use std::path::Path;

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
    let model = Model::named(task).filter(|model| Model::OF_TASKS.contains(model));
    model.ok_or_else(|| {
        let known = Model::OF_TASKS.map(Model::name).join(", ");
        OptionError::new_err(format!(
            "model: there is no task {task:?} with a model; choose from {known}"
        ))
    })
}

/// Warns of models that were trained on what others find that do not work here.
pub(super) fn warn_of_others(
    py: Python<'_>,
    options: &Options<'_>,
    chosen: &[Component],
    models: &Models,
) -> PyResult<()> {
    if options.models.is_none() && options.model.is_none() {
        return Ok(());
    }
    let own_relations = options.has_own_relations();
    let is_used = |model: &Model| {
        Component::named(model.name()).is_some_and(|component| chosen.contains(&component))
            && (*model != Model::Relations || own_relations)
    };
    let used: Vec<Model> = Model::ALL.into_iter().filter(is_used).collect();
    let changed = models.changed_upstream(&used);
    for (name, trained) in changed.map_err(|error| ModelError::new_err(told(&error)))? {
        let tasks: Vec<&str> = trained.into_iter().map(Model::name).collect();
        let message = format!(
            "trained on what {name} finds, which another model does here: {}; expect less of them",
            tasks.join(", ")
        );
        let message = CString::new(message)?;
        PyErr::warn(py, &py.get_type::<PyUserWarning>(), &message, 1)?;
    }
    Ok(())
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
