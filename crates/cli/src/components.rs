//! The components that run: those that are named, or those that the wanted layers need.

use crate::Usage;
use crate::args::{ActName, AnnotateArguments, HowArguments, LabelsName};
use crate::models::{component_of, has_own_relations, models};
use anyhow::{Context, Result};
use newsgraph::document::{Act, Annotator, Layer};
use newsgraph::ner::{DateOrder, EntityPatterns, EntityRecognizer, ValueRecognizer};
use newsgraph::quote::QuoteAttributor;
use newsgraph::{Component, Models, Pipeline, PipelineError};
use newsgraph_export::Field;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// The components that are asked for, in the pipeline's order. No other is loaded.
pub(crate) fn pipeline(arguments: &AnnotateArguments) -> Result<Pipeline> {
    let chosen = chosen(arguments)?;
    each_has_its_component(arguments, &chosen)?;
    find_what_they_read(&chosen, arguments.how.patterns.as_deref())?;
    of(chosen, &arguments.how)
}

/// These components, which stand in the pipeline's order, in the way that is asked for.
pub(crate) fn of(
    chosen: impl IntoIterator<Item = Component>,
    how: &HowArguments,
) -> Result<Pipeline> {
    let chosen: Vec<Component> = chosen.into_iter().collect();
    let models = models(how, &chosen)?;
    let mut pipeline = Pipeline::builder();
    for component in chosen {
        pipeline = pipeline.with(load(component, how, &models)?);
    }
    let usage = |error: PipelineError| Usage(format!("--components: {error}"));
    Ok(pipeline.build().map_err(usage)?)
}

/// A component in the way that is asked for.
pub(crate) fn load(
    component: Component,
    how: &HowArguments,
    models: &Models,
) -> Result<Arc<dyn Annotator>> {
    let is_learned = how.labels == LabelsName::Dwie || has_own_relations(how);
    Ok(match component {
        Component::Ner => Arc::new(recognizer(how, models)?),
        Component::Quote => Arc::new(attributor(how, models)?),
        Component::Relation if is_learned => Arc::new(models.relations()?),
        other => models.component(other).context("the models do not load")?,
    })
}

/// The components by their names, or those that the layers need.
fn chosen(arguments: &AnnotateArguments) -> Result<Vec<Component>> {
    let Some(names) = &arguments.components else {
        let fields = arguments.layers.as_deref().unwrap_or(&Field::ALL);
        let layers: Vec<Layer> = fields.iter().flat_map(|f| f.layers()).copied().collect();
        return Ok(Component::for_layers(&layers));
    };
    if let Some(unknown) = names.iter().find(|name| Component::named(name).is_none()) {
        let known = Component::ALL.map(Component::name).join(", ");
        let message = format!("there is no component {unknown:?}; choose from {known}");
        return Err(Usage(message).into());
    }
    let is_named = |component: &Component| names.iter().any(|name| name == component.name());
    Ok(Component::ALL.into_iter().filter(is_named).collect())
}

/// Refuses options that would do nothing, since the component that they are for is not among those that are chosen.
fn each_has_its_component(arguments: &AnnotateArguments, chosen: &[Component]) -> Result<()> {
    let needs = |option: &str, component: Component| {
        if chosen.contains(&component) {
            return Ok(());
        }
        let mend = match (&arguments.components, &arguments.layers) {
            (None, Some(fields)) => instead(fields, component),
            _ => "; add it to --components".to_owned(),
        };
        let component = component.name();
        Err(Usage(format!(
            "{option} needs the component {component}{mend}"
        )))
    };
    let how = &arguments.how;
    let options = [
        ("--acts", has_acts(how), Component::Quote),
        ("--min-score", how.min_score.is_some(), Component::Quote),
        (
            "--labels",
            how.labels == LabelsName::Dwie,
            Component::Relation,
        ),
        ("--patterns", how.patterns.is_some(), Component::Ner),
        ("--day-first", how.day_first, Component::Ner),
    ];
    for (option, _, component) in options.into_iter().filter(|&(_, asked, _)| asked) {
        needs(option, component)?;
    }
    for own in &how.model {
        if let Some(component) = component_of(own.model) {
            needs(&format!("--model {}", component.name()), component)?;
        }
    }
    for field in arguments.layers.iter().flatten() {
        if let Some(setter) = setter(*field) {
            needs(&format!("--layers {field}"), setter)?;
        }
    }
    Ok(())
}

