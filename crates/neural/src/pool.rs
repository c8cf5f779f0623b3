use std::fmt;
use std::sync::{Mutex, PoisonError};

/// What a component works in and keeps from text to text, one for each thread that works at the same time: buffers,
/// and rows of words that come again. What a component gives must not depend on what is kept.
///
/// A clone begins with none.
pub struct Pool<T>(Mutex<Vec<T>>);

impl<T: Default> Pool<T> {
    /// Lends one that no other thread has, a new one where there is none.
    pub fn with<R>(&self, work: impl FnOnce(&mut T) -> R) -> R {
        let mut lent = self.kept(Vec::pop).unwrap_or_default();
        let result = work(&mut lent);
        self.kept(|kept| kept.push(lent));
        result
    }

    fn kept<R>(&self, with: impl FnOnce(&mut Vec<T>) -> R) -> R {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
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
