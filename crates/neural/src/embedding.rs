use crate::file::broken;
use crate::matrix::Matrix;
use crate::simd::vectorized;
use newsgraph_linear::{Feature, FeatureIndex, ModelError, ModelFile, check_number};

/// Rows of numbers by feature.
#[derive(Clone, Debug)]
pub struct Embedding {
    index: FeatureIndex,
    rows: ByteRows,
}

/// Rows of numbers, one signed byte each with a scale for each row.
#[derive(Clone, Debug)]
pub(crate) struct ByteRows {
    width: usize,
    values: Vec<i8>,
    scales: Vec<f32>,
}

/// Largest size of a stored number.
const LARGEST: f32 = 127.0;

impl ByteRows {
    /// Rows, rounded.
    pub(crate) fn new(rows: &Matrix) -> Self {
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
            width: rows.columns(),
            values,
            scales,
        }
    }

    /// Adds rows to `sum`, one after another.
    pub(crate) fn add(&self, rows: impl Iterator<Item = usize>, sum: &mut [f32]) {
        let mut scaled = [(0, 0.0); AT_ONCE];
        let mut count = 0;
        for row in rows {
            if count == AT_ONCE {
                add_rows(&self.values, &scaled, sum);
                count = 0;
            }
            scaled[count] = (row * self.width, self.scales[row]);
            count += 1;
        }
        add_rows(&self.values, &scaled[..count], sum);
    }
}

/// Rows that are added at once.
const AT_ONCE: usize = 32;

/// Numbers of a row that stay in the processor's registers while rows are added.
const STRIP: usize = 32;

impl Embedding {
    /// The rows of these features, quantised.
    ///
    /// # Panics
    /// If there is not one row for each feature.
    #[cfg(feature = "train")]
    pub fn new(index: FeatureIndex, rows: &Matrix) -> Self {
        assert_eq!(index.len(), rows.rows(), "one row for each feature");
        Self {
            index,
            rows: ByteRows::new(rows),
        }
    }

    /// Length of each row.
    pub fn width(&self) -> usize {
        self.rows.width
    }

    /// Adds the rows of these features to `sum`; a feature that has none adds nothing.
    pub fn add(&self, features: impl IntoIterator<Item = Feature>, sum: &mut [f32]) {
        let features = features.into_iter();
        let rows = features.filter_map(|feature| self.index.get(feature));
        self.rows.add(rows, sum);
    }

    /// Puts the rows into a file under this name.
    pub fn write(&self, name: &str, file: &mut ModelFile) {
        let scales = self
            .rows
            .scales
            .iter()
            .flat_map(|s| s.to_le_bytes())
            .collect();
        file.set(&format!("{name}.keys"), self.index.to_bytes());
        file.set(&format!("{name}.scales"), scales);
        let bytes = self.rows.values.iter().map(|v| v.cast_unsigned()).collect();
        file.set(&format!("{name}.rows"), bytes);
    }

    /// Reads the rows of this name from a file.
    ///
    /// # Errors
    /// [`ModelError`] where a part is missing or the parts do not fit together.
    pub fn read(name: &str, file: &ModelFile) -> Result<Self, ModelError> {
        let part = |part: &str| file.get(&format!("{name}.{part}"));
        let index = FeatureIndex::from_bytes(part("keys")?).ok_or_else(|| broken(name))?;
        let name_of_scales = format!("{name}.scales");
        let scales = file.numbers(&name_of_scales)?;
        for scale in &scales {
            check_number(&name_of_scales, scale * LARGEST)?;
        }
        let values = part("rows")?;
        let width = values.len() / index.len().max(1);
        let sound = scales.len() == index.len() && values.len() == width * index.len();
        if !sound {
            return Err(broken(name));
        }
        let rows = ByteRows {
            width,
            values: values.iter().map(|v| v.cast_signed()).collect(),
            scales,
        };
        Ok(Self { index, rows })
    }
}

vectorized! {
    /// Adds rows, given by where they begin and their scales: strip by strip, and in each row after row.
    fn add_rows(values: &[i8], rows: &[(usize, f32)], sum: &mut [f32]) {
        let (strips, rest) = sum.as_chunks_mut::<STRIP>();
        for (number, strip) in strips.iter_mut().enumerate() {
            let mut sums = *strip;
            for &(start, scale) in rows {
                let start = start + number * STRIP;
                for (sum, &value) in sums.iter_mut().zip(&values[start..start + STRIP]) {
                    *sum += scale * f32::from(value);
                }
            }
            *strip = sums;
        }
        let first = strips.len() * STRIP;
        for &(start, scale) in rows {
            let start = start + first;
            for (sum, &value) in rest.iter_mut().zip(&values[start..]) {
                *sum += scale * f32::from(value);
            }
        }
    }
}
