//! What two versions of a document do not share.

use super::facts::{Fact, Facts, Piece};
use crate::args::FactsName;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What differs of a kind of facts. Facts are places in the lists of the two versions.
#[derive(Debug, Default)]
pub(super) struct Differences {
    pub(super) lost: Vec<usize>,
    pub(super) gained: Vec<usize>,
    pub(super) changed: Vec<Changed>,
}

/// A fact that both versions have, but not alike.
#[derive(Debug)]
pub(super) struct Changed {
    pub(super) new: usize,
    pub(super) changes: Vec<Change>,
}

#[derive(Debug)]
pub(super) struct Change {
    pub(super) what: &'static str,
    pub(super) old: String,
    pub(super) new: String,
}

impl Differences {
    pub(super) fn is_empty(&self) -> bool {
        self.lost.is_empty() && self.gained.is_empty() && self.changed.is_empty()
    }
}

/// Lists that are looked at where a piece of words stands in many facts.
const MANY: usize = 16;

/// Words that make a piece by which facts are found alike.
const PIECE: usize = 2;

/// What differs of two versions, by kind.
pub(super) fn compare(old: &Facts, new: &Facts) -> BTreeMap<FactsName, Differences> {
    let renamed = renamed(old, new);
    let none = Vec::new();
    let kinds = old.kinds.iter().map(|(kind, old)| {
        let new = new.kinds.get(kind).unwrap_or(&none);
        (*kind, of_kind(*kind, old, new, &renamed))
    });
    kinds.filter(|(_, differs)| !differs.is_empty()).collect()
}

/// The names of the old version whose entities have another name in the new one: those that share a name.
fn renamed(old: &Facts, new: &Facts) -> HashMap<String, String> {
    let mut by_name: HashMap<&str, Option<&str>> = HashMap::new();
    let full: HashSet<&str> = new.names.iter().map(|names| names[0].as_str()).collect();
    for names in &new.names {
        for name in names {
            // A name of several entities tells none.
            let entry = by_name.entry(name).or_insert(Some(&names[0]));
            if *entry != Some(&names[0]) {
                *entry = None;
            }
        }
    }
    let mut renamed = HashMap::new();
    for names in old.names.iter().filter(|names| !full.contains(&*names[0])) {
        let found = names.iter().find_map(|name| *by_name.get(name.as_str())?);
        if let Some(found) = found {
            renamed.insert(names[0].clone(), found.to_owned());
        }
    }
    renamed
}

type Names = HashMap<String, String>;

/// The words of a piece, in the names of the new version.
fn text<'a>(piece: &'a Piece, renamed: &'a Names) -> &'a str {
    let other = renamed.get(&piece.text).filter(|_| piece.is_name);
    other.unwrap_or(&piece.text)
}

fn title(fact: &Fact, renamed: &Names) -> Vec<String> {
    let pieces = fact.title.iter();
    pieces
        .map(|piece| text(piece, renamed).to_owned())
        .collect()
}

fn of_kind(kind: FactsName, old: &[Fact], new: &[Fact], renamed: &Names) -> Differences {
    let none = Names::new();
    let mut pairing = Pairing {
        old: old.iter().map(|fact| title(fact, renamed)).collect(),
        new: new.iter().map(|fact| title(fact, &none)).collect(),
        of_old: vec![None; old.len()],
        of_new: vec![None; new.len()],
    };
    let attributes = |fact: &Fact, renamed: &Names| {
        let all = fact.attributes.iter();
        let words: Vec<String> = all
            .map(|(_, piece)| text(piece, renamed).to_owned())
            .collect();
        words.join("\u{1}")
    };
    let whole = |facts: &[Fact], renamed: &Names| -> Vec<String> {
        facts.iter().map(|fact| attributes(fact, renamed)).collect()
    };
    let (with_old, with_new) = (whole(old, renamed), whole(new, &none));
    // Of several with the same words those that are alike in all go together.
    pairing.pair(|at| &with_old[at], |at| &with_new[at]);
    pairing.pair(|_| "", |_| "");
    pairing.pair_alike(kind);
    let mut differences = Differences::default();
    for (at, pair) in pairing.of_old.iter().enumerate() {
        let Some(pair) = *pair else {
            differences.lost.push(at);
            continue;
        };
        let changes = changes(kind, [&old[at], &new[pair]], renamed);
        if !changes.is_empty() {
            differences.changed.push(Changed { new: pair, changes });
        }
    }
    let is_new = |at: &usize| pairing.of_new[*at].is_none();
    differences.gained = (0..new.len()).filter(is_new).collect();
    differences
}

