use newsgraph_linear::feature;

/// Rows of weights; a feature's number is taken modulo this (the hashing trick, Weinberger et al. 2009).
pub(crate) const ROWS: usize = 1 << 14;

/// What a mention may refer to, each with its features. The last option is that it refers to nothing
/// mentioned before.
#[derive(Debug, Default)]
pub(crate) struct Options {
    entities: Vec<Option<usize>>,
    /// Where the features of each begin.
    starts: Vec<usize>,
    features: Vec<u32>,
}

impl Options {
    pub(crate) fn clear(&mut self) {
        self.entities.clear();
        self.starts.clear();
        self.features.clear();
    }

    /// Begins an option; features are added to it until the next one begins.
    pub(crate) fn begin(&mut self, entity: Option<usize>) {
        self.entities.push(entity);
        self.starts.push(self.features.len());
    }

    /// Adds a feature to the option that was begun last.
    pub(crate) fn add<const N: usize>(&mut self, template: u32, values: [u64; N]) {
        self.features.push(feature(template, values) % ROWS as u32);
    }

    pub(crate) fn entities(&self) -> &[Option<usize>] {
        &self.entities
    }

    pub(crate) fn has(&self, entity: usize) -> bool {
        self.entities.contains(&Some(entity))
    }

    pub(crate) fn features(&self, option: usize) -> &[u32] {
        let end = self.starts.get(option + 1).copied();
        &self.features[self.starts[option]..end.unwrap_or(self.features.len())]
    }
}