/// Refuses components that read what none before them sets, and names all that are missing and the whole list.
fn find_what_they_read(chosen: &[Component], patterns: Option<&Path>) -> Result<()> {
    let mut wanted: Vec<Component> = chosen.to_vec();
    let mut missing: Vec<String> = Vec::new();
    let reads_lemmas = match patterns {
        Some(path) => own_patterns(path)?.reads_lemmas(),
        None => false,
    };
    // Whatever is added stands before what reads it, so that it is seen later in this walk.
    for component in Component::ALL.into_iter().rev() {
        if !wanted.contains(&component) {
            continue;
        }
        let lemmas = reads_lemmas && component == Component::Ner;
        let read = component.requires().iter().chain(component.extends());
        let read = read.copied().chain(lemmas.then_some(Layer::Syntax));
        let setters: BTreeSet<Component> = read.filter_map(Component::setter).collect();
        let others = setters.iter().filter(|setter| !chosen.contains(setter));
        let names: Vec<&str> = others.map(|setter| setter.name()).collect();
        if chosen.contains(&component) && !names.is_empty() {
            missing.push(format!("{} needs {}", component.name(), names.join(", ")));
        }
        wanted.extend(setters);
    }
    if missing.is_empty() {
        return Ok(());
    }
    let is_wanted = |component: &Component| wanted.contains(component);
    let whole = Component::ALL.into_iter().filter(is_wanted);
    let whole: Vec<&str> = whole.map(Component::name).collect();
    missing.reverse();
    Err(Usage(format!(
        "--components: {}; give --components {}",
        missing.join("; "),
        whole.join(",")
    ))
    .into())
}

/// Whether other acts are asked for than the usual ones.
fn has_acts(how: &HowArguments) -> bool {
    ActName::acts(&how.acts) != Act::TOLD
}

/// The component that sets what a field tells of.
fn setter(field: Field) -> Option<Component> {
    field.layers().first().copied().and_then(Component::setter)
}

/// What to choose so that a component runs that these fields do not need.
fn instead(fields: &[Field], component: Component) -> String {
    let chosen: Vec<&str> = fields.iter().map(|field| field.as_str()).collect();
    let start = format!(", which --layers {} does not run", chosen.join(","));
    let sets = |field: &Field| setter(*field) == Some(component);
    match Field::ALL.into_iter().find(sets) {
        Some(field) => format!("{start}; add {field} to --layers"),
        None => start,
    }
}

/// What finds names and values, in the way that is asked for.
fn recognizer(how: &HowArguments, models: &Models) -> Result<EntityRecognizer> {
    let mut recognizer = models.recognizer()?;
    if let Some(patterns) = &how.patterns {
        recognizer = recognizer.with_patterns(own_patterns(patterns)?);
    }
    if how.day_first {
        let values = ValueRecognizer::default().with_date_order(DateOrder::DayFirst);
        recognizer = recognizer.with_values(values);
    }
    Ok(recognizer)
}

/// What finds quotes, in the way that is asked for.
pub(crate) fn attributor(how: &HowArguments, models: &Models) -> Result<QuoteAttributor> {
    let mut quotes = models.attributor()?;
    if has_acts(how) || how.min_score.is_some() {
        quotes = quotes.with_acts(&ActName::acts(&how.acts));
    }
    Ok(match how.min_score {
        Some(least) => quotes.with_threshold(least),
        None => quotes,
    })
}

pub(crate) fn own_patterns(path: &Path) -> Result<EntityPatterns> {
    EntityPatterns::load(path).with_context(|| format!("--patterns {}", path.display()))
}
