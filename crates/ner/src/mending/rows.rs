//! Names that the model reads as one though they are two: "Steelers and Browns".

use super::Scene;
use super::group::Group;
use newsgraph_document::Mention;
use std::collections::HashSet;

/// Parts a name at "and" where both parts are names of the text elsewhere.
pub(super) fn part(scene: &Scene<'_>, names: &mut Vec<Mention>) {
    let known: HashSet<&str> = names.iter().map(|name| scene.surface(name)).collect();
    let mut parted = Vec::with_capacity(names.len());
    for name in names.drain(..) {
        match parts(scene, &name, &known) {
            Some(parts) => parted.extend(parts),
            None => parted.push(name),
        }
    }
    *names = parted;
}

fn parts(scene: &Scene<'_>, name: &Mention, known: &HashSet<&str>) -> Option<[Mention; 2]> {
    let tokens = scene.tokens(name);
    let mut inside = (tokens.start + 1)..tokens.end.saturating_sub(1);
    let and = inside.find(|&token| scene.has(Group::Conjunction, token))?;
    let spans = [tokens.start..and, and + 1..tokens.end].map(|part| scene.text.span_of(part));
    let are_known = spans
        .iter()
        .all(|&span| known.contains(&scene.text.text[span]));
    are_known.then(|| {
        spans.map(|span| Mention {
            span,
            ..name.clone()
        })
    })
}
