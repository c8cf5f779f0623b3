use crate::scene::Scene;
use newsgraph_document::MentionKind;
use newsgraph_phrase::Sort;

/// Two arguments between which there may be a relation.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) subject: usize,
    pub(crate) object: usize,
    /// Mentions of the two in one sentence; the nearest first.
    pub(crate) pairs: Vec<MentionPair>,
}

/// A mention of the subject and one of the object, as positions in [`Scene::places`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct MentionPair {
    pub(crate) subject: usize,
    pub(crate) object: usize,
}

/// Two arguments, and mentions of them in one sentence. Sorted by arguments, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Meeting {
    subject: usize,
    object: usize,
    /// Tokens between.
    distance: usize,
    pair: Option<MentionPair>,
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
    let mut found = near(scene, &allowed);
    if far {
        found.extend(often_named(scene, &allowed));
    }
    found.sort_unstable();
    let groups = found.chunk_by(|a, b| (a.subject, a.object) == (b.subject, b.object));
    groups
        .map(|group| Candidate {
            subject: group[0].subject,
            object: group[0].object,
            pairs: group.iter().filter_map(|m| m.pair).take(PAIRS).collect(),
        })
        .collect()
}

/// Pairs of mentions in one sentence.
fn near(scene: &Scene<'_>, allowed: &dyn Fn(usize, usize) -> bool) -> Vec<Meeting> {
    let mut found = Vec::new();
    for (at, first) in scene.places.iter().enumerate() {
        let rest = scene.places[at + 1..].iter().enumerate();
        let near = rest.take_while(|(_, p)| p.sentence == first.sentence);
        for (offset, second) in near.take(AFTER) {
            let distance = second.tokens.start.saturating_sub(first.tokens.end);
            let other = at + 1 + offset;
            for (subject, object) in [(at, other), (other, at)] {
                let argument = |place: usize| scene.places[place].argument;
                if allowed(argument(subject), argument(object)) {
                    found.push(Meeting {
                        subject: argument(subject),
                        object: argument(object),
                        distance,
                        pair: Some(MentionPair { subject, object }),
                    });
                }
            }
        }
    }
    found
}

/// Pairs of arguments that often are named, and of all with the countries.
fn often_named(scene: &Scene<'_>, allowed: &dyn Fn(usize, usize) -> bool) -> Vec<Meeting> {
    let named = |&argument: &usize| names_something(scene, argument);
    let all: Vec<usize> = (0..scene.arguments.len()).filter(named).collect();
    let mut often = all.clone();
    often.sort_by_key(|&a| std::cmp::Reverse(scene.arguments[a].places.len()));
    let is_country = |a: &usize| scene.arguments[*a].country.is_some();
    let countries = often.iter().copied().filter(is_country).take(COUNTRIES);
    let countries: Vec<usize> = countries.collect();
    often.truncate(FAR);
    let each = |subjects: &[usize], objects: &[usize]| {
        let mut found = Vec::new();
        for &subject in subjects {
            let objects = objects.iter().copied().filter(|&o| allowed(subject, o));
            found.extend(objects.map(|object| Meeting {
                subject,
                object,
                distance: usize::MAX,
                pair: None,
            }));
        }
        found
    };
    let mut found = each(&often, &often);
    found.extend(each(&all, &countries));
    found
}

/// Whether the argument has a name in the text.
fn names_something(scene: &Scene<'_>, argument: usize) -> bool {
    let mut places = scene.arguments[argument].places.iter();
    places.any(|&p| scene.places[p].kind == MentionKind::Proper)
}
