//! The components that run.

use super::Options;
use crate::error::OptionError;
use newsgraph::Component;
use newsgraph::document::Layer;
use pyo3::PyResult;

/// The components that are asked for, in the pipeline's order.
pub(super) fn chosen(options: &Options<'_>, reads_lemmas: bool) -> PyResult<Vec<Component>> {
    let Some(names) = &options.components else {
        return Ok(Component::ALL.to_vec());
    };
    if let Some(unknown) = names.iter().find(|name| Component::named(name).is_none()) {
        let known = Component::ALL.map(Component::name).join(", ");
        let message = format!("components: there is no {unknown:?}; choose from {known}");
        return Err(OptionError::new_err(message));
    }
    let is_named = |component: &Component| names.iter().any(|name| name == component.name());
    let chosen: Vec<Component> = Component::ALL.into_iter().filter(is_named).collect();
    each_finds_what_it_reads(&chosen, reads_lemmas)?;
    each_option_has_its_component(options, &chosen)?;
    Ok(chosen)
}

/// Refuses components that read what none before them sets, and names the whole list.
fn each_finds_what_it_reads(chosen: &[Component], reads_lemmas: bool) -> PyResult<()> {
    let mut wanted = chosen.to_vec();
    for component in Component::ALL.into_iter().rev() {
        if !wanted.contains(&component) {
            continue;
        }
        let lemmas = reads_lemmas && component == Component::Ner;
        let read = component.requires().iter().chain(component.extends());
        let read = read.copied().chain(lemmas.then_some(Layer::Syntax));
        wanted.extend(read.filter_map(Component::setter));
    }
    let is_wanted = |component: &Component| wanted.contains(component);
    let whole: Vec<Component> = Component::ALL.into_iter().filter(is_wanted).collect();
    if whole == chosen {
        return Ok(());
    }
    let names = |list: &[Component]| list.iter().map(|c| c.name()).collect::<Vec<_>>();
    Err(OptionError::new_err(format!(
        "components={:?} read what others give; give components={:?}",
        names(chosen),
        names(&whole)
    )))
}

/// Refuses options that would do nothing, since the component that they are for does not run.
fn each_option_has_its_component(options: &Options<'_>, chosen: &[Component]) -> PyResult<()> {
    let asked = [
        ("acts", options.acts.is_some(), Component::Quote),
        ("min_score", options.min_score.is_some(), Component::Quote),
        (
            "labels",
            options.labels.as_deref() == Some("dwie"),
            Component::Relation,
        ),
        ("patterns", options.patterns.is_some(), Component::Ner),
        (
            "relations",
            options.relations.is_some(),
            Component::Relation,
        ),
        ("day_first", options.day_first == Some(true), Component::Ner),
    ];
    let own = options.model.iter().flat_map(|own| own.keys());
    let own = own.filter_map(|task| Some(("model", true, Component::named(task)?)));
    for (option, is_asked, component) in asked.into_iter().chain(own) {
        if is_asked && !chosen.contains(&component) {
            let component = component.name();
            return Err(OptionError::new_err(format!(
                "{option} needs the component {component}; add it to components"
            )));
        }
    }
    Ok(())
}
