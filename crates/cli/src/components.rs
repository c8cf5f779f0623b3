//! The components that run: those that are named, or those that the wanted layers need.

use crate::Usage;
use crate::args::{ActName, AnnotateArguments, LabelsName};
use anyhow::{Context, Result};
use newsgraph::document::{Act, Annotator, Layer};
use newsgraph::ner::{DateOrder, EntityPatterns, EntityRecognizer, ValueRecognizer};
use newsgraph::quote::QuoteAttributor;
use newsgraph::{Component, Models, Pipeline, PipelineError};
use newsgraph_export::Field;
use std::path::Path;
use std::sync::Arc;

/// The components that are asked for, in the pipeline's order. No other is loaded.
pub(crate) fn pipeline(arguments: &AnnotateArguments) -> Result<Pipeline> {
    let chosen = chosen(arguments)?;
    each_has_its_component(arguments, &chosen)?;
    let models = Models::embedded();
    let mut pipeline = Pipeline::builder();
    for component in chosen {
        pipeline = pipeline.with(load(component, arguments, &models)?);
    }
    let usage = |error| Usage(format!("--components: {}", missing(&error)));
    Ok(pipeline.build().map_err(usage)?)
}

/// A component in the way that is asked for.
fn load(
    component: Component,
    arguments: &AnnotateArguments,
    models: &Models,
) -> Result<Arc<dyn Annotator>> {
    Ok(match component {
        Component::Ner => Arc::new(recognizer(arguments, models)?),
        Component::Quote => Arc::new(attributor(arguments, models)?),
        Component::Relation if arguments.labels == LabelsName::Dwie => {
            Arc::new(models.relations()?)
        }
        other => models
            .component(other)
            .context("the shipped models do not load")?,
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
    let options = [
        ("--acts", has_acts(arguments), Component::Quote),
        (
            "--min-score",
            arguments.min_score.is_some(),
            Component::Quote,
        ),
        (
            "--labels",
            arguments.labels == LabelsName::Dwie,
            Component::Relation,
        ),
        ("--patterns", arguments.patterns.is_some(), Component::Ner),
        ("--day-first", arguments.day_first, Component::Ner),
    ];
    for (option, _, component) in options.into_iter().filter(|&(_, asked, _)| asked) {
        needs(option, component)?;
    }
    for field in arguments.layers.iter().flatten() {
        if let Some(setter) = setter(*field) {
            needs(&format!("--layers {field}"), setter)?;
        }
    }
    Ok(())
}

/// Whether other acts are asked for than the usual ones.
fn has_acts(arguments: &AnnotateArguments) -> bool {
    ActName::acts(&arguments.acts) != Act::TOLD
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
fn recognizer(arguments: &AnnotateArguments, models: &Models) -> Result<EntityRecognizer> {
    let mut recognizer = models.recognizer()?;
    if let Some(patterns) = &arguments.patterns {
        recognizer = recognizer.with_patterns(own_patterns(patterns)?);
    }
    if arguments.day_first {
        let values = ValueRecognizer::default().with_date_order(DateOrder::DayFirst);
        recognizer = recognizer.with_values(values);
    }
    Ok(recognizer)
}

/// What finds quotes, in the way that is asked for.
fn attributor(arguments: &AnnotateArguments, models: &Models) -> Result<QuoteAttributor> {
    let mut quotes = models.attributor()?;
    if has_acts(arguments) || arguments.min_score.is_some() {
        quotes = quotes.with_acts(&ActName::acts(&arguments.acts));
    }
    Ok(match arguments.min_score {
        Some(least) => quotes.with_threshold(least),
        None => quotes,
    })
}

/// Which component to name as well, where one misses a layer.
fn missing(error: &PipelineError) -> String {
    let PipelineError::MissingLayer {
        component, layer, ..
    } = error
    else {
        return error.to_string();
    };
    match Component::setter(*layer) {
        Some(setter) => {
            let setter = setter.name();
            format!("{component} reads the {layer} layer; add {setter}")
        }
        None => error.to_string(),
    }
}

pub(crate) fn own_patterns(path: &Path) -> Result<EntityPatterns> {
    EntityPatterns::load(path).with_context(|| format!("--patterns {}", path.display()))
}
