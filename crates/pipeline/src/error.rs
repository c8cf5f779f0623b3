use crate::spelling::nearest;
use newsgraph_document::Layer;

/// The components do not fit together. Each message names the call that mends it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineError {
    /// A component reads a layer, or appends to one, that nothing before it sets.
    #[error(
        "component {component:?} reads the {layer} layer, which no component before it sets; {}",
        mend(*layer, later.as_deref())
    )]
    MissingLayer {
        /// The component that reads it.
        component: String,
        /// The layer that is missing.
        layer: Layer,
        /// The component after it that sets the layer, where there is one.
        later: Option<String>,
    },
    /// A component sets a layer below one that is set already, which would drop it.
    #[error(
        "component {component:?} sets the {layer} layer and so drops the {dropped} layer, set before it{}",
        earlier(component, setter.as_deref())
    )]
    DropsLayer {
        /// The component that sets it.
        component: String,
        /// The layer that it sets.
        layer: Layer,
        /// The layer that would be lost.
        dropped: Layer,
        /// The component that sets that layer; `None` where documents come with it.
        setter: Option<String>,
    },
    /// A component says that it sets a layer and that it appends to it.
    #[error(
        "component {component:?} both sets the {layer} layer and appends to it; name the layer in Annotator::provides or in Annotator::extends"
    )]
    SetsAndExtends {
        /// The component.
        component: String,
        /// The layer.
        layer: Layer,
    },
    /// A call names a component that the builder does not have.
    #[error(
        "PipelineBuilder::{call}: there is no component {name:?}; {}",
        choose(name, known)
    )]
    UnknownComponent {
        /// The call of [`PipelineBuilder`](crate::PipelineBuilder).
        call: &'static str,
        /// The name.
        name: String,
        /// The names that there were, in order.
        known: Vec<String>,
    },
}

/// Which of the known names to give instead.
fn choose(name: &str, known: &[String]) -> String {
    let quoted: Vec<String> = known.iter().map(|name| format!("{name:?}")).collect();
    let has = match quoted.as_slice() {
        [] => "has none".to_owned(),
        all => format!("has {}", all.join(", ")),
    };
    match nearest(name, known) {
        Some(meant) => format!("did you mean {meant:?}? The builder {has}"),
        None => format!("the builder {has}; call PipelineBuilder::with to add one at the end"),
    }
}

fn mend(layer: Layer, setter: Option<&str>) -> String {
    match setter {
        Some(setter) => {
            format!("add {setter:?} before it, or call PipelineBuilder::sorted before build")
        }
        None => format!(
            "add one that does by PipelineBuilder::with, or call PipelineBuilder::given(Layer::{layer:?}) where documents come with it"
        ),
    }
}

fn earlier(component: &str, setter: Option<&str>) -> String {
    match setter {
        Some(setter) if setter == component => "; add it once only".to_owned(),
        Some(setter) => format!(
            " by {setter:?}; add {component:?} before that, or call PipelineBuilder::sorted before build"
        ),
        None => format!("; leave {component:?} out by PipelineBuilder::keep, or do not say given"),
    }
}
