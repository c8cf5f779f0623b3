use crate::scene::{Scene, Sort};
use newsgraph_document::MentionKind;

/// Two arguments between which there may be a relation.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) subject: usize,
    pub(crate) object: usize,
    /// Mentions of the two in one sentence, by their places; the nearest first.
    pub(crate) pairs: Vec<[usize; 2]>,
}

/// Mentions after a mention in its sentence that it is paired with.
const AFTER: usize = 14;

/// Pairs of mentions that are read of two arguments.
const PAIRS: usize = 4;

/// Arguments, those with the most mentions, that are paired though no sentence names both.
const FAR: usize = 32;

/// Countries, those with the most mentions, that every argument is paired with.
const COUNTRIES: usize = 10;

/// The pairs of arguments that stand in one sentence; with `far`, also those that often are named. `allows`
/// tells which sorts of subject and object there are relations between.
pub(crate) fn candidates(
    scene: &Scene<'_>,
    far: bool,
    allows: impl Fn(Sort, Sort) -> bool,
) -> Vec<Candidate> {
    let allowed = |s: usize, o: usize| {
        let sort = |argument: usize| scene.arguments[argument].sort;
        s != o && allows(sort(s), sort(o))
    };
    let mut found: Vec<([usize; 2], usize, [usize; 2])> = Vec::new();
    for (at, first) in scene.places.iter().enumerate() {
        let rest = scene.places[at + 1..].iter().enumerate();
        let near = rest.take_while(|(_, p)| p.sentence == first.sentence);
        for (offset, second) in near.take(AFTER) {
            let distance = second.tokens.start.saturating_sub(first.tokens.end);
            let (a, b) = (first.argument, second.argument);
            let other = at + 1 + offset;
            if allowed(a, b) {
                found.push(([a, b], distance, [at, other]));
            }
            if allowed(b, a) {
                found.push(([b, a], distance, [other, at]));
            }
        }
    }
    if far {
        let mut often: Vec<usize> = (0..scene.arguments.len())
            .filter(|&a| names_something(scene, a))
            .collect();
        let all = often.clone();
        often.sort_by_key(|&a| std::cmp::Reverse(scene.arguments[a].places.len()));
        let is_country = |a: &usize| scene.arguments[*a].country.is_some();
        let countries: Vec<usize> = often
            .iter()
            .copied()
            .filter(is_country)
            .take(COUNTRIES)
            .collect();
        often.truncate(FAR);
        let own = often
            .iter()
            .flat_map(|&a| often.iter().map(move |&b| [a, b]));
        let with_countries = all
            .iter()
            .flat_map(|&a| countries.iter().map(move |&b| [a, b]));
        for [a, b] in own.chain(with_countries) {
            if allowed(a, b) {
                found.push(([a, b], usize::MAX, [usize::MAX; 2]));
            }
        }
    }
    found.sort_unstable();
    let groups = found.chunk_by(|a, b| a.0 == b.0);
    groups
        .map(|group| Candidate {
            subject: group[0].0[0],
            object: group[0].0[1],
            pairs: group
                .iter()
                .filter(|pair| pair.1 < usize::MAX)
                .map(|pair| pair.2)
                .take(PAIRS)
                .collect(),
        })
        .collect()
}

/// Whether the argument has a name in the text.
fn names_something(scene: &Scene<'_>, argument: usize) -> bool {
    let mut places = scene.arguments[argument].places.iter();
    places.any(|&p| scene.places[p].kind == MentionKind::Proper)
}
