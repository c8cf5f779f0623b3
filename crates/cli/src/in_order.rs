//! Work on many items at once, with results in the order of the items.

use anyhow::{Context, Result};
use rayon::ThreadPool;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long what is done waits for more of its group.
const PATIENCE: Duration = Duration::from_millis(50);

/// Does `work` on each item, on the threads of a pool, and gives the results to `take` in the order of the items, each
/// as soon as it and those before it are done. Each item comes with its size; those that are read and not yet taken
/// have `room` together, and the next one waits.
pub(crate) fn in_order<T: Send, R: Send>(
    pool: &ThreadPool,
    room: usize,
    items: impl Iterator<Item = (usize, T)>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) + Send,
) -> Result<()> {
    let take = |group: Vec<R>| group.into_iter().for_each(&mut take);
    run(pool, room, 0, items, work, take)
}

/// As [`in_order`], with results in groups: of half the room, or of what is done when the next one is waited for.
pub(crate) fn in_groups<T: Send, R: Send>(
    pool: &ThreadPool,
    room: usize,
    items: impl Iterator<Item = (usize, T)>,
    work: impl Fn(T) -> R + Sync,
    take: impl FnMut(Vec<R>) + Send,
) -> Result<()> {
    run(pool, room, room / 2, items, work, take)
}

fn run<T: Send, R: Send>(
    pool: &ThreadPool,
    room: usize,
    enough: usize,
    items: impl Iterator<Item = (usize, T)>,
    work: impl Fn(T) -> R + Sync,
    take: impl FnMut(Vec<R>) + Send,
) -> Result<()> {
    let room = &Room::new(room);
    let (lines, ordered) = channel::<(usize, Receiver<R>)>();
    thread::scope(|threads| {
        let taking = thread::Builder::new().spawn_scoped(threads, move || {
            let _closing = Closing(room);
            let mut group = Group {
                results: Vec::new(),
                size: 0,
                room,
                take,
            };
            // Where work breaks off nothing comes, and the pool passes the fault on.
            while let Some((size, line)) = group.wait_for(&ordered)
                && let Some(result) = group.wait_for(&line)
            {
                group.results.push(result);
                group.size += size;
                if group.size >= enough {
                    group.give();
                }
            }
            group.give();
        });
        let taking = taking.context("could not start the threads")?;
        pool.in_place_scope_fifo(|jobs| {
            for (size, item) in items {
                let (give, line) = sync_channel(1);
                if !room.enter(size) || lines.send((size, line)).is_err() {
                    break;
                }
                let work = &work;
                // Where nobody takes results any more the item is the last one.
                jobs.spawn_fifo(move |_| drop(give.send(work(item))));
            }
            drop(lines);
        });
        taking.join().unwrap_or_else(|fault| resume_unwind(fault));
        Ok(())
    })
}

/// Results that are taken together.
struct Group<'r, R, F> {
    results: Vec<R>,
    size: usize,
    room: &'r Room,
    take: F,
}

impl<R, F: FnMut(Vec<R>)> Group<'_, R, F> {
    /// What comes next; where it takes long the group is given first.
    fn wait_for<T>(&mut self, from: &Receiver<T>) -> Option<T> {
        match from.recv_timeout(PATIENCE) {
            Err(RecvTimeoutError::Timeout) => {
                self.give();
                from.recv().ok()
            }
            next => next.ok(),
        }
    }

    fn give(&mut self) {
        if !self.results.is_empty() {
            (self.take)(std::mem::take(&mut self.results));
            self.room.leave(std::mem::take(&mut self.size));
        }
    }
}

/// Room for so much at once.
struct Room {
    most: usize,
    held: Mutex<Held>,
    changed: Condvar,
}

#[derive(Default)]
struct Held {
    size: usize,
    is_closed: bool,
}

impl Room {
    fn new(most: usize) -> Self {
        Self {
            most,
            held: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is some room, and takes as much; false where nothing enters any more.
    fn enter(&self, size: usize) -> bool {
        let is_full = |held: &mut Held| held.size >= self.most && !held.is_closed;
        let held = self.changed.wait_while(self.lock(), is_full);
        let mut held = held.unwrap_or_else(PoisonError::into_inner);
        held.size += size;
        !held.is_closed
    }

    fn leave(&self, size: usize) {
        self.lock().size -= size;
        self.changed.notify_one();
    }
}

/// Lets nothing more into a room when it is dropped.
struct Closing<'a>(&'a Room);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.lock().is_closed = true;
        self.0.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn pool(threads: usize) -> Result<ThreadPool> {
        Ok(rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()?)
    }

    #[test]
    fn results_come_in_order_and_few_items_are_under_way() -> Result<()> {
        for threads in [1, 3] {
            let (read, taken, most) = (
                AtomicUsize::new(0),
                AtomicUsize::new(0),
                AtomicUsize::new(0),
            );
            let items = (0..200).map(|item| {
                let read = read.fetch_add(1, Ordering::SeqCst) + 1;
                most.fetch_max(read - taken.load(Ordering::SeqCst), Ordering::SeqCst);
                (2, item)
            });
            // The first of each seven takes longest.
            let work = |item: usize| {
                let turns = if item.is_multiple_of(7) { 100 } else { 1 };
                (0..turns).for_each(|_| thread::yield_now());
                item
            };
            let mut found = Vec::new();
            in_order(&pool(threads)?, 10, items, work, |item| {
                found.push(item);
                taken.fetch_add(1, Ordering::SeqCst);
            })?;
            assert!(found.iter().copied().eq(0..200));
            assert!(most.into_inner() <= 6, "five enter, and one waits");
        }
        Ok(())
    }

    #[test]
    fn groups_have_half_the_room_or_what_is_there() -> Result<()> {
        let mut found = Vec::new();
        let work = |item: usize| {
            if item == 20 {
                thread::sleep(PATIENCE * 4);
            }
            item
        };
        let items = (0..25).map(|item| (1, item));
        in_groups(&pool(1)?, 16, items, work, |group| found.push(group))?;
        assert!(found.iter().flatten().copied().eq(0..25));
        assert!(found.iter().all(|group| group.len() <= 8));
        assert!(found.iter().any(|group| group.last() == Some(&19)));
        Ok(())
    }

    #[test]
    fn what_is_larger_than_the_room_enters_alone() -> Result<()> {
        let mut sum = 0;
        let items = (0..9).map(|item| (100, item));
        in_order(&pool(2)?, 10, items, |item| item, |item| sum += item)?;
        assert_eq!(sum, 36);
        Ok(())
    }

    #[test]
    fn a_fault_of_the_work_is_passed_on() -> Result<()> {
        let pool = pool(2)?;
        let fault = |item: usize| resume_unwind(Box::new(item));
        let items = (0..100).map(|item| (1, item));
        let run = || in_order(&pool, 4, items, fault, |()| ());
        assert!(catch_unwind(AssertUnwindSafe(run)).is_err());
        Ok(())
    }
}
