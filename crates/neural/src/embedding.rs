use crate::file::broken;
#[cfg(feature = "train")]
use crate::matrix::Matrix;
use crate::simd::vectorized;
use newsgraph_linear::{Feature, FeatureIndex, ModelError, ModelFile};

/// Rows of numbers by feature, one signed byte each with a scale for each row.
#[derive(Clone, Debug)]
pub struct Embedding {
    index: FeatureIndex,
    width: usize,
    values: Vec<i8>,
    scales: Vec<f32>,
}

/// Largest size of a stored number.
#[cfg(feature = "train")]
const LARGEST: f32 = 127.0;

impl Embedding {
    /// The rows of these features, quantised.
    ///
    /// # Panics
    /// If there is not one row for each feature.
    #[cfg(feature = "train")]
    pub fn new(index: FeatureIndex, rows: &Matrix) -> Self {
        assert_eq!(index.len(), rows.rows(), "one row for each feature");
        let (mut values, mut scales) = (Vec::new(), Vec::new());
        for row in 0..rows.rows() {
            let row = rows.row(row);
            let largest = row.iter().fold(0f32, |most, v| most.max(v.abs()));
            let scale = if largest > 0.0 {
                largest / LARGEST
            } else {
                1.0
            };
            scales.push(scale);
            values.extend(row.iter().map(|v| (v / scale).round() as i8));
        }
        Self {
            index,
            width: rows.columns(),
            values,
            scales,
        }
    }

    /// Length of each row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Adds the rows of these features to `sum`; a feature that has none adds nothing.
    pub fn add(&self, features: &[Feature], sum: &mut [f32]) {
        for &feature in features {
            let Some(row) = self.index.get(feature) else {
                continue;
            };
            let values = &self.values[row * self.width..(row + 1) * self.width];
            add_scaled(values, self.scales[row], sum);
        }
    }

    /// Puts the rows into a file under this name.
    pub fn write(&self, name: &str, file: &mut ModelFile) {
        let scales = self.scales.iter().flat_map(|s| s.to_le_bytes()).collect();
        file.set(&format!("{name}.keys"), self.index.to_bytes());
        file.set(&format!("{name}.scales"), scales);
        let bytes = self.values.iter().map(|v| v.cast_unsigned()).collect();
        file.set(&format!("{name}.rows"), bytes);
    }

    /// Reads the rows of this name from a file.
    ///
    /// # Errors
    /// [`ModelError`] where a part is missing or the parts do not fit together.
    pub fn read(name: &str, file: &ModelFile) -> Result<Self, ModelError> {
        let part = |part: &str| file.get(&format!("{name}.{part}"));
        let index = FeatureIndex::from_bytes(part("keys")?).ok_or_else(|| broken(name))?;
        let scales: Vec<f32> = part("scales")?
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect();
        let values = part("rows")?;
        let width = values.len() / index.len().max(1);
        let sound = scales.len() == index.len()
            && values.len() == width * index.len()
            && scales.iter().all(|s| s.is_finite());
        if !sound {
            return Err(broken(name));
        }
        Ok(Self {
            index,
            width,
            values: values.iter().map(|v| v.cast_signed()).collect(),
            scales,
        })
    }
}

vectorized! {
    fn add_scaled(values: &[i8], scale: f32, sum: &mut [f32]) {
        for (sum, &value) in sum.iter_mut().zip(values) {
            *sum += scale * f32::from(value);
        }
    }
}
