//! Matrices in model files: two numbers for the shape, a scale, then 16 bits for each value; or for each row a
//! scale and 8 bits for each value.

use crate::matrix::Matrix;
use newsgraph_linear::{ModelError, ModelFile};

const LARGEST: f32 = 32767.0;
const HEADER: usize = 12;
const LARGEST_BYTE: f32 = 127.0;
/// Bytes of a row's scale.
const SCALE: usize = 4;

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

    /// Puts the matrix into a file under this name, each value rounded to 8 bits on the scale of its row.
    pub fn write_bytes(&self, name: &str, file: &mut ModelFile) {
        let mut bytes = Vec::with_capacity(self.rows() * (self.columns() + SCALE));
        for row in (0..self.rows()).map(|row| self.row(row)) {
            let largest = row.iter().fold(0f32, |most, v| most.max(v.abs()));
            let scale = if largest > 0.0 {
                largest / LARGEST_BYTE
            } else {
                1.0
            };
            bytes.extend(scale.to_le_bytes());
            let byte = |v: &f32| ((v / scale).round() as i8).cast_unsigned();
            bytes.extend(row.iter().map(byte));
        }
        file.set(name, bytes);
    }

    /// Reads what [`Matrix::write_bytes`] wrote, which must have so many rows and columns.
    ///
    /// # Errors
    /// [`ModelError`] where it is missing, has another length or a scale that is no number.
    pub fn read_bytes(
        name: &str,
        [rows, columns]: [usize; 2],
        file: &ModelFile,
    ) -> Result<Self, ModelError> {
        let bytes = file.get(name)?;
        if Some(bytes.len()) != rows.checked_mul(columns + SCALE) {
            return Err(broken(name));
        }
        let mut values = Vec::with_capacity(rows * columns);
        for row in bytes.chunks_exact(columns + SCALE) {
            let scale = f32::from_le_bytes([row[0], row[1], row[2], row[3]]);
            if !scale.is_finite() {
                return Err(broken(name));
            }
            let value = |b: &u8| f32::from(b.cast_signed()) * scale;
            values.extend(row[SCALE..].iter().map(value));
        }
        Ok(Self::new(columns, values))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_bytes_keep_their_values_nearly() {
        let matrix = Matrix::new(2, vec![1.0, -0.5, 0.0, 0.0, 1e-3, 2e-3]);
        let mut file = ModelFile::new("toy", 1);
        matrix.write_bytes("m", &mut file);
        let back = Matrix::read_bytes("m", [3, 2], &file).unwrap();
        let bound = [1.0, 1.0, 0.0, 0.0, 2e-3, 2e-3].map(|largest| largest / 254.0 + 1e-9);
        let pairs = matrix.values().iter().zip(back.values()).zip(bound);
        assert!(
            pairs
                .into_iter()
                .all(|((a, b), bound)| (a - b).abs() <= bound)
        );
        assert!(Matrix::read_bytes("m", [2, 3], &file).is_err());
    }
}
