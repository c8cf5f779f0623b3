//! Threads that annotate documents. They never touch Python.

use crate::fork::Working;
use newsgraph::document::AnnotateError;
use newsgraph::{Document, Pipeline};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// A document that was read; nothing comes where its component broke off.
pub(crate) type Read = Result<Document, AnnotateError>;

struct Job {
    document: Document,
    give: SyncSender<Read>,
}

/// Threads of one stream. They end with it; a document that one works on it ends first.
#[derive(Debug)]
pub(crate) struct Workers {
    jobs: Sender<Job>,
    is_over: Arc<AtomicBool>,
}

impl Workers {
    /// Starts so many threads.
    pub(crate) fn start(pipeline: &Arc<Pipeline>, threads: usize) -> io::Result<Self> {
        let (jobs, waiting) = channel();
        let waiting = Arc::new(Mutex::new(waiting));
        let workers = Self {
            jobs,
            is_over: Arc::default(),
        };
        for _ in 0..threads {
            let pipeline = Arc::clone(pipeline);
            let waiting = Arc::clone(&waiting);
            let is_over = Arc::clone(&workers.is_over);
            thread::Builder::new()
                .name("newsgraph".to_owned())
                .spawn(move || work(&pipeline, &waiting, &is_over))?;
        }
        Ok(workers)
    }

    /// Hands a document over; what it becomes comes out there.
    pub(crate) fn hand(&self, document: Document) -> Receiver<Read> {
        let (give, read) = sync_channel(1);
        // Where no thread is left nothing comes out.
        drop(self.jobs.send(Job { document, give }));
        read
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}

fn work(pipeline: &Pipeline, waiting: &Mutex<Receiver<Job>>, is_over: &AtomicBool) {
    loop {
        let next = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok(Job { mut document, give }) = next else {
            return;
        };
        if is_over.load(Ordering::Relaxed) {
            continue;
        }
        let _working = Working::begin();
        let annotate = || pipeline.annotate(&mut document);
        if let Ok(done) = catch_unwind(AssertUnwindSafe(annotate)) {
            // Nobody may wait for it any more.
            drop(give.send(done.map(|()| document)));
        }
    }
}
