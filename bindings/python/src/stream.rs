//! Documents that come out of `Pipeline.pipe`, in the order of the texts that go in.

use crate::document::Document;
use crate::error::{NewsgraphError, of_annotate};
use crate::input;
use crate::workers::{Read, Workers};
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use pyo3::{PyTraverseError, PyVisit};
use std::collections::VecDeque;
use std::mem::forget;
use std::process;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Bytes of texts, and most documents, that are read ahead for each thread.
const BYTES: usize = 1 << 20;
const DOCUMENTS: usize = 16;

/// How long is waited before Python is asked whether somebody has pressed Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(50);

/// Documents, each as soon as it and those before it are done.
#[pyclass(module = "newsgraph")]
#[derive(Debug)]
pub(crate) struct DocumentStream {
    /// `None` once it has ended.
    texts: Option<Py<PyIterator>>,
    on_error: Option<Py<PyAny>>,
    pipeline: Arc<newsgraph::Pipeline>,
    threads: usize,
    /// How many texts were taken.
    taken: usize,
    running: Option<Running>,
}

/// What goes on in threads, which a process that forks leaves behind.
#[derive(Debug)]
struct Running {
    process: u32,
    workers: Workers,
    waiting: VecDeque<Waiting>,
    /// How much room what waits takes.
    size: usize,
}

/// A text that was taken.
#[derive(Debug)]
struct Waiting {
    /// The item that it came from, where it may be handed back.
    item: Option<Py<PyAny>>,
    size: usize,
    state: State,
}

#[derive(Debug)]
enum State {
    Given(Mutex<Receiver<Read>>),
    Done(Box<Read>),
    /// The item was no text.
    Wrong(PyErr),
    /// The texts broke off.
    Broken(PyErr),
    /// The component that read it broke off.
    Lost,
}

impl DocumentStream {
    pub(crate) fn new(
        texts: Py<PyIterator>,
        pipeline: Arc<newsgraph::Pipeline>,
        threads: usize,
        on_error: Option<Py<PyAny>>,
    ) -> Self {
        Self {
            texts: Some(texts),
            on_error,
            pipeline,
            threads,
            taken: 0,
            running: None,
        }
    }

    /// Lets the threads end. Those of another process are not touched: their locks may be held for ever here.
    fn leave(&mut self) {
        if let Some(running) = self.running.take()
            && running.process != process::id()
        {
            forget(running);
        }
    }

    /// The threads, which are started with the first text.
    fn running(&mut self) -> PyResult<&mut Running> {
        let running = match self.running.take() {
            Some(running) if running.process != process::id() => {
                self.running = Some(running);
                return Err(NewsgraphError::new_err(
                    "this stream has its threads in the process that it was begun in; call pipe again in this one",
                ));
            }
            Some(running) => running,
            None => Running {
                process: process::id(),
                workers: Workers::start(&self.pipeline, self.threads)?,
                waiting: VecDeque::new(),
                size: 0,
            },
        };
        Ok(self.running.insert(running))
    }

    /// Takes the next text and hands it to a thread; false where there is none, or no room.
    fn take_one(&mut self, py: Python<'_>) -> PyResult<bool> {
        let room = BYTES * self.threads;
        if self.running()?.size >= room {
            return Ok(false);
        }
        let Some(texts) = &self.texts else {
            return Ok(false);
        };
        let next = texts.bind(py).clone().next();
        let number = self.taken;
        let keep = self.on_error.is_some();
        let running = self.running()?;
        let waiting = match next {
            None => {
                self.texts = None;
                return Ok(false);
            }
            Some(Ok(item)) => running.take(&item, number, keep),
            Some(Err(error)) => Waiting::of(State::Broken(error)),
        };
        running.size += waiting.size;
        let is_broken = matches!(waiting.state, State::Broken(_));
        running.waiting.push_back(waiting);
        self.taken += 1;
        if is_broken {
            self.texts = None;
        }
        Ok(true)
    }

