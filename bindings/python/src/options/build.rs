//! The components with their options, put together.

use super::Options;
use super::components::chosen;
use super::models::{models, warn_of_others};
use super::names::PatternsOption;
use crate::error::{ModelError, OptionError, told};
use newsgraph::document::Annotator;
use newsgraph::ner::{DateOrder, EntityPatterns, EntityRecognizer, ValueRecognizer};
use newsgraph::quote::QuoteAttributor;
use newsgraph::{Component, LoadError, Models, Pipeline};
use pyo3::prelude::*;
use std::sync::Arc;

/// The pipeline that is asked for.
pub(super) fn pipeline(py: Python<'_>, options: &Options<'_>) -> PyResult<Pipeline> {
    let patterns = options.patterns.as_ref().map(PatternsOption::load);
    let patterns = patterns.transpose()?;
    let reads_lemmas = patterns.as_ref().is_some_and(EntityPatterns::reads_lemmas);
    let chosen = chosen(options, reads_lemmas)?;
    let models = models(options)?;
    warn_of_others(py, options, &chosen, &models)?;
    let mut builder = Pipeline::builder();
    for component in chosen {
        builder = builder.with(load(component, options, patterns.as_ref(), &models)?);
    }
    let wrong = |error| OptionError::new_err(told(&error));
    builder.build().map_err(wrong)
}

/// A component in the way that is asked for.
fn load(
    component: Component,
    options: &Options<'_>,
    patterns: Option<&EntityPatterns>,
    models: &Models,
) -> PyResult<Arc<dyn Annotator>> {
    Ok(match component {
        Component::Ner => Arc::new(recognizer(options, patterns, models)?),
        Component::Quote => Arc::new(attributor(options, models)?),
        Component::Relation => relations(options, models)?,
        other => models.component(other).map_err(of_load)?,
    })
}

fn of_load(error: LoadError) -> PyErr {
    ModelError::new_err(told(&error))
}

fn recognizer(
    options: &Options<'_>,
    patterns: Option<&EntityPatterns>,
    models: &Models,
) -> PyResult<EntityRecognizer> {
    let mut recognizer = models.recognizer().map_err(of_load)?;
    if let Some(patterns) = patterns {
        recognizer = recognizer.with_patterns(patterns.clone());
    }
    if options.day_first == Some(true) {
        let values = ValueRecognizer::default().with_date_order(DateOrder::DayFirst);
        recognizer = recognizer.with_values(values);
    }
    Ok(recognizer)
}

fn attributor(options: &Options<'_>, models: &Models) -> PyResult<QuoteAttributor> {
    let (acts, least) = (options.acts()?, options.min_score()?);
    let mut quotes = models.attributor().map_err(of_load)?;
    if let Some(acts) = acts {
        quotes = quotes.with_acts(&acts);
    }
    Ok(match least {
        Some(least) => quotes.with_threshold(least),
        None => quotes,
    })
}

fn relations(options: &Options<'_>, models: &Models) -> PyResult<Arc<dyn Annotator>> {
    let is_learned = options.is_learned()?;
    let Some(own) = &options.relations else {
        return Ok(if is_learned {
            Arc::new(models.relations().map_err(of_load)?)
        } else {
            Arc::new(models.stated_relations().map_err(of_load)?)
        });
    };
    if is_learned {
        return Err(OptionError::new_err(
            "relations go beside what sentences state, not beside what a model finds; leave out relations, or labels and model",
        ));
    }
    let stated = models.stated_relations().map_err(of_load)?;
    Ok(Arc::new(own.add(stated, models)?))
}
