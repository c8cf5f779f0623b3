use crate::{Model, ModelFile, Models};
use newsgraph_linear::ModelError;
use std::collections::BTreeMap;

impl Models {
    /// Which of these models were trained on what another model found than the one of these that does its work: by the
    /// name of the model that they were trained on. They find less than they could.
    ///
    /// # Errors
    /// [`ModelError`] where one of them, or the vectors, cannot be read.
    pub fn changed_upstream(
        &self,
        used: &[Model],
    ) -> Result<BTreeMap<String, Vec<Model>>, ModelError> {
        let files = used.iter().map(|&model| Ok((model, self.file(model)?)));
        let files: Vec<(Model, ModelFile)> = files.collect::<Result<_, ModelError>>()?;
        let vectors = self.file(Model::Vectors)?;
        let there = files.iter().map(|(_, file)| (file.name(), file.crc32()));
        let there: BTreeMap<&str, u32> = there.collect();
        let mut changed: BTreeMap<String, Vec<Model>> = BTreeMap::new();
        for (model, file) in &files {
            for (name, crc) in file.upstream() {
                // Vectors are refused where they are others; the boundaries of sentences are no file.
                let is_file = name != "boundaries" && name != vectors.name();
                if is_file && there.get(name) != Some(&crc) {
                    changed.entry(name.to_owned()).or_default().push(*model);
                }
            }
        }
        Ok(changed)
    }
}