    /// The next document that is done, or what went wrong with it.
    fn wait(&mut self, py: Python<'_>) -> PyResult<Option<Waiting>> {
        self.take_one(py)?;
        loop {
            let is_more = !self.is_ready()? && self.take_one(py)?;
            if is_more {
                continue;
            }
            let running = self.running()?;
            let Some(first) = running.waiting.front_mut() else {
                return Ok(None);
            };
            if first.is_ready(py) {
                let first = running.waiting.pop_front();
                running.size -= first.as_ref().map_or(0, |first| first.size);
                return Ok(first);
            }
            py.check_signals()?;
        }
    }

    fn is_ready(&mut self) -> PyResult<bool> {
        let first = self.running()?.waiting.front_mut();
        Ok(first.is_some_and(Waiting::look))
    }
}

impl Running {
    fn take(&mut self, item: &Bound<'_, PyAny>, number: usize, keep: bool) -> Waiting {
        let (size, state) = match input::item(item, number) {
            Ok(document) => {
                let size = document.text().len();
                (size, State::Given(Mutex::new(self.workers.hand(document))))
            }
            Err(error) => (0, State::Wrong(error)),
        };
        Waiting {
            item: keep.then(|| item.clone().unbind()),
            size: size.max(BYTES / DOCUMENTS),
            state,
        }
    }
}

impl Waiting {
    fn of(state: State) -> Self {
        Self {
            item: None,
            size: 0,
            state,
        }
    }

    /// Whether it is done by now.
    fn look(&mut self) -> bool {
        if let State::Given(read) = &mut self.state {
            let read = read.get_mut().unwrap_or_else(PoisonError::into_inner);
            match read.try_recv() {
                Ok(read) => self.state = State::Done(Box::new(read)),
                Err(TryRecvError::Disconnected) => self.state = State::Lost,
                Err(TryRecvError::Empty) => return false,
            }
        }
        true
    }

    /// Whether it is done after some patience. Other threads of Python run meanwhile.
    fn is_ready(&mut self, py: Python<'_>) -> bool {
        let State::Given(read) = &mut self.state else {
            return true;
        };
        let read = read.get_mut().unwrap_or_else(PoisonError::into_inner);
        match py.detach(move || read.recv_timeout(PATIENCE)) {
            Ok(read) => self.state = State::Done(Box::new(read)),
            Err(RecvTimeoutError::Disconnected) => self.state = State::Lost,
            Err(RecvTimeoutError::Timeout) => return false,
        }
        true
    }
}

#[pymethods]
impl DocumentStream {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Document>> {
        while let Some(Waiting { item, state, .. }) = self.wait(py)? {
            let error = match state {
                State::Done(read) => match *read {
                    Ok(document) => return Ok(Some(Document::new(document))),
                    Err(error) => of_annotate(&error),
                },
                State::Wrong(error) => error,
                State::Broken(error) => return Err(error),
                State::Given(_) | State::Lost => NewsgraphError::new_err(
                    "a component broke off; please report the text that it read",
                ),
            };
            match (&self.on_error, item) {
                (Some(call), Some(item)) => call.call1(py, (item, error))?,
                _ => return Err(error),
            };
        }
        Ok(None)
    }

    /// A generator may hold what holds the stream.
    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        if let Some(texts) = &self.texts {
            visit.call(texts)?;
        }
        if let Some(on_error) = &self.on_error {
            visit.call(on_error)?;
        }
        let waiting = self.running.iter().flat_map(|running| &running.waiting);
        for item in waiting.filter_map(|waiting| waiting.item.as_ref()) {
            visit.call(item)?;
        }
        Ok(())
    }

    fn __clear__(&mut self) {
        self.texts = None;
        self.on_error = None;
        self.leave();
    }

    fn __repr__(&self) -> String {
        format!("<DocumentStream on {} threads>", self.threads)
    }
}

impl Drop for DocumentStream {
    fn drop(&mut self) {
        self.leave();
    }
}
