use crate::{ModelError, ModelFile};
use std::borrow::Borrow;

/// The largest size of a number in a model: 2²⁰.
///
/// So nothing that is computed from models leaves the numbers. A sum of at most 2²⁰ of them is below 2⁴⁰; a layer over
/// at most 2¹⁵ inputs, which count up to ±2⁵, gives at most 2⁴¹; products of two layers' outputs over 2¹⁰ numbers, as
/// the scores of arcs are, stay below 2⁹², and 32-bit floating point numbers go up to 2¹²⁷.
pub const LARGEST_NUMBER: f32 = 1_048_576.0;

impl ModelFile {
    /// A part as numbers of four bytes each, the lowest first.
    ///
    /// # Errors
    /// [`ModelError`] where it is missing or cut short, and where [`check_number`] refuses one of them.
    pub fn numbers(&self, name: &str) -> Result<Vec<f32>, ModelError> {
        let (numbers, rest) = self.get(name)?.as_chunks();
        if !rest.is_empty() {
            return Err(ModelError::Inconsistent {
                part: name.to_owned(),
            });
        }
        let numbers = numbers.iter().map(|&bytes| f32::from_le_bytes(bytes));
        numbers.map(|number| check_number(name, number)).collect()
    }
}

/// The number, if it is one and no larger in size than [`LARGEST_NUMBER`].
///
/// # Errors
/// [`ModelError::Number`], which names the part that holds it.
pub fn check_number(part: &str, number: f32) -> Result<f32, ModelError> {
    if number.abs() <= LARGEST_NUMBER {
        return Ok(number);
    }
    Err(ModelError::Number {
        part: part.to_owned(),
        found: number,
        most: LARGEST_NUMBER,
    })
}

/// The position of the highest score, the first of equals; what is no number counts less than any. 0 where there is
/// none.
pub fn highest(scores: impl IntoIterator<Item: Borrow<f32>>) -> usize {
    let (mut best, mut most) = (0, f32::NAN);
    for (at, score) in scores.into_iter().enumerate() {
        let score = *score.borrow();
        if score > most || most.is_nan() && !score.is_nan() {
            (best, most) = (at, score);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_number_or_too_large() {
        for (found, is_sound) in [
            (0.0, true),
            (-LARGEST_NUMBER, true),
            (LARGEST_NUMBER * 2.0, false),
            (3.4e38, false),
            (f32::NAN, false),
            (f32::INFINITY, false),
            (f32::NEG_INFINITY, false),
        ] {
            let mut file = ModelFile::new("toy", 1);
            file.set("a", [1.0, found].map(f32::to_le_bytes).concat());
            assert_eq!(file.numbers("a").is_ok(), is_sound, "{found}");
        }
        let mut file = ModelFile::new("toy", 1);
        file.set("scales", 3e38f32.to_le_bytes().to_vec());
        assert_eq!(
            file.numbers("scales").unwrap_err().to_string(),
            "expected numbers up to 1048576 in the part \"scales\", found 3e38; the file is damaged or was made by \
             other code"
        );
        file.set("scales", vec![0; 5]);
        assert!(file.numbers("scales").is_err());
    }

    #[test]
    fn the_highest_is_a_number_where_there_is_one() {
        let none = f32::NAN;
        assert_eq!(highest([0f32; 0]), 0);
        assert_eq!(highest([1.0, 2.0, 2.0]), 1);
        assert_eq!(highest([none, f32::NEG_INFINITY, none]), 1);
        assert_eq!(highest([none, none]), 0);
        assert_eq!(highest([1.0, none, f32::INFINITY]), 2);
    }
}
