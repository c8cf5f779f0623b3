use crate::architecture::Head;
use crate::backend::guarded;
use crate::checkpoint::Checkpoint;
use crate::network::Network;
use crate::pieces::Pieces;
use crate::pool::Pool;
use crate::weights::Weights;
use crate::windows::batches;
use crate::{BertError, BertOptions};
use std::convert::Infallible;
use std::path::Path;
use tch::{Kind, TchError, Tensor};

/// A checkpoint that is ready to run.
#[derive(Debug)]
pub(crate) struct Classifier {
    pub(crate) name: String,
    /// What each output stands for.
    pub(crate) labels: Vec<String>,
    pub(crate) pieces: Pieces,
    pub(crate) options: BertOptions,
    /// The most pieces of a window, special ones included.
    pub(crate) window: usize,
    padding: i64,
    networks: Pool<Network>,
}

impl Classifier {
    /// Loads the checkpoint in a folder.
    pub(crate) fn load(
        folder: &Path,
        head: Head,
        options: &BertOptions,
    ) -> Result<Self, BertError> {
        let checkpoint = Checkpoint::open(folder, head)?;
        let pieces = Pieces::open(&checkpoint)?;
        let weights = Weights::open(folder)?;
        let networks: Result<Vec<Network>, BertError> = (0..options.networks.max(1))
            .map(|_| Network::new(&checkpoint, head, &weights))
            .collect();
        let threads = i32::try_from(options.threads.max(1)).unwrap_or(i32::MAX);
        guarded("set its number of threads", || {
            tch::set_num_threads(threads);
            Ok::<(), Infallible>(())
        })?;
        let positions = checkpoint.positions()?;
        Ok(Self {
            name: checkpoint.name(),
            window: options.window.min(positions).max(pieces.special() + 1),
            padding: checkpoint.padding(),
            labels: checkpoint.labels,
            pieces,
            options: options.clone(),
            networks: Pool::new(networks?),
        })
    }

    /// For each window the scores of the labels: of each of its pieces in turn, or of the window as a
    /// whole.
    pub(crate) fn run(&self, windows: &[Vec<u32>]) -> Result<Vec<Vec<f32>>, BertError> {
        let lengths: Vec<usize> = windows.iter().map(Vec::len).collect();
        let mut scores = vec![Vec::new(); windows.len()];
        let (most, pieces) = (self.options.batch_windows, self.options.batch_pieces);
        for batch in batches(&lengths, most, pieces) {
            let rows: Vec<&[u32]> = batch.iter().map(|&window| &windows[window][..]).collect();
            let (ids, mask) = self.tensors(&rows)?;
            let out = self.networks.with(|network| network.forward(&ids, &mask))?;
            let out = guarded("gave its scores", || numbers(&out))?;
            let each = out.len() / batch.len();
            for (&window, row) in batch.iter().zip(out.chunks_exact(each)) {
                // What stands behind a short window is scores of padding.
                let own = each.min(lengths[window] * self.labels.len());
                scores[window] = row[..own].to_vec();
            }
        }
        Ok(scores)
    }

    /// The pieces of a batch and its mask.
    fn tensors(&self, rows: &[&[u32]]) -> Result<(Tensor, Tensor), BertError> {
        let longest = rows.iter().map(|row| row.len()).max().unwrap_or_default();
        let mut ids = vec![self.padding; rows.len() * longest];
        let mut mask = vec![0i64; ids.len()];
        for (at, row) in rows.iter().enumerate() {
            for (column, &id) in row.iter().enumerate() {
                ids[at * longest + column] = i64::from(id);
                mask[at * longest + column] = 1;
            }
        }
        let shape = [rows.len() as i64, longest as i64];
        let tensor = |values: &[i64]| {
            guarded("took the pieces", || {
                Tensor::f_from_slice(values)?.f_view(shape)
            })
        };
        Ok((tensor(&ids)?, tensor(&mask)?))
    }
}

/// All numbers of a tensor in order.
fn numbers(tensor: &Tensor) -> Result<Vec<f32>, TchError> {
    let tensor = tensor.f_to_kind(Kind::Float)?.f_contiguous()?;
    let mut numbers = vec![0.0; tensor.numel()];
    let count = numbers.len();
    tensor.f_copy_data(&mut numbers, count)?;
    Ok(numbers)
}

/// The position of the largest score, and its probability among the others (softmax).
pub(crate) fn best(scores: &[f32]) -> Option<(usize, f32)> {
    let (at, &top) = scores
        .iter()
        .enumerate()
        .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
    let sum: f32 = scores.iter().map(|score| (score - top).exp()).sum();
    Some((at, 1.0 / sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_score_with_its_probability() {
        let (at, probability) = best(&[0.0, 1.0f32.ln(), 2.0f32.ln()]).expect("there are scores");
        assert_eq!(at, 2);
        assert!((probability - 0.5).abs() < 1e-6);
        assert_eq!(
            best(&[1.0, 1.0]).map(|b| b.0),
            Some(0),
            "the first of equals"
        );
        assert_eq!(best(&[]), None);
    }
}
