use crate::arguments::{Arguments, Key};
use crate::candidates::Candidate;
use crate::facts::Facts;
use crate::features;
use crate::scene::Scene;
use newsgraph_linear::Feature;

/// Reads the features of candidates, for training and for prediction.
pub(crate) struct Reader<'a> {
    scene: &'a Scene<'a>,
    arguments: Arguments,
    get: &'a dyn Fn(Feature) -> u64,
}

impl<'a> Reader<'a> {
    /// A reader of a scene, with `get` to ask facts.
    pub(crate) fn new(
        scene: &'a Scene<'a>,
        facts: &Facts,
        get: &'a dyn Fn(Feature) -> u64,
    ) -> Self {
        let known = scene.arguments.iter().map(|a| facts.known(a, get));
        Self {
            arguments: Arguments::new(scene, known.collect()),
            scene,
            get,
        }
    }

    /// What the features of the subject alone, and of the object alone, depend on.
    pub(crate) fn keys(&self, candidate: &Candidate) -> [Key; 2] {
        self.arguments.keys(self.scene, candidate)
    }

    /// Puts the features of one argument into `out`, each once.
    pub(crate) fn of_one(&self, key: Key, out: &mut Vec<Feature>) {
        out.clear();
        self.arguments.of_one(self.scene, key, out);
        out.sort_unstable();
        out.dedup();
    }

    /// Puts the features of both together into `out`, each once.
    pub(crate) fn of_pair(&self, candidate: &Candidate, out: &mut Vec<Feature>) {
        out.clear();
        self.arguments.of_both(self.scene, candidate, self.get, out);
        for pair in &candidate.pairs {
            let [subject, object] = [pair.subject, pair.object].map(|p| &self.scene.places[p]);
            features::of_mentions(self.scene, subject, object, out);
        }
        out.sort_unstable();
        out.dedup();
    }
}
