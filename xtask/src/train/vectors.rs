//! The word vectors that all models share.

use super::{Arguments, Description, Reads, gunzip};
use anyhow::{Context, Result, ensure};
use newsgraph::Model;
use newsgraph_neural::{Matrix, VectorQuantizer};
use safetensors::{Dtype, SafeTensors};

/// Folder and names of the words, the most frequent first, and their vectors.
const WORDS: &str = "resources/vectors/glove-100d.words.gz";
const VECTORS: &str = "resources/vectors/glove-100d.safetensors";

pub(super) fn train(arguments: &Arguments) -> Result<()> {
    let words = gunzip(arguments, WORDS)?;
    let words: Vec<String> = words.lines().map(plain).collect();
    let path = arguments.data.join(VECTORS);
    let bytes =
        std::fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
    let file = SafeTensors::deserialize(&bytes)?;
    let tensor = file.tensor("vectors")?;
    let &[rows, columns] = tensor.shape() else {
        anyhow::bail!("{}: expected rows and columns", path.display());
    };
    ensure!(
        tensor.dtype() == Dtype::F16 && rows == words.len(),
        "{}: expected {} rows of 16-bit floating point numbers",
        path.display(),
        words.len()
    );
    let (numbers, _) = tensor.data().as_chunks();
    let values = numbers.iter().map(|&bytes| half(u16::from_le_bytes(bytes)));
    let table = Matrix::new(columns, values.collect());
    let file = VectorQuantizer::default().quantize(words.iter().map(String::as_str), table);
    let mut corpora = serde_json::Map::new();
    let licence = "PDDL 1.0; Wikipedia 2014 and Gigaword 5";
    corpora.insert("glove-6b-100d".to_owned(), licence.into());
    arguments.write(
        file,
        Description {
            model: Model::Vectors,
            name: "en-vectors-news",
            task: "vectors",
            corpora,
            reads: Reads::Words(&[]),
        },
    )
}

/// A word as it is looked up: each digit as 0.
fn plain(word: &str) -> String {
    let digit = |c: char| if c.is_ascii_digit() { '0' } else { c };
    word.chars().map(digit).collect()
}

/// The value of 16 bits as IEEE 754 has them.
fn half(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f32::from(bits & 1023) / 1024.0);
    match exponent {
        0 => sign * fraction * 2f32.powi(-14),
        31 => sign * f32::INFINITY,
        _ => sign * (1.0 + fraction) * 2f32.powi(exponent - 15),
    }
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn reads_halves() {
        let found = [0x3C00, 0xC000, 0x3555, 0x0001, 0x7BFF].map(half);
        assert_eq!(found[..2], [1.0, -2.0]);
        assert!((found[2] - 0.333_25).abs() < 1e-5);
        assert!((found[3] - 5.960_464_5e-8).abs() < 1e-12);
        assert!((found[4] - 65_504.0).abs() < 1e-3);
    }
}
