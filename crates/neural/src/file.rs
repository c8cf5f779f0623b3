//! Matrices in model files.
//!
//! [`Matrix::write`] keeps the shape, one scale for all, and 16 bits for each value. The row `1.0 -0.25` has the
//! scale 1 / 32767:
//!
//! ```text
//! 01 00 00 00   02 00 00 00   00 01 00 38   FF 7F   00 E0
//! 1 row         2 columns     3.05e-5       32767   -8192
//! ```
//!
//! [`Matrix::write_bytes`] keeps no shape, but for each row a scale and 8 bits for each value: the same row has the
//! scale 1 / 127 and the bytes `7F E0`, for 127 and -32. The error of a value is at most half of its scale.

use crate::matrix::{Matrix, Shape};
use newsgraph_linear::{ModelError, ModelFile, check_number};

const LARGEST: f32 = 32767.0;
/// Bytes of the shape, and of the shape with the scale.
const SHAPE: usize = 8;
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
    /// [`ModelError`] where it is missing, has another length or a scale that makes values too large for a model.
    pub fn read_bytes(
        name: &str,
        Shape { rows, columns }: Shape,
        file: &ModelFile,
    ) -> Result<Self, ModelError> {
        let bytes = file.get(name)?;
        let length = columns
            .checked_add(SCALE)
            .and_then(|row| rows.checked_mul(row));
        if Some(bytes.len()) != length {
            return Err(broken(name));
        }
        let mut values = Vec::with_capacity(rows * columns);
        for row in bytes.chunks_exact(columns + SCALE) {
            let scale = f32::from_le_bytes([row[0], row[1], row[2], row[3]]);
            check_number(name, scale * LARGEST_BYTE)?;
            let value = |b: &u8| f32::from(b.cast_signed()) * scale;
            values.extend(row[SCALE..].iter().map(value));
        }
        Ok(Self::new(columns, values))
    }

    /// Reads the matrix of this name, which must have this shape.
    ///
    /// # Errors
    /// [`ModelError`] where it is missing, is cut short, has another shape or values too large for a model.
    pub fn read(name: &str, shape: Shape, file: &ModelFile) -> Result<Self, ModelError> {
        if Shape::of_part(name, file)? != shape {
            return Err(broken(name));
        }
        let bytes = file.get(name)?;
        let scale = bytes
            .get(SHAPE..HEADER)
            .and_then(|bytes| Some(f32::from_le_bytes(bytes.try_into().ok()?)))
            .ok_or_else(|| broken(name))?;
        check_number(name, scale * LARGEST)?;
        let (values, _) = bytes[HEADER..].as_chunks();
        let value = |&bytes: &[u8; 2]| f32::from(i16::from_le_bytes(bytes)) * scale;
        Ok(Self::new(shape.columns, values.iter().map(value).collect()))
    }
}

impl Shape {
    /// The shape of a matrix in a file, as [`Matrix::write`] put it there; the values are as many.
    ///
    /// # Errors
    /// [`ModelError`] where it is missing, cut short or empty.
    pub fn of_part(name: &str, file: &ModelFile) -> Result<Self, ModelError> {
        let bytes = file.get(name)?;
        let number = |at: usize| {
            let bytes = bytes.get(at..at + SHAPE / 2)?;
            Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
        };
        let (Some(rows), Some(columns)) = (number(0), number(SHAPE / 2)) else {
            return Err(broken(name));
        };
        let values = bytes.len().checked_sub(HEADER);
        let is_empty = rows == 0 || columns == 0;
        if is_empty
            || values.is_none()
            || values != rows.checked_mul(columns).and_then(|n| n.checked_mul(2))
        {
            return Err(broken(name));
        }
        Ok(Self { rows, columns })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(rows: usize, columns: usize) -> Shape {
        Shape { rows, columns }
    }

    #[test]
    fn a_matrix_tells_its_shape() {
        let mut file = ModelFile::new("toy", 1);
        Matrix::zeros(3, 2).write("m", &mut file);
        assert_eq!(Shape::of_part("m", &file).unwrap(), shape(3, 2));
        assert_eq!(Matrix::read("m", shape(3, 2), &file).unwrap().rows(), 3);
        assert!(Matrix::read("m", shape(2, 3), &file).is_err());
        let whole = file.get("m").unwrap().to_vec();
        for length in 0..whole.len() {
            file.set("m", whole[..length].to_vec());
            assert!(Shape::of_part("m", &file).is_err(), "{length} bytes");
        }
        file.set("m", vec![0xFF; 12]);
        assert!(Shape::of_part("m", &file).is_err());
    }

    #[test]
    fn refuses_scales_that_lead_out_of_the_numbers() {
        for scale in [3.4e38, f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -1e9] {
            let mut file = ModelFile::new("toy", 1);
            Matrix::zeros(1, 2).write("m", &mut file);
            let mut bytes = file.get("m").unwrap().to_vec();
            bytes[SHAPE..HEADER].copy_from_slice(&f32::to_le_bytes(scale));
            file.set("m", bytes);
            let error = Matrix::read("m", shape(1, 2), &file).unwrap_err();
            assert!(matches!(error, ModelError::Number { .. }), "{error}");
            let row = [&f32::to_le_bytes(scale)[..], &[1, 2]].concat();
            file.set("rows", row);
            let error = Matrix::read_bytes("rows", shape(1, 2), &file).unwrap_err();
            assert!(matches!(error, ModelError::Number { .. }), "{error}");
        }
    }

    #[test]
    fn rows_in_bytes_keep_their_values_nearly() {
        let matrix = Matrix::new(2, vec![1.0, -0.5, 0.0, 0.0, 1e-3, 2e-3]);
        let mut file = ModelFile::new("toy", 1);
        matrix.write_bytes("m", &mut file);
        let back = Matrix::read_bytes("m", shape(3, 2), &file).unwrap();
        let bound = [1.0, 1.0, 0.0, 0.0, 2e-3, 2e-3].map(|largest| largest / 254.0 + 1e-9);
        let pairs = matrix.values().iter().zip(back.values()).zip(bound);
        assert!(
            pairs
                .into_iter()
                .all(|((a, b), bound)| (a - b).abs() <= bound)
        );
        assert!(Matrix::read_bytes("m", shape(2, 3), &file).is_err());
    }
}
