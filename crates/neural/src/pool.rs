use std::fmt;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::available_parallelism;

/// What a component works in and keeps from text to text, one for each thread that works at the same time: buffers,
/// and rows of words that come again. What a component gives must not depend on what is kept.
///
/// As many are kept as threads can work at once on the machine; those of further threads go when their work is done. A
/// clone begins with none.
pub struct Pool<T>(Mutex<Vec<T>>);

impl<T: Default> Pool<T> {
    /// Lends one that no other thread has, a new one where there is none.
    pub fn with<R>(&self, work: impl FnOnce(&mut T) -> R) -> R {
        let mut lent = self.kept(Vec::pop).unwrap_or_default();
        let result = work(&mut lent);
        self.kept(|kept| {
            if kept.len() < most() {
                kept.push(lent);
            }
        });
        result
    }

    fn kept<R>(&self, with: impl FnOnce(&mut Vec<T>) -> R) -> R {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// How many are kept.
fn most() -> usize {
    static MOST: OnceLock<usize> = OnceLock::new();
    *MOST.get_or_init(|| available_parallelism().map_or(1, usize::from))
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

impl<T> Clone for Pool<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> fmt::Debug for Pool<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lent_to_many_at_once_is_not_all_kept() {
        fn lend(pool: &Pool<Vec<u8>>, more: usize) {
            pool.with(|lent| {
                lent.push(1);
                if more > 0 {
                    lend(pool, more - 1);
                }
            });
        }
        let pool = Pool::default();
        lend(&pool, 4 * most());
        assert_eq!(pool.kept(|kept| kept.len()), most());
        assert_eq!(pool.with(|lent| lent.len()), 1);
        assert_eq!(pool.clone().with(|lent| lent.len()), 0);
    }
}
