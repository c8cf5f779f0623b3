use std::fmt;
use std::sync::{Condvar, Mutex, PoisonError};

/// Things that one thread at a time may use, lent to whoever asks first.
///
/// libtorch's tensors may go from thread to thread and not be shared by them; this is what can.
pub(crate) struct Pool<T> {
    idle: Mutex<Vec<T>>,
    returned: Condvar,
}

impl<T> Pool<T> {
    /// A pool of these. Of an empty one nothing is ever lent.
    pub(crate) fn new(items: Vec<T>) -> Self {
        Self {
            idle: Mutex::new(items),
            returned: Condvar::new(),
        }
    }

    /// Calls the function with one of them, as soon as one is idle.
    pub(crate) fn with<R>(&self, call: impl FnOnce(&T) -> R) -> R {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut idle = self
            .returned
            .wait_while(idle, |idle| idle.is_empty())
            .unwrap_or_else(PoisonError::into_inner);
        let loan = Loan {
            pool: self,
            item: idle.pop(),
        };
        drop(idle);
        match &loan.item {
            Some(item) => call(item),
            None => unreachable!("it waited until one was idle"),
        }
    }
}

/// Gives its item back when it goes, also when the borrower panics.
struct Loan<'a, T> {
    pool: &'a Pool<T>,
    item: Option<T>,
}

impl<T> Drop for Loan<'_, T> {
    fn drop(&mut self) {
        let mut idle = self
            .pool
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        idle.extend(self.item.take());
        self.pool.returned.notify_one();
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
    use std::cell::Cell;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::thread;

    #[test]
    fn many_threads_share_what_is_not_sync() {
        let pool = Pool::new(vec![Cell::new(0), Cell::new(0)]);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        pool.with(|count| count.set(count.get() + 1));
                    }
                });
            }
        });
        let idle = pool.idle.into_inner().expect("nobody panicked");
        assert_eq!(idle.iter().map(Cell::get).sum::<i32>(), 800);
    }

    #[test]
    fn a_panic_gives_it_back() {
        let pool = Pool::new(vec![7]);
        let panics = || pool.with(|_| panic!("as a borrower may"));
        assert!(catch_unwind(AssertUnwindSafe(panics)).is_err());
        assert_eq!(pool.with(|&item| item), 7);
    }
}
