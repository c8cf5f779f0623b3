use crate::fit::add_scaled;
use crate::matrix::Matrix;
use crate::rotation::{eigenvectors, turned};
use crate::vectors::{BOOKS, CENTRES, CODES, TASK, TEMPLATES, WORDS};
use newsgraph_linear::{ModelFile, WordIndex, hash_bytes};

/// Bits of a word's hash that choose its bucket.
const BITS: u32 = 16;

/// Makes a table of word vectors small: product quantisation of the vectors turned to their principal axes, which are
/// dealt out so that all parts weigh alike (Ge et al. 2013, the parametric solution); each part by k-means.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct VectorQuantizer {
    /// Numbers of a part; a byte tells what stands there.
    pub part: usize,
    /// Steps of k-means.
    pub steps: usize,
    /// Words that it looks at, frequent ones before others.
    pub sample: usize,
}

impl Default for VectorQuantizer {
    fn default() -> Self {
        Self {
            part: 5,
            steps: 12,
            sample: 40_000,
        }
    }
}

impl VectorQuantizer {
    /// The file of these words, the most frequent first, each with a row of `vectors`. Words are as
    /// `WordVectors::row` asks for them; of those that are spelled alike the first counts. The vectors are moved so
    /// that the mean of the sample is zero, turned, and scaled to a mean square of one. The same words give the same
    /// bytes.
    ///
    /// # Panics
    /// If there is no word, not one row for each, or if parts of so many numbers do not make a row.
    pub fn quantize<'a>(
        &self,
        words: impl IntoIterator<Item = &'a str>,
        mut vectors: Matrix,
    ) -> ModelFile {
        assert!(vectors.rows() > 0, "no words");
        assert_eq!(vectors.columns() % self.part, 0, "whole parts");
        let sample = self.sampled(vectors.rows());
        normalize(&mut vectors, &sample);
        let vectors = self.turned(&vectors, &sample);
        let parts = vectors.columns() / self.part;
        let mut books = Matrix::zeros(parts * CENTRES, self.part);
        let mut codes = vec![0; vectors.rows() * parts];
        for part in 0..parts {
            let columns = part * self.part..(part + 1) * self.part;
            let points = vectors.block(0..vectors.rows(), columns);
            let centres = self.centres(&points, &sample);
            for row in 0..points.rows() {
                codes[row * parts + part] = nearest(&centres, points.row(row)) as u8;
            }
            for centre in 0..CENTRES {
                let row = books.row_mut(part * CENTRES + centre);
                row.copy_from_slice(centres.row(centre));
            }
        }
        let hashes = words.into_iter().map(|word| hash_bytes(word.as_bytes()));
        let (index, numbers) = WordIndex::new(BITS, hashes.take(vectors.rows()));
        let code = |number: usize| &codes[number * parts..(number + 1) * parts];
        let mut file = ModelFile::new(TASK, TEMPLATES);
        index.write(WORDS, &mut file);
        books.write(BOOKS, &mut file);
        file.set(CODES, numbers.into_iter().flat_map(code).copied().collect());
        file
    }

    /// The vectors by their principal axes, each part with axes of each size.
    fn turned(&self, vectors: &Matrix, sample: &[usize]) -> Matrix {
        let size = vectors.columns();
        let mut products = vec![0.0; size * size];
        for &row in sample {
            let row = vectors.row(row);
            for (&a, products) in row.iter().zip(products.chunks_exact_mut(size)) {
                let others = row.iter().map(|&b| f64::from(a) * f64::from(b));
                products
                    .iter_mut()
                    .zip(others)
                    .for_each(|(sum, product)| *sum += product);
            }
        }
        let axes = eigenvectors(products, size);
        let mut parts: Vec<(f64, Vec<&[f64]>)> = vec![(0.0, Vec::new()); size / self.part];
        for (weight, axis) in &axes {
            let open = parts.iter_mut().filter(|(_, axes)| axes.len() < self.part);
            if let Some((sum, axes)) = open.min_by(|a, b| a.0.total_cmp(&b.0)) {
                *sum += weight.max(f64::MIN_POSITIVE).ln();
                axes.push(axis);
            }
        }
        let columns: Vec<&[f64]> = parts.into_iter().flat_map(|(_, axes)| axes).collect();
        turned(vectors, &columns)
    }

    /// Rows of a table in falling order of frequency, the thinner the rarer: about every `sqrt(row)`-th.
    fn sampled(&self, rows: usize) -> Vec<usize> {
        let step = |at: usize| at * at / self.sample * rows / self.sample;
        let mut sample: Vec<usize> = (0..self.sample).map(step).collect();
        sample.dedup();
        sample
    }

    /// Centres of the sampled points.
    fn centres(&self, points: &Matrix, sample: &[usize]) -> Matrix {
        let first = |centre: usize| points.row(sample[centre * sample.len() / CENTRES]);
        let values = (0..CENTRES).flat_map(first).copied().collect();
        let mut centres = Matrix::new(self.part, values);
        for _ in 0..self.steps {
            let mut sums = Matrix::zeros(CENTRES, self.part);
            let mut counts = [0f32; CENTRES];
            for &row in sample {
                let centre = nearest(&centres, points.row(row));
                add_scaled(sums.row_mut(centre), points.row(row), 1.0);
                counts[centre] += 1.0;
            }
            for (centre, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0.0) {
                let values = centres.row_mut(centre).iter_mut().zip(sums.row(centre));
                values.for_each(|(value, sum)| *value = sum / count);
            }
        }
        centres
    }
}

