//! Matrices in model files: two numbers for the shape, a scale, then 16 bits for each value.

use crate::matrix::Matrix;
use newsgraph_linear::{ModelError, ModelFile};

const LARGEST: f32 = 32767.0;
const HEADER: usize = 12;

pub(crate) fn broken(part: &str) -> ModelError {
    ModelError::Inconsistent {
        part: part.to_owned(),
    }
}

impl Matrix {
    /// Puts the matrix into a file under this name, each value rounded to 16 bits.
    pub fn write(&self, name: &str, file: &mut ModelFile) {
        let largest = self.values().iter().fold(0f32, |most, v| most.max(v.abs()));
        let scale = if largest > 0.0 {
            largest / LARGEST
        } else {
            1.0
        };
        let mut bytes = Vec::with_capacity(HEADER + self.values().len() * 2);
        bytes.extend((self.rows() as u32).to_le_bytes());
        bytes.extend((self.columns() as u32).to_le_bytes());
        bytes.extend(scale.to_le_bytes());
        for value in self.values() {
            bytes.extend(((value / scale).round() as i16).to_le_bytes());
        }
        file.set(name, bytes);
    }

    /// Reads the matrix of this name, which must have so many rows and columns.
    ///
    /// # Errors
    /// [`ModelError`] where it is missing, is cut short or has another shape.
    pub fn read(name: &str, shape: [usize; 2], file: &ModelFile) -> Result<Self, ModelError> {
        let bytes = file.get(name)?;
        let field = |at: usize| bytes.get(at..at + 4).and_then(|b| b.try_into().ok());
        let number = |at: usize| field(at).map(|b| u32::from_le_bytes(b) as usize);
        let scale = field(8).map(f32::from_le_bytes).filter(|s| s.is_finite());
        let (Some(rows), Some(columns), Some(scale)) = (number(0), number(4), scale) else {
            return Err(broken(name));
        };
        let values = &bytes[HEADER..];
        if [rows, columns] != shape
            || Some(values.len()) != rows.checked_mul(columns).map(|n| n * 2)
        {
            return Err(broken(name));
        }
        let value = |b: &[u8]| f32::from(i16::from_le_bytes([b[0], b[1]])) * scale;
        Ok(Self::new(
            columns,
            values.chunks_exact(2).map(value).collect(),
        ))
    }
}
