use crate::BertError;
use crate::backend::guarded;
use crate::checkpoint::read;
use safetensors::{Dtype, SafeTensors};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tch::{Kind, Tensor, nn};

/// The weights of a checkpoint, as 32-bit numbers whatever the file has.
#[derive(Debug)]
pub(crate) struct Weights {
    path: PathBuf,
    tensors: BTreeMap<String, Tensor>,
}

const SAFETENSORS: &str = "model.safetensors";
const OT: &str = "rust_model.ot";

impl Weights {
    /// Reads `model.safetensors` of a folder or, where that is not there, `rust_model.ot`.
    pub(crate) fn open(folder: &Path) -> Result<Self, BertError> {
        let [safetensors, ot] = [SAFETENSORS, OT].map(|file| folder.join(file));
        let (path, tensors) = if safetensors.is_file() {
            let bytes = read(folder, SAFETENSORS)?;
            (safetensors.clone(), from_safetensors(&bytes, &safetensors)?)
        } else if ot.is_file() {
            (ot.clone(), from_ot(&ot)?)
        } else {
            return Err(BertError::MissingFile {
                folder: folder.to_owned(),
                expected: "model.safetensors or rust_model.ot",
            });
        };
        let mut weights = Self {
            path,
            tensors: BTreeMap::new(),
        };
        for (name, tensor) in tensors {
            let tensor = weights.as_floats(&name, &tensor)?;
            weights.tensors.insert(modern(&name), tensor);
        }
        Ok(weights)
    }

    fn as_floats(&self, name: &str, tensor: &Tensor) -> Result<Tensor, BertError> {
        let floats = guarded("read weights", || tensor.f_to_kind(Kind::Float))?;
        let finite = guarded("read weights", || {
            floats
                .f_isfinite()?
                .f_all()
                .and_then(|t| t.f_int64_value(&[]))
        })?;
        if finite == 0 {
            return Err(self.unfit(name, "finite numbers".into(), "others among them".into()));
        }
        Ok(floats)
    }

    /// Makes the variables of a network these tensors, without copying a number.
    pub(crate) fn fill(&self, store: &nn::VarStore, labels: usize) -> Result<(), BertError> {
        let variables: BTreeMap<String, Tensor> = store.variables().into_iter().collect();
        let mut missing = variables
            .keys()
            .filter(|name| !self.tensors.contains_key(*name));
        if let Some(first) = missing.next() {
            return Err(BertError::MissingTensor {
                path: self.path.clone(),
                first: first.clone(),
                count: 1 + missing.count(),
            });
        }
        for (name, mut variable) in variables {
            let tensor = &self.tensors[&name];
            let (expected, found) = (variable.size(), tensor.size());
            if expected != found {
                let classifier = name.starts_with("classifier.")
                    && found.first() != expected.first()
                    && expected.first() == Some(&(labels as i64));
                if classifier {
                    return Err(BertError::Labels {
                        path: self.path.clone(),
                        expected: format!("a classifier of {labels} labels, as in id2label"),
                        found: format!("one of {}", found.first().unwrap_or(&0)),
                    });
                }
                return Err(self.unfit(&name, format!("{expected:?}"), format!("{found:?}")));
            }
            guarded("placed weights", || variable.f_set_data(tensor))?;
        }
        Ok(())
    }

    fn unfit(&self, tensor: &str, expected: String, found: String) -> BertError {
        BertError::Tensor {
            path: self.path.clone(),
            tensor: tensor.to_owned(),
            expected,
            found,
        }
    }
}

/// Old checkpoints have the names of TensorFlow for what is scaled and added in a normalisation.
fn modern(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((layer, "gamma")) => format!("{layer}.weight"),
        Some((layer, "beta")) => format!("{layer}.bias"),
        _ => name.to_owned(),
    }
}

/// The tensors of floating-point numbers; others, such as numbered positions, are no weights.
fn from_safetensors(bytes: &[u8], path: &Path) -> Result<Vec<(String, Tensor)>, BertError> {
    let file = SafeTensors::deserialize(bytes).map_err(|source| BertError::Weights {
        path: path.to_owned(),
        source: source.into(),
    })?;
    let mut tensors = Vec::new();
    for (name, view) in file.iter() {
        let kind = match view.dtype() {
            Dtype::F64 => Kind::Double,
            Dtype::F32 => Kind::Float,
            Dtype::F16 => Kind::Half,
            Dtype::BF16 => Kind::BFloat16,
            _ => continue,
        };
        let shape: Vec<i64> = view.shape().iter().map(|&n| n as i64).collect();
        let tensor = guarded("read weights", || {
            Tensor::f_from_data_size(view.data(), &shape, kind)
        })?;
        tensors.push((name.to_owned(), tensor));
    }
    Ok(tensors)
}

fn from_ot(path: &Path) -> Result<Vec<(String, Tensor)>, BertError> {
    let damaged = |source| BertError::Weights {
        path: path.to_owned(),
        source,
    };
    let loaded = guarded("read weights", || Tensor::load_multi(path));
    let mut tensors = loaded.map_err(|error| damaged(error.into()))?;
    tensors.retain(|(_, tensor)| {
        matches!(
            tensor.kind(),
            Kind::Double | Kind::Float | Kind::Half | Kind::BFloat16
        )
    });
    Ok(tensors)
}
