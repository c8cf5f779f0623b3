use crate::matrix::Matrix;

/// Most sweeps of rotations; a dozen suffice for matrices of some hundred rows.
const SWEEPS: usize = 30;

/// What is left of the numbers beside the diagonal, as a share of all, when the rotations end.
const NEAR: f64 = 1e-12;

/// The eigenvalues of a symmetric matrix of so many rows, with an eigenvector each, by Jacobi's rotations; the largest
/// first.
pub(crate) fn eigenvectors(mut values: Vec<f64>, size: usize) -> Vec<(f64, Vec<f64>)> {
    let mut vectors: Vec<Vec<f64>> = (0..size)
        .map(|row| (0..size).map(|at| f64::from(u8::from(row == at))).collect())
        .collect();
    let square = |values: &[f64], is_used: fn(usize, usize) -> bool| -> f64 {
        let all = values.iter().enumerate();
        let used = all.filter(|(at, _)| is_used(at / size, at % size));
        used.map(|(_, value)| value * value).sum()
    };
    let whole = square(&values, |_, _| true);
    for _ in 0..SWEEPS {
        if square(&values, |row, column| row != column) <= NEAR * whole {
            break;
        }
        for p in 0..size {
            for q in p + 1..size {
                rotate(&mut values, &mut vectors, size, (p, q));
            }
        }
    }
    let mut pairs: Vec<(f64, Vec<f64>)> = vectors
        .into_iter()
        .enumerate()
        .map(|(at, vector)| (values[at * size + at], vector))
        .collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    pairs
}

/// Turns two axes so that the number beside the diagonal that they share becomes zero.
fn rotate(values: &mut [f64], vectors: &mut [Vec<f64>], size: usize, (p, q): (usize, usize)) {
    let shared = values[p * size + q];
    if shared == 0.0 {
        return;
    }
    let theta = (values[q * size + q] - values[p * size + p]) / (2.0 * shared);
    let tangent = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let along = 1.0 / (tangent * tangent + 1.0).sqrt();
    let across = tangent * along;
    let turned = |a: f64, b: f64| (along * a - across * b, across * a + along * b);
    for at in 0..size {
        let (a, b) = (at * size + p, at * size + q);
        (values[a], values[b]) = turned(values[a], values[b]);
    }
    for at in 0..size {
        let (a, b) = (p * size + at, q * size + at);
        (values[a], values[b]) = turned(values[a], values[b]);
    }
    let (before, after) = vectors.split_at_mut(q);
    for (a, b) in before[p].iter_mut().zip(&mut after[0]) {
        (*a, *b) = turned(*a, *b);
    }
}

/// Rows times a matrix given by its columns.
pub(crate) fn turned(rows: &Matrix, columns: &[&[f64]]) -> Matrix {
    let mut out = Matrix::zeros(rows.rows(), columns.len());
    for row in 0..rows.rows() {
        let values = rows.row(row);
        for (value, column) in out.row_mut(row).iter_mut().zip(columns) {
            let products = values.iter().zip(*column).map(|(&a, b)| f64::from(a) * b);
            *value = products.sum::<f64>() as f32;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eigenvectors_are_stretched_and_no_more() {
        let size = 7;
        let value = |at: usize| {
            let (row, column) = (at / size, at % size);
            1.0 / (row + column + 1) as f64 + if row == column { row as f64 } else { 0.0 }
        };
        let matrix: Vec<f64> = (0..size * size).map(value).collect();
        let pairs = eigenvectors(matrix.clone(), size);
        assert!(pairs.is_sorted_by(|a, b| a.0 >= b.0));
        for (stretch, vector) in &pairs {
            for row in 0..size {
                let products = (0..size).map(|at| matrix[row * size + at] * vector[at]);
                assert!((products.sum::<f64>() - stretch * vector[row]).abs() < 1e-6);
            }
        }
    }
}