/// What differs of a fact.
fn changes(kind: FactsName, [old, new]: [&Fact; 2], renamed: &Names) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut add = |what, own: &Piece, other: &Piece, shown: &str| {
        if shown != other.text {
            changes.push(Change {
                what,
                old: own.text.clone(),
                new: other.text.clone(),
            });
        }
    };
    let names = match kind {
        FactsName::Entities => ["name", "", ""],
        FactsName::Quotes => ["content", "", ""],
        FactsName::Relations => ["subject", "label", "object"],
        FactsName::Triples => ["subject", "predicate", "object"],
        FactsName::Values => ["words", "label", ""],
    };
    for (at, (own, other)) in old.title.iter().zip(&new.title).enumerate() {
        let what = names.get(at).copied().unwrap_or("argument");
        // That an entity has another name is told of the entity.
        let shown = match kind {
            FactsName::Entities => &own.text,
            _ => text(own, renamed),
        };
        add(what, own, other, shown);
    }
    for ((what, own), (_, other)) in old.attributes.iter().zip(&new.attributes) {
        add(what, own, other, text(own, renamed));
    }
    changes
}

/// Which facts of two versions are the same.
struct Pairing {
    old: Vec<Vec<String>>,
    new: Vec<Vec<String>>,
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl Pairing {
    fn join(&mut self, old: usize, new: usize) {
        self.of_old[old] = Some(new);
        self.of_new[new] = Some(old);
    }

    /// Pairs those that are not paired yet whose words, and what is given beside them, are the same, in order.
    fn pair<'a>(&mut self, old: impl Fn(usize) -> &'a str, new: impl Fn(usize) -> &'a str) {
        let mut free: HashMap<(u64, &str), VecDeque<usize>> = HashMap::new();
        for at in (0..self.new.len()).filter(|&at| self.of_new[at].is_none()) {
            let key = (hash(&self.new[at]), new(at));
            free.entry(key).or_default().push_back(at);
        }
        for at in 0..self.old.len() {
            if self.of_old[at].is_some() {
                continue;
            }
            let list = free.get_mut(&(hash(&self.old[at]), old(at)));
            if let Some(found) = list.and_then(VecDeque::pop_front) {
                self.join(at, found);
            }
        }
    }

    /// Pairs those that are left whose words are alike: most of the pieces of one are pieces of the other.
    fn pair_alike(&mut self, kind: FactsName) {
        let mut by_piece: HashMap<u64, Vec<usize>> = HashMap::new();
        let mut sizes = HashMap::new();
        for at in (0..self.new.len()).filter(|&at| self.of_new[at].is_none()) {
            let pieces = pieces(kind, &self.new[at]);
            sizes.insert(at, pieces.len());
            for piece in pieces {
                let list = by_piece.entry(piece).or_default();
                if list.len() < MANY {
                    list.push(at);
                }
            }
        }
        for at in 0..self.old.len() {
            if self.of_old[at].is_some() {
                continue;
            }
            let own = pieces(kind, &self.old[at]);
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for piece in &own {
                for &other in by_piece.get(piece).into_iter().flatten() {
                    *shared.entry(other).or_default() += 1;
                }
            }
            let is_free = |other: &usize| self.of_new[*other].is_none();
            let size = |other: usize| sizes.get(&other).copied().unwrap_or_default() + own.len();
            let free = shared.into_iter().filter(|(other, _)| is_free(other));
            let alike = free.filter(|&(other, shared)| 4 * shared >= size(other));
            // The most alike, the first of equals.
            let best = alike.max_by(|a, b| {
                let share = |&(other, shared): &(usize, usize)| shared * 1000 / size(other).max(1);
                share(a).cmp(&share(b)).then(b.0.cmp(&a.0))
            });
            if let Some((other, _)) = best {
                self.join(at, other);
            }
        }
    }
}

/// Hashes of the pieces by which a fact is found alike, each once: runs of words, of relations the two entities.
fn pieces(kind: FactsName, title: &[String]) -> Vec<u64> {
    if kind == FactsName::Relations {
        let ends = (title.first(), title.last());
        return vec![hash(&ends)];
    }
    // Names that are alike may be those of two.
    if matches!(kind, FactsName::Values | FactsName::Entities) {
        return Vec::new();
    }
    let words: Vec<String> = title
        .iter()
        .flat_map(|part| part.split_whitespace())
        .map(str::to_lowercase)
        .collect();
    let mut pieces: Vec<u64> = match words.len() {
        0..=PIECE => words.iter().map(hash).collect(),
        _ => words.windows(PIECE).map(|run| hash(&run)).collect(),
    };
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

fn hash(of: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}
