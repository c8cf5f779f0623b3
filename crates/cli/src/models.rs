//! The models that work: those inside, or those of files.

use crate::Usage;
use crate::args::HowArguments;
use crate::messages::say;
use crate::own_model::OwnModel;
use anyhow::{Context, Result};
use newsgraph::{Component, Model, Models};
use std::path::PathBuf;

/// Whether another model of relations is asked for than what sentences state.
pub(crate) fn has_own_relations(how: &HowArguments) -> bool {
    how.model.iter().any(|own| own.model == Model::Relations)
}

/// The files that are named, which no output may overwrite.
pub(crate) fn files(how: &HowArguments) -> impl Iterator<Item = &PathBuf> {
    how.model.iter().map(|own| &own.file)
}

/// The models that are asked for, each own one of its task. What was trained on another model than the one that works
/// is told.
pub(crate) fn models(how: &HowArguments, used: &[Component]) -> Result<Models> {
    let mut models = match &how.models {
        Some(folder) if !folder.is_dir() => {
            let message = format!("--models {}: there is no such folder", folder.display());
            return Err(Usage(message).into());
        }
        Some(folder) => Models::folder(folder),
        None => Models::embedded(),
    };
    for (at, own) in how.model.iter().enumerate() {
        if how.model[..at].iter().any(|other| other.model == own.model) {
            let message = format!(
                "--model {}: given twice; name one file for it",
                own.model.name()
            );
            return Err(Usage(message).into());
        }
        models = models.with_file(own.model, &own.file);
    }
    for own in &how.model {
        is_of_task(&models, own)?;
    }
    if !how.model.is_empty() || how.models.is_some() {
        note_others(&models, used, has_own_relations(how))?;
    }
    Ok(models)
}

/// Refuses a file whose model is of another task.
fn is_of_task(models: &Models, own: &OwnModel) -> Result<()> {
    let option = || format!("--model {}={}", own.model.name(), own.file.display());
    let file = models.file(own.model).with_context(option)?;
    let found = file.task();
    if found == own.model.name() {
        return Ok(());
    }
    let mend = match Model::named(found).filter(|model| Model::OF_TASKS.contains(model)) {
        Some(_) => format!("; give it as --model {found}={}", own.file.display()),
        None => String::new(),
    };
    let message = format!("{}: that is a model of {found}{mend}", option());
    Err(Usage(message).into())
}

/// The component that a model is of; none where several read it, or no component of the pipeline does.
pub(crate) fn component_of(model: Model) -> Option<Component> {
    Component::named(model.name())
}

/// Tells which of the models that work were trained on what others give that do not.
fn note_others(models: &Models, used: &[Component], own_relations: bool) -> Result<()> {
    let is_used = |model: &Model| {
        component_of(*model).is_some_and(|component| used.contains(&component))
            && (*model != Model::Relations || own_relations)
    };
    let used: Vec<Model> = Model::ALL.into_iter().filter(is_used).collect();
    let changed = models.changed_upstream(&used);
    for (name, trained) in changed.context("--models, --model")? {
        let tasks: Vec<&str> = trained.into_iter().map(Model::name).collect();
        say(&format!(
            "newsgraph: trained on what {name} finds, which another model does here: {}; expect less of them",
            tasks.join(", ")
        ));
    }
    Ok(())
}