/// Moves rows so that the mean of the sample is zero, and scales them to a mean square of one.
fn normalize(vectors: &mut Matrix, sample: &[usize]) {
    let count = sample.len() as f32;
    let mut mean = vec![0f32; vectors.columns()];
    for &row in sample {
        add_scaled(&mut mean, vectors.row(row), 1.0 / count);
    }
    for row in 0..vectors.rows() {
        add_scaled(vectors.row_mut(row), &mean, -1.0);
    }
    let square = |&row: &usize| vectors.row(row).iter().map(|v| v * v).sum::<f32>();
    let sum: f32 = sample.iter().map(square).sum();
    let scale = (sum / (count * vectors.columns() as f32))
        .sqrt()
        .max(f32::MIN_POSITIVE);
    vectors
        .values_mut()
        .iter_mut()
        .for_each(|value| *value /= scale);
}

/// The row that is nearest to a point, the first of equals.
fn nearest(rows: &Matrix, point: &[f32]) -> usize {
    let mut best = (0, f32::INFINITY);
    for row in 0..rows.rows() {
        let pairs = rows.row(row).iter().zip(point);
        let distance: f32 = pairs.map(|(a, b)| (a - b) * (a - b)).sum();
        if distance < best.1 {
            best = (row, distance);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vectors::WordVectors;

    #[test]
    fn near_words_stay_near() {
        let (words, width) = (600, 10);
        let names: Vec<String> = (0..words).map(|n| format!("word{n}")).collect();
        let value =
            |at: usize| ((at / width % 7) * (at % width) % 5) as f32 + (at % 3) as f32 * 0.01;
        let table = Matrix::new(width, (0..words * width).map(value).collect());
        let quantizer = VectorQuantizer::default();
        let mut file = quantizer.quantize(names.iter().map(String::as_str), table.clone());
        file.describe("name", "toy".into());
        file.describe("version", "1".into());
        let bytes = file.to_bytes().unwrap();
        let vectors = WordVectors::from_bytes(bytes).unwrap();
        assert_eq!(vectors.width(), width);
        assert_eq!(vectors.row("nothing"), None);
        assert_eq!(vectors.row("some-word3"), vectors.row("word3"));
        let vector = |n: usize| vectors.vector(vectors.row(&names[n]).unwrap());
        let distance =
            |a: &[f32], b: &[f32]| -> f32 { a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum() };
        // Words seven apart are alike.
        assert!(distance(&vector(3), &vector(10)) < 0.1);
        assert!(distance(&vector(3), &vector(11)) > 1.0);
    }
}
